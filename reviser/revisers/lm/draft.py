"""A text as it would stand with some edits in it, and the way back from its places to those of the text itself."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from reviser.core.edit import Edit
from reviser.core.text import Span


@dataclass(frozen=True, slots=True)
class _Stretch:
    """`drafted` of the draft is the same as the text from `start` on."""

    drafted: Span
    start: int


class EditedText:
    """`text` with `edits`, which do not overlap."""

    def __init__(self, text: str, edits: Iterable[Edit]) -> None:
        parts: list[str] = []
        self._stretches: list[_Stretch] = []
        place = length = 0
        for edit in sorted(edits):
            kept = text[place : edit.start]
            self._stretches.append(_Stretch(Span(length, length + len(kept)), place))
            parts += (kept, edit.after)
            length += len(kept) + len(edit.after)
            place = edit.end
        kept = text[place:]
        self._stretches.append(_Stretch(Span(length, length + len(kept)), place))
        self.text = "".join((*parts, kept))

    def back(self, span: Span) -> Span | None:
        """Where `span` of the draft stands in the text; None where it touches what an edit wrote or took away."""
        at = bisect_right(self._stretches, span.start, key=lambda stretch: stretch.drafted.start) - 1
        stretch = self._stretches[at]
        first, last = at == 0, at == len(self._stretches) - 1
        inside = (first or span.start > stretch.drafted.start) and (last or span.end < stretch.drafted.end)
        if not inside or span.end > stretch.drafted.end:
            return None
        return span.shift(stretch.start - stretch.drafted.start)

    def written(self, edit: Edit) -> Span:
        """Where what `edit`, which is one of those it was made with, has written stands in the draft."""
        at = bisect_left(self._stretches, edit.start, key=lambda stretch: stretch.start + len(stretch.drafted))
        start = self._stretches[at].drafted.end
        return Span(start, start + len(edit.after))

    def kept_spans(self, drafted: Span) -> Iterator[Span]:
        """What `drafted` of the draft has of the text, in order."""
        first = bisect_right(self._stretches, drafted.start, key=lambda stretch: stretch.drafted.end)
        for stretch in islice(self._stretches, first, None):
            if stretch.drafted.start >= drafted.end:
                return
            same = Span(max(stretch.drafted.start, drafted.start), min(stretch.drafted.end, drafted.end))
            yield same.shift(stretch.start - stretch.drafted.start)
