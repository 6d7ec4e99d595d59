"""The rows of the table `documents`: properties of a document besides its events."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from reviser.history.log.values import unpack, unpack_optional

# Names are cut off here: a file from elsewhere may contain a name of any length.
DOCUMENTS = """SELECT d.id, d.path,
        CASE typeof(d.title) WHEN 'text' THEN substr(d.title, 1, 4096) ELSE d.title END, d.format, d.encoding, d.bom,
        d.created_at,
        coalesce((SELECT e.at FROM events e WHERE e.seq = last.seq), d.created_at), d.archived_at, d.deleted_at
    FROM documents d
    LEFT JOIN (SELECT document_id, max(seq) AS seq FROM events GROUP BY document_id) last ON last.document_id = d.id"""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document. `path` is absolute, None if it has no file; `encoding` is its name; `bom` the bytes before the text;
    times are UNIX seconds. A deleted document can be restored until it is purged."""

    id: int
    path: str | None
    title: str
    format: str
    encoding: str
    bom: bytes
    created_at: float
    changed_at: float
    archived_at: float | None = None
    deleted_at: float | None = None


class NewDocument(TypedDict):
    """The properties of a document when it is first opened, named as in DocumentRow. The store resolves `path`."""

    path: Path | None
    title: str
    text: str
    format: str
    encoding: str
    bom: bytes


def row_of(*columns: Any) -> DocumentRow:
    """Make a DocumentRow from the columns that the query DOCUMENTS returns."""
    number, path, title, *rest = columns
    return DocumentRow(number, unpack_optional(path), unpack(title), *rest)
