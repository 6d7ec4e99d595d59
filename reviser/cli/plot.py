"""Writes the figures of `reviser stats` as charts into an SVG file."""

from collections.abc import Callable, Sequence
from pathlib import Path

from reviser import files
from reviser.datasets.statistics import GroupStatistics
from reviser.errors import UsageError, UserError
from reviser.messages import message
from reviser.services.datasets.chart import Chart, ChartKind, Series
from reviser.services.datasets.chart_svg import svg

MOST_SERIES = 12
_ORDERED = ("depth", "day")  # these keys are ordered: they form the axis, and values are joined by lines
_FIGURES: tuple[tuple[str, Callable[[GroupStatistics], float], str, float], ...] = (
    ("Edits per session", lambda row: row.edits_per_session, "", 0),
    ("Accepted edits per session", lambda row: row.accepted_per_session, "", 0),
    ("Accepted edits", lambda row: 100 * row.accepted_share, "%", 100),
)


def write(rows: Sequence[GroupStatistics], keys: Sequence[str], path: Path) -> int:
    """Write the charts to `path` and return their number. Raises UsageError if the path does not end in .svg or there
    are too many groups, UserError if the file cannot be written."""
    if path.suffix.lower() != ".svg":
        raise UsageError(message("{path} is not the name of an SVG picture: use the suffix .svg.", path=path))
    all_charts = charts(rows, keys)
    most = max((len(chart.series) for chart in all_charts), default=0)
    if most > MOST_SERIES:
        raise UsageError(
            message(
                "{count} lines in one chart cannot be told apart: count by fewer keys with --by, the one for the axis "
                "last.",
                count=most,
            )
        )
    try:
        files.write(path, svg(all_charts, _number))
    except OSError as error:
        raise UserError(message("{path} cannot be written: {problem}.", path=path, problem=error.strerror)) from error
    return len(all_charts)


def charts(rows: Sequence[GroupStatistics], keys: Sequence[str]) -> list[Chart]:
    """A chart for each figure. The axis is depth or day if the figures are grouped by one of them, otherwise the last
    of `keys`; each combination of the other keys is a series."""
    if not rows:
        return []
    axis = next((key for key in _ORDERED if key in keys), keys[-1] if keys else "")
    at = list(keys).index(axis) if axis else 0
    placed = {(row.group[:at] + row.group[at + 1 :], row.group[at] if axis else ""): row for row in rows}
    categories = sorted({category for _, category in placed})
    others = list(dict.fromkeys(group for group, _ in placed))
    kind = ChartKind.LINES if axis in _ORDERED else ChartKind.GROUPS if len(others) > 1 else ChartKind.BARS
    names = tuple(f"{axis} {category}" if axis == "depth" else str(category) or "all" for category in categories)
    drawn = []
    for title, figure, unit, top in _FIGURES:
        series = tuple(
            Series(
                ", ".join(str(one) or "-" for one in group) or title,
                tuple(
                    None if (row := placed.get((group, category))) is None else figure(row) for category in categories
                ),
            )
            for group in others
        )
        drawn.append(Chart(f"{title}, by {' and '.join(keys)}" if keys else title, kind, names, series, unit, top))
    return drawn


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}" if abs(value) < 10 else f"{value:,.1f}"
    return f"{text} {unit}" if unit else text
