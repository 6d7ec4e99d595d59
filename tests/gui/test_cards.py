"""The card of a proposal: it comes under a resting mouse and by a click, decides by its buttons, takes no key."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from reviser.core.round_state import Status
from reviser.gui.text.proposal_card import ProposalCard
from reviser.gui.text.text_view import TextMode, TextView
from tests.core.recording import propose
from tests.gui.showing import bring_up, move_mouse, window_of
from tests.gui.test_window import TEXT, Seat
from tests.services.desk import desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
BIG = TEXT.index("very big") + 2


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    """A window in *Edit* with three proposals, the second of which has alternatives."""
    with desk(tmp_path) as program:
        window = window_of(program, qtbot, (1000, 700))
        made = Seat(program, window)
        made.open()
        text = made.open_document.state.text
        program.reviser.rounds.append(
            (
                propose(text, "teh", "the"),
                replace(propose(text, "very big", "huge"), alternatives=("enormous",)),
                propose(text, "teh", "the", nth=1),
            )
        )
        window.rounds.revise()
        program.pump(made.open_document)
        window.workspace.set_mode(TextMode.EDIT)
        window.workspace.text.setFocus()
        move_mouse(window.workspace.text.viewport(), QPoint(5, 5))  # away from every proposal
        qtbot.waitUntil(lambda: not window.cards.resting)
        yield made


@pytest.fixture
def text(seat: Seat) -> TextView:
    return seat.window.workspace.text


@pytest.fixture
def card(seat: Seat) -> ProposalCard:
    return seat.window.cards.card


def point_of(text: TextView, offset: int) -> QPoint:
    cursor = text.textCursor()
    cursor.setPosition(text.position_of(offset, behind=True))
    return text.cursorRect(cursor).center() + QPoint(3, 0)


def away(text: TextView) -> QPoint:
    """Where no proposal is, and no card of one."""
    return QPoint(20, text.viewport().height() - 10)


def move(text: TextView, point: QPoint) -> None:
    """The mouse is moved there, no button held."""
    move_mouse(text.viewport(), point)


def click(text: TextView, offset: int) -> None:
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=point_of(text, offset))


def press(card: ProposalCard, command: str) -> None:
    assert card.buttons[command].isVisible()
    QTest.mouseClick(card.buttons[command], Qt.MouseButton.LeftButton)


def offered(card: ProposalCard) -> list[str]:
    return [command for command, button in card.buttons.items() if button.isVisible()]


def test_it_comes_where_the_mouse_rests_and_goes_when_it_has_left(
    text: TextView, card: ProposalCard, qtbot: QtBot
) -> None:
    move(text, point_of(text, BIG))
    assert not card.isVisible()
    qtbot.waitUntil(card.isVisible)
    move(text, away(text))
    qtbot.waitUntil(lambda: not card.isVisible())


def test_it_stays_while_the_mouse_is_on_it(seat: Seat, text: TextView, card: ProposalCard, qtbot: QtBot) -> None:
    move(text, point_of(text, BIG))
    qtbot.waitUntil(card.isVisible)
    move_mouse(card, QPoint(10, 10))
    stays = not seat.window.cards.is_closing
    move(text, away(text))
    assert (stays, seat.window.cards.is_closing) == (True, True)
    qtbot.waitUntil(lambda: not card.isVisible())


def test_a_click_at_a_proposal_shows_it_at_once_and_typing_goes_on(
    seat: Seat, text: TextView, card: ProposalCard
) -> None:
    click(text, BIG)
    assert card.isVisible()
    assert text.hasFocus()
    QTest.keyClicks(text, "x")
    assert not card.isVisible()
    text.flush()
    assert "x" in seat.open_document.state.text


def test_it_goes_when_another_window_comes_and_none_comes_meanwhile(
    seat: Seat, text: TextView, card: ProposalCard, qtbot: QtBot
) -> None:
    click(text, BIG)
    assert card.isVisible()
    other = QDialog()
    qtbot.addWidget(other)
    bring_up(other)
    assert not card.isVisible()
    move(text, point_of(text, TEXT.index("teh") + 1))
    qtbot.waitUntil(lambda: not seat.window.cards.resting)
    assert not card.isVisible()
    bring_up(seat.window)
    move(text, away(text))
    move(text, point_of(text, TEXT.index("teh") + 1))
    qtbot.waitUntil(card.isVisible)


@pytest.mark.parametrize("width", [860, 1024, 1400])
def test_it_never_covers_its_proposal_and_stands_uncut_inside_the_text(
    seat: Seat, text: TextView, card: ProposalCard, width: int
) -> None:
    seat.window.resize(width, 700)
    for offset in (TEXT.index("teh") + 1, BIG, TEXT.rindex("teh") + 1):
        click(text, offset)
        assert card.isVisible()
        rows = [row.translated(text.viewport().pos()).toRect() for row in text.rects_of(card.item_id)]
        assert rows
        assert not any(card.geometry().intersects(row) for row in rows)
        assert text.rect().contains(card.geometry())
        inside = QRect(QPoint(0, 0), card.size())
        for button in (each for each in card.buttons.values() if each.isVisible()):
            assert inside.contains(button.geometry())
            assert button.width() >= button.sizeHint().width()


def test_its_buttons_decide_its_proposal_and_not_the_current_one(
    seat: Seat, text: TextView, card: ProposalCard, qtbot: QtBot
) -> None:
    first, second, _ = (item.id for item in seat.window.workspace.list.rows.items)
    seat.window.workspace.choose(first)
    move(text, point_of(text, BIG))
    qtbot.waitUntil(lambda: seat.window.cards.current_id == second)
    assert offered(card) == ["accept", "reject", "rewrite", "alternatives", "why"]
    press(card, "reject")
    assert seat.statuses() == [Status.PENDING, Status.REJECTED, Status.PENDING]
    assert not card.isVisible()
    click(text, BIG)
    assert offered(card) == ["accept", "take-back", "rewrite", "why"]
    press(card, "take-back")
    assert seat.statuses() == [Status.PENDING] * 3
    click(text, BIG)
    press(card, "rewrite")
    assert seat.window.workspace.rewrite.isVisible()
    assert text.mode is TextMode.EDIT


def test_escape_closes_it_and_it_stays_away_until_the_mouse_was_elsewhere(
    seat: Seat, text: TextView, card: ProposalCard, qtbot: QtBot
) -> None:
    click(text, BIG)
    QTest.keyClick(text, Qt.Key.Key_Escape)
    assert not card.isVisible()
    move(text, point_of(text, BIG) + QPoint(1, 0))
    qtbot.waitUntil(lambda: not seat.window.cards.resting)
    assert not card.isVisible()
    move(text, away(text))
    qtbot.waitUntil(lambda: not seat.window.cards.resting)
    move(text, point_of(text, BIG))
    qtbot.waitUntil(card.isVisible)


def test_a_decision_by_a_key_an_undo_and_scrolling_take_it_away(seat: Seat, text: TextView, card: ProposalCard) -> None:
    click(text, BIG)
    seat.window.actions_.of["accept"].trigger()
    assert not card.isVisible()
    click(text, BIG)
    seat.window.edit.undo()
    assert not card.isVisible()
    click(text, BIG)
    text.verticalScrollBar().valueChanged.emit(1)
    assert not card.isVisible()


def test_other_suggestions_are_the_menu_of_the_registry(seat: Seat, text: TextView, card: ProposalCard) -> None:
    click(text, BIG)
    press(card, "alternatives")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    assert seat.open_document.state.text == TEXT.replace("very big", "enormous")
