"""Shows the progress of a round on standard error: one rewritten line on a terminal; otherwise one line for each reason
to wait."""

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
    """Shows the pace of one round at a time: call `begin`, then `update` and `tick` in any order, then `end`. `clock`
    returns seconds."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._clock = clock
        self._line = StatusLine(self._stream)
        self._name = ""
        self._begun = self._at = clock()
        self._pace = Pace()
        self._printed_reasons: set[str] = set()  # reasons already printed, if lines cannot be rewritten

    def begin(self, name: str) -> None:
        """Start a round; `name` is its displayed name."""
        self._name = name
        self._begun = self._at = self._clock()
        self._pace = Pace()
        self._printed_reasons.clear()

    def update(self, pace: Pace) -> None:
        """Show the pace of the round."""
        self._pace, self._at = pace, self._clock()
        if self._line.rewrites:
            self.tick()
        elif pace.waiting is not None and pace.waiting.why not in self._printed_reasons:
            self._printed_reasons.add(pace.waiting.why)
            click.echo(f"reviser: {terminal.visible(waits(pace.waiting, 0))}.", self._stream)

    def tick(self) -> None:
        """Update the times; called about every second."""
        now = self._clock()
        if now - self._begun >= PATIENCE_S:
            self._line.write(f"{self._name} · {pace_line(self._pace, now - self._at, now - self._begun)}")

    def end(self) -> None:
        """Clear the line."""
        self._line.end()


def pace_line(pace: Pace, since_s: float, running_s: float) -> str:
    """A line about the progress of a round, `running_s` seconds after its start and `since_s` seconds after its last
    update."""
    if pace.waiting is not None:
        return waits(pace.waiting, since_s)
    if pace.thinking:
        return f"{_time(running_s)} so far, thinking: {pace.thinking}"
    if not pace.share:
        return f"{_time(running_s)} so far"
    read = f"{100 * pace.share:.0f} % read"
    left_s = 0.0 if pace.left_s is None else pace.left_s - since_s
    return f"{read}, about {_time(left_s)} left" if left_s >= 1 else f"{read}, {_time(running_s)} so far"


def waits(waiting: Waiting, since_s: float) -> str:
    """A sentence about why the next attempt waits, and for how many seconds more, `since_s` seconds after it was
    reported."""
    left_s = waiting.seconds - since_s
    return f"Trying again{f' in {left_s:.0f} s' if left_s >= 0.5 else ''}: {waiting.why}"


def _time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
