"""The guard of markups in which prose stands between locked parts, such as HTML and LaTeX."""

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Sequence

from reviser.core.edit import Edit, apply_within
from reviser.core.text import Span
from reviser.documents.spans import complement


class ProseGuard(ABC):
    """One text whose `prose` (sorted, apart) is open to edits, and nothing else. What inherits from this says what
    a stretch of prose may become."""

    def __init__(self, text: str, prose: tuple[Span, ...]) -> None:
        self._text = text
        self._prose = prose
        self._starts = [span.start for span in prose]
        self._protected = complement(prose, len(text))

    @property
    def protected(self) -> tuple[Span, ...]:
        return self._protected

    def keeps(self, edit: Edit) -> bool:
        return self.keeps_all((edit,))

    def keeps_all(self, edits: Sequence[Edit]) -> bool:
        inside: dict[Span, list[Edit]] = {}
        for edit in sorted(edits):
            index = bisect_right(self._starts, edit.start) - 1
            if index < 0 or edit.end > self._prose[index].end:
                return False
            inside.setdefault(self._prose[index], []).append(edit)
        return all(self._keeps(span, theirs) for span, theirs in inside.items())

    def _keeps(self, span: Span, edits: Sequence[Edit]) -> bool:
        try:
            after = apply_within(self._text, span, edits)
        except ValueError:
            return False
        return self._allows(span, span.of(self._text), after)

    @abstractmethod
    def _allows(self, span: Span, before: str, after: str) -> bool:
        """Whether the stretch of prose at `span` may read `after` where it read `before`."""
