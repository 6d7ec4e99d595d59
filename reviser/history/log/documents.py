"""The rows of `documents`: what is known of each besides its events."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from reviser.history.log.values import unpack, unpack_optional

# A name is read as far as anybody could want it: a file from elsewhere may have one of any length.
DOCUMENTS = """SELECT d.id, d.path,
        CASE typeof(d.title) WHEN 'text' THEN substr(d.title, 1, 4096) ELSE d.title END, d.format, d.encoding, d.bom,
        d.created_at,
        coalesce((SELECT e.at FROM events e WHERE e.seq = last.seq), d.created_at), d.archived_at, d.deleted_at
    FROM documents d
    LEFT JOIN (SELECT document_id, max(seq) AS seq FROM events GROUP BY document_id) last ON last.document_id = d.id"""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document: `path` absolute, None where it has no file; `encoding` by name; `bom` the bytes before its text;
    times in UNIX seconds. One that was deleted can come back until it is purged."""

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
    """What is known of a document when it is first opened; names as in DocumentRow. `path` is resolved by the store."""

    path: Path | None
    title: str
    text: str
    format: str
    encoding: str
    bom: bytes


def row_of(*columns: Any) -> DocumentRow:
    """A row of DOCUMENTS."""
    number, path, title, *rest = columns
    return DocumentRow(number, unpack_optional(path), unpack(title), *rest)
