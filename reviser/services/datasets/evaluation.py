"""A reviser over a dataset with references, round by round, with everything accepted or with a simulated person.

Each text is a session of its own: the same loop as a person's, with what was decided told to the next round, only not
written down.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import cast

from rapidfuzz.distance import Levenshtein

from reviser.core.edit import Decision, DecisionSource, Edit, Proposal, Verdict, apply
from reviser.core.events import Arrived, Decided, Event, Opened, Outcome, Recorded, RoundEnded, RoundStarted
from reviser.core.session import State, begin, step
from reviser.datasets.library_measures import bleu, edit_scores, exact_match, ibleu, rouge_l
from reviser.datasets.measures import Tokens, gleu, sari_versions
from reviser.datasets.parallel_corpora import Parallel
from reviser.documents.formats import PLAIN
from reviser.errors import first_of
from reviser.revisers.base import Output, Reviser
from reviser.services.rounds.proposal_checks import ProposalChecks
from reviser.services.rounds.round_settings import RoundSettings

AT_ONCE = 8  # texts
Person = Callable[[int, State], list[str]]  # the ids of those proposals that are accepted, of the text by its number


@dataclass(frozen=True, slots=True)
class RoundScores:
    """The texts after a round (0: as they were) against their references, 0 to 100 (`sari` by EASSE's default,
    `sari_paper` by its paper version); how many edits were proposed in it
    and accepted; `seconds` of the revisers' time."""

    depth: int
    proposed: int
    accepted: int
    seconds: float
    gleu: float
    sari: float
    sari_paper: float
    bleu: float
    ibleu: float
    rouge_l: float
    exact: float
    precision: float
    recall: float
    f05: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures before the first round and after each, and what the sentences read at the end, in tokens."""

    rounds: tuple[RoundScores, ...]
    hypotheses: tuple[tuple[str, ...], ...]


def accept_everything(_: int, state: State) -> list[str]:
    """A person who accepts all."""
    return [] if state.round_state is None else [item.id for item in state.round_state.pending]


def accept_closer_to(data: Parallel) -> Person:
    """A person who accepts an edit where it brings the text closer to a reference, by the words that differ
    (Levenshtein); each is looked at beside those accepted before it."""

    def distance(index: int, text: str) -> int:
        tokens = data.tokens(index, text)
        return min(Levenshtein.distance(tokens, reference[index]) for reference in data.references)

    def decide(index: int, state: State) -> list[str]:
        round_state = state.round_state
        if round_state is None:
            return []
        taken: list[Edit] = []
        found: list[str] = []
        best = distance(index, round_state.round.base)
        for item in round_state.pending:
            tried = apply(round_state.round.base, [*taken, item.proposal.edit])
            now = distance(index, tried)
            if now < best:
                best = now
                taken.append(item.proposal.edit)
                found.append(item.id)
        return found

    return decide


async def evaluate(
    reviser: Reviser,
    data: Parallel,
    rounds: int,
    person: Person,
    clock: Callable[[], float],
    source: DecisionSource = DecisionSource.RULE,
    on_progress: Callable[[int, int], None] = lambda _done, _all: None,
    instruction: str = "",
) -> Evaluation:
    """The figures before the first round and after each, and the sentences then; it ends early where nothing is
    accepted any more. `clock` counts seconds; `source`: whose decisions the next round takes them for (what a rule
    decides teaches nothing). `on_progress` hears how many texts of how many a round is through with. Errors as the
    reviser's."""
    states = [begin(Opened(text)) for text in data.texts]
    found = [_figures(0, data, data.sources, (0, 0, 0.0))]
    hypotheses: Sequence[Tokens] = data.sources
    for depth in range(1, rounds + 1):
        began, turns, done = clock(), asyncio.Semaphore(AT_ONCE), 0

        async def one(index: int, depth: int = depth, turns: asyncio.Semaphore = turns) -> tuple[int, int]:
            nonlocal done
            async with turns:
                states[index], proposed, accepted = await _round(
                    reviser, states[index], depth, lambda now: person(index, now), source, instruction
                )
            done += 1
            on_progress(done, len(states))
            return proposed, accepted

        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(one(index)) for index in range(len(states))]
        except BaseExceptionGroup as errors:
            raise first_of(errors) from None
        proposed = sum(task.result()[0] for task in tasks)
        accepted = sum(task.result()[1] for task in tasks)
        hypotheses = [data.tokens(index, state.text) for index, state in enumerate(states)]
        found.append(_figures(depth, data, hypotheses, (proposed, accepted, clock() - began)))
        if not accepted:
            break
    return Evaluation(tuple(found), tuple(map(tuple, hypotheses)))


def score(data: Parallel, hypotheses: Sequence[Tokens]) -> Evaluation:
    """The figures of the sentences as they were, and of others in their place. ValueError where their numbers
    differ."""
    rows = (_figures(depth, data, of, (0, 0, 0.0)) for depth, of in enumerate((data.sources, hypotheses)))
    return Evaluation(tuple(rows), tuple(map(tuple, hypotheses)))


async def _round(
    reviser: Reviser,
    state: State,
    depth: int,
    accepts: Callable[[State], list[str]],
    source: DecisionSource,
    instruction: str,
) -> tuple[State, int, int]:
    """One round of one text: its state, how much was proposed and how much accepted."""
    proposal_checks = ProposalChecks(state.text, PLAIN.handler)
    round_settings = RoundSettings(instruction=instruction)
    request = proposal_checks.request(state.memory, "American", round_settings, state.rounds, reviser.name)
    round_id, seq = f"r{depth}", 100 * depth
    state = _after(state, seq, RoundStarted(round_id, reviser.name, instruction))
    proposals: list[Proposal] = []
    outputs = cast("AsyncGenerator[Output, None]", reviser.revise(request))
    async with aclosing(outputs):
        async for output in outputs:
            admitted = proposal_checks.admit(output) if isinstance(output, Proposal) else None
            if isinstance(admitted, Proposal):
                proposals.append(admitted)
    if proposals:
        state = _after(state, seq + 1, Arrived(round_id, tuple(proposals)))
    state = _after(state, seq + 2, RoundEnded(round_id, Outcome.COMPLETE))
    round_state = state.round_state
    pending = () if round_state is None else round_state.pending
    accepted = set(accepts(state))
    if pending:
        decisions = tuple(
            Decision(item.id, Verdict.ACCEPT if item.id in accepted else Verdict.REJECT) for item in pending
        )
        state = _after(state, seq + 3, Decided(decisions, source))
    return state, len(pending), len(accepted)


def _after(state: State, seq: int, event: Event) -> State:
    return step(state, Recorded(seq, 0.0, event))


def _figures(depth: int, data: Parallel, hypotheses: Sequence[Tokens], counts: tuple[int, int, float]) -> RoundScores:
    sources = data.sources
    scores = edit_scores(sources, hypotheses, data.references)
    proposed, accepted, seconds = counts
    default, paper = sari_versions(sources, hypotheses, data.references)
    return RoundScores(
        depth,
        proposed,
        accepted,
        seconds,
        100 * gleu(sources, hypotheses, data.references),
        default.score,
        paper.score,
        bleu(hypotheses, data.references),
        ibleu(sources, hypotheses, data.references),
        rouge_l(hypotheses, data.references),
        exact_match(hypotheses, data.references),
        scores.precision,
        scores.recall,
        scores.f05,
    )
