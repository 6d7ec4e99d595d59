"""What the library shows of each document without reading its events: its state, from the digest, and its properties
that are replaced rather than appended: its name, and whether it is archived or deleted."""

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

# Names are cut off here: a file from elsewhere may contain a name of any length.
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

    UNREAD = "not read yet"  # the document has no digest
    NEW = "never revised"
    PENDING = "in work"  # some proposals are undecided
    DECIDED = "decided"  # all live proposals are decided
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A document in the list of the library; times in UNIX seconds. `fresh`: the digest is up to date. `rounds` (of the
    current branch), `pending` and `stop` come from the digest; they are None or empty if there is none."""

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
    """How many proposals a document has had on all its branches, and how many of them are decided."""

    offered: int
    decided: int


class LibraryMark(TypedDict, total=False):
    """A document's name, the time when it was archived, and the time when it was deleted, in UNIX seconds. 0 as the
    time of deletion means permanently: it cannot be restored and is removed by the next purge."""

    title: str
    archived_at: float | None
    deleted_at: float | None


def update_marks(connection: sqlite3.Connection, document_id: int, marks: LibraryMark) -> None:
    """Set these properties of a document. A document to be purged releases its file. Must be called inside a
    transaction."""
    for column, value in marks.items():
        stored = pack(value) if isinstance(value, str) else value
        connection.execute(_MARK[column], (stored, document_id))
    connection.execute(_FOR_GOOD, (document_id,))


def entries(path: Path, newest: int) -> list[LibraryEntry]:
    """All documents of the history at `path`, including archived and restorable ones, those changed last first. Opens
    its own connection. `newest` is the newest schema that is accepted. Raises HistoryError if the history cannot be
    read."""
    return _with_reader(path, newest, lambda connection: [_entry(*row) for row in connection.execute(_ENTRIES)])


def shares(path: Path, newest: int) -> dict[int, DecidedShare]:
    """The decided share of each document that has had proposals, by document number; otherwise like `entries`. Reads
    every proposal."""
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
