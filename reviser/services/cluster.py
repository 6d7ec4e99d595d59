"""Tasks done by the workers of a Dask cluster: machines that the person runs, or processes that are started here.

Dask trusts whoever reaches its scheduler: what is sent between them is Python's pickle, which can run any code. Without
TLS nobody is asked who they are.
"""

import logging
import os
import pickle
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic

from reviser.errors import UserError
from reviser.history.log.store import SCHEMA_VERSION
from reviser.messages import message
from reviser.services.process_pool import Lost, Result, Setup, Task, TaskPool

if TYPE_CHECKING:
    from distributed import Client, Future

LOCAL = "local"
CONNECT_S = 10  # that a scheduler is waited for
WORKERS_S = 30  # and the first worker
_CONNECTION_ERRORS = (OSError, TimeoutError)


@contextmanager
def open_cluster(setup: Setup[Task, Result], address: str, most: int | None) -> Iterator[TaskPool[Task, Result]]:
    """What does tasks while the block runs: the workers of the scheduler at `address` (tcp://HOST:PORT, or tls:// with
    the certificates of Dask's own configuration), at most `most` tasks at once; for LOCAL so many processes of this
    machine, which speak TLS with certificates for this run alone. `setup` is pickled and sent to each worker; it may
    be used there by one thread at a time. UserError where there is no Dask, no scheduler, no worker, or one with
    another reviser."""
    with _client(address, most) as client:
        _require_same_program(client, address)
        pool = _Cluster(client, setup, most)
        try:
            yield pool
        finally:
            pool.close()


@contextmanager
def _client(address: str, most: int | None) -> Iterator["Client"]:
    try:
        # Here, not above: it is an extra, and loads slowly.
        import distributed
    except ImportError as error:
        raise UserError(message("--cluster needs Dask: pip install 'reviser[cluster]'.")) from error

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what is lost is told in a sentence
    with ExitStack() as stack:
        if address == LOCAL:
            security = distributed.Security.temporary()
            cluster = stack.enter_context(
                distributed.LocalCluster(
                    n_workers=most or os.cpu_count() or 1,
                    threads_per_worker=1,
                    processes=True,
                    host="127.0.0.1",
                    memory_limit=0,  # as --jobs has none
                    dashboard_address="127.0.0.1:0",
                    security=security,
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


def _program() -> tuple[str, int]:
    """Which reviser this is: its version, and that of its histories."""
    return version("reviser"), SCHEMA_VERSION


def _require_same_program(client: "Client", address: str) -> None:
    """UserError where a worker has no reviser, or another one."""
    for worker, found in client.run(_program, on_error="return").items():
        if isinstance(found, BaseException) or tuple(found) != _program():
            raise UserError(
                message(
                    "The worker {worker} of {address} has not this reviser ({version}): install the same one there.",
                    worker=worker,
                    address=address,
                    version=_program()[0],
                )
            )


class _Cluster(Generic[Task, Result]):
    """The workers that a client reaches."""

    def __init__(self, client: "Client", setup: Setup[Task, Result], most: int | None) -> None:
        self._client = client
        self._setup = pickle.dumps(setup)
        self._most = most
        self._id = uuid.uuid4().hex

    def run(
        self, tasks: Iterator[Task], stopped: Callable[[], bool] = lambda: False
    ) -> Iterator[tuple[Task, Result | Lost]]:
        from distributed import as_completed

        running: dict[Future[Result], Task] = {}
        completed: as_completed[Result] = as_completed()
        try:
            while True:
                while len(running) < self._room() and not stopped():
                    for task in tasks:
                        future = self._client.submit(_do_task, self._id, self._setup, task, pure=False)
                        running[future] = task
                        completed.add(future)
                        break
                    else:
                        break
                if not running:
                    return
                future = next(completed)
                yield running.pop(future), _result_of(future)
                future.release()
        finally:
            self._client.cancel(list(running))

    def close(self) -> None:
        """What was set up at the workers is let go of."""
        try:
            self._client.run(_close_setups, on_error="ignore")
        except _CONNECTION_ERRORS:
            return  # the scheduler is gone, and they with it

    def _room(self) -> int:
        """How many tasks can be done at once: one a thread, at least one, for workers come back."""
        threads = sum(self._client.nthreads().values())
        return max(1, threads if self._most is None else min(threads, self._most))


def _result_of(future: "Future[Result]") -> Result | Lost:
    """What came of a task that is over. Lost where its workers were ended each time; its UserError is raised."""
    from distributed import KilledWorker

    if future.status == "finished":
        return future.result()
    if future.status != "error":
        raise UserError(
            message("The cluster was lost. What is done is kept: the same command goes on once it is there again.")
        )
    error = future.exception()
    if isinstance(error, KilledWorker):
        return Lost()
    if isinstance(error, UserError):
        raise error
    raise RuntimeError("a worker failed") from error


# At a worker


@dataclass(slots=True)
class _WorkerSetups:
    """What is set up in this process, by the thread that it is for."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    open: dict[int, tuple[str, ExitStack, Callable[[Any], Any]]] = field(default_factory=dict)


_SETUPS = _WorkerSetups()


def _do_task(pool: str, setup: bytes, task: Any) -> Any:
    """Do a task of a pool, by what was set up for that pool in this thread."""
    thread = threading.get_ident()
    with _SETUPS.lock:
        found = _SETUPS.open.get(thread)
        if found is not None and found[0] != pool:  # of a run that was ended before it could let go
            del _SETUPS.open[thread]
            found[1].close()
            found = None
    if found is None:
        stack = ExitStack()
        work = stack.enter_context(pickle.loads(setup)())
        found = pool, stack, work
        with _SETUPS.lock:
            _SETUPS.open[thread] = found
    return found[2](task)


def worker_folder() -> Path | None:
    """The folder of the worker that this runs at, which Dask empties after a worker that was killed; None where it is
    none."""
    from distributed import get_worker

    try:
        return Path(get_worker().local_directory)
    except ValueError:
        return None


def _close_setups() -> None:
    with _SETUPS.lock:
        for _, stack, _ in _SETUPS.open.values():
            stack.close()
        _SETUPS.open.clear()
