"""Events that do not fit what went before are refused, and change nothing."""

import pytest

from reviser.core.edit import Decision, Verdict
from reviser.core.events import Arrived, Outcome, Redecided, RoundEnded, RoundStarted, Undone
from reviser.core.played import Status
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
    played = doc.do(Arrived("a", (propose(TEXT, "very big", "huge"), propose(TEXT, "teh", "the")))).played
    assert played is not None
    item = played.round.items[0]
    assert played.status(item) is Status.SET_ASIDE
    doc.do(RoundEnded("a", Outcome.COMPLETE))
    doc.round()
    with pytest.raises(ValueError, match="set aside"):
        doc.do(Redecided((Decision(item.id, Verdict.ACCEPT),), ()))
