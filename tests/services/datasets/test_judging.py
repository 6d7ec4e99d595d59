"""Any judge over any pairs: what is asked, in which orders, and what it comes to."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.pairwise import Choice, Pair, PairOutcome, PairVerdict, ShownPair, Tally
from reviser.errors import ReviserError
from reviser.messages import verbatim
from reviser.revisers.pairwise_judge import Keep
from reviser.services.datasets.judging import Verdicts, judge_pairs, outcome, position_bias

Chooses = Callable[[ShownPair], Choice | None]
SWAPPED = {PairOutcome.A: PairOutcome.B, PairOutcome.B: PairOutcome.A}


class TextJudge:
    """Judges by the texts that it is shown, three pairs at once; it keeps the batches. After `most` verdicts it
    fails."""

    def __init__(self, chooses: Chooses, *, sees_order: bool = True, most: int | None = None) -> None:
        self.batches_seen: list[tuple[ShownPair, ...]] = []
        self._chooses = chooses
        self._sees_order = sees_order
        self._left = most

    name, prompt, parallel = "text", "", 2

    @property
    def sees_order(self) -> bool:
        return self._sees_order

    def batches(self, shown: Iterable[ShownPair]) -> list[tuple[ShownPair, ...]]:
        pairs = list(shown)
        return [tuple(pairs[at : at + 3]) for at in range(0, len(pairs), 3)]

    def begin(self, batches: Sequence[Sequence[ShownPair]]) -> None:
        assert all(batches)

    async def judge(self, batch: Sequence[ShownPair], keep: Keep) -> None:
        self.batches_seen.append(tuple(batch))
        for shown in batch:
            await asyncio.sleep(0)
            if self._left == 0:
                raise ReviserError(verbatim("The judge is tired."))
            self._left = None if self._left is None else self._left - 1
            choice = self._chooses(shown)
            if choice is not None:
                keep(shown, PairVerdict(choice))


def longer(shown: ShownPair) -> Choice:
    difference = len(shown.first) - len(shown.second)
    return Choice.FIRST if difference > 0 else Choice.SECOND if difference < 0 else Choice.NEITHER


def by_hash(shown: ShownPair) -> Choice | None:
    """Whatever: a judge that answers each order differently, and some not at all."""
    number = int(shown.key, 16) % 4
    return list(Choice)[number] if number < len(Choice) else None


def first(_: ShownPair) -> Choice:
    return Choice.FIRST


def judged(judge: TextJudge, pairs: Sequence[Pair], done: Verdicts | None = None) -> dict[str, PairVerdict]:
    return asyncio.run(judge_pairs(judge, pairs, done or {}))


texts = st.text(st.sampled_from("abc "), max_size=4)
many_pairs = st.lists(st.builds(Pair, texts, texts, texts, texts), max_size=20)


@given(many_pairs, st.sampled_from([longer, by_hash, first]))
def test_swapping_a_and_b_swaps_the_wins_and_changes_no_request(pairs: list[Pair], chooses: Chooses) -> None:
    swapped = [Pair(pair.b, pair.a, pair.source, pair.before) for pair in pairs]
    one, other = TextJudge(chooses), TextJudge(chooses)
    found, turned = judged(one, pairs), judged(other, swapped)
    assert one.batches_seen == other.batches_seen
    outcomes = [outcome(pair, found) for pair in pairs]
    assert [outcome(pair, turned) for pair in swapped] == [SWAPPED.get(each, each) for each in outcomes]
    assert position_bias(found) == position_bias(turned)


@given(many_pairs)
def test_a_judge_that_always_says_the_first_gives_only_ties_and_a_bias_of_all(pairs: list[Pair]) -> None:
    found = judged(TextJudge(first), pairs)
    assert {outcome(pair, found) for pair in pairs} <= {PairOutcome.DISAGREE, PairOutcome.IDENTICAL}
    assert position_bias(found).share in ({1.0} if found else {None})


@given(many_pairs)
def test_each_pair_is_shown_once_in_each_order_and_never_in_both_at_once(pairs: list[Pair]) -> None:
    judge = TextJudge(longer)
    judged(judge, pairs)
    shown = [each for batch in judge.batches_seen for each in batch]
    assert len(shown) == len(set(shown))
    wanted = {pair.shown(a_first=a_first) for pair in pairs if not pair.identical for a_first in (True, False)}
    assert set(shown) == wanted
    for batch in judge.batches_seen:
        assert not {each.turned for each in batch} & set(batch)


@given(many_pairs)
def test_a_judge_that_sees_no_order_is_asked_once_and_comes_to_the_same(pairs: list[Pair]) -> None:
    judge = TextJudge(longer, sees_order=False)
    found = judged(judge, pairs)
    shown = [each for batch in judge.batches_seen for each in batch]
    assert 2 * len(shown) == len(found)
    assert found == judged(TextJudge(longer), pairs)


@given(many_pairs, st.integers(0, 12))
def test_a_run_that_was_ended_goes_on_where_it_ended(pairs: list[Pair], most: int) -> None:
    kept: dict[str, PairVerdict] = {}

    async def run(judge: TextJudge) -> dict[str, PairVerdict]:
        return await judge_pairs(judge, pairs, dict(kept), lambda shown, verdict: kept.update({shown.key: verdict}))

    whole = judged(TextJudge(longer), pairs)
    if len(whole) > most:
        with pytest.raises(ReviserError, match="tired"):
            asyncio.run(run(TextJudge(longer, most=most)))
        assert len(kept) == most
    again = TextJudge(longer)
    before = set(kept)
    assert asyncio.run(run(again)) == whole == kept
    assert not before & {each.key for batch in again.batches_seen for each in batch}


def test_it_is_said_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    pairs = [Pair("a" * n, "b", "s") for n in range(2, 12)]
    asyncio.run(judge_pairs(TextJudge(longer), pairs, {}, on_progress=lambda *far: told.append(far)))
    assert told[-1] == (20, 20)
    assert all(one[0] < other[0] for one, other in pairwise(told))


def test_a_pair_without_a_verdict_in_one_order_is_not_judged() -> None:
    pair = Pair("aa", "b")
    found = judged(TextJudge(lambda shown: longer(shown) if shown.first == "b" else None), [pair])
    assert Tally.of([outcome(pair, found)]).counts[PairOutcome.UNJUDGED] == 1
