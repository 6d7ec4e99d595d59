"""What the library knows of each document without reading its events: where it stands, by the digest (digest.py), and
what of it is replaced and not appended: its name, and whether it is archived or deleted."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypedDict, TypeVar

from reviser.errors import HistoryError
from reviser.history.connection import check_history, connect_to_read, reading_values
from reviser.history.log.values import pack, unpack, unpack_optional
from reviser.messages import message

T = TypeVar("T")

# A name is read as far as anybody could want it: a file from elsewhere may have one of any length.
_ENTRIES = """SELECT d.id, d.path,
        CASE typeof(d.title) WHEN 'text' THEN substr(d.title, 1, 4096) ELSE d.title END, d.format, d.created_at,
        coalesce(e.at, d.created_at), d.archived_at,
        d.deleted_at, g.seq IS e.seq AS fresh, g.rounds, g.pending, g.stop,
        EXISTS (SELECT 1 FROM imports i WHERE i.document_id = d.id)
    FROM documents d
    LEFT JOIN events e ON e.seq = (SELECT max(seq) FROM events WHERE document_id = d.id)
    LEFT JOIN digests g ON g.document_id = d.id
    WHERE d.deleted_at IS NOT 0 ORDER BY e.seq DESC, d.id DESC"""
_SHARES = """SELECT g.document_id, count(*), count(s.decision_id)
    FROM round_digests g JOIN proposals p ON p.round_id = g.round_id JOIN standings s ON s.proposal_id = p.id
    WHERE s.standing = 'live' GROUP BY g.document_id"""
_TAKEN_BACK = """SELECT g.document_id, count(*)
    FROM decisions d JOIN standings s ON s.decision_id = d.id JOIN proposals p ON p.id = s.proposal_id
    JOIN round_digests g ON g.round_id = p.round_id
    WHERE d.verdict = 'undecided' AND s.standing = 'live' GROUP BY g.document_id"""
_FOR_GOOD = "UPDATE documents SET path = NULL WHERE id = ? AND deleted_at = 0"
_MARK = {
    "title": "UPDATE documents SET title = ? WHERE id = ? AND deleted_at IS NOT 0",
    "archived_at": "UPDATE documents SET archived_at = ? WHERE id = ? AND deleted_at IS NOT 0",
    "deleted_at": "UPDATE documents SET deleted_at = ? WHERE id = ? AND deleted_at IS NOT 0",
}


class DocumentStage(StrEnum):
    """How far a document has come."""

    UNREAD = "not read yet"  # it has no digest
    NEW = "never revised"
    PENDING = "in work"  # proposals wait for a decision
    DECIDED = "decided"  # all that were on offer
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A document as the library lists it; times in UNIX seconds. `fresh`: nothing happened in it since its digest was
    made, from which `rounds` (of the branch in hand), `pending` and `stop` are; None and empty where it has none."""

    id: int
    path: str | None
    title: str
    format: str
    created_at: float
    changed_at: float
    archived_at: float | None
    deleted_at: float | None
    fresh: bool
    rounds: int | None
    pending: int | None
    stop: str
    imported: bool

    @property
    def stage(self) -> DocumentStage:
        if self.rounds is None:
            return DocumentStage.UNREAD
        if self.pending:
            return DocumentStage.PENDING
        if self.stop:
            return DocumentStage.STOPPED
        return DocumentStage.DECIDED if self.rounds else DocumentStage.NEW


@dataclass(frozen=True, slots=True)
class DecidedShare:
    """How many proposals a document ever had on offer, on all its branches, and how many of them are decided."""

    offered: int
    decided: int


class LibraryMark(TypedDict, total=False):
    """What a document is called, since when it is out of the way, and since when it is deleted (UNIX seconds; 0: for
    good, so that it cannot come back and is gone with the next purge)."""

    title: str
    archived_at: float | None
    deleted_at: float | None


def update_marks(connection: sqlite3.Connection, document_id: int, marks: LibraryMark) -> None:
    """Replace these. One that is to be purged lets go of its file. Inside the caller's transaction."""
    for column, value in marks.items():
        stored = pack(value) if isinstance(value, str) else value
        connection.execute(_MARK[column], (stored, document_id))
    connection.execute(_FOR_GOOD, (document_id,))


def entries(path: Path, newest: int) -> list[LibraryEntry]:
    """All documents of the history at `path`, those too that are archived or can come back, the last changed first; by
    a connection of its own. `newest`: the schema that it must be of. HistoryError where it cannot be read."""
    return _with_reader(path, newest, lambda connection: [_entry(*row) for row in connection.execute(_ENTRIES)])


def shares(path: Path, newest: int) -> dict[int, DecidedShare]:
    """How much of each document is decided, where anything was on offer; likewise. It reads every proposal."""
    return _with_reader(path, newest, _shares)


def _shares(connection: sqlite3.Connection) -> dict[int, DecidedShare]:
    found = connection.execute(_SHARES).fetchall()
    taken_back = dict(connection.execute(_TAKEN_BACK))
    return {number: DecidedShare(offered, decided - taken_back.get(number, 0)) for number, offered, decided in found}


def _with_reader(path: Path, newest: int, read: Callable[[sqlite3.Connection], T]) -> T:
    if not check_history(path, newest):
        raise HistoryError(
            message("There is no history at {path}; open a document first, or name another with --db.", path=path)
        )
    with reading_values(path), closing(connect_to_read(path, 5000)) as connection:
        return read(connection)


def _entry(
    number: int,
    path: object,
    title: object,
    form: str,
    created_at: float,
    changed_at: float,
    archived_at: float | None,
    deleted_at: float | None,
    fresh: int,
    rounds: int | None,
    pending: int | None,
    stop: str | None,
    imported: int,
) -> LibraryEntry:
    return LibraryEntry(
        number,
        unpack_optional(path),
        unpack(title),
        form,
        created_at,
        changed_at,
        archived_at,
        deleted_at,
        bool(fresh),
        rounds,
        pending,
        stop or "",
        bool(imported),
    )
