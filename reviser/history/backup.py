"""Backups of the history, stored beside it. A backup gets its name when it is complete and checked; one rule decides
which old backups are deleted.

Each backup is one file that can be opened with --db. Its name holds the time (UTC) and the reason. Backups made before
migrations have no reason in their names."""

import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from reviser import files
from reviser.errors import HistoryError
from reviser.history.connection import connect_to_read, damaged_error, translating_errors
from reviser.messages import message

DAYS, WEEKS, LAST = 7, 5, 3
PAGES = 256  # pages copied in one step: a megabyte
PAUSE_S = 0.004  # seconds between steps, so that writers do not wait for the disk
_STAMP = "%Y-%m-%dT%H%M%SZ"


class Reason(StrEnum):
    """Why a backup was made, as in its name."""

    MIGRATION = ""  # before a migration
    DAY = "day"  # the regular backup, made if something has changed
    ASKED = "asked"
    DELETE = "delete"  # before documents were deleted permanently
    MERGE = "merge"  # before another history was merged in
    REPLACED = "replaced"  # the history that was replaced when a backup was restored


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file. `at` is its time in UNIX seconds, `size` in bytes."""

    path: Path
    at: float
    reason: Reason
    size: int


class _BackupStoppedError(Exception):
    """The backup was cancelled."""


def back_up(connection: sqlite3.Connection, path: Path, now: float, reason: Reason = Reason.MIGRATION) -> Path:
    """Back up the database at `path`, through a connection that may be in use, then delete old backups by the rule.
    Returns the path of the backup. Raises OSError or HistoryError if the backup cannot be made or the database is
    damaged; then no old backup is deleted."""
    copy = write_copy(connection, path, now, reason)
    delete_old_backups(path)
    return copy


def back_up_slowly(path: Path, now: float, reason: Reason, stopped: Callable[[], bool] = lambda: False) -> Path | None:
    """Back up the database at `path` in small steps, through its own connection, for a background thread: writers do
    not wait. Old backups are not deleted. Returns None if `stopped` returned true."""
    with translating_errors(path), closing(connect_to_read(path, 5000)) as connection:
        connection.execute("BEGIN")  # read one snapshot, whatever is written meanwhile; else it restarts
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        try:
            return write_copy(connection, path, now, reason, pages=PAGES, stopped=stopped)
        except _BackupStoppedError:
            return None
        except OSError as error:
            raise HistoryError(
                message(
                    "No backup of {path} could be made: {reason}. Nothing was lost.", path=path, reason=error.strerror
                )
            ) from error


def write_copy(
    connection: sqlite3.Connection,
    path: Path,
    now: float,
    reason: Reason,
    *,
    pages: int = -1,
    stopped: Callable[[], bool] = lambda: False,
) -> Path:
    """Write a checked copy under its final name and return its path. `pages` is the number of pages per step, -1 for
    all at once."""
    copy = _free_name(path, now, reason)
    unfinished = copy.with_name(copy.name + ".part")

    def go_on(*_: int) -> None:
        if stopped():
            raise _BackupStoppedError

    unfinished.unlink(missing_ok=True)
    try:
        files.create(unfinished)
        with closing(sqlite3.connect(unfinished)) as target:
            connection.backup(target, pages=pages, progress=go_on, sleep=PAUSE_S)
            # A single file without a log, which can be moved by hand.
            target.execute("PRAGMA journal_mode = DELETE")
            if not is_sound(target):
                raise damaged_error(path)
        files.move_into_place(unfinished, copy)
    finally:
        unfinished.unlink(missing_ok=True)
    return copy


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether SQLite's quick check finds no damage."""
    return [row[0] for row in connection.execute("PRAGMA quick_check(1)")] == ["ok"]


def _free_name(path: Path, now: float, reason: Reason) -> Path:
    """A name that contains the time in seconds; later seconds if the name is taken."""
    moment = datetime.fromtimestamp(int(now), UTC)
    while True:
        why = f"{reason}-" if reason else ""
        copy = path.with_name(f"{path.stem}.backup-{why}{moment.strftime(_STAMP)}{path.suffix}")
        if not copy.exists():
            return copy
        moment += timedelta(seconds=1)


