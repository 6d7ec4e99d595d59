"""What is shown is what is stepped through and what a batch decides; what is flagged is left to the person."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from reviser.core.edit import Anchor, Intent, Proposal
from reviser.core.filters import FLAGGED, Filters, SortOrder
from reviser.core.round_state import Status
from reviser.gui.panels.edit_list import ShownProposals
from reviser.gui.panels.filter_bar import FilterBar
from reviser.gui.text.text_view import TextMode
from reviser.gui.workspace import Workspace
from tests.core.recording import propose
from tests.gui.showing import window_of
from tests.gui.test_window import Seat
from tests.services.desk import desk

TEXT = "Teh cat ate 12 mice. It was very big.\n\nTeh dog saw teh mat.\n"

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def _proposals() -> tuple[Proposal, ...]:
    return (
        propose(TEXT, "Teh", "The"),
        propose(TEXT, "12", "21"),
        replace(propose(TEXT, "very big", "huge", intent=Intent.STYLE), confidence=0.9),
        propose(TEXT, "Teh", "The", nth=1),
        replace(propose(TEXT, "teh", "the"), anchor=Anchor.FUZZY),
    )


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    with desk(tmp_path) as program:
        window = window_of(program, qtbot, (1000, 700))
        seat = Seat(program, window)
        seat.open(TEXT)
        program.reviser.rounds.append(_proposals())
        window.rounds.revise()
        program.pump(seat.open_document)
        window.workspace.set_mode(TextMode.REVIEW)
        yield seat


@pytest.fixture
def work(seat: Seat) -> Workspace:
    return seat.window.workspace


def shown(work: Workspace) -> list[str]:
    return [item.proposal.edit.after for item in work.list.rows.items]


def chips(bar: FilterBar) -> list[QToolButton]:
    return [chip for chip in bar.chips.findChildren(QToolButton) if not chip.isHidden()]


def test_the_batch_says_its_count_and_leaves_what_is_flagged_and_one_undo_takes_it_back(
    seat: Seat, work: Workspace
) -> None:
    assert work.batch.accept_button.text() == "Accept 3 shown"
    assert work.batch.reject_button.text() == "Reject 5 shown"
    assert work.batch.left.text() == "2 left for you"
    work.batch.accept_button.click()
    assert seat.statuses() == [
        Status.ACCEPTED,
        Status.PENDING,
        Status.ACCEPTED,
        Status.ACCEPTED,
        Status.PENDING,
    ]
    assert "12" in seat.open_document.state.text
    assert work.note.text() == "Accepted: 3 · Ctrl+Z takes it back  2 left for you"
    assert not work.batch.accept_button.isEnabled()
    seat.window.edit.undo()
    assert seat.statuses() == [Status.PENDING] * 5


def test_a_batch_is_of_what_is_shown_only(seat: Seat, work: Workspace) -> None:
    work.filter.choose(Filters(intents=frozenset({Intent.STYLE, Intent.CLARITY})))
    assert shown(work) == ["huge"]
    work.filter.choose(Filters(like=("Teh", "The")))
    assert work.batch.reject_button.text() == "Reject 2 shown"
    work.batch.reject_button.click()
    assert [status is Status.REJECTED for status in seat.statuses()] == [True, False, False, True, False]


def test_stepping_keeps_to_what_is_shown_in_its_order(seat: Seat, work: Workspace) -> None:
    work.filter.sort(SortOrder.RISK)
    assert shown(work) == ["21", "The", "huge", "The", "the"]
    order = [item.id for item in work.list.rows.items]
    work.list.setCurrentIndex(work.list.rows.index(0))
    for item_id in (*order[1:], order[0]):
        seat.key(Qt.Key.Key_J)
        assert work.text.current == item_id
    seat.key(Qt.Key.Key_K)
    assert work.text.current == order[-1]


def test_by_chance_the_list_follows_when_the_chances_are_known_and_stays_while_the_person_decides(
    seat: Seat, work: Workspace
) -> None:
    in_place = shown(work)
    work.filter.sort(SortOrder.CHANCE)
    assert shown(work) == in_place
    while not seat.program.idle:
        seat.program.document_manager.receive(seat.program.take())
    by_chance = shown(work)
    assert by_chance[0] == "the"  # mends a word
    assert sorted(by_chance) == sorted(in_place)
    assert by_chance != in_place
    QTest.keyClick(work.text, Qt.Key.Key_X)
    assert shown(work) == by_chance
    work.filter.sort(SortOrder.PLACE)
    assert shown(work) == in_place
    work.filter.sort(SortOrder.CHANCE)
    assert shown(work) == by_chance
    assert seat.program.idle


def test_after_a_decision_the_next_shown_one_is_the_current_one(seat: Seat, work: Workspace) -> None:
    work.filters[ShownProposals.UNDECIDED].click()
    work.filter.choose(Filters(like=("Teh", "The")))
    first, second = (item.id for item in work.list.rows.items)
    work.list.setCurrentIndex(work.list.rows.index(0))
    seat.key(Qt.Key.Key_A)
    assert shown(work) == ["The"]
    assert seat.window.review is not None
    assert seat.window.review.current == second != first


def test_a_place_is_the_current_proposals_at_that_time(seat: Seat, work: Workspace) -> None:
    work.list.setCurrentIndex(work.list.rows.index(3))
    work.filter.choose_paragraph()
    assert shown(work) == ["The", "the"]
    seat.key(Qt.Key.Key_J)
    assert shown(work) == ["The", "the"]
    work.filter.choose(Filters())
    work.list.setCurrentIndex(work.list.rows.index(2))
    work.filter.choose_sentence()
    assert shown(work) == ["huge"]


def test_a_chip_takes_its_filter_off(work: Workspace) -> None:
    work.filter.choose(Filters(intents=frozenset({Intent.STYLE}), risk=FLAGGED))
    assert shown(work) == []
    assert [chip.text() for chip in chips(work.filter)] == ["Style", "Flagged"]
    chips(work.filter)[0].click()
    assert shown(work) == ["21"]
    chips(work.filter)[0].click()
    assert len(shown(work)) == 5
    assert work.filter.chips.isHidden()


def test_the_menu_counts_and_chooses(work: Workspace) -> None:
    work.filter.menu.aboutToShow.emit()
    actions = {action.text(): action for action in work.filter.menu.actions()}
    assert {"Fluency  (4)", "Style  (1)", "Flagged  (1)", "Not flagged  (4)", "number  (1)"} <= actions.keys()
    actions["number  (1)"].trigger()
    assert shown(work) == ["21"]


def test_accept_all_like_this_leaves_what_needs_a_look(seat: Seat, work: Workspace) -> None:
    round_state = seat.open_document.state.round_state
    assert round_state is not None
    ids = [item.id for item in round_state.round.live]
    work.list.setCurrentIndex(work.list.rows.index(0))
    work.inspector.accepted_all.emit((ids[0], ids[1], ids[3], ids[4]))
    assert [status is Status.ACCEPTED for status in seat.statuses()] == [True, False, False, True, False]


def test_the_list_follows_the_words_that_are_typed_in_the_menu(work: Workspace, qtbot: QtBot) -> None:
    work.filter.menu.popup(work.mapToGlobal(work.rect().center()))
    QTest.keyClicks(work.filter.menu.focusWidget(), "huge")
    qtbot.waitUntil(lambda: shown(work) == ["huge"])
    assert work.filter.menu.isVisible()
    QTest.keyClick(work.filter.menu.focusWidget(), Qt.Key.Key_Backspace)
    QTest.keyClick(work.filter.menu.focusWidget(), Qt.Key.Key_X)
    QTest.keyClick(work.filter.menu.focusWidget(), Qt.Key.Key_Return)
    assert not work.filter.menu.isVisible()
    assert shown(work) == []


def test_who_clicks_on_a_batch_keeps_the_focus_where_it_was(work: Workspace) -> None:
    work.text.setFocus()
    QTest.mouseClick(work.batch.accept_button, Qt.MouseButton.LeftButton)
    assert not work.batch.accept_button.isEnabled()
    assert work.text.hasFocus()
