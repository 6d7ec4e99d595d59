"""A bare QTextEdit in a window: `python -m tests.hands.bare_editor`, set as reviser sets its text.

A line "WIDTH HEIGHT PATH" on standard input gives it a size and a file, which it writes on Ctrl+S. In two points it is
mended: Qt copies a no-break space as a blank and a line separator as a line end, which no writer wants; and it takes
Enter in an empty line that has a space below for the end of that space, and puts in no line end.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, QSocketNotifier, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QShortcut, QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QApplication, QTextEdit

from reviser.gui.text.indents import PARAGRAPH_GAP
from reviser.gui.text.margin import WIDTH
from reviser.gui.theme import Theme, dress, load_fonts, theme_of
from reviser.services.settings import Settings


class BareEditor(QTextEdit):
    """Reads and writes whole files; all else is Qt's."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._path = Path()
        self._theme = theme
        self.setAcceptRichText(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(20)
        self.document().setDefaultFont(theme.text_font)
        self.setObjectName("text")  # by which the style sheet knows it
        self.setWindowTitle("bare")
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)

    def open(self, line: str) -> None:
        width, height, name = line.split(" ", 2)
        self._path = path = Path(name)
        self.resize(int(width), int(height))
        measure = self._theme.reading.width * QFontMetricsF(self._theme.text_font).averageCharWidth()
        spare = max(0, int(int(width) - WIDTH - 40 - measure)) // 2
        self.setViewportMargins(WIDTH + spare, 0, 24 + spare, 0)
        self.setUndoRedoEnabled(False)
        self.setPlainText("")
        block = QTextBlockFormat()
        block.setLineHeight(self._theme.reading.spacing, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(PARAGRAPH_GAP)
        cursor = self.textCursor()
        cursor.setBlockFormat(block)
        text = path.read_bytes().decode("utf-8")
        cursor.insertText(text.replace("\r\n", "\n").replace("\r", "\n"))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        self.setUndoRedoEnabled(True)
        self.setWindowTitle(f"bare {path.name}")

    def save(self) -> None:
        self._path.write_bytes(self.document().toRawText().replace("\u2029", "\n").encode("utf-8"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        empty = not self.textCursor().block().text()
        if empty and event.matches(QKeySequence.StandardKey.InsertParagraphSeparator):
            self.textCursor().insertBlock()
        else:
            super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        return data


def main() -> None:
    application = QApplication(sys.argv[:1])
    load_fonts()
    theme = theme_of(Settings())
    dress(application, theme)
    editor = BareEditor(theme)
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: editor.open(os.read(sys.stdin.fileno(), 4096).decode().strip()))
    editor.setCursorWidth(2)
    editor.show()
    sys.exit(application.exec())


if __name__ == "__main__":
    main()
