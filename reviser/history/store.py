"""The history of every document: what was proposed, decided and typed, kept before it is shown.

`Reader` reads by a connection of its own and cannot write; `Store` is the one writing connection. Both belong to the
thread that made them.
"""

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Self, Unpack

from reviser.core.events import Event, Opened, Recorded
from reviser.core.played import Played
from reviser.core.session import State
from reviser.errors import HistoryError
from reviser.history import backup, decided, digest, imports, library, rows
from reviser.history.connection import BusyError, connect, connect_to_read, look, reading, speaking, transaction
from reviser.history.decided import RoundRow
from reviser.history.documents import DOCUMENTS, DocumentRow, NewDocument, row_of
from reviser.history.imports import Imported
from reviser.history.kin import Kin, Shared, read_kin, read_shared
from reviser.history.queue import Entry, Queue
from reviser.history.reading import read
from reviser.history.values import hash_of, pack, pack_optional, unpack

__all__ = [
    "SCHEMA_VERSION", "BusyError", "DocumentRow", "Imported", "NewDocument", "Place", "Reader", "Result", "Store",
]  # fmt: skip

SCHEMA_VERSION = 6


@dataclass(frozen=True, slots=True)
class Result:
    """A round's closing: `result` is its base with the accepted edits, `text` what the next round begins from."""

    round_id: str
    result: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the person was: the caret and the first character in view (code points), the selected proposal's id."""

    caret: int = 0
    proposal_id: str = ""
    top: int = 0


