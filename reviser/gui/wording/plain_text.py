"""Words that are shown as they are. Qt takes what looks like HTML for that, where nobody says which it is: a title or a
file's name could then bring in pictures, links and sizes. So every label here is one of plain words, unless it says
that it shows rich text, and escapes what it is given; a test goes through all that a window shows.
"""

from html import escape
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Text
from PySide6.QtWidgets import QFormLayout, QInputDialog, QLabel, QLayout, QMessageBox, QWidget


class PlainLabel(QLabel):
    """A label of plain words."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


class PlainForm(QFormLayout):
    """A form whose own labels are of plain words."""

    def addRow(self, *what: Any) -> None:
        """As QFormLayout has it."""
        super().addRow(*what)
        label = self.labelForField(what[-1]) if isinstance(what[-1], QWidget | QLayout) else None
        if isinstance(label, QLabel) and not isinstance(label, PlainLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)


class PlainBox(QMessageBox):
    """A question or a message in plain words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_plain(self)

    def setText(self, text: str) -> None:
        super().setText(text)
        make_plain(self)

    def setInformativeText(self, text: str) -> None:
        super().setInformativeText(text)
        make_plain(self)


class PlainInput(QInputDialog):
    """A question for a line of words."""

    def setLabelText(self, text: str) -> None:
        super().setLabelText(text)
        make_plain(self)


def make_plain(dialog: QWidget) -> None:
    """Let the labels that Qt has made in a dialog show plain words."""
    for label in dialog.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)


def tip(text: str) -> str:
    """A tool tip that shows these words as they are."""
    if not Text.mightBeRichText(text):
        return text
    lines = escape(text).replace("\n", "<br>")
    return f"<p>{lines}</p>"
