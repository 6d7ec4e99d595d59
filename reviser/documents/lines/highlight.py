"""Highlights line-based markup: syntax is dimmed, titles are headings."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from reviser.core.text import Span
from reviser.documents.highlight import StyledSpan, Syntax, SyntaxStyle, heading
from reviser.documents.lines.masker import LineSyntax, mask

_WINDOW = 64  # lines read together at first
_LOOK_AHEAD = 2  # lines after a block that can determine its kind
_UNDERLINES = "=-~^"  # underline signs of titles, highest level first, in the most common order


class LineHighlighter:
    """Reads lines block by block, with the table of the markup."""

    def __init__(self, syntax: LineSyntax) -> None:
        self._syntax = syntax

    @property
    def start(self) -> None:
        """None: nothing is open where a block begins, so there is no state."""
        return

    def head(self, line: str) -> int:
        del line
        return 0

    def block(self, lines: Sequence[str], first: int, before: object) -> tuple[list[Syntax], None]:
        assert before is None
        count = _WINDOW
        while True:
            read = _LinesRead(lines[first : first + count], self._syntax)
            is_whole = first + count >= len(lines)
            end = len(read.lines) if is_whole else read.last_beginning
            if end:
                return [read.looks(at) for at in range(end)], None
            count *= 4


class _LinesRead:
    """Lines that begin where nothing is open, and their syntax."""

    def __init__(self, lines: Sequence[str], syntax: LineSyntax) -> None:
        self.lines = lines
        self._syntax = syntax
        self._starts: list[int] = []
        place = 0
        for line in lines:
            self._starts.append(place)
            place += len(line) + 1
        self._masked = mask("\n".join(lines), syntax)
        self._locked_ends = [span.end for span in self._masked.locked]

    @cached_property
    def _beginnings(self) -> frozenset[int]:
        """The lines that begin a block: nothing is open before them, whatever follows. A blank line can belong to the
        block before."""
        found = (bisect_right(self._starts, top) - 1 for top in self._masked.tops)
        return frozenset(at for at in found if self.lines[at].strip())

    @property
    def last_beginning(self) -> int:
        """The last line that certainly begins a block; 0 if that is the first line."""
        return max((at for at in self._beginnings if at < len(self.lines) - _LOOK_AHEAD), default=0)

    def looks(self, at: int) -> Syntax:
        """The syntax of a line."""
        line, start = self.lines[at], self._starts[at]
        level = self._heading(at)
        spans: list[StyledSpan] = []
        place = 0
        for locked in self._locked(start, start + len(line)):
            if level and place < locked.start - start:
                spans.append(StyledSpan(place, locked.start - start, level))
            place = locked.end - start
            spans.append(StyledSpan(locked.start - start, place, SyntaxStyle.SIGN | level))
        if level and place < len(line):
            spans.append(StyledSpan(place, len(line), level))
        return Syntax(None, at == 0 or at in self._beginnings, tuple(spans))

    def _locked(self, start: int, end: int) -> list[Span]:
        """The syntax between two offsets, in non-empty spans."""
        locked = self._masked.locked
        found: list[Span] = []
        at = bisect_right(self._locked_ends, start)
        while at < len(locked) and locked[at].start < end:
            found.append(Span(max(locked[at].start, start), min(locked[at].end, end)))
            at += 1
        return found

    def _heading(self, at: int) -> int:
        """The bits of the level of a title line; 0 for other lines and for code."""
        line = self.lines[at]
        found = self._syntax.heading.match(line)
        if found is not None:
            start, end = self._starts[at], self._starts[at] + len(line)
            return 0 if self._locked(start, end) == [Span(start, end)] else heading(min(len(found[1]), 6))
        below = self.lines[at + 1].rstrip() if at + 1 < len(self.lines) else ""
        is_title = line.strip() and not line[0].isspace() and len(below) >= len(line.rstrip()) - 1
        if is_title and self._syntax.underline.fullmatch(below):
            return heading(_UNDERLINES.find(below[0]) + 1 or len(_UNDERLINES) + 1)
        return 0
