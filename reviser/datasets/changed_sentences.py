"""The sentences that a revision changed, before and after, with the sentences around them."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reviser.core.edit import Edit, apply
from reviser.core.segment import sentences
from reviser.core.text import Span
from reviser.datasets.annotations import Annotation, JudgedEdit

AROUND = 2  # sentences of context on each side, as IteraTeR v2 has it


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, or several that an edit joins: `before` and `after`, and the accepted edits that made the change,
    in places of `before`. `lead` and `tail` are the sentences around it in the base."""

    before: str
    after: str
    edits: tuple[JudgedEdit, ...]
    lead: str
    tail: str

    @property
    def intent(self) -> str:
        """The one that most of the edits have, the first of those that come first."""
        counted = Counter(judged.intent for judged in self.edits)
        return counted.most_common(1)[0][0] if counted else ""


def passages(save: Annotation) -> Iterator[Passage]:
    """The passages that the accepted edits of a save change, in order; none where it has no text. ValueError where the
    edits do not fit (see annotation_checks.py)."""
    return (passage for passage in all_passages(save) if passage.edits)


def all_passages(save: Annotation) -> Iterator[Passage]:
    """All sentences of a save in order, those that an edit joins together; none where it has no text. Joined, `before`
    gives the base back."""
    if save.base is not None:
        yield from passages_in(save.base, sentence_spans(save.base), save.accepted)


def sentence_spans(text: str) -> list[Span]:
    """The sentences of a text, without a gap; one empty one of an empty text."""
    return sentences(text) or [Span(0, 0)]


def passages_in(base: str, spans: Sequence[Span], edits: Iterable[JudgedEdit]) -> Iterator[Passage]:
    """The sentences `spans` of a text, those that one of `edits` joins together. The edits are in order, and none
    begins before the first sentence."""
    waiting = deque(edits)
    at = 0
    while at < len(spans):
        last = at
        taken: list[JudgedEdit] = []
        while waiting and (waiting[0].edit.start < spans[last].end or last + 1 == len(spans)):
            taken.append(waiting.popleft())
            while taken[-1].edit.end > spans[last].end:
                last += 1
        yield _passage(base, spans, at, last, taken)
        at = last + 1


def _passage(base: str, spans: Sequence[Span], first: int, last: int, taken: list[JudgedEdit]) -> Passage:
    start, end = spans[first].start, spans[last].end
    moved = tuple(one._replace(edit=one.edit.moved(-start)) for one in taken)
    before = base[start:end]
    edits: list[Edit] = [one.applied for one in moved]
    return Passage(
        before,
        apply(before, edits),
        moved,
        base[spans[max(0, first - AROUND)].start : start],
        base[end : spans[min(len(spans) - 1, last + AROUND)].end],
    )
