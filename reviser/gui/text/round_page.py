"""Builds the page of the current round incrementally: only lines where something changed are built anew.

Between two states of a round, regions were added or removed, proposals arrived, and some changed their status. Each of
these has a place in the round's base, which never changes. The base is cut around these places, at line starts that no
region and no proposal crosses, before or after the change. The lines outside the cuts are the same in both pages.

A filter (`Filters`) hides marks and nothing else: accepted text stays in the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from itertools import compress
from operator import is_not

from reviser.core.filters import EVERYTHING, Filters
from reviser.core.round import Arrival, Item
from reviser.core.round_state import RoundState, Status
from reviser.core.session import State
from reviser.core.text import Span, shared_ends
from reviser.core.working_copy import Region, WorkingCopy
from reviser.documents.highlight import Highlighter
from reviser.gui.text.highlighting import highlight
from reviser.gui.text.lines import Line, Look, ProposalMark, first_end, line_starts, lines_of
from reviser.gui.text.page import TextPage


class RoundPage:
    """Builds the page of each state in turn. The result equals `page_of`."""

    def __init__(self) -> None:
        self._page = TextPage("")
        self._working = WorkingCopy("")
        self._round_state: RoundState | None = None
        self._highlighter: Highlighter | None = None
        self._choice = EVERYTHING
        self._breaks: list[tuple[int, int]] = []  # line starts of the base

    def of(self, state: State, highlighter: Highlighter | None = None, filters: Filters = EVERYTHING) -> TextPage:
        """The current text with the proposals of the current round that pass `filters`, and with its syntax if there is
        a `highlighter`."""
        working, round_state = state.working, state.round_state
        dirty = self._dirty(working, round_state, filters) if highlighter is self._highlighter else None
        self._highlighter, self._choice = highlighter, filters
        if dirty is None:
            self._breaks = line_starts(working.base)
            self._page = page_of(state, filters).highlighted(highlighter)
        elif dirty:
            self._page = self._updated(working, round_state, _merge_spans(dirty))
        self._working, self._round_state = working, round_state
        return self._page

    def _dirty(self, working: WorkingCopy, round_state: RoundState | None, filters: Filters) -> list[Span] | None:
        """The spans of the base where something changed since the last page; None if that page cannot be reused."""
        old = self._working
        if old.base is not working.base and old.base != working.base:
            return None
        spans = [Span(region.start, region.end) for region in _changed_regions(old.regions, working.regions)]
        if round_state is None or self._round_state is None:
            return spans if round_state is self._round_state else None
        items = changed_items(self._round_state, round_state)
        if items is None:
            return None
        if filters != self._choice:
            items += _items_shown_once(round_state, self._choice, filters)
        return spans + [item.proposal.edit.span for item in items]

    def _updated(self, working: WorkingCopy, round_state: RoundState | None, dirty: list[Span]) -> TextPage:
        old, text = self._page, working.text
        lines: list[Line] = []
        fresh: list[range] = []
        taken = 0  # old lines used so far
        beyond = 0  # the base is finished up to here
        for span in dirty:
            if span.end < beyond:
                continue
            first, last = self._cut(working, round_state, span)
            lines += old.lines[taken : old.line_of(self._working.place(Span(first, first)).start)]
            start = working.place(Span(first, first)).start
            if last is None:
                taken, stop = len(old), len(text)
            else:
                taken = old.line_of(self._working.place(Span(last, last)).start)
                stop = working.place(Span(last, last)).start
            marks = (
                ()
                if round_state is None
                else _marks(round_state, _items_between(round_state, first, last), self._choice)
            )
            local = [mark.moved(-start) for mark in marks]
            made = lines_of(text[start:stop], local, last=last is None)
            fresh.append(range(len(lines), len(lines) + len(made)))
            lines += made
            beyond = len(working.base) + 1 if last is None else last
        lines += old.lines[taken:]
        if self._highlighter is not None:
            highlight(lines, self._highlighter, fresh)
        return TextPage(text, lines=lines, usual_end=old.usual_end)

    def _cut(self, working: WorkingCopy, round_state: RoundState | None, span: Span) -> tuple[int, int | None]:
        """The nearest line starts around `span` that nothing crosses; None stands for the end of the base."""

        def parts(index: int) -> bool:
            end, start = self._breaks[index]
            if any(_reaches(regions, end, start) for regions in (self._working, working)):
                return False
            if working.base[start - 1] == "\r" and any(_begins(each, start) for each in (self._working, working)):
                return False  # the text now before it may form one line end with it
            if round_state is None:
                return True
            before = bisect_left(round_state.round.live_starts, start) - 1
            return before < 0 or round_state.round.live[before].proposal.edit.end < start

        head = bisect_right(self._breaks, span.start, key=_start) - 1
        while head >= 0 and not parts(head):
            head -= 1
        tail = bisect_right(self._breaks, span.end, key=_start)
        while tail < len(self._breaks) and not parts(tail):
            tail += 1
        first = self._breaks[head][1] if head >= 0 else 0
        return first, self._breaks[tail][1] if tail < len(self._breaks) else None


def _start(line: tuple[int, int]) -> int:
    return line[1]


def _reaches(working: WorkingCopy, end: int, start: int) -> bool:
    """Whether a region changes the line end at `end:start` of the base."""
    return any(region.start < start and region.end > end for region in working.near(Span(end, start)))


def _begins(working: WorkingCopy, start: int) -> bool:
    return any(region.start == start for region in working.near(Span(start, start)))


def _merge_spans(spans: list[Span]) -> list[Span]:
    """The spans in order, with touching ones joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _items_between(round_state: RoundState, first: int, last: int | None) -> Sequence[Item]:
    """The live proposals that begin in `first:last` of the base."""
    starts = round_state.round.live_starts
    stop = len(starts) if last is None else bisect_left(starts, last)
    return round_state.round.live[bisect_left(starts, first) : stop]


