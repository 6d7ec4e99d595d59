"""Calls that may hang (a keyring, a name server) in threads that the end of the program does not wait for."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class FutureErrors:
    """Whoever waits for the future gets what goes wrong in the block, whatever that is."""

    def __init__(self, future: "Future[Any]") -> None:
        self._future = future

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if error is not None:
            self._future.set_exception(error)
        return True


class DaemonExecutor(ThreadPoolExecutor):
    """For an asyncio loop, which takes no other kind of executor: a thread of its own for each call. A name may be
    looked up for minutes where the network is half there, and nothing can interrupt that. Only what need not be
    finished may be called so."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        future: Future[T] = Future()

        def work() -> None:
            if future.set_running_or_notify_cancel():
                with FutureErrors(future):
                    future.set_result(fn(*args, **kwargs))

        threading.Thread(target=work, name="reviser-call", daemon=True).start()
        return future
