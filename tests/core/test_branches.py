"""Going on from an earlier point loses nothing, and undo takes it back; deciding again about an earlier round changes
that place alone, or says that it cannot."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Decision, Edit, Verdict
from reviser.core.events import Arrived, Locked, Outcome, Redecided, Restored, RoundStarted
from reviser.core.provenance import account
from reviser.core.redecide import consequences
from reviser.core.round import Arrival
from reviser.core.session import State
from reviser.core.text import Span
from tests.core.recording import Recording, propose

TEXT = "one two three four five six seven"


def played_once() -> Recording:
    """A round in which `two` became 2 and `five` stayed."""
    recording = Recording(TEXT)
    recording.round(propose(TEXT, "two", "2"), propose(TEXT, "five", "5"), name="a")
    recording.decide(Verdict.ACCEPT, 0)
    recording.decide(Verdict.REJECT, 1)
    return recording


def again(recording: Recording, decision: Decision) -> Redecided:
    return Redecided((decision,), consequences(recording.state, [decision]).edits)


def test_a_document_goes_on_from_an_earlier_point_as_it_was() -> None:
    recording = played_once()
    before = recording.state
    point = len(recording.records)
    recording.type(0, "one", "1")
    recording.do(RoundStarted("b", "test"))
    tip = recording.state
    restored = recording.do(Restored(point, "other"))
    assert (restored.text, restored.depth) == (before.text, 1)
    assert restored.round_state is not None
    assert restored.round_state.decisions == (before.round_state and before.round_state.decisions)
    recording.round(propose(restored.text, "six", "6"), name="c")
    assert recording.decide(Verdict.ACCEPT, 0).text == "one 2 three four five 6 seven"
    assert recording.state.depth == 2
    assert recording.timeline.at(point + 2).text == tip.text
    for _ in range(3):
        recording.undo()
    assert (recording.state.text, recording.state.depth) == (tip.text, 2)
    assert recording.again() == recording.state


def test_the_rounds_of_all_branches_are_told_each_once() -> None:
    recording = played_once()
    recording.round(name="b")
    recording.do(Restored(1))
    recording.round(name="c")
    recording.do(Restored(5))  # round a, with one decision
    assert [(round_state.round.id, len(round_state.decisions)) for round_state in recording.timeline.rounds()] == [
        ("a", 1),
        ("b", 0),
        ("c", 0),
    ]
    recording.undo()
    assert [(round_state.round.id, len(round_state.decisions)) for round_state in recording.timeline.rounds()] == [
        ("a", 2),
        ("b", 0),
        ("c", 0),
    ]


def test_a_round_that_ran_at_that_point_runs_no_more() -> None:
    recording = Recording(TEXT)
    recording.do(RoundStarted("a", "test"), Arrived("a", (propose(TEXT, "two", "2"),)))
    state = recording.do(Restored(3))
    assert not state.running
    assert state.round_state is not None
    assert state.round_state.round.outcome is Outcome.CANCELLED


def test_what_is_restored_came_before() -> None:
    recording = played_once()
    here = len(recording.records) + 1
    for seq in (here, here + 1, 0):
        with pytest.raises(ValueError, match=r"there is no event|came later"):
            recording.do(Restored(seq))


def test_an_earlier_acceptance_is_taken_back_where_it_stands_now() -> None:
    recording = played_once()
    recording.round(propose(recording.state.text, "six", "6"), name="b")
    recording.decide(Verdict.ACCEPT, 0)
    state = recording.do(again(recording, Decision("a:0", Verdict.REJECT)))
    assert state.text == "one two three four five 6 seven"
    assert state.history[0].decisions["a:0"].decision.verdict is Verdict.REJECT
    # It does not come back, and can be taken again.
    state = recording.round(propose(state.text, "two", "2"), propose(state.text, "four", "4"), name="c")
    assert state.round_state is not None
    assert [item.standing for item in state.round_state.round.items] == [Arrival.HELD_BACK, Arrival.LIVE]
    assert recording.do(again(recording, Decision("a:0", Verdict.ACCEPT))).text == "one 2 three four five 6 seven"
    assert recording.undo().text == "one two three four five 6 seven"


def test_what_is_rejected_late_is_held_back_and_nothing_else_of_its_round() -> None:
    recording = Recording(TEXT)
    recording.round(propose(TEXT, "two", "2"), propose(TEXT, "five", "5"), name="a")
    recording.decide(Verdict.ACCEPT, 0)
    recording.round(name="b")
    recording.round(name="c")
    state = recording.do(again(recording, Decision("a:0", Verdict.REJECT)))
    state = recording.round(propose(state.text, "two", "2"), propose(state.text, "five", "5"), name="d")
    assert state.round_state is not None
    assert [item.standing for item in state.round_state.round.items] == [Arrival.HELD_BACK, Arrival.LIVE]


def test_an_earlier_rejection_is_accepted_or_rewritten() -> None:
    recording = played_once()
    recording.round(name="b")
    assert recording.do(again(recording, Decision("a:1", Verdict.ACCEPT))).text == "one 2 three four 5 six seven"
    state = recording.do(again(recording, Decision("a:1", Verdict.REWRITE, "V")))
    assert state.text == "one 2 three four V six seven"
    assert recording.again() == state


def test_where_the_place_was_changed_since_the_text_stays() -> None:
    recording = played_once()
    recording.round(propose(recording.state.text, "one 2", "1 zwei"), name="b")
    recording.decide(Verdict.ACCEPT, 0)
    decision = Decision("a:0", Verdict.REJECT)
    assert consequences(recording.state, [decision]).changed_since == ("a:0",)
    state = recording.do(Redecided((decision,), ()))
    assert state.text.startswith("1 zwei three")
    assert state.history[0].decisions["a:0"].decision.verdict is Verdict.REJECT


def test_what_is_locked_stays() -> None:
    recording = played_once()
    recording.round(name="b")
    recording.do(Locked(Span(0, 9)))
    found = consequences(recording.state, [Decision("a:0", Verdict.REJECT)])
    assert (found.edits, found.locked) == ((), ("a:0",))


class Model:
    """What must hold of random acts: the text at each point, as it was seen there."""

    def __init__(self) -> None:
        self.recording = Recording(TEXT)
        self.seen: dict[int, str] = {1: TEXT}
        self.steps: list[str] = []  # the texts that one step back after another must show

    def did(self, act: Callable[[], State]) -> None:
        before = self.recording.state.text
        act()
        self.steps.append(before)
        self.look()

    def look(self) -> None:
        self.seen[len(self.recording.records)] = self.recording.state.text


@given(data=st.data())
def test_restore_branch_and_undo_in_any_order(data: st.DataObject) -> None:
    """always_7 with branches: every point can be seen and gone back to, and each step back shows what was there."""
    model = Model()
    recording = model.recording
    for number in range(data.draw(st.integers(1, 12))):
        state = recording.state
        match data.draw(st.sampled_from(["type", "round", "decide", "restore", "redecide", "undo", "redo"])):
            case "type":
                place = data.draw(st.integers(0, len(state.text)))
                model.did(partial(recording.type, place, "", data.draw(st.sampled_from(["x", " y "]))))
            case "round":
                words = [word for word in ("two", "four", "five", "seven") if word in state.text]
                found = tuple(propose(state.text, word, word[0]) for word in words)
                recording.do(RoundStarted(f"r{number}", "test"))
                model.steps.append(state.text)
                recording.do(Arrived(f"r{number}", found))
                model.look()
            case "decide" if state.round_state is not None and state.round_state.pending:
                index = state.round_state.round.items.index(data.draw(st.sampled_from(state.round_state.pending)))
                verdict = data.draw(st.sampled_from([Verdict.ACCEPT, Verdict.REJECT]))
                model.did(partial(recording.decide, verdict, index))
            case "restore":
                seq = data.draw(st.sampled_from(sorted(model.seen)))
                expected = model.seen[seq]
                model.did(partial(recording.do, Restored(seq)))
                assert recording.state.text == expected
            case "redecide" if state.history:
                items = [item for round_state in state.history for item in round_state.round.live]
                if items:
                    decision = Decision(data.draw(st.sampled_from(items)).id, data.draw(st.sampled_from(VERDICTS)))
                    model.did(partial(recording.do, again(recording, decision)))
            case "undo" if recording.timeline.undo_step:
                recording.undo()
                assert recording.state.text == model.steps.pop()
                model.look()
            case "redo" if recording.timeline.redo_step:
                before = recording.state.text
                recording.redo()
                model.steps.append(before)
                model.look()
    assert recording.again() == recording.state
    told = account(recording.timeline.past_states()).authorship
    assert "".join(recording.state.text[each.start : each.end] for each in told) == recording.state.text
    assert all(one.end == other.start for one, other in pairwise(told))
    for seq, text in model.seen.items():
        assert recording.timeline.at(seq).text == text


VERDICTS = [Verdict.ACCEPT, Verdict.REJECT]


def test_one_place_alone_is_changed() -> None:
    recording = played_once()
    recording.type(0, "", "zero ")
    recording.round(name="b")
    (edit,) = consequences(recording.state, [Decision("a:0", Verdict.REJECT)]).edits
    assert edit == Edit(9, "2", "two")
