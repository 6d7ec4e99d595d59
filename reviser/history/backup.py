"""Copies of the history, made before its schema changes."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

KEPT = 5


def back_up(connection: sqlite3.Connection, path: Path, now: float, *, kept: int = KEPT) -> Path:
    """Copy the database beside itself, named by `now` (UNIX seconds, in UTC), and drop the oldest copies beyond `kept`.
    The copy gets its name when it is whole."""
    stamp = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H%M%SZ")
    copy = path.with_name(f"{path.stem}.backup-{stamp}{path.suffix}")
    unfinished = copy.with_name(copy.name + ".part")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished)) as target:
            connection.backup(target)
            # One file, no log beside it: a copy that can be moved by hand.
            target.execute("PRAGMA journal_mode = DELETE")
        unfinished.replace(copy)
    finally:
        unfinished.unlink(missing_ok=True)
    for old in backups(path)[kept:]:
        old.unlink()
    return copy


def backups(path: Path) -> list[Path]:
    """The copies of the database at `path`, newest first."""
    found = path.parent.glob(f"{escape(path.stem)}.backup-*Z{escape(path.suffix)}")
    return sorted(found, reverse=True)
