"""Runs calls that can hang (a keyring, a name server) in threads that do not delay the end of the program."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class FutureErrors:
    """A context manager that sets any exception raised in its block as the exception of a future."""

    def __init__(self, future: "Future[Any]") -> None:
        self._future = future

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if error is not None:
            self._future.set_exception(error)
        return True


class DaemonExecutor(ThreadPoolExecutor):
    """A ThreadPoolExecutor (asyncio accepts no other executor) that starts a daemon thread for each call. A name
    look-up can take minutes on a broken network and cannot be interrupted. Use it only for calls that need not
    finish."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        future: Future[T] = Future()

        def work() -> None:
            if future.set_running_or_notify_cancel():
                with FutureErrors(future):
                    future.set_result(fn(*args, **kwargs))

        threading.Thread(target=work, name="reviser-call", daemon=True).start()
        return future
