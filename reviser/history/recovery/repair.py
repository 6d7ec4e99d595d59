"""Writes a new history from what can be read of a damaged one, which is never written to.

The rows that can be read (salvage.py) are copied into a new file. Then every document is kept up to where its events
fit together: it ends before an event that is incomplete, and before an event after which the stored results differ from
the folded ones. Its newest complete text is appended as a change by hand, so that no words are lost with the decisions.
Derived tables (the digest and the search index) are never copied; they are built anew."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from pathlib import Path

from reviser import files
from reviser.errors import HistoryError
from reviser.history.connection import APPLICATION_ID, check_history, reading_values
from reviser.history.log.store import SCHEMA_VERSION
from reviser.history.migrations import migrate
from reviser.history.recovery.page_reader import Pages, SalvagedRow
from reviser.history.recovery.reconcile import LostPart, in_table, reconcile
from reviser.history.recovery.salvage import Table, salvage
from reviser.history.recovery.verify import verify
from reviser.messages import Message, message, plural

__all__ = ["LostPart", "OnRepair", "RepairStep", "Repaired", "repair"]


class RepairStep(StrEnum):
    """The steps of a repair, in order."""

    COPYING = "Copying the damaged file"
    READING = "Reading what can be read"
    FITTING = "Putting the documents together"
    CHECKING = "Checking the new history"


OnRepair = Callable[[RepairStep, int, int], None]  # step, amount done, total amount; 0 of 0 if unknown


@dataclass(frozen=True, slots=True)
class Repaired:
    """The result of a repair. `whole` counts the documents that are complete, as far as can be told; `cut` lists those
    that have lost their end, or everything; `unreadable` counts the places of the file that could not be read; `texts`
    counts the stored texts that did not match their hashes."""

    path: Path
    whole: int
    cut: tuple[LostPart, ...]
    unreadable: int
    texts: int

    @property
    def lost(self) -> bool:
        """Whether something is known to be lost."""
        return bool(self.cut or self.unreadable or self.texts)

    def sentences(self) -> list[Message]:
        """What was kept and what was lost."""
        whole = plural("One document is complete.", "{n:,} documents are complete.", self.whole)
        parts = [whole if self.whole else message("No document is complete.")]
        parts += [cut.sentence() for cut in self.cut]
        if self.texts:
            parts.append(
                plural(
                    "One stored text was damaged and left out.",
                    "{n:,} stored texts were damaged and left out.",
                    self.texts,
                )
            )
        if self.unreadable:
            parts.append(
                plural(
                    "One place of the file could not be read.",
                    "{n:,} places of the file could not be read.",
                    self.unreadable,
                )
            )
        return parts


def repair(path: Path, target: Path, *, on_progress: OnRepair = lambda *_: None) -> Repaired:
    """Write a new history to `target`, which must not exist, from what can be read at `path` and in the log beside it.
    `on_progress` receives the progress; an exception that it raises stops the repair and leaves no file. Raises
    HistoryError if nothing can be read or the target cannot be written."""
    _check(path, target)
    unfinished = target.with_name(f"{target.name}.part")
    copy = target.with_name(f"{target.name}.copy")
    try:
        files.make_folder(target.parent)
        on_progress(RepairStep.COPYING, 0, 0)
        _copy(path, copy)
        on_progress(RepairStep.READING, 0, 0)
        with _pages(path, copy) as pages:
            report = _write(pages, path, target, unfinished, on_progress)
        wrong = verify(unfinished, on_progress=partial(on_progress, RepairStep.CHECKING))
        if wrong:
            raise AssertionError(f"the repaired history is not whole: {wrong[0]}")
        if target.exists():
            raise HistoryError(
                message("There is a file at {target} already; name another for the repaired history.", target=target)
            )
        files.move_into_place(unfinished, target)
    except OSError as error:
        raise HistoryError(
            message(
                "The repaired history could not be written at {target}: {reason}.", target=target, reason=error.strerror
            )
        ) from error
    finally:
        for name in (unfinished, copy, _log_of(copy)):
            with suppress(OSError):
                name.unlink(missing_ok=True)
    return report


def _check(path: Path, target: Path) -> None:
    try:
        known = check_history(path, SCHEMA_VERSION)
    except HistoryError:
        known = True  # whether it is damaged is seen when its pages are read
        if not path.is_file() or _is_foreign(path):
            raise
    if not known and not (path.is_file() and path.stat().st_size):
        raise HistoryError(message("There is nothing to repair at {path}.", path=path))
    if target.exists():
        raise HistoryError(
            message("There is a file at {target} already; name another for the repaired history.", target=target)
        )


def _is_foreign(path: Path) -> bool:
    """Whether the header is valid and belongs to a newer version or another program."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError:
        return True
    if header[:16] != b"SQLite format 3\0" or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        return False
    return SCHEMA_VERSION < int.from_bytes(header[60:64], "big") < 1000


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _copy(path: Path, copy: Path) -> None:
    """Copy the database file and its log."""
    pairs = [(path, copy)]
    if _log_of(path).is_file():
        pairs.append((_log_of(path), _log_of(copy)))
    for source, to in pairs:
        to.unlink(missing_ok=True)
        files.create(to)
        shutil.copyfile(source, to)


def _pages(path: Path, copy: Path) -> Pages:
    if not copy.stat().st_size:
        raise HistoryError(message("The file {path} is empty: restore a backup, if there is one.", path=path))
    return Pages(copy, _log_of(copy))


def _write(pages: Pages, path: Path, target: Path, unfinished: Path, on_progress: OnRepair) -> Repaired:
    unfinished.unlink(missing_ok=True)
    files.create(unfinished)
    with (
        reading_values(target),
        closing(sqlite3.connect(unfinished, isolation_level=None)) as connection,
    ):
        # The file is temporary until it gets its name: it needs no log and no syncing.
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
        migrate(connection, SCHEMA_VERSION)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO purging (document_id) VALUES (0)")  # allows rows to be deleted
        counts: dict[str, int] = {}

        def take(table: Table, row: SalvagedRow) -> None:
            values = table.by_column(row)
            taken = connection.execute(_insert(table.name, tuple(values)), values)
            counts[table.name] = counts.get(table.name, 0) + taken.rowcount

        wrong = salvage(pages, take)
        pages.close()
        if not counts.get("events") and not counts.get("texts"):
            raise HistoryError(
                message("No part of a history could be read from {path}: restore a backup, if there is one.", path=path)
            )
        fitted = reconcile(connection, unfinished, wrong, partial(on_progress, RepairStep.FITTING))
        connection.execute("DELETE FROM purging")
        connection.execute("COMMIT")
        # Otherwise VACUUM keeps the old content in memory; if it fails, the file is deleted anyway.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("VACUUM")
    return Repaired(target, fitted.whole, fitted.cut, sum(wrong.values()), fitted.texts)


@cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    """The SQL that inserts a row into a table. Of rows with the same key the first is kept; a row that violates a
    constraint is ignored."""
    query = in_table(table, "INSERT OR IGNORE INTO @ (COLUMNS) VALUES (NAMED)")
    return query.replace("COLUMNS", ", ".join(columns)).replace("NAMED", ", ".join(f":{name}" for name in columns))
