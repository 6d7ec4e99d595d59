"""Rounds of texts without a history, for measurements. They are proposed, ended and decided as a person's rounds
are."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import cast

from reviser.core.edit import Decision, DecisionSource, Proposal, Verdict
from reviser.core.events import Arrived, Decided, Event, Outcome, Recorded, RoundEnded, RoundStarted
from reviser.core.session import State, step
from reviser.documents.formats import PLAIN
from reviser.errors import first_of
from reviser.revisers.base import Output, Reviser
from reviser.services.rounds.proposal_checks import ProposalChecks
from reviser.services.rounds.round_settings import RoundSettings

AT_ONCE = 8  # texts that the reviser is asked for together


@dataclass(frozen=True, slots=True)
class TextRequest:
    """A text for which a round is requested: its state so far, and the settings for the reviser."""

    state: State
    settings: RoundSettings


async def propose_each(
    reviser: Reviser,
    asked: Mapping[int, TextRequest],
    take: Callable[[int, tuple[Proposal, ...]], None],
) -> None:
    """Request the next round of each text, AT_ONCE at a time. `take` is called with each number and its proposals as
    they arrive. Raises the errors of the reviser."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(index: int, request: TextRequest) -> None:
        async with turns:
            proposals = await proposals_for(reviser, request.state, request.settings)
        take(index, proposals)

    try:
        async with asyncio.TaskGroup() as group:
            for index, request in asked.items():
                group.create_task(one(index, request))
    except BaseExceptionGroup as errors:
        raise first_of(errors) from None


async def proposals_for(reviser: Reviser, state: State, round_settings: RoundSettings) -> tuple[Proposal, ...]:
    """The proposals of the next round for one text, without those that its format refuses. Raises the errors of the
    reviser."""
    proposal_checks = ProposalChecks(state.text, PLAIN.handler)
    request = proposal_checks.request(state.memory, "American", round_settings, state.rounds, reviser.name)
    outputs = cast("AsyncGenerator[Output, None]", reviser.revise(request))
    proposals: list[Proposal] = []
    async with aclosing(outputs):
        async for output in outputs:
            admitted = proposal_checks.admit(output) if isinstance(output, Proposal) else None
            if isinstance(admitted, Proposal):
                proposals.append(admitted)
    return tuple(proposals)


def ended_round(
    state: State, depth: int, reviser: str, round_settings: RoundSettings, proposals: tuple[Proposal, ...]
) -> State:
    """`state` with the round of this depth, which ended complete; nothing is decided yet."""
    round_id, seq = f"r{depth}", _first_seq(depth)
    started = RoundStarted(round_id, reviser, round_settings.recorded_instruction, *round_settings.more)
    state = _after(state, seq, started)
    if proposals:
        state = _after(state, seq + 1, Arrived(round_id, proposals))
    return _after(state, seq + 2, RoundEnded(round_id, Outcome.COMPLETE))


def decided(state: State, depth: int, accepted: Collection[str], source: DecisionSource) -> State:
    """`state`, whose round of this depth has ended, with these ids accepted and the other pending ones rejected."""
    pending = () if state.round_state is None else state.round_state.pending
    if not pending:
        return state
    decisions = tuple(Decision(item.id, Verdict.ACCEPT if item.id in accepted else Verdict.REJECT) for item in pending)
    return _after(state, _first_seq(depth) + 3, Decided(decisions, source))


def _first_seq(depth: int) -> int:
    """The first sequence number of the events of a round. The gaps between rounds mean nothing."""
    return 100 * depth


def _after(state: State, seq: int, event: Event) -> State:
    return step(state, Recorded(seq, 0.0, event))
