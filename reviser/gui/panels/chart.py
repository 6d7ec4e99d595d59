"""A chart as a value, and painting it: bars that are stacked, and lines. Series differ by colour and by pattern or dash
and marker. Painted by Qt alone: pyqtgraph would bring NumPy for the same bars, and takes its own way in themes, SVG and
what is read aloud.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QImageWriter,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviser import files
from reviser.errors import UserError
from reviser.gui.palette import LIGHT, Palette
from reviser.messages import message

PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.Dense4Pattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.HorPattern,
)
DASHES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DashDotDotLine,
    Qt.PenStyle.SolidLine,
)
SAVED = QSize(1200, 700)  # pixels of a saved picture
STEPS = 5  # of the axis, at most
GAP = 10.0


class ChartKind(Enum):
    """How a chart is drawn."""

    BARS = auto()
    LINES = auto()


@dataclass(frozen=True, slots=True)
class Series:
    """A value for each category; None where there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """`unit` is written behind the axis' numbers; `top` is where the axis ends, 0 for as high as the values."""

    title: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    top: float = 0.0

    @property
    def empty(self) -> bool:
        return not any(value is not None for one in self.series for value in one.values)

    @property
    def highest(self) -> float:
        """Where the axis ends."""
        if self.top:
            return self.top
        if self.kind is ChartKind.BARS:
            stacked = (sum(one.values[at] or 0 for one in self.series) for at in range(len(self.categories)))
            return _rounded(max(stacked, default=0))
        return _rounded(max((value or 0 for one in self.series for value in one.values), default=0))


def _rounded(value: float) -> float:
    """The next 1, 2 or 5 times a power of ten that parts the axis well."""
    if value <= 0:
        return 1.0
    step = math.pow(10, math.floor(math.log10(value / STEPS)))
    for times in (1, 2, 5, 10):
        if math.ceil(value / (times * step)) <= STEPS:
            return math.ceil(value / (times * step)) * times * step
    return value


def _ticks(highest: float) -> list[float]:
    for count in (5, 4, 3, 2):
        step = highest / count
        if math.isclose(step, _nice(step)):
            return [step * at for at in range(count + 1)]
    return [highest * at / 4 for at in range(5)]


def _nice(step: float) -> float:
    power = math.pow(10, math.floor(math.log10(step)))
    return min((times * power for times in (1, 2, 2.5, 5, 10)), key=lambda each: abs(each - step))


def said(value: float | None, unit: str) -> str:
    """A value as a person reads it."""
    if value is None:
        return "–"
    digits = 0 if value == int(value) else 1
    number = QLocale().toString(float(value), "f", digits)
    return f"{number} {unit}" if unit else number


