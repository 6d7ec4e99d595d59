"""Documents that have something of others: an annotator's own session of a given document, and one that came in by a
merge because it went on differently. Whoever counts decisions counts each once, under one name.
"""

import sqlite3
from typing import NamedTuple

from reviser.core.events import proposal_id
from reviser.history.values import unpack


class Decision(NamedTuple):
    """What tells a decision from every other: the proposal's id, who decided, and when (UNIX seconds)."""

    proposal_id: str
    annotator: str
    at: float


class Own(NamedTuple):
    """An annotator's own session of the document `given`."""

    given: int
    annotator: str


class Kin(NamedTuple):
    """`own`: the annotators' own sessions, by document. `named`: what a dataset calls the documents that came with it.
    `merged`: those that came in by a merge beside one that began alike."""

    own: dict[int, Own]
    named: dict[int, str]
    merged: frozenset[int]


class Shared(NamedTuple):
    """The rounds (their names) that another document has too, and what was decided of them there."""

    rounds: frozenset[str]
    decisions: frozenset[Decision]


_OWN = "SELECT document_id, given_id, annotator FROM queue WHERE given_id IS NOT NULL"
_IMPORTED = "SELECT document_id, document FROM imports WHERE document_id IS NOT NULL ORDER BY id DESC"
# Those that were here before count themselves.
_EARLIER = """SELECT r.id, r.name FROM rounds r JOIN documents d ON d.id = r.document_id
    WHERE d.id < :id AND d.deleted_at IS NULL AND r.name IN (SELECT name FROM rounds WHERE document_id = :id)"""
_DECISIONS = """SELECT p.number, e.annotator, e.at
    FROM proposals p JOIN decisions d ON d.proposal_id = p.id JOIN events e ON e.seq = d.seq WHERE p.round_id = ?"""


def read_kin(connection: sqlite3.Connection) -> Kin:
    """Which documents have something of others."""
    own = {number: Own(given, unpack(who)) for number, given, who in connection.execute(_OWN)}
    named = {number: unpack(name) for number, name in connection.execute(_IMPORTED)}
    return Kin(own, named, frozenset(number for (number,) in connection.execute("SELECT document_id FROM merged")))


def read_shared(connection: sqlite3.Connection, document_id: int) -> Shared:
    """What a document has of another that was here before it."""
    names: set[str] = set()
    found: set[Decision] = set()
    for row, stored in connection.execute(_EARLIER, {"id": document_id}).fetchall():
        name = unpack(stored)
        names.add(name)
        for number, annotator, at in connection.execute(_DECISIONS, (row,)):
            found.add(Decision(proposal_id(name, number), unpack(annotator), at))
    return Shared(frozenset(names), frozenset(found))
