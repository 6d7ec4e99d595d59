"""What a key press does to a text, by the rules of Qt's own editors.

Qt inserts the text of a key event only if `QInputControl::isAcceptableInput` allows it. An event that has a text does
not always type it: on X11, Ctrl+C carries U+0003 and Escape U+001B."""

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_GROUP = Qt.KeyboardModifier.GroupSwitchModifier
_BREAKS = (QKeySequence.StandardKey.InsertParagraphSeparator, QKeySequence.StandardKey.InsertLineSeparator)
_BACK = (
    QKeySequence.StandardKey.Backspace,
    QKeySequence.StandardKey.DeleteStartOfWord,
)
_FORWARD = (
    QKeySequence.StandardKey.Delete,
    QKeySequence.StandardKey.DeleteEndOfWord,
    QKeySequence.StandardKey.DeleteEndOfLine,
)
_OTHER = (
    QKeySequence.StandardKey.DeleteCompleteLine,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
)


def inserts(event: QKeyEvent) -> bool:
    """Whether a key press inserts characters, including a line end."""
    return breaks_line(event) or bool(inserted_text(event))


def inserted_text(event: QKeyEvent) -> str:
    """The characters that a key press types; empty if it types none."""
    text = event.text()
    if not text:
        return ""
    first = unicodedata.category(text[0])
    if first == "Cf":  # joiners and direction marks are typed with any modifiers
        return text
    if event.modifiers() in {_CONTROL, _CONTROL | _SHIFT}:
        return ""
    return text if text[0] == "\t" or first not in {"Cc", "Cs", "Cn"} else ""


def breaks_line(event: QKeyEvent) -> bool:
    """Whether a key press inserts a line end: Enter or Shift+Enter."""
    return any(event.matches(key) for key in _BREAKS)


def deletes_back(event: QKeyEvent) -> bool:
    """Whether a key press deletes text before the caret."""
    backspace = event.key() == Qt.Key.Key_Backspace and not event.modifiers() & ~(_SHIFT | _GROUP)
    return backspace or any(event.matches(key) for key in _BACK)


def deletes_forward(event: QKeyEvent) -> bool:
    """Whether a key press deletes text after the caret."""
    return any(event.matches(key) for key in _FORWARD)


def may_edit(event: QKeyEvent) -> bool:
    """Whether a key press can change the text of an editor."""
    return inserts(event) or deletes_back(event) or deletes_forward(event) or any(event.matches(key) for key in _OTHER)


def as_enter(event: QKeyEvent) -> QKeyEvent:
    """A key press that ends a line, as plain Enter; any other key press unchanged. For Shift+Enter, Qt would insert a
    line separator (U+2028), which is no line end in a text file."""
    if breaks_line(event):
        return QKeyEvent(event.type(), Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
    return event
