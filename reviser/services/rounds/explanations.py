"""Explains the changes of a text: the explanations of accepted proposals at the changes that they caused."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from reviser.core.diff import diff
from reviser.core.edit import Edit, Verdict
from reviser.core.memory import accepted_text
from reviser.core.round import Item
from reviser.core.round_state import RoundState
from reviser.core.session import State
from reviser.core.text import Span


def explanations(state: State, edits: Sequence[Edit]) -> list[str]:
    """The reason of each of `edits`, which are in order and make the current text: intent and explanation of all
    accepted proposals that it comes from; "" if it was typed or taken over."""
    results = _Places(edits)
    reasons: list[dict[str, None]] = [{} for _ in edits]
    by_words: dict[tuple[str, str], str] = {}
    for round_state in state.rounds:
        accepted = [item for item in round_state.round.live if _is_accepted(round_state, item)]
        since = _Places(diff(round_state.working.text, state.text) if accepted else ())
        for item in accepted:
            edit = item.proposal.edit
            why = by_words[edit.before, edit.after] = explanation(item)
            for span in _places_of(round_state, item):
                for number in results.edits_at(since.after(span)):
                    reasons[number][why] = None
    return [
        _joined(list(whys)) or by_words.get((edit.before, edit.after), "")
        for edit, whys in zip(edits, reasons, strict=True)
    ]


def explanation(item: Item) -> str:
    """The intent and the explanation of one proposal."""
    return f"{item.proposal.intent}: {item.proposal.explanation}"


def _is_accepted(round_state: RoundState, item: Item) -> bool:
    """Whether it was accepted as proposed."""
    made = round_state.decisions.get(item.id)
    return made is not None and made.decision.verdict is Verdict.ACCEPT


def _places_of(round_state: RoundState, item: Item) -> Iterator[Span]:
    """Where an accepted edit is in its round's text, also as a part of text typed around it."""
    after = accepted_text(item.proposal, round_state.decisions[item.id].decision)
    for region in round_state.working.touching(item.proposal.edit.span):
        if region.owner == item.id or (not region.owner and after in region.after):
            yield round_state.working.place_of(region)


def _joined(whys: list[str]) -> str:
    return "; ".join((*(why.rstrip(".") for why in whys[:-1]), *whys[-1:]))


class _Places:
    """Edits of a text in order, with their places in the old and the new text."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        made = list(edits)
        self._starts = [edit.start for edit in made]
        self._ends = [edit.end for edit in made]
        self._growths = list(accumulate((len(edit.after) - len(edit.before) for edit in made), initial=0))
        self._new_starts = [edit.start + grown for edit, grown in zip(made, self._growths, strict=False)]
        self._new_ends = [start + len(edit.after) for edit, start in zip(made, self._new_starts, strict=True)]

    def after(self, span: Span) -> Span:
        """The span of the new text for a span of the old one, including each edit that touches it."""
        first, last = bisect_left(self._ends, span.start), bisect_right(self._starts, span.end)
        start, end = span.start, span.end
        if first < last:
            start, end = min(start, self._starts[first]), max(end, self._ends[last - 1])
        return Span(start + self._growths[first], end + self._growths[last])

    def edits_at(self, span: Span) -> list[int]:
        """The edits whose new text shares a character with `span` or is at its place; if there are none, the adjacent
        ones."""
        numbers = range(bisect_left(self._new_ends, span.start), bisect_right(self._new_starts, span.end))
        places = {number: Span(self._new_starts[number], self._new_ends[number]) for number in numbers}
        shared = [number for number, place in places.items() if place == span or _share(place, span)]
        return shared or list(places)


def _share(one: Span, other: Span) -> bool:
    return max(one.start, other.start) < min(one.end, other.end)
