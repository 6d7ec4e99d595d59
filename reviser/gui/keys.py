"""Which keys run which commands: the default keys of each command, and the changes made by the person.

The kind of a key decides where it works. A chord (with Ctrl, Alt or Meta, or a function key) works everywhere. A single
key works in review mode only, because elsewhere it types. Keys are written as Qt's portable text: "A", "Return",
"Ctrl+K"."""

import re
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

Keys = tuple[str, ...]

_MODIFIERS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_unknown,
}
_MOVING = {"Esc", "Tab", "Backtab", "Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown"}
_PARTS = re.compile(r"((?:(?:Ctrl|Alt|Shift|Meta|Num)\+)*)(.+)", re.DOTALL)
_FUNCTION = re.compile(r"F\d+")
_OF_EVERY_TEXT = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
)


def tr(text: str) -> str:
    return QCoreApplication.translate("Keys", text)


def key_of(event: QKeyEvent) -> str:
    """The pressed key; empty for a modifier alone, or a key that Qt has no name for."""
    try:
        key = Qt.Key(event.key())
    except ValueError:
        return ""
    if key in _MODIFIERS or not event.key():
        return ""
    if key is Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier)
    if held == Qt.KeyboardModifier.ShiftModifier and _is_sign(key):
        held = Qt.KeyboardModifier.NoModifier  # depends on the keyboard layout whether "?" or "1" needs Shift
    return QKeySequence(QKeyCombination(held, key)).toString()


def _is_sign(key: Qt.Key) -> bool:
    return Qt.Key.Key_Space.value < key.value < Qt.Key.Key_Escape.value and not chr(key.value).isalpha()


def _parts(key: str) -> tuple[str, str]:
    """Split a key into its modifiers and the key itself."""
    found = _PARTS.fullmatch(key)
    return ("", key) if found is None else (found[1], found[2])


def is_single(key: str) -> bool:
    """Whether a key has no modifier, so that it works in review mode only."""
    held, pressed = _parts(key)
    return held in {"", "Shift+"} and _FUNCTION.fullmatch(pressed) is None


def key_text(key: str) -> str:
    """A key as the platform displays it, such as "Ctrl+Return"."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def why_not(key: str) -> str:
    """A sentence that says why a key cannot be used for a command; empty if it can."""
    sequence = QKeySequence(key)
    held, pressed = _parts(key)
    if pressed in _MOVING and is_single(key):
        return tr("{key} moves the focus or closes things; choose another key.").format(key=key_text(key))
    if any(sequence in QKeySequence.keyBindings(standard) for standard in _OF_EVERY_TEXT):
        return tr("{key} copies, cuts, pastes or selects everywhere; choose another key.").format(key=key_text(key))
    if held == "Alt+" and len(pressed) == 1 and pressed.isalpha():
        return tr("Alt with a letter opens a menu; choose another key.")
    return ""


class Keymap:
    """The keys in use. `usual` holds the default keys by command id, `changed` the keys that the person set instead."""

    def __init__(self, usual: Mapping[str, Keys], changed: Mapping[str, Keys] | None = None) -> None:
        self._usual = usual
        self.changed: dict[str, Keys] = {}
        for command, keys in (changed or {}).items():
            written = tuple(dict.fromkeys(filter(None, (QKeySequence(key).toString() for key in keys))))
            if command in usual and written != usual[command]:
                self.changed[command] = written
        # A key set by the person overrides a default key, also one that a later version adds.
        self._commands: dict[str, str] = {}
        for own in (usual, self.changed):
            for command, keys in own.items():
                if own is self.changed or command not in self.changed:
                    self._commands |= dict.fromkeys(keys, command)
        self._keys = {
            command: tuple(key for key in self.changed.get(command, keys) if self._commands[key] == command)
            for command, keys in usual.items()
        }

    def keys(self, command: str) -> Keys:
        """A command's keys; empty if it has none."""
        return self._keys.get(command, ())

    def chords(self, command: str) -> Keys:
        """The keys of a command that work everywhere."""
        return tuple(key for key in self.keys(command) if not is_single(key))

    def first_key_text(self, command: str) -> str:
        """The first key of a command as the platform displays it; empty if it has none."""
        return next((key_text(key) for key in self.keys(command)), "")

    def single(self, command: str) -> str:
        """The key to show on a button in review mode: a single key if the command has one."""
        keys = self.keys(command)
        return next((key_text(key) for key in keys if is_single(key)), self.first_key_text(command))

    def all_said(self, command: str) -> str:
        """All keys of a command as the platform displays them."""
        return "  ·  ".join(map(key_text, self.keys(command)))

    def owner(self, key: str) -> str:
        """The command that a key runs; empty if the key is free."""
        return self._commands.get(key, "")

    def command_of(self, event: QKeyEvent) -> str:
        """The command that a key press runs in review mode; empty if it is no single key of a command."""
        key = key_of(event)
        command = self._commands.get(key, "") if key else ""
        return command if command and is_single(key) else ""

    def holds_everywhere(self, event: QKeyEvent) -> bool:
        """Whether a key press is the chord of a command."""
        key = key_of(event)
        return key in self._commands and not is_single(key)

    def set(self, command: str, key: str) -> "Keymap":
        """A keymap in which `key` is this command's only key of its kind (single key or chord). If another command had
        it, it loses it."""
        mine = (key, *(other for other in self.keys(command) if is_single(other) != is_single(key)))
        changed = {**self.changed, command: mine}
        owner = self.owner(key)
        if owner and owner != command:
            changed[owner] = tuple(other for other in self.keys(owner) if other != key)
        return Keymap(self._usual, changed)

    def without(self, command: str) -> "Keymap":
        """A keymap in which this command has no keys."""
        return Keymap(self._usual, {**self.changed, command: ()})

    def usual(self, command: str = "") -> "Keymap":
        """A keymap with the default keys of one command, taken back from other commands; without an argument, of all
        commands."""
        if not command:
            return Keymap(self._usual)
        changed = {other: keys for other, keys in self.changed.items() if other != command}
        for key in self._usual[command]:
            owner = self.owner(key)
            if owner and owner != command:
                changed[owner] = tuple(other for other in self.keys(owner) if other != key)
        return Keymap(self._usual, changed)
