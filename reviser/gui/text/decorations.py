"""Paints what the file contains besides text: bullets and numbers of lists, edges of table cells, and signs for
pictures, fields and notes."""

from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextBlock,
    QTextDocument,
    QTextFormat,
)

from reviser.documents.highlight import TableCell
from reviser.gui.text.canvas import Canvas
from reviser.gui.text.char_formats import OBJECT_TYPE
from reviser.gui.text.indents import PARAGRAPH_GAP
from reviser.gui.text.lines import Line
from reviser.gui.theme import Theme

OBJECT_SIGN = "\ufffc"
LABEL_SIZE = 0.8  # size of a sign's words, relative to the text
MARK_GAP = 7.0  # pixels between a bullet or number and its line
EDGE = 10.0  # pixels by which the edges of a table extend beyond its text


class ObjectSigns(QPyTextObject):
    """Draws the objects of a page within the text: a label in a frame, or an empty frame."""

    def __init__(self, document: QTextDocument, canvas: Canvas) -> None:
        super().__init__(document)
        self._canvas = canvas
        self._document = document

    def intrinsicSize(self, _: QTextDocument, position: int, __: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(self._font)
        words = self._label(position)
        inner = metrics.horizontalAdvance(words) if words else metrics.height() * 0.9
        return QSizeF(inner + 8, metrics.height() + 2)

    def drawObject(
        self, painter: QPainter, place: QRectF | Any, _: QTextDocument, position: int, __: QTextFormat
    ) -> None:
        palette = self._canvas.theme.palette
        frame = QRectF(place).adjusted(1.5, 1.5, -1.5, -0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.edge), 1))
        painter.setBrush(QColor(palette.hover))
        painter.drawRoundedRect(frame, 3, 3)
        words = self._label(position)
        painter.setPen(QColor(palette.soft))
        if words:
            painter.setFont(self._font)
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter.value, words)
        else:  # a picture, drawn as a hill
            low, high = frame.bottom() - 3, frame.top() + frame.height() * 0.4
            middle = frame.center().x()
            painter.drawPolyline(
                [QPointF(frame.left() + 3, low), QPointF(middle, high), QPointF(frame.right() - 3, low)]
            )
        painter.restore()

    @property
    def _font(self) -> QFont:
        font = QFont(self._document.defaultFont())
        font.setPointSizeF(font.pointSizeF() * LABEL_SIZE)
        return font

    def _label(self, position: int) -> str:
        block = self._document.findBlock(position)
        line = _line_of(self._canvas, block)
        if line is None or line.syntax is None or not line.syntax.labels:
            return ""
        number = block.text()[: position - block.position()].count(OBJECT_SIGN)
        return line.syntax.labels[number] if number < len(line.syntax.labels) else ""


def register(document: QTextDocument, canvas: Canvas) -> ObjectSigns:
    """Make a document draw the objects of the pages that `canvas` paints on it."""
    signs = ObjectSigns(document, canvas)
    document.documentLayout().registerHandler(OBJECT_TYPE, signs)
    return signs


def paint_decorations(painter: QPainter, canvas: Canvas, theme: Theme, first: QTextBlock, last: QTextBlock) -> None:
    """Paint the list marks and cell edges of the blocks from `first` to `last`, in document coordinates."""
    layout = first.document().documentLayout()
    above = _cell_of(canvas, first.previous()) if first.previous().isValid() else None
    block = first
    while block.isValid() and block.blockNumber() <= last.blockNumber():
        line = _line_of(canvas, block)
        syntax = None if line is None else line.syntax
        cell = None if syntax is None else syntax.cell
        if cell is not None or above is not None:
            _paint_edges(painter, theme, layout.blockBoundingRect(block), above, cell, block)
        if syntax is not None and syntax.mark and block.layout().lineCount():
            _paint_mark(painter, theme, layout.blockBoundingRect(block), block, syntax.mark)
        above, block = cell, block.next()


def _paint_mark(painter: QPainter, theme: Theme, place: QRectF, block: QTextBlock, mark: str) -> None:
    row = block.layout().lineAt(0)
    right = place.left() + row.x() - MARK_GAP
    painter.setFont(block.document().defaultFont())
    painter.setPen(QColor(theme.palette.soft))
    where = QRectF(right - 200, place.top() + row.y(), 200, row.height())
    painter.drawText(where, (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value, mark)


def _paint_edges(
    painter: QPainter, theme: Theme, place: QRectF, above: TableCell | None, cell: TableCell | None, block: QTextBlock
) -> None:
    """Paint the line between two cells, or at the edge of a table, and the sides of the table."""
    left, right = EDGE, block.document().pageSize().width() - EDGE
    top = place.top() - PARAGRAPH_GAP / 2
    if cell != above:
        same_row = cell is not None and above is not None and cell[:2] == above[:2]
        color = QColor(theme.palette.line if same_row else theme.palette.edge)
        painter.setPen(QPen(color, 1))
        painter.drawLine(QPointF(left, top), QPointF(right, top))
    if cell is not None:
        painter.setPen(QPen(QColor(theme.palette.edge), 1))
        below = block.next()  # the next block begins below the end of this one
        layout = block.document().documentLayout()
        end = layout.blockBoundingRect(below).top() - PARAGRAPH_GAP / 2 if below.isValid() else place.bottom()
        for x in (left, right):
            painter.drawLine(QPointF(x, top), QPointF(x, end))


def _cell_of(canvas: Canvas, block: QTextBlock) -> TableCell | None:
    line = _line_of(canvas, block)
    return None if line is None or line.syntax is None else line.syntax.cell


def _line_of(canvas: Canvas, block: QTextBlock) -> Line | None:
    """The line of the page that a block shows; None if it shows none."""
    return canvas.line_at(block.blockNumber()) if 0 <= block.blockNumber() < len(canvas.page) else None
