"""What is on a display, as a person sees it: windows, their titles, which one has the focus, and pixels."""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage
from Xlib import X, error
from Xlib.display import Display as Connection
from Xlib.protocol import event
from Xlib.xobject.drawable import Window

from tests.hands.wait import NotSeenError, until

ANSWER_S = 60.0  # a program that does not answer for so long hangs
ALL_PLANES = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Seen:
    """A window with a title, that is mapped."""

    window: Window
    title: str


class Screen:
    """Looks at the display called `name`."""

    def __init__(self, name: str) -> None:
        self._connection = Connection(name)
        self._root = self._connection.screen().root
        self._asked = 0
        # Answers to the window manager's question whether a program is alive go to the root.
        self._root.change_attributes(event_mask=X.StructureNotifyMask | X.SubstructureNotifyMask)

    def close(self) -> None:
        self._connection.close()

    def _atom(self, name: str) -> int:
        return self._connection.intern_atom(name)

    def windows(self) -> list[Seen]:
        """Those that the window manager knows and that are mapped, the oldest first."""
        listed = self._root.get_full_property(self._atom("_NET_CLIENT_LIST"), X.AnyPropertyType)
        found: list[Seen] = []
        for number in listed.value if listed is not None else ():
            window = self._connection.create_resource_object("window", number)
            try:
                if window.get_attributes().map_state == X.IsViewable:
                    found.append(Seen(window, self._title(window)))
            except error.XError:
                continue  # closed meanwhile
        return found

    def _title(self, window: Window) -> str:
        for name in ("_NET_WM_NAME", "WM_NAME"):
            value = window.get_full_property(self._atom(name), X.AnyPropertyType)
            if value is not None:
                said = value.value
                return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return ""

    def titles(self) -> list[str]:
        return [seen.title for seen in self.windows()]

    def popups(self) -> list[tuple[int, int]]:
        """How wide and high the menus and tips are that are open: the windows that no window manager handles."""
        found: list[tuple[int, int]] = []
        for window in self._root.query_tree().children:
            try:
                looks, size = window.get_attributes(), window.get_geometry()
            except error.XError:
                continue  # closed meanwhile
            if looks.override_redirect and looks.map_state == X.IsViewable and looks.win_class == X.InputOutput:
                found.append((size.width, size.height))
        return found

    def find(self, part: str) -> Seen | None:
        """The newest window with this in its title."""
        return next((seen for seen in reversed(self.windows()) if part in seen.title), None)

    def await_window(self, part: str, *, patience: float = 90.0) -> Window:
        """The window with this in its title, when it is mapped and has the focus."""
        expected = f"a window with {part!r} in its title, that has the focus"

        def there() -> Window | None:
            seen = self.find(part)
            return seen.window if seen is not None and self.active == seen.window.id else None

        return until(there, expected, seen=self.titles, patience=patience)

    def await_gone(self, part: str) -> None:
        """Until no window has this in its title."""
        until(lambda: self.find(part) is None, f"no window with {part!r} in its title", seen=self.titles)

    @property
    def active(self) -> int:
        """The number of the window that the window manager holds for the active one."""
        value = self._root.get_full_property(self._atom("_NET_ACTIVE_WINDOW"), X.AnyPropertyType)
        return int(value.value[0]) if value is not None and len(value.value) else 0

    def activate(self, window: Window) -> None:
        """Give a window the focus, as a click in a task bar does."""
        data = (32, [2, X.CurrentTime, 0, 0, 0])
        message = event.ClientMessage(window=window, client_type=self._atom("_NET_ACTIVE_WINDOW"), data=data)
        self._root.send_event(message, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        until(lambda: self.active == window.id, "the window has the focus")

    def ping(self, window: Window) -> None:
        """Ask the program of `window` whether it is alive, as window managers do (_NET_WM_PING), until it answers: then
        it has read everything that was sent to it before."""
        self._asked += 1
        protocols, ping = self._atom("WM_PROTOCOLS"), self._atom("_NET_WM_PING")
        asked = self._asked
        message = event.ClientMessage(window=window, client_type=protocols, data=(32, [ping, asked, window.id, 0, 0]))
        window.send_event(message, event_mask=X.NoEventMask)
        self._connection.flush()
        end = time.monotonic() + ANSWER_S
        while True:
            while self._connection.pending_events():
                answer = self._connection.next_event()
                # Sent events carry a bit more in their type.
                if answer.type & 0x7F == X.ClientMessage and answer.client_type == protocols:
                    kind, number = answer.data[1][0], answer.data[1][1]
                    if (kind, number) == (ping, asked):
                        return
            if time.monotonic() > end:
                raise NotSeenError(f"Expected: the window answers. Seen: nothing for {ANSWER_S:g} s, it hangs.")
            time.sleep(0.0005)

    def picture(self, window: Window | None = None) -> QImage:
        """What is to be seen of the whole display, or of one window."""
        drawable = window or self._root
        size = drawable.get_geometry()
        data = drawable.get_image(0, 0, size.width, size.height, X.ZPixmap, ALL_PLANES).data
        # The image holds no copy of what it is made of.
        return QImage(data, size.width, size.height, size.width * 4, QImage.Format.Format_RGB32).copy()

    def shoot(self, path: Path) -> Path:
        """Keep a picture of the whole display."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.picture().save(str(path))
        return path

    def fingerprint(self, window: Window | None = None) -> bytes:
        """The same for the same pixels."""
        return hashlib.sha256(self.picture(window).constBits()).digest()
