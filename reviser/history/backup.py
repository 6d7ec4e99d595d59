"""Copies of the history beside it: made whole and checked before they get their names, and dropped by one rule.

Each is one file that can be opened with --db, named by when it was made (UTC) and why. Those of before migrations have
no word for why in their names.
"""

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
PAGES = 256  # that are copied in a step: a megabyte
PAUSE_S = 0.004  # between steps, so that whoever writes does not wait for the disk
_STAMP = "%Y-%m-%dT%H%M%SZ"


class Reason(StrEnum):
    """Why a backup was made; the word that its name has."""

    MIGRATION = ""  # before the schema changed
    DAY = "day"  # by itself, since something had changed
    ASKED = "asked"
    DELETE = "delete"  # before documents were deleted for good
    MERGE = "merge"  # before another history was merged in
    REPLACED = "replaced"  # what was there before a backup was restored


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the history: `at` in UNIX seconds, `size` in bytes."""

    path: Path
    at: float
    reason: Reason
    size: int


class _BackupStoppedError(Exception):
    """Nobody waits for the copy any more."""


def back_up(connection: sqlite3.Connection, path: Path, now: float, reason: Reason = Reason.MIGRATION) -> Path:
    """Copy the database at `path` beside it, by a connection that may be in use, and then drop what the rule drops.
    The copy gets its name when it is whole and was checked; OSError or HistoryError where it cannot be made, or the
    database is damaged: then nothing was dropped."""
    copy = write_copy(connection, path, now, reason)
    delete_old_backups(path)
    return copy


def back_up_slowly(path: Path, now: float, reason: Reason, stopped: Callable[[], bool] = lambda: False) -> Path | None:
    """The same in small steps, by a connection of its own, for a thread in the background: who writes meanwhile does
    not wait. Nothing is dropped yet. None where it was `stopped`."""
    with translating_errors(path), closing(connect_to_read(path, 5000)) as connection:
        connection.execute("BEGIN")  # one state of it, whatever is written meanwhile; else it would begin again
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
    """A checked copy under its name; `pages` in a step, -1 for all at once."""
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
            # One file, no log beside it: a copy that can be moved by hand.
            target.execute("PRAGMA journal_mode = DELETE")
            if not is_sound(target):
                raise damaged_error(path)
        files.move_into_place(unfinished, copy)
    finally:
        unfinished.unlink(missing_ok=True)
    return copy


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether the database's pages are what they should be."""
    return [row[0] for row in connection.execute("PRAGMA quick_check(1)")] == ["ok"]


def _free_name(path: Path, now: float, reason: Reason) -> Path:
    """Named by the second, or the next that no copy has."""
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
    """The files of damaged histories that others have taken the place of (restore.py), with their logs, by name. They
    are no backups, and nobody deletes or changes them but the person."""
    form = re.compile(rf"{re.escape(path.stem)}\.damaged-.*{re.escape(path.suffix)}(?:-wal)?")
    there = path.parent.iterdir() if path.parent.is_dir() else ()
    return sorted(file for file in there if form.fullmatch(file.name))


def backups_to_keep(copies: Iterable[Backup]) -> set[Backup]:
    """Those that stay: the newest of each of the last DAYS days and WEEKS weeks that have any, the last LAST of every
    other reason, and whatever was there before a restore. Days and weeks are those of UTC."""
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
    """Delete the backups that `backups_to_keep` leaves out. One that cannot be deleted stays until the next time."""
    copies = list_backups(path)
    stay = backups_to_keep(copies)
    for copy in copies:
        if copy not in stay:
            copy.path.unlink(missing_ok=True)


def changed_since(path: Path, copy: Path) -> bool:
    """Whether the history has anything that its copy has not, or otherwise. HistoryError where one cannot be read."""
    with translating_errors(path), closing(connect_to_read(path, 5000)) as connection:
        now = _fingerprint(connection)
    with translating_errors(copy), closing(connect_to_read(copy, 5000, untouched=True)) as connection:
        return _fingerprint(connection) != now


_NEWEST = ("events", "saves", "imports", "decisions", "results")
_SMALL = ("documents", "words", "round_settings", "labels", "queue", "merged")


def _fingerprint(connection: sqlite3.Connection) -> list[object]:
    """What changes whenever something is kept that is not made from something else."""
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
    """How many documents a copy has. HistoryError where it cannot be read."""
    with translating_errors(path), closing(connect_to_read(path, 5000, untouched=True)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM documents").fetchone()
        return int(count)


def documents_gone_since(path: Path, copy: Path) -> list[int]:
    """The documents of a copy that are no longer in the history, or are to be purged from it."""
    with translating_errors(copy), closing(connect_to_read(copy, 5000, untouched=True)) as connection:
        before = {number for (number,) in connection.execute("SELECT id FROM documents")}
    with translating_errors(path), closing(connect_to_read(path, 5000)) as connection:
        if not _has_column(connection, "deleted_at"):
            return []
        here = {n for (n,) in connection.execute("SELECT id FROM documents WHERE deleted_at IS NOT 0")}
    return sorted(before - here)


def _has_column(connection: sqlite3.Connection, name: str) -> bool:
    return name in {column for _, column, *_ in connection.execute("PRAGMA table_info(documents)")}
