"""Documents that derive from others: annotators' own sessions of a given document, and documents that were inserted by
a merge because they continued differently. Statistics use this to count each decision once, under one name."""

import sqlite3
from collections import defaultdict
from collections.abc import Container
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from reviser.history.log.values import unpack


class OwnSessions(NamedTuple):
    """An annotator's own session of the document `document_id`."""

    document_id: int
    annotator: str


class RelatedDocuments(NamedTuple):
    """Relations of documents, by document number. `own`: annotators' own sessions. `named`: the name in the dataset of
    imported documents. `merged`: documents that a merge inserted beside one with the same beginning. `related`: for
    each document, the documents that share rounds with it because of that. `called`: the name of each other document,
    from its file or title; documents with the same name began with the same text."""

    own: dict[int, OwnSessions]
    named: dict[int, str]
    merged: frozenset[int]
    related: dict[int, frozenset[int]]
    called: dict[int, str]


_OWN = "SELECT document_id, given_id, annotator FROM queue WHERE given_id IS NOT NULL"
_IMPORTED = "SELECT document_id, document FROM imports WHERE document_id IS NOT NULL ORDER BY id DESC"
_OPENED = """SELECT d.id, d.path, d.title, (SELECT e.text_hash FROM events e WHERE e.document_id = d.id
        ORDER BY e.seq LIMIT 1) FROM documents d WHERE d.deleted_at IS NOT 0 ORDER BY d.id"""
# Documents that contain a round of a merged document, including that one. A round's name is that of where it was made.
_RELATED = """SELECT r.name, r.document_id FROM rounds r JOIN documents d ON d.id = r.document_id
    WHERE d.deleted_at IS NULL
    AND r.name IN (SELECT name FROM rounds WHERE document_id IN (SELECT document_id FROM merged))"""


def read_related(connection: sqlite3.Connection) -> RelatedDocuments:
    """Read the relations of all documents."""
    own = {number: OwnSessions(given, unpack(who)) for number, given, who in connection.execute(_OWN)}
    named = {number: unpack(name) for number, name in connection.execute(_IMPORTED)}
    merged = frozenset(number for (number,) in connection.execute("SELECT document_id FROM merged"))
    return RelatedDocuments(
        own, named, merged, _related(connection) if merged else {}, _paths_by_document(connection, own)
    )


def _related(connection: sqlite3.Connection) -> dict[int, frozenset[int]]:
    with_round: defaultdict[object, set[int]] = defaultdict(set)
    for name, number in connection.execute(_RELATED):
        with_round[name].add(number)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for numbers in with_round.values():
        for number in numbers:
            found[number] |= numbers
    return {number: frozenset(others - {number}) for number, others in found.items() if len(others) > 1}


def _paths_by_document(connection: sqlite3.Connection, own: Container[int]) -> dict[int, str]:
    """The names of documents. A merged document has no file here if another one has its path. It gets that path as
    its name if its file has the same name and its first text is the same, so that both count as judgements of one
    document. Other documents with the same title are numbered from the second on, because they would be counted as
    one otherwise."""
    called: dict[int, str] = {}
    files: dict[tuple[str, str], str] = {}
    fileless: list[tuple[int, str, str]] = []
    for number, path, title, opened in connection.execute(_OPENED):
        if path is not None:
            called[number] = unpack(path)
            files.setdefault((Path(called[number]).name, opened), called[number])
        elif number not in own:
            fileless.append((number, unpack(title), opened))
    texts: dict[str, str] = {}
    for number, title, opened in fileless:
        name = files.get((title, opened))
        if name is None:
            names = chain([title], (f"{title} ({again})" for again in count(2)))
            name = next(each for each in names if texts.setdefault(each, opened) == opened)
        called[number] = name
    return called
