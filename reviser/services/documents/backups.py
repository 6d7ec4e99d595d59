"""Backups of the history: made when due and before irreversible actions, listed, and restored. For a background
thread."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from reviser.errors import HistoryError, UserError
from reviser.history import backup
from reviser.history.backup import Backup, Reason
from reviser.history.purge import delete_from_copy
from reviser.history.recovery.repair import LostPart, OnRepair, Repaired, RepairStep, repair
from reviser.history.recovery.restore import RestoredBackup, restore
from reviser.messages import message
from reviser.services.background_tasks import BackgroundTasks

__all__ = [
    "Backup",
    "Backups",
    "ListedBackup",
    "LostPart",
    "OnRepair",
    "Reason",
    "RepairStep",
    "Repaired",
    "RestoredBackup",
    "describe_backups",
    "repair",
    "repaired_path",
    "restore",
    "take_backup",
]

DAY_S = 86_400.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListedBackup:
    """A backup with its number of documents; None if it cannot be read, for the reason `why`."""

    backup: Backup
    documents: int | None
    why: str = ""


def take_backup(path: Path, now: float, reason: Reason, stopped: Callable[[], bool] = lambda: False) -> Path | None:
    """Make a backup in steps, then delete old ones by the rule; None if it was `stopped`. Content that is being deleted
    permanently is not included. Raises HistoryError on failure; then nothing was lost or deleted."""
    copy = backup.back_up_slowly(path, now, reason, stopped)
    if copy is None:
        return None
    # A purge may have started meanwhile and have searched for backups before this one had its name.
    gone = backup.documents_gone_since(path, copy)
    if gone:
        delete_from_copy(copy, gone)
    try:
        backup.delete_old_backups(path)
    except OSError as error:
        raise HistoryError(
            message("An old backup of {path} could not be deleted: {reason}.", path=path, reason=error.strerror)
        ) from error
    return copy


def is_due(path: Path, now: float) -> bool:
    """Whether a day has passed since the last backup and something has changed since."""
    newest = next(iter(backup.list_backups(path)), None)
    if newest is None:
        return path.exists()
    return not 0 <= now - newest.at < DAY_S and _is_outdated(path, newest.path)


def _is_outdated(path: Path, copy: Path) -> bool:
    try:
        return backup.changed_since(path, copy)
    except HistoryError:
        return True  # an unreadable file is no backup; if the history is unreadable, making one reports it


def describe_backups(path: Path) -> list[ListedBackup]:
    """All backups, newest first."""
    return [_listed_backup(copy) for copy in backup.list_backups(path)]


def _listed_backup(copy: Backup) -> ListedBackup:
    try:
        return ListedBackup(copy, backup.count_documents(copy.path))
    except HistoryError as error:
        return ListedBackup(copy, None, error.message)


def repaired_path(path: Path) -> Path:
    """An unused name for a repaired history, beside the damaged one."""
    number, found = 1, path.with_name(f"{path.stem}.repaired{path.suffix}")
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}.repaired-{number}{path.suffix}")
    return found


class Backups:
    """The backups of one program's history. `clock` returns UNIX seconds; `wanted` returns whether daily backups are
    on."""

    def __init__(
        self, path: Path, background_tasks: BackgroundTasks, clock: Callable[[], float], wanted: Callable[[], bool]
    ) -> None:
        self.path = path
        self._background_tasks = background_tasks
        self._clock = clock
        self._wanted = wanted
        self._stopping = threading.Event()
        self._making = False

    def make_due(self, done: Callable[[Path | None], None], failed: Callable[[UserError], None]) -> None:
        """Make today's backup in the background if it is due; `done` receives None if it was not."""
        if not self._wanted():
            return

        def act() -> Path | None:
            now = self._clock()
            return take_backup(self.path, now, Reason.DAY, self._stopping.is_set) if is_due(self.path, now) else None

        self._make(act, done, failed)

    def make(self, reason: Reason, done: Callable[[Path | None], None], failed: Callable[[UserError], None]) -> None:
        """Make a backup now, in the background."""
        self._make(lambda: take_backup(self.path, self._clock(), reason, self._stopping.is_set), done, failed)

    def _make(
        self,
        act: Callable[[], Path | None],
        done: Callable[[Path | None], None],
        failed: Callable[[UserError], None],
    ) -> None:
        if self._making:
            return  # the backup being made is enough
        self._making = True

        def ended(tell: Callable[[], None]) -> None:
            self._making = False
            tell()

        self._run(act, lambda made: ended(lambda: done(made)), lambda error: ended(lambda: failed(error)))

    def list(self, done: Callable[[list[ListedBackup]], None], failed: Callable[[UserError], None]) -> None:
        """List the backups, newest first."""
        self._run(lambda: describe_backups(self.path), done, failed)

    def restore(self, copy: Path, done: Callable[[RestoredBackup], None], failed: Callable[[UserError], None]) -> None:
        """Replace the history by a backup. No document may be open."""
        self._run(lambda: restore(self.path, copy, self._clock()), done, failed)

    def stop(self) -> None:
        """Stop a running backup soon; it leaves nothing."""
        self._stopping.set()

    def _run(self, act: Callable[[], T], done: Callable[[T], None], failed: Callable[[UserError], None]) -> None:
        self._background_tasks.run(lambda: asyncio.to_thread(act), done, failed)
