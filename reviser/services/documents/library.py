"""The library: lists, finds, renames, archives, deletes, restores and purges the documents of the history. Reading and
purging run in the background. A document's file is changed only by `rename_file`."""

import asyncio
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from reviser import files
from reviser.errors import UserError
from reviser.history.connection import BUSY_MS
from reviser.history.digest import library
from reviser.history.digest.library import DecidedShare, DocumentStage, LibraryEntry
from reviser.history.log.store import SCHEMA_VERSION, Store
from reviser.history.purge import Purged, is_purge_due, purge
from reviser.history.search.query import Search
from reviser.messages import message
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.documents.backups import Reason, take_backup
from reviser.services.documents.digest_updates import update_digest, update_digest_if_writable

__all__ = ["DecidedShare", "DocumentStage", "Library", "LibraryEntry", "LibraryListing", "Purged"]

DAY_S = 86_400.0

T = TypeVar("T")


class _LibraryStoppedError(UserError):
    """The work was cancelled."""


@dataclass(frozen=True, slots=True)
class LibraryListing:
    """Documents, changed last first. `missing` are those whose file is not at its place; `shares` are the decided
    shares. Both are computed later and empty until then."""

    entries: tuple[LibraryEntry, ...] = ()
    missing: frozenset[int] = frozenset()
    shares: dict[int, DecidedShare] = field(default_factory=dict)


def list_library(path: Path) -> LibraryListing:
    """All documents with all data, in one blocking call. The digest is updated first, if the history can be written."""
    entries = library.entries(path, SCHEMA_VERSION)
    if not all(entry.fresh for entry in entries):
        update_digest_if_writable(path)
        entries = library.entries(path, SCHEMA_VERSION)
    return LibraryListing(tuple(entries), documents_without_file(entries), library.shares(path, SCHEMA_VERSION))


def documents_without_file(entries: Collection[LibraryEntry]) -> frozenset[int]:
    """The documents whose file is not at its place. Reads from the disk, which can take time."""
    return frozenset(entry.id for entry in entries if entry.path is not None and not Path(entry.path).exists())


