"""Locks as a person uses them, on the disk: nothing is accepted inside one, and undo and a restart keep it."""

from pathlib import Path

import pytest

from reviser.core.edit import Edit, RejectReason, Verdict
from reviser.core.events import Decided
from reviser.core.round_state import Status
from reviser.core.text import Span
from reviser.errors import UserError
from reviser.services.rounds.open_document import OpenDocument
from tests.core.recording import propose
from tests.services.desk import Desk, desk

TEXT = "One too three. Four fife six.\n"


def opened(program: Desk, folder: Path) -> OpenDocument:
    path = folder / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return program.document_manager.open(path)


def statuses(open_document: OpenDocument) -> list[Status]:
    round_state = open_document.state.round_state
    assert round_state is not None
    return [round_state.status(item) for item in round_state.round.live]


def test_a_locked_passage_is_not_proposed_on_and_not_accepted(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = opened(program, tmp_path)
        open_document.lock(Span(0, 14))
        program.reviser.rounds.append((propose(TEXT, "too", "two"), propose(TEXT, "fife", "five")))
        open_document.start()
        program.pump(open_document)
        assert program.reviser.requests[0].locked == (Span(0, 14),)
        assert statuses(open_document) == [Status.LOCKED, Status.PENDING]
        round_state = open_document.state.round_state
        assert round_state is not None
        too, fife = (item.id for item in round_state.round.live)
        with pytest.raises(UserError, match="locked"):
            open_document.decide([too], Verdict.ACCEPT)
        open_document.decide([too, fife], Verdict.ACCEPT)
        assert open_document.state.text == TEXT.replace("fife", "five")
        open_document.change((Edit(4, "too", "2"),))
        assert open_document.state.locks == (Span(0, 12),)
        open_document.undo()
        open_document.unlock(Span(3, 3))
        assert statuses(open_document) == [Status.PENDING, Status.ACCEPTED]
        open_document.undo()
        assert statuses(open_document) == [Status.LOCKED, Status.ACCEPTED]
        again = program.document_manager.open(tmp_path / "a.txt")
        assert again.state.locks == (Span(0, 14),)
        assert isinstance(again.undo_event, Decided)
        assert len(again.undo_event.decisions) == 1


def test_what_was_accepted_before_a_lock_is_not_taken_back_under_it(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = opened(program, tmp_path)
        program.reviser.rounds.append((propose(TEXT, "too", "two"),))
        open_document.start()
        program.pump(open_document)
        round_state = open_document.state.round_state
        assert round_state is not None
        (item,) = round_state.round.live
        open_document.decide([item.id], Verdict.ACCEPT)
        open_document.lock(Span(2, 9))
        with pytest.raises(UserError, match="unlock"):
            open_document.decide([item.id], Verdict.UNDECIDED)
        open_document.undo()
        open_document.decide([item.id], Verdict.UNDECIDED)
        assert open_document.state.text == TEXT


def test_nothing_is_locked_by_nothing(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = opened(program, tmp_path)
        with pytest.raises(UserError, match="select"):
            open_document.lock(Span(3, 4))
        with pytest.raises(UserError, match="Nothing is locked"):
            open_document.unlock(Span(0, 3))
        assert open_document.undo_event is None


def test_the_reason_of_a_rejection_can_be_given_afterwards(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = opened(program, tmp_path)
        program.reviser.rounds.append((propose(TEXT, "too", "two"),))
        open_document.start()
        program.pump(open_document)
        round_state = open_document.state.round_state
        assert round_state is not None
        (item,) = round_state.round.live
        open_document.decide([item.id], Verdict.REJECT)
        open_document.decide([item.id], Verdict.REJECT, reason=RejectReason.VOICE)
        round_state = open_document.state.round_state
        assert round_state is not None
        assert round_state.decisions[item.id].decision.reason == "voice"
        open_document.undo()
        round_state = open_document.state.round_state
        assert round_state is not None
        assert round_state.decisions[item.id].decision.reason == ""
