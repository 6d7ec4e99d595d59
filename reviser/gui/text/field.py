"""A field for plain text that gives back every character that was put in.

`toPlainText()` turns NBSP into a blank and U+2028 into a line end, and what is copied from Qt's own fields has lost
them too.
"""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QTextBrowser, QTextEdit, QWidget

from reviser.gui.text.key_input import as_enter
from reviser.gui.text.lines import break_lines

_PARAGRAPH = "\u2029"


def plain_text(document: QTextDocument) -> str:
    """All characters of a document, its lines ended by a line feed."""
    return document.toRawText().replace(_PARAGRAPH, "\n")


def selected_text(cursor: QTextCursor) -> str:
    """All characters of a selection, likewise."""
    return cursor.selectedText().replace(_PARAGRAPH, "\n")


def mime_of(text: str) -> QMimeData:
    """A text for the clipboard, its lines ended by a line feed as Qt wants it (which makes what the system uses of it).

    Qt itself makes the object (from an empty selection): the clipboard may keep it until after Python has ended, and
    one that Python made would then crash the program.
    """
    data = QTextEdit().createMimeDataFromSelection()
    data.setText("\n".join(break_lines(text)))
    return data


class PlainTextField(QPlainTextEdit):
    """A field of several lines. `text()` gives back what `set_text` took, to the character."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = self._held = ""
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show `text`, whose line ends may be of any kind."""
        self.setPlainText(text)
        self._given, self._held = text, plain_text(self.document())

    def text(self) -> str:
        """What the field holds. Line ends are line feeds, or, where nothing was changed, those that were given."""
        held = plain_text(self.document())
        return self._given if held == self._held else held

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+Enter ends a line as Enter does: Qt would put in a line separator (U+2028)."""
        super().keyPressEvent(as_enter(event))

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected characters themselves."""
        return mime_of(selected_text(self.textCursor()))


class ReadingField(QTextEdit):
    """A text to be read, and copied to the character."""

    def createMimeDataFromSelection(self) -> QMimeData:
        return mime_of(selected_text(self.textCursor()))


class ReadingBrowser(QTextBrowser):
    """Likewise, laid out by HTML."""

    def createMimeDataFromSelection(self) -> QMimeData:
        return mime_of(selected_text(self.textCursor()))


class AnswerField(PlainTextField):
    """A field in which Ctrl+Enter finishes, also where that is a shortcut of the window. Tab leaves it."""

    finished = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTabChangesFocus(True)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _finishes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _finishes(event):
            self.finished.emit()
        else:
            super().keyPressEvent(event)


def _finishes(event: QKeyEvent) -> bool:
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