class Painting:
    """Paints one chart into a rectangle."""

    def __init__(self, painter: QPainter, area: QRectF, chart: Chart, palette: Palette, font: QFont) -> None:
        self._painter = painter
        self._chart = chart
        self._palette = palette
        self._colors = [palette.fluency, palette.clarity, palette.style, palette.meaning, palette.coherence]
        self._metrics = QFontMetricsF(font)
        self._bold = QFont(font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._font = font
        self._area = area

    def paint(self) -> None:
        painter, area, line = self._painter, self._area, self._metrics.height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, QColor(self._palette.paper))
        painter.setFont(self._bold)
        painter.setPen(QColor(self._palette.ink))
        painter.drawText(QPointF(area.left() + 2 * GAP, area.top() + line + GAP), self._chart.title)
        painter.setFont(self._font)
        below = self._legend(area.top() + 2 * line + 2 * GAP)
        highest = self._chart.highest
        ticks = _ticks(highest)
        left = max(self._metrics.horizontalAdvance(said(tick, self._chart.unit)) for tick in ticks) + 3 * GAP
        plot = QRectF(area.left() + left, below, 0, 0)
        plot.setRight(area.right() - 2 * GAP)
        plot.setBottom(area.bottom() - line - 2 * GAP)
        if plot.width() < 4 * GAP or plot.height() < 4 * GAP:
            return
        self._axis(plot, ticks, highest)
        self._names(plot)
        if self._chart.kind is ChartKind.BARS:
            self._bars(plot, highest)
        else:
            self._lines(plot, highest)

    def _legend(self, top: float) -> float:
        """The series' names with their marks, where there is more than one; where the plot begins below them."""
        series = self._chart.series
        line = self._metrics.height()
        if len(series) < 2:
            return top + GAP
        x = self._area.left() + 2 * GAP
        for index, one in enumerate(series):
            width = 3 * GAP + self._metrics.horizontalAdvance(one.name) + 2 * GAP
            if x + width > self._area.right() and index:
                x, top = self._area.left() + 2 * GAP, top + line + 4
            box = QRectF(x, top - line * 0.7, 2 * GAP, line * 0.7)
            if self._chart.kind is ChartKind.BARS:
                self._box(box, index)
            else:
                self._painter.setPen(self._pen(index))
                self._painter.drawLine(
                    QPointF(box.left() - 2, box.center().y()), QPointF(box.right() + 2, box.center().y())
                )
                self._marker(box.center(), index)
            self._painter.setPen(QColor(self._palette.ink))
            self._painter.drawText(QPointF(x + 3 * GAP, top), one.name)
            x += width
        return top + 2 * GAP + (line / 2 if self._chart.kind is ChartKind.BARS else 0)

    def _axis(self, plot: QRectF, ticks: Sequence[float], highest: float) -> None:
        for tick in ticks:
            y = plot.bottom() - plot.height() * tick / highest
            self._painter.setPen(QPen(QColor(self._palette.edge if tick == 0 else self._palette.line), 1))
            self._painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            text = said(tick, self._chart.unit)
            self._painter.setPen(QColor(self._palette.soft))
            width = self._metrics.horizontalAdvance(text)
            self._painter.drawText(QPointF(plot.left() - GAP - width, y + self._metrics.ascent() / 2 - 1), text)

    def _names(self, plot: QRectF) -> None:
        """The categories below the axis; where they would run into each other, each so manieth."""
        names = self._chart.categories
        room = plot.width() / max(1, len(names))
        widest = max((self._metrics.horizontalAdvance(name) for name in names), default=0.0)
        each = 1 if len(names) <= 8 else max(1, math.ceil((widest + GAP) / room))
        self._painter.setPen(QColor(self._palette.soft))
        for at, name in enumerate(names):
            if at % each:
                continue
            shown = self._metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(room * each - 6, 20))
            width = self._metrics.horizontalAdvance(shown)
            middle = plot.left() + room * (at + 0.5)
            self._painter.drawText(QPointF(middle - width / 2, plot.bottom() + GAP + self._metrics.ascent()), shown)

    def _bars(self, plot: QRectF, highest: float) -> None:
        names = self._chart.categories
        room = plot.width() / max(1, len(names))
        width = min(room * 0.7, 72.0)
        for at in range(len(names)):
            x = plot.left() + room * (at + 0.5) - width / 2
            bottom, total = plot.bottom(), 0.0
            for index, one in enumerate(self._chart.series):
                value = one.values[at]
                if not value:
                    continue
                height = plot.height() * value / highest
                self._box(QRectF(x, bottom - height, width, height), index)
                bottom, total = bottom - height, total + value
            text = said(total, self._chart.unit)
            wide = self._metrics.horizontalAdvance(text)
            if wide < room and any(one.values[at] is not None for one in self._chart.series):
                self._painter.setPen(QColor(self._palette.ink))
                self._painter.drawText(QPointF(x + width / 2 - wide / 2, bottom - 4), text)

    def _lines(self, plot: QRectF, highest: float) -> None:
        room = plot.width() / max(1, len(self._chart.categories))
        for index, one in enumerate(self._chart.series):
            points = [
                QPointF(plot.left() + room * (at + 0.5), plot.bottom() - plot.height() * value / highest)
                for at, value in enumerate(one.values)
                if value is not None
            ]
            self._painter.setPen(self._pen(index))
            self._painter.drawPolyline(QPolygonF(points))
            if len(points) <= 60:
                for point in points:
                    self._marker(point, index)

    def _color(self, index: int) -> QColor:
        return QColor(self._colors[index % len(self._colors)])

    def _pen(self, index: int) -> QPen:
        return QPen(self._color(index), 2, DASHES[index % len(DASHES)])

    def _box(self, box: QRectF, index: int) -> None:
        color = self._color(index)
        self._painter.setPen(QPen(color, 1))
        self._painter.setBrush(QBrush(color, PATTERNS[index % len(PATTERNS)]))
        self._painter.drawRect(box)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _marker(self, at: QPointF, index: int) -> None:
        self._painter.setPen(QPen(self._color(index), 1.5))
        self._painter.setBrush(self._color(index) if index % 2 == 0 else QColor(self._palette.paper))
        box = QRectF(at.x() - 4, at.y() - 4, 8, 8)
        match index % 3:
            case 0:
                self._painter.drawEllipse(box)
            case 1:
                self._painter.drawRect(box)
            case _:
                corners = [QPointF(at.x(), box.top()), QPointF(box.right(), box.bottom())]
                self._painter.drawPolygon(QPolygonF([*corners, QPointF(box.left(), box.bottom())]))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)


class ChartView(QWidget):
    """Shows a chart. What it shows is read aloud from its description; the numbers belong in a table beside it."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self._chart: Chart | None = None
        self.setMinimumSize(260, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, chart: Chart) -> None:
        self._chart = chart
        self.setAccessibleName(chart.title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        if self._chart is not None:
            Painting(painter, QRectF(self.rect()), self._chart, self._palette, self.font()).paint()
        painter.end()


def save(chart: Chart, path: Path, font: QFont) -> None:
    """Write the chart, on white: as SVG where the name ends so, else as the picture that it ends as (PNG). UserError
    where it cannot be written."""
    area = QRectF(0, 0, SAVED.width(), SAVED.height())
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    if path.suffix.lower() == ".svg":
        made = QSvgGenerator()
        made.setOutputDevice(content)
        made.setSize(SAVED)
        made.setViewBox(area)
        made.setTitle(chart.title)
        painter = QPainter()
        written = painter.begin(made)
        if written:
            Painting(painter, area, chart, LIGHT, font).paint()
            written = painter.end()
    else:
        image = QImage(SAVED * 2, QImage.Format.Format_ARGB32)
        image.setDevicePixelRatio(2)
        painter = QPainter(image)
        Painting(painter, area, chart, LIGHT, font).paint()
        painter.end()
        written = QImageWriter(content, path.suffix[1:].lower().encode()).write(image)
    if not written:
        raise UserError(message("{path} cannot be written: no picture ends so. Name it .svg or .png.", path=path))
    try:
        files.write(path, bytes(content.data().data()))
    except OSError as error:
        raise UserError(
            message(
                "{path} cannot be written; check the folder and the room on the disk, or name another place.", path=path
            )
        ) from error
