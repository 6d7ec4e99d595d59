"""A page: the lines of a state's text with its marks. Does not use Qt. See `lines.py`."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate

from reviser.core.text import Span
from reviser.core.word_count import count_words
from reviser.documents.highlight import Highlighter
from reviser.gui.text.highlighting import highlight
from reviser.gui.text.lines import Line, ProposalMark, Run, lines_of


class TextPage:
    """A text with its marks, in text order; marks never overlap. Places are code points of `text`."""

    def __init__(
        self, text: str, marks: Iterable[ProposalMark] = (), lines: Sequence[Line] | None = None, *, usual_end: str = ""
    ) -> None:
        """`lines` holds the lines of the text with its marks, if they are known already. `usual_end` is the line end
        for typed lines if the text has only one line."""
        self.text = text
        self.usual_end = usual_end
        self.lines = tuple(lines_of(text, marks) if lines is None else lines)
        self.starts = list(accumulate((line.length for line in self.lines), initial=0))
        self.starts.pop()
        self._marks_by_id: dict[str, ProposalMark | None] = {}

    def highlighted(self, highlighter: Highlighter | None) -> "TextPage":
        """The page with its syntax; the same object if its lines already have it."""
        if highlighter is None or self.lines[0].syntax is not None:
            return self
        lines = list(self.lines)
        highlight(lines, highlighter)
        return TextPage(self.text, lines=lines, usual_end=self.usual_end)

    def __len__(self) -> int:
        """The number of lines; at least one."""
        return len(self.lines)

    @cached_property
    def marks(self) -> tuple[ProposalMark, ...]:
        """All marks, with their places in the text."""
        return tuple(
            [
                mark.moved(start)
                for line, start in zip(self.lines, self.starts, strict=True)
                for mark in line.marks
                if mark.start >= 0
            ]
        )

    def find(self, mark_id: str) -> ProposalMark | None:
        """A mark with its place in the text. Searches the lines, which keep their index of marks from page to page;
        that is fast enough because few marks are looked up for each page."""
        if mark_id not in self._marks_by_id:
            self._marks_by_id[mark_id] = next(
                (
                    line.marks_by_id[mark_id].moved(start)
                    for line, start in zip(self.lines, self.starts, strict=True)
                    if mark_id in line.marks_by_id
                ),
                None,
            )
        return self._marks_by_id[mark_id]

    @cached_property
    def line_end(self) -> str:
        """The line end for typed lines: that of the text's first line."""
        return self.lines[0].end or self.usual_end or "\n"

    def words_in(self, span: Span) -> int:
        """The number of words in a span."""
        first, last = self.line_of(span.start), self.line_of(span.end)
        cuts = [(first, span.start - self.starts[first], None), (last, 0, span.end - self.starts[last])]
        if first == last:
            cuts = [(first, span.start - self.starts[first], span.end - self.starts[first])]
        edges = sum(count_words(self.lines[number].prose[start:end]) for number, start, end in cuts)
        return edges + sum(line.words for line in self.lines[first + 1 : last])

    @property
    def prose(self) -> str:
        """The text with syntax and code blanked out, so that every word keeps its place."""
        return "".join([line.prose + line.end for line in self.lines])

    def line_of(self, offset: int) -> int:
        """The number of the line that contains the code point `offset`."""
        return bisect_right(self.starts, offset) - 1

    def end(self, number: int) -> int:
        """The offset where the text of a line ends, before its line end."""
        return self.starts[number] + len(self.lines[number].text)

    def line(self, number: int) -> str:
        """The text of a line as Qt holds it, without ghosts and line end."""
        return self.lines[number].visible_text

    def runs(self, number: int) -> list[Run]:
        """A line as it is painted; adjacent runs with the same look are joined."""
        return list(self.lines[number].runs)

    def to_units(self, offset: int, *, behind: bool = False) -> tuple[int, int]:
        """The line and the UTF-16 offset in it where the code point `offset` is shown: before the ghosts at that place,
        or with `behind` after them."""
        number = self.line_of(offset)
        return number, self.lines[number].to_units(offset - self.starts[number], behind=behind)

    def to_text(self, number: int, unit: int) -> int:
        """The code point at the UTF-16 offset `unit` of a line; inside a ghost, the place where it would be
        inserted."""
        return self.starts[number] + self.lines[number].to_text(unit)
