"""Replaces the history by a backup in one step, and keeps the previous history under another name.

A sound history is replaced by SQLite itself, in one transaction: programs that have it open continue with the restored
content, and a program that is killed meanwhile leaves one or the other. The previous history becomes a backup that is
never deleted. A damaged history is never written to: its files are renamed as a whole before the restored history gets
their names."""

import os
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reviser import files
from reviser.errors import HistoryError
from reviser.history import backup
from reviser.history.backup import Reason, is_sound, write_copy
from reviser.history.connection import (
    APPLICATION_ID,
    BusyError,
    check_history,
    connect,
    connect_to_look,
    connect_to_read,
    translating_errors,
)
from reviser.history.log.store import SCHEMA_VERSION
from reviser.history.migrations import migrate
from reviser.messages import message

BUSY_S = 5.0  # seconds to wait for another writer
_COUNTED = ("events", "documents", "decisions")  # tables whose row numbers are never reused


@dataclass(frozen=True, slots=True)
class RestoredBackup:
    """`aside` is the file that holds the previous history, None if there was none. `renamed`: the previous history was
    damaged, so its files have new names, and every program that has it open must open the history again."""

    aside: Path | None
    renamed: bool


def restore(path: Path, copy: Path, now: float, *, sure: bool = False) -> RestoredBackup:
    """Replace the history at `path` by the backup `copy`. `now` is in UNIX seconds. `sure`: treat the present file as a
    damaged history even if its header is damaged too. Raises HistoryError if that is impossible, BusyError if another
    program keeps writing; in both cases nothing has changed."""
    if path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise HistoryError(message("The history at {path} is read-only, so nothing can be restored to it.", path=path))
    if _is_foreign(path, sure):
        check_history(path, SCHEMA_VERSION)  # raises the reason
        raise HistoryError(
            message("The file {path} is not a history of this program; name another with --db.", path=path)
        )
    unfinished = path.with_name(f"{path.stem}.restoring{path.suffix}")
    try:
        files.make_folder(path.parent)
        unfinished.unlink(missing_ok=True)
        files.create(unfinished)
        with translating_errors(copy):
            _prepare(copy, unfinished)
        with translating_errors(path):
            if not _is_sound(path):
                aside = _set_aside(path, now)
                files.move_into_place(unfinished, path)
                return RestoredBackup(aside, renamed=True)
            return RestoredBackup(_replace(path, unfinished, now), renamed=False)
    except OSError as error:
        raise HistoryError(
            message(
                "{copy} could not be restored: {reason}. The history is unchanged.", copy=copy, reason=error.strerror
            )
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _prepare(copy: Path, unfinished: Path) -> None:
    """Write a checked copy of the backup, migrated to this program's schema. The backup itself is not changed."""
    if not check_history(copy, SCHEMA_VERSION):
        raise HistoryError(message("{copy} is empty: choose another backup.", copy=copy))
    with (
        closing(connect_to_read(copy, 5000, untouched=True)) as source,
        closing(sqlite3.connect(unfinished, isolation_level=None)) as target,
    ):
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
        if not is_sound(target):
            raise HistoryError(message("The backup {copy} is damaged: choose another.", copy=copy))
        if target.execute("PRAGMA user_version").fetchone()[0] < SCHEMA_VERSION:
            migrate(target, SCHEMA_VERSION)


def _is_sound(path: Path) -> bool:
    try:
        if not check_history(path, SCHEMA_VERSION):
            return False
        with translating_errors(path), closing(connect_to_read(path, 5000, untouched=True)) as connection:
            return is_sound(connection)
    except BusyError:
        raise
    except HistoryError:
        return False


def _is_foreign(path: Path, sure: bool) -> bool:
    """Whether the file is not a history (not even a damaged one), or is of a newer version."""
    if not path.exists():
        return False
    if not path.is_file():
        return True
    with suppress(HistoryError):
        if check_history(path, SCHEMA_VERSION):
            return False
    with path.open("rb") as file:
        header = file.read(100)
    ours = int.from_bytes(header[68:72], "big") == APPLICATION_ID
    if header[:16] == b"SQLite format 3\0":
        return SCHEMA_VERSION < int.from_bytes(header[60:64], "big") < 1000 if ours else _is_readable(path)
    return not (sure or ours or not header or backup.backup_paths(path))


def _is_readable(path: Path) -> bool:
    """Whether SQLite can read the file."""
    try:
        with closing(connect_to_look(path, 5000, untouched=True)) as connection:
            return is_sound(connection) and bool(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
    except sqlite3.Error:
        return False


def _replace(path: Path, source: Path, now: float) -> Path:
    until = time.monotonic() + BUSY_S

    def go_on(status: int, *_: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > until:
            raise BusyError(
                message("The history at {path} is being written by another program; try again in a moment.", path=path)
            )

    with closing(connect(path, 5000)) as present, closing(sqlite3.connect(source, isolation_level=None)) as restored:
        if present.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION:
            for name in _COUNTED:
                # A program that still has a document open must not take a new event for one that it knows.
                (last,) = present.execute(
                    "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?", (name,)
                ).fetchone()
                restored.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, name))
        aside = write_copy(present, path, now, Reason.REPLACED)
        restored.backup(present, progress=go_on, sleep=0.05)
        backup.delete_old_backups(path)
        return aside


def _set_aside(path: Path, now: float) -> Path | None:
    """Rename the files of a damaged history. Each file exists under its new name before any loses the old one, so that
    nothing is lost if the program is killed."""
    if not path.exists():
        return None
    stamp = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H%M%SZ")
    aside = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}.damaged-{stamp}-{number}{path.suffix}")
    endings = [ending for ending in ("", "-wal", "-shm") if path.with_name(path.name + ending).exists()]
    for ending in endings:
        old, new = path.with_name(path.name + ending), aside.with_name(aside.name + ending)
        try:
            new.hardlink_to(old)
        except OSError:  # the file system has no hard links
            shutil.copy2(old, new)
    for ending in endings[1:]:
        path.with_name(path.name + ending).unlink()
    return aside
