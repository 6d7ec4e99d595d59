"""Where the points of a history stand in its drawing, and which lines go through each row. No Qt here."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviser.core.branches import HistoryPoint


@dataclass(frozen=True, slots=True)
class LaneRow:
    """One point, in column `column` (from 0). `above` and `below`: the columns of the lines that cross the row's upper
    and lower half, with the point that each line leads from; those of `above` in `joins` end in this point, and the
    line of the point itself, where it goes on from another, is in `below` at its own column."""

    point: HistoryPoint
    column: int
    above: tuple[tuple[int, int], ...]
    below: tuple[tuple[int, int], ...]
    joins: frozenset[int]

    @property
    def width(self) -> int:
        """How many columns it takes."""
        return 1 + max([self.column, *(column for column, _ in self.above), *(column for column, _ in self.below)])


def rows_of(points: Sequence[HistoryPoint]) -> tuple[LaneRow, ...]:
    """The points newest first, each with its lines. A column is free again where its line has ended."""
    rows: list[LaneRow] = []
    # Of each column: the point that its line leads down to, and the one that it comes from.
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
