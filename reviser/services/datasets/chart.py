"""A chart as a value, and its layout as shapes: positions of bars, lines and words. The window paints the shapes, and
chart_svg.py writes them. Series differ by colour and by pattern, or by dash and marker."""

import math
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Protocol

STEPS = 5  # steps of the axis, at most
GAP = 10.0
WIDEST_BAR = 72.0
SAVED = 1200, 700  # pixels of a saved picture
_MOST_MARKED = 60  # with more points, a line has no markers


class ChartKind(Enum):
    """How a chart is drawn: stacked bars, a bar for each series, or lines."""

    BARS = auto()
    GROUPS = auto()
    LINES = auto()


@dataclass(frozen=True, slots=True)
class Series:
    """The values of a series, one for each category; None if there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. `unit` follows the numbers of the axis; `top` is the end of the axis, 0 for as high as the values."""

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
        """The end of the axis."""
        if self.top:
            return self.top
        if self.kind is ChartKind.BARS:
            stacked = (sum(one.values[at] or 0 for one in self.series) for at in range(len(self.categories)))
            return _rounded(max(stacked, default=0))
        return _rounded(max((value or 0 for one in self.series for value in one.values), default=0))


def _rounded(value: float) -> float:
    """The next step of 1, 2 or 5 times a power of ten that divides the axis well."""
    if value < sys.float_info.min * 100:  # nothing, or so small that its tenth is nothing
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


class ChartInk(StrEnum):
    """The colour of a line or a word, by its name in the palette."""

    INK = "ink"
    SOFT = "soft"
    LINE = "line"
    EDGE = "edge"


# The colours of the series in order, by their names in the palette.
SERIES_COLORS = ("fluency", "clarity", "style", "meaning", "coherence")


@dataclass(frozen=True, slots=True)
class ChartArea:
    """A rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A bar, or a part of one, of the series with this number."""

    area: ChartArea
    series: int


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line across the plot."""

    left: float
    right: float
    y: float
    ink: ChartInk


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line through points, of the series with this number."""

    points: tuple[tuple[float, float], ...]
    series: int


@dataclass(frozen=True, slots=True)
class ChartMarker:
    """A marked point of a line."""

    x: float
    y: float
    series: int


@dataclass(frozen=True, slots=True)
class ChartText:
    """Text that begins at `x`, with its baseline at `y`."""

    x: float
    y: float
    text: str
    ink: ChartInk
    bold: bool = False


Shape = ChartBar | GridLine | ChartLine | ChartMarker | ChartText
Number = Callable[[float | None, str], str]


