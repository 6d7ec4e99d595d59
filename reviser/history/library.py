"""What the library knows of each document without reading its events: where it stands, by the digest (digest.py), and
what of it is replaced and not appended: its name, and whether it is archived or deleted."""

import sqlite3
from typing import TypedDict

from reviser.history.values import pack

_FOR_GOOD = "UPDATE documents SET path = NULL WHERE id = ? AND deleted_at = 0"
_MARK = {
    "title": "UPDATE documents SET title = ? WHERE id = ? AND deleted_at IS NOT 0",
    "archived_at": "UPDATE documents SET archived_at = ? WHERE id = ? AND deleted_at IS NOT 0",
    "deleted_at": "UPDATE documents SET deleted_at = ? WHERE id = ? AND deleted_at IS NOT 0",
}


class Mark(TypedDict, total=False):
    """What a document is called, since when it is out of the way, and since when it is deleted (UNIX seconds; 0: for
    good, so that it cannot come back and is gone with the next purge)."""

    title: str
    archived_at: float | None
    deleted_at: float | None


def mark(connection: sqlite3.Connection, document_id: int, marks: Mark) -> None:
    """Replace these. One that is to be purged lets go of its file. Inside the caller's transaction."""
    for column, value in marks.items():
        stored = pack(value) if isinstance(value, str) else value
        connection.execute(_MARK[column], (stored, document_id))
    connection.execute(_FOR_GOOD, (document_id,))
