"""Where the text in hand comes from: which words are the writer's, which a model's, and the story of any passage.

Everything is followed through the rounds, base by base, along the regions that were accepted or typed. What an edit
leaves standing within its span keeps where it came from.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from reviser.core.diff import diff
from reviser.core.edit import Verdict
from reviser.core.hindsight import reading, where
from reviser.core.played import Made, Played, Status
from reviser.core.round import Item
from reviser.core.session import State
from reviser.core.text import Span
from reviser.core.working import Region, Working


class Hand(StrEnum):
    """Who wrote a word."""

    FIRST = "first draft"
    TYPED = "typed"  # by the writer, since
    MODEL = "model"  # as it was proposed
    REWRITTEN = "rewritten"  # by the writer, in the place of a proposal


@dataclass(frozen=True, slots=True)
class Stretch:
    """`start:end` of the text, in code points, is of one hand. `depth` is the round that it came in with, 0 before the
    first; `proposal` the one that it came from, or ""."""

    start: int
    end: int
    hand: Hand
    depth: int = 0
    proposal: str = ""


def stretches(state: State) -> tuple[Stretch, ...]:
    """The text in hand, stretch by stretch, from its beginning to its end; none for an empty text."""
    found = [Stretch(0, len(state.first), Hand.FIRST)] if state.first else []
    bases: dict[str, list[Stretch]] = {}
    for working, played in _steps(state):
        if played is not None:
            bases[played.round.id] = found
        found = list(_through(found, working, played))
    for number, played in enumerate(state.history):
        for item_id, made in played.decisions.items():
            item = played.round.by_id[item_id]
            place = where(state, number, item) if made.late else None
            if place is not None:
                found = list(_merged(_spliced(found, place, _decided_late(bases[played.round.id], played, item))))
    return tuple(found)


def _decided_late(base: list[Stretch], played: Played, item: Item) -> list[Stretch]:
    """Where the item's place as it reads now comes from, from 0; `base` are the stretches of the round's base."""
    span = item.proposal.edit.span
    before = [
        replace(each, start=max(each.start, span.start) - span.start, end=min(each.end, span.end) - span.start)
        for each in base
        if each.start < span.end and span.start < each.end
    ]
    if played.status(item) is not Status.ACCEPTED:
        return before
    after = reading(played, item)
    edit = item.proposal.edit
    return list(_through(before, Working(edit.before, (Region(0, len(edit.before), after, item.id),)), played))


def _spliced(found: list[Stretch], place: Span, put: list[Stretch]) -> Iterator[Stretch]:
    """`found` with `put`, which counts from 0, in `place`."""
    pieces = [replace(each, start=each.start + place.start, end=each.end + place.start) for each in put]
    for each in found:
        yield replace(each, end=min(each.end, place.start))
        if each.end >= place.start:
            yield from pieces
            pieces = []
        yield replace(each, start=max(each.start, place.end))
    yield from pieces


def shares(state: State) -> dict[Hand, float]:
    """How much of the text in hand each hand wrote, 0 to 1, counted in code points; all 0 for an empty text."""
    lengths: Counter[Hand] = Counter()
    for stretch in stretches(state):
        lengths[stretch.hand] += stretch.end - stretch.start
    whole = max(1, lengths.total())
    return {hand: lengths[hand] / whole for hand in Hand}


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one step meant for a passage, which read `before` and then `after`. `depth` 0 is what was typed before the
    first round. `items` are the proposals that were made there, in order of place, with what was decided of each;
    `typed` says whether the writer typed there themselves."""

    depth: int
    before: str
    after: str
    items: tuple[tuple[Item, Made | None], ...] = ()
    typed: bool = False


