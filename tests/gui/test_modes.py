"""What keys do in the text: read, edit, review."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from reviser.core.edit import Verdict
from reviser.core.round_state import Status
from reviser.gui.text.text_view import TextMode
from reviser.gui.text.views import View
from tests.gui.situations import item, press, typing
from tests.gui.test_commands import seat as seat  # a fixture
from tests.gui.test_window import Seat

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_who_types_goes_on_to_the_proposal_behind_the_caret_and_letters_decide_then(seat: Seat) -> None:
    typing(seat)
    text = seat.window.workspace.text
    text.moveCursor(QTextCursor.MoveOperation.End)
    press(seat, "F8")
    assert (item(seat), text.mode) == (0, TextMode.REVIEW)  # round at the end
    typing(seat)
    text.moveCursor(QTextCursor.MoveOperation.Start)
    press(seat, "F8")
    assert item(seat) == 0
    press(seat, "F8")
    assert item(seat) == 1
    press(seat, "Shift+F8")
    assert item(seat) == 0


def click(seat: Seat, offset: int) -> None:
    """Click into the text at a code point."""
    text = seat.window.workspace.text
    cursor = QTextCursor(text.document())
    cursor.setPosition(text.position_of(offset))
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=text.cursorRect(cursor).center())


def test_whoever_clicks_into_the_text_and_types_gets_letters_and_decides_nothing(seat: Seat) -> None:
    before, statuses = seat.open_document.state.text, seat.statuses()
    click(seat, 0)
    QTest.keyClicks(seat.window.workspace.text, "mad")
    seat.window.workspace.text.flush()
    assert seat.open_document.state.text == "mad" + before
    assert Status.ACCEPTED not in seat.statuses()
    assert Status.REJECTED not in seat.statuses()
    assert not seat.open_document.state.memory.silenced
    assert len(seat.statuses()) == len(statuses)


def test_as_a_document_opens_letters_neither_decide_nor_type_beside_proposals(seat: Seat) -> None:
    work, before = seat.window.workspace, seat.open_document.state.text
    work.set_mode(TextMode.READ)
    QTest.keyClicks(work.text, "mad")
    work.text.flush()
    assert (seat.open_document.state.text, set(seat.statuses()), work.text.mode) == (
        before,
        {Status.PENDING},
        TextMode.READ,
    )
    assert "F8" in work.note.text()


def test_letters_decide_nothing_in_a_view_that_was_clicked(seat: Seat) -> None:
    work = seat.window.workspace
    work.set_view(View.RESULT)
    QTest.mouseClick(work.views.alone.viewport(), Qt.MouseButton.LeftButton)
    QTest.keyClicks(work.views.alone, "ax")
    assert set(seat.statuses()) == {Status.PENDING}


def test_a_decision_is_shown_and_the_key_that_it_names_takes_it_back(seat: Seat) -> None:
    work = seat.window.workspace
    first = item(seat)
    press(seat, "A")
    assert work.note.text() == "Accepted “The” · U takes it back"
    assert item(seat) != first
    press(seat, "U")
    assert item(seat) == first
    assert set(seat.statuses()) == {Status.PENDING}


def test_a_rewritten_proposal_shows_the_persons_words(seat: Seat) -> None:
    work, review = seat.window.workspace, seat.window.review
    assert review is not None
    current = review.current
    review.decide(Verdict.REWRITE, current, after="My own")
    review.choose(current)
    row = work.list.rows.index(work.list.rows.row_of(current))
    assert work.list.rows.data(row) == "Fluency: Teh becomes My own. Rewritten."
    assert "1 rewritten" in work.rounds.list.item(0).text()


def test_undo_shows_what_it_changed(seat: Seat) -> None:
    work = seat.window.workspace
    typing(seat)
    text = work.text
    text.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(text, "First ")
    text.flush()
    text.moveCursor(QTextCursor.MoveOperation.End)
    seat.window.edit.undo()
    assert text.caret_offset() == 0
    seat.window.edit.redo()
    assert text.caret_offset() == len("First ")


def test_single_keys_type_in_the_editable_text(seat: Seat) -> None:
    typing(seat)
    seat.window.workspace.text.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(seat.window.workspace.text, "ax1")
    seat.window.workspace.set_mode(TextMode.REVIEW)
    assert seat.open_document.state.text.startswith("ax1Teh")
    assert Status.ACCEPTED not in seat.statuses()
