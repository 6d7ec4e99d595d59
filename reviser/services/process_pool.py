"""Runs tasks in several processes, each of which is set up once. A process that is terminated is restarted, and its
task is tried once more.

Processes rather than threads, because nearly all time is spent in Python code, which runs in one thread at a time."""

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from reviser.errors import UserError
from reviser.services.task_pool import Lost, TaskPool

Task = TypeVar("Task")
Result = TypeVar("Result")

# Called first in a process; it can be pickled. Its block yields the function that does a task.
Setup = Callable[[], AbstractContextManager[Callable[[Task], Result]]]
TRIES = 2  # a task whose process is terminated this often is lost
RAISED = 1  # exit code of a process with an unexpected exception


@dataclass(slots=True)
class _PoolProcess(Generic[Task]):
    """A process, this end of its pipe, and its task (None while it waits); `tries` is the number of the attempt."""

    process: BaseProcess
    pipe: Connection
    task: Task | None = None
    tries: int = 0


def can_start_processes() -> bool:
    """Whether other processes can be started. A program frozen into one file has no Python interpreter for that."""
    return not hasattr(sys, "frozen")


def run_tasks(
    setup: Setup[Task, Result], tasks: Iterable[Task], count: int, stopped: Callable[[], bool] = lambda: False
) -> Generator[tuple[Task, Result | Lost], None, None]:
    """Yield each task with its result as it finishes.

    `count` processes run the tasks; this process if `count` is 1. `tasks` is consumed as needed. If `stopped` returns
    True, no further task is started, but running ones are finished. No process is left when the iteration ends. A
    UserError in a process is raised here. Any other error is printed on its standard error, and RuntimeError is raised
    here."""
    with open_pool(setup, count) as pool:
        yield from pool.run(iter(tasks), stopped)


@contextmanager
def open_pool(setup: Setup[Task, Result], count: int) -> Iterator[TaskPool[Task, Result]]:
    """A pool that runs tasks while the block runs: in `count` processes, or in this one if `count` is 1."""
    if count == 1:
        with setup() as work:
            yield _ThisProcess(work)
    else:
        with _Pool(setup, count) as pool:
            yield pool


class _ThisProcess(Generic[Task, Result]):
    """Runs tasks one after the other in this process."""

    def __init__(self, work: Callable[[Task], Result]) -> None:
        self._work = work

    def run(
        self, tasks: Iterator[Task], stopped: Callable[[], bool] = lambda: False
    ) -> Iterator[tuple[Task, Result | Lost]]:
        for task in tasks:
            if stopped():
                return
            yield task, self._work(task)


class _Pool(Generic[Task, Result]):
    """Processes, as a context manager: at the end of its block none is left."""

    def __init__(self, setup: Setup[Task, Result], count: int) -> None:
        self._setup = setup
        self._count = count
        self._context = multiprocessing.get_context("spawn")  # the window has threads, which do not survive a fork
        self._running: list[_PoolProcess[Task]] = []

    def __enter__(self) -> "_Pool[Task, Result]":
        return self

    def __exit__(self, *_: object) -> None:
        for running in self._running:
            running.pipe.close()
            end_process(running.process)

    def run(
        self, tasks: Iterator[Task], stopped: Callable[[], bool] = lambda: False
    ) -> Iterator[tuple[Task, Result | Lost]]:
        again: deque[tuple[Task, int]] = deque()
        while True:
            self._hand_out(tasks, again, stopped)
            busy = {running.pipe: running for running in self._running if running.task is not None}
            if not busy:
                return
            for pipe in wait(list(busy)):
                assert isinstance(pipe, Connection)
                running = busy[pipe]
                task, tries = running.task, running.tries
                assert task is not None
                try:
                    result = pipe.recv()
                except (EOFError, OSError):  # OSError where it was in the middle of something
                    require_ended_from_outside(running.process)
                    self._running.remove(running)
                    running.pipe.close()
                    end_process(running.process)
                    if tries < TRIES:
                        again.append((task, tries + 1))
                    else:
                        yield task, Lost()
                    continue
                running.task = None
                if isinstance(result, _Raised):
                    raise result.error
                yield task, result

    def _hand_out(self, tasks: Iterator[Task], again: deque[tuple[Task, int]], stopped: Callable[[], bool]) -> None:
        """Give a task to each idle process; at most as many processes are started as there are tasks."""
        while sum(running.task is not None for running in self._running) < self._count:
            found = _next_task(tasks, again, stopped)
            if found is None:
                return
            running = next((each for each in self._running if each.task is None), None) or self._start()
            running.task, running.tries = found
            with suppress(OSError):  # its process is gone, which is noticed when its result is awaited
                running.pipe.send(running.task)

    def _start(self) -> _PoolProcess[Task]:
        ours, theirs = self._context.Pipe()
        with theirs:
            process = self._context.Process(target=_serve, args=(self._setup, theirs), daemon=True)
            process.start()
        running = _PoolProcess[Task](process, ours)
        self._running.append(running)
        return running


def _next_task(
    tasks: Iterator[Task], again: deque[tuple[Task, int]], stopped: Callable[[], bool]
) -> tuple[Task, int] | None:
    """A task and the number of its attempt; None if none is to be started."""
    if again:
        return again.popleft()
    if not stopped():
        for task in tasks:
            return task, 1
    return None


@dataclass(frozen=True, slots=True)
class _Raised:
    error: UserError


def _serve(setup: Setup[Any, Any], pipe: Connection) -> None:
    """The main function of a process: it runs tasks until its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setsid"):
        os.setsid()  # Ctrl+C is for the parent process
    with suppress(EOFError, BrokenPipeError, ConnectionResetError), pipe:
        try:
            with setup() as work:
                while True:
                    pipe.send(work(pipe.recv()))
        except UserError as error:
            pipe.send(_Raised(error))


def require_ended_from_outside(process: BaseProcess) -> None:
    """Wait for a process that is gone. Raises RuntimeError if it was not terminated but failed with an unexpected
    exception."""
    process.join()
    if process.exitcode == RAISED:
        raise RuntimeError("a process failed, and said why on standard error")


def end_process(process: BaseProcess) -> None:
    """Terminate a process, whether it is done or not."""
    process.terminate()
    process.join()
    process.close()


@contextmanager
def interrupts(on_interrupt: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """While the block runs, the first Ctrl+C calls `on_interrupt`, and the function that the block gets returns True
    from then on. A second one raises KeyboardInterrupt. If SIGINT is ignored, as in a shell's background job, it stays
    ignored, because Ctrl+C is then for another program."""
    noted = False

    def interrupted(_signal: int, _frame: object) -> None:
        nonlocal noted
        if noted:
            raise KeyboardInterrupt
        noted = True
        on_interrupt()

    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, interrupted)
    try:
        yield lambda: noted
    finally:
        signal.signal(signal.SIGINT, before)
