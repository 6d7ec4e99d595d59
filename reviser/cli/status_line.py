"""How far work is that takes a while, on standard error: one line that is rewritten where that is a terminal, else a
line a minute."""

import os
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, TextIO

from reviser.cli import terminal

PATIENCE_S = 1.0  # what is over sooner shows nothing
EVERY_S = 0.1  # more often nobody reads
LOG_EVERY_S = 60.0  # where lines stay
WIDTH = 80  # of a terminal that does not tell


class StatusLine:
    """Shows one text at a time; nothing where `stream` is no terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self.rewrites = self._stream.isatty()
        self._shown = ""

    def write(self, text: str) -> None:
        """In the place of what is shown; spaces over what was longer, which any terminal understands."""
        text = terminal.visible(text)[: max(1, self._width() - 1)]
        if self.rewrites and text != self._shown:
            self._stream.write(f"\r{text}{' ' * (len(self._shown) - len(text))}" + ("" if text else "\r"))
            self._stream.flush()
            self._shown = text

    def end(self) -> None:
        """Leave the line empty for what comes."""
        self.write("")

    def _width(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or WIDTH
        except OSError:
            return WIDTH


class ProgressLine:
    """How far work is that may take a while, in a `with` block. `clock` gives seconds."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._line = StatusLine(self._stream)
        self._clock = clock
        self._next = clock() + (PATIENCE_S if self._line.rewrites else LOG_EVERY_S)

    def update(self, said: str) -> None:
        """It has come so far."""
        now = self._clock()
        if now < self._next:
            return
        if self._line.rewrites:
            self._next = now + EVERY_S
            self._line.write(said)
        else:
            self._next = now + LOG_EVERY_S
            self._stream.write(f"{terminal.visible(said)}\n")
            self._stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._line.end()
