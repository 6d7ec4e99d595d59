"""What a screen reader is told of a window, over the bus of accessibility (AT-SPI): what there is, its text, where the
caret stands, what is selected, and where it is on the screen. It is what a person sees, in words.

jeepney speaks it, which keyring brings with it; the usual pyatspi is no package for pip, and needs GObject.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, Message, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.hands.wait import GoneError, until

ROOT = "/org/a11y/atspi/accessible/root"
STEM = "org.a11y.atspi."
ON_SCREEN = 0  # coordinates are of the screen
ANSWER_S = 30.0
ACTIVE, CHECKED, EDITABLE, FOCUSED, SHOWING = 1, 4, 7, 12, 25  # bits of the state
DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Box:
    """Where something is on the screen, in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


class Listener:
    """Listens as a screen reader does. `session`: the address of the session bus of the display."""

    def __init__(self, session: str) -> None:
        self._session = session
        self._bus = self._connected()

    def _connected(self) -> DBusConnection:
        with contextlib.closing(open_dbus_connection(self._session)) as bus:
            asked = new_method_call(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress")
            return open_dbus_connection(str(_answered(bus, asked)[0]))

    def _answered(self, asked: Message) -> tuple[Any, ...]:
        """What is answered. GoneError where the bus has ended; it is then another one, for whoever asks again."""
        try:
            return _answered(self._bus, asked)
        except OSError as error:
            self._bus.close()
            self._bus = self._connected()
            raise GoneError("the bus of accessibility has ended") from error

    def close(self) -> None:
        self._bus.close()

    def ask(self, place: tuple[str, str], interface: str, method: str, signature: str = "", *values: object) -> Any:
        """Call a method of what stands at `place` (bus name and path)."""
        name, path = place
        address = DBusAddress(path, name, STEM + interface)
        answer = self._answered(new_method_call(address, method, signature or None, values))
        return answer[0] if len(answer) == 1 else answer

    def get(self, place: tuple[str, str], interface: str, name: str) -> Any:
        """A property of what stands at `place`."""
        address = DBusAddress(place[1], place[0], "org.freedesktop.DBus.Properties")
        return self._answered(new_method_call(address, "Get", "ss", (STEM + interface, name)))[0][1]

    def programs(self) -> list["Accessible"]:
        """All that are on the bus."""
        return list(Accessible(self, (STEM + "Registry", ROOT)).children())

    def program(self, process: int) -> "Accessible":
        """The program that runs as this process, when it is there."""

        def found() -> Accessible | None:
            with contextlib.suppress(GoneError):
                return next((each for each in self.programs() if self._process(each.place[0]) == process), None)
            return None

        return until(found, f"a program with process {process} that a screen reader can read")

    def _process(self, name: str) -> int:
        address = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        asked = new_method_call(address, "GetConnectionUnixProcessID", "s", (name,))
        return int(self._answered(asked)[0])


def _answered(bus: DBusConnection, asked: Message) -> tuple[Any, ...]:
    answer = bus.send_and_get_reply(asked, timeout=ANSWER_S)
    if answer.header.message_type is MessageType.error:
        raise GoneError(str(answer.body))
    return tuple(answer.body)


class Accessible:
    """One thing on the screen."""

    def __init__(self, listener: Listener, place: tuple[str, str]) -> None:
        self._listener = listener
        self.place = place

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Accessible) and other.place == self.place

    def __hash__(self) -> int:
        return hash(self.place)

    def children(self) -> Iterator["Accessible"]:
        for name, path in self._listener.ask(self.place, "Accessible", "GetChildren"):
            yield Accessible(self._listener, (name, path))

    def walk(self, depth: int = DEEPEST) -> Iterator["Accessible"]:
        """This and all below it that is on the screen."""
        yield self
        if depth:
            with contextlib.suppress(GoneError):
                for child in self.children():
                    if child.showing:
                        yield from child.walk(depth - 1)

    def answer(self) -> None:
        """Until its program has done what it has read: its main thread answers this in turn."""
        self._listener.get(self.place, "Accessible", "ChildCount")

    @property
    def name(self) -> str:
        return str(self._listener.get(self.place, "Accessible", "Name"))

    @property
    def role(self) -> str:
        return str(self._listener.ask(self.place, "Accessible", "GetRoleName"))

    @property
    def states(self) -> int:
        low, high = self._listener.ask(self.place, "Accessible", "GetState")
        return int(low) | int(high) << 32

    @property
    def showing(self) -> bool:
        try:
            return bool(self.states >> SHOWING & 1)
        except GoneError:
            return False

    @property
    def active(self) -> bool:
        """Whether it is a window that knows that it is the active one."""
        return bool(self.states >> ACTIVE & 1)

    @property
    def focused(self) -> bool:
        return bool(self.states >> FOCUSED & 1)

    @property
    def checked(self) -> bool:
        return bool(self.states >> CHECKED & 1)

    @property
    def editable(self) -> bool:
        return bool(self.states >> EDITABLE & 1)

    @property
    def box(self) -> Box:
        return Box(*self._listener.ask(self.place, "Component", "GetExtents", "u", ON_SCREEN))

    # A text

    @property
    def text(self) -> str:
        """Its text."""
        return str(self._listener.ask(self.place, "Text", "GetText", "ii", 0, -1))

    @property
    def caret(self) -> int:
        """In UTF-16 units, as all places in the text."""
        return int(self._listener.get(self.place, "Text", "CaretOffset"))

    @property
    def selection(self) -> tuple[int, int] | None:
        """Where what is selected begins and ends."""
        if not self._listener.ask(self.place, "Text", "GetNSelections"):
            return None
        start, end = self._listener.ask(self.place, "Text", "GetSelection", "i", 0)
        return (start, end) if start != end else None

    def character_box(self, offset: int) -> Box:
        """Where a character is on the screen."""
        return Box(*self._listener.ask(self.place, "Text", "GetCharacterExtents", "iu", offset, ON_SCREEN))

    def described(self) -> str:
        return f"{self.role} {self.name!r}"
