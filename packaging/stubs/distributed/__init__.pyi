"""What is used of Dask's distributed, whose own types are few."""

from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

T = TypeVar("T")

class KilledWorker(Exception): ...

class Security:
    @classmethod
    def temporary(cls) -> Security: ...

class Worker:
    local_directory: str

def get_worker() -> Worker: ...

class Future(Generic[T]):
    status: str
    def result(self) -> T: ...
    def exception(self) -> BaseException: ...
    def release(self) -> None: ...

class CancelledError(Exception): ...

class DoneAndNotDone(Generic[T]):
    done: set[Future[T]]

def wait(futures: list[Future[T]], timeout: float, return_when: str) -> DoneAndNotDone[T]: ...

class LocalCluster:
    def __init__(
        self,
        *,
        n_workers: int,
        threads_per_worker: int,
        processes: bool,
        host: str,
        memory_limit: int,
        dashboard_address: str,
        security: Security,
        preload: str,
        silence_logs: int,
    ) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...

class Client:
    status: str
    def __init__(
        self, address: str | LocalCluster, *, security: Security | None = None, timeout: float | None = None
    ) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...
    def submit(self, function: Callable[..., T], *arguments: Any, pure: bool) -> Future[Any]: ...
    def run(self, function: Callable[..., T], *, on_error: str, **named: Any) -> dict[str, T | BaseException]: ...
    def cancel(self, futures: Iterable[Future[Any]]) -> None: ...
    def nthreads(self) -> dict[str, int]: ...
    def wait_for_workers(self, n_workers: int, timeout: float) -> None: ...
