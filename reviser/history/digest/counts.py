"""Counts of proposals and decisions by round and intent, read from the digest in one pass."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from reviser.history.connection import connect_to_read, reading_values
from reviser.history.log.values import unpack

_COUNTS = """SELECT p.round_id, p.intent, count(*), sum(d.verdict = 'accept'), sum(d.verdict = 'rewrite'),
        sum(d.verdict = 'reject')
    FROM round_digests g
    JOIN proposals p ON p.round_id = g.round_id
    JOIN standings s ON s.proposal_id = p.id
    LEFT JOIN decisions d ON d.id = s.decision_id
    WHERE s.standing = 'live' AND g.document_id IN (
        SELECT id FROM documents WHERE deleted_at IS NULL AND (:document IS NULL OR id = :document)
    )
    GROUP BY p.round_id, p.intent"""
_ROUNDS = """SELECT g.round_id, g.document_id, g.depth, g.at, r.reviser,
        (SELECT q.model FROM requests q WHERE q.round_id = g.round_id AND q.model <> '' ORDER BY q.id LIMIT 1),
        (SELECT sum(e.elapsed_s) FROM events e WHERE e.round_id = g.round_id AND e.kind = 'decided')
    FROM round_digests g JOIN rounds r ON r.id = g.round_id WHERE g.document_id IN (
        SELECT id FROM documents WHERE deleted_at IS NULL AND (:document IS NULL OR id = :document)
    ) ORDER BY g.round_id"""


class IntentCounts(NamedTuple):
    """The proposals of one intent in one round, and how many were accepted, rejected and so on; the others were left
    undecided. `at` is the start of the round in UNIX seconds; `model` is empty if no model was asked."""

    document: int
    depth: int
    at: float
    reviser: str
    model: str
    intent: str
    offered: int
    accepted: int
    rewritten: int
    rejected: int


class Spent(NamedTuple):
    """The measured time in seconds that decisions took in one round."""

    document: int
    depth: int
    at: float
    seconds: float


def tallies(path: Path, document_id: int | None = None) -> tuple[list[IntentCounts], list[Spent]]:
    """The counts of one document, or of all documents that are not deleted, as far as they have a digest. Opens its own
    connection."""
    with reading_values(path), closing(connect_to_read(path, 5000)) as connection:
        connection.execute("BEGIN")
        return _read_counts(connection, document_id)


def _read_counts(connection: sqlite3.Connection, document_id: int | None) -> tuple[list[IntentCounts], list[Spent]]:
    about = {"document": document_id}
    rounds: dict[int, tuple[int, int, float, str, str]] = {}
    spent: list[Spent] = []
    for round_id, document, depth, at, reviser, model, seconds in connection.execute(_ROUNDS, about):
        rounds[round_id] = (document, depth, at, unpack(reviser), "" if model is None else unpack(model))
        spent.append(Spent(document, depth, at, seconds or 0.0))
    counts = connection.execute(_COUNTS, about)
    found = [
        IntentCounts(*rounds[round_id], intent, offered, accepted or 0, rewritten or 0, rejected or 0)
        for round_id, intent, offered, accepted, rewritten, rejected in counts
    ]
    return found, spent
