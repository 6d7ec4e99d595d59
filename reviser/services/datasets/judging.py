"""Lets a judge compare pairs, each in both orders, and computes the outcomes."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import chain, zip_longest

from reviser.core.pairwise import Choice, Pair, PairOutcome, PairVerdict, PositionBias, ShownPair, combine
from reviser.errors import first_of
from reviser.revisers.pairwise_judge import Keep, PairwiseJudge

Verdicts = Mapping[str, PairVerdict]  # by the key of a shown pair


async def judge_pairs(
    judge: PairwiseJudge,
    pairs: Iterable[Pair],
    done: Verdicts,
    keep: Keep = lambda _shown, _verdict: None,
    on_progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> dict[str, PairVerdict]:
    """The verdicts on each pair that differs, in both orders; equal pairs are judged once. `done`: verdicts of an
    earlier run, which are not asked for again. `keep` receives each new one as soon as it is known. `on_progress`
    receives how many of how many are known. Raises the errors of the judge."""
    differing = [pair for pair in pairs if not pair.identical]
    first = list(dict.fromkeys(pair.shown(a_first=pair.a_first) for pair in differing))
    wanted = [first, [shown.turned for shown in first]]
    found = {shown.key: done[shown.key] for shown in chain(*wanted) if shown.key in done}
    of = 2 * len(first)

    def take(shown: ShownPair, verdict: PairVerdict) -> None:
        found[shown.key] = verdict
        keep(shown, verdict)
        if not judge.sees_order:
            found[shown.turned.key] = turned = replace(verdict, choice=verdict.choice.turned)
            keep(shown.turned, turned)
        on_progress(len(found), of)

    # The two orders of a pair never stand in one request.
    open_ = [judge.batches(shown for shown in order if shown.key not in found) for order in wanted]
    if not judge.sees_order:
        del open_[1:]
    batches = [batch for both in zip_longest(*open_) for batch in both if batch]
    judge.begin(batches)
    turns = asyncio.Semaphore(judge.parallel)

    async def one(batch: tuple[ShownPair, ...]) -> None:
        async with turns:
            await judge.judge(batch, take)

    try:
        async with asyncio.TaskGroup() as group:
            for batch in batches:
                group.create_task(one(batch))
    except BaseExceptionGroup as errors:
        raise first_of(errors) from None
    return found


def outcome(pair: Pair, verdicts: Verdicts) -> PairOutcome:
    """The outcome of a pair from its verdicts."""
    if pair.identical:
        return PairOutcome.IDENTICAL
    return combine(*(_choice(pair.shown(a_first=first), verdicts) for first in (True, False)))


def position_bias(verdicts: Verdicts) -> PositionBias:
    """The position bias over all verdicts."""
    return PositionBias.of(verdict.choice for verdict in verdicts.values())


def _choice(shown: ShownPair, verdicts: Verdicts) -> Choice | None:
    verdict = verdicts.get(shown.key)
    return None if verdict is None else verdict.choice
