"""Runs tasks on the workers of a Dask cluster: machines that the person runs, or processes started on this machine.

Dask trusts everybody who reaches its scheduler: the messages are Python's pickle, which can run any code. Without TLS,
there is no authentication."""

import logging
import os
import pickle
import threading
import time
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from socket import gethostname
from typing import TYPE_CHECKING, Any, Generic

from reviser.errors import UserError
from reviser.history.log.store import SCHEMA_VERSION
from reviser.locations import models_path
from reviser.messages import message
from reviser.revisers.lm.model_file import ModelFileError, find
from reviser.services.process_pool import Result, Setup, Task
from reviser.services.task_pool import Lost, TaskPool

if TYPE_CHECKING:
    from distributed import Client, Future

LOCAL = "local"
CONNECT_S = 10  # seconds to wait for a scheduler
WORKERS_S = 30  # seconds to wait for the first worker
ALONE_S = 180  # seconds to wait for another worker if none is left: on a busy machine a new one takes a minute
LOST_S = 30  # seconds to wait for the scheduler if the connection is lost
TICK_S = 1.0
_CONNECTION_ERRORS = (OSError, TimeoutError)


@dataclass(frozen=True, slots=True)
class Program:
    """The versions that must be equal for two workers to give the same results: reviser, its histories, Harper, and the
    file of the language model ("" if there is none, None if the model is not used)."""

    reviser: str
    schema: int
    harper: str
    model: str | None = None


def program(*, uses_model: bool = False) -> Program:
    """The versions of this process."""
    model = None
    if uses_model:
        with suppress(ModelFileError):
            found = find(models_path())
            model = found.path.name if found is not None else None
        model = model or ""
    return Program(version("reviser"), SCHEMA_VERSION, version("harper-py"), model)


@contextmanager
def open_cluster(
    setup: Setup[Task, Result], address: str, most: int | None, *, uses_model: bool = False
) -> Iterator[TaskPool[Task, Result]]:
    """A pool of the workers of a Dask scheduler, for the duration of the block.

    `address` is that of the scheduler: tcp://HOST:PORT, or tls:// with the certificates of Dask's own configuration.
    LOCAL starts `most` processes on this machine, which use TLS with certificates for this run only. At most `most`
    tasks run at once. `setup` is pickled and sent to each worker, where one thread at a time uses it. `uses_model`:
    tasks use the language model, so all workers must have the same one, or none. Raises UserError if Dask is missing,
    there is no scheduler or worker, or a worker has other versions."""
    with _client(address, most) as client:
        wanted = common_program(client.run(program, uses_model=uses_model, on_error="return"), address)
        pool = _Cluster(client, setup, most, wanted)
        yield pool
        pool.close()  # only after success: after an error it may be busy, and the next run closes what is left


@contextmanager
def _client(address: str, most: int | None) -> Iterator["Client"]:
    try:
        # Imported here, because it is optional and loads slowly.
        import distributed
    except ImportError as error:
        raise UserError(message("--cluster needs Dask: pip install 'reviser[cluster]'.")) from error

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # losses are reported in a sentence
    with ExitStack() as stack:
        if address == LOCAL:
            security = distributed.Security.temporary()
            cluster = stack.enter_context(
                distributed.LocalCluster(
                    n_workers=most or os.cpu_count() or 1,
                    threads_per_worker=1,
                    processes=True,
                    host="127.0.0.1",
                    memory_limit=0,  # as with --jobs
                    dashboard_address="127.0.0.1:0",
                    security=security,
                    preload=__name__,
                    silence_logs=logging.CRITICAL,
                )
            )
            yield stack.enter_context(distributed.Client(cluster, security=security))
            return
        try:
            client = stack.enter_context(distributed.Client(address, timeout=CONNECT_S))
            client.wait_for_workers(1, timeout=WORKERS_S)
        except (OSError, TimeoutError, ValueError, TypeError) as error:  # TypeError: without certificates for TLS
            raise UserError(
                message(
                    "There is no Dask cluster with a worker at {address} ({reason}): start dask scheduler and dask"
                    " worker, and name the scheduler's address.",
                    address=address,
                    reason=error,
                )
            ) from error
        yield client


def common_program(programs: Mapping[str, Program | BaseException], address: str) -> Program:
    """The versions that all workers have. `programs` has those of each worker by its name, or the exception that it
    raised. Raises UserError if a worker has no reviser, another one, or another language model than the others."""
    common: Program | None = None
    for worker, answer in programs.items():
        if isinstance(answer, BaseException) or replace(answer, model=None) != program():
            raise UserError(
                message(
                    "The worker {worker} of {address} has not this reviser ({version}): install the same one there.",
                    worker=worker,
                    address=address,
                    version=version("reviser"),
                )
            )
        common = common or answer
        if answer != common:
            raise _other_program(worker)
    return common or program()


