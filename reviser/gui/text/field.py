"""Text fields that keep every character.

Qt's `toPlainText()` turns a no-break space into a space and U+2028 into a line end, and text copied from Qt's own
fields has the same losses."""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QTextBrowser, QTextEdit, QWidget

from reviser.gui.text.key_input import as_enter
from reviser.gui.text.lines import break_lines

_PARAGRAPH = "\u2029"


def plain_text(document: QTextDocument) -> str:
    """All characters of a document, with line feeds as line ends."""
    return document.toRawText().replace(_PARAGRAPH, "\n")


def selected_text(cursor: QTextCursor) -> str:
    """All characters of a selection, with line feeds as line ends."""
    return cursor.selectedText().replace(_PARAGRAPH, "\n")


def mime_of(text: str) -> QMimeData:
    """Clipboard data for a text. Line ends become line feeds, which Qt converts to those of the platform. The object is
    created by Qt, from an empty selection: the clipboard can keep it until after Python has ended, and an object
    created by Python would then crash the program."""
    data = QTextEdit().createMimeDataFromSelection()
    data.setText("\n".join(break_lines(text)))
    return data


class PlainTextField(QPlainTextEdit):
    """A multi-line field. `text()` returns exactly what `set_text` was given."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._set_text = self._text_as_held = ""
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show `text`, which can have any kind of line end."""
        self.setPlainText(text)
        self._set_text, self._text_as_held = text, plain_text(self.document())

    def text(self) -> str:
        """The text of the field. Line ends are line feeds, or the original ones if the text was not changed."""
        held = plain_text(self.document())
        return self._set_text if held == self._text_as_held else held

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+Enter inserts a line end like Enter. Qt would insert a line separator (U+2028)."""
        super().keyPressEvent(as_enter(event))

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected characters, unchanged."""
        return mime_of(selected_text(self.textCursor()))


class ReadingField(QTextEdit):
    """A read-only text that is copied without losing characters."""

    def createMimeDataFromSelection(self) -> QMimeData:
        return mime_of(selected_text(self.textCursor()))


class ReadingBrowser(QTextBrowser):
    """A read-only HTML text that is copied without losing characters."""

    def createMimeDataFromSelection(self) -> QMimeData:
        return mime_of(selected_text(self.textCursor()))


class AnswerField(PlainTextField):
    """A field in which Ctrl+Enter submits, even if that is a shortcut of the window. Tab leaves the field."""

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
