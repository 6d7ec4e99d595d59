"""Holds back rejected edits. This is enforced here, whatever a reviser does.

A rejection belongs to a place and moves with the text. It is compared by its effect: normalised, and without the words
that both sides share, so that it also applies to another intent or a longer quote."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel

from reviser.core.diff import diff
from reviser.core.edit import Edit, Proposal, apply_within, invert, rebase
from reviser.core.segment import Sentences
from reviser.core.text import Span, normalise, words
from reviser.core.working_copy import Region, WorkingCopy

NEAR = 4  # code points: an insertion can be on either side of adjacent white space and a sign


@dataclass(frozen=True, slots=True)
class Rejection:
    """A rejected edit at its place in the current base. `id` is that of the rejected proposal. `typed` is what the
    person had typed in this round when they rejected it, which does not end the rejection."""

    id: str
    edit: Edit
    typed: frozenset[Region] = frozenset()


@dataclass(frozen=True, slots=True)
class Held:
    """The rest of a proposal after rejections: `proposal` is None if nothing is left. `because` are the ids of rejected
    proposals."""

    proposal: Proposal | None
    because: tuple[str, ...]


class Rejections:
    """Rejections in `base`, indexed by place."""

    def __init__(self, base: str, rejections: Iterable[Rejection]) -> None:
        self.base = base
        self._by_place = sorted(enumerate(rejections), key=lambda each: each[1].edit.start)
        # The sentences are already computed when the round begins (`carry_rejections`).
        self.sentences = Sentences(base, len(self._by_place))
        self._starts = [held.edit.start for _, held in self._by_place]
        self._longest = max((len(held.edit.before) for _, held in self._by_place), default=0)

    def near(self, edit: Edit) -> list[Rejection]:
        """The rejections near `edit`, in their original order."""
        first = bisect_left(self._starts, edit.start - NEAR - self._longest)
        last = bisect_right(self._starts, edit.end + NEAR)
        return [held for _, held in sorted(self._by_place[first:last]) if _is_near(held.edit, edit)]


def examine(proposal: Proposal, rejections: Rejections) -> Held:
    """`proposal` without its rejected parts. Only nearby rejections are examined."""
    edit = proposal.edit
    because: list[str] = []
    near = rejections.near(edit)
    for held in near:
        if not _contains(rejections, edit, held.edit):
            continue
        because.append(held.id)
        left = _without(rejections, edit, held.edit)
        if left is None or _contains(rejections, left, held.edit):
            return Held(None, tuple(because))
        edit = left
    if not because:
        others = [
            after
            for after in proposal.alternatives
            if not any(_contains(rejections, replace(edit, after=after), held.edit) for held in near)
        ]
        kept = proposal if len(others) == len(proposal.alternatives) else replace(proposal, alternatives=tuple(others))
        return Held(kept, ())
    return Held(replace(proposal, edit=edit, alternatives=()), tuple(because))


def _is_near(one: Edit, other: Edit) -> bool:
    return one.start <= other.end + NEAR and other.start <= one.end + NEAR


def _contains(rejections: Rejections, edit: Edit, rejected: Edit) -> bool:
    """Whether `rejected` is a part of `edit`: its result is on a shortest path, word by word, from the base to the
    result of the edit."""
    base, window = rejections.base, _window(rejections, edit, rejected)
    texts = [window.of(base), *(apply_within(base, window, [each]) for each in (rejected, edit))]
    start, part, whole = (_compared(text) for text in texts)
    if start == part:
        # Only white space or typography was rejected: compare letter by letter.
        start, part, whole = (words(text) for text in texts)
    way = Indel.distance(start, part)
    return way > 0 and Indel.distance(start, whole) == way + Indel.distance(part, whole)


def _without(rejections: Rejections, edit: Edit, rejected: Edit) -> Edit | None:
    """`edit` without its part `rejected`, in the base; None if nothing remains or the two cannot be separated."""
    base, window = rejections.base, _window(rejections, edit, rejected)
    inside = rejected.moved(-window.start)
    rest = diff(apply_within(base, window, [rejected]), apply_within(base, window, [edit]))
    back = rebase(rest, invert([inside]))
    if back.dropped or not back.moved:
        return None
    start, end = back.moved[0].start, back.moved[-1].end
    within, part = window.of(base), Span(start, end)
    return Edit(window.start + start, part.of(within), apply_within(within, part, back.moved))


def _window(rejections: Rejections, one: Edit, other: Edit) -> Span:
    """The sentences that contain both edits."""
    at = rejections.sentences.at
    start = at(min(one.start, other.start)).start
    return Span(start, max(at(max(one.start, other.start)).end, one.end, other.end))


def _compared(text: str) -> Sequence[str]:
    """The words and signs of a text, ignoring spacing and the style of quotation marks."""
    return [word for word in words(normalise(text).text) if not word.isspace()]


def carry_rejections(working: WorkingCopy, rejections: Iterable[Rejection]) -> tuple[Rejection, ...]:
    """The rejections that still hold when the text of `working` becomes the new base, moved to it. A rejection ends if
    an edit over it was accepted, or if the person changed a word of its sentence by typing."""
    moved: list[Rejection] = []
    listed = list(rejections)
    before, after = Sentences(working.base, len(listed)), Sentences(working.text, len(listed))
    for held in listed:
        if working.touching(held.edit.span) or _typed_in_its_sentence(working, held, before, after):
            continue
        place = working.place(held.edit.span)
        moved.append(Rejection(held.id, replace(held.edit, start=place.start)))
    return tuple(moved)


def _typed_in_its_sentence(working: WorkingCopy, held: Rejection, before: Sentences, after: Sentences) -> bool:
    """Whether the person changed a word of the rejection's sentence since they rejected it: removed one from it in the
    base, or added one to it in the text. `before` and `after` are the sentences of the two."""
    if working.by_hand <= held.typed:
        return False
    edit, base, text = held.edit, working.base, working.text
    old = before.at(edit.start)
    new = after.at(working.place(edit.span).start)
    for region in working.near(Span(min(old.start, edit.start), max(old.end, edit.end))):
        if region.owner or region in held.typed:
            continue
        place = working.place_of(region)
        gone = base[max(region.start, old.start) : min(region.end, old.end)]
        come = text[max(place.start, new.start) : min(place.end, new.end)]
        if any(character.isalnum() for character in gone + come):
            return True
    return False
