"""The sentences that a revision changed, before and after, with the sentences around them."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reviser.core.edit import Edit, Verdict, apply
from reviser.core.segment import Sentences, sentences
from reviser.core.text import Span
from reviser.datasets.annotations import Annotation, JudgedEdit

AROUND = 2  # sentences of context on each side, as IteraTeR v2 has it


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, or several that an edit joins: the texts `before` and `after`, and the accepted edits that made the
    change, with places in `before`. `lead` and `tail` are the sentences around it in the base."""

    before: str
    after: str
    edits: tuple[JudgedEdit, ...]
    lead: str
    tail: str

    @property
    def intent(self) -> str:
        """The most frequent intent of the edits; if several are equally frequent, the one that occurs first."""
        counted = Counter(judged.intent for judged in self.edits)
        return counted.most_common(1)[0][0] if counted else ""


def passages(annotation: Annotation) -> Iterator[Passage]:
    """The passages that the accepted edits of an annotation change, in order; none if it has no text. Raises ValueError
    if the edits do not fit (see annotation_checks.py)."""
    return (passage for passage in all_passages(annotation) if passage.edits)


def all_passages(annotation: Annotation) -> Iterator[Passage]:
    """All sentences of an annotation in order, with those that an edit joins as one passage; none if it has no text.
    The `before` texts together are the base."""
    if annotation.base is not None:
        yield from passages_in(annotation.base, sentence_spans(annotation.base), annotation.accepted)


def sentence_spans(text: str) -> list[Span]:
    """The spans of the sentences of a text, without gaps. An empty text has one empty sentence."""
    return sentences(text) or [Span(0, 0)]


def passages_in(base: str, spans: Sequence[Span], edits: Iterable[JudgedEdit]) -> Iterator[Passage]:
    """The passages of a text with the sentences `spans`; sentences that one of `edits` joins are one passage. The edits
    must be in order, and none may begin before the first sentence."""
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


class DecidedSentence(NamedTuple):
    """A decided edit with its sentence (or sentences, if the edit crosses their ends): as it was, with what was
    offered, and with what was written. `lead` are the sentences before it in the base."""

    judged: JudgedEdit
    sentence: str
    offered: str
    written: str
    lead: str


def decided_sentences(annotation: Annotation) -> Iterator[DecidedSentence]:
    """Each decided edit of an annotation by itself, in order; none if it has no text."""
    if annotation.base is None:
        return
    among = Sentences(annotation.base)
    for judged in annotation.edits:
        if judged.verdict is Verdict.UNDECIDED:
            continue
        edit = judged.edit
        first, last = among.at(edit.start), among.at(max(edit.start, edit.end - 1))
        text = annotation.base[first.start : last.end]
        # Leave out white space at the beginning of a text: it would form one token with a prompt's end.
        begin = min(first.start + len(text) - len(text.lstrip()), edit.start)
        text, moved = annotation.base[begin : last.end], edit.moved(-begin)
        written = apply(text, [replace(moved, after=judged.applied.after)])
        lead = first
        for _ in range(AROUND):
            lead = among.at(max(0, lead.start - 1))
        yield DecidedSentence(judged, text, apply(text, [moved]), written, annotation.base[lead.start : begin])