class TextMeasure(Protocol):
    """Measures text, in pixels, for a font size."""

    @property
    def size(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def ascent(self) -> float: ...
    def width(self, text: str) -> float: ...
    def elided(self, text: str, width: float) -> str:
        """The text, shortened to this width."""
        ...


@dataclass(frozen=True, slots=True)
class ChartLayout:
    """Computes the shapes of a chart within an area. `number` formats a value with its unit."""

    chart: Chart
    area: ChartArea
    measure: TextMeasure
    number: Number

    def shapes(self) -> Iterator[Shape]:
        """All shapes, topmost last."""
        chart, area, line = self.chart, self.area, self.measure.height
        yield ChartText(area.x + 2 * GAP, area.y + line + GAP, chart.title, ChartInk.INK, bold=True)
        top = area.y + 2 * line + 2 * GAP
        below = yield from self._legend(top)
        highest = chart.highest
        ticks = _ticks(highest)
        left = max(self.measure.width(self.number(tick, chart.unit)) for tick in ticks) + 3 * GAP
        width, height = area.width - left - 2 * GAP, area.bottom - line - 2 * GAP - below
        if width < 4 * GAP or height < 4 * GAP:
            return
        plot = ChartArea(area.x + left, below, width, height)
        yield from self._axis(plot, ticks, highest)
        yield from self._names(plot)
        match chart.kind:
            case ChartKind.BARS:
                yield from self._bars(plot, highest)
            case ChartKind.GROUPS:
                yield from self._groups(plot, highest)
            case ChartKind.LINES:
                yield from self._lines(plot, highest)

    def _legend(self, top: float) -> Generator[Shape, None, float]:
        """The names of several series with their marks. Returns where the plot begins below them."""
        series, line = self.chart.series, self.measure.height
        if len(series) < 2:
            return top + GAP
        lines = self.chart.kind is ChartKind.LINES
        x = self.area.x + 2 * GAP
        for index, one in enumerate(series):
            width = 3 * GAP + self.measure.width(one.name) + 2 * GAP
            if x + width > self.area.right and index:
                x, top = self.area.x + 2 * GAP, top + line + 4
            box = ChartArea(x, top - line * 0.7, 2 * GAP, line * 0.7)
            if lines:
                middle = box.y + box.height / 2
                yield ChartLine(((box.x - 2, middle), (box.right + 2, middle)), index)
                yield ChartMarker(box.x + box.width / 2, middle, index)
            else:
                yield ChartBar(box, index)
            yield ChartText(x + 3 * GAP, top, one.name, ChartInk.INK)
            x += width
        return top + 2 * GAP + (0 if lines else line / 2)

    def _axis(self, plot: ChartArea, ticks: Sequence[float], highest: float) -> Iterator[Shape]:
        for tick in ticks:
            y = plot.bottom - plot.height * tick / highest
            yield GridLine(plot.x, plot.right, y, ChartInk.EDGE if tick == 0 else ChartInk.LINE)
            text = self.number(tick, self.chart.unit)
            yield ChartText(
                plot.x - GAP - self.measure.width(text), y + self.measure.ascent / 2 - 1, text, ChartInk.SOFT
            )

    def _names(self, plot: ChartArea) -> Iterator[Shape]:
        """The categories below the axis; if they would overlap, only every n-th."""
        names = self.chart.categories
        room = plot.width / max(1, len(names))
        widest = max(map(self.measure.width, names), default=0.0)
        each = 1 if len(names) <= 8 else max(1, math.ceil((widest + GAP) / room))
        for at, name in enumerate(names):
            if at % each == 0:
                shown = self.measure.elided(name, max(room * each - 6, 20))
                x = plot.x + room * (at + 0.5) - self.measure.width(shown) / 2
                yield ChartText(x, plot.bottom + GAP + self.measure.ascent, shown, ChartInk.SOFT)

    def _bars(self, plot: ChartArea, highest: float) -> Iterator[Shape]:
        room = plot.width / max(1, len(self.chart.categories))
        width = min(room * 0.7, WIDEST_BAR)
        for at in range(len(self.chart.categories)):
            middle = plot.x + room * (at + 0.5)
            bottom, total = plot.bottom, 0.0
            for index, one in enumerate(self.chart.series):
                value = one.values[at]
                if value:
                    height = plot.height * value / highest
                    yield ChartBar(ChartArea(middle - width / 2, bottom - height, width, height), index)
                    bottom, total = bottom - height, total + value
            if any(one.values[at] is not None for one in self.chart.series):
                yield from self._above(total, middle, bottom, room)

    def _groups(self, plot: ChartArea, highest: float) -> Iterator[Shape]:
        count = max(1, len(self.chart.series))
        room = plot.width / max(1, len(self.chart.categories))
        width = min(room * 0.8 / count, WIDEST_BAR)
        for at in range(len(self.chart.categories)):
            for index, one in enumerate(self.chart.series):
                value = one.values[at]
                if value is not None:
                    height = plot.height * value / highest
                    x = plot.x + room * (at + 0.5) + width * (index - count / 2)
                    yield ChartBar(ChartArea(x, plot.bottom - height, width, height), index)
                    yield from self._above(value, x + width / 2, plot.bottom - height, width)

    def _above(self, value: float, middle: float, y: float, room: float) -> Iterator[Shape]:
        """The value above a bar, if there is room."""
        text = self.number(value, self.chart.unit)
        wide = self.measure.width(text)
        if wide < room:
            yield ChartText(middle - wide / 2, y - 4, text, ChartInk.INK)

    def _lines(self, plot: ChartArea, highest: float) -> Iterator[Shape]:
        room = plot.width / max(1, len(self.chart.categories))
        for index, one in enumerate(self.chart.series):
            points = tuple(
                (plot.x + room * (at + 0.5), plot.bottom - plot.height * value / highest)
                for at, value in enumerate(one.values)
                if value is not None
            )
            yield ChartLine(points, index)
            if len(points) <= _MOST_MARKED:
                yield from (ChartMarker(x, y, index) for x, y in points)
