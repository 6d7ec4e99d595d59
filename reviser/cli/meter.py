"""One line on standard error that is rewritten while a round runs: how far it is, and what it waits for. Where standard
error is no terminal it says only why the program waits, a line each, once.
"""

import os
import sys
import time
from collections.abc import Callable
from typing import TextIO

import click

from reviser.cli import say
from reviser.revisers.wire import Waiting
from reviser.services.pace import Pace

PATIENCE_S = 1.0  # a round that is over sooner shows nothing
WIDTH = 80  # of a terminal that does not tell


class Meter:
    """Shows the pace of one round at a time: `begin`, `told` and `tick` in any order, `end`. `clock` gives seconds."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._clock = clock
        self._rewrites = self._stream.isatty()
        self._name = ""
        self._begun = self._at = clock()
        self._pace = Pace()
        self._shown = ""
        self._said: set[str] = set()  # what was waited for, where nothing can be rewritten

    def begin(self, name: str) -> None:
        """A round of this name begins."""
        self._name = name
        self._begun = self._at = self._clock()
        self._pace = Pace()
        self._said.clear()

    def told(self, pace: Pace) -> None:
        """The round has come so far."""
        self._pace, self._at = pace, self._clock()
        if self._rewrites:
            self.tick()
        elif pace.waiting is not None and pace.waiting.why not in self._said:
            self._said.add(pace.waiting.why)
            click.echo(f"reviser: {say.visible(waits(pace.waiting, 0))}.", self._stream)

    def tick(self) -> None:
        """Time has passed: a second or so."""
        now = self._clock()
        if self._rewrites and now - self._begun >= PATIENCE_S:
            self._write(f"{self._name} · {said_of(self._pace, now - self._at, now - self._begun)}")

    def end(self) -> None:
        """Leave the line empty for what comes."""
        if self._shown:
            self._write("")

    def _write(self, line: str) -> None:
        """In the place of what is shown; spaces over what was longer, which any terminal understands."""
        line = say.visible(line)[: max(1, self._width() - 1)]
        if line != self._shown:
            self._stream.write(f"\r{line}{' ' * (len(self._shown) - len(line))}" + ("" if line else "\r"))
            self._stream.flush()
            self._shown = line

    def _width(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or WIDTH
        except OSError:
            return WIDTH


def said_of(pace: Pace, since_s: float, running_s: float) -> str:
    """How far a round has come, `running_s` seconds into it and `since_s` after it was last told."""
    if pace.waiting is not None:
        return waits(pace.waiting, since_s)
    if not pace.share:
        return f"{_time(running_s)} so far"
    read = f"{100 * pace.share:.0f} % read"
    left_s = 0.0 if pace.left_s is None else pace.left_s - since_s
    return f"{read}, about {_time(left_s)} left" if left_s >= 1 else f"{read}, {_time(running_s)} so far"


def waits(waiting: Waiting, since_s: float) -> str:
    """Why the next try waits, and how long it still does, `since_s` seconds after that was said."""
    left_s = waiting.seconds - since_s
    return f"Trying again{f' in {left_s:.0f} s' if left_s >= 0.5 else ''}: {waiting.why}"


def _time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
