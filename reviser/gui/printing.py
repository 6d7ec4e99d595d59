"""Prints a text: set in the reading font, with the title at the head of each page and the page number at the foot."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QTransform,
)

from reviser.errors import UserError
from reviser.gui.text.lines import break_lines, displayable
from reviser.gui.theme import Theme
from reviser.messages import message

PAPER_SIZE = 11.0  # points; a comfortable size on a screen is large on paper
HEAD = 2.2  # lines of small print between the header or footer and the text
SMALL = 0.8  # small print, relative to the text's size


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text to be printed, with its title."""

    title: str
    text: str


def print_sheet(sheet: Sheet, device: QPagedPaintDevice, theme: Theme) -> int:
    """Print the sheet on `device` and return the number of pages. Raises UserError if the device cannot be painted
    on."""
    painter = QPainter()
    if not painter.begin(device):
        raise UserError(
            message("Printing failed: the printer or the file does not accept the document. Choose another.")
        )
    try:
        return _print(sheet, device, theme, painter)
    finally:
        painter.end()


def _print(sheet: Sheet, device: QPagedPaintDevice, theme: Theme, painter: QPainter) -> int:
    page = QRectF(painter.viewport())
    small = QFont(theme.text_font)
    small.setPointSizeF(PAPER_SIZE * SMALL)
    metrics = QFontMetricsF(small, device)
    head = metrics.height() * HEAD
    body = QSizeF(page.width(), page.height() - 2 * head)
    document = _paged_document(sheet.text, device, theme, body)
    pages = document.pageCount()
    for number in range(pages):
        if number:
            device.newPage()
        painter.save()
        painter.setTransform(QTransform.fromTranslate(0, head - number * body.height()), combine=True)
        # One unit less, otherwise a line that begins at the page's end is drawn on both pages.
        clip = QRectF(0, number * body.height(), body.width(), body.height()).adjusted(0, 1, 0, -1)
        document.drawContents(painter, clip)
        painter.restore()
        painter.setFont(small)
        painter.setPen(QColor(Qt.GlobalColor.black))
        title = metrics.elidedText(displayable(sheet.title), Qt.TextElideMode.ElideMiddle, page.width())
        painter.drawText(QRectF(0, 0, page.width(), head), Qt.AlignmentFlag.AlignLeft, title)
        foot = QRectF(0, page.height() - head, page.width(), head)
        where = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(foot, where, f"{number + 1} / {pages}")
    return pages


def _paged_document(text: str, device: QPagedPaintDevice, theme: Theme, body: QSizeF) -> QTextDocument:
    """The text laid out in pages of the size `body` (device units); black in every theme."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.documentLayout().setPaintDevice(device)
    document.setDocumentMargin(0)
    font = QFont(theme.text_font)
    font.setPointSizeF(PAPER_SIZE)
    document.setDefaultFont(font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    block, ink = QTextBlockFormat(), QTextCharFormat()
    proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    block.setLineHeight(theme.reading.spacing, proportional)
    ink.setForeground(QColor(Qt.GlobalColor.black))
    cursor = QTextCursor(document)
    cursor.setBlockFormat(block)
    cursor.insertText("\n".join(map(displayable, break_lines(text))), ink)
    document.setPageSize(body)
    return document
