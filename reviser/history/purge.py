"""Deletes documents permanently: the one exception to append-only. Nothing of their content stays in the database, in
the files beside it, or in any backup; all other documents stay unchanged.

The backups are cleaned first, and the row of the document is deleted last. While that row exists, marked by
`mark_for_purge`, the purge is unfinished and continues with the next call. All other rows are deleted in one
transaction. https://www.sqlite.org/pragma.html#pragma_secure_delete"""

import os
import sqlite3
import time
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from reviser.errors import HistoryError
from reviser.history.backup import backup_paths, damaged_copies
from reviser.history.connection import (
    BUSY_MS,
    BusyError,
    check_history,
    connect,
    connect_to_read,
    reading_values,
    transaction,
    translating_errors,
)
from reviser.history.foreign_objects import refuse_foreign
from reviser.history.log.store import SCHEMA_VERSION
from reviser.history.search import indexing
from reviser.messages import Message, message, verbatim

READERS_S = 5.0  # seconds that the last checkpoint waits for readers of older states
UNFINISHED_S = 3600.0  # seconds after which an unfinished backup counts as left by a killed program

# Ordered by references, each with its table: an older history may lack some tables.
_OWNED = (
    (
        "standings",
        "DELETE FROM standings WHERE proposal_id IN"
        " (SELECT p.id FROM rounds r JOIN proposals p ON p.round_id = r.id WHERE r.document_id = :id)",
    ),
    ("round_digests", "DELETE FROM round_digests WHERE document_id = :id"),
    ("digests", "DELETE FROM digests WHERE document_id = :id"),
    ("labels", "DELETE FROM labels WHERE seq IN (SELECT seq FROM events WHERE document_id = :id)"),
    ("results", "DELETE FROM results WHERE round_id IN (SELECT id FROM rounds WHERE document_id = :id)"),
    ("requests", "DELETE FROM requests WHERE round_id IN (SELECT id FROM rounds WHERE document_id = :id)"),
    ("remarks", "DELETE FROM remarks WHERE seq IN (SELECT seq FROM events WHERE document_id = :id)"),
    ("changes", "DELETE FROM changes WHERE seq IN (SELECT seq FROM events WHERE document_id = :id)"),
    ("decisions", "DELETE FROM decisions WHERE seq IN (SELECT seq FROM events WHERE document_id = :id)"),
    ("proposals", "DELETE FROM proposals WHERE round_id IN (SELECT id FROM rounds WHERE document_id = :id)"),
    ("saves", "DELETE FROM saves WHERE document_id = :id"),
    ("imports", "DELETE FROM imports WHERE document_id = :id"),
    ("round_settings", "DELETE FROM round_settings WHERE document_id = :id"),
    ("places", "DELETE FROM places WHERE document_id = :id"),
    ("merged", "DELETE FROM merged WHERE document_id = :id"),
    ("queue", "UPDATE queue SET given_id = NULL WHERE given_id = :id"),  # documents made from it are kept
    ("queue", "DELETE FROM queue WHERE document_id = :id"),
    ("events", "DELETE FROM events WHERE document_id = :id"),
    ("rounds", "DELETE FROM rounds WHERE document_id = :id"),
)
# The hashes of all texts of a document, each with the table that has it.
_TEXTS = (
    ("events", "SELECT text_hash FROM events WHERE document_id = :id"),
    ("saves", "SELECT text_hash FROM saves WHERE document_id = :id"),
    ("results", "SELECT a.result_hash FROM rounds r JOIN results a ON a.round_id = r.id WHERE r.document_id = :id"),
    ("results", "SELECT a.text_hash FROM rounds r JOIN results a ON a.round_id = r.id WHERE r.document_id = :id"),
    ("requests", "SELECT a.sent_hash FROM rounds r JOIN requests a ON a.round_id = r.id WHERE r.document_id = :id"),
    ("requests", "SELECT a.received_hash FROM rounds r JOIN requests a ON a.round_id = r.id WHERE r.document_id = :id"),
    ("requests", "SELECT source_hash FROM rounds WHERE document_id = :id"),  # in the same schema
    ("round_digests", "SELECT base_hash FROM round_digests WHERE document_id = :id"),
)


