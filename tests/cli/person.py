"""Somebody at a terminal: a pseudo-terminal, key by key."""

import os
import pty
import select
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cli.terminal import Terminal

PATIENCE_S = 120


class Person:
    """Waits for what the terminal shows, and presses keys."""

    def __init__(self, process: subprocess.Popen[bytes], terminal: int) -> None:
        self.process = process
        self._terminal = terminal
        self.seen = ""

    def waits_for(self, what: str, count: int = 1) -> None:
        """Until `what` has been shown `count` times in all."""
        until = time.monotonic() + PATIENCE_S
        while self.seen.count(what) < count:
            assert time.monotonic() < until, self.seen
            if select.select([self._terminal], [], [], 0.2)[0] and not self._look():
                break  # it has ended
        assert self.seen.count(what) >= count, self.seen

    def presses(self, key: str) -> None:
        os.write(self._terminal, key.encode("utf-8"))

    def ends(self) -> int:
        """Until the program has ended: its exit code, with all that it showed in `seen`."""
        while self._look():
            pass
        return self.process.wait(PATIENCE_S)

    def _look(self) -> bool:
        try:
            more = os.read(self._terminal, 65536)
        except OSError:
            return False
        self.seen += more.decode("utf-8", "replace")
        return bool(more)


@contextmanager
def at_terminal(terminal: Terminal, *arguments: str | Path) -> Iterator[tuple[Person, Path]]:
    """A command at a terminal; its standard output goes to the file that is given."""
    ours, theirs = pty.openpty()
    out = terminal.folder / "stdout"
    with out.open("wb") as file:
        process = subprocess.Popen(
            # Its own session with this as its terminal, as a shell would give it: Ctrl+C is a signal then, and one that
            # is heard, also where the tests run in the background, which ignores it.
            ["env", "--default-signal=INT", "setsid", "--ctty", *terminal.command(*arguments)],
            cwd=terminal.folder,
            env=terminal.environment | {"TERM": "xterm"},
            stdin=theirs,
            stdout=file,
            stderr=theirs,
        )
    os.close(theirs)
    try:
        yield Person(process, ours), out
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(PATIENCE_S)
        os.close(ours)


@contextmanager
def asked(terminal: Terminal, *arguments: str | Path) -> Iterator[tuple[Person, Path]]:
    """`reviser revise … --decide ask` at a terminal, with one JSON object in the file that is given."""
    with at_terminal(terminal, "revise", *arguments, "--decide", "ask", "--json") as (person, out):
        yield person, out
