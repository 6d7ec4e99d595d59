"""The places where the person wrote their own text in place of proposals."""

from reviser.core.edit import DecisionSource, Verdict
from reviser.core.session import State, place_now
from reviser.core.text import Span


def standing_rewrites(state: State) -> tuple[Span, ...]:
    """The rewrites of all rounds that are unchanged in the current text, in text order."""
    found: set[Span] = set()
    for number, round_state in enumerate(state.rounds):
        for item_id, made in round_state.decisions.items():
            if made.decision.verdict is not Verdict.REWRITE or made.source is not DecisionSource.PERSON:
                continue
            place = place_now(state, number, round_state.round.by_id[item_id])
            if place is not None and place.of(state.text) == made.decision.after:
                found.add(place)
    return tuple(sorted(found))
