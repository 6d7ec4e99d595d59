"""What was imported, as rows: the save itself is the caller's JSON."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from reviser.core.events import Event
from reviser.history.log.documents import NewDocument
from reviser.history.log.values import pack, unpack


@dataclass(frozen=True, slots=True)
class Imported:
    """One save of a dataset. `document_id`: the document that it can be opened as, None where it has no text. `save`:
    JSON."""

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
        """The same for the same save, whatever format it came in."""
        return key_of(self.save)


@dataclass(frozen=True, slots=True)
class ImportedSession:
    """The rounds of one session of a dataset, and what they can be opened as: `document` with `events` behind its
    opening. No document where a session has no text; there are no events then."""

    imports: Sequence[Imported]
    document: NewDocument | None = None
    events: Sequence[Event] = ()


def key_of(save: str) -> str:
    """The key of a save as JSON."""
    return sha256(save.encode("utf-8", "surrogatepass")).hexdigest()


def read_imports(connection: sqlite3.Connection) -> Iterator[Imported]:
    """Everything imported, in order."""
    found = connection.execute(
        "SELECT format, setting, annotator, document, depth, saved, save, document_id FROM imports ORDER BY id"
    )
    for row in found:
        form, setting, annotator, document, depth, saved, save, document_id = row
        yield Imported(
            form, unpack(setting), unpack(annotator), unpack(document), depth, saved, unpack(save), document_id
        )


def write_import(connection: sqlite3.Connection, at: float, imported: Imported, document_id: int | None) -> None:
    """Keep one, where it is not kept already. Inside the caller's transaction."""
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
