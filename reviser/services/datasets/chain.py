"""Revises texts many times in a row without a person, each time from the last result alone, and measures how far they
drift. "LLM as a Broken Telephone" (2025) measures the same for translations and paraphrases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reviser.core.drift import CountedText, Drift, drift
from reviser.core.edit import DecisionSource, Proposal
from reviser.core.events import Opened
from reviser.core.session import begin
from reviser.revisers.base import Reviser
from reviser.services.datasets.unstored_rounds import TextRequest, decided, ended_round, propose_each
from reviser.services.rounds.round_settings import RoundSettings


@dataclass(frozen=True, slots=True)
class ChainRound:
    """The texts after so many rounds, compared with the first ones: how many of their words, numbers, dates, names and
    negations are left, in percent, None if there were none. `chrf` is the mean over the texts, 0 to 100. `proposed` and
    `accepted` are the edits of this round."""

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
    """The gate: proposals with a risk flag are rejected, as *Accept all* in the window leaves them out."""
    return not proposal.risk


async def run_chain(
    reviser: Reviser,
    texts: Sequence[str],
    rounds: int,
    accepts: Callable[[Proposal], bool],
    instruction: str = "",
    on_progress: Callable[[int, int, int], None] = lambda *_: None,
) -> tuple[ChainRound, ...]:
    """The figures after each of `rounds` rounds, if the proposals are accepted that `accepts` lets through. A round
    knows nothing of the earlier ones but their result. `on_progress` receives the round's number, how many texts have
    finished it, and of how many. Raises the errors of the reviser."""
    round_settings = RoundSettings(instruction=instruction)
    first, now = [CountedText(text) for text in texts], list(texts)
    chain_rounds: list[ChainRound] = []
    for depth in range(1, rounds + 1):
        taken: dict[int, tuple[str, int, int]] = {}

        def take(
            index: int,
            proposals: tuple[Proposal, ...],
            depth: int = depth,
            now: Sequence[str] = now,
            taken: dict[int, tuple[str, int, int]] = taken,
        ) -> None:
            taken[index] = revised(now[index], reviser.name, proposals, accepts)
            on_progress(depth, len(taken), len(now))

        asked = {index: TextRequest(begin(Opened(text)), round_settings) for index, text in enumerate(now)}
        await propose_each(reviser, asked, take)
        now = [taken[index][0] for index in range(len(now))]
        counts = [sum(offered for _, offered, _ in taken.values()), sum(accepted for *_, accepted in taken.values())]
        drifts = [drift(ours, CountedText(text)) for ours, text in zip(first, now, strict=True)]
        chain_rounds.append(_figures(depth, counts, drifts))
    return tuple(chain_rounds)


def revised(
    text: str, reviser: str, proposals: tuple[Proposal, ...], accepts: Callable[[Proposal], bool]
) -> tuple[str, int, int]:
    """A text after one round, how many edits were proposed, and how many `accepts` let through."""
    state = ended_round(begin(Opened(text)), 1, reviser, RoundSettings(), proposals)
    pending = () if state.round_state is None else state.round_state.pending
    accepted = {item.id for item in pending if accepts(item.proposal)}
    return decided(state, 1, accepted, DecisionSource.RULE).text, len(pending), len(accepted)


def _figures(depth: int, counts: Sequence[int], drifts: Sequence[Drift]) -> ChainRound:
    def share(kind: str) -> float | None:
        kept = [getattr(one, kind) for one in drifts]
        of = sum(each.of for each in kept)
        return 100 * sum(each.kept for each in kept) / of if of else None

    wording, numbers, dates, names, negations = map(share, ("wording", "numbers", "dates", "names", "negations"))
    mean = sum(one.chrf for one in drifts) / len(drifts) if drifts else 0.0
    return ChainRound(depth, counts[0], counts[1], wording, numbers, dates, names, negations, mean)
