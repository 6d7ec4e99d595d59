"""Reading the history through a connection that cannot write."""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from reviser.core.events import Recorded
from reviser.errors import HistoryError
from reviser.history import imports
from reviser.history.connection import check_history, connect_to_read, reading_values, translating_errors
from reviser.history.digest import decisions, digest
from reviser.history.digest.decisions import RoundRow
from reviser.history.imports import Imported
from reviser.history.log.documents import DOCUMENTS, DocumentRow, row_of
from reviser.history.log.event_codec import read
from reviser.history.log.values import hash_of, pack, unpack
from reviser.history.merge.related_documents import RelatedDocuments, read_related
from reviser.history.queue import Queue, QueueEntry
from reviser.messages import message

SCHEMA_VERSION = 9


@dataclass(frozen=True, slots=True)
class Result:
    """The end of a round: `result` is its base with the accepted edits, `text` is the text that the next round begins
    from."""

    round_id: str
    result: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """A reading place: the caret and the first visible character (code points), and the id of the selected proposal."""

    caret: int = 0
    proposal_id: str = ""
    top: int = 0


class HistoryReader:
    """Reads the history. Each call sees one consistent state, even while another connection writes."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open_to_read(cls, path: Path, *, busy_timeout_ms: int = 5000) -> "HistoryReader":
        """Open the history at `path`. Raises HistoryError if there is none or this program cannot read it."""
        if not check_history(path, SCHEMA_VERSION):
            raise HistoryError(
                message("There is no history at {path}; open a document first, or name another with --db.", path=path)
            )
        with translating_errors(path):
            connection = connect_to_read(path, busy_timeout_ms)
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if version < SCHEMA_VERSION:
            connection.close()
            raise HistoryError(
                message(
                    "The history at {path} was written by an older reviser; open it once in reviser to update it.",
                    path=path,
                )
            )
        return HistoryReader(connection, path)

    def close(self) -> None:
        with translating_errors(self._path):
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
        """All documents, those changed last first. With `deleted`, restorable ones as well."""
        with reading_values(self._path):
            which = "d.deleted_at IS NOT 0" if deleted else "d.deleted_at IS NULL"
            query = f"{DOCUMENTS} WHERE {which} ORDER BY last.seq DESC, d.id DESC"
            return [row_of(*row) for row in self._connection.execute(query)]

    def document(self, document_id: int) -> DocumentRow:
        """The document with this number. Raises HistoryError if there is none."""
        with reading_values(self._path):
            query = f"{DOCUMENTS} WHERE d.id = ? AND d.deleted_at IS NOT 0"
            row = self._connection.execute(query, (document_id,)).fetchone()
            if row is None:
                raise HistoryError(
                    message(
                        "There is no document {number} in the history at {path}.",
                        number=document_id,
                        path=self._path,
                    )
                )
            return row_of(*row)

    def find_document(self, path: Path) -> int | None:
        """The number of the document that has this file; None if there is none."""
        with reading_values(self._path):
            stored = pack(str(path.resolve()))
            row = self._connection.execute("SELECT id FROM documents WHERE path = ?", (stored,)).fetchone()
        return None if row is None else int(row[0])

    def documents_with(self, text: str) -> list[int]:
        """The documents that ever had this text, when opened, as a round's result or when saved; those changed last
        first. Imported and deleted documents and annotators' own sessions are left out. An empty text finds nothing,
        because many documents can share it."""
        if not text:
            return []
        with reading_values(self._path):
            rows = self._connection.execute(
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
            return [int(number) for (number,) in rows]

    def text(self, hashed: str) -> str | None:
        """The stored text with this SHA-256 (in hexadecimal, of its UTF-8); None if there is none."""
        with reading_values(self._path):
            row = self._connection.execute("SELECT text FROM texts WHERE hash = ?", (hashed,)).fetchone()
        return None if row is None else unpack(row[0])

    def records(self, document_id: int) -> list[Recorded]:
        """The events of a document in order."""
        with reading_values(self._path), self._snapshot():
            return list(read(self._connection, document_id))

    def results(self, document_id: int) -> list[tuple[int, Result]]:
        """The results of a document's rounds, each with the sequence number of the event that closed the round, in
        order."""
        with reading_values(self._path):
            found = self._connection.execute(
                """SELECT results.seq, r.name, a.text, b.text FROM rounds r JOIN results ON results.round_id = r.id
                JOIN texts a ON a.hash = result_hash JOIN texts b ON b.hash = text_hash
                WHERE r.document_id = ? ORDER BY results.id""",
                (document_id,),
            )
            return [(seq, Result(unpack(name), unpack(result), unpack(text))) for seq, name, result, text in found]

    def known_text(self, document_id: int) -> str:
        """The text of the document's file when this program last read or saved it; at first, the text that it was
        opened with."""
        with translating_errors(self._path):
            (text,) = self._connection.execute(
                """SELECT text FROM texts WHERE hash = coalesce(
                    (SELECT text_hash FROM saves WHERE document_id = :id ORDER BY id DESC LIMIT 1),
                    (SELECT text_hash FROM events WHERE document_id = :id ORDER BY seq LIMIT 1)
                )""",
                {"id": document_id},
            ).fetchone()
        return unpack(text)

    def round_settings(self, document_id: int) -> str:
        """The stored settings for the document's next round, as JSON; empty if there are none."""
        with reading_values(self._path):
            row = self._connection.execute(
                "SELECT settings FROM round_settings WHERE document_id = ?", (document_id,)
            ).fetchone()
        return "" if row is None else unpack(row[0])

    def labels(self, document_id: int) -> dict[int, str]:
        """The names that the person gave to points of the document's history, by the first event of each point."""
        with reading_values(self._path):
            found = self._connection.execute(
                "SELECT l.seq, l.name FROM labels l JOIN events e ON e.seq = l.seq WHERE e.document_id = ?",
                (document_id,),
            )
            return {seq: unpack(name) for seq, name in found}

    def words(self) -> frozenset[str]:
        """The person's dictionary for all documents."""
        with reading_values(self._path):
            return frozenset(unpack(word) for (word,) in self._connection.execute("SELECT word FROM words"))

    def undigested(self) -> list[int]:
        """The documents whose digest is missing or outdated."""
        with reading_values(self._path):
            return digest.stale_documents(self._connection)

    def decided(self, document_id: int) -> list[RoundRow]:
        """The rounds of a document whose digest is up to date, by depth, with their proposals and decisions."""
        with reading_values(self._path), self._snapshot():
            return list(decisions.read_rounds(self._connection, document_id))

    def decided_by_person(self) -> frozenset[int]:
        """The documents in which a person has decided something in this program."""
        with reading_values(self._path):
            query = "SELECT DISTINCT document_id FROM events WHERE source = 'person'"
            return frozenset(number for (number,) in self._connection.execute(query))

    def has_requests(self, document_id: int) -> bool:
        """Whether a model was ever asked about a document."""
        with reading_values(self._path):
            query = """SELECT EXISTS (SELECT 1 FROM requests q JOIN rounds r ON r.id = q.round_id
                WHERE r.document_id = ?)"""
            (found,) = self._connection.execute(query, (document_id,)).fetchone()
            return bool(found)

    def queued(self) -> list[QueueEntry]:
        """The queue entries of all annotators."""
        return Queue(self._connection, self._path, time.time).entries()

    def kin(self) -> RelatedDocuments:
        """Which documents derive from other documents."""
        with reading_values(self._path):
            return read_related(self._connection)

    def imports(self) -> Iterator[Imported]:
        """All imported annotations, in order of import."""
        with reading_values(self._path):
            yield from imports.read_imports(self._connection)

    def place(self, document_id: int) -> ReadingPlace | None:
        """The stored reading place in a document; None if there is none."""
        with reading_values(self._path):
            row = self._connection.execute(
                "SELECT caret, proposal, top FROM places WHERE document_id = ?", (document_id,)
            ).fetchone()
            return None if row is None else ReadingPlace(row[0], unpack(row[1]), row[2])

    @contextlib.contextmanager
    def _snapshot(self) -> Iterator[None]:
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")
