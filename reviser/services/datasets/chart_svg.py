"""Writes charts as SVG with real text, without Qt, so that the terminal can use it too."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from reviser.services.datasets.chart import (
    SAVED,
    SERIES_COLORS,
    Chart,
    ChartArea,
    ChartBar,
    ChartLayout,
    ChartLine,
    ChartMarker,
    ChartText,
    GridLine,
    Number,
    Shape,
    TextMeasure,
)

# The colours on white, by their names in the palette.
PRINTED = {
    "paper": "#ffffff",
    "ink": "#22211e",
    "soft": "#5f5b53",
    "line": "#e2dfd8",
    "edge": "#8b877e",
    "fluency": "#1a5aa6",
    "clarity": "#a04800",
    "style": "#0a6470",
    "meaning": "#a0185a",
    "coherence": "#6a3fa0",
}
SIZE = 15.0  # pixels of the letters
FAMILY = "Inter, Helvetica, Arial, sans-serif"
_DASHES = ("", "10 5", "2 4", "10 4 2 4", "10 4 2 4 2 4", "")
# The pattern on each tile of 8 pixels of a bar: None for plain colour, "" for none.
_TILES = (
    None,
    '<circle cx="2" cy="2" r="1.6"/><circle cx="6" cy="6" r="1.6"/>',
    '<path d="M0 8 8 0M-2 2 2 -2M6 10 10 6"/>',
    "",
    '<path d="M0 0 8 8M0 8 8 0"/>',
    '<path d="M0 4H8"/>',
)
# The widths of letters in thousandths of the font size, approximately those of Helvetica.
_WIDTHS = dict.fromkeys("iljI.,:;'|!", 260) | dict.fromkeys("ftr()[]/ -", 320) | dict.fromkeys("mwMW%@", 880)
_CAPITAL, _OTHER = 700, 560
_NOT_XML = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class EstimatedMeasure:
    """Estimates the width of text in a common sans serif font, without a font at hand."""

    size: float = SIZE

    @property
    def height(self) -> float:
        return self.size * 1.25

    @property
    def ascent(self) -> float:
        return self.size * 0.95

    def width(self, text: str) -> float:
        return sum(_WIDTHS.get(sign, _CAPITAL if sign.isupper() else _OTHER) for sign in text) * self.size / 1000

    def elided(self, text: str, width: float) -> str:
        """The text, shortened to this width."""
        if self.width(text) <= width:
            return text
        while text and self.width(f"{text}…") > width:
            text = text[:-1]
        return f"{text}…"


def svg(charts: Sequence[Chart], number: Number, measure: TextMeasure | None = None, family: str = FAMILY) -> bytes:
    """The charts, one below the other, as an SVG file. `number` writes a value with its unit."""
    width, height = SAVED
    measure = EstimatedMeasure() if measure is None else measure
    most = max((len(chart.series) for chart in charts), default=0)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height * len(charts)}"'
        f' viewBox="0 0 {width} {height * len(charts)}" font-family="{escape(family)}" font-size="{measure.size:g}">',
        f"<title>{_text('; '.join(chart.title for chart in charts))}</title>",
        "<defs>",
        *(line for series in range(most) if (line := _tile(series))),
        "</defs>",
        f'<rect width="100%" height="100%" fill="{PRINTED["paper"]}"/>',
    ]
    for row, chart in enumerate(charts):
        layout = ChartLayout(chart, ChartArea(0, row * height, width, height), measure, number)
        lines += [line for shape in layout.shapes() for line in _shape_lines(shape)]
    return "\n".join([*lines, "</svg>\n"]).encode()


def _tile(series: int) -> str:
    tile = _TILES[series % len(_TILES)]
    if not tile:
        return ""
    color = _color(series)
    return (
        f'<pattern id="tile{series}" width="8" height="8" patternUnits="userSpaceOnUse"'
        f' fill="{color}" stroke="{color}" stroke-width="1.2">{tile}</pattern>'
    )


def _shape_lines(shape: Shape) -> Iterator[str]:
    match shape:
        case ChartBar(area, series):
            tile = _TILES[series % len(_TILES)]
            fill = _color(series) if tile is None else f"url(#tile{series})" if tile else "none"
            yield (
                f'<rect x="{area.x:.1f}" y="{area.y:.1f}" width="{area.width:.1f}" height="{area.height:.1f}"'
                f' fill="{fill}" stroke="{_color(series)}"/>'
            )
        case GridLine(left, right, y, ink):
            yield f'<path d="M{left:.1f} {y:.1f}H{right:.1f}" stroke="{PRINTED[ink]}"/>'
        case ChartLine(points, series):
            dash = _DASHES[series % len(_DASHES)]
            dashed = f' stroke-dasharray="{dash}"' if dash else ""
            places = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            yield f'<polyline points="{places}" fill="none" stroke="{_color(series)}" stroke-width="2"{dashed}/>'
        case ChartMarker(x, y, series):
            yield _marker(x, y, series)
        case ChartText(x, y, text, ink, bold):
            weight = ' font-weight="600"' if bold else ""
            yield f'<text x="{x:.1f}" y="{y:.1f}" fill="{PRINTED[ink]}"{weight}>{_text(text)}</text>'


def _marker(x: float, y: float, series: int) -> str:
    fill = _color(series) if series % 2 == 0 else PRINTED["paper"]
    look = f'fill="{fill}" stroke="{_color(series)}" stroke-width="1.5"'
    match series % 3:
        case 0:
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" {look}/>'
        case 1:
            return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" {look}/>'
        case _:
            return f'<path d="M{x:.1f} {y - 4:.1f}L{x + 4:.1f} {y + 4:.1f}H{x - 4:.1f}Z" {look}/>'


def _color(series: int) -> str:
    return PRINTED[SERIES_COLORS[series % len(SERIES_COLORS)]]


def _text(text: str) -> str:
    """Text for XML; characters that XML cannot hold become question marks."""
    return escape(_NOT_XML.sub("?", text))