class Reader:
    """Reads the history. Each call sees one state of it, whatever is being written."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open_to_read(cls, path: Path, *, busy_timeout_ms: int = 5000) -> "Reader":
        """HistoryError where there is no history, or one that this program cannot read."""
        if not look(path, SCHEMA_VERSION):
            raise HistoryError(f"There is no history at {path}; open a document first, or name another with --db.")
        with speaking(path):
            connection = connect_to_read(path, busy_timeout_ms)
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if version < SCHEMA_VERSION:
            connection.close()
            raise HistoryError(f"The history at {path} is of an older reviser; open it once in reviser to bring it up.")
        return Reader(connection, path)

    def close(self) -> None:
        with speaking(self._path):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The database file."""
        return self._path

    def documents(self, *, deleted: bool = False) -> list[DocumentRow]:
        """All documents, the last changed first; with `deleted`, those too that can come back."""
        with reading(self._path):
            which = "d.deleted_at IS NOT 0" if deleted else "d.deleted_at IS NULL"
            query = f"{DOCUMENTS} WHERE {which} ORDER BY last.seq DESC, d.id DESC"
            return [row_of(*row) for row in self._connection.execute(query)]

    def document(self, document_id: int) -> DocumentRow:
        """HistoryError where there is none with this number."""
        with reading(self._path):
            query = f"{DOCUMENTS} WHERE d.id = ? AND d.deleted_at IS NOT 0"
            row = self._connection.execute(query, (document_id,)).fetchone()
            if row is None:
                raise HistoryError(f"There is no document {document_id} in the history at {self._path}.")
            return row_of(*row)

    def find_document(self, path: Path) -> int | None:
        """The document of this file."""
        with reading(self._path):
            stored = pack(str(path.resolve()))
            row = self._connection.execute("SELECT id FROM documents WHERE path = ?", (stored,)).fetchone()
        return None if row is None else int(row[0])

    def documents_with(self, text: str) -> list[int]:
        """The documents of which this text was ever stored (as opened, as a round's result or as saved), the last
        changed first. What was imported is not found by its text, nor what was deleted or made for an annotator, and an
        empty text finds nothing: it is nobody's in particular."""
        if not text:
            return []
        with reading(self._path):
            found = self._connection.execute(
                """SELECT document_id FROM (
                    SELECT document_id FROM events WHERE text_hash = :hash
                    UNION SELECT r.document_id FROM results JOIN rounds r ON r.id = round_id WHERE result_hash = :hash
                    UNION SELECT r.document_id FROM results JOIN rounds r ON r.id = round_id WHERE text_hash = :hash
                    UNION SELECT document_id FROM saves WHERE text_hash = :hash
                ) AS found
                WHERE document_id NOT IN (SELECT document_id FROM imports WHERE document_id IS NOT NULL)
                    AND document_id NOT IN (SELECT id FROM documents WHERE deleted_at IS NOT NULL)
                    AND document_id NOT IN (SELECT document_id FROM queue WHERE given_id IS NOT NULL)
                ORDER BY (SELECT max(e.seq) FROM events e WHERE e.document_id = found.document_id) DESC""",
                {"hash": hash_of(text)},
            )
            return [int(number) for (number,) in found]

    def text(self, hashed: str) -> str | None:
        """The stored text with this SHA-256 (hexadecimal, of its UTF-8); None where there is none."""
        with reading(self._path):
            row = self._connection.execute("SELECT text FROM texts WHERE hash = ?", (hashed,)).fetchone()
        return None if row is None else unpack(row[0])

    def records(self, document_id: int) -> list[Recorded]:
        """The document's events as they were appended, in order."""
        with reading(self._path), self._snapshot():
            return list(read(self._connection, document_id))

    def results(self, document_id: int) -> list[tuple[int, Result]]:
        """Every stored closing of a round with the sequence number of the event that closed it, in order."""
        with reading(self._path):
            found = self._connection.execute(
                """SELECT results.seq, r.name, a.text, b.text FROM rounds r JOIN results ON results.round_id = r.id
                JOIN texts a ON a.hash = result_hash JOIN texts b ON b.hash = text_hash
                WHERE r.document_id = ? ORDER BY results.id""",
                (document_id,),
            )
            return [(seq, Result(unpack(name), unpack(result), unpack(text))) for seq, name, result, text in found]

    def known_text(self, document_id: int) -> str:
        """What the document's file held when it was last read or saved here: the last such text, else the first one."""
        with speaking(self._path):
            (text,) = self._connection.execute(
                """SELECT text FROM texts WHERE hash = coalesce(
                    (SELECT text_hash FROM saves WHERE document_id = :id ORDER BY id DESC LIMIT 1),
                    (SELECT text_hash FROM events WHERE document_id = :id ORDER BY seq LIMIT 1)
                )""",
                {"id": document_id},
            ).fetchone()
        return unpack(text)

    def wish(self, document_id: int) -> str:
        """What the person wants of the document's next round, as it was kept; empty where they said nothing."""
        with reading(self._path):
            row = self._connection.execute("SELECT wish FROM wishes WHERE document_id = ?", (document_id,)).fetchone()
        return "" if row is None else unpack(row[0])

    def labels(self, document_id: int) -> dict[int, str]:
        """The names that the person gave to points of the document's history, by the event that a point begins with."""
        with reading(self._path):
            found = self._connection.execute(
                "SELECT l.seq, l.name FROM labels l JOIN events e ON e.seq = l.seq WHERE e.document_id = ?",
                (document_id,),
            )
            return {seq: unpack(name) for seq, name in found}

    def words(self) -> frozenset[str]:
        """The person's dictionary, for all documents."""
        with reading(self._path):
            return frozenset(unpack(word) for (word,) in self._connection.execute("SELECT word FROM words"))

    def undigested(self) -> list[int]:
        """The documents whose digest is missing or older than their newest event."""
        with reading(self._path):
            return digest.stale(self._connection)

    def decided(self, document_id: int) -> list[RoundRow]:
        """The rounds of a document whose digest is up to date, by depth, each with what was on offer and what was
        decided of it."""
        with reading(self._path), self._snapshot():
            return list(decided.read(self._connection, document_id))

    def decided_by_person(self) -> frozenset[int]:
        """The documents in which a person ever decided anything here."""
        with reading(self._path):
            query = "SELECT DISTINCT document_id FROM events WHERE source = 'person'"
            return frozenset(number for (number,) in self._connection.execute(query))

    def queued(self) -> list[Entry]:
        """The queues of all annotators."""
        return Queue(self._connection, self._path, time.time).entries()

    def kin(self) -> Kin:
        """Which documents have something of others."""
        with reading(self._path):
            return read_kin(self._connection)

    def shared(self, document_id: int) -> Shared:
        """What a document has of another that was here before it."""
        with reading(self._path):
            return read_shared(self._connection, document_id)

    def imports(self) -> Iterator[Imported]:
        """Everything imported from datasets, in order."""
        with reading(self._path):
            yield from imports.read(self._connection)

    def place(self, document_id: int) -> Place | None:
        """Where the person was in the document, where that was kept."""
        with reading(self._path):
            row = self._connection.execute(
                "SELECT caret, proposal, top FROM places WHERE document_id = ?", (document_id,)
            ).fetchone()
            return None if row is None else Place(row[0], unpack(row[1]), row[2])

    @contextlib.contextmanager
    def _snapshot(self) -> Iterator[None]:
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")


