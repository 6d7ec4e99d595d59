"""The clipboard (CLIPBOARD) and what is selected (PRIMARY), as another program on the display gets and gives them."""

import select
import threading
from types import TracebackType
from typing import Self

from Xlib import X, Xatom
from Xlib.display import Display as Connection
from Xlib.protocol import event, rq

from tests.hands.wait import NotSeenError

ANSWER_S = 20.0
MOST_UNITS = 2**24  # four-byte units asked for at once
MOST_GIVEN = 250_000  # bytes that one answer holds
SENT = 0x7F  # the bits of an event's type that say what it is; the other says that a program sent it


class Clipboard:
    """Asks for selections, and owns those that are put in. It answers whoever pastes from a thread of its own."""

    def __init__(self, name: str) -> None:
        self._asking = Connection(name)
        self._window = self._asking.screen().root.create_window(
            0, 0, 1, 1, 0, X.CopyFromParent, event_mask=X.PropertyChangeMask
        )
        self._owner = _Owner(name)

    def __enter__(self) -> Self:
        self._owner.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._owner.stop()
        self._asking.close()

    def read(self, selection: str = "CLIPBOARD") -> str | None:
        """The text of a selection; None where nobody owns one, or its owner has no text."""
        connection = self._asking
        kind, place = connection.intern_atom("UTF8_STRING"), connection.intern_atom("HANDS")
        name = connection.intern_atom(selection)
        if connection.get_selection_owner(name) == X.NONE:
            return None
        self._window.convert_selection(name, kind, place, X.CurrentTime)
        answer = self._next(X.SelectionNotify)
        if answer.property == X.NONE:
            return None
        data, incremental = self._taken(place)
        if not incremental:
            return data.decode("utf-8")
        parts: list[bytes] = []
        while True:  # it comes in parts: each is there when the property is new, and an empty one ends it
            while True:
                changed = self._next(X.PropertyNotify)
                if changed.atom == place and changed.state == X.PropertyNewValue:
                    break
            data, _ = self._taken(place)
            if not data:
                return b"".join(parts).decode("utf-8")
            parts.append(data)

    def _taken(self, place: int) -> tuple[bytes, bool]:
        """What the property holds, which is then gone, and whether it only announces parts."""
        found = self._window.get_property(place, X.AnyPropertyType, 0, MOST_UNITS, delete=True)
        self._asking.flush()
        if found is None:
            return b"", False
        incremental = found.property_type == self._asking.intern_atom("INCR")
        return (b"", True) if incremental else (bytes(found.value), False)

    def _next(self, kind: int) -> rq.Event:
        """The next event of a kind; those of others are of no interest."""
        self._asking.flush()
        while True:
            while self._asking.pending_events():
                seen = self._asking.next_event()
                if seen.type & SENT == kind:
                    return seen
            if not select.select([self._asking.fileno()], [], [], ANSWER_S)[0]:
                raise NotSeenError(f"Expected: the owner of the selection answers. Seen: nothing for {ANSWER_S:g} s.")

    def put(self, text: str, selection: str = "CLIPBOARD") -> None:
        """Own a selection with this text, as a program does in which it was copied. ValueError where it is longer than
        one answer can be."""
        if len(text.encode("utf-8")) > MOST_GIVEN:
            raise ValueError(f"more than {MOST_GIVEN} bytes would have to be given in parts")
        self._owner.own(selection, text)


class _Owner(threading.Thread):
    """Hands its texts out to whoever asks."""

    def __init__(self, name: str) -> None:
        super().__init__(name="clipboard", daemon=True)
        self._connection = Connection(name)
        self._window = self._connection.screen().root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        self._texts: dict[int, bytes] = {}
        self._lock = threading.Lock()
        self._ended = threading.Event()

    def own(self, selection: str, text: str) -> None:
        with self._lock:
            atom = self._connection.intern_atom(selection)
            self._texts[atom] = text.encode("utf-8")
            self._window.set_selection_owner(atom, X.CurrentTime)
            self._connection.sync()

    def stop(self) -> None:
        self._ended.set()
        self.join(10)
        self._connection.close()

    def run(self) -> None:
        while not self._ended.is_set():
            select.select([self._connection.fileno()], [], [], 0.05)
            with self._lock:
                while self._connection.pending_events():
                    asked = self._connection.next_event()
                    if asked.type & SENT == X.SelectionRequest:
                        self._answer(asked)
                self._connection.flush()

    def _answer(self, asked: rq.Event) -> None:
        connection = self._connection
        targets, text = connection.intern_atom("TARGETS"), connection.intern_atom("UTF8_STRING")
        place = asked.property or asked.target
        if asked.target == targets:
            asked.requestor.change_property(place, Xatom.ATOM, 32, [targets, text])
        elif asked.target == text and asked.selection in self._texts:
            asked.requestor.change_property(place, text, 8, self._texts[asked.selection])
        else:
            place = X.NONE
        answer = event.SelectionNotify(
            time=asked.time, requestor=asked.requestor, selection=asked.selection, target=asked.target, property=place
        )
        asked.requestor.send_event(answer)
