"""The store: writes the history of every document. Everything is stored before it is shown.

`Store` is the only connection that writes decisions, and it reads too. `HistoryReader` has its own connection, which
cannot write. Each object must be used in the thread that created it."""

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Unpack

from reviser import files
from reviser.core.events import Event, Opened, Recorded
from reviser.core.round_state import RoundState
from reviser.core.session import State
from reviser.errors import HistoryError
from reviser.history import backup, imports
from reviser.history.connection import BusyError, check_history, connect, transaction, translating_errors
from reviser.history.digest import digest, library
from reviser.history.imports import Imported, ImportedSession
from reviser.history.log import event_codec, event_rows
from reviser.history.log.documents import DocumentRow, NewDocument
from reviser.history.log.reader import SCHEMA_VERSION, HistoryReader, ReadingPlace, Result
from reviser.history.log.values import pack, pack_optional
from reviser.history.migrations import migrate
from reviser.history.queue import Queue
from reviser.messages import message

__all__ = [
    "SCHEMA_VERSION",
    "BusyError",
    "DocumentRow",
    "HistoryReader",
    "Imported",
    "ImportedSession",
    "NewDocument",
    "ReadingPlace",
    "Result",
    "Store",
]  # fmt: skip


class Store(HistoryReader):
    """The connection that writes. When a call returns, its data is on the disk; a call that raises has written
    nothing."""

    def __init__(self, connection: sqlite3.Connection, path: Path, clock: Callable[[], float]) -> None:
        super().__init__(connection, path)
        self._clock = clock

    @classmethod
    def open(cls, path: Path, *, clock: Callable[[], float] = time.time, busy_timeout_ms: int = 0) -> "Store":
        """Open the history at `path`. It is created with its folders if it does not exist, and migrated (after a
        backup) if it is older. `busy_timeout_ms` is how long a call may wait for another writer before it raises
        BusyError; use 0 where waiting would freeze a window."""
        path = path.absolute()
        existed = check_history(path, SCHEMA_VERSION)
        try:
            files.make_folder(path.parent)
        except OSError as error:
            raise HistoryError(
                message("The folder {folder} cannot be created: {reason}.", folder=path.parent, reason=error.strerror)
            ) from error
        with contextlib.suppress(OSError):  # SQLite reports why
            files.create(path)
        with translating_errors(path):
            connection = connect(path, busy_timeout_ms)
            try:
                version: int = connection.execute("PRAGMA user_version").fetchone()[0]
                if version < SCHEMA_VERSION:
                    if existed:
                        _back_up(connection, path, clock())
                    migrate(connection, SCHEMA_VERSION)
            except BaseException:
                connection.close()
                raise
        return cls(connection, path, clock)

    @property
    def queue(self) -> Queue:
        """The queues of all annotators, writable."""
        return Queue(self._connection, self._path, self._clock)

    def add_document(self, **new: Unpack[NewDocument]) -> int:
        """Insert a new document with its Opened event and return its number. Raises HistoryError if another document
        has the file."""
        at = self._clock()
        with self._writing():
            return self._add_document(at, new)

    def add_imports(self, *sessions: ImportedSession) -> None:
        """Insert sessions of a dataset in one transaction, so that several sessions wait for the disk only once."""
        at = self._clock()
        with self._writing():
            for session in sessions:
                new = session.document
                document_id = None if new is None else self._add_document(at, new)
                for event in session.events:
                    event_codec.write(self._connection, int(document_id or 0), at, event)
                for imported in session.imports:
                    imports.write_import(self._connection, at, imported, document_id)

    def _add_document(self, at: float, new: NewDocument) -> int:
        path = new["path"]
        resolved = None if path is None else str(path.resolve())
        found = self._connection.execute(
            "INSERT INTO documents (path, title, format, encoding, bom, created_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (path) DO NOTHING RETURNING id",
            (pack_optional(resolved), pack(new["title"]), new["format"], new["encoding"], new["bom"], at),
        ).fetchone()
        if found is None:
            raise HistoryError(message("{path} is in the history already; open it again.", path=path))
        document_id = int(found[0])
        event_codec.write(self._connection, document_id, at, Opened(new["text"]))
        return document_id

    def move_document(self, document_id: int, path: Path | None, *, title: str | None = None) -> None:
        """Set the file of a document (after saving under another name or renaming). A document that had this file loses
        it, because its file was overwritten."""
        with self._writing():
            stored = None if path is None else pack(str(path.resolve()))
            self._connection.execute("UPDATE documents SET path = NULL WHERE path = ?", (stored,))
            self._connection.execute(
                "UPDATE documents SET path = ?, title = coalesce(?, title) WHERE id = ?",
                (stored, pack_optional(title), document_id),
            )

    def mark(self, document_id: int, **marks: Unpack[library.LibraryMark]) -> None:
        """Rename, archive or delete a document, or undo that."""
        with self._writing():
            library.update_marks(self._connection, document_id, marks)

    def keep_saved(self, document_id: int, text: str) -> None:
        """Record that this text was written to the document's file, so that the document can be found by it."""
        at = self._clock()
        with self._writing():
            self._connection.execute(
                "INSERT INTO saves (document_id, at, text_hash) VALUES (?, ?, ?)",
                (document_id, at, event_rows.keep_text(self._connection, text)),
            )

    def append(
        self,
        document_id: int,
        *events: Event,
        results: Sequence[Result] = (),
        last: int | None = None,
        check: Callable[[tuple[Recorded, ...]], None] = lambda _: None,
    ) -> tuple[Recorded, ...]:
        """Append events to a document in one transaction and return them with their sequence numbers.

        `results` are the rounds that the last event closed. `last` is the number of the document's newest event that
        the caller knows; HistoryError is raised if another program has appended events since, because they would not
        fit together. `check` receives the events before they are committed; if it raises, nothing is written. Raises
        ValueError for an event about a round or proposal that the document does not have."""
        if results and not events:
            raise ValueError("a result belongs to the event that closed its round")
        at = float(self._clock())
        recorded = []
        with self._writing():
            if last is not None and last != self._newest(document_id):
                raise HistoryError(
                    message(
                        "This document was revised in another window or run, so nothing more is stored from "
                        "here: open it again to continue."
                    )
                )
            for event in events:
                recorded.append(Recorded(event_codec.write(self._connection, document_id, at, event), at, event))
            for result in results:
                self._connection.execute(
                    "INSERT INTO results (seq, round_id, result_hash, text_hash) VALUES (?, ?, ?, ?)",
                    (
                        recorded[-1].seq,
                        event_rows.round_row(self._connection, document_id, result.round_id),
                        event_rows.keep_text(self._connection, result.result),
                        event_rows.keep_text(self._connection, result.text),
                    ),
                )
            check(tuple(recorded))
        return tuple(recorded)

    def keep_digest(self, document_id: int, seq: int, rounds: Sequence[RoundState], state: State) -> None:
        """Write the digest of a document up to the event `seq`: its rounds on all branches, and its current state. Each
        round is written in its own transaction, so that other writers do not wait long. The digest becomes valid with
        the last one."""
        with self._writing():
            digest.delete_digest(self._connection, document_id)
        for round_state in rounds:
            with self._writing():
                digest.write_round(self._connection, document_id, round_state)
        with self._writing():
            digest.mark_digested(self._connection, document_id, seq, state)

    def add_words(self, *words: str) -> None:
        """Add words to the person's dictionary."""
        at = self._clock()
        with self._writing():
            self._connection.executemany(
                "INSERT INTO words (word, added_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                ((pack(word), at) for word in words),
            )

    def remove_word(self, word: str) -> None:
        """Remove a word from the person's dictionary, if it is there."""
        with self._writing():
            self._connection.execute("DELETE FROM words WHERE word = ?", (pack(word),))

    def keep_round_settings(self, document_id: int, round_settings: str) -> None:
        """Store the settings for the document's next round (JSON)."""
        with self._writing():
            self._connection.execute(
                "INSERT INTO round_settings (document_id, settings) VALUES (?, ?)"
                " ON CONFLICT (document_id) DO UPDATE SET settings = excluded.settings",
                (document_id, pack(round_settings)),
            )

    def keep_label(self, seq: int, name: str) -> None:
        """Name a point of a document's history by its first event; an empty name removes the label."""
        with self._writing():
            if name:
                self._connection.execute(
                    "INSERT INTO labels (seq, name) VALUES (?, ?) ON CONFLICT (seq) DO UPDATE SET name = excluded.name",
                    (seq, pack(name)),
                )
            else:
                self._connection.execute("DELETE FROM labels WHERE seq = ?", (seq,))

    def keep_place(self, document_id: int, place: ReadingPlace) -> None:
        """Store the reading place. Only the latest one is kept."""
        with self._writing():
            self._connection.execute(
                "INSERT INTO places (document_id, caret, proposal, top) VALUES (?, ?, ?, ?) ON CONFLICT (document_id)"
                " DO UPDATE SET caret = excluded.caret, proposal = excluded.proposal, top = excluded.top",
                (document_id, place.caret, pack(place.proposal_id), place.top),
            )

    def _newest(self, document_id: int) -> int:
        row = self._connection.execute("SELECT max(seq) FROM events WHERE document_id = ?", (document_id,)).fetchone()
        return int(row[0] or 0)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with translating_errors(self._path), transaction(self._connection):
            yield


def _back_up(connection: sqlite3.Connection, path: Path, now: float) -> None:
    try:
        backup.back_up(connection, path, now)
    except OSError as error:
        raise HistoryError(
            message(
                "The history at {path} must be updated for this version, but no backup can be made beside "
                "it: {reason}.",
                path=path,
                reason=error.strerror,
            )
        ) from error
