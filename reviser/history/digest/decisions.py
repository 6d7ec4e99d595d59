"""What was on offer in each round and what was decided of it, read from the digest: many documents at once, without
folding their events."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import orjson

from reviser.history.log.values import unpack, unpack_optional


class Act(NamedTuple):
    """An event that decided: `at` in UNIX seconds, after `elapsed_s` seconds; 0 where that was not measured."""

    source: str
    annotator: str
    at: float
    elapsed_s: float


# Number, start, before, after, intent, rule, explanation, confidence, risk, alternatives, seq, verdict, written and
# reason, as EditColumns has them.
EditRow = tuple[
    int, int, str, str, str, str, str, float, str | None, str | None, int | None, str, str | None, str
]  # fmt: skip


class EditColumns(NamedTuple):
    """The proposals that were on offer in a round, in order of place: lists of one length, for a million are read, and
    what is done to a whole list costs a tenth. `starts` in code points of the round's base. `risks` and `alternatives`:
    JSON as stored, None where there are none. Of the decision in force `seqs` of its event (None where there is none),
    `verdicts`, the text `written` instead (None where it is the proposed one) and `reasons`."""

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

    @classmethod
    def of(cls, rows: Iterable[EditRow]) -> "EditColumns":
        """Of the edits one by one, in any order."""
        columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)]
        return cls(*columns).in_place() if columns else cls(*([] for _ in cls._fields))

    def in_place(self) -> "EditColumns":
        """The same in order of place: of those on offer no two stand at one."""
        if self.starts == sorted(self.starts):  # nearly always: they are proposed so
            return self
        order = sorted(range(len(self.starts)), key=self.starts.__getitem__)
        columns: list[list[Any]] = [[column[at] for at in order] for column in self]
        return EditColumns(*columns)

    def only(self, place: int) -> "EditColumns":
        """One of them."""
        columns: list[list[Any]] = [column[place : place + 1] for column in self]
        return EditColumns(*columns)

    def rows(self) -> Iterator[EditRow]:
        """One by one."""
        return zip(*self, strict=True)


class RoundRow(NamedTuple):
    """A round in force, on any branch. `base_hash`: SHA-256 of its text, in hexadecimal. `models` and `prompts`: those
    of its requests, each once, in order. `acts`: the document's, by their sequence number."""

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
    "nullif(d.after, coalesce(s.after, p.after))", "coalesce(d.reason, '')",
)  # fmt: skip
_EDITS = f"SELECT {', '.join(_COLUMNS)} {_OFFERED}"
# The same with a value for each column: what SQLite packs and orjson unpacks is here in half of the time of rows that
# are fetched one by one. SQLite writes 15 digits of a number, so the confidence is multiplied until it is whole.
_WHOLE = 2.0**62
_WHOLE_CONFIDENCE = f"CAST(p.confidence * {_WHOLE:.1f} AS INTEGER)"
_LISTS = [
    f"CAST(json_group_array({_WHOLE_CONFIDENCE if column == 'p.confidence' else column}) AS BLOB)"
    for column in _COLUMNS
]
_PACKED = f"""SELECT sum(p.confidence * {_WHOLE:.1f} IS NOT {_WHOLE_CONFIDENCE}), {", ".join(_LISTS)} {_OFFERED}"""


def read_rounds(connection: sqlite3.Connection, document_id: int) -> Iterator[RoundRow]:
    """The rounds of a document whose digest is up to date, by depth. Inside the caller's transaction, so that the
    tables agree."""
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
    """The edits of a round in no order; None where JSON, as SQLite makes it, cannot hold them."""
    try:
        broken, *packed = connection.execute(_PACKED, (round_id,)).fetchone()
    except sqlite3.Error:  # a text is bytes, or all are more than one value can be; any other error comes up again
        return None
    if broken:
        return None
    found = EditColumns(*map(orjson.loads, packed))
    return found._replace(confidences=[whole / _WHOLE for whole in found.confidences])


def _fetch_edits(connection: sqlite3.Connection, round_id: int) -> Iterator[EditRow]:
    return (_unpack_edit(*row) for row in connection.execute(_EDITS, (round_id,)))


def _unpack_edit(*columns: Any) -> EditRow:
    number, start, before, after, intent, rule, said, sure, risk, others, seq, verdict, written, reason = columns
    return (
        number, start, unpack(before), unpack(after), unpack(intent), unpack(rule), unpack(said), sure,
        unpack_optional(risk), unpack_optional(others), seq, verdict, unpack_optional(written), unpack(reason),
    )  # fmt: skip