@dataclass(frozen=True, slots=True)
class CopyLeft:
    """A copy of the history that a document could not be removed from, and the reason."""

    path: Path
    why: Message


@dataclass(frozen=True, slots=True)
class Purged:
    """The result of a purge: the deleted documents, and the files that may still contain them."""

    documents: tuple[int, ...] = ()
    kept: tuple[CopyLeft, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    """The identity of a document in every copy of the history: when it was first opened, and its first text. If two
    documents have the same identity, their numbers decide; a restored history may have given the number to another
    document."""

    number: int
    created_at: float
    first: str | None  # the hash of the first text; None if its rows are deleted already


def documents_to_purge(connection: sqlite3.Connection, before: float) -> list[int]:
    """The documents to purge: those deleted permanently, and those deleted before the time `before` (UNIX seconds)."""
    found = connection.execute(
        "SELECT id FROM documents WHERE deleted_at IS NOT NULL AND (deleted_at = 0 OR deleted_at < ?)", (before,)
    )
    return [int(number) for (number,) in found]


def is_purge_due(path: Path, before: float) -> bool:
    """Whether there is a document to purge."""
    with translating_errors(path), closing(connect_to_read(path, BUSY_MS)) as connection:
        return bool(documents_to_purge(connection, before))


def purge(path: Path, before: float, *, busy_ms: int = BUSY_MS, wait_s: float = READERS_S) -> Purged:
    """Purge the documents that `documents_to_purge` returns from the history at `path` and from its backups, through
    its own connection. Raises BusyError if other programs keep writing, or still read an older state after `wait_s`
    seconds; the next call continues."""
    with translating_errors(path), closing(connect(path, busy_ms)) as connection:
        numbers = documents_to_purge(connection, before)
        if not numbers:
            return Purged()
        mark_for_purge(connection, numbers)
        marks = [mark for number in numbers for mark in _marks(connection, number)]
        kept = tuple(_backups(path, [mark for mark in marks if mark.first is not None]))
        connection.execute("PRAGMA secure_delete = ON")
        for number in numbers:
            with transaction(connection):
                indexing.delete_document(connection, number)
                _delete(connection, number)
        indexing.compact(connection)
        connection.execute("VACUUM")
        _truncate(connection, path, wait_s)
        with transaction(connection):
            connection.executemany("DELETE FROM documents WHERE id = ?", ((number,) for number in numbers))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()  # if it has to wait, nothing is lost
    return Purged(tuple(numbers), kept)


def mark_for_purge(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Mark documents to be purged. They are no longer listed and cannot be restored, and other documents may take their
    files."""
    with transaction(connection):
        connection.executemany(
            "UPDATE documents SET deleted_at = 0, path = NULL WHERE id = ?", ((number,) for number in numbers)
        )


def _marks(connection: sqlite3.Connection, number: int) -> list[_Mark]:
    """The identity of a document, as a list of at most one."""
    found = connection.execute(
        """SELECT d.id, d.created_at, (SELECT e.text_hash FROM events e WHERE e.document_id = d.id ORDER BY seq LIMIT 1)
        FROM documents d WHERE d.id = ?""",
        (number,),
    )
    return [_Mark(*row) for row in found]


def _find(connection: sqlite3.Connection, mark: _Mark) -> list[int]:
    """The numbers of a document in a copy of the history."""
    found = connection.execute(
        """SELECT d.id FROM documents d WHERE d.created_at = ?
        AND (SELECT e.text_hash FROM events e WHERE e.document_id = d.id ORDER BY seq LIMIT 1) = ?""",
        (mark.created_at, mark.first),
    )
    numbers = [int(number) for (number,) in found]
    return [mark.number] if mark.number in numbers else numbers


def _delete(connection: sqlite3.Connection, number: int) -> None:
    """Delete all rows of a document, except its own row and those of the search index, and the texts that no other
    document has. Must be called inside a transaction."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    whose = {"id": number}
    triggers: list[tuple[str, str]] = []
    if "purging" in tables:
        connection.execute("INSERT INTO purging (document_id) VALUES (:id)", whose)
    else:  # schema 3 or older, which does not allow deleting rows
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_no\\_delete' ESCAPE '\\'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
    hashes = {key for table, query in _TEXTS if table in tables for (key,) in connection.execute(query, whose) if key}
    for table, statement in _OWNED:
        if table in tables:
            connection.execute(statement, whose)
    for key in hashes:
        try:
            connection.execute("DELETE FROM texts WHERE hash = ?", (key,))
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorname != "SQLITE_CONSTRAINT_FOREIGNKEY":
                raise  # the text is kept if another document has it
    connection.execute("UPDATE documents SET title = '' WHERE id = :id", whose)
    for _, sql in triggers:
        connection.execute(sql)
    if "purging" in tables:
        connection.execute("DELETE FROM purging")


def _truncate(connection: sqlite3.Connection, path: Path, wait_s: float) -> None:
    """Empty the write-ahead log. Raises BusyError if a program still reads an older state."""
    until = time.monotonic() + wait_s
    while True:
        (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            return
        if time.monotonic() >= until:
            raise BusyError(
                message(
                    "Another program is reading the history at {path}, so some deleted content is still in "
                    "it. It will be removed when reviser starts next.",
                    path=path,
                )
            )


def _backups(path: Path, marks: Sequence[_Mark]) -> Iterable[CopyLeft]:
    """Remove documents from every backup and from repaired copies. Yields the copies that cannot be changed."""
    for half in path.parent.glob(f"{escape(path.stem)}.backup-*.part"):
        with suppress(OSError):
            if time.time() - half.stat().st_mtime > UNFINISHED_S:
                half.unlink()
    for copy in (*backup_paths(path), *sorted(path.parent.glob(f"{escape(path.stem)}.repaired*{escape(path.suffix)}"))):
        try:
            _backup(copy, marks)
        except HistoryError as error:
            yield CopyLeft(copy, error.message)
        except OSError as error:
            yield CopyLeft(copy, verbatim(str(error)))
    first = min((mark.created_at for mark in marks), default=0.0)
    for file in damaged_copies(path):
        # A file last written before the documents existed cannot contain them.
        if marks and file.stat().st_mtime >= first:
            yield CopyLeft(
                file,
                message("It is a damaged history, which is never written to: delete the file if you do not need it."),
            )


def _backup(copy: Path, marks: Sequence[_Mark]) -> None:
    """Remove documents from one copy. Raises HistoryError if it cannot be read or written, or is of a newer version."""
    if not check_history(copy, SCHEMA_VERSION):
        return
    if not os.access(copy, os.W_OK):
        raise HistoryError(message("{copy} is read-only.", copy=copy))
    # Not by `connect`, which would leave a log beside the copy.
    connection = sqlite3.connect(copy, isolation_level=None, timeout=BUSY_MS / 1000)
    with reading_values(copy), closing(connection):
        refuse_foreign(connection, copy)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        numbers = [number for mark in marks for number in _find(connection, mark)]
        if not numbers:
            return
        with transaction(connection):
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'search_index'").fetchone():
                indexing.clear(connection)  # it is rebuilt if the copy is ever used
            for number in numbers:
                _delete(connection, number)
                connection.execute("DELETE FROM documents WHERE id = ?", (number,))
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # for a copy that was opened as a history


def delete_from_copy(copy: Path, numbers: Sequence[int]) -> None:
    """Delete documents, by their numbers, from a copy of the history. Raises HistoryError if it cannot be written."""
    with translating_errors(copy), closing(connect_to_read(copy, BUSY_MS, untouched=True)) as connection:
        marks = [mark for number in numbers for mark in _marks(connection, number)]
    _backup(copy, marks)
