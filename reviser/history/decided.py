"""What was on offer in each round and what was decided of it, read from the digest: many documents at once, without
folding their events."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from reviser.history.values import unpack, unpack_list, unpack_optional, unpack_pairs


class RoundRow(NamedTuple):
    """A round in force, on any branch. `models` and `prompts`: those of its requests, each once, in order."""

    name: str
    depth: int
    at: float
    reviser: str
    instruction: str
    base: str
    models: tuple[str, ...]
    prompts: tuple[str, ...]


class EditRow(NamedTuple):
    """A proposal that was on offer, with the decision in force about it: `verdict` None where there is none. `start` in
    code points of the round's base, `at` UNIX seconds."""

    number: int
    start: int
    before: str
    after: str
    intent: str
    rule: str
    explanation: str
    confidence: float
    risk: tuple[str, ...]
    alternatives: tuple[str, ...]
    verdict: str | None
    decided_after: str | None
    reason: str
    at: float
    source: str
    annotator: str
    elapsed_s: float


_ROUNDS = """SELECT g.round_id, r.name, g.depth, g.at, r.reviser, r.instruction, t.text
    FROM round_digests g JOIN rounds r ON r.id = g.round_id JOIN texts t ON t.hash = g.base_hash
    WHERE g.document_id = ? ORDER BY g.depth, g.round_id"""
_REQUESTS = """SELECT q.round_id, q.model, q.prompt FROM rounds r JOIN requests q ON q.round_id = r.id
    WHERE r.document_id = ? ORDER BY q.id"""
_EDITS = """SELECT g.round_id, p.number, coalesce(s.start_char_pos, p.start_char_pos), coalesce(s.before, p.before),
        coalesce(s.after, p.after), p.intent, p.rule, p.explanation, p.confidence, p.risk, p.alternatives,
        d.verdict, d.after, d.reason, e.at, e.source, e.annotator, e.elapsed_s
    FROM round_digests g
    JOIN proposals p ON p.round_id = g.round_id
    JOIN standings s ON s.proposal_id = p.id
    LEFT JOIN decisions d ON d.id = s.decision_id
    LEFT JOIN events e ON e.seq = d.seq
    WHERE g.document_id = ? AND s.standing = 'live'
    ORDER BY g.round_id, coalesce(s.start_char_pos, p.start_char_pos), p.end_char_pos"""


def read(connection: sqlite3.Connection, document_id: int) -> Iterator[tuple[RoundRow, list[EditRow]]]:
    """The rounds of a document whose digest is up to date, by depth, each with its edits in order of place. Inside the
    caller's transaction, so that the tables agree."""
    models: defaultdict[int, dict[str, None]] = defaultdict(dict)
    prompts: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for round_id, model, prompt in connection.execute(_REQUESTS, (document_id,)):
        models[round_id][unpack(model)] = None
        prompts[round_id][unpack(prompt)] = None
    grouped = groupby(connection.execute(_EDITS, (document_id,)), key=lambda row: int(row[0]))
    edits = {round_id: [_edit(*row) for row in found] for round_id, found in grouped}
    for round_id, name, depth, at, reviser, instruction, base in connection.execute(_ROUNDS, (document_id,)):
        yield (
            RoundRow(
                unpack(name),
                depth,
                at,
                unpack(reviser),
                unpack(instruction),
                unpack(base),
                tuple(model for model in models[round_id] if model),
                tuple(prompt for prompt in prompts[round_id] if prompt),
            ),
            edits.get(round_id, []),
        )


def _edit(
    _: int,
    number: int,
    start: int,
    before: object,
    after: object,
    intent: str,
    rule: object,
    explanation: object,
    confidence: float,
    risk: object,
    alternatives: object,
    verdict: str | None,
    decided_after: object,
    reason: object,
    at: float | None,
    source: str | None,
    annotator: object,
    elapsed_s: float | None,
) -> EditRow:
    return EditRow(
        number,
        start,
        unpack(before),
        unpack(after),
        intent,
        unpack(rule),
        unpack(explanation),
        confidence,
        () if risk == "[]" else tuple(kind for kind, _ in unpack_pairs(risk)),
        () if alternatives == "[]" else unpack_list(alternatives),
        verdict,
        unpack_optional(decided_after),
        "" if reason is None else unpack(reason),
        at or 0.0,
        source or "",
        "" if annotator is None else unpack(annotator),
        elapsed_s or 0.0,
    )
