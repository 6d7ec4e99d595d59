"""The list of the points of a history, newest first, with the lines of its branches."""

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviser.core.branches import Graph, HistoryPoint, PointKind
from reviser.core.edit import Intent
from reviser.gui.history.lanes import LaneRow, rows_of
from reviser.gui.theme import Theme
from reviser.gui.wording.history_points import branch_name, full_name, point_title, second_line, tr
from reviser.gui.wording.plain_text import tip
from reviser.gui.wording.state_sentences import visible

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
LANE = 18  # pixels: width of a column
EDGE = 14  # pixels before the first column
MOST_LANES = 6  # further branches share the last column, so that the names keep their room
_HUES = (Intent.FLUENCY, Intent.CLARITY, Intent.COHERENCE, Intent.STYLE, Intent.MEANING_CHANGED)


class Points(QAbstractListModel):
    """The model of the list: one row for each point of a graph."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.graph: Graph | None = None
        self.rows: tuple[LaneRow, ...] = ()
        self.lanes = 1  # how many columns are drawn

    def show_graph(self, graph: Graph) -> None:
        self.beginResetModel()
        self.graph = graph
        self.rows = rows_of(graph.points)
        self.lanes = min(max(row.width for row in self.rows), MOST_LANES)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.graph is None or not index.isValid():
            return None
        point = self.rows[index.row()].point
        if role == Qt.ItemDataRole.DisplayRole:
            return point_title(point)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return full_name(self.graph, point)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(full_name(self.graph, point))
        return None


class PointList(QListView):
    """The list of points. `picked` carries the one or two selected points, oldest first."""

    picked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.points = Points(self)
        self.setModel(self.points)
        self._drawing = _PointDelegate(theme, self.points, self)
        self.setItemDelegate(self._drawing)
        self.setAccessibleName(self.tr("History: newest first"))
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().selectionChanged.connect(self._on_selected)
        self._filling = False

    def set_theme(self, theme: Theme) -> None:
        self._drawing.theme = theme
        self.viewport().update()

    def show_graph(self, graph: Graph, *, follow: bool) -> None:
        """List the points of a graph. The selection is kept, but if the selected point was the current one, the new
        current point is selected instead. With `follow`, only the current point is selected."""
        before = self.points.graph
        stood = -1 if before is None else before.points[before.here].first
        here = graph.points[graph.here]
        kept = {here.first if point.first == stood else point.first for point in self.selected}
        self._filling = True
        self.points.show_graph(graph)
        self._filling = False
        wanted = [] if follow else [point for point in graph.points if point.first in kept]
        self.select(*(wanted or [here]))

    @property
    def selected(self) -> list[HistoryPoint]:
        """The selected points, oldest first."""
        rows = sorted((index.row() for index in self.selectionModel().selectedIndexes()), reverse=True)
        return [self.points.rows[row].point for row in rows]

    def select(self, *points: HistoryPoint) -> None:
        """Select points; the first of them becomes the current row."""
        count = len(self.points.rows)
        model, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        self._filling = True
        model.clearSelection()
        for point in reversed(points):
            index = self.points.index(count - 1 - point.index)
            model.setCurrentIndex(index, flag.Select)
        self._filling = False
        self.scrollTo(model.currentIndex())
        self._on_selected()

    def _on_selected(self) -> None:
        chosen = self.selected
        if not self._filling and chosen:
            # If more than two are selected, keep the first and the last.
            self.picked.emit(chosen if len(chosen) < 3 else [chosen[0], chosen[-1]])


class _PointDelegate(QStyledItemDelegate):
    """Draws a row: lines, symbol, title and time."""

    def __init__(self, theme: Theme, points: Points, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._points = points

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        del index
        return QSize(200, 2 * QFontMetrics(option.font).height() + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        graph = self._points.graph
        if graph is None:
            return
        row = self._points.rows[index.row()]
        palette, area = self.theme.palette, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(palette.chosen))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), QColor(palette.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(palette.hover))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(palette.accent), 1))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        self._lines(painter, area, row)
        self._sign(painter, area, row, here=row.point.index == graph.here)
        words = area.adjusted(EDGE + self._points.lanes * LANE + 4, 7, -12, -7)
        self._words(painter, words, option.font, graph, row.point)
        painter.restore()

    # Lines and symbols

    def _x(self, area: QRect, column: int) -> float:
        return area.left() + EDGE + min(column, MOST_LANES - 1) * LANE + LANE / 2

    def _pen(self, index: int) -> QPen:
        """The pen for a point's line: the colour of its branch; dashed and grey if the point was undone."""
        graph, palette = self._points.graph, self.theme.palette
        point = graph.points[index] if graph is not None else None
        if point is None or point.undone:
            pen = QPen(QColor(palette.edge), 1.5)
            pen.setStyle(Qt.PenStyle.DashLine)
            return pen
        return QPen(QColor(palette.intent(_HUES[point.branch % len(_HUES)])), 2.2)

    def _lines(self, painter: QPainter, area: QRect, row: LaneRow) -> None:
        top, middle, bottom = area.top(), area.center().y() + 0.5, area.bottom() + 1
        mine = self._x(area, row.column)
        for column, index in row.above:
            painter.setPen(self._pen(index))
            x = self._x(area, column)
            if column in row.joins:
                painter.drawPath(_curve(QPointF(x, top), QPointF(mine, middle)))
            else:
                painter.drawLine(QPointF(x, top), QPointF(x, middle))
        for column, index in row.below:
            painter.setPen(self._pen(index))
            x = self._x(area, column)
            painter.drawLine(QPointF(x, middle), QPointF(x, bottom))

    def _sign(self, painter: QPainter, area: QRect, row: LaneRow, *, here: bool) -> None:
        """Draw a point's symbol: a disc for a round, a diamond for the start of a branch, a square for the first
        text, a small disc for a manual change. It is hollow if the point was undone, and has a ring if it is the
        current one."""
        palette, point = self.theme.palette, row.point
        centre = QPointF(self._x(area, row.column), area.center().y() + 0.5)
        pen = self._pen(point.index)
        color = pen.color()
        if here:
            painter.setPen(QPen(QColor(palette.ink), 2))
            painter.setBrush(QColor(palette.panel))
            painter.drawEllipse(centre, 9.5, 9.5)
        painter.setPen(QPen(color, 2))
        painter.setBrush(QColor(palette.panel) if point.undone else color)
        if point.kind is PointKind.OPENED:
            painter.drawRect(QRectF(centre.x() - 4.5, centre.y() - 4.5, 9, 9))
        elif point.kind is PointKind.RESTORED:
            path = QPainterPath(centre + QPointF(0, -6.5))
            for corner in (QPointF(6.5, 0), QPointF(0, 6.5), QPointF(-6.5, 0)):
                path.lineTo(centre + corner)
            path.closeSubpath()
            painter.drawPath(path)
        else:
            size = 5.5 if point.kind in {PointKind.ROUND, PointKind.CONTINUED} else 3.5
            painter.drawEllipse(centre, size, size)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    # Text

    def _words(self, painter: QPainter, area: QRect, base: QFont, graph: Graph, point: HistoryPoint) -> None:
        palette = self.theme.palette
        bold = QFont(base)
        bold.setWeight(QFont.Weight.DemiBold)
        plain = QFontMetrics(base)
        right = area.right()
        if point.index == graph.here:
            right = self._chip(painter, area, right, tr("Now"), plain, base)
        elif point.undone:
            right = self._chip(painter, area, right, tr("undone"), plain, base)
        name = point.name
        if not name and len(graph.branches) > 1 and point.kind is PointKind.RESTORED:
            name = branch_name(graph, point.branch)
        half = QRect(area.left(), area.top(), right - area.left(), area.height() // 2)
        painter.setFont(bold if point.kind in {PointKind.ROUND, PointKind.OPENED, PointKind.RESTORED} else base)
        painter.setPen(QColor(palette.soft if point.undone else palette.ink))
        first = f"{visible(name)} · {point_title(point)}" if name else point_title(point)
        metrics = painter.fontMetrics()
        painter.drawText(
            half,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(first, Qt.TextElideMode.ElideRight, half.width()),
        )
        painter.setFont(base)
        painter.setPen(QColor(palette.soft))
        lower = QRect(area.left(), half.bottom() + 1, area.width(), area.height() - half.height())
        painter.drawText(
            lower,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            plain.elidedText(second_line(point), Qt.TextElideMode.ElideRight, lower.width()),
        )

    def _chip(self, painter: QPainter, area: QRect, right: int, text: str, metrics: QFontMetrics, font: QFont) -> int:
        """Draw a framed word at the right. Returns the x coordinate (pixels) where the text before it must end."""
        palette = self.theme.palette
        width = metrics.horizontalAdvance(text) + 14
        frame = QRectF(right - width, area.top(), width, metrics.height() + 1)
        painter.setPen(QPen(QColor(palette.edge), 1))
        painter.setBrush(QColor(palette.paper))
        painter.drawRoundedRect(frame, 6, 6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(font)
        painter.setPen(QColor(palette.ink))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)
        return int(frame.left()) - 6


def _curve(start: QPointF, end: QPointF) -> QPainterPath:
    path = QPainterPath(start)
    middle = (start.y() + end.y()) / 2
    path.cubicTo(QPointF(start.x(), middle), QPointF(end.x(), middle), end)
    return path
