"""At a misspelt word without a proposal the context menu offers what was meant, by the embedded reviser's own words."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from reviser.gui.text.text_view import TextMode, TextView
from tests.core.recording import propose
from tests.gui.showing import window_of
from tests.gui.test_context_menus import EDITING, ids, right_click
from tests.gui.test_window import Seat
from tests.services.desk import desk

TEXT = (
    "We definately recieve letters.\n\nThe `recieve` command was adressed to Ihmbleh.\n\n"
    "Der Bewohner des Hauses steigt morgen auf einen Berg und beschreibt danach die schöne Landschaft.\n"
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Look = Callable[[str], QMenu]


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    """A window with a Markdown text."""
    with desk(tmp_path) as program:
        window = window_of(program, qtbot, (1200, 800))
        made = Seat(program, window)
        made.path = program.folder / "a.md"
        made.open(TEXT)
        yield made


@pytest.fixture
def text(seat: Seat) -> TextView:
    QTest.qWaitForWindowActive(seat.window)
    seat.window.workspace.text.setFocus()
    return seat.window.workspace.text


@pytest.fixture
def look(seat: Seat, text: TextView) -> Iterator[Look]:
    """Opens the menu at a word of the text, with all that comes into it."""
    menu = seat.window.context_menus.of_text

    def at(word: str) -> QMenu:
        right_click(text, text.page.text.index(word) + 1)
        assert menu.isVisible()
        answer(seat)
        return menu

    yield at
    menu.close()


def answer(seat: Seat) -> None:
    while not seat.program.idle:
        seat.program.document_manager.receive(seat.program.take())


def offered(seat: Seat, menu: QMenu) -> list[str]:
    """What stands there besides the commands, without the marks of letters."""
    return [each for each in ids(seat, menu) if each not in EDITING]


def entry(menu: QMenu, part: str) -> QAction:
    return next(each for each in menu.actions() if part in each.text().replace("&", ""))


def test_what_was_meant_stands_on_top_and_is_put_there_as_one_step(seat: Seat, text: TextView, look: Look) -> None:
    menu = look("definately")
    shown = offered(seat, menu)
    assert shown[0] == "1  definitely"
    assert 3 <= len(shown) <= 7
    assert ids(seat, menu) == [*shown, *EDITING]
    entry(menu, "definitely").trigger()
    menu.close()
    assert seat.open_document.state.text == TEXT.replace("definately", "definitely")
    assert "\n".join(text.canvas.raw()) == TEXT.replace("definately", "definitely")
    assert text.caret_offset() == TEXT.index("definately") + len("definitely")
    assert text.mode is TextMode.EDIT
    seat.window.edit.undo()
    assert seat.open_document.state.text == TEXT


def test_no_two_entries_go_by_one_letter(look: Look) -> None:
    letters = [each.text()[each.text().index("&") + 1].lower() for each in look("definately").actions() if each.text()]
    assert letters[0] == "1"
    assert len(letters) == len(set(letters)), letters


@pytest.mark.parametrize("word", ["letters", "`recieve", "Bewohner", "steigt", "Landschaft"])
def test_what_is_right_or_code_or_of_another_language_is_offered_nothing(seat: Seat, look: Look, word: str) -> None:
    assert offered(seat, look(word)) == []


@pytest.mark.parametrize(("part", "everywhere"), [("dictionary", True), ("is correct", False)])
def test_a_word_is_right_from_then_on_until_that_is_undone(seat: Seat, look: Look, part: str, everywhere: bool) -> None:
    menu = look("Ihmbleh")
    entry(menu, part).trigger()
    menu.close()
    assert ("Ihmbleh" in seat.program.store.words()) is everywhere
    assert offered(seat, look("Ihmbleh")) == []
    seat.window.context_menus.of_text.close()
    seat.window.edit.undo()
    assert "Ihmbleh" not in seat.program.store.words()
    assert "Add “Ihmbleh” to your dictionary" in offered(seat, look("Ihmbleh"))


def test_the_menu_key_offers_it_at_the_caret(seat: Seat, text: TextView) -> None:
    seat.window.workspace.set_mode(TextMode.EDIT)
    behind = TEXT.index("adressed") + len("adressed")
    text.select(behind, behind)
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(text, QContextMenuEvent(reason, QPoint(0, 0), text.mapToGlobal(QPoint(0, 0))))
    menu = seat.window.context_menus.of_text
    answer(seat)
    assert offered(seat, menu)[0] == "1  addressed"
    QTest.keyClick(menu, Qt.Key.Key_1)
    assert seat.open_document.state.text == TEXT.replace("adressed", "addressed")


def test_a_proposal_keeps_its_own_menu_and_what_comes_too_late_is_dropped(
    seat: Seat, text: TextView, look: Look
) -> None:
    seat.program.reviser.rounds.append((propose(TEXT, "recieve", "receive", word="recieve"),))
    seat.window.rounds.revise()
    seat.program.pump(seat.open_document)
    menu = look("recieve")
    assert ids(seat, menu)[:3] == ["accept", "reject", "rewrite"]
    assert not any("receive" in each for each in offered(seat, menu))
    menu.close()
    right_click(text, TEXT.index("definately") + 1)
    menu.close()
    assert seat.program.idle  # nobody waits for it
    right_click(text, TEXT.index("letters") + 1)
    answer(seat)
    assert offered(seat, menu) == []


def test_what_comes_late_moves_no_entry_away_from_under_the_mouse(seat: Seat, text: TextView) -> None:
    menu = seat.window.context_menus.of_text
    right_click(text, text.page.text.index("definately") + 1)
    QTest.keyClick(menu, Qt.Key.Key_Down)  # as the mouse does
    under, place = menu.activeAction(), menu.actionGeometry(menu.activeAction())
    answer(seat)
    assert menu.activeAction() is under
    assert menu.actionGeometry(under).topLeft() == place.topLeft()
    shown = offered(seat, menu)
    assert shown[0] == "1  definitely"
    assert ids(seat, menu) == [*EDITING, *shown]
    menu.close()


def test_the_dictionaries_are_read_once_as_soon_as_there_is_a_document(seat: Seat) -> None:
    warm = []
    seat.window.commands.run("close")
    for act in (seat.window.spelling.warm_up, lambda: seat.open(TEXT)):
        act()
        warm.append(seat.program.document_manager.spelling.warm)
    assert warm == [False, True]
    answer(seat)
    seat.open(TEXT)
    assert seat.program.idle
