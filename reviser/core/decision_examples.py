"""Decisions of a session as examples for a model: the original text, the proposal, and what the person made of it."""

from collections.abc import Sequence

from reviser.core.edit import DecisionSource
from reviser.core.few_shot import Example, example
from reviser.core.round_state import RoundState
from reviser.core.segment import Sentences

LATEST = 500  # decisions; older ones say little, because taste changes


def examples(rounds: Sequence[RoundState]) -> tuple[Example, ...]:
    """The person's decisions in `rounds`, oldest first, each with its sentence at that time; the latest `LATEST`.
    Decisions by rule and imported ones are left out."""
    decided = sorted(
        (
            (decision.seq, index, item_id)
            for index, round_state in enumerate(rounds)
            for item_id, decision in round_state.decisions.items()
            if decision.source is DecisionSource.PERSON
        ),
        key=lambda each: each[0],
    )[-LATEST:]
    sentences = {index: Sentences(rounds[index].round.base) for _, index, _ in decided}
    found: list[Example] = []
    for _, index, item_id in decided:
        round_state = rounds[index]
        proposal = round_state.round.by_id[item_id].proposal
        sentence = sentences[index].at(proposal.edit.start).of(round_state.round.base).strip()
        taught = example(proposal, round_state.decisions[item_id].decision, sentence)
        if taught is not None:
            found.append(taught)
    return tuple(found)
