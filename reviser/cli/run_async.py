"""Runs coroutines in the terminal like `asyncio.run`, and stops them at once on Ctrl+C."""

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")


def run(work: Callable[[], Coroutine[Any, Any, T]], executor: ThreadPoolExecutor | None = None) -> T:
    """Run the coroutine that `work` returns, and return its result. `executor` is used for calls in threads. Raises
    KeyboardInterrupt after Ctrl+C."""
    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        if executor is not None:
            loop.set_default_executor(executor)
        with _woken_by_signals(loop):
            return runner.run(work())


@contextmanager
def _woken_by_signals(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Make signals wake the event loop. A signal that arrives just before the loop begins to wait, or in another
    thread, does not interrupt the wait: Python would handle it at the next event, perhaps half a minute later. With
    `signal.set_wakeup_fd`, a byte sent through a pair of sockets wakes the loop."""
    if os.name == "nt":  # its event loops do this themselves
        yield
        return
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)
        theirs.setblocking(False)
        before = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        loop.add_reader(ours, ours.recv, 4096)
        try:
            yield
        finally:
            loop.remove_reader(ours)
            signal.set_wakeup_fd(before)
