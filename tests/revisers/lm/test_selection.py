"""Which candidates are proposed."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reviser.core.preferences import Pair, Preferences, Weight
from reviser.revisers.lm.kinds import KINDS, Candidate
from reviser.revisers.lm.scoring import Scored
from reviser.revisers.lm.selection import Density, ExtraMargin, chosen

scored = st.builds(
    lambda start, length, after, kind, alone, corrected: Scored(
        Candidate(start, start + length, after, kind), alone, corrected
    ),
    st.integers(0, 40),
    st.integers(0, 6),
    st.sampled_from(["the", "a", "goes", ","]),
    st.sampled_from(list(KINDS.values())),
    st.floats(-1, 10),
    st.floats(-10, 10),
)


def place(one: Scored) -> tuple[int, int, str]:
    return (one.candidate.start, one.candidate.end, one.candidate.after)


@given(st.lists(scored, max_size=12, unique_by=place), st.floats(-2, 2))
def test_no_two_touch_and_each_is_sure_enough(candidates: list[Scored], margin: float) -> None:
    found = chosen(candidates, margin)
    for one, two in pairwise(found):
        assert one.scored.candidate.end < two.scored.candidate.start
    for choice in found:
        assert choice.scored.gain >= choice.scored.candidate.kind.threshold + margin
        assert 0.75 <= choice.confidence <= 1
        assert choice.scored.candidate.after not in choice.others


@given(st.lists(scored, max_size=12, unique_by=place))
def test_the_surest_is_always_among_them(candidates: list[Scored]) -> None:
    over = [one.gain - one.candidate.kind.threshold for one in candidates]
    found = chosen(candidates)
    if over and max(over) >= 0:
        assert max(choice.margin for choice in found) == max(over)
    else:
        assert not found


def test_of_two_ways_out_of_one_fault_the_surer_is_taken() -> None:
    text = "there is the questions of safety"
    verb = Scored(Candidate(6, 8, "are", KINDS["agreement"]), 2.0, 1.0)
    noun = Scored(Candidate(13, 22, "question", KINDS["number"]), 3.0, 3.0)
    assert text[13:22] == "questions"
    assert [choice.scored for choice in chosen([verb, noun])] == [noun]


def test_a_text_full_of_errors_asks_for_less_and_a_clean_one_for_more() -> None:
    full, clean = Density(), Density()
    full.count(1000, 40)
    clean.count(1000, 0)
    assert full.margin < 0 < clean.margin
    assert Density().margin == 0


def test_where_the_other_layers_mend_more_errors_less_is_asked() -> None:
    assert Density(1000, 40).margin < Density(1000, 5).margin < Density(1000, 4).margin < Density(1000, 0).margin
    assert Density(1000, 40).margin < 0 < Density(1000, 0).margin
    full = Density(1000, 40)
    full.count(1000, 40)
    assert full.margin < Density(1000, 40).margin


def asking(sentence: str, kinds: dict[str, Weight], pairs: dict[Pair, Weight] | None = None) -> Callable[..., float]:
    return partial(ExtraMargin(Preferences(kinds, pairs or {}), "model").of, sentence)


SENTENCE = "It has many benefit for the people who live there."
BENEFITS = Candidate(12, 19, "benefits", KINDS["number"])
OTHERS = Candidate(28, 34, "person", KINDS["number"])
PAIR = ("benefit", "benefits")


def test_what_this_person_refuses_is_asked_more_of_and_what_they_take_less() -> None:
    candidate = Candidate(0, 3, "the", KINDS["article-in"])
    sure = Scored(candidate, candidate.kind.threshold, 1.0)
    unsure = Scored(candidate, candidate.kind.threshold, -1.0)
    refusing = asking(SENTENCE, {"model/article-in": Weight(0, 3), "harper/SpellCheck": Weight(9, 0)})
    taking = asking(SENTENCE, {"model/article-in": Weight(9, 0)})
    assert chosen([sure])
    assert not chosen([sure], more=refusing)
    assert not chosen([unsure])
    assert chosen([unsure], more=taking)
    other = Scored(Candidate(0, 3, "goes", KINDS["number"]), KINDS["number"].threshold, 0.0)
    assert chosen([other], more=refusing)


def test_the_same_words_refused_twice_need_much_more_than_others_of_their_kind() -> None:
    more = asking(SENTENCE, {"model/number": Weight(0, 2)}, {PAIR: Weight(0, 2)})
    assert 1 < more(OTHERS) < 2
    assert more(BENEFITS) > more(OTHERS) + 2
    less = asking(SENTENCE, {"model/number": Weight(2, 0)}, {PAIR: Weight(2, 0)})
    assert less(BENEFITS) < less(OTHERS) < 0


def test_the_same_words_refused_three_times_are_not_proposed_however_sure() -> None:
    sure = Scored(BENEFITS, 50.0, 50.0)
    assert chosen([sure], more=asking(SENTENCE, {}, {PAIR: Weight(0, 2)}))
    assert not chosen([sure], more=asking(SENTENCE, {}, {PAIR: Weight(0, 3)}))
    assert chosen([sure], more=asking(SENTENCE, {}, {PAIR: Weight(1, 3)}))


def test_no_number_of_accepts_lets_through_what_was_never_looked_at() -> None:
    assert asking(SENTENCE, {"model/number": Weight(1000, 0)}, {PAIR: Weight(1000, 0)})(BENEFITS) == -2.0


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_refusal_never_makes_a_kind_easier(taken: int, refused: int) -> None:
    def asked(taken: int, refused: int) -> float:
        return asking(SENTENCE, {"model/number": Weight(taken, refused)})(OTHERS)

    assert asked(taken, refused + 1) > asked(taken, refused) or asked(taken, refused) == -2.0
    assert asked(taken + 1, refused) < asked(taken, refused) or asked(taken, refused) == -2.0
    assert asked(0, 0) == 0