def _other_program(worker: str) -> UserError:
    return UserError(
        message(
            "The worker {worker} has another reviser or language model than the others: install the same everywhere.",
            worker=worker,
        )
    )


class _Cluster(Generic[Task, Result]):
    """The workers that a client reaches."""

    def __init__(self, client: "Client", setup: Setup[Task, Result], most: int | None, wanted: Program) -> None:
        self._client = client
        self._setup = pickle.dumps((wanted, setup))
        self._most = most
        self._id = uuid.uuid4().hex

    def run(
        self, tasks: Iterator[Task], stopped: Callable[[], bool] = lambda: False
    ) -> Iterator[tuple[Task, Result | Lost]]:
        running: dict[Future[Result], Task] = {}
        try:
            while True:
                while len(running) < self._room() and not stopped():
                    for task in tasks:
                        running[self._client.submit(_do_task, self._id, self._setup, task, pure=False)] = task
                        break
                    else:
                        break
                if not running:
                    return
                for future in self._wait_for_first(running):
                    yield running.pop(future), _result_of(future)
                    future.release()
        finally:
            with suppress(*_CONNECTION_ERRORS):
                self._client.cancel(list(running))

    def _wait_for_first(self, running: Collection["Future[Result]"]) -> Collection["Future[Result]"]:
        """The finished tasks, at least one. Raises UserError if no worker or no scheduler is left."""
        from distributed import CancelledError, wait

        alone_since: float | None = None
        while True:
            try:
                return wait(list(running), timeout=TICK_S, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                if self._client.status == "running" and self._threads():
                    alone_since = None
                    continue
            except CancelledError as error:
                raise _lost_error() from error
            now = time.monotonic()
            alone_since = now if alone_since is None else alone_since
            if now - alone_since > (ALONE_S if self._client.status == "running" else LOST_S):
                raise _lost_error()

    def close(self) -> None:
        """Release what was set up at the workers."""
        try:
            self._client.run(_close_setups, on_error="ignore")
        except _CONNECTION_ERRORS:
            return  # the scheduler is gone, and its tasks with it

    def _room(self) -> int:
        """How many tasks can run at once: one per thread, at least one, because workers can come back."""
        threads = self._threads()
        return max(1, threads if self._most is None else min(threads, self._most))

    def _threads(self) -> int:
        """The number of threads of all workers; 0 if the scheduler does not answer."""
        try:
            return sum(self._client.nthreads().values())
        except _CONNECTION_ERRORS:
            return 0


def _result_of(future: "Future[Any]") -> Any:
    """The result of a finished task; Lost if its workers died each time. Raises its UserError."""
    from distributed import KilledWorker

    if future.status == "finished":
        return future.result()
    if future.status != "error":
        raise _lost_error()
    error = future.exception()
    if isinstance(error, KilledWorker):
        return Lost()
    if isinstance(error, UserError):
        raise error
    raise RuntimeError("a worker failed") from error


def _lost_error() -> UserError:
    return UserError(
        message("The cluster was lost. What is done is kept: the same command goes on once it is there again.")
    )


# On a worker


@dataclass(slots=True)
class _WorkerSetups:
    """What is set up in this process, by the thread that uses it."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    open: dict[int, tuple[str, ExitStack, Callable[[Any], Any]]] = field(default_factory=dict)


_SETUPS = _WorkerSetups()


def _do_task(pool: str, setup: bytes, task: Any) -> Any:
    """Run a task of a pool with what was set up for that pool in this thread."""
    thread = threading.get_ident()
    with _SETUPS.lock:
        open_setup = _SETUPS.open.get(thread)
        if open_setup is not None and open_setup[0] != pool:  # of a run that was stopped before it could release it
            del _SETUPS.open[thread]
            open_setup[1].close()
            open_setup = None
    if open_setup is None:
        wanted, begin = pickle.loads(setup)
        if program(uses_model=wanted.model is not None) != wanted:  # it came later than the others
            raise _other_program(gethostname())
        stack = ExitStack()
        work = stack.enter_context(begin())
        open_setup = pool, stack, work
        with _SETUPS.lock:
            _SETUPS.open[thread] = open_setup
    return open_setup[2](task)


def worker_folder() -> Path | None:
    """The folder of the worker that runs this process, which Dask empties if the worker was killed. None outside a
    worker."""
    from distributed import get_worker

    try:
        return Path(get_worker().local_directory)
    except ValueError:
        return None


def dask_setup(worker: object) -> None:
    """Called by Dask on a worker of this machine: ignore Ctrl+C, which is for the program that started it."""
    del worker
    if hasattr(os, "setsid"):
        os.setsid()


def _close_setups() -> None:
    with _SETUPS.lock:
        for _, stack, _ in _SETUPS.open.values():
            stack.close()
        _SETUPS.open.clear()
