"""The two pages of a round: its base with deletions marked, and its result with insertions marked.

If one side has no text at a place where the other has some, it shows a caret there, so that the change is visible on
both. What a filter hides is not marked; a hidden pending proposal leaves the text unchanged on both sides."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from reviser.core.filters import EVERYTHING, Filters
from reviser.core.memory import accepted_text
from reviser.core.round import Item
from reviser.core.round_state import RoundState, Status
from reviser.core.text import Span
from reviser.gui.text.lines import Look, ProposalMark
from reviser.gui.text.page import TextPage

NOTHING = "\u2038"


@dataclass(frozen=True)
class Alignment:
    """The correspondence of two texts: pairs of spans (code points) that differ, in text order. Between two pairs, both
    texts are equal."""

    pairs: tuple[tuple[Span, Span], ...] = ()

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        return [left.start for left, _ in self.pairs], [right.start for _, right in self.pairs]

    def to_right(self, offset: int) -> int:
        """The offset in the right text that corresponds to the code point `offset` of the left text."""
        return self._across(offset, 0)

    def to_left(self, offset: int) -> int:
        """The offset in the left text that corresponds to the code point `offset` of the right text."""
        return self._across(offset, 1)

    def _across(self, offset: int, side: int) -> int:
        index = bisect_right(self._starts[side], offset) - 1
        if index < 0:
            return offset
        pair = self.pairs[index]
        here, there = pair[side], pair[1 - side]
        if offset < here.end:
            return min(there.start + offset - here.start, there.end)
        return there.end + offset - here.end


@dataclass(frozen=True)
class Sides:
    """Two pages and their alignment."""

    left: TextPage
    right: TextPage
    alignment: Alignment


def sides_of(round_state: RoundState | None, text: str, filters: Filters = EVERYTHING) -> Sides:
    """The base of a round, and its result: accepted and typed text, with pending proposals that pass `filters` applied.
    Both pages show `text` if there is no round."""
    if round_state is None:
        page = TextPage(text)
        return Sides(page, page, Alignment())
    live = round_state.round.live
    if filters != EVERYTHING:
        live = tuple([item for item in live if filters.matches(item, round_state.status(item))])
    return Sides(_base_page(round_state, live), *_result_page(round_state, live))


def _base_page(round_state: RoundState, live: Iterable[Item]) -> TextPage:
    marks: list[ProposalMark] = []
    for item in live:
        edit, intent = item.proposal.edit, item.proposal.intent
        sign = "" if edit.before else NOTHING
        match round_state.status(item):
            case Status.PENDING:
                marks.append(ProposalMark(item.id, edit.start, edit.end, sign, Look.PENDING, intent))
            case Status.ACCEPTED:
                marks.append(ProposalMark(item.id, edit.start, edit.end, sign, Look.CHANGE, intent))
            case Status.REJECTED:
                marks.append(ProposalMark(item.id, edit.start, edit.end, "", Look.REJECTED, intent))
            case Status.STALE:
                marks.append(ProposalMark(item.id, edit.start, edit.end, "", Look.STALE, intent))
            case _:
                pass
    return TextPage(round_state.round.base, marks)


def _result_page(round_state: RoundState, live: Iterable[Item]) -> tuple[TextPage, Alignment]:
    working = round_state.working
    coming = [item for item in live if round_state.status(item) is Status.PENDING]
    without = _Without(working.text, [working.place(item.proposal.edit.span) for item in coming])
    marks: list[ProposalMark] = []
    pairs: list[tuple[Span, Span]] = []
    for item in coming:
        edit = item.proposal.edit
        at = without.place(working.place(edit.span).start)
        marks.append(ProposalMark(item.id, at, at, edit.after or NOTHING, Look.PENDING, item.proposal.intent))
        pairs.append((edit.span, Span(at, at)))
    for item in live:
        edit, intent = item.proposal.edit, item.proposal.intent
        status = round_state.status(item)
        place = round_state.place(item) if status in {Status.ACCEPTED, Status.REJECTED} else None
        if place is not None:
            accepted = status is Status.ACCEPTED
            gone = accepted and not accepted_text(item.proposal, round_state.decisions[item.id].decision)
            look = Look.ACCEPTED if accepted else Look.REJECTED
            span = without.span(place)
            marks.append(ProposalMark(item.id, span.start, span.end, NOTHING if gone else "", look, intent))
    for region in working.regions:
        pairs.append((Span(region.start, region.end), without.span(working.place_of(region))))
    marks.sort(key=lambda mark: (mark.start, mark.end))
    pairs.sort()
    return TextPage(without.text, marks), Alignment(tuple(pairs))


class _Without:
    """A text without the given spans (in text order), and a map from its old offsets to the new ones."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._spans = spans
        self._gone = list(accumulate((span.end - span.start for span in spans), initial=0))
        self.text = "".join(_kept_words(text, spans))

    def place(self, offset: int) -> int:
        index = bisect_right(self._starts, offset)
        if index and offset < self._spans[index - 1].end:
            return self._spans[index - 1].start - self._gone[index - 1]
        return offset - self._gone[index]

    def span(self, span: Span) -> Span:
        return Span(self.place(span.start), self.place(span.end))


def _kept_words(text: str, spans: Iterable[Span]) -> Iterable[str]:
    start = 0
    for span in spans:
        yield text[start : span.start]
        start = span.end
    yield text[start:]
