"""The one asyncio loop, in the one background thread. Every job has an id and ends exactly once."""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from reviser.core.edit import Proposal
from reviser.errors import first_of
from reviser.revisers.base import Output, Request, Reviser, Unusable
from reviser.services.daemon_executor import DaemonExecutor

T = TypeVar("T")

BATCH_S = 0.05  # seconds for which outputs are collected into a batch


@dataclass(frozen=True, slots=True)
class OutputBatch:
    """The outputs of a job since the last batch, in order."""

    job_id: str
    outputs: tuple[Output, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The job ended by itself. `refused` counts proposals that would have broken the document's syntax. `unusable`
    lists answers of a model that are not edits of the text, most frequent first."""

    job_id: str
    refused: int = 0
    unusable: tuple[Unusable, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """The job ended with an error: a UserError, or a bug."""

    job_id: str
    error: BaseException


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The job was cancelled."""

    job_id: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A task ended by itself, with its result."""

    job_id: str
    result: object


JobEvent = OutputBatch | Done | Failed | Cancelled | Answered
Deliver = Callable[[JobEvent], None]
Prepare = Callable[[], Request]
Admit = Callable[[Proposal], Proposal | Unusable | None]


@dataclass(slots=True)
class _Running:
    """The outputs of a job that are not delivered yet."""

    job_id: str
    admit: Admit
    deliver: Deliver
    waiting: list[Output]
    refused: int = 0
    unusable: Counter[tuple[str, bool]] = field(default_factory=Counter)  # by why and withdrawn

    def take(self, output: Output) -> None:
        admitted = self.admit(output) if isinstance(output, Proposal) else output
        if isinstance(admitted, Unusable):
            self.unusable[admitted.why, admitted.withdrawn] += admitted.count
        elif admitted is None:
            self.refused += 1
        else:
            self.waiting.append(admitted)

    def flush(self) -> None:
        if self.waiting:
            outputs, self.waiting = tuple(self.waiting), []
            self.deliver(OutputBatch(self.job_id, outputs))


class Worker:
    """Runs revisers in the background. Events are delivered in the background thread, in order within each job."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._loop.set_default_executor(DaemonExecutor())
        self._thread = threading.Thread(target=self._loop.run_forever, name="reviser-worker", daemon=True)
        self._tasks: dict[str, asyncio.Task[Any]] = {}
        self._thread.start()

    def submit(self, job_id: str, reviser: Reviser, prepare: Prepare, admit: Admit, deliver: Deliver) -> None:
        """Start a job. `prepare` returns the request, and `admit` the proposal to deliver, or None; both are called in
        the background."""
        running = _Running(job_id, admit, deliver, [])

        def end(task: asyncio.Task[None]) -> None:
            running.flush()
            counts = running.unusable.most_common()
            unusable = tuple(Unusable(why, count, withdrawn) for (why, withdrawn), count in counts)
            deliver(_ended(job_id, task) or Done(job_id, running.refused, unusable))

        self._begin(job_id, lambda: _run(running, reviser, prepare), end)

    def call(self, job_id: str, work: Callable[[], Coroutine[Any, Any, object]], deliver: Deliver) -> None:
        """Start a job with a single result."""

        def end(task: asyncio.Task[object]) -> None:
            deliver(_ended(job_id, task) or Answered(job_id, task.result()))

        self._begin(job_id, work, end)

    def _begin(
        self, job_id: str, work: Callable[[], Coroutine[Any, Any, T]], end: Callable[[asyncio.Task[T]], None]
    ) -> None:
        def begin() -> None:
            task = self._loop.create_task(work(), name=job_id)
            self._tasks[job_id] = task
            task.add_done_callback(finish)

        def finish(task: asyncio.Task[T]) -> None:
            del self._tasks[job_id]
            end(task)

        self._loop.call_soon_threadsafe(begin)

    def cancel(self, job_id: str) -> None:
        """Ask a job to end; it ends with Cancelled, or as it did if it was faster."""

        def end() -> None:
            task = self._tasks.get(job_id)
            if task is not None:
                task.cancel()

        self._loop.call_soon_threadsafe(end)

    def stop(self) -> None:
        """Cancel running jobs, wait for them, and end the thread. Waits 5 seconds at most."""

        async def wind_up() -> None:
            tasks = list(self._tasks.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._loop.shutdown_asyncgens()

        if not self._thread.is_alive():
            return
        future = asyncio.run_coroutine_threadsafe(wind_up(), self._loop)
        future.add_done_callback(lambda _: self._loop.call_soon_threadsafe(self._loop.stop))
        self._thread.join(timeout=5)
        if not self._thread.is_alive():
            self._loop.close()


async def _run(running: _Running, reviser: Reviser, prepare: Prepare) -> None:
    request = replace(await asyncio.to_thread(prepare), late=running.take)
    async with asyncio.TaskGroup() as group:
        flusher = group.create_task(_flush_regularly(running))
        async for output in reviser.revise(request):
            running.take(output)
        flusher.cancel()


async def _flush_regularly(running: _Running) -> None:
    while True:
        await asyncio.sleep(BATCH_S)
        running.flush()


def _ended(job_id: str, task: asyncio.Task[T]) -> Failed | Cancelled | None:
    """The event for a task that failed or was cancelled; None if it succeeded."""
    if task.cancelled():
        return Cancelled(job_id)
    error = task.exception()
    return None if error is None else Failed(job_id, first_of(error))
