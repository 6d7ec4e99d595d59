"""One line on standard error that is rewritten while a round runs: how far it is, and what it waits for. Where standard
error is no terminal it says only why the program waits, a line each, once.
"""

import sys
import time
from collections.abc import Callable
from typing import TextIO

import click

from reviser.cli import terminal
from reviser.cli.status_line import PATIENCE_S, StatusLine
from reviser.revisers.net.wire import Waiting
from reviser.services.rounds.pace import Pace


class RoundProgress:
    """Shows the pace of one round at a time: `begin`, `told` and `tick` in any order, `end`. `clock` gives seconds."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._clock = clock
        self._line = StatusLine(self._stream)
        self._name = ""
        self._begun = self._at = clock()
        self._pace = Pace()
        self._said: set[str] = set()  # what was waited for, where nothing can be rewritten

    def begin(self, name: str) -> None:
        """A round of this name begins."""
        self._name = name
        self._begun = self._at = self._clock()
        self._pace = Pace()
        self._said.clear()

    def update(self, pace: Pace) -> None:
        """The round has come so far."""
        self._pace, self._at = pace, self._clock()
        if self._line.rewrites:
            self.tick()
        elif pace.waiting is not None and pace.waiting.why not in self._said:
            self._said.add(pace.waiting.why)
            click.echo(f"reviser: {terminal.visible(waits(pace.waiting, 0))}.", self._stream)

    def tick(self) -> None:
        """Time has passed: a second or so."""
        now = self._clock()
        if now - self._begun >= PATIENCE_S:
            self._line.write(f"{self._name} · {pace_line(self._pace, now - self._at, now - self._begun)}")

    def end(self) -> None:
        """Leave the line empty for what comes."""
        self._line.end()


def pace_line(pace: Pace, since_s: float, running_s: float) -> str:
    """How far a round has come, `running_s` seconds into it and `since_s` after it was last told."""
    if pace.waiting is not None:
        return waits(pace.waiting, since_s)
    if pace.thinking:
        return f"{_time(running_s)} so far, it thinks: {pace.thinking}"
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
