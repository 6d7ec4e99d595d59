"""The services for tests: the real services, a real database, and a queued reviser; events are pumped by hand."""

import queue
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from reviser.core.round_state import RoundState
from reviser.history.log.store import Store
from reviser.revisers.base import Output, Reviser
from reviser.revisers.embedded import build
from reviser.services.documents.document_manager import DocumentManager
from reviser.services.rounds.notifications import Notification
from reviser.services.rounds.open_document import OpenDocument
from reviser.services.worker import JobEvent, Worker
from tests.fakes import Counter, QueuedReviser


class Desk:
    """One program, as far as a test needs it. `told` is what the open document said, in order."""

    def __init__(
        self,
        folder: Path,
        reviser: QueuedReviser,
        store: Store,
        worker: Worker,
        made: Callable[[], Reviser] | None = None,
    ) -> None:
        """`made`: what makes another reviser for each round, in the place of the queued one."""
        self.folder = folder
        self.reviser = reviser
        self.store = store
        self.worker = worker
        self.told: list[Notification] = []
        self._events: queue.Queue[JobEvent] = queue.Queue()
        self._later: deque[Callable[[], None]] = deque()
        ids = Counter()
        self.document_manager = DocumentManager(
            store=store,
            worker=worker,
            deliver=self._events.put,
            later=self._later.append,
            reviser=lambda *_: reviser if made is None else made(),
            settings_path=folder / "settings.json",
            new_id=lambda: f"{ids.id()}-{time.monotonic_ns()}",
            clock=Counter(),
            speller=lru_cache(build),
        )

    def open(self, name: str = "a.txt", text: str | None = None) -> OpenDocument:
        path = self.folder / name
        if text is not None:
            path.write_bytes(text.encode())
        open_document = self.document_manager.open(path)
        open_document.listener = self.told.append
        return open_document

    def pump(self, open_document: OpenDocument) -> None:
        """Bring in what the worker delivers until the running round has ended."""
        while open_document.running:
            self.document_manager.receive(self.take())
            while self._later:
                self._later.popleft()()

    @property
    def idle(self) -> bool:
        """Whether nobody waits for a task."""
        return not self.document_manager.background_tasks.waiting

    def take(self) -> JobEvent:
        """The next event of the worker, not brought in yet."""
        return self._events.get(timeout=10)

    def receive_ready(self) -> None:
        """Bring in what the worker has delivered by now."""
        while not self._events.empty():
            self.document_manager.receive(self._events.get_nowait())

    def round(self, open_document: OpenDocument, *outputs: Output | Exception) -> RoundState:
        """A whole round that puts out these."""
        self.reviser.rounds.append(outputs)
        open_document.start()
        self.pump(open_document)
        assert open_document.state.round_state is not None
        return open_document.state.round_state


@contextmanager
def desk(
    folder: Path, rounds: Iterable[Iterable[Output | Exception]] = (), made: Callable[[], Reviser] | None = None
) -> Iterator[Desk]:
    """A program over the database in `folder`; opening it again is starting the program again."""
    store = Store.open(folder / "history.db")
    worker = Worker()
    try:
        yield Desk(folder, QueuedReviser(rounds), store, worker, made)
    finally:
        worker.stop()
        store.close()
