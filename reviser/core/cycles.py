"""Detects cycles: a sentence that has returned to an earlier state twice is frozen, and the rest of the text goes
on."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reviser.core.segment import Sentences
from reviser.core.text import Span, normalise
from reviser.core.working_copy import WorkingCopy

RETURNS_TO_FREEZE = 2


@dataclass(frozen=True, slots=True)
class Lineage:
    """A passage of whole sentences that accepted edits have changed: its normalised states so far, oldest first, and
    how often it returned to an earlier one. `span` is in the current base."""

    span: Span
    states: tuple[str, ...]
    returns: int = 0

    @property
    def frozen(self) -> bool:
        return self.returns >= RETURNS_TO_FREEZE


def is_frozen(lineages: Iterable[Lineage], span: Span) -> bool:
    """Whether `span` of the base is in a frozen passage."""
    return any(
        lineage.frozen and lineage.span.start <= span.start and span.end <= lineage.span.end for lineage in lineages
    )


def advance_lineages(working: WorkingCopy, lineages: Iterable[Lineage]) -> tuple[Lineage, ...]:
    """The lineages when the text of `working` becomes the new base. A passage in which the person typed starts anew:
    only what revisers do by themselves is a cycle."""
    known = sorted(lineages, key=lambda lineage: lineage.span)
    starts = [lineage.span.start for lineage in known]
    groups = _changed_passages(working, [lineage.span for lineage in known])
    moved: list[Lineage] = []
    for span, typed in groups:
        near = known[bisect_left(starts, span.start) : bisect_right(starts, span.end)]
        before = [lineage for lineage in near if span.contains(lineage.span)]
        place = _place(working, span)
        state = normalise(place.of(working.text)).text
        old = before[0] if len(before) == 1 and before[0].span == span else None
        if typed or len(before) > 1:
            continue
        if old is None:
            moved.append(Lineage(place, (normalise(span.of(working.base)).text, state)))
        else:
            returned = state in old.states and state != old.states[-1]
            moved.append(Lineage(place, (*old.states, state), old.returns + returned))
    touched = [span for span, _ in groups]
    begins = [span.start for span in touched]
    for lineage in known:
        behind = bisect_right(begins, lineage.span.start)  # no overlaps: only the last one before can contain it
        if not any(span.contains(lineage.span) for span in touched[max(0, behind - 2) : behind]):
            moved.append(replace(lineage, span=_place(working, lineage.span)))
    return tuple(sorted(moved, key=lambda lineage: lineage.span))


def _changed_passages(working: WorkingCopy, known: list[Span]) -> list[tuple[Span, bool]]:
    """The passages of whole sentences of the base that regions change, and whether the person typed in each."""
    passages: list[tuple[Span, bool]] = []
    sentences = Sentences(working.base, 2 * len(working.regions))
    for region in working.regions:
        start = sentences.at(region.start).start
        end = max(sentences.at(max(region.start, region.end - 1)).end, region.end)
        for span in known:
            if span.start < end and start < span.end:
                start, end = min(start, span.start), max(end, span.end)
        typed = not region.owner
        if passages and passages[-1][0].end > start:
            last, last_typed = passages.pop()
            start, end, typed = min(start, last.start), max(end, last.end), typed or last_typed
        passages.append((Span(start, end), typed))
    return passages


def _place(working: WorkingCopy, span: Span) -> Span:
    """The place of a passage in the text, including insertions at its edges."""
    start = working.place(Span(span.start, span.start)).start
    at_the_end = span.end == len(working.base)
    inside = [
        region
        for region in working.near(span)
        if region.start >= span.start and (region.start < span.end or at_the_end)
    ]
    return Span(start, start + len(span) + sum(region.growth for region in inside))
