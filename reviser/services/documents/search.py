"""Searches the history in the background; only the latest request is answered, and the index is kept up to date.

The index is filled in transactions of a few milliseconds with pauses in between, so that other writers seldom meet one,
and wait for one only."""

import asyncio
import threading
import time
from collections.abc import Callable
from pathlib import Path

from reviser.errors import HistoryError, UserError
from reviser.history.connection import BUSY_MS, BusyError
from reviser.history.log.store import SCHEMA_VERSION
from reviser.history.search.indexing import Indexer, IndexProgress
from reviser.history.search.query import Cursor, HitPage, Search, SearchRequest
from reviser.messages import message
from reviser.services.background_tasks import BackgroundTasks

PAUSE = 1.0  # pause after a transaction, relative to its duration
BUSY_S = 0.02  # seconds until the next attempt while another program writes
TOLD_S = 0.2  # seconds between two progress reports
BEFORE_SEARCH_S = 0.1  # seconds that a search waits for the index


def fill_index(
    path: Path,
    *,
    on_progress: Callable[[IndexProgress], None] = lambda _: None,
    stop: threading.Event | None = None,
    budget_s: float | None = None,
    pause: float = PAUSE,
) -> IndexProgress:
    """Update the index, for at most `budget_s` seconds, until `stop` is set, or to the end. Returns its progress;
    `on_progress` receives it from time to time. Raises HistoryError if the history cannot be written, BusyError if
    another program keeps writing."""
    stop = stop or threading.Event()
    began = last_report = time.monotonic()
    with _open_indexer(path, stop, began + (BUSY_MS / 1000 if budget_s is None else budget_s)) as indexer:
        while not stop.is_set() and (budget_s is None or time.monotonic() - began < budget_s):
            try:
                took = indexer.step()
            except BusyError:
                stop.wait(BUSY_S)
                continue
            if took is None:
                break
            if time.monotonic() - last_report > TOLD_S:
                on_progress(indexer.progress)
                last_report = time.monotonic()
            stop.wait(pause * took)
        return indexer.progress


def _open_indexer(path: Path, stop: threading.Event, until: float) -> Indexer:
    """Open the indexer, which needs the right to write; others have it for some milliseconds at a time."""
    while True:
        try:
            return Indexer.open(path, SCHEMA_VERSION)
        except BusyError:
            if stop.wait(BUSY_S) or time.monotonic() >= until:
                raise


def find_page(path: Path, search_request: SearchRequest, *, after: Cursor | None = None, limit: int = 50) -> HitPage:
    """A page of hits, from an index that may be slightly behind; the page says how much. Raises HistoryError if there
    is no history."""
    return _Look(path).page(search_request, after, limit)


class SearchJobs:
    """The searches of one window, one at a time: a new one stops the one before, whose result is dropped."""

    def __init__(self, background_tasks: BackgroundTasks, path: Path) -> None:
        self._background_tasks = background_tasks
        self._path = path
        self._searching = ""
        self._filling = ""

    def find(
        self,
        search_request: SearchRequest,
        done: Callable[[HitPage], None],
        failed: Callable[[UserError], None],
        *,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> None:
        """Find a page; `done` or `failed` is called on this thread, unless another search starts."""
        self.forget()
        look = _Look(self._path)

        async def work() -> HitPage:
            try:
                return await asyncio.to_thread(look.page, search_request, after, limit)
            except asyncio.CancelledError:
                look.stop()
                raise

        self._searching = self._background_tasks.run(work, done, failed)

    def forget(self) -> None:
        """Drop the running search."""
        self._background_tasks.forget(self._searching)

    def keep_up(self, done: Callable[[IndexProgress], None], failed: Callable[[UserError], None]) -> None:
        """Fill the index, which takes minutes for a large history of an older version. Pages report its progress."""
        self.rest()
        stop = threading.Event()

        async def work() -> IndexProgress:
            try:
                return await asyncio.to_thread(fill_index, self._path, stop=stop)
            except asyncio.CancelledError:
                stop.set()
                raise

        self._filling = self._background_tasks.run(work, done, failed)

    def rest(self) -> None:
        """Stop filling; what is in the index stays."""
        self._background_tasks.forget(self._filling)


class _Look:
    """One search, which can be stopped from another thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._search: Search | None = None

    def page(self, search_request: SearchRequest, after: Cursor | None, limit: int) -> HitPage:
        with Search.open(self._path) as search:
            if search.progress.share < 1:
                self._catch_up()
            with self._lock:
                self._search = search
                if self._stop.is_set():
                    raise HistoryError(message("The search was stopped."))
            try:
                return search.page(search_request, after=after, limit=limit)
            finally:
                with self._lock:
                    self._search = None

    def stop(self) -> None:
        self._stop.set()
        with self._lock:
            if self._search is not None:
                self._search.stop()

    def _catch_up(self) -> None:
        try:
            fill_index(self._path, stop=self._stop, budget_s=BEFORE_SEARCH_S, pause=0)
        except HistoryError:
            # It cannot be written now: search what is indexed; the page says how much.
            return
