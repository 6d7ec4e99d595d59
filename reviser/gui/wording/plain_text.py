"""Labels and dialogs that show text as plain text. By default, Qt displays text that looks like HTML as HTML, so the
title of a document or the name of a file could add pictures, links and sizes. Every label in the window uses these
classes, unless it declares rich text and escapes what it shows; a test checks all of them."""

from html import escape
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Text
from PySide6.QtWidgets import QFormLayout, QInputDialog, QLabel, QLayout, QMessageBox, QWidget


class PlainLabel(QLabel):
    """A label for plain text."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


def paragraph(text: str, width: int = 300) -> PlainLabel:
    """A label for a text of several lines, which wraps and is at least `width` pixels wide."""
    label = PlainLabel(text)
    label.setWordWrap(True)
    label.setMinimumWidth(width)
    return label


def selectable_paragraph(width: int = 200) -> PlainLabel:
    """An empty label as `paragraph`, whose text a person can select and copy."""
    label = paragraph("", width)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


class PlainForm(QFormLayout):
    """A form layout whose labels show plain text."""

    def addRow(self, *what: Any) -> None:
        """As in QFormLayout."""
        super().addRow(*what)
        label = self.labelForField(what[-1]) if isinstance(what[-1], QWidget | QLayout) else None
        if isinstance(label, QLabel) and not isinstance(label, PlainLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)


class PlainBox(QMessageBox):
    """A message box for plain text."""

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
    """A dialog that asks for a line of text."""

    def setLabelText(self, text: str) -> None:
        super().setLabelText(text)
        make_plain(self)


def make_plain(dialog: QWidget) -> None:
    """Make the labels that Qt created in a dialog show plain text."""
    for label in dialog.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)


def tip(text: str) -> str:
    """Escape a text for a tool tip."""
    if not Text.mightBeRichText(text):
        return text
    lines = escape(text).replace("\n", "<br>")
    return f"<p>{lines}</p>"