def story(state: State, span: Span) -> tuple[str, tuple[Chapter, ...]]:
    """How `span` of the text in hand came to read as it does: what stood there in the first draft, and what each step
    did to it, oldest first; steps that did nothing and proposed nothing there are left out."""
    chapters: list[Chapter] = []
    for working, played in reversed(list(_steps(state))):
        before = origin(working, span)
        inside = [one for one in working.near(before) if before.start <= one.start and one.end <= before.end]
        items = () if played is None else tuple(_items(played, before))
        if before.of(working.base) != span.of(working.text) or items:
            depth = 0 if played is None else played.round.depth
            typed = any(not region.owner for region in inside)
            chapters.append(Chapter(depth, before.of(working.base), span.of(working.text), items, typed))
        span = before
    return span.of(state.first), tuple(reversed(chapters))


def origin(working: Working, span: Span) -> Span:
    """The part of the base that `span` of the text was made from. A region that `span` shares text with is taken whole;
    what was deleted at its very edges is not part of it, but for the edges of the text."""
    start, end = span.start, span.end
    first = last = None
    before = within = 0  # by how much the text has grown up to the start and up to the end of the span
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


def _steps(state: State) -> Iterator[tuple[Working, Played | None]]:
    """From the first draft to the text in hand: a base with what became of it, and the round that it was, if any."""
    text = state.first
    for played in state.rounds:
        if played.round.base != text:
            typed = tuple(Region(edit.start, edit.end, edit.after) for edit in diff(text, played.round.base))
            yield Working(text, typed), None
        yield played.working, played
        text = played.working.text
    if state.played is None and state.working.regions:
        yield state.working, None


def _items(played: Played, span: Span) -> Iterator[tuple[Item, Made | None]]:
    """The proposals that could be decided on at `span` of the round's base."""
    live = played.round.live
    first = bisect_left(live, span.start, key=lambda item: item.proposal.edit.end)
    for item in live[first:]:
        edit = item.proposal.edit
        if edit.start > span.end:
            return
        if (edit.start < span.end and span.start < edit.end) or span.start <= edit.start == edit.end <= span.end:
            yield item, played.decisions.get(item.id)


def _through(before: list[Stretch], working: Working, played: Played | None) -> Iterator[Stretch]:
    """The stretches of a base as they stand in its text, what came in with the regions among them."""
    starts = [stretch.start for stretch in before]
    return _merged(_pieces(before, starts, working, played))


def _merged(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Without empty ones, and those of one origin side by side as one."""
    waiting: Stretch | None = None
    for stretch in stretches:
        if stretch.start >= stretch.end:
            continue
        if waiting is not None and replace(waiting, start=0, end=0) == replace(stretch, start=0, end=0):
            waiting = replace(waiting, end=stretch.end)
            continue
        if waiting is not None:
            yield waiting
        waiting = stretch
    if waiting is not None:
        yield waiting


def _pieces(before: list[Stretch], starts: list[int], working: Working, played: Played | None) -> Iterator[Stretch]:
    place = position = 0

    def kept(upto: int) -> Iterable[Stretch]:
        """What stays of the base from `position` on."""
        nonlocal place, position
        index = max(0, bisect_right(starts, position) - 1)
        while position < upto:
            stretch = before[index]
            end = min(upto, stretch.end)
            yield replace(stretch, start=place, end=place + end - position)
            place += end - position
            position = end
            index += 1

    for region in working.regions:
        yield from kept(region.start)
        came = _came(region, played)
        for edit in diff(working.base[region.start : region.end], region.after):
            yield from kept(region.start + edit.start)
            yield replace(came, start=place, end=place + len(edit.after))
            place += len(edit.after)
            position = region.start + edit.end
        yield from kept(region.end)
    yield from kept(len(working.base))


def _came(region: Region, played: Played | None) -> Stretch:
    """Whose a region is, still without a place."""
    depth = 0 if played is None else played.round.depth
    if not region.owner or played is None:
        return Stretch(0, 0, Hand.TYPED, depth)
    rewritten = played.decisions[region.owner].decision.verdict is Verdict.REWRITE
    return Stretch(0, 0, Hand.REWRITTEN if rewritten else Hand.MODEL, depth, region.owner)
