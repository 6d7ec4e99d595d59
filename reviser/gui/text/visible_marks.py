"""The visible marks of a line and their rows, found by bisection, so that long paragraphs cost little."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextLayout

from reviser.gui.text.lines import Line, ProposalMark


@dataclass(frozen=True, slots=True)
class Sighted:
    """A visible mark: its rows, and whether it begins in the first of them."""

    mark: ProposalMark
    rows: list[QRectF]
    begins: bool

    def with_more(self, rows: list[QRectF]) -> "Sighted":
        return Sighted(self.mark, self.rows + rows, self.begins)


def rects_of(layout: QTextLayout, begin: int, end: int) -> list[QRectF]:
    """The rectangles of `begin:end` of a block (UTF-16 units), row by row, relative to the block."""
    one = layout.lineForTextPosition(begin).lineNumber()
    other = layout.lineForTextPosition(max(begin, end - 1)).lineNumber()
    found: list[QRectF] = []
    for number in range(max(one, 0), other + 1):
        row = layout.lineAt(number)
        first, last = row.textStart(), row.textStart() + row.textLength()
        # Qt returns the position as well.
        edges = [cast("tuple[float, int]", row.cursorToX(min(max(at, first), last)))[0] for at in (begin, end)]
        found.append(QRectF(min(edges), row.y(), abs(edges[1] - edges[0]), row.height()))
    return found


def rows_in_sight(
    line: Line, layout: QTextLayout, top: float, bottom: float
) -> list[tuple[ProposalMark, list[QRectF], bool]]:
    """The marks of a block and their rows between `top` and `bottom`, relative to the block."""
    rows = range(layout.lineCount())
    first = bisect_right(rows, top, key=lambda row: layout.lineAt(row).rect().bottom())
    last = bisect_left(rows, bottom, key=lambda row: layout.lineAt(row).y()) - 1
    if first > last:
        return []
    start = layout.lineAt(first).textStart()
    stop = layout.lineAt(last).textStart() + layout.lineAt(last).textLength()
    visible_rows: list[tuple[ProposalMark, list[QRectF], bool]] = []
    index = bisect_left(line.extents, start, key=lambda extent: extent[1])
    for at in range(index, len(line.marks)):
        begin, end = line.extents[at]
        if begin > stop:
            break
        # A mark that ends where a row begins belongs to the row before.
        one = layout.lineForTextPosition(begin).lineNumber()
        other = layout.lineForTextPosition(max(begin, end - 1)).lineNumber()
        if one < 0 or other < 0:
            continue
        seen = range(max(one, first), min(other, last) + 1)
        if seen:
            rects = [layout.lineAt(row).rect() for row in seen]
            visible_rows.append((line.marks[at], rects, one >= first and line.marks[at].start >= 0))
    return visible_rows
