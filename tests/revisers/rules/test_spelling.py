"""Which word was meant: the neighbours decide, and terms made of learned parts are known for what they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.revisers.rules.spelling import Frequencies, Speller, slip_cost

words = st.text("abcdefghij'", min_size=1, max_size=8)


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(Frequencies.load())


def best(speller: Speller, word: str, before: str, after: str, *suggested: str) -> str:
    return speller.ranked(word, before, after, suggested, lambda _: True)[0][0]


def test_the_neighbours_decide(speller: Speller) -> None:
    assert best(speller, "form", "came", "the", "from", "form") == "from"
    assert best(speller, "hte", "in", "world", "hate", "the") == "the"


def test_words_run_together_come_apart(speller: Speller) -> None:
    assert best(speller, "algorithmfor", "time", "finding", "algorithm") == "algorithm for"


def test_what_is_suggested_is_always_among_the_answers(speller: Speller) -> None:
    answers = [text for text, _ in speller.ranked("becouse", "", "", ["because", "becomes"], lambda _: False)]
    assert sorted(answers) == ["because", "becomes"]


def test_terms_made_of_learned_parts(speller: Speller) -> None:
    assert all(speller.is_derived(word) for word in ("optimality", "incircle", "circumcircle"))
    assert not any(speller.is_derived(word) for word in ("recieve", "becouse", "teh"))


@given(words, words)
def test_a_slip_costs_nothing_only_where_nothing_differs(wrong: str, right: str) -> None:
    assert slip_cost(wrong, wrong) == 0 or "'" in wrong
    assert slip_cost(wrong, right) >= 0
    assert slip_cost(wrong, right) > 0 or wrong == right


def test_likely_slips_cost_less() -> None:
    assert slip_cost("teh", "the") < slip_cost("txh", "the")
    assert slip_cost("dont", "don't") < slip_cost("dont", "dent")
    assert slip_cost("becouse", "because") < slip_cost("bexouse", "because")
    assert slip_cost("bijective", "objective") > slip_cost("objecteve", "objective")
