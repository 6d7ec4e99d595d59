"""Texts revised many times in a row without a person, each time from the last result alone, and how far they drift:
what "LLM as a Broken Telephone" (2025) measures of translations and paraphrases."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reviser.core.drift import CountedText, Drift, drift
from reviser.core.edit import Decision, DecisionSource, Proposal, Verdict
from reviser.core.events import Arrived, Decided, Event, Opened, Outcome, Recorded, RoundEnded, RoundStarted
from reviser.core.session import State, begin, step
from reviser.errors import first_of
from reviser.revisers.base import Reviser
from reviser.services.datasets.evaluation import AT_ONCE, proposals_for

_ROUND = "r1"


@dataclass(frozen=True, slots=True)
class ChainRound:
    """The texts after so many rounds against the first ones. What is left of their words, numbers, dates, names and
    negations, in percent of all of them, and None where there were none; `chrf`: the mean over the texts, 0 to 100.
    `proposed` and `accepted`: edits of this round."""

    depth: int
    proposed: int
    accepted: int
    wording: float | None
    numbers: float | None
    dates: float | None
    names: float | None
    negations: float | None
    chrf: float


def accept_all(_: Proposal) -> bool:
    """No gate."""
    return True


def accept_without_risk(proposal: Proposal) -> bool:
    """The gate: what carries a risk flag stays out, as with *Accept all* in the window."""
    return not proposal.risk


async def run_chain(
    reviser: Reviser,
    texts: Sequence[str],
    rounds: int,
    accepts: Callable[[Proposal], bool],
    instruction: str = "",
    on_progress: Callable[[int, int, int], None] = lambda *_: None,
) -> tuple[ChainRound, ...]:
    """The figures after each of `rounds` rounds, with what `accepts` lets in. A round knows nothing of those before it
    but their result. `on_progress` hears the round's number, how many texts it is through with, and of how many.
    Errors as the reviser's."""
    first, now = [CountedText(text) for text in texts], list(texts)
    found: list[ChainRound] = []
    for depth in range(1, rounds + 1):
        turns, counts, done = asyncio.Semaphore(AT_ONCE), [0, 0], [0]

        async def one(
            index: int,
            depth: int = depth,
            turns: asyncio.Semaphore = turns,
            counts: list[int] = counts,
            done: list[int] = done,
        ) -> None:
            async with turns:
                proposals = await proposals_for(reviser, begin(Opened(now[index])), instruction)
            now[index], offered, taken = revised(now[index], reviser.name, proposals, accepts)
            counts[0] += offered
            counts[1] += taken
            done[0] += 1
            on_progress(depth, done[0], len(now))

        try:
            async with asyncio.TaskGroup() as group:
                for index in range(len(now)):
                    group.create_task(one(index))
        except BaseExceptionGroup as errors:
            raise first_of(errors) from None
        drifts = [drift(ours, CountedText(text)) for ours, text in zip(first, now, strict=True)]
        found.append(_figures(depth, counts, drifts))
    return tuple(found)


def revised(
    text: str, reviser: str, proposals: tuple[Proposal, ...], accepts: Callable[[Proposal], bool]
) -> tuple[str, int, int]:
    """A text after a round of its own, how many edits were proposed in it, and how many `accepts` let in."""
    state = _after(begin(Opened(text)), 1, RoundStarted(_ROUND, reviser))
    if proposals:
        state = _after(state, 2, Arrived(_ROUND, proposals))
    state = _after(state, 3, RoundEnded(_ROUND, Outcome.COMPLETE))
    pending = () if state.round_state is None else state.round_state.pending
    if not pending:
        return text, 0, 0
    verdicts = [Verdict.ACCEPT if accepts(item.proposal) else Verdict.REJECT for item in pending]
    decisions = tuple(Decision(item.id, verdict) for item, verdict in zip(pending, verdicts, strict=True))
    return _after(state, 4, Decided(decisions, DecisionSource.RULE)).text, len(pending), verdicts.count(Verdict.ACCEPT)


def _after(state: State, seq: int, event: Event) -> State:
    return step(state, Recorded(seq, 0.0, event))


def _figures(depth: int, counts: Sequence[int], drifts: Sequence[Drift]) -> ChainRound:
    def share(kind: str) -> float | None:
        kept = [getattr(one, kind) for one in drifts]
        of = sum(each.of for each in kept)
        return 100 * sum(each.kept for each in kept) / of if of else None

    wording, numbers, dates, names, negations = map(share, ("wording", "numbers", "dates", "names", "negations"))
    mean = sum(one.chrf for one in drifts) / len(drifts) if drifts else 0.0
    return ChainRound(depth, counts[0], counts[1], wording, numbers, dates, names, negations, mean)
