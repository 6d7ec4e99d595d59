"""Going back, branching, taking over and deciding again, on the disk."""

from pathlib import Path

import pytest

from reviser.core.branches import PointKind
from reviser.core.edit import Edit, Verdict
from reviser.core.events import Changed, Origin, Restored
from reviser.core.provenance import Author, account
from reviser.core.text import Span
from reviser.core.timeline import Timeline
from reviser.errors import UserError
from reviser.history.recovery.verify import verify
from reviser.services.datasets.chart_data import figures
from reviser.services.rounds.notifications import Notice
from tests.core.recording import propose
from tests.services.desk import Desk, desk

TEXT = "one two three four\n"


def decided(program: Desk) -> None:
    """A document whose first round made `two` 2 and left `four`."""
    open_document = program.open(text=TEXT)
    round_state = program.round(open_document, propose(TEXT, "two", "2"), propose(TEXT, "four", "4"))
    two, four = (item.id for item in round_state.round.live)
    open_document.decide([two], Verdict.ACCEPT)
    open_document.decide([four], Verdict.REJECT)


def test_a_branch_goes_on_from_an_earlier_point_and_nothing_is_lost(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        decided(program)
        open_document = program.document_manager.open(tmp_path / "a.txt")
        open_document.change((Edit(0, "one", "1"),))
        tip = open_document.state.text
        opened = open_document.past.graph().points[0]
        open_document.past.restore(opened.last, "fresh")
        assert open_document.state.text == TEXT
        assert isinstance(open_document.undo_event, Restored)
        open_document.change((Edit(0, "one", "uno"),))
        drawn = open_document.past.graph()
        assert drawn.branches == ("", "fresh")
        open_document.past.name(drawn.points[0].first, "first")
        left = next(point for point in drawn.points if point.kind is PointKind.TYPED)
        assert open_document.past.at(left.last).text == tip
    assert verify(tmp_path / "history.db") == []
    with desk(tmp_path) as program:
        open_document = program.document_manager.open(tmp_path / "a.txt")
        assert open_document.state.text == "uno two three four\n"
        assert open_document.past.graph().branches == ("first", "fresh")
        # Over to the other branch again, and back to where this one was.
        open_document.past.restore(left.last)
        assert open_document.state.text == tip
        open_document.undo()
        assert open_document.state.text == "uno two three four\n"


def test_single_edits_of_another_branch_are_taken_over(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        decided(program)
        open_document = program.document_manager.open(tmp_path / "a.txt")
        assert open_document.state.round_state is not None
        two, four = (item.id for item in open_document.state.round_state.round.live)
        tip = open_document.past.graph().points[-1].last
        open_document.past.restore(1)
        open_document.change((Edit(0, "one", "uno"),))
        open_document.past.take(tip, two)
        assert open_document.state.text == "uno 2 three four\n"
        open_document.past.take(tip, four)
        assert open_document.state.text == "uno 2 three 4\n"
        assert isinstance(open_document.undo_event, Changed)
        assert open_document.undo_event.origin is Origin.BRANCH
        # Whose the words are is known on the disk: the model's, not the writer's.
        hands = account(Timeline(program.store.records(open_document.document_id)).past_states()).shares()
        assert (hands[Author.MODEL], hands[Author.TAKEN]) == (2 / 14, 0)
        with pytest.raises(UserError, match="text differs"):
            open_document.past.take(tip, two)
        with pytest.raises(UserError, match="does not belong to that point"):
            open_document.past.take(1, two)
        open_document.undo()
        open_document.lock(Span(10, 16))
        with pytest.raises(UserError, match="locked"):
            open_document.past.take(tip, four)


def test_an_earlier_decision_is_changed_or_it_is_said_that_the_text_stays(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        decided(program)
        open_document = program.document_manager.open(tmp_path / "a.txt")
        open_document.listener = program.told.append
        assert open_document.state.round_state is not None
        two, four = (item.id for item in open_document.state.round_state.round.live)
        program.round(open_document)
        assert open_document.past.redecide([two], Verdict.REJECT, reason="wrong") == ""
        assert open_document.state.text == TEXT
        assert program.told[-1].notice is Notice.STEPPED
        open_document.change((Edit(14, "four", "five"),))
        assert "changed again since" in open_document.past.redecide([four], Verdict.ACCEPT)
        assert open_document.state.text == "one two three five\n"
    assert verify(tmp_path / "history.db") == []
    with desk(tmp_path) as program:
        open_document = program.document_manager.open(tmp_path / "a.txt")
        decisions = open_document.state.history[0].decisions
        assert [decisions[each].decision.verdict for each in (two, four)] == [Verdict.REJECT, Verdict.ACCEPT]


def test_nothing_is_gone_back_to_while_a_round_runs(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = program.open(text=TEXT)
        program.reviser.rounds.append((propose(TEXT, "two", "2"),))
        open_document.start()
        with pytest.raises(UserError, match="round is running"):
            open_document.past.restore(1)
        program.pump(open_document)


def test_markup_is_kept(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = program.open("a.md", "A *word* here.\n")
        with pytest.raises(UserError, match="markup"):
            open_document.past.take_over(1, [Edit(2, "*", "")])


def test_the_history_and_the_figures_count_alike(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        decided(program)
        open_document = program.document_manager.open(tmp_path / "a.txt")
        text = open_document.state.text
        program.round(open_document, propose(text, "four", "4"), propose(text, "three", "3"), propose(text, "one", "1"))
        told = {
            point.depth: point.round_summary
            for point in open_document.past.graph().points
            if point.kind is PointKind.ROUND
        }
        assert (told[2] and told[2].set_aside) == 1
        for became in figures(tmp_path / "history.db").by["depth"]:
            shown = told[int(became.key)]
            assert shown is not None
            counts = [shown.verdicts[verdict] for verdict in (Verdict.ACCEPT, Verdict.REWRITE, Verdict.REJECT)]
            assert [shown.proposed, *counts] == [became.offered, became.accepted, became.rewritten, became.rejected]
