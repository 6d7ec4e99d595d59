"""The proposals of each round and the decisions on them, read from the digest: many documents at once, without folding
their events."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import orjson

from reviser.history.log.values import unpack, unpack_optional


class Act(NamedTuple):
    """An event with decisions: at `at` (UNIX seconds), `elapsed_s` seconds after the first of its proposals was looked
    at; 0 if that was not measured."""

    source: str
    annotator: str
    at: float
    elapsed_s: float


# Number, start, before, after, intent, rule, explanation, confidence, risk, alternatives, seq, verdict, written, reason
# and proposer, as in EditColumns.
EditRow = tuple[
    int, int, str, str, str, str, str, float, str | None, str | None, int | None, str, str | None, str, str
]  # fmt: skip


class EditColumns(NamedTuple):
    """The live proposals of a round in text order, as columns: lists of equal length. Millions are read, and an
    operation on a whole list takes a tenth of the time of a loop over rows. `starts` are code points of the round's
    base. `risks` and `alternatives` are JSON as stored, None if there are none. For the decision in force: `seqs` (its
    event; None if undecided), `verdicts`, `written` (the text the person put instead; None if it is the proposed one)
    and `reasons`. `proposers`: the reviser that made each."""

    numbers: list[int]
    starts: list[int]
    befores: list[str]
    afters: list[str]
    intents: list[str]
    rules: list[str]
    explanations: list[str]
    confidences: list[float]
    risks: list[str | None]
    alternatives: list[str | None]
    seqs: list[int | None]
    verdicts: list[str]
    written: list[str | None]
    reasons: list[str]
    proposers: list[str]

    @classmethod
    def of(cls, rows: Iterable[EditRow]) -> "EditColumns":
        """Make columns from rows, in any order."""
        columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)]
        return cls(*columns).in_place() if columns else cls(*([] for _ in cls._fields))

    def in_place(self) -> "EditColumns":
        """The same proposals in text order. No two live proposals begin at one place."""
        if self.starts == sorted(self.starts):  # nearly always true: proposals arrive in this order
            return self
        order = sorted(range(len(self.starts)), key=self.starts.__getitem__)
        columns: list[list[Any]] = [[column[at] for at in order] for column in self]
        return EditColumns(*columns)

    def only(self, place: int) -> "EditColumns":
        """The proposal at index `place`, as columns."""
        columns: list[list[Any]] = [column[place : place + 1] for column in self]
        return EditColumns(*columns)

    def rows(self) -> Iterator[EditRow]:
        """The proposals one by one."""
        return zip(*self, strict=True)


class RoundRow(NamedTuple):
    """A round that is not undone, on any branch. `base_hash` is the SHA-256 of its base, in hexadecimal. `models` and
    `prompts` are those of its requests, without duplicates, in order. `acts` are the document's events with decisions,
    by sequence number."""

    name: str
    depth: int
    at: float
    reviser: str
    instruction: str
    base: str
    base_hash: str
    models: tuple[str, ...]
    prompts: tuple[str, ...]
    edits: EditColumns
    acts: Mapping[int, Act]


_ROUNDS = """SELECT g.round_id, r.name, g.depth, g.at, r.reviser, r.instruction, t.text, t.hash
    FROM round_digests g JOIN rounds r ON r.id = g.round_id JOIN texts t ON t.hash = g.base_hash
    WHERE g.document_id = ? ORDER BY g.depth, g.round_id"""
_REQUESTS = """SELECT q.round_id, q.model, q.prompt FROM rounds r JOIN requests q ON q.round_id = r.id
    WHERE r.document_id = ? ORDER BY q.id"""
_ACTS = """SELECT seq, source, annotator, at, coalesce(elapsed_s, 0.0) FROM events
    WHERE document_id = ? AND kind IN ('decided', 'redecided')"""
_OFFERED = """FROM round_digests g
    JOIN proposals p ON p.round_id = g.round_id
    JOIN standings s ON s.proposal_id = p.id
    LEFT JOIN decisions d ON d.id = s.decision_id
    WHERE g.round_id = ? AND s.standing = 'live'"""
_COLUMNS = (
    "p.number", "coalesce(s.start_char_pos, p.start_char_pos)", "coalesce(s.before, p.before)",
    "coalesce(s.after, p.after)", "p.intent", "p.rule", "p.explanation", "p.confidence", "nullif(p.risk, '[]')",
    "nullif(p.alternatives, '[]')", "d.seq", "coalesce(d.verdict, 'undecided')",
    "nullif(d.after, coalesce(s.after, p.after))", "coalesce(d.reason, '')", "p.reviser",
)  # fmt: skip
_EDITS = f"SELECT {', '.join(_COLUMNS)} {_OFFERED}"
# The same as one value for each column: packed by SQLite and unpacked by orjson, they take half the time of fetching
# rows one by one. SQLite writes 15 digits of a number, so the confidence is scaled to an integer.
_WHOLE = 2.0**62
_WHOLE_CONFIDENCE = f"CAST(p.confidence * {_WHOLE:.1f} AS INTEGER)"
_LISTS = [
    f"CAST(json_group_array({_WHOLE_CONFIDENCE if column == 'p.confidence' else column}) AS BLOB)"
    for column in _COLUMNS
]
_PACKED = f"""SELECT sum(p.confidence * {_WHOLE:.1f} IS NOT {_WHOLE_CONFIDENCE}), {", ".join(_LISTS)} {_OFFERED}"""


def read_rounds(connection: sqlite3.Connection, document_id: int) -> Iterator[RoundRow]:
    """The rounds of a document whose digest is up to date, by depth. Must be called inside a transaction, so that the
    tables are consistent."""
    models: defaultdict[int, dict[str, None]] = defaultdict(dict)
    prompts: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for round_id, model, prompt in connection.execute(_REQUESTS, (document_id,)):
        models[round_id][unpack(model)] = None
        prompts[round_id][unpack(prompt)] = None
    acts = {
        seq: Act(source, unpack(annotator), at, elapsed_s)
        for seq, source, annotator, at, elapsed_s in connection.execute(_ACTS, (document_id,))
    }
    for round_id, name, depth, at, reviser, instruction, base, hashed in connection.execute(
        _ROUNDS, (document_id,)
    ).fetchall():
        yield RoundRow(
            unpack(name),
            depth,
            at,
            unpack(reviser),
            unpack(instruction),
            unpack(base),
            hashed,
            tuple(model for model in models[round_id] if model),
            tuple(prompt for prompt in prompts[round_id] if prompt),
            _edits(connection, round_id),
            acts,
        )


def _edits(connection: sqlite3.Connection, round_id: int) -> EditColumns:
    found = _packed_edits(connection, round_id)
    return EditColumns.of(_fetch_edits(connection, round_id)) if found is None else found.in_place()


def _packed_edits(connection: sqlite3.Connection, round_id: int) -> EditColumns | None:
    """The proposals of a round, in no order; None if SQLite's JSON cannot represent them."""
    try:
        broken, *packed = connection.execute(_PACKED, (round_id,)).fetchone()
    except sqlite3.Error:  # a text stored as bytes, or a result over SQLite's size limit; others recur
        return None
    if broken:
        return None
    found = EditColumns(*map(orjson.loads, packed))
    return found._replace(confidences=[whole / _WHOLE for whole in found.confidences])


def _fetch_edits(connection: sqlite3.Connection, round_id: int) -> Iterator[EditRow]:
    return (_unpack_edit(*row) for row in connection.execute(_EDITS, (round_id,)))


def _unpack_edit(*columns: Any) -> EditRow:
    number, start, before, after, intent, rule, said, sure, risk, others, seq, verdict, written, reason, who = columns
    return (
        number, start, unpack(before), unpack(after), unpack(intent), unpack(rule), unpack(said), sure,
        unpack_optional(risk), unpack_optional(others), seq, verdict, unpack_optional(written), unpack(reason),
        unpack(who),
    )  # fmt: skip
