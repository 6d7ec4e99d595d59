"""The keys of review mode, in one table: what they do, and how they are called on the key sheet."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent


class Command(Enum):
    """What a single key does while reviewing."""

    NEXT = auto()
    PREVIOUS = auto()
    ACCEPT = auto()
    REJECT = auto()
    REWRITE = auto()
    TAKE_BACK = auto()
    SKIP = auto()
    WORD_HERE = auto()
    WORD_EVERYWHERE = auto()
    KEYS = auto()


_KEYS = {
    Qt.Key.Key_J: Command.NEXT,
    Qt.Key.Key_K: Command.PREVIOUS,
    Qt.Key.Key_A: Command.ACCEPT,
    Qt.Key.Key_Return: Command.ACCEPT,
    Qt.Key.Key_Enter: Command.ACCEPT,
    Qt.Key.Key_X: Command.REJECT,
    Qt.Key.Key_Backspace: Command.REJECT,
    Qt.Key.Key_E: Command.REWRITE,
    Qt.Key.Key_U: Command.TAKE_BACK,
    Qt.Key.Key_Space: Command.SKIP,
    Qt.Key.Key_W: Command.WORD_HERE,
    Qt.Key.Key_D: Command.WORD_EVERYWHERE,
    Qt.Key.Key_Question: Command.KEYS,
}


def command_of(event: QKeyEvent) -> Command | None:
    """What a key press asks for in review mode; None where it is not one of its keys."""
    plain = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
    question = event.key() == Qt.Key.Key_Question
    if event.modifiers() not in plain and not question:
        return None
    try:
        return _KEYS.get(Qt.Key(event.key()))
    except ValueError:
        return None  # a key that Qt has no name for


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the key sheet."""

    keys: str
    does: str


def sheet() -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """All keys by where they hold, with titles, in the person's language."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Keys", text)

    return (
        (
            tr("Reviewing"),
            (
                Entry("A  ·  Enter", tr("Accept the proposal")),
                Entry("X  ·  Backspace", tr("Reject it")),
                Entry("E", tr("Rewrite it in your own words")),
                Entry("U", tr("Take your decision back")),
                Entry("J  ·  K", tr("Next, previous proposal")),
                Entry("Space", tr("Skip to the next undecided one")),
                Entry("W", tr("Its word is right in this document")),
                Entry("D", tr("Add its word to your dictionary")),
                Entry("?", tr("This sheet")),
            ),
        ),
        (
            tr("Everywhere"),
            (
                Entry("F8  ·  Shift+F8", tr("Next, previous proposal")),
                Entry("Ctrl+Return", tr("Revise: start the next round")),
                Entry("F6", tr("Switch between reviewing and typing")),
                Entry("Ctrl+Z  ·  Ctrl+Shift+Z", tr("Undo, redo anything")),
                Entry("Ctrl+O  ·  Ctrl+S", tr("Open, save")),
                Entry("Esc", tr("Close what popped up; never discards")),
            ),
        ),
    )