def _changed_regions(old: tuple[Region, ...], new: tuple[Region, ...]) -> set[Region]:
    """The regions that are in only one of the two."""
    if old is new:
        return set()
    shortest = min(len(old), len(new))
    head = 0
    while head < shortest and (old[head] is new[head] or old[head] == new[head]):
        head += 1
    tail = 0
    while tail < shortest - head and (old[-1 - tail] is new[-1 - tail] or old[-1 - tail] == new[-1 - tail]):
        tail += 1
    return set(old[head : len(old) - tail]) ^ set(new[head : len(new) - tail])


def changed_items(old: RoundState, new: RoundState) -> list[Item] | None:
    """The live proposals that arrived, were decided, were taken back or became stale between two states of one round.
    None if the states are of different rounds, or proposals were removed."""
    before, after = old.round, new.round
    if before.id != after.id or before.base != after.base or old.closed != new.closed:
        return None
    arrived: tuple[Item, ...] = ()
    if before.items is not after.items:
        count = len(before.items)
        if count > len(after.items) or before.items != after.items[:count]:
            return None
        arrived = after.items[count:]
    ids: set[str] = set()
    if old.decisions is not new.decisions:
        decided, earlier = new.decisions, old.decisions
        # Thousands at each decision, so the loop runs outside Python.
        ids.update(compress(decided, map(is_not, decided.values(), map(earlier.get, decided))))
        ids |= earlier.keys() - decided.keys()
    if old.stale is not new.stale:
        ids |= old.stale ^ new.stale
    if old.locked is not new.locked:
        ids |= old.locked ^ new.locked
    found = [item for each in ids if (item := after.by_id.get(each)) is not None]
    return found + [item for item in arrived if item.standing is Arrival.LIVE and item.id not in ids]


def _items_shown_once(round_state: RoundState, before: Filters, after: Filters) -> list[Item]:
    """The live proposals that pass only one of two filters, in their current state."""
    return [
        item
        for item in round_state.round.live
        if before.matches(item, status := round_state.status(item)) != after.matches(item, status)
    ]


