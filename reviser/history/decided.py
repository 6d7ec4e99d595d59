"""What was on offer in each round and what was decided of it, read from the digest: many documents at once, without
folding their events."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

import orjson

from reviser.history.values import unpack, unpack_optional


class Act(NamedTuple):
    """An event that decided: `at` in UNIX seconds, after `elapsed_s` seconds; 0 where that was not measured."""

    source: str
    annotator: str
    at: float
    elapsed_s: float


# A proposal that was on offer: number, start (code points of the round's base), before, after, intent, rule,
# explanation, confidence, risk, alternatives (JSON as stored, None where there are none), and of the decision in force
# the seq of its event (None where there is none), verdict, the text written instead (None where it is the proposed
# one) and reason. Neither class nor tuple: a million are read, and JSON comes as lists.
EditRow = list[Any]


class RoundRow(NamedTuple):
    """A round in force, on any branch. `base_hash`: SHA-256 of its text, in hexadecimal. `models` and `prompts`: those
    of its requests, each once, in order. `edits`: in order of place. `acts`: the document's, by their sequence
    number."""

    name: str
    depth: int
    at: float
    reviser: str
    instruction: str
    base: str
    base_hash: str
    models: tuple[str, ...]
    prompts: tuple[str, ...]
    edits: list[EditRow]
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
_COLUMNS = """p.number, coalesce(s.start_char_pos, p.start_char_pos), coalesce(s.before, p.before),
    coalesce(s.after, p.after), p.intent, p.rule, p.explanation, {confidence}, nullif(p.risk, '[]'),
    nullif(p.alternatives, '[]'), d.seq, coalesce(d.verdict, 'undecided'),
    nullif(d.after, coalesce(s.after, p.after)), coalesce(d.reason, '')"""
_EDITS = f"SELECT {_COLUMNS.format(confidence='p.confidence')} {_OFFERED}"
# The same in one value: what SQLite packs and orjson unpacks is here in two thirds of the time of columns that are
# fetched one by one. SQLite writes 15 digits of a number, so the confidence is multiplied until it is whole.
_WHOLE = 2.0**62
_WHOLE_CONFIDENCE = f"CAST(p.confidence * {_WHOLE:.1f} AS INTEGER)"
_PACKED = f"""SELECT CAST(json_group_array(json_array({_COLUMNS.format(confidence=_WHOLE_CONFIDENCE)})) AS BLOB),
        sum(p.confidence * {_WHOLE:.1f} IS NOT {_WHOLE_CONFIDENCE})
    {_OFFERED}"""


def read(connection: sqlite3.Connection, document_id: int) -> Iterator[RoundRow]:
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


_CONFIDENCE = 7
_place = itemgetter(1)  # of those on offer no two stand at one place


def _edits(connection: sqlite3.Connection, round_id: int) -> list[EditRow]:
    rows = _packed(connection, round_id) or _fetched(connection, round_id)
    rows.sort(key=_place)
    return rows


def _packed(connection: sqlite3.Connection, round_id: int) -> list[EditRow]:
    """The edits of a round in no order; none where JSON, as SQLite makes it, cannot hold them."""
    try:
        packed, broken = connection.execute(_PACKED, (round_id,)).fetchone()
    except sqlite3.Error:  # a text is bytes, or all are more than one value can be; any other error comes up again
        return []
    if broken:
        return []
    rows: list[EditRow] = orjson.loads(packed)
    for row in rows:
        row[_CONFIDENCE] /= _WHOLE
    return rows


def _fetched(connection: sqlite3.Connection, round_id: int) -> list[EditRow]:
    return [_unpacked(*row) for row in connection.execute(_EDITS, (round_id,))]


def _unpacked(*columns: Any) -> EditRow:
    number, start, before, after, intent, rule, said, sure, risk, others, seq, verdict, written, reason = columns
    texts = map(unpack, (before, after, intent, rule, said))
    others_and = unpack_optional(others), seq, verdict, unpack_optional(written), unpack(reason)
    return [number, start, *texts, sure, unpack_optional(risk), *others_and]
