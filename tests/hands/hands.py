"""A person's hands: keys and a mouse, as the X server gets them from devices (XTEST). Nothing is sent to a window past
the window manager, so a program cannot tell these events from real ones.

python-xlib, not xdotool: a key takes 0.1 ms in place of a process of its own, keys can be held while the mouse moves,
and the keyboard is not changed while text is typed, which makes programs read it anew in the middle of a word.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from Xlib import XK, X
from Xlib.display import Display as Connection
from Xlib.ext import xtest

# What a keyboard has no key for gets one of those that it leaves free, once, before any program runs.
SPARE = "\u00a0\u2028\u202f\u2013\u2014\u2019\u201c\u201d\u2026\u05d0\u05d1\u0301😀\u200d"
NAMES = {
    "ctrl": "Control_L", "shift": "Shift_L", "alt": "Alt_L", "altgr": "ISO_Level3_Shift", "meta": "Super_L",
    "Enter": "Return", "Esc": "Escape", "Ins": "Insert", "PgUp": "Prior", "PgDown": "Next", "Backspace": "BackSpace",
    "Del": "Delete", "Space": "space", "Compose": "Multi_key", "Keypad_Enter": "KP_Enter",
}  # fmt: skip
FINGER_S = 0.03  # between two clicks of a double click
CLICKS_APART_S = 0.45  # Qt holds what comes within 0.4 s for a double click
LEFT, MIDDLE, RIGHT, WHEEL_UP, WHEEL_DOWN = 1, 2, 3, 4, 5
XK.load_keysym_group("xkb")  # dead keys, and the shift to the third level


class Hands:
    """Hands on the keyboard and the mouse of the display called `name`."""

    def __init__(self, name: str) -> None:
        self._connection = Connection(name)
        # Keysym to key and the modifiers that it takes.
        self._keys: dict[int, tuple[int, tuple[int, ...]]] = {}
        self._give_keys()
        self._clicked = 0.0

    def close(self) -> None:
        self._connection.close()

    def _give_keys(self) -> None:
        """Learn the keyboard, and give free keys to what it has none for."""
        connection = self._connection
        first, last = connection.display.info.min_keycode, connection.display.info.max_keycode
        table = connection.get_keyboard_mapping(first, last - first + 1)
        free = [first + index for index, row in enumerate(table) if not any(row)]
        level3 = next((first + at for at, row in enumerate(table) if row[0] == _keysym("ISO_Level3_Shift")), 0)
        shift = connection.keysym_to_keycode(_keysym("Shift_L"))
        held = {0: (), 1: (shift,), 4: (level3,), 5: (level3, shift)}
        for level, modifiers in held.items():
            for index, row in enumerate(table):
                if level < len(row) and row[level]:
                    self._keys.setdefault(row[level], (first + index, modifiers))
        for character in SPARE:
            keysym = _keysym(character)
            if keysym not in self._keys and free:
                key = free.pop()
                connection.change_keyboard_mapping(key, [[keysym] * 2])
                self._keys[keysym] = (key, ())
        connection.sync()

    # Keys

    def key(self, *chords: str) -> None:
        """Press each chord, and let it go: "a", "ctrl+shift+Right", "F6"."""
        for chord in chords:
            *held, last = _parts(chord)
            key, modifiers = self._key_of(last)
            holding = [self._key_of(name)[0] for name in held]
            # A sign that takes Shift by itself is pressed with it, once.
            holding += [each for each in modifiers if each not in holding]
            for each in holding:
                self._send(X.KeyPress, each)
            self._send(X.KeyPress, key)
            self._send(X.KeyRelease, key)
            for each in reversed(holding):
                self._send(X.KeyRelease, each)
        self._connection.sync()

    @contextmanager
    def holding(self, *names: str) -> Iterator[None]:
        """Hold keys down meanwhile."""
        keys = [self._key_of(name)[0] for name in names]
        for key in keys:
            self._send(X.KeyPress, key)
        self._connection.sync()
        try:
            yield
        finally:
            for key in reversed(keys):
                self._send(X.KeyRelease, key)
            self._connection.sync()

    def type(self, text: str, *, pause: float = 0.0) -> None:
        """Type letters, with a pause (in seconds) behind each."""
        for character in text:
            self.key({"\n": "Return", "\t": "Tab", "+": "plus", " ": "space"}.get(character, character))
            if pause:
                time.sleep(pause)

    def _key_of(self, name: str) -> tuple[int, tuple[int, ...]]:
        keysym = _keysym(NAMES.get(name, name))
        if keysym not in self._keys:
            raise ValueError(f"the keyboard has no key for {name!r}")
        return self._keys[keysym]

    def _send(self, kind: int, detail: int) -> None:
        xtest.fake_input(self._connection, kind, detail)

    # The mouse

    def move(self, x: int, y: int) -> None:
        xtest.fake_input(self._connection, X.MotionNotify, x=x, y=y)
        self._connection.sync()

    def click(self, button: int = LEFT, *, times: int = 1) -> None:
        """Click once, or several times as fast as a finger can."""
        for number in range(times):
            if number:
                time.sleep(FINGER_S)  # of time itself: nothing may come between two clicks that are to be one
            self.press(button)
            self.let_go(button)

    def press(self, button: int = LEFT) -> None:
        self._send(X.ButtonPress, button)
        self._connection.sync()

    def let_go(self, button: int = LEFT) -> None:
        self._send(X.ButtonRelease, button)
        self._connection.sync()
        self._clicked = time.monotonic()

    def wheel(self, notches: int) -> None:
        """Turn the wheel; up where `notches` is above 0."""
        button = WHEEL_UP if notches > 0 else WHEEL_DOWN
        for _ in range(abs(notches)):
            self._send(X.ButtonPress, button)
            self._send(X.ButtonRelease, button)
        self._connection.sync()

    def wait_for_new_click(self) -> None:
        """Until the next click is no double click with the one before."""
        rest = self._clicked + CLICKS_APART_S - time.monotonic()
        if rest > 0:
            time.sleep(rest)  # of time itself: whether two clicks are a double click is decided by nothing else


def _parts(chord: str) -> list[str]:
    """The keys of a chord; a plus at its end is the key."""
    if chord == "+":
        return ["plus"]
    parts = chord.split("+")
    return [*parts[:-2], "plus"] if chord.endswith("++") else parts


def _keysym(name: str) -> int:
    """The number of a key by its name in X, or of a character."""
    if len(name) == 1:
        code = ord(name)
        return code if 0x20 <= code <= 0x7E or 0xA0 <= code <= 0xFF else 0x01000000 | code
    return int(XK.string_to_keysym(name))
