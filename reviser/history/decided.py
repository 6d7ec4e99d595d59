"""What was on offer in each round and what was decided of it, read from the digest: many documents at once, without
folding their events."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

from reviser.history.values import unpack, unpack_optional


class Act(NamedTuple):
    """An event that decided: `at` in UNIX seconds, after `elapsed_s` seconds; 0 where that was not measured."""

    source: str
    annotator: str
    at: float
    elapsed_s: float


# A proposal that was on offer, as stored: number, start (code points of the round's base), before, after, intent, rule,
# explanation, confidence, risk, alternatives (None where there are none), and of the decision in force the seq of its
# event, verdict, after and reason (all None where there is none). Not a class: a million are read.
EditRow = tuple[
    int, int, str, str, str, str, str, float, str | None, str | None, int | None, str | None, str | None, str | None
]


class RoundRow(NamedTuple):
    """A round in force, on any branch. `models` and `prompts`: those of its requests, each once, in order. `edits`: in
    order of place. `acts`: the document's, by their sequence number."""

    name: str
    depth: int
    at: float
    reviser: str
    instruction: str
    base: str
    models: tuple[str, ...]
    prompts: tuple[str, ...]
    edits: list[EditRow]
    acts: Mapping[int, Act]


_ROUNDS = """SELECT g.round_id, r.name, g.depth, g.at, r.reviser, r.instruction, t.text
    FROM round_digests g JOIN rounds r ON r.id = g.round_id JOIN texts t ON t.hash = g.base_hash
    WHERE g.document_id = ? ORDER BY g.depth, g.round_id"""
_REQUESTS = """SELECT q.round_id, q.model, q.prompt FROM rounds r JOIN requests q ON q.round_id = r.id
    WHERE r.document_id = ? ORDER BY q.id"""
_ACTS = """SELECT seq, source, annotator, at, coalesce(elapsed_s, 0.0) FROM events
    WHERE document_id = ? AND kind IN ('decided', 'redecided')"""
# What most rows have none of is NULL, which costs nothing to fetch.
_EDITS = """SELECT p.number, coalesce(s.start_char_pos, p.start_char_pos), coalesce(s.before, p.before),
        coalesce(s.after, p.after), p.intent, p.rule, p.explanation, p.confidence, nullif(p.risk, '[]'),
        nullif(p.alternatives, '[]'), d.seq, d.verdict, d.after, nullif(d.reason, '')
    FROM round_digests g
    JOIN proposals p ON p.round_id = g.round_id
    JOIN standings s ON s.proposal_id = p.id
    LEFT JOIN decisions d ON d.id = s.decision_id
    WHERE g.round_id = ? AND s.standing = 'live'"""


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
    for round_id, name, depth, at, reviser, instruction, base in connection.execute(_ROUNDS, (document_id,)).fetchall():
        yield RoundRow(
            unpack(name),
            depth,
            at,
            unpack(reviser),
            unpack(instruction),
            unpack(base),
            tuple(model for model in models[round_id] if model),
            tuple(prompt for prompt in prompts[round_id] if prompt),
            _edits(connection, round_id),
            acts,
        )


_place = itemgetter(1)  # of those on offer no two stand at one place


def _edits(connection: sqlite3.Connection, round_id: int) -> list[EditRow]:
    rows: list[EditRow] = connection.execute(_EDITS, (round_id,)).fetchall()
    for at, row in enumerate(rows):
        if bytes in map(type, row):  # texts that UTF-8 cannot hold: next to no row has one
            rows[at] = _unpacked(*row)
    rows.sort(key=_place)
    return rows


def _unpacked(*columns: Any) -> EditRow:
    number, start, before, after, intent, rule, said, sure, risk, others, seq, verdict, applied, reason = columns
    texts = (before, after, intent, rule, said)
    before, after, intent, rule, said = map(unpack, texts)
    return (
        number, start, before, after, intent, rule, said, sure, unpack_optional(risk), unpack_optional(others), seq,
        verdict, unpack_optional(applied), unpack_optional(reason),
    )  # fmt: skip
