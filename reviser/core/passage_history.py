"""How a passage came to its present text: what each step did to it and proposed for it at that time."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from reviser.core.branches import PointKind
from reviser.core.provenance import Account, Step
from reviser.core.round import Item
from reviser.core.round_state import RecordedDecision, RoundState
from reviser.core.text import Span
from reviser.core.working_copy import WorkingCopy


@dataclass(frozen=True, slots=True)
class PassageStep:
    """The effect of one step on a passage, from `before` to `after`. `depth` is that of the current round, 0 before
    the first. `items` are the proposals that were made or decided there, in text order, with their decisions in this
    step."""

    kind: PointKind
    depth: int
    before: str
    after: str
    items: tuple[tuple[Item, RecordedDecision | None], ...] = ()


def story(account: Account, span: Span) -> tuple[str, tuple[PassageStep, ...]]:
    """The history of `span` of the text: its text in the first draft, and what each step did to it, oldest first. Steps
    without effect and proposals there are left out."""
    spans: list[tuple[Span, Span]] = []  # spans before and after each step
    for step in reversed(account.steps):
        before = origin(step.working, span)
        spans.append((before, span))
        span = before
    spans.reverse()
    there: dict[int, tuple[Item, ...]] = {}
    for step, (before, _) in zip(account.steps, spans, strict=True):
        if step.kind is PointKind.ROUND and step.round is not None:
            there[step.round] = tuple(_items(account.state.rounds[step.round], before))
    later = {  # decided in their round, but in a later step
        item_id for step in account.steps if step.kind is PointKind.CONTINUED for item_id in step.decided
    }
    chapters: list[PassageStep] = []
    for step, (before, after) in zip(account.steps, spans, strict=True):
        items = tuple(_decisions_of_step(step, there, later))
        old, new = before.of(step.working.base), after.of(step.working.text)
        if old != new or items:
            chapters.append(PassageStep(step.kind, 0 if step.round is None else step.round + 1, old, new, items))
    return span.of(account.state.first), tuple(chapters)


def _decisions_of_step(
    step: Step, there: dict[int, tuple[Item, ...]], later: set[str]
) -> Iterator[tuple[Item, RecordedDecision | None]]:
    """The proposals among `there` (by round) that a step decided, with the decision; and those that a round left
    undecided, with None."""
    for number, items in there.items():
        for item in items:
            made = step.decided.get(item.id)
            offered = step.kind is PointKind.ROUND and step.round == number and item.id not in later
            if made is not None or offered:
                yield item, made


def origin(working: WorkingCopy, span: Span) -> Span:
    """The part of the base that `span` of the text comes from. A region that shares text with `span` is included whole;
    deletions at its edges are not, except at the edges of the text."""
    start, end = span.start, span.end
    first = last = None
    before = within = 0  # growth of the text up to the start, and up to the end of the span
    for region in working.regions:
        place = region.start + within
        behind = place + len(region.after)
        if place > end or (place == end and start < end):
            break
        if behind <= start and (start < end or behind < start):
            before += region.growth
        elif place <= start and first is None:
            first = region.start
        if behind > end or (behind == end and start == end):
            last = region.end
            break
        within += region.growth
    begin = start - before if first is None else first
    close = end - within if last is None else last
    if start == 0 < end:
        begin = 0
    if start < end == working.length():
        close = len(working.base)
    return Span(begin, max(begin, close))


def _items(round_state: RoundState, span: Span) -> Iterator[Item]:
    """The live proposals at `span` of the round's base."""
    live = round_state.round.live
    first = bisect_left(live, span.start, key=lambda item: item.proposal.edit.end)
    for item in live[first:]:
        edit = item.proposal.edit
        if edit.start > span.end:
            return
        if (edit.start < span.end and span.start < edit.end) or span.start <= edit.start == edit.end <= span.end:
            yield item
