"""Context menus of the text and of the list: what stands in them, and what a right click leaves alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from reviser.core.round_state import Status
from reviser.gui.text.text_view import TextMode, TextView
from tests.core.recording import propose
from tests.gui.showing import window_of
from tests.gui.test_window import TEXT, Seat
from tests.services.desk import desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

DECISIONS = ["accept", "reject", "rewrite"]
BELOW = ["Reject because", "Accept an alternative", "Decide many at once"]
EDITING = ["undo", "redo", "cut", "copy", "paste", "select-all", "lock", "mode"]


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    """A window with three proposals: the first with alternatives, the second of a word."""
    with desk(tmp_path) as program:
        window = window_of(program, qtbot)
        made = Seat(program, window)
        made.open()
        text = made.open_document.state.text
        program.reviser.rounds.append(
            (
                propose(text, "teh", "the", word="teh"),
                replace(propose(text, "very big", "huge"), alternatives=("enormous", "R&D", "")),
                propose(text, "teh", "the", nth=1, word="teh"),
            )
        )
        window.rounds.revise()
        program.pump(made.open_document)
        yield made


@pytest.fixture
def text(seat: Seat) -> TextView:
    QTest.qWaitForWindowActive(seat.window)
    seat.window.workspace.text.setFocus()
    return seat.window.workspace.text


def point_of(text: TextView, offset: int) -> QPoint:
    """The middle of the row that a code point stands on, right of its left edge."""
    cursor = text.textCursor()
    cursor.setPosition(text.position_of(offset, behind=True))
    return text.cursorRect(cursor).center() + QPoint(3, 0)


def right_click(text: TextView, offset: int) -> None:
    point = point_of(text, offset)
    QTest.mouseClick(text.viewport(), Qt.MouseButton.RightButton, pos=point)
    ask(text.viewport(), point, QContextMenuEvent.Reason.Mouse)


def ask(widget: QWidget, point: QPoint, reason: QContextMenuEvent.Reason) -> None:
    QApplication.sendEvent(widget, QContextMenuEvent(reason, point, widget.mapToGlobal(point)))


def ids(seat: Seat, menu: QMenu) -> list[str]:
    """The commands of a menu; a submenu by its title."""
    known = {action: command_id for command_id, action in seat.window.actions_.of.items()}
    return [known.get(each, each.text().replace("&", "")) for each in menu.actions() if not each.isSeparator()]


def entry(menu: QMenu, name: str) -> str:
    """The text of the entry with this in its name."""
    return next(each.text() for each in menu.actions() if name in each.text().replace("&", ""))


def test_at_a_proposal_it_can_be_decided_in_every_way(seat: Seat, text: TextView) -> None:
    menu = seat.window.context_menus.of_text
    right_click(text, TEXT.index("very big") + 2)
    assert menu.isVisible()
    assert ids(seat, menu) == [*DECISIONS, *BELOW, "silence-rule", "why", *EDITING]
    assert seat.window.review is not None
    assert seat.window.review.item is not None
    assert seat.window.review.item.proposal.edit.before == "very big"
    menu.close()
    seat.window.actions_.of["accept"].trigger()
    assert seat.statuses() == [Status.PENDING, Status.ACCEPTED, Status.PENDING]
    right_click(text, TEXT.index("very big") + 2)
    assert ids(seat, menu)[:3] == ["reject", "rewrite", "take-back"]
    menu.close()


def test_what_is_of_a_word_says_the_word_and_no_two_entries_go_by_one_letter(seat: Seat, text: TextView) -> None:
    menu = seat.window.context_menus.of_text
    right_click(text, TEXT.index("teh") + 1)
    shown = ids(seat, menu)
    assert [each for each in shown if each.startswith("word")] == ["word-here", "word-everywhere"]
    assert "“teh” is correct in this document" in entry(menu, "is correct").replace("&", "")
    assert "Decide many at once" in shown
    letters = [each.text()[each.text().index("&") + 1].lower() for each in menu.actions() if not each.isSeparator()]
    assert len(letters) == len(set(letters)), letters
    assert letters[0] == "a"
    menu.close()
    assert "word as correct" in seat.window.actions_.of["word-here"].text().replace("&", "")


def test_other_suggestions_say_what_they_are(seat: Seat, text: TextView) -> None:
    right_click(text, TEXT.index("very big") + 2)
    actions = seat.window.context_menus.of_text.actions()
    below = next(each.menu() for each in actions if "alternative" in each.text().replace("&", ""))
    assert isinstance(below, QMenu)
    below.popup(QPoint(0, 0))
    assert [each.text().partition("\t")[0] for each in below.actions() if each.isEnabled()] == [
        "&1  enormous",
        "&2  R&&D",
        "&3  (delete)",
    ]
    below.actions()[0].trigger()
    seat.window.context_menus.of_text.close()
    assert seat.open_document.state.text == TEXT.replace("very big", "enormous")


@pytest.mark.parametrize("mode", list(TextMode))
def test_a_right_click_keeps_the_mode_and_a_selection_around_it(seat: Seat, text: TextView, mode: TextMode) -> None:
    seat.window.workspace.set_mode(mode)
    start, end = TEXT.index("very"), TEXT.index("mat.\r\n")
    text.select(start, end)
    right_click(text, TEXT.index("very big") + 2)
    assert text.mode is mode
    assert text.text_offset(text.textCursor().selectionStart()) == start
    assert text.text_offset(text.textCursor().selectionEnd()) == end
    assert seat.window.actions_.of["copy"].isEnabled()
    seat.window.context_menus.of_text.close()
    right_click(text, TEXT.index("dog"))
    assert text.mode is mode
    assert not text.textCursor().hasSelection()
    assert text.caret_offset() == TEXT.index("dog")
    assert ids(seat, seat.window.context_menus.of_text) == EDITING
    assert not seat.window.actions_.of["copy"].isEnabled()
    seat.window.context_menus.of_text.close()
    assert seat.statuses() == [Status.PENDING] * 3


def test_the_menu_key_opens_it_at_the_caret(seat: Seat, text: TextView) -> None:
    seat.window.workspace.set_mode(TextMode.EDIT)
    text.select(TEXT.rindex("teh") + 1, TEXT.rindex("teh") + 1)
    ask(text, QPoint(0, 0), QContextMenuEvent.Reason.Keyboard)
    menu = seat.window.context_menus.of_text
    assert ids(seat, menu)[:3] == DECISIONS
    assert text.viewport().rect().contains(text.viewport().mapFromGlobal(menu.pos()))
    assert seat.window.review is not None
    assert seat.window.review.current == seat.window.workspace.list.rows.items[2].id
    menu.close()


def test_in_the_list_it_is_one_of_the_row_under_the_mouse(seat: Seat) -> None:
    rows = seat.window.workspace.list
    point = rows.visualRect(rows.rows.index(1)).center()
    ask(rows.viewport(), point, QContextMenuEvent.Reason.Mouse)
    menu = seat.window.context_menus.of_list
    assert ids(seat, menu) == [*DECISIONS, *BELOW, "silence-rule", "why"]
    menu.close()
    seat.window.actions_.of["reject-voice"].trigger()
    assert seat.statuses() == [Status.PENDING, Status.REJECTED, Status.PENDING]
    ask(rows.viewport(), QPoint(5, rows.viewport().height() - 2), QContextMenuEvent.Reason.Mouse)
    assert not menu.isVisible()


def test_in_an_earlier_round_nothing_can_be_decided(seat: Seat) -> None:
    for item in seat.window.workspace.list.rows.items:
        assert seat.window.review is not None
        seat.window.review.choose(item.id)
        seat.window.actions_.of["accept"].trigger()
    seat.program.reviser.rounds.append(())
    seat.window.rounds.revise()
    seat.program.pump(seat.open_document)
    seat.window.workspace.read(1)
    rows = seat.window.workspace.list
    ask(rows.viewport(), rows.visualRect(rows.rows.index(1)).center(), QContextMenuEvent.Reason.Mouse)
    assert ids(seat, seat.window.context_menus.of_list) == ["why"]
    seat.window.context_menus.of_list.close()


def test_rule_ids_are_shown_only_on_request(seat: Seat, text: TextView) -> None:
    inspector = seat.window.workspace.inspector
    right_click(text, TEXT.index("very big") + 2)
    seat.window.context_menus.of_text.close()
    item = inspector.item
    assert item is not None
    source = f"{item.proposal.reviser} · {item.proposal.rule}"
    assert not inspector.source.isVisibleTo(inspector)
    seat.window.actions_.of["why"].trigger()
    assert inspector.source.isVisibleTo(inspector)
    assert inspector.source.text() == source
    inspector.details_button.click()
    assert not inspector.source.isVisibleTo(inspector)
