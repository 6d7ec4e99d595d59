"""Which candidates are proposed."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reviser.core.memory import Tally
from reviser.revisers.lm.candidates import Candidate
from reviser.revisers.lm.kinds import KINDS
from reviser.revisers.lm.scoring import Scored
from reviser.revisers.lm.selection import Density, chosen, shifts

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


def test_what_this_person_refuses_is_asked_more_of_and_what_they_take_less() -> None:
    candidate = Candidate(0, 3, "the", KINDS["article-in"])
    sure = Scored(candidate, candidate.kind.threshold, 1.0)
    unsure = Scored(candidate, candidate.kind.threshold, -1.0)
    refusing = shifts([Tally("model/article-in", 0, 3), Tally("harper/SpellCheck", 9, 0)], "model")
    taking = shifts([Tally("model/article-in", 9, 0)], "model")
    assert set(refusing) == set(taking) == {"article-in"}
    assert chosen([sure])
    assert not chosen([sure], shifted=refusing)
    assert not chosen([unsure])
    assert chosen([unsure], shifted=taking)
    other = Scored(Candidate(0, 3, "goes", KINDS["number"]), KINDS["number"].threshold, 0.0)
    assert chosen([other], shifted=refusing)


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_refusal_never_makes_a_kind_easier(taken: int, refused: int) -> None:
    def asked(tally: Tally) -> float:
        return shifts([tally], "model")["verb"]

    assert asked(Tally("model/verb", taken, refused + 1)) > asked(Tally("model/verb", taken, refused))
    assert asked(Tally("model/verb", taken + 1, refused)) < asked(Tally("model/verb", taken, refused))
    assert asked(Tally("model/verb", 0, 0)) == 0
