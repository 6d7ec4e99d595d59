"""Merges histories into one. Each history is checked first. The target is backed up, or a copy of it is the target. The
other histories are never written; one of an older version is migrated in a copy."""

import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from reviser import files
from reviser.errors import HistoryError, UsageError
from reviser.history import backup
from reviser.history.connection import (
    BUSY_MS,
    check_history,
    connect,
    connect_to_read,
    reading_values,
    translating_errors,
)
from reviser.history.log.store import SCHEMA_VERSION, Store
from reviser.history.merge.merge_rows import Merge, Merged
from reviser.history.recovery.verify import verify
from reviser.messages import message


@dataclass(frozen=True, slots=True)
class MergeProgress:
    """Progress: `done` documents of `source` are merged, of `of`; 0 of 0 while it is being checked."""

    source: Path
    done: int
    documents: int


OnMerge = Callable[[MergeProgress], None]


def merge(
    into: Path,
    others: Sequence[Path],
    output: Path | None = None,
    *,
    on_progress: OnMerge = lambda _: None,
    clock: Callable[[], float] = time.time,
) -> list[Merged]:
    """Merge `others` into the history `into`, one after the other; with `output`, into a copy of it, which appears when
    it is complete. An exception raised by `on_progress` stops the merge; what was merged stays, and merging again
    continues there. Raises UsageError if two of the paths are the same file, HistoryError if a history is damaged or
    cannot be read."""
    _require_distinct(into, others, output)
    if not check_history(into, SCHEMA_VERSION):
        raise HistoryError(message("There is no history at {path}: first name the history to merge into.", path=into))
    with ExitStack() as stack:
        sources = [(path, _readable(stack, path, on_progress)) for path in others]
        if output is None:
            Store.open(into, busy_timeout_ms=BUSY_MS).close()
            with translating_errors(into), closing(connect(into, BUSY_MS)) as connection:
                _require_sound(connection, into)
                _back_up(connection, into, clock())
                return [_merge(connection, into, path, source, clock(), on_progress) for path, source in sources]
        return _into_copy(into, output, sources, clock, on_progress)


@dataclass(frozen=True, slots=True)
class MergeTarget:
    """A history into which others are merged one after the other."""

    path: Path
    connection: sqlite3.Connection
    clock: Callable[[], float]

    def take(self, source: Path) -> Mapping[int, int]:
        """Merge a history that no program has open and that this version wrote. Returns the number here of each of its
        documents. Raises HistoryError if either cannot be read or written; merging it again continues."""
        with reading_values(source), closing(_open(source)) as reading:
            merging = Merge(self.connection, self.path, reading, source, self.clock())
            merging.run()
            return merging.numbers

    def extract(self, target: Path, documents: Collection[int]) -> Mapping[int, int]:
        """Create a history at `target` with these documents and the dictionary. Returns the number there of each
        document. Raises HistoryError."""
        Store.open(target).close()
        with translating_errors(target), closing(connect(target, BUSY_MS)) as connection:
            merging = Merge(connection, target, self.connection, self.path, self.clock())
            merging.run(only=documents)
            connection.execute("PRAGMA journal_mode = DELETE")  # one file, which can be sent
            return merging.numbers


@contextmanager
def open_target(into: Path, clock: Callable[[], float] = time.time) -> Iterator[MergeTarget]:
    """The history at `into`, created if it does not exist, as a target. A backup is made first. Raises HistoryError if
    it is damaged or no backup can be made."""
    existed = check_history(into, SCHEMA_VERSION)
    Store.open(into, busy_timeout_ms=BUSY_MS).close()
    with translating_errors(into), closing(connect(into, BUSY_MS)) as connection:
        if existed:
            _require_sound(connection, into)
            _back_up(connection, into, clock())
        yield MergeTarget(into, connection, clock)


def _into_copy(
    into: Path, output: Path, sources: list[tuple[Path, Path]], clock: Callable[[], float], on_progress: OnMerge
) -> list[Merged]:
    temporary = files.beside(output)
    try:
        files.create(temporary)
        _copy(into, temporary)
        Store.open(temporary).close()
        with translating_errors(output), closing(connect(temporary, BUSY_MS)) as connection:
            _require_sound(connection, into)
            done = [_merge(connection, temporary, path, source, clock(), on_progress) for path, source in sources]
            connection.execute("PRAGMA journal_mode = DELETE")  # a single file, which can be renamed
        files.move_into_place(temporary, output)
    except OSError as error:
        raise HistoryError(
            message(
                "{output} cannot be written: {reason}. Nothing was left behind.", output=output, reason=error.strerror
            )
        ) from error
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            temporary.with_name(temporary.name + ending).unlink(missing_ok=True)
        for copy in backup.backup_paths(temporary):
            copy.unlink()  # the log left from migrating the copy of an older history
    return done


def _merge(
    connection: sqlite3.Connection, into: Path, path: Path, source: Path, now: float, on_progress: OnMerge
) -> Merged:
    with reading_values(path), closing(_open(source)) as reading_:
        return Merge(connection, into, reading_, path, now).run(
            lambda done, documents: on_progress(MergeProgress(path, done, documents))
        )


def _readable(stack: ExitStack, path: Path, on_progress: OnMerge) -> Path:
    """The history at `path`, or a migrated copy of it. Raises HistoryError if it is damaged."""
    on_progress(MergeProgress(path, 0, 0))
    if not check_history(path, SCHEMA_VERSION):
        raise HistoryError(message("There is no history at {path}: nothing was merged.", path=path))
    source = path
    with reading_values(path), closing(_open(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version < SCHEMA_VERSION:
            _require_sound(connection, path)
    if version < SCHEMA_VERSION:
        source = Path(stack.enter_context(TemporaryDirectory(prefix="reviser-"))) / "copy.db"
        _copy(path, source)
        Store.open(source).close()
    problems = verify(source)
    if problems:
        raise HistoryError(
            message(
                "The history at {path} is damaged, so nothing was merged: {problem}.",
                path=path,
                problem=problems[0].sentence,
            )
        )
    return source


def _open(path: Path) -> sqlite3.Connection:
    """Open a history to read. If no program has it open, no files are created beside it."""
    in_use = path.with_name(path.name + "-wal").exists()
    return connect_to_read(path, BUSY_MS, untouched=not in_use)


def _copy(path: Path, target: Path) -> None:
    with translating_errors(path), closing(_open(path)) as connection, closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)


def _require_sound(connection: sqlite3.Connection, path: Path) -> None:
    (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise HistoryError(
            message("The history at {path} is damaged, so nothing was merged: {problem}.", path=path, problem=said)
        )


def _back_up(connection: sqlite3.Connection, path: Path, now: float) -> None:
    try:
        backup.back_up(connection, path, now, backup.Reason.MERGE)
    except OSError as error:
        raise HistoryError(
            message(
                "No backup of {path} can be made, so nothing was merged: {reason}.", path=path, reason=error.strerror
            )
        ) from error


def _require_distinct(into: Path, others: Sequence[Path], output: Path | None) -> None:
    if not others:
        raise UsageError(message("Name the history to merge into, and then one or more others."))
    seen: set[Path] = {into.resolve()}
    for path in others:
        if path.resolve() in seen:
            raise UsageError(message("{path} is named twice: name different histories.", path=path))
        seen.add(path.resolve())
    if output is not None and output.exists():
        raise UsageError(message("{output} exists already: name a new file.", output=output))
