from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.pairwise import Choice, Pair, PairOutcome, PositionBias, ShownPair, Tally, combine, sign_test

choices = st.sampled_from(list(Choice))
short = st.text(max_size=20)
pairs = st.builds(Pair, short, short, short, short)
SWAPPED = {PairOutcome.A: PairOutcome.B, PairOutcome.B: PairOutcome.A}


@given(st.none() | choices, st.none() | choices)
def test_a_and_b_swapped_swap_their_wins_and_change_nothing_else(one: Choice | None, other: Choice | None) -> None:
    outcome = combine(one, other)
    assert combine(other, one) is SWAPPED.get(outcome, outcome)


@given(choices, choices)
def test_a_choice_counts_only_where_both_orders_agree(one: Choice, other: Choice) -> None:
    outcome = combine(one, other)
    assert (outcome is PairOutcome.DISAGREE) == (one.turned is not other)
    assert (outcome is PairOutcome.EQUAL) == (one is other is Choice.NEITHER)
    assert combine(one, None) is combine(None, one) is PairOutcome.UNJUDGED


@given(st.integers(1, 50))
def test_a_judge_that_always_says_the_first_gives_only_ties_and_a_bias_of_all(count: int) -> None:
    said = [Choice.FIRST] * (2 * count)
    tally = Tally.of(combine(*said[:2]) for _ in range(count))
    assert tally.counts[PairOutcome.DISAGREE] == tally.pairs == count
    assert (tally.decided, tally.p) == (0, 1.0)
    assert PositionBias.of(said).share == 1.0


@given(st.lists(st.tuples(pairs, st.booleans()), min_size=1))
def test_a_judge_that_looks_at_the_texts_alone_has_no_bias(judged: list[tuple[Pair, bool]]) -> None:
    def longer(shown: ShownPair) -> Choice:
        if len(shown.first) == len(shown.second):
            return Choice.NEITHER
        return Choice.FIRST if len(shown.first) > len(shown.second) else Choice.SECOND

    said = [longer(pair.shown(a_first=first)) for pair, _ in judged for first in (True, False)]
    bias = PositionBias.of(said)
    assert bias.share is None or bias.share == 0.5
    for pair, _ in judged:
        outcome = combine(longer(pair.shown(a_first=True)), longer(pair.shown(a_first=False)))
        longest = (
            PairOutcome.A
            if len(pair.a) > len(pair.b)
            else PairOutcome.B
            if len(pair.b) > len(pair.a)
            else PairOutcome.EQUAL
        )
        assert outcome is longest


@given(pairs)
def test_the_requests_are_the_same_where_a_and_b_change_places(pair: Pair) -> None:
    swapped = Pair(pair.b, pair.a, pair.source, pair.before)
    assert pair.shown(a_first=pair.a_first) == swapped.shown(a_first=swapped.a_first)
    assert pair.shown(a_first=True).turned == pair.shown(a_first=False)
    assert pair.identical == swapped.identical
    assert (pair.a == pair.b) or pair.shown(a_first=True).key != pair.shown(a_first=False).key


def test_which_one_is_shown_first_falls_on_neither_side() -> None:
    first = [Pair(f"She goes to school {n}.", f"She went to school {n}.").a_first for n in range(1000)]
    assert 400 < sum(first) < 600


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("a  b\n", " a b", True), ("a\u200bb", "ab", True), ("a b", "a c", False), ("A", "a", False)],
)
def test_what_cannot_be_seen_is_no_difference(one: str, other: str, same: bool) -> None:
    assert Pair(one, other).identical is same


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_sign_test_is_the_binomial_distributions(wins: int, losses: int) -> None:
    count = wins + losses
    as_uneven = [n for n in range(count + 1) if abs(2 * n - count) >= abs(wins - losses)]
    assert sign_test(wins, losses) == pytest.approx(float(Fraction(sum(comb(count, n) for n in as_uneven), 2**count)))
    assert sign_test(wins, losses) == sign_test(losses, wins)


def test_the_sign_test_of_many_pairs() -> None:
    assert sign_test(9, 1) == pytest.approx(22 / 1024)
    assert sign_test(0, 0) == 1.0
    assert 0 < sign_test(5200, 4800) < 0.0001


def test_a_tally_counts_every_pair_once() -> None:
    tally = Tally.of([PairOutcome.A, PairOutcome.A, PairOutcome.B, PairOutcome.IDENTICAL, PairOutcome.EQUAL])
    assert (tally.pairs, tally.decided, tally.counts[PairOutcome.UNJUDGED]) == (5, 3, 0)
