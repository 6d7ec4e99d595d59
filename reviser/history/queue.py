"""Queues of annotation work: which documents an annotator is to judge, and the state of each.

If several annotators judge the same proposals, each has their own document. It is made from the given one: its opening,
and its rounds with their proposals, without decisions."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reviser.core.events import Event, Opened
from reviser.errors import HistoryError
from reviser.history.connection import reading_values, transaction, translating_errors
from reviser.history.digest import library
from reviser.history.log import event_codec
from reviser.history.log.values import pack, unpack, unpack_optional
from reviser.messages import message


class QueueState(StrEnum):
    """The state of a queue entry."""

    TO_DO = "to do"
    IN_WORK = "in work"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A document in an annotator's queue. Decisions are made in `document_id`. `given_id` is the document that it was
    made from, None if it is the document itself. `path` and `title` are those of the given document. `changed_at` is in
    UNIX seconds."""

    id: int
    document_id: int
    given_id: int | None
    annotator: str
    state: QueueState
    changed_at: float
    path: str | None
    title: str


_ENTRIES = """SELECT q.id, q.document_id, q.given_id, q.annotator, q.state, q.changed_at, g.path, g.title
    FROM queue q JOIN documents d ON d.id = q.document_id JOIN documents g ON g.id = coalesce(q.given_id, d.id)
    WHERE d.deleted_at IS NULL ORDER BY q.id"""
# A merge identifies a document by its opening time and text (merge_rows.py), so copies must differ in time.
_COPY = """INSERT INTO documents (path, title, format, encoding, bom, created_at)
    SELECT NULL, :title, format, encoding, bom,
        max(:at, coalesce((SELECT max(created_at) FROM documents), 0) + 0.000001)
    FROM documents WHERE id = :given RETURNING id, created_at"""
_ADD = "INSERT INTO queue (document_id, given_id, annotator, state, changed_at) VALUES (?, ?, ?, 'to do', ?)"


class Queue:
    """The queues of a history. Only a store's queue can write."""

    def __init__(self, connection: sqlite3.Connection, path: Path, clock: Callable[[], float]) -> None:
        self._connection = connection
        self._path = path
        self._clock = clock

    def entries(self) -> list[QueueEntry]:
        """All entries of all annotators, in the order in which they were added."""
        with reading_values(self._path):
            return [_entry(*row) for row in self._connection.execute(_ENTRIES)]

    def add(self, document_id: int, annotator: str) -> int:
        """Queue an existing document and return the entry's number. Raises HistoryError if it is already in a queue."""
        with translating_errors(self._path), transaction(self._connection):
            self._free(document_id)
            return _inserted(
                self._connection.execute(_ADD, (document_id, None, pack(annotator), self._clock())).lastrowid
            )

    def add_copy(self, given_id: int, annotator: str, opened: Opened, events: Sequence[Event]) -> int:
        """Queue a new document for an annotator, made from the given document with these events. Returns the entry's
        number."""
        with translating_errors(self._path), transaction(self._connection):
            given = self._connection.execute("SELECT title FROM documents WHERE id = ?", (given_id,)).fetchone()
            if given is None:
                raise HistoryError(
                    message("There is no document {number} in the history at {path}.", number=given_id, path=self._path)
                )
            title = pack(f"{unpack(given[0])} ({annotator})")
            values = {"given": given_id, "at": self._clock(), "title": title}
            found = self._connection.execute(_COPY, values).fetchone()
            document_id, at = int(found[0]), float(found[1])
            for event in (opened, *events):
                event_codec.write(self._connection, document_id, at, event)
            return _inserted(self._connection.execute(_ADD, (document_id, given_id, pack(annotator), at)).lastrowid)

    def begin(self, entry_id: int) -> None:
        """Mark an entry as in work, if its state is to do."""
        with translating_errors(self._path), transaction(self._connection):
            self._connection.execute(
                "UPDATE queue SET state = 'in work', changed_at = ? WHERE id = ? AND state = 'to do'",
                (self._clock(), entry_id),
            )

    def set(self, entry_id: int, state: QueueState) -> None:
        """Set the state of an entry. Raises HistoryError if there is no entry with this number."""
        with translating_errors(self._path), transaction(self._connection):
            changed = self._connection.execute(
                "UPDATE queue SET state = ?, changed_at = ? WHERE id = ?", (state.value, self._clock(), entry_id)
            )
            self._require_entry(changed.rowcount, entry_id)

    def remove(self, entry: QueueEntry, *, deleting: bool) -> None:
        """Remove an entry from its queue. Its document is kept, or with `deleting` is deleted and can be restored for a
        while. Raises HistoryError if the entry does not exist."""
        with translating_errors(self._path), transaction(self._connection):
            removed = self._connection.execute("DELETE FROM queue WHERE id = ?", (entry.id,))
            self._require_entry(removed.rowcount, entry.id)
            if deleting:
                library.update_marks(self._connection, entry.document_id, {"deleted_at": self._clock()})

    def _free(self, document_id: int) -> None:
        row = self._connection.execute("SELECT annotator FROM queue WHERE document_id = ?", (document_id,)).fetchone()
        if row is not None:
            raise HistoryError(
                message("This document is in the queue of {annotator} already.", annotator=unpack(row[0]))
            )

    def _require_entry(self, count: int, entry_id: int) -> None:
        if count == 0:
            raise HistoryError(
                message("There is no entry {entry_id} in a queue: reviser queue list shows them.", entry_id=entry_id)
            )


def _entry(
    number: int,
    document_id: int,
    given_id: int | None,
    annotator: object,
    state: str,
    changed_at: float,
    path: object,
    title: object,
) -> QueueEntry:
    return QueueEntry(
        number,
        document_id,
        given_id,
        unpack(annotator),
        QueueState(state),
        changed_at,
        unpack_optional(path),
        unpack(title),
    )


def _inserted(number: int | None) -> int:
    if number is None:
        raise AssertionError("an insert always has a row")
    return number
