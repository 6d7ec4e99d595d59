"""Changing a decision of an earlier round: its effect on the current text, or none if the place has been changed again
since."""

from collections.abc import Iterable
from dataclasses import dataclass

from reviser.core.edit import Decision, Edit, Verdict
from reviser.core.locks import sort_edits, touches
from reviser.core.memory import accepted_text
from reviser.core.round import Item
from reviser.core.round_state import RoundState, Status
from reviser.core.session import State, place_now
from reviser.core.text import Span


@dataclass(frozen=True, slots=True)
class RedecideEffect:
    """The effect of changed decisions about earlier rounds: `edits` to the current text, in its coordinates, in text
    order. `changed_since` are proposals whose places were changed again, so that the text stays; `locked` are those
    whose places are locked."""

    edits: tuple[Edit, ...]
    changed_since: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()


def round_of(state: State, item_id: str) -> int | None:
    """The index of the closed round that made a proposal; None if there is none."""
    for number, round_state in enumerate(state.history):
        if item_id in round_state.round.by_id:
            return number
    return None


def consequences(state: State, decisions: Iterable[Decision]) -> RedecideEffect:
    """The effect of these decisions about closed rounds. Raises KeyError for a proposal of no closed round."""
    edits: list[Edit] = []
    changed: list[str] = []
    locked: list[str] = []
    for decision in decisions:
        number = round_of(state, decision.proposal_id)
        if number is None:
            raise KeyError(decision.proposal_id)
        round_state = state.history[number]
        item = round_state.round.by_id[decision.proposal_id]
        if reading(round_state, item) == _after(item, decision):
            continue
        place = where(state, number, item)
        if place is None or any(_meet(place, edit.span) for edit in edits):
            changed.append(item.id)
        elif touches(state.locks, place):
            locked.append(item.id)
        else:
            edits.append(Edit(place.start, place.of(state.text), _after(item, decision)))
    return RedecideEffect(sort_edits(edits), tuple(changed), tuple(locked))


def where(state: State, number: int, item: Item) -> Span | None:
    """The place of `item` of closed round `number` (from 0) in the current text as it was decided; None if it was
    changed again since."""
    place = place_now(state, number, item)
    if place is None or place.of(state.text) != reading(state.history[number], item):
        return None
    return place


def reading(round_state: RoundState, item: Item) -> str:
    """The text at the item's place by its decision in force."""
    if round_state.status(item) is Status.ACCEPTED:
        return accepted_text(item.proposal, round_state.decisions[item.id].decision)
    return item.proposal.edit.before


def _after(item: Item, decision: Decision) -> str:
    if decision.verdict in {Verdict.ACCEPT, Verdict.REWRITE}:
        return accepted_text(item.proposal, decision)
    return item.proposal.edit.before


def _meet(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end
