"""A person at a display: eyes, hands, a clipboard, and a screen reader that listens along."""

import tempfile
from contextlib import ExitStack, closing
from pathlib import Path
from types import TracebackType
from typing import Self

from Xlib.xobject.drawable import Window

from tests.hands.accessible import Accessible, Listener
from tests.hands.clipboard import Clipboard
from tests.hands.display import SIZE, Display, Running
from tests.hands.hands import LEFT, Hands
from tests.hands.screen import Screen

DRAG_STEPS = 6


class Seat:
    """A display of its own with all that belongs to it. Use as a context: all of it ends with it."""

    def __init__(self, folder: Path, size: tuple[int, int] = SIZE) -> None:
        """`folder`: where outputs and pictures are kept."""
        self.folder = folder
        self._size = size
        self._ending = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as ending:
            # Paths of sockets are at most 107 bytes, which pytest's folders may take by themselves.
            short = ending.enter_context(tempfile.TemporaryDirectory(prefix="hands-", ignore_cleanup_errors=True))
            self.display = ending.enter_context(Display(Path(short), self._size))
            self.screen = ending.enter_context(closing(Screen(self.display.name)))
            self.hands = ending.enter_context(closing(Hands(self.display.name)))
            self.clipboard = ending.enter_context(Clipboard(self.display.name))
            session = self.display.environment["DBUS_SESSION_BUS_ADDRESS"]
            self.listener = ending.enter_context(closing(Listener(session)))
            self._ending = ending.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.close()


class Program:
    """A program with a window at a seat. A person sees what each key did before they press the next, so everything
    that the hands do here is waited for."""

    def __init__(self, seat: Seat, running: Running) -> None:
        self.seat = seat
        self.running = running
        self.window: Window | None = None
        self._accessible: tuple[int, Accessible] | None = None  # of the process that it was found for

    def appear(self, title: str) -> Window:
        """Wait for the window with this in its title; it is the one that is worked in."""
        self.window = self.seat.screen.await_window(title)
        self.settle()
        return self.window

    def settle(self) -> None:
        """Until it has read what was sent to it, and done it."""
        if self.window is not None:
            self.seat.screen.ping(self.window)
            self.accessible.answer()

    @property
    def accessible(self) -> Accessible:
        """What a screen reader can read of it."""
        if self._accessible is None or self._accessible[0] != self.running.number:
            self._accessible = self.running.number, self.seat.listener.program(self.running.number)
        return self._accessible[1]

    # Hands

    def key(self, *chords: str) -> None:
        for chord in chords:
            self.seat.hands.key(chord)
            self.settle()

    def type(self, text: str) -> None:
        for character in text:
            self.seat.hands.type(character)
            self.settle()

    def click(self, x: int, y: int, button: int = LEFT, *, times: int = 1, held: str = "") -> None:
        """Click once, twice or thrice with keys held; never so soon after another click that the two are one."""
        hands = self.seat.hands
        hands.wait_for_new_click()
        self.move(x, y)
        with hands.holding(*held.split("+") if held else ()):
            hands.click(button, times=times)
        self.settle()

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press at `start`, move to `end`, let go."""
        hands = self.seat.hands
        hands.wait_for_new_click()
        self.move(*start)
        hands.press()
        self.settle()
        for step in range(1, DRAG_STEPS + 1):
            x, y = (round(a + (b - a) * step / DRAG_STEPS) for a, b in zip(start, end, strict=True))
            self.move(x, y)
        hands.let_go()
        self.settle()

    def move(self, x: int, y: int) -> None:
        self.seat.hands.move(x, y)
        self.settle()

    def wheel(self, x: int, y: int, notches: int) -> None:
        """Turn the wheel at a place; up where `notches` is above 0."""
        self.move(x, y)
        self.seat.hands.wheel(notches)
        self.settle()
