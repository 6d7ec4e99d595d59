"""The rows of imported annotations. The annotation itself is JSON that the caller encodes."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from reviser.core.events import Event
from reviser.history.log.documents import NewDocument
from reviser.history.log.values import pack, unpack


@dataclass(frozen=True, slots=True)
class Imported:
    """One imported annotation. `document_id` is the document that it can be opened as, None if it has no text. `save`
    is the annotation as JSON."""

    format: str
    setting: str
    annotator: str
    document: str
    depth: int
    saved: str
    save: str
    document_id: int | None = None

    @property
    def key(self) -> str:
        """The key of the annotation: equal for equal annotations, whatever format they were imported from."""
        return key_of(self.save)


@dataclass(frozen=True, slots=True)
class ImportedSession:
    """The rounds of one session of a dataset, and the document that they can be opened as, with the `events` after its
    opening. A session without a text has no document and no events."""

    imports: Sequence[Imported]
    document: NewDocument | None = None
    events: Sequence[Event] = ()


def key_of(save: str) -> str:
    """The key of an annotation in JSON."""
    return sha256(save.encode("utf-8", "surrogatepass")).hexdigest()


def read_imports(connection: sqlite3.Connection) -> Iterator[Imported]:
    """All imported annotations, in order of import."""
    found = connection.execute(
        "SELECT format, setting, annotator, document, depth, saved, save, document_id FROM imports ORDER BY id"
    )
    for row in found:
        form, setting, annotator, document, depth, saved, save, document_id = row
        yield Imported(
            form, unpack(setting), unpack(annotator), unpack(document), depth, saved, unpack(save), document_id
        )


def write_import(connection: sqlite3.Connection, at: float, imported: Imported, document_id: int | None) -> None:
    """Insert an annotation, unless it is there already. Must be called inside a transaction."""
    connection.execute(
        "INSERT INTO imports (key, at, format, setting, annotator, document, depth, saved, document_id, save)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
        (
            imported.key,
            at,
            imported.format,
            pack(imported.setting),
            pack(imported.annotator),
            pack(imported.document),
            imported.depth,
            imported.saved,
            document_id,
            pack(imported.save),
        ),
    )
