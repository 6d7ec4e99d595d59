"""The proposals of a round as they arrive, a few at a time."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit, Intent, Proposal, RiskFlag
from reviser.core.round import Round, arrive
from reviser.core.working_copy import WorkingCopy

BASE = "abcdefghijklmnopqrstuvwxyz"


@st.composite
def proposals(draw: st.DrawFn) -> list[Proposal]:
    """Of any places, overlapping ones among them, and some that do not fit the text."""
    found = []
    for start, length in draw(st.lists(st.tuples(st.integers(0, len(BASE)), st.integers(0, 3)), max_size=4)):
        before = BASE[start : start + length] if draw(st.booleans()) or length else "?"
        found.append(Proposal(Edit(start, before, "X"), Intent.FLUENCY, "test", "rule", ""))
    return found


@given(st.lists(proposals(), max_size=8))
def test_what_is_live_is_in_order_of_place_whatever_arrives(batches: list[list[Proposal]]) -> None:
    round_ = Round("r", 1, "test", "", BASE, 0.0)
    for batch in batches:
        round_ = round_.extended(arrive(round_, batch, WorkingCopy(BASE), (), ()))
    anew = replace(round_)  # knows its items only
    assert (round_.live, round_.live_starts) == (anew.live, anew.live_starts)
    edits = [item.proposal.edit for item in round_.live]
    for one, other in pairwise(edits):
        assert one.start < other.start
        assert one.end <= other.start
    assert len(round_.items) == sum(map(len, batches))


def test_what_takes_one_decision_shares_its_flags_and_each_says_its_own_once() -> None:
    flags = (RiskFlag("number", "1 became 2"),), (RiskFlag("name", "the name “A” is gone"),), ()
    offered = [
        Proposal(Edit(place, BASE[place], "X"), Intent.FLUENCY, "test", "rule", "", risk=risk, group=group)
        for place, risk, group in zip((0, 5, 9), flags, ("g", "g", "alone"), strict=True)
    ]
    round_ = Round("r", 1, "test", "", BASE, 0.0)
    round_ = round_.extended(arrive(round_, offered, WorkingCopy(BASE), (), ()))
    first, second, alone = round_.live
    assert round_.risk(first) == (*flags[0], *flags[1])
    assert round_.risk(second) == (*flags[1], *flags[0])
    assert round_.risk(alone) == ()
