"""Events that do not fit what went before are refused, and change nothing."""

import gc

import pytest

from reviser.core.edit import Decision, Edit, Verdict
from reviser.core.events import (
    Arrived,
    Changed,
    Opened,
    Outcome,
    Recorded,
    Redecided,
    Restored,
    RoundEnded,
    RoundStarted,
    Undone,
)
from reviser.core.past_states import KEEP_EVERY, KnownState
from reviser.core.round_state import Status
from reviser.core.session import State
from reviser.core.timeline import KEEP_LAST, Timeline
from tests.core.recording import Recording, propose

TEXT = "In teh very big end."


def test_only_the_last_step_can_be_undone() -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "teh", "the"))
    first = doc.records[-1].seq
    accepted = doc.decide(Verdict.ACCEPT, 0).text
    with pytest.raises(ValueError, match=f"event {first} is not the one"):
        doc.do(Undone(first))
    assert doc.state.text == accepted
    assert doc.undo().text == TEXT


def test_what_was_set_aside_cannot_be_accepted_late() -> None:
    doc = Recording(TEXT)
    doc.do(RoundStarted("a", "test"))
    doc.type(TEXT.index("very"), "very", "quite")
    round_state = doc.do(Arrived("a", (propose(TEXT, "very big", "huge"), propose(TEXT, "teh", "the")))).round_state
    assert round_state is not None
    item = round_state.round.items[0]
    assert round_state.status(item) is Status.SET_ASIDE
    doc.do(RoundEnded("a", Outcome.COMPLETE))
    doc.round()
    with pytest.raises(ValueError, match="set aside"):
        doc.do(Redecided((Decision(item.id, Verdict.ACCEPT),), ()))


def test_a_history_that_goes_back_to_itself_is_refused() -> None:
    records = [Recorded(1, 1.0, Opened(TEXT)), Recorded(2, 2.0, Restored(2))]
    with pytest.raises(ValueError, match="came later"):
        Timeline(records)


def test_one_step_back_takes_back_one_act() -> None:
    doc = Recording(TEXT)
    assert not doc.timeline.undo_step
    assert not doc.timeline.redo_step
    doc.do(Changed((Edit(0, "", "A"),)), Changed((Edit(1, "", "h"),), continues=True), Changed((Edit(2, "", "! "),)))
    assert [recorded.seq for recorded in doc.timeline.undo_step] == [4]
    doc.undo()
    assert [recorded.seq for recorded in doc.timeline.undo_step] == [3, 2]


def test_one_step_forward_brings_back_one_act() -> None:
    doc = Recording(TEXT)
    doc.do(Changed((Edit(0, "", "A"),)), Changed((Edit(1, "", "h"),), continues=True), Changed((Edit(2, "", "! "),)))
    for _ in range(2):
        doc.undo()
    assert not doc.timeline.undo_step
    assert [recorded.seq for recorded in doc.timeline.redo_step] == [2, 3]
    assert doc.redo().text == f"Ah{TEXT}"
    assert [recorded.seq for recorded in doc.timeline.redo_step] == [4]


def test_a_branch_that_was_left_keeps_its_last_decision() -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "teh", "the"))
    doc.decide(Verdict.ACCEPT, 0)
    doc.do(Restored(1))
    (round_state,) = doc.timeline.rounds()
    assert len(round_state.decisions) == 1


def test_of_a_long_history_the_last_states_are_kept_and_one_in_so_many_before() -> None:
    doc = Recording(TEXT)
    events = 10 * KEEP_EVERY
    for number in range(events):
        doc.type(number, "", "x")
    doc.do(Restored(2))
    expected = events // KEEP_EVERY + KEEP_LAST
    assert expected <= _alive(doc.timeline) <= expected + 4
    assert expected <= _alive(Timeline(doc.records)) <= expected + 4


def _alive(timeline: Timeline) -> int:
    """How many states of a document the timeline holds in memory."""
    found: set[int] = set()
    seen: list[object] = [timeline]
    while seen:
        one = seen.pop()
        for other in gc.get_referents(one):
            if isinstance(other, State):
                found.add(id(other))
            elif isinstance(other, list | dict | KnownState):
                seen.append(other)
    return len(found)
