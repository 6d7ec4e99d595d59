"""The progress of work on a model, on the terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

import click

from reviser.cli import terminal
from reviser.cli.status_line import EVERY_S, StatusLine
from reviser.services.models.model_status import ModelStep, OnModelStep

LONG = ModelStep.FETCHING  # the step that takes long enough to show each tenth


@contextmanager
def model_progress(name: str) -> Iterator[OnModelStep]:
    """A function that displays the progress of work on the model `name`. The line is cleared at the end of the
    block."""
    shown = ModelProgress(name)
    try:
        yield shown.update
    finally:
        shown.end()


class ModelProgress:
    """Shows the progress of work on the model `name`: one rewritten line on a terminal; otherwise a line for each step,
    and one for each tenth of a long step."""

    def __init__(self, name: str, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._line = StatusLine(sys.stderr if stream is None else stream)
        self._stream = stream
        self._clock = clock
        self._next = 0.0
        self._doing: ModelStep | None = None
        self._tenths = 0
        self._begun = (0.0, 0)  # time and position at which the present step began

    def update(self, step: ModelStep, done: int, of: int) -> None:
        """Show the progress of a step, in bytes."""
        now = self._clock()
        new = step is not self._doing
        if new:
            self._doing, self._tenths, self._begun = step, 10 * done // of if of else 0, (now, done)
        if self._line.rewrites:
            if new or now >= self._next or done == of:
                self._next = now + EVERY_S
                self._line.write(self._progress_text(done, of, now))
        elif new:
            self._say(f"{step} …" + (f" {megabytes(of)}" if of else ""))
        elif step is LONG and of and 10 * done // of > self._tenths:
            self._tenths = 10 * done // of
            self._say(f"{step}: {10 * self._tenths} %")

    def _say(self, text: str) -> None:
        click.echo(f"reviser: {terminal.visible(self._name)}: {text}", self._stream, err=True)

    def end(self) -> None:
        """Clear the line."""
        self._line.end()

    def _progress_text(self, done: int, of: int, now: float) -> str:
        if not of:
            return f"{self._name}: {self._doing} …"
        said = f"{self._name}: {self._doing}, {done / 1_000_000:.0f} of {megabytes(of)} ({100 * done // of} %)"
        began, first = self._begun
        if now - began < 1 or done <= first:
            return said
        rate = (done - first) / (now - began)
        return f"{said}, {rate / 1_000_000:.1f} MB/s, about {(of - done) / rate:.0f} s left"


def megabytes(size: int) -> str:
    """Bytes, for a person."""
    return f"{size / 1_000_000:,.1f} MB" if size < 1_000_000 else f"{size / 1_000_000:,.0f} MB"