def list_backups(path: Path) -> list[Backup]:
    """The backups of the database at `path`, newest first."""
    form = re.compile(
        rf"{re.escape(path.stem)}\.backup-(?:([a-z]+)-)?(\d{{4}}-\d\d-\d\dT\d{{6}}Z){re.escape(path.suffix)}"
    )
    copies = []
    for file in path.parent.iterdir() if path.parent.is_dir() else ():
        match = form.fullmatch(file.name)
        if match is None or (match[1] or "") not in {*Reason}:
            continue
        at = datetime.strptime(match[2], _STAMP).replace(tzinfo=UTC).timestamp()
        copies.append(Backup(file, at, Reason(match[1] or ""), file.stat().st_size))
    return sorted(copies, key=lambda backup: (backup.at, backup.path.name), reverse=True)


def backup_paths(path: Path) -> list[Path]:
    """The files of the backups of the database at `path`, newest first."""
    return [backup.path for backup in list_backups(path)]


def damaged_copies(path: Path) -> list[Path]:
    """The files of damaged histories that were replaced (restore.py), with their logs, sorted by name. They are no
    backups, and the program never deletes or changes them."""
    form = re.compile(rf"{re.escape(path.stem)}\.damaged-.*{re.escape(path.suffix)}(?:-wal)?")
    there = path.parent.iterdir() if path.parent.is_dir() else ()
    return sorted(file for file in there if form.fullmatch(file.name))


def backups_to_keep(copies: Iterable[Backup]) -> set[Backup]:
    """The backups to keep: the newest of each of the last DAYS days and WEEKS weeks that have any, the last LAST
    backups of each other reason, and every history that was replaced by a restore. Days and weeks are in UTC."""
    stay: set[Backup] = set()
    days: dict[object, Backup] = {}
    weeks: dict[object, Backup] = {}
    reasons: dict[Reason, list[Backup]] = {}
    for copy in sorted(copies, key=lambda backup: backup.at, reverse=True):
        made = datetime.fromtimestamp(copy.at, UTC)
        days.setdefault(made.date(), copy)
        weeks.setdefault(made.isocalendar()[:2], copy)
        reasons.setdefault(copy.reason, []).append(copy)
    stay.update(list(days.values())[:DAYS], list(weeks.values())[:WEEKS])
    for reason, of_it in reasons.items():
        if reason is Reason.REPLACED:
            stay.update(of_it)
        elif reason is not Reason.DAY:
            stay.update(of_it[:LAST])
    return stay


def delete_old_backups(path: Path) -> None:
    """Delete the backups that `backups_to_keep` leaves out. If one cannot be deleted, it stays until the next call."""
    copies = list_backups(path)
    stay = backups_to_keep(copies)
    for copy in copies:
        if copy not in stay:
            copy.path.unlink(missing_ok=True)


def changed_since(path: Path, copy: Path) -> bool:
    """Whether the history differs from the backup `copy`. Raises HistoryError if one of them cannot be read."""
    with translating_errors(path), closing(connect_to_read(path, 5000)) as connection:
        now = _fingerprint(connection)
    with translating_errors(copy), closing(connect_to_read(copy, 5000, untouched=True)) as connection:
        return _fingerprint(connection) != now


_NEWEST = ("events", "saves", "imports", "decisions", "results")
_SMALL = ("documents", "words", "round_settings", "labels", "queue", "merged")


def _fingerprint(connection: sqlite3.Connection) -> list[object]:
    """Values that change whenever primary data changes. Derived tables are ignored."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    made: list[object] = connection.execute("PRAGMA user_version").fetchall()
    for table in _NEWEST:
        if table in tables:
            made += connection.execute("SELECT max(rowid), count(*) FROM @".replace("@", table)).fetchall()
    for table in _SMALL:
        if table in tables:
            made.append(connection.execute("SELECT * FROM @ ORDER BY rowid".replace("@", table)).fetchall())
    return made


def count_documents(path: Path) -> int:
    """The number of documents in a backup. Raises HistoryError if it cannot be read."""
    with translating_errors(path), closing(connect_to_read(path, 5000, untouched=True)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM documents").fetchone()
        return int(count)


def documents_gone_since(path: Path, copy: Path) -> list[int]:
    """The numbers of the documents of a backup that are no longer in the history, or are marked to be purged."""
    with translating_errors(copy), closing(connect_to_read(copy, 5000, untouched=True)) as connection:
        before = {number for (number,) in connection.execute("SELECT id FROM documents")}
    with translating_errors(path), closing(connect_to_read(path, 5000)) as connection:
        if not _has_column(connection, "deleted_at"):
            return []
        here = {n for (n,) in connection.execute("SELECT id FROM documents WHERE deleted_at IS NOT 0")}
    return sorted(before - here)


def _has_column(connection: sqlite3.Connection, name: str) -> bool:
    return name in {column for _, column, *_ in connection.execute("PRAGMA table_info(documents)")}