class Store(Reader):
    """The one writing connection. What a call wrote is on the disk when it returns; one that raises wrote nothing."""

    def __init__(self, connection: sqlite3.Connection, path: Path, clock: Callable[[], float]) -> None:
        super().__init__(connection, path)
        self._clock = clock

    @classmethod
    def open(cls, path: Path, *, clock: Callable[[], float] = time.time, busy_timeout_ms: int = 0) -> "Store":
        """Open the history, made with its folders where there is none, brought to this schema where it is older (after
        a backup). `busy_timeout_ms`: how long a call may wait for another writer before it raises BusyError: 0 where
        waiting would freeze a window."""
        path = path.absolute()
        existed = look(path, SCHEMA_VERSION)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise HistoryError(f"The folder {path.parent} cannot be made: {error.strerror}.") from error
        with speaking(path):
            connection = connect(path, busy_timeout_ms)
            try:
                version: int = connection.execute("PRAGMA user_version").fetchone()[0]
                if version < SCHEMA_VERSION:
                    if existed:
                        _back_up(connection, path, clock())
                    # Not imported where nothing is pending: sqlite-utils would double the time to start.
                    import_module("reviser.history.migrations").migrate(connection, SCHEMA_VERSION)
            except BaseException:
                connection.close()
                raise
        return cls(connection, path, clock)

    @property
    def queue(self) -> Queue:
        """The queues of all annotators, to be changed."""
        return Queue(self._connection, self._path, self._clock)

    def add_document(self, **new: Unpack[NewDocument]) -> int:
        """A new document with its Opened event; its number. HistoryError where the file has a document already."""
        at = self._clock()
        with self._writing():
            return self._add_document(at, new)

    def add_imports(
        self, saves: Sequence[Imported], new: NewDocument | None = None, events: Sequence[Event] = ()
    ) -> None:
        """Keep saves of a dataset, all or none, and what they can be opened as: a document with these events behind its
        opening."""
        self.add_all_imports([(saves, new, events)])

    def add_all_imports(
        self, sessions: Iterable[tuple[Sequence[Imported], NewDocument | None, Sequence[Event]]]
    ) -> None:
        """As `add_imports`, of several at once, all or none: each transaction waits for the disk."""
        at = self._clock()
        with self._writing():
            for saves, new, events in sessions:
                document_id = None if new is None else self._add_document(at, new)
                for event in events:
                    rows.write(self._connection, int(document_id or 0), at, event)
                for save in saves:
                    imports.write(self._connection, at, save, document_id)

    def _add_document(self, at: float, new: NewDocument) -> int:
        path = new["path"]
        resolved = None if path is None else str(path.resolve())
        found = self._connection.execute(
            "INSERT INTO documents (path, title, format, encoding, bom, created_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (path) DO NOTHING RETURNING id",
            (pack_optional(resolved), pack(new["title"]), new["format"], new["encoding"], new["bom"], at),
        ).fetchone()
        if found is None:
            raise HistoryError(f"{path} is in the history already; open it again.")
        document_id = int(found[0])
        rows.write(self._connection, document_id, at, Opened(new["text"]))
        return document_id

    def move_document(self, document_id: int, path: Path | None, *, title: str | None = None) -> None:
        """The document is now this file's (saved as, or renamed). A document that was loses it: its file is gone."""
        with self._writing():
            stored = None if path is None else pack(str(path.resolve()))
            self._connection.execute("UPDATE documents SET path = NULL WHERE path = ?", (stored,))
            self._connection.execute(
                "UPDATE documents SET path = ?, title = coalesce(?, title) WHERE id = ?",
                (stored, pack_optional(title), document_id),
            )

    def mark(self, document_id: int, **marks: Unpack[library.Mark]) -> None:
        """Rename, archive or delete a document, or take that back."""
        with self._writing():
            library.mark(self._connection, document_id, marks)

    def keep_saved(self, document_id: int, text: str) -> None:
        """This text was written to the document's file, so the document is found by it."""
        at = self._clock()
        with self._writing():
            self._connection.execute(
                "INSERT INTO saves (document_id, at, text_hash) VALUES (?, ?, ?)",
                (document_id, at, rows.keep_text(self._connection, text)),
            )

    def append(
        self, document_id: int, *events: Event, results: Sequence[Result] = (), last: int | None = None
    ) -> tuple[Recorded, ...]:
        """Append events in one transaction, all or none. `results`: what the last of them closed, as it was before it.
        `last`: the sequence number of the document's newest event as the caller knows it; HistoryError where another
        program has appended since, because events of two programs would not fit together. ValueError for an event
        about a round or proposal that the document does not have."""
        if results and not events:
            raise ValueError("a result belongs to the event that closed its round")
        at = float(self._clock())
        recorded = []
        with self._writing():
            if last is not None and last != self._newest(document_id):
                raise HistoryError(
                    "This document was revised by another window or run meanwhile, so nothing more is kept from here:"
                    " open it again to go on from there."
                )
            for event in events:
                recorded.append(Recorded(rows.write(self._connection, document_id, at, event), at, event))
            for result in results:
                self._connection.execute(
                    "INSERT INTO results (seq, round_id, result_hash, text_hash) VALUES (?, ?, ?, ?)",
                    (
                        recorded[-1].seq,
                        rows.round_row(self._connection, document_id, result.round_id),
                        rows.keep_text(self._connection, result.result),
                        rows.keep_text(self._connection, result.text),
                    ),
                )
        return tuple(recorded)

    def keep_digest(self, document_id: int, seq: int, rounds: Sequence[Played], state: State) -> None:
        """Write down what follows from the document's events up to `seq`: its rounds on all branches, and the state in
        hand. A round is a transaction of its own, so that nobody waits long; until the last is written, there is no
        digest."""
        with self._writing():
            digest.forget(self._connection, document_id)
        for played in rounds:
            with self._writing():
                digest.write_round(self._connection, document_id, played)
        with self._writing():
            digest.finish(self._connection, document_id, seq, state)

    def add_words(self, *words: str) -> None:
        """Add to the person's dictionary."""
        at = self._clock()
        with self._writing():
            self._connection.executemany(
                "INSERT INTO words (word, added_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                ((pack(word), at) for word in words),
            )

    def remove_word(self, word: str) -> None:
        """Take a word out of the person's dictionary, where it is in it."""
        with self._writing():
            self._connection.execute("DELETE FROM words WHERE word = ?", (pack(word),))

    def keep_wish(self, document_id: int, wish: str) -> None:
        """Keep what the person wants of the document's next round."""
        with self._writing():
            self._connection.execute(
                "INSERT INTO wishes (document_id, wish) VALUES (?, ?)"
                " ON CONFLICT (document_id) DO UPDATE SET wish = excluded.wish",
                (document_id, pack(wish)),
            )

    def keep_label(self, seq: int, name: str) -> None:
        """Name a point of a document's history by the event that it begins with; an empty name takes it away."""
        with self._writing():
            if name:
                self._connection.execute(
                    "INSERT INTO labels (seq, name) VALUES (?, ?) ON CONFLICT (seq) DO UPDATE SET name = excluded.name",
                    (seq, pack(name)),
                )
            else:
                self._connection.execute("DELETE FROM labels WHERE seq = ?", (seq,))

    def keep_place(self, document_id: int, place: Place) -> None:
        """Remember where the person is. Only the last place is kept."""
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
        with speaking(self._path), transaction(self._connection):
            yield


def _back_up(connection: sqlite3.Connection, path: Path, now: float) -> None:
    try:
        backup.back_up(connection, path, now)
    except OSError as error:
        raise HistoryError(
            f"The history at {path} must be brought up to this version, and no backup can be made beside it:"
            f" {error.strerror}."
        ) from error
