"""A whole history as bytes, to be sent to another machine."""

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

from reviser import files


def pack_history(path: Path) -> bytes:
    """Return the history at `path`, which nobody is writing to, as compressed bytes."""
    with closing(sqlite3.connect(path)) as connection:
        return zlib.compress(connection.serialize(), 1)


def unpack_history(packed: bytes, path: Path) -> None:
    """Write the packed history to a file at `path`, in the place of what was there. OSError."""
    for ending in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    files.write(path, zlib.decompress(packed))
