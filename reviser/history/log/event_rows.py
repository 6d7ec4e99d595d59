"""The tables that hold events, for writing and reading: the columns of `events`, and the tables whose rows belong to
one event.

event_codec.py says which kind of event uses which table."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from reviser.core.edit import Anchor, Decision, Edit, Intent, Proposal, Remark, RiskFlag, Verdict
from reviser.core.events import proposal_id
from reviser.core.exchange import Exchange
from reviser.core.text import Span
from reviser.history.log.values import (
    Stored,
    hash_of,
    pack,
    pack_json,
    pack_optional,
    unpack,
    unpack_list,
    unpack_optional,
    unpack_pairs,
)

Value = TypeVar("Value")
Column = Stored | int | float | None


class EventRow(NamedTuple):
    """The columns of `events`, apart from number, document and time."""

    kind: str
    round_id: int | None = None
    target_seq: int | None = None
    text_hash: str | None = None
    origin: str | None = None
    outcome: str | None = None
    message: Stored | None = None
    source: str | None = None
    annotator: Stored | None = None
    elapsed_s: float | None = None
    words: Stored | None = None
    rule: Stored | None = None
    silenced: bool | None = None
    reason: str | None = None
    start_char_pos: int | None = None
    end_char_pos: int | None = None
    restored_seq: int | None = None
    continues: bool | None = None

    def insert(self, connection: sqlite3.Connection, document_id: int, at: float) -> int:
        """Insert the row and return its sequence number."""
        seq = connection.execute(_INSERT, (document_id, at, *self)).lastrowid
        if seq is None:
            raise AssertionError("an insert always has a row")
        return seq


_COLUMNS = ("document_id", "at", *EventRow._fields)
_INSERT = " ".join(("INSERT INTO events (", ", ".join(_COLUMNS), ") VALUES (", ", ".join("?" * len(_COLUMNS)), ")"))


def keep_text(connection: sqlite3.Connection, text: str) -> str:
    """Store a text in `texts`, unless it is there already, and return its hash."""
    key = hash_of(text)
    connection.execute("INSERT INTO texts (hash, text) VALUES (?, ?) ON CONFLICT DO NOTHING", (key, pack(text)))
    return key


def round_row(connection: sqlite3.Connection, document_id: int, name: str) -> int:
    """The row id of a document's round. Raises ValueError if that round was never started."""
    found: tuple[int] | None = connection.execute(
        "SELECT id FROM rounds WHERE document_id = ? AND name = ?", (document_id, pack(name))
    ).fetchone()
    if found is None:
        raise ValueError(f"no round {name!r} has started in document {document_id}")
    return found[0]


@dataclass(frozen=True, slots=True, eq=False)
class PartTable(Generic[Value]):
    """A table whose rows belong to events. `insert` takes the sequence number of the event first. `query` selects all
    rows of a document, with that number as the first column. `decode` makes a value from the other columns."""

    name: str
    insert: str
    query: str
    decode: Callable[..., Value]

    def write(self, connection: sqlite3.Connection, seq: int, rows: Iterable[tuple[Column, ...]]) -> None:
        """Insert the rows of one event."""
        connection.executemany(self.insert, ((seq, *row) for row in rows))

    def read(self, connection: sqlite3.Connection, document_id: int) -> dict[int, tuple[Value, ...]]:
        """The values of a document's events, in order, by the event's sequence number."""
        grouped: defaultdict[int, list[Value]] = defaultdict(list)
        for seq, *columns in connection.execute(self.query, (document_id,)):
            grouped[seq].append(self.decode(*columns))
        return {seq: tuple(values) for seq, values in grouped.items()}


class StoredEvent:
    """The row of an event, and the values of its document's part tables."""

    __slots__ = ("_parts", "_row")

    def __init__(self, row: Mapping[str, Any], parts: Mapping[PartTable[Any], Mapping[int, tuple[Any, ...]]]) -> None:
        self._row = row
        self._parts = parts

    def __getitem__(self, column: str) -> Any:
        return self._row[column]

    def text(self, column: str) -> str:
        """The value of a column that holds a text."""
        return unpack(self._row[column])

    def span(self) -> Span | None:
        """The span stored in the row, if there is one."""
        start: int | None = self._row["start_char_pos"]
        return None if start is None else Span(start, self._row["end_char_pos"])

    def parts(self, table: PartTable[Value]) -> tuple[Value, ...]:
        """The values that belong to the event in this table."""
        return self._parts[table].get(self._row["seq"], ())


def change_row(edit: Edit) -> tuple[Column, ...]:
    """The columns of CHANGES for an edit."""
    return edit.start, edit.end, pack(edit.before), pack(edit.after)


def _change(start: int, before: object, after: object) -> Edit:
    return Edit(start, unpack(before), unpack(after))


def proposal_row(round_id: int, number: int, proposal: Proposal) -> tuple[Column, ...]:
    """The columns of PROPOSALS for a proposal. `number` is its index in its round, from 0."""
    edit = proposal.edit
    return (
        round_id,
        number,
        edit.type.value,
        edit.start,
        edit.end,
        pack(edit.before),
        pack(edit.after),
        proposal.intent.value,
        pack(proposal.reviser),
        pack(proposal.rule),
        pack(proposal.explanation),
        proposal.confidence,
        proposal.anchor.value,
        pack_json(proposal.alternatives) if proposal.alternatives else "[]",
        pack_json([(flag.kind, flag.message) for flag in proposal.risk]) if proposal.risk else "[]",
        pack(proposal.group),
        pack(proposal.word),
        pack(proposal.form),
    )


