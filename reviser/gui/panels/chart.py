"""A chart painted by Qt, on the screen and into a file. pyqtgraph would need NumPy for the same bars, and does not
follow this program's themes, SVG output and accessible descriptions."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QImage,
    QImageWriter,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviser import files
from reviser.errors import UserError
from reviser.gui.palette import LIGHT, Palette
from reviser.messages import message
from reviser.services.datasets.chart import (
    SAVED,
    SERIES_COLORS,
    Chart,
    ChartArea,
    ChartBar,
    ChartInk,
    ChartLayout,
    ChartLine,
    ChartMarker,
    ChartText,
    GridLine,
    Shape,
)
from reviser.services.datasets.chart_svg import svg

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


def value_text(value: float | None, unit: str) -> str:
    """A value with its unit in the person's locale; a dash if the value is None."""
    if value is None:
        return "–"
    digits = 0 if value == int(value) else 1
    number = QLocale().toString(float(value), "f", digits)
    return f"{number} {unit}" if unit else number


class FontMeasure:
    """Measures text in a font."""

    def __init__(self, font: QFont) -> None:
        self._metrics = QFontMetricsF(font)
        self._size = QFontInfo(font).pixelSize()

    @property
    def size(self) -> float:
        return self._size

    @property
    def height(self) -> float:
        return self._metrics.height()

    @property
    def ascent(self) -> float:
        return self._metrics.ascent()

    def width(self, text: str) -> float:
        return self._metrics.horizontalAdvance(text)

    def elided(self, text: str, width: float) -> str:
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


class Painting:
    """Paints one chart into a rectangle."""

    def __init__(self, painter: QPainter, area: QRectF, chart: Chart, palette: Palette, font: QFont) -> None:
        self._painter = painter
        self._palette = palette
        self._colors = [QColor(getattr(palette, name)) for name in SERIES_COLORS]
        self._inks = {ink: QColor(getattr(palette, ink)) for ink in ChartInk}
        self._bold = QFont(font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._font = font
        self._area = area
        place = ChartArea(area.x(), area.y(), area.width(), area.height())
        self._layout = ChartLayout(chart, place, FontMeasure(font), value_text)

    def paint(self) -> None:
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.fillRect(self._area, QColor(self._palette.paper))
        for shape in self._layout.shapes():
            self._draw(shape)

    def _draw(self, shape: Shape) -> None:
        painter = self._painter
        match shape:
            case ChartBar(area, series):
                color = self._color(series)
                painter.setPen(QPen(color, 1))
                painter.setBrush(QBrush(color, PATTERNS[series % len(PATTERNS)]))
                painter.drawRect(QRectF(area.x, area.y, area.width, area.height))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            case GridLine(left, right, y, ink):
                painter.setPen(QPen(self._inks[ink], 1))
                painter.drawLine(QPointF(left, y), QPointF(right, y))
            case ChartLine(points, series):
                painter.setPen(QPen(self._color(series), 2, DASHES[series % len(DASHES)]))
                painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
            case ChartMarker(x, y, series):
                self._marker(QPointF(x, y), series)
            case ChartText(x, y, text, ink, bold):
                painter.setFont(self._bold if bold else self._font)
                painter.setPen(self._inks[ink])
                painter.drawText(QPointF(x, y), text)

    def _color(self, series: int) -> QColor:
        return self._colors[series % len(self._colors)]

    def _marker(self, at: QPointF, series: int) -> None:
        self._painter.setPen(QPen(self._color(series), 1.5))
        self._painter.setBrush(self._color(series) if series % 2 == 0 else QColor(self._palette.paper))
        box = QRectF(at.x() - 4, at.y() - 4, 8, 8)
        match series % 3:
            case 0:
                self._painter.drawEllipse(box)
            case 1:
                self._painter.drawRect(box)
            case _:
                corners = [QPointF(at.x(), box.top()), QPointF(box.right(), box.bottom())]
                self._painter.drawPolygon(QPolygonF([*corners, QPointF(box.left(), box.bottom())]))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)


class ChartView(QWidget):
    """Shows a chart. Its accessible description says what it shows; the numbers belong in a table beside it."""

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
    """Write the chart on a white background: as SVG if the path ends in .svg, else in the bitmap format of its suffix
    (PNG). Raises UserError if the file cannot be written."""
    size = QSize(*SAVED)
    if path.suffix.lower() == ".svg":
        content, written = svg([chart], value_text, FontMeasure(font), font.family()), True
    else:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image = QImage(size * 2, QImage.Format.Format_ARGB32)
        image.setDevicePixelRatio(2)
        painter = QPainter(image)
        Painting(painter, QRectF(0, 0, size.width(), size.height()), chart, LIGHT, font).paint()
        painter.end()
        written = QImageWriter(buffer, path.suffix[1:].lower().encode()).write(image)
        content = bytes(buffer.data().data())
    if not written:
        raise UserError(
            message("{path} cannot be written: its suffix is not that of a picture. Use .svg or .png.", path=path)
        )
    try:
        files.write(path, content)
    except OSError as error:
        raise UserError(
            message(
                "{path} cannot be written: check the folder and the free space on the disk, or name another place.",
                path=path,
            )
        ) from error
