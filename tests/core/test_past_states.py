"""Whatever is looked at, in whatever order: the state is the fold of what held then."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Verdict
from reviser.core.events import Restored
from reviser.core.timeline import Timeline
from tests.core.recording import Recording, propose

TEXT = "one two three four five six seven"


def branched(length: int) -> Recording:
    """Rounds, typing, undone steps and branches, one after another, `length` times."""
    recording = Recording(TEXT)
    for number in range(length):
        words = [word for word in ("two", "four", "five") if word in recording.state.text]
        recording.round(*(propose(recording.state.text, word, word[0]) for word in words), name=f"r{number}")
        round_state = recording.state.round_state
        if round_state is not None and round_state.pending:
            recording.decide(Verdict.REJECT if number % 2 else Verdict.ACCEPT, 0)
        for place in range(20):
            recording.type(0, "", f"{number}{place} ")
        recording.undo()
        recording.undo()
        recording.redo()
        if number % 2:
            recording.do(Restored(3 + 7 * number, "again"))
    return recording


@given(data=st.data())
def test_any_points_in_any_order(data: st.DataObject) -> None:
    recording = branched(data.draw(st.integers(1, 4)))
    numbers = st.integers(1, len(recording.records))
    looking = recording.timeline.past_states()
    for seq in data.draw(st.lists(numbers, min_size=1, max_size=6)):
        assert looking.at(seq) == Timeline(recording.records[:seq]).state


def test_a_look_back_stays_as_it_was_and_knows_no_other_events() -> None:
    recording = branched(2)
    looking, last = recording.timeline.past_states(), len(recording.records)
    expected = recording.state
    recording.undo()
    recording.type(0, "", "later ")
    assert looking.at(last) == expected
    for seq in (0, last + 1):
        with pytest.raises(ValueError, match="there is no event"):
            looking.at(seq)


def test_many_lines_are_gone_down_and_only_some_are_kept() -> None:
    recording = branched(6)
    looking = recording.timeline.past_states()
    for _ in range(2):
        for seq in range(len(recording.records), 0, -1):
            assert looking.at(seq).text == recording.timeline.at(seq).text
