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
    revision = program.open(text=TEXT)
    round_state = program.round(revision, propose(TEXT, "two", "2"), propose(TEXT, "four", "4"))
    two, four = (item.id for item in round_state.round.live)
    revision.decide([two], Verdict.ACCEPT)
    revision.decide([four], Verdict.REJECT)


def test_a_branch_goes_on_from_an_earlier_point_and_nothing_is_lost(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        decided(program)
        revision = program.document_manager.open(tmp_path / "a.txt")
        revision.change((Edit(0, "one", "1"),))
        tip = revision.state.text
        opened = revision.past.graph().points[0]
        revision.past.restore(opened.last, "fresh")
        assert revision.state.text == TEXT
        assert isinstance(revision.undo_event, Restored)
        revision.change((Edit(0, "one", "uno"),))
        drawn = revision.past.graph()
        assert drawn.branches == ("", "fresh")
        revision.past.name(drawn.points[0].first, "first")
        left = next(point for point in drawn.points if point.kind is PointKind.TYPED)
        assert revision.past.at(left.last).text == tip
    assert verify(tmp_path / "history.db") == []
    with desk(tmp_path) as program:
        revision = program.document_manager.open(tmp_path / "a.txt")
        assert revision.state.text == "uno two three four\n"
        assert revision.past.graph().branches == ("first", "fresh")
        # Over to the other branch again, and back to where this one was.
        revision.past.restore(left.last)
        assert revision.state.text == tip
        revision.undo()
        assert revision.state.text == "uno two three four\n"


def test_single_edits_of_another_branch_are_taken_over(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        decided(program)
        revision = program.document_manager.open(tmp_path / "a.txt")
        assert revision.state.round_state is not None
        two, four = (item.id for item in revision.state.round_state.round.live)
        tip = revision.past.graph().points[-1].last
        revision.past.restore(1)
        revision.change((Edit(0, "one", "uno"),))
        revision.past.take(tip, two)
        assert revision.state.text == "uno 2 three four\n"
        revision.past.take(tip, four)
        assert revision.state.text == "uno 2 three 4\n"
        assert isinstance(revision.undo_event, Changed)
        assert revision.undo_event.origin is Origin.BRANCH
        # Whose the words are is known on the disk: the model's, not the writer's.
        hands = account(Timeline(program.store.records(revision.document_id)).past_states()).shares()
        assert (hands[Author.MODEL], hands[Author.TAKEN]) == (2 / 14, 0)
        with pytest.raises(UserError, match="reads differently"):
            revision.past.take(tip, two)
        with pytest.raises(UserError, match="not of that point"):
            revision.past.take(1, two)
        revision.undo()
        revision.lock(Span(10, 16))
        with pytest.raises(UserError, match="locked"):
            revision.past.take(tip, four)


def test_an_earlier_decision_is_changed_or_it_is_said_that_the_text_stays(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        decided(program)
        revision = program.document_manager.open(tmp_path / "a.txt")
        revision.listener = program.told.append
        assert revision.state.round_state is not None
        two, four = (item.id for item in revision.state.round_state.round.live)
        program.round(revision)
        assert revision.past.redecide([two], Verdict.REJECT, reason="wrong") == ""
        assert revision.state.text == TEXT
        assert program.told[-1].notice is Notice.STEPPED
        revision.change((Edit(14, "four", "five"),))
        assert "changed again since" in revision.past.redecide([four], Verdict.ACCEPT)
        assert revision.state.text == "one two three five\n"
    assert verify(tmp_path / "history.db") == []
    with desk(tmp_path) as program:
        revision = program.document_manager.open(tmp_path / "a.txt")
        decisions = revision.state.history[0].decisions
        assert [decisions[each].decision.verdict for each in (two, four)] == [Verdict.REJECT, Verdict.ACCEPT]


def test_nothing_is_gone_back_to_while_a_round_runs(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        revision = program.open(text=TEXT)
        program.reviser.rounds.append((propose(TEXT, "two", "2"),))
        revision.start()
        with pytest.raises(UserError, match="round is running"):
            revision.past.restore(1)
        program.pump(revision)


def test_markup_is_kept(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        revision = program.open("a.md", "A *word* here.\n")
        with pytest.raises(UserError, match="markup"):
            revision.past.take_over(1, [Edit(2, "*", "")])


def test_the_history_and_the_figures_count_alike(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        decided(program)
        revision = program.document_manager.open(tmp_path / "a.txt")
        text = revision.state.text
        program.round(revision, propose(text, "four", "4"), propose(text, "three", "3"), propose(text, "one", "1"))
        told = {point.depth: point.told for point in revision.past.graph().points if point.kind is PointKind.ROUND}
        assert (told[2] and told[2].set_aside) == 1
        for became in figures(tmp_path / "history.db").by["depth"]:
            shown = told[int(became.key)]
            assert shown is not None
            counts = [shown.verdicts[verdict] for verdict in (Verdict.ACCEPT, Verdict.REWRITE, Verdict.REJECT)]
            assert [shown.proposed, *counts] == [became.offered, became.accepted, became.rewritten, became.rejected]