def _proposal(*columns: Any) -> Proposal:
    start, before, after, intent, reviser, rule, explanation, confidence, anchor, others, risk, group, word, form = (
        columns
    )
    return Proposal(
        Edit(start, unpack(before), unpack(after)),
        Intent(intent),
        unpack(reviser),
        unpack(rule),
        unpack(explanation),
        confidence,
        () if others == "[]" else unpack_list(others),
        () if risk == "[]" else tuple(RiskFlag(kind, message) for kind, message in unpack_pairs(risk)),
        Anchor(anchor),
        unpack(group),
        unpack(word),
        unpack(form),
    )


def remark_row(remark: Remark) -> tuple[Column, ...]:
    """The columns of REMARKS for a remark."""
    return remark.span.start, remark.span.end, pack(remark.message), pack(remark.reviser), pack(remark.rule)


def _remark(start: int, end: int, message: object, reviser: object, rule: object) -> Remark:
    return Remark(Span(start, end), unpack(message), unpack(reviser), unpack(rule))


def request_row(connection: sqlite3.Connection, round_id: int, exchange: Exchange) -> tuple[Column, ...]:
    """The columns of REQUESTS for an exchange with a model. Stores its texts."""
    return (
        round_id,
        *map(pack, (exchange.server, exchange.model, exchange.purpose, exchange.prompt)),
        keep_text(connection, exchange.sent),
        keep_text(connection, exchange.received),
        exchange.tokens_in,
        exchange.tokens_out,
        exchange.tokens_cached,
        exchange.seconds,
        pack(exchange.ended),
    )


def _request(*columns: Any) -> Exchange:
    server, model, purpose, prompt, sent, received, tokens_in, tokens_out, tokens_cached, seconds, ended = columns
    return Exchange(
        unpack(server),
        unpack(model),
        unpack(purpose),
        unpack(prompt),
        unpack(sent),
        unpack(received),
        tokens_in,
        tokens_out,
        tokens_cached,
        seconds,
        unpack(ended),
    )


def decision_row(proposal: int, decision: Decision) -> tuple[Column, ...]:
    """The columns of DECISIONS. `proposal` is the row id of the decided proposal."""
    return proposal, decision.verdict.value, pack_optional(decision.after), pack(decision.reason)


def _decision(name: object, number: int, verdict: str, after: object, reason: object) -> Decision:
    return Decision(proposal_id(unpack(name), number), Verdict(verdict), unpack_optional(after), unpack(reason))


CHANGES = PartTable(
    "changes",
    "INSERT INTO changes (seq, start_char_pos, end_char_pos, before, after) VALUES (?, ?, ?, ?, ?)",
    """SELECT c.seq, c.start_char_pos, c.before, c.after
    FROM events e JOIN changes c ON c.seq = e.seq WHERE e.document_id = ? ORDER BY c.id""",
    _change,
)
PROPOSALS = PartTable(
    "proposals",
    "INSERT INTO proposals (seq, round_id, number, type, start_char_pos, end_char_pos, before, after, intent,"
    " reviser, rule, explanation, confidence, anchor, alternatives, risk, group_name, word, form)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    """SELECT p.seq, p.start_char_pos, p.before, p.after, p.intent, p.reviser, p.rule, p.explanation,
        p.confidence, p.anchor, p.alternatives, p.risk, p.group_name, p.word, p.form
    FROM events e JOIN proposals p ON p.seq = e.seq WHERE e.document_id = ? ORDER BY p.id""",
    _proposal,
)
REMARKS = PartTable(
    "remarks",
    "INSERT INTO remarks (seq, start_char_pos, end_char_pos, message, reviser, rule) VALUES (?, ?, ?, ?, ?, ?)",
    """SELECT m.seq, m.start_char_pos, m.end_char_pos, m.message, m.reviser, m.rule
    FROM events e JOIN remarks m ON m.seq = e.seq WHERE e.document_id = ? ORDER BY m.id""",
    _remark,
)
REQUESTS = PartTable(
    "requests",
    "INSERT INTO requests (seq, round_id, server, model, purpose, prompt, sent_hash, received_hash, tokens_in,"
    " tokens_out, tokens_cached, seconds, ended) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    """SELECT q.seq, q.server, q.model, q.purpose, q.prompt, a.text, b.text, q.tokens_in, q.tokens_out,
        q.tokens_cached, q.seconds, q.ended
    FROM events e JOIN requests q ON q.seq = e.seq JOIN texts a ON a.hash = q.sent_hash
        JOIN texts b ON b.hash = q.received_hash WHERE e.document_id = ? ORDER BY q.id""",
    _request,
)
DECISIONS = PartTable(
    "decisions",
    "INSERT INTO decisions (seq, proposal_id, verdict, after, reason) VALUES (?, ?, ?, ?, ?)",
    """SELECT d.seq, r.name, p.number, d.verdict, d.after, d.reason
    FROM events e JOIN decisions d ON d.seq = e.seq JOIN proposals p ON p.id = d.proposal_id
    JOIN rounds r ON r.id = p.round_id WHERE e.document_id = ? ORDER BY d.id""",
    _decision,
)
PART_TABLES = (CHANGES, PROPOSALS, REMARKS, REQUESTS, DECISIONS)