class Library:
    """The library of one program. `clock` returns UNIX seconds; `keep_days` is how long deleted documents can be
    restored."""

    def __init__(
        self, store: Store, background_tasks: BackgroundTasks, clock: Callable[[], float], keep_days: Callable[[], int]
    ) -> None:
        self._store = store
        self._path = store.path
        self._background_tasks = background_tasks
        self._clock = clock
        self._keep_days = keep_days
        self._stopping = threading.Event()
        self._digesting = False

    # Reading in the background

    def list(self, done: Callable[[LibraryListing], None], failed: Callable[[UserError], None]) -> None:
        """List all documents. `done` is called up to three times: at once; when shares and missing files are known; and
        when documents missing in the digest have been added."""
        _Asking(self, self._path, done, failed).begin()

    def find(self, words: str, done: Callable[[frozenset[int]], None], failed: Callable[[UserError], None]) -> str:
        """Find the documents that contain or ever contained these words. Returns the id of the task, for `forget` when
        another search starts."""

        def find() -> frozenset[int]:
            with Search.open(self._path) as search:
                return frozenset(search.documents(words))

        return self.background(find, done, failed)

    def forget(self, task_id: str) -> None:
        """Ignore the result of a task."""
        self._background_tasks.forget(task_id)

    def background(self, act: Callable[[], T], done: Callable[[T], None], failed: Callable[[UserError], None]) -> str:
        """Run a function in its own thread; `done` receives its result on this thread."""
        return self._background_tasks.run(lambda: asyncio.to_thread(act), done, failed)

    def bring_up(self, done: Callable[[object], None], failed: Callable[[UserError], None]) -> None:
        """Digest the documents that are missing in the digest; nothing if that is already running."""
        if self._digesting:
            return
        self._digesting = True

        def told(*_: int) -> None:
            if self._stopping.is_set():
                raise _LibraryStoppedError(message("It was stopped."))

        def bring() -> tuple[str, ...]:
            with Store.open(self._path, busy_timeout_ms=BUSY_MS) as store:
                return update_digest(store, told)

        def ended(act: Callable[[], None]) -> None:
            self._digesting = False
            act()

        self.background(bring, lambda made: ended(lambda: done(made)), lambda error: ended(lambda: failed(error)))

    def stop(self) -> None:
        """Stop a running update of the digest soon."""
        self._stopping.set()

    # Writing at once: BusyError if another program writes

    def rename(self, document_id: int, title: str) -> None:
        """Rename a document. Raises UserError if the name is not valid."""
        self._store.mark(document_id, title=_name(title))

    def rename_file(self, document_id: int, title: str) -> None:
        """Rename a document and its file. Raises UserError on failure; then neither is changed."""
        name, row = _name(title), self._store.document(document_id)
        if row.path is None or not Path(row.path).exists():
            raise UserError(message("{title} has no file that could be renamed.", title=row.title))
        if "/" in name or "\\" in name or "\0" in name:
            raise UserError(message("A file name cannot contain slashes: choose another."))
        old = Path(row.path)
        new = old.with_name(name if Path(name).suffix == old.suffix else f"{name}{old.suffix}")
        if new == old:
            return
        if new.exists():
            raise UserError(message("There is a file {new} already: choose another name.", new=new))
        try:
            old.rename(new)
        except OSError as error:
            raise UserError(message("{old} cannot be renamed: {reason}.", old=old, reason=error.strerror)) from error
        try:
            self._store.move_document(document_id, new, title=new.name)
        except BaseException:
            new.rename(old)
            raise
        with suppress(OSError):  # renamed; only its durability in a power failure is uncertain
            files.sync_folder(new.parent)

    def archive(self, document_id: int, *, archived: bool = True) -> None:
        """Archive a document, or take it out of the archive."""
        self._store.mark(document_id, archived_at=self._clock() if archived else None)

    def delete(self, document_id: int) -> None:
        """Delete a document; it can be restored for a while."""
        self._store.mark(document_id, deleted_at=self._clock())

    def restore(self, document_id: int) -> None:
        "Restore a deleted document."
        self._store.mark(document_id, deleted_at=None)

    def doom(self, document_id: int) -> None:
        """Delete a document permanently: it cannot be restored, and is removed by the next purge."""
        self._store.mark(document_id, deleted_at=0.0)

    def purge(self, done: Callable[[Purged], None], failed: Callable[[UserError], None]) -> None:
        """Purge in the background the documents that were deleted permanently, or longer ago than they are kept."""
        now = self._clock()
        before = now - self._keep_days() * DAY_S

        def act() -> Purged:
            if not is_purge_due(self._path, before):
                return Purged()
            take_backup(self._path, now, Reason.DELETE, self._stopping.is_set)
            return purge(self._path, before)

        self.background(act, done, failed)


class _Asking:
    """One listing as it is completed. `again`: list once more when the digest has been updated."""

    def __init__(
        self,
        of: Library,
        path: Path,
        done: Callable[[LibraryListing], None],
        failed: Callable[[UserError], None],
        *,
        again: bool = True,
    ) -> None:
        self._of = of
        self._path = path
        self._done = done
        self._failed = failed
        self._again = again
        self._known = LibraryListing()

    def begin(self) -> None:
        self._of.background(lambda: library.entries(self._path, SCHEMA_VERSION), self._on_listed, self._failed)

    def _on_listed(self, entries: list[LibraryEntry]) -> None:
        self._known = LibraryListing(tuple(entries))
        self._done(self._known)
        self._of.background(lambda: library.shares(self._path, SCHEMA_VERSION), self._on_shares, self._failed)
        self._of.background(lambda: documents_without_file(entries), self._on_missing, self._failed)
        if self._again and not all(entry.fresh for entry in entries):
            once_more = _Asking(self._of, self._path, self._done, self._failed, again=False)
            self._of.bring_up(lambda _: once_more.begin(), self._failed)

    def _on_shares(self, shares: dict[int, DecidedShare]) -> None:
        self._known = LibraryListing(self._known.entries, self._known.missing, shares)
        self._done(self._known)

    def _on_missing(self, missing: frozenset[int]) -> None:
        self._known = LibraryListing(self._known.entries, missing, self._known.shares)
        self._done(self._known)


def _name(title: str) -> str:
    name = title.strip()
    if not name:
        raise UserError(message("A document needs a name."))
    return name
