"""The layout of the history graph: the column of each point, and the lines through each row. Does not use Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviser.core.branches import HistoryPoint


@dataclass(frozen=True, slots=True)
class LaneRow:
    """The row of one point, which stands in column `column` (from 0). `above` and `below` hold the columns of the lines
    that cross the upper and the lower half of the row, each with the point that the line starts from. Lines of `above`
    whose columns are in `joins` end at this point. If the point continues another one, its own line is in `below`, at
    its column."""

    point: HistoryPoint
    column: int
    above: tuple[tuple[int, int], ...]
    below: tuple[tuple[int, int], ...]
    joins: frozenset[int]

    @property
    def width(self) -> int:
        """How many columns the row takes."""
        return 1 + max([self.column, *(column for column, _ in self.above), *(column for column, _ in self.below)])


def rows_of(points: Sequence[HistoryPoint]) -> tuple[LaneRow, ...]:
    """The points newest first, each with its lines. A column is free again after its line has ended."""
    rows: list[LaneRow] = []
    # For each column: the point that its line leads down to, and the point it starts from.
    lines: list[tuple[int, int] | None] = []
    for point in reversed(points):
        above = tuple([(at, line[1]) for at, line in enumerate(lines) if line is not None])
        ending = [at for at, line in enumerate(lines) if line is not None and line[0] == point.index]
        for at in ending:
            lines[at] = None
        free = next((at for at, line in enumerate(lines) if line is None), len(lines))
        column = ending[0] if ending else free
        if column == len(lines):
            lines.append(None)
        if point.parent is not None:
            lines[column] = (point.parent, point.index)
        below = tuple([(at, line[1]) for at, line in enumerate(lines) if line is not None])
        rows.append(LaneRow(point, column, above, below, frozenset(ending)))
        while lines and lines[-1] is None:
            lines.pop()
    return tuple(rows)