def page_of(state: State, filters: Filters = EVERYTHING) -> TextPage:
    """The current text with the proposals of the current round that pass `filters`. If all lines but one were deleted,
    typed lines end as in the document's first text."""
    usual_end = first_end(state.first)
    if state.round_state is None:
        return TextPage(state.text, usual_end=usual_end)
    return TextPage(state.text, _marks(state.round_state, state.round_state.round.live, filters), usual_end=usual_end)


def _marks(round_state: RoundState, items: Iterable[Item], filters: Filters) -> list[ProposalMark]:
    """The marks of those `items` that pass `filters` and have a place in the text."""
    working = round_state.working
    marks: list[ProposalMark] = []
    filtered = filters != EVERYTHING
    for item in items:
        edit, intent = item.proposal.edit, item.proposal.intent
        status = round_state.status(item)
        if filtered and not filters.matches(item, status):
            continue
        match status:
            case Status.PENDING:
                place = working.place(edit.span)
                marks.append(ProposalMark(item.id, place.start, place.end, edit.after, Look.PENDING, intent))
            case Status.ACCEPTED:
                region = working.region_of(item.id, edit.start)
                if region is not None:
                    place = working.place_of(region)
                    marks.append(ProposalMark(item.id, place.start, place.end, "", Look.ACCEPTED, intent))
            case Status.REJECTED:
                stands = round_state.place(item)
                if stands is not None:
                    marks.append(ProposalMark(item.id, stands.start, stands.end, "", Look.REJECTED, intent))
            case Status.STALE:
                left = _remaining_span(working, edit.span)
                if left is not None:
                    marks.append(ProposalMark(item.id, left.start, left.end, "", Look.STALE, intent))
            case _:
                pass
    return marks


def changed_place(before: State, after: State) -> Span | None:
    """The first span in the text of `after` where it differs from `before`: changed text, or a proposal with another
    status. None if there is no visible difference."""
    if before.text != after.text:
        head, tail = shared_ends(before.text, after.text)
        return Span(head, len(after.text) - tail)
    if before.round_state is None or after.round_state is None:
        return None
    items = changed_items(before.round_state, after.round_state)
    return after.round_state.place(items[0]) if items else None


def _remaining_span(working: WorkingCopy, span: Span) -> Span | None:
    """The span of the text that remains of `span` of the base, including text typed inside it; None if nothing
    remains."""
    start, end = span.start, span.end
    near = working.near(span)
    for region in near:
        if region.start <= start < region.end:
            start = region.end
    for region in reversed(near):
        if region.start < end <= region.end:
            end = region.start
    if start >= end:
        return None
    first = working.place(Span(start, start + 1)).start
    return Span(first, working.place(Span(end - 1, end)).end)


class PastView(Enum):
    """How an earlier round is displayed."""

    CHANGES = auto()
    BEFORE = auto()
    AFTER = auto()


def past_page(round_state: RoundState, view: PastView, filters: Filters = EVERYTHING) -> TextPage:
    """The page of an earlier round: its base with the decisions, its base alone, or its result. Decisions that do not
    pass `filters` are not shown."""
    match view:
        case PastView.BEFORE:
            return TextPage(round_state.round.base)
        case PastView.AFTER:
            return TextPage(round_state.result)
        case PastView.CHANGES:
            marks: list[ProposalMark] = []
            for item in round_state.round.live:
                edit, intent = item.proposal.edit, item.proposal.intent
                status = round_state.status(item)
                if not filters.matches(item, status):
                    continue
                if status is Status.ACCEPTED:
                    marks.append(
                        ProposalMark(item.id, edit.start, edit.end, round_state.after(item), Look.CHANGE, intent)
                    )
                elif status is Status.REJECTED:
                    marks.append(ProposalMark(item.id, edit.start, edit.end, "", Look.REJECTED, intent))
            return TextPage(round_state.round.base, marks)
