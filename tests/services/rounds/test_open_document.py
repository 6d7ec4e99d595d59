"""One document through its rounds, on a real database: what is seen is on the disk, and a restart changes nothing."""

import logging
import sqlite3
from pathlib import Path

import pytest

from reviser.core.edit import Remark, Verdict
from reviser.core.events import Changed, Decided, Origin, Outcome, RoundStarted, StopReason
from reviser.core.round import Arrival
from reviser.core.round_state import Status
from reviser.core.text import Span
from reviser.documents.store import ChangedOnDiskError
from reviser.errors import ReviserError, UserError
from reviser.messages import verbatim
from reviser.revisers.base import LANGUAGE_RULE, ReadProgress
from reviser.revisers.net.wire import Waiting
from reviser.services.rounds.notifications import Notice
from tests.core.recording import propose
from tests.services.desk import desk

TEXT = "The cat sat on teh mat. It was a very big mat.\r\n\r\nThe dog saw teh cat.\r\n"


def test_always_6_a_decision_on_the_screen_is_a_decision_on_the_disk(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open(text=TEXT)
        round_state = program.round(doc, propose(TEXT, "teh", "the"), propose(TEXT, "very big", "huge"))
        doc.decide([round_state.round.items[0].id], Verdict.ACCEPT)
        shown = doc.state
        # Killed here: nothing is closed, and another program reads the same file.
        with desk(tmp_path) as again:
            assert again.open().state == shown


def test_always_9_the_next_round_is_told_what_was_decided(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open(text=TEXT)
        round_state = program.round(doc, propose(TEXT, "teh", "the"), propose(TEXT, "very big", "huge"))
        doc.decide([round_state.round.items[0].id], Verdict.REWRITE, after="that")
        doc.decide([round_state.round.items[1].id], Verdict.REJECT)
        program.round(doc)
        request = program.reviser.requests[-1]
        assert request.text == TEXT.replace("teh", "that", 1)
        assert request.memory.rewrites[0].after == "that"
        assert doc.state.stop is StopReason.NOTHING_PROPOSED
        assert [row[1].result for row in program.store.results(doc.document_id)] == [request.text, request.text]


def test_the_persons_dictionary_goes_with_the_request(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open(text=TEXT)
        program.round(doc, propose(TEXT, "teh", "the", word="teh"), propose(TEXT, "teh", "the", nth=1, word="teh"))
        doc.add_word("teh", everywhere=True)
        assert doc.state.round_state is not None
        assert doc.state.round_state.pending == ()
        program.round(doc)
        assert "teh" in program.reviser.requests[-1].memory.words
        other = program.open("b.txt", "Another teh.")
        program.round(other)
        assert "teh" in program.reviser.requests[-1].memory.words


def test_always_7_a_word_added_by_one_key_is_taken_back_by_one_step(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open(text=TEXT)
        program.round(doc, propose(TEXT, "teh", "the", word="teh"), propose(TEXT, "big", "huge"))
        before = doc.state
        doc.add_word("teh", everywhere=True)
        after = doc.state
        doc.undo()
        assert (doc.state, program.store.words()) == (before, frozenset())
        doc.redo()
        assert (doc.state, program.store.words()) == (after, frozenset({"teh"}))
        doc.undo()
        assert isinstance(doc.undo_event, RoundStarted)


def test_proposals_of_a_group_take_one_decision(tmp_path: Path) -> None:
    text = "a  b  c  d"
    with desk(tmp_path) as program:
        doc = program.open(text=text)
        round_state = program.round(doc, *(propose(text, "  ", " ", nth=n, group="spaces") for n in range(3)))
        doc.decide([round_state.round.items[1].id], Verdict.ACCEPT)
        assert doc.state.text == "a b c d"
        assert isinstance(doc.undo_event, Decided)
        assert len(doc.undo_event.decisions) == 3
        doc.undo()
        assert doc.state.text == text


def test_the_same_correction_elsewhere_is_offered(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open(text=TEXT)
        round_state = program.round(doc, propose(TEXT, "teh", "the"), propose(TEXT, "teh", "the", nth=1))
        first, second = (item.id for item in round_state.round.items)
        assert doc.same_correction(first) == (second,)


def test_a_reviser_that_fails_keeps_what_came_and_says_why(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open(text=TEXT)
        round_state = program.round(
            doc, propose(TEXT, "teh", "the"), ReviserError(verbatim("The server is away; start it."))
        )
        assert round_state.round.outcome is Outcome.FAILED
        assert round_state.round.message == "The server is away; start it."
        assert [round_state.status(item) for item in round_state.round.items] == [Status.PENDING]


def test_our_own_bug_is_logged_and_ends_the_round(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with desk(tmp_path) as program:
        round_state = program.round(program.open(text=TEXT), RuntimeError("oops"))
        assert round_state.round.outcome is Outcome.FAILED
        assert [record.levelno for record in caplog.records] == [logging.ERROR]
        caplog.clear()


def test_late_results_of_an_undone_round_are_dropped_and_said(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        program.reviser.rounds.append((propose(TEXT, "teh", "the"),))
        doc = program.open(text=TEXT)
        doc.start()
        late = program.take()
        doc.undo()
        assert not doc.running
        program.document_manager.receive(late)
        assert program.told[-1].notice is Notice.DROPPED
        assert program.told[-1].message == "Dropped 1 late proposal of a round that was undone."
        assert doc.state.round_state is None


def test_a_round_left_open_by_a_killed_program_is_ended_and_said(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        program.open(text=TEXT).start()
        with desk(tmp_path) as again:
            state = again.open().state
            assert state.round_state is not None
            assert state.round_state.round.outcome is Outcome.CANCELLED
            assert "closed before" in state.round_state.round.message


def test_saving_writes_the_text_and_asks_where_the_file_was_changed(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open(text=TEXT)
        round_state = program.round(doc, propose(TEXT, "teh", "the"))
        doc.decide([round_state.round.items[0].id], Verdict.ACCEPT)
        before = doc.unsaved
        doc.save()
        assert (before, doc.unsaved) == (True, False)
        assert (tmp_path / "a.txt").read_bytes() == TEXT.replace("teh", "the", 1).encode()
        (tmp_path / "a.txt").write_bytes(b"another program")
        doc.undo()
        with pytest.raises(ChangedOnDiskError):
            doc.save()
        assert (tmp_path / "a.txt").read_bytes() == b"another program"
        doc.save(overwrite=True)
        assert (tmp_path / "a.txt").read_bytes() == TEXT.encode()


def test_an_unchanged_file_goes_on_from_the_sessions_text(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open(text=TEXT)
        round_state = program.round(doc, propose(TEXT, "teh", "the"), propose(TEXT, "very big", "huge"))
        doc.decide([round_state.round.items[0].id], Verdict.ACCEPT)
        doc.save()
        doc.decide([round_state.round.items[1].id], Verdict.ACCEPT)
        text = doc.state.text
    with desk(tmp_path) as program:
        doc = program.open()
        assert doc.state.text == text
        assert doc.unsaved


def test_a_file_changed_outside_comes_in_as_a_change_by_hand(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        program.round(program.open(text=TEXT), propose(TEXT, "teh", "the"))
    changed = TEXT.replace("dog", "hound")
    with desk(tmp_path) as program:
        doc = program.open(text=changed)
        assert doc.state.text == changed
        assert not doc.unsaved
        assert isinstance(doc.undo_event, Changed)
        assert doc.undo_event.origin is Origin.OUTSIDE
        assert doc.state.round_state is not None
        assert len(doc.state.round_state.pending) == 1
        doc.undo()
        assert doc.state.text == TEXT


def test_a_file_changed_outside_keeps_what_was_accepted_and_not_saved(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open(text=TEXT)
        round_state = program.round(doc, propose(TEXT, "teh", "the"), propose(TEXT, "very big", "huge"))
        doc.decide([round_state.round.items[0].id], Verdict.ACCEPT)
        doc.decide([round_state.round.items[1].id], Verdict.REJECT)
        program.round(doc)
    with desk(tmp_path) as program:
        doc = program.open(text=TEXT + "One more.\r\n")
        assert doc.state.text == TEXT.replace("teh", "the", 1) + "One more.\r\n"
        round_state = program.round(doc, propose(doc.state.text, "very big", "huge"))
        assert [item.standing for item in round_state.round.items] == [Arrival.HELD_BACK]


def test_where_the_file_and_the_session_differ_at_one_place_the_file_counts(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open(text=TEXT)
        round_state = program.round(doc, propose(TEXT, "very big", "huge"))
        doc.decide([round_state.round.items[0].id], Verdict.ACCEPT)
    with desk(tmp_path) as program:
        changed = TEXT.replace("very big", "tiny")
        assert program.open(text=changed).state.text == changed


def test_a_moved_file_that_is_changed_later_is_still_the_same_document(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        program.round(program.open(text=TEXT), propose(TEXT, "teh", "the"))
        (tmp_path / "a.txt").rename(tmp_path / "b.txt")
        assert program.open("b.txt").state.depth == 1
        assert program.open("b.txt", TEXT + "More.").state.depth == 1


def test_a_moved_file_is_known_by_its_text(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        program.round(program.open(text=TEXT), propose(TEXT, "teh", "the"))
        (tmp_path / "a.txt").rename(tmp_path / "b.txt")
        assert program.open("b.txt").state.depth == 1


def test_at_the_limit_of_rounds_the_loop_stops_and_starting_again_goes_on(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        (tmp_path / "a.txt").write_text("teh", encoding="utf-8")
        doc = program.document_manager.open(tmp_path / "a.txt", limit=1)
        program.round(doc, propose("teh", "teh", "the"))
        doc.start()
        assert doc.state.stop is StopReason.MAX_ROUNDS
        assert doc.state.depth == 1
        doc.start()
        program.pump(doc)
        assert doc.state.depth == 2


def test_a_stale_proposal_cannot_be_decided_and_says_why(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open(text=TEXT)
        round_state = program.round(doc, propose(TEXT, "teh", "the"))
        at = TEXT.index("teh")
        doc.change((propose(TEXT, "teh", "those").edit,))
        with pytest.raises(UserError, match="no longer fits"):
            doc.decide([round_state.round.items[0].id], Verdict.ACCEPT)
        assert doc.state.text[at:].startswith("those")


def test_remarks_are_kept(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open(text=TEXT)
        program.round(doc, Remark(Span(0, 23), "A remark.", "test", "r"))
        with desk(tmp_path) as again:
            state = again.open().state
            assert state.round_state is not None
            assert [remark.message for remark in state.round_state.round.remarks] == ["A remark."]


def test_what_a_round_left_alone_is_said_when_it_ends(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open(text=TEXT)
        round_state = program.round(doc, Remark(Span(0, 23), "Left alone.", "test", LANGUAGE_RULE))
        assert (round_state.round.outcome, round_state.round.message) == (Outcome.COMPLETE, "Left alone.")
        assert [told.message for told in program.told if told.message] == ["Left alone."]
        assert doc.state.stop is StopReason.NOTHING_PROPOSED


def test_markdown_syntax_is_protected_from_proposals_and_their_alternatives(tmp_path: Path) -> None:
    text = "# One\n\nSome words and more.\n"
    with desk(tmp_path) as program:
        doc = program.open("a.md", text)
        breaking = propose(text, "Some words", "# words")
        round_state = program.round(doc, propose(text, "# One", "One"), breaking, propose(text, "more", "less"))
        assert [item.proposal.edit.before for item in round_state.round.items] == ["more"]
        assert "2 proposals" in round_state.round.message


def test_a_busy_database_makes_what_arrives_wait(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        doc = program.open(text=TEXT)
        program.reviser.rounds.append((propose(TEXT, "teh", "the"),))
        other = sqlite3.connect(tmp_path / "history.db", isolation_level=None)
        doc.start()
        other.execute("BEGIN IMMEDIATE")
        program.document_manager.receive(program.take())
        waiting = program.told[-1].notice
        other.execute("ROLLBACK")
        program.pump(doc)
        assert waiting is Notice.STARTED
        assert doc.state.round_state is not None
        assert len(doc.state.round_state.round.items) == 1
        other.close()


def test_how_far_a_round_has_come_is_told(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = program.open(text="One.\n")
        program.round(open_document, ReadProgress(1, 4), Waiting(2.0, "it is busy"), ReadProgress(2, 4))
        assert Notice.PROGRESS in [told.notice for told in program.told]
        assert open_document.pace.share == 0.5
        assert open_document.pace.waiting is None
        program.round(open_document)
        assert open_document.pace.share is None
