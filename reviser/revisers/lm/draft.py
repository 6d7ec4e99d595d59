"""A text with some edits applied, and the map from its offsets back to those of the original."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from reviser.core.edit import Edit
from reviser.core.text import Span


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The part `drafted` of the draft is unchanged; it begins at `start` of the text."""

    drafted: Span
    start: int


class EditedText:
    """`text` with `edits` applied, which do not overlap."""

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
        """The place in the text of `span` of the draft. None if the span touches a change."""
        at = bisect_right(self._stretches, span.start, key=lambda stretch: stretch.drafted.start) - 1
        stretch = self._stretches[at]
        first, last = at == 0, at == len(self._stretches) - 1
        inside = (first or span.start > stretch.drafted.start) and (last or span.end < stretch.drafted.end)
        if not inside or span.end > stretch.drafted.end:
            return None
        return span.shift(stretch.start - stretch.drafted.start)

    def written(self, edit: Edit) -> Span:
        """The place in the draft of the text that `edit` has inserted. `edit` is one of the edits given at the
        beginning."""
        at = bisect_left(self._stretches, edit.start, key=lambda stretch: stretch.start + len(stretch.drafted))
        start = self._stretches[at].drafted.end
        return Span(start, start + len(edit.after))

    def kept_spans(self, drafted: Span) -> Iterator[Span]:
        """The unchanged parts of `drafted`, a span of the draft, as spans of the text, in order."""
        first = bisect_right(self._stretches, drafted.start, key=lambda stretch: stretch.drafted.end)
        for stretch in islice(self._stretches, first, None):
            if stretch.drafted.start >= drafted.end:
                return
            same = Span(max(stretch.drafted.start, drafted.start), min(stretch.drafted.end, drafted.end))
            yield same.shift(stretch.start - stretch.drafted.start)
