"""Shows the progress of long work on standard error: one rewritten line on a terminal, otherwise a line per minute."""

import os
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, TextIO

from reviser.cli import terminal

PATIENCE_S = 1.0  # seconds; shorter work shows nothing
EVERY_S = 0.1  # seconds between two updates
LOG_EVERY_S = 60.0  # seconds between two lines without a terminal
WIDTH = 80  # columns, if the terminal does not report its width


class StatusLine:
    """Shows one text at a time; nothing if `stream` is no terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self.rewrites = self._stream.isatty()
        self._shown = ""

    def write(self, text: str) -> None:
        """Replace the shown text. A longer previous text is overwritten with spaces, which works on every terminal."""
        text = terminal.visible(text)[: max(1, self._width() - 1)]
        if self.rewrites and text != self._shown:
            self._stream.write(f"\r{text}{' ' * (len(self._shown) - len(text))}" + ("" if text else "\r"))
            self._stream.flush()
            self._shown = text

    def end(self) -> None:
        """Clear the line."""
        self.write("")

    def _width(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or WIDTH
        except OSError:
            return WIDTH


class ProgressLine:
    """A context manager that shows the progress of long work. `clock` returns seconds."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._line = StatusLine(self._stream)
        self._clock = clock
        self._next = clock() + (PATIENCE_S if self._line.rewrites else LOG_EVERY_S)

    def update(self, text: str) -> None:
        """Show the progress."""
        now = self._clock()
        if now < self._next:
            return
        if self._line.rewrites:
            self._next = now + EVERY_S
            self._line.write(text)
        else:
            self._next = now + LOG_EVERY_S
            self._stream.write(f"{terminal.visible(text)}\n")
            self._stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._line.end()
