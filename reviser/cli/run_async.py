"""Coroutines run to their end in the terminal, as `asyncio.run` does, and Ctrl+C ends them at once."""

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
    """What `work` gives. `executor` takes its calls in threads. KeyboardInterrupt after Ctrl+C."""
    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        if executor is not None:
            loop.set_default_executor(executor)
        with _woken_by_signals(loop):
            return runner.run(work())


@contextmanager
def _woken_by_signals(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """A signal that comes right before the loop begins to wait, or to another thread, interrupts no waiting: Python
    would look at it when something else happens, half a minute later. A byte in a pair of sockets wakes the loop."""
    if os.name == "nt":  # its loops do so themselves
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
