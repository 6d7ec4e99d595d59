"""Several documents open at once: each in its tab, with its round, its place and its unsaved text."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar, QToolButton
from pytestqt.qtbot import QtBot

from reviser.core.edit import Verdict
from reviser.errors import ReviserError
from reviser.gui.main_window import MainWindow
from reviser.gui.text.text_view import TextMode
from reviser.messages import verbatim
from tests.core.recording import propose
from tests.gui.showing import bring_up, window_of
from tests.gui.test_window import Seat, answer
from tests.services.desk import Desk, desk

TEXTS = {"one.txt": "Teh first text.\n", "two.txt": "Teh second text.\n" * 200, "three.txt": "Teh third text.\n"}

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        for name, text in TEXTS.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        yield made


@pytest.fixture
def seat(program: Desk, qtbot: QtBot) -> Seat:
    """Three documents are open, the last in front."""
    made = Seat(program, window_of(program, qtbot))
    for name in TEXTS:
        made.window.open(program.folder / name)
    return made


def bar(window: MainWindow) -> QTabBar:
    return window.tabs.bar


def names(window: MainWindow) -> list[str]:
    return [bar(window).tabText(at) for at in range(bar(window).count())]


def click_tab(window: MainWindow, at: int, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    QTest.mouseClick(bar(window), button, pos=bar(window).tabRect(at).center() - QPoint(12, 0))


def click_closer(window: MainWindow, at: int) -> None:
    button = bar(window).tabButton(at, QTabBar.ButtonPosition.RightSide)
    assert isinstance(button, QToolButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def front(window: MainWindow) -> str:
    assert bar(window).currentIndex() >= 0
    name = bar(window).tabText(bar(window).currentIndex()).removesuffix("*")
    assert window.windowTitle().startswith(f"{name}[*]")
    return name


def write(seat: Seat, words: str) -> None:
    seat.window.workspace.set_mode(TextMode.EDIT)
    QTest.keyClicks(seat.window.workspace.text, words)


@pytest.mark.parametrize("part", [0, 2])  # of the text: its beginning, its middle
def test_the_place_in_a_document_stays_where_another_is_named_at_the_start(
    program: Desk, qtbot: QtBot, part: int
) -> None:
    """The document that was in front is brought back and left at once, before anything of it is painted."""
    path = program.folder / "two.txt"
    seat = Seat(program, window_of(program, qtbot))
    seat.window.open(path)
    text = seat.window.workspace.text
    text.scroll_to(len(text.page.text) // part if part else 0, 0)
    seat.window.shut_down()
    number = program.store.find_document(path)
    assert number is not None
    before = program.store.place(number)
    assert before is not None
    assert (before.top > 0) == bool(part)
    again = window_of(program, qtbot)
    again.begin(program.folder / "one.txt")
    assert program.store.place(number) == before


def test_one_document_needs_no_tab_and_two_have_them(program: Desk, qtbot: QtBot) -> None:
    window = window_of(program, qtbot)
    window.open(program.folder / "one.txt")
    assert not bar(window).isVisible()
    window.open(program.folder / "two.txt")
    assert bar(window).isVisible()
    assert names(window) == ["one.txt", "two.txt"]
    assert front(window) == "two.txt"


def test_a_click_brings_a_document_to_the_front_with_what_was_typed_in_it(seat: Seat) -> None:
    write(seat, "My words. ")
    click_tab(seat.window, 0)
    assert front(seat.window) == "one.txt"
    assert seat.window.workspace.text.page.text == TEXTS["one.txt"]
    assert names(seat.window) == ["one.txt", "two.txt", "three.txt*"]
    click_tab(seat.window, 2)
    assert seat.window.workspace.text.page.text == "My words. " + TEXTS["three.txt"]
    # Typing goes on at the caret.
    assert seat.window.workspace.text.mode is TextMode.EDIT
    QTest.keyClicks(seat.window.workspace.text, "More. ")
    seat.window.workspace.text.flush()
    assert seat.open_document.state.text == "My words. More. " + TEXTS["three.txt"]


def test_the_place_in_each_is_kept(seat: Seat) -> None:
    text = seat.window.workspace.text
    click_tab(seat.window, 1)
    cursor = text.textCursor()
    cursor.setPosition(2000)
    text.setTextCursor(cursor)
    text.ensureCursorVisible()
    top = text.verticalScrollBar().value()
    assert top > 0
    click_tab(seat.window, 0)
    assert text.verticalScrollBar().value() == 0
    click_tab(seat.window, 1)
    assert text.textCursor().position() == 2000
    assert abs(text.verticalScrollBar().value() - top) < text.viewport().height()


def test_a_round_goes_on_in_the_background_and_its_proposals_wait_there(seat: Seat) -> None:
    open_document = seat.open_document
    seat.program.reviser.rounds.append((propose(open_document.state.text, "Teh", "The"),))
    seat.window.rounds.revise()
    click_tab(seat.window, 0)
    assert names(seat.window)[2] == "three.txt · revising …"
    seat.program.pump(open_document)
    assert seat.window.workspace.shown_round is None
    assert names(seat.window)[2] == "three.txt · 1 undecided"
    seat.program.reviser.rounds.append((propose(TEXTS["one.txt"], "Teh", "The"),))
    seat.window.rounds.revise()
    seat.program.pump(seat.open_document)
    seat.window.workspace.decide(Verdict.ACCEPT)
    assert seat.window.workspace.text.page.text == "The first text.\n"
    assert open_document.state.text == TEXTS["three.txt"]
    click_tab(seat.window, 2)
    assert names(seat.window) == ["one.txt*", "two.txt", "three.txt"]
    QTest.keyClick(seat.window.workspace.text, Qt.Key.Key_F8)
    QTest.keyClick(seat.window.workspace.text, Qt.Key.Key_A)
    assert open_document.state.text == "The third text.\n"


def test_a_fault_in_the_background_is_said_with_the_name_of_its_document(seat: Seat) -> None:
    open_document = seat.open_document
    seat.program.reviser.rounds.append((ReviserError(verbatim("The model is away.")),))
    seat.window.rounds.revise()
    click_tab(seat.window, 0)
    seat.program.pump(open_document)
    assert seat.window.message.label.text().startswith("three.txt: ")


def test_closing_asks_about_unsaved_text_and_shows_whose_it_is(seat: Seat) -> None:
    write(seat, "My words. ")
    click_tab(seat.window, 0)
    answer("unsaved", "Cancel")
    click_closer(seat.window, 2)
    assert front(seat.window) == "three.txt"
    assert len(names(seat.window)) == 3
    click_tab(seat.window, 0)
    answer("unsaved", "Save")
    click_closer(seat.window, 2)
    assert names(seat.window) == ["one.txt", "two.txt"]
    assert front(seat.window) == "one.txt"
    assert (seat.program.folder / "three.txt").read_text(encoding="utf-8") == "My words. " + TEXTS["three.txt"]
    click_tab(seat.window, 1, Qt.MouseButton.MiddleButton)
    assert not bar(seat.window).isVisible()
    assert seat.window.windowTitle().startswith("one.txt")
    bring_up(seat.window)  # the question had the keyboard
    QTest.keySequence(seat.window.workspace.text, QKeySequence("Ctrl+W"))
    assert seat.window.welcome.isVisible()


def test_quitting_asks_about_each_document_with_unsaved_text(seat: Seat) -> None:
    write(seat, "My words. ")
    click_tab(seat.window, 0)
    write(seat, "Others. ")
    click_tab(seat.window, 1)
    answer("unsaved", "Save", "Cancel")
    assert not seat.window.close()
    assert (seat.program.folder / "one.txt").read_text(encoding="utf-8").startswith("Others. ")
    assert front(seat.window) == "three.txt"
    answer("unsaved", "Leave the file as it is")
    assert seat.window.close()
    assert (seat.program.folder / "three.txt").read_text(encoding="utf-8") == TEXTS["three.txt"]


def test_tabs_and_carets_come_back_after_a_restart(seat: Seat, qtbot: QtBot) -> None:
    text = seat.window.workspace.text
    write(seat, "My words. ")
    click_tab(seat.window, 1)
    cursor = text.textCursor()
    cursor.setPosition(40)
    text.setTextCursor(cursor)
    answer("unsaved", "Leave the file as it is")
    assert seat.window.close()
    again = window_of(seat.program, qtbot)
    again.begin()
    assert names(again) == ["one.txt", "two.txt", "three.txt"]
    assert front(again) == "two.txt"
    assert again.workspace.text.textCursor().position() == 40
    click_tab(again, 2)
    assert again.workspace.text.page.text == "My words. " + TEXTS["three.txt"]
    assert "Your changes since the last save are here" in again.message.label.text()


def test_a_document_that_is_gone_since_is_left_out(seat: Seat, qtbot: QtBot) -> None:
    click_tab(seat.window, 1)
    number = seat.open_document.document_id
    assert seat.window.close()
    seat.program.document_manager.library.delete(number)
    again = window_of(seat.program, qtbot)
    again.begin()
    assert names(again) == ["one.txt", "three.txt"]
    assert front(again) == "one.txt"


def test_a_file_that_is_named_at_the_start_is_in_front_of_them(seat: Seat, qtbot: QtBot) -> None:
    assert seat.window.close()
    again = window_of(seat.program, qtbot)
    again.begin(seat.program.folder / "one.txt")
    assert names(again) == ["one.txt", "two.txt", "three.txt"]
    assert front(again) == "one.txt"


def test_several_files_that_are_named_at_the_start_each_have_a_tab(seat: Seat, qtbot: QtBot) -> None:
    new = seat.program.folder / "four.txt"
    new.write_text("Four.\n", encoding="utf-8")
    assert seat.window.close()
    again = window_of(seat.program, qtbot)
    again.begin(new, seat.program.folder / "none.txt", seat.program.folder / "two.txt")
    assert names(again) == ["one.txt", "two.txt", "three.txt", "four.txt"]
    assert front(again) == "two.txt"
    assert "none.txt" in again.message.label.text()


def test_opening_one_that_is_open_brings_it_to_the_front_with_what_changed_in_its_file(seat: Seat) -> None:
    path = seat.program.folder / "one.txt"
    path.write_text("Another program wrote this.\n", encoding="utf-8")
    seat.window.open(path)
    assert len(names(seat.window)) == 3
    assert seat.open_document.state.text == "Another program wrote this.\n"
    number = seat.open_document.document_id
    click_tab(seat.window, 1)
    seat.window.documents.open_document(number)
    assert front(seat.window) == "one.txt"


def test_a_copy_of_an_open_file_is_a_document_of_its_own(seat: Seat) -> None:
    copy = seat.program.folder / "copy.txt"
    copy.write_text(TEXTS["one.txt"], encoding="utf-8")
    seat.window.open(copy)
    assert (front(seat.window), len(names(seat.window))) == ("copy.txt", 4)
    write(seat, "Mine: ")
    assert seat.window.saving.save()
    assert copy.read_text() == "Mine: " + TEXTS["one.txt"]
    seat.window.open(seat.program.folder / "one.txt")
    assert seat.window.review is not None
    assert seat.window.review.state.text == TEXTS["one.txt"]
    assert seat.window.saving.save()
    assert (seat.program.folder / "one.txt").read_text() == TEXTS["one.txt"]


def test_an_untouched_new_document_makes_room(program: Desk, qtbot: QtBot) -> None:
    seat = Seat(program, window_of(program, qtbot))
    seat.window.commands.run("new")
    seat.window.open(program.folder / "one.txt")
    assert names(seat.window) == ["one.txt"]
    seat.window.commands.run("new")
    write(seat, "Words.")
    seat.window.open(program.folder / "two.txt")
    assert names(seat.window) == ["one.txt", "Untitled*", "two.txt"]
    seat.window.commands.run("new")
    seat.window.commands.run("new")
    assert names(seat.window) == ["one.txt", "Untitled 1*", "two.txt", "Untitled 2"]


def test_a_tab_is_dragged_to_another_place(seat: Seat) -> None:
    bar(seat.window).moveTab(0, 2)
    assert names(seat.window) == ["two.txt", "three.txt", "one.txt"]
    click_tab(seat.window, 2)
    assert front(seat.window) == "one.txt"
    assert seat.window.workspace.text.page.text == TEXTS["one.txt"]


def test_its_menu_closes_the_others(seat: Seat) -> None:
    bar(seat.window).customContextMenuRequested.emit(bar(seat.window).tabRect(0).center())
    menu = seat.window.tabs.menu
    assert menu.isVisible()
    next(action for action in menu.actions() if action.text() == "Close the &others").trigger()
    menu.close()
    assert names(seat.window) == ["one.txt"]


def test_what_waits_for_a_held_history_keeps_its_document_in_front(seat: Seat) -> None:
    write(seat, "My words. ")
    with closing(sqlite3.connect(seat.program.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        click_tab(seat.window, 0)
        assert front(seat.window) == "three.txt"
        assert "stays in front" in seat.window.message.label.text()
        other.execute("ROLLBACK")
    click_tab(seat.window, 0)
    assert front(seat.window) == "one.txt"
    click_tab(seat.window, 2)
    assert seat.window.workspace.text.page.text == "My words. " + TEXTS["three.txt"]


def test_a_filter_is_that_of_its_document(seat: Seat) -> None:
    filtering = seat.window.workspace.filter
    filtering.choose(replace(filtering.choice, words="zebra"))
    click_tab(seat.window, 0)
    assert filtering.choice.words == ""
    click_tab(seat.window, 2)
    assert filtering.choice.words == "zebra"


def test_what_is_said_under_the_text_is_about_its_document(seat: Seat) -> None:
    assert seat.window.saving.save()
    assert seat.window.workspace.note.text() == "Saved"
    click_tab(seat.window, 0)
    assert seat.window.workspace.note.text() == ""


def test_unsaved_text_that_was_not_looked_at_since_the_start_is_marked_and_asked_about(
    seat: Seat, qtbot: QtBot
) -> None:
    write(seat, "My words. ")
    click_tab(seat.window, 0)
    seat.window.shut_down()  # as after a kill: nobody was asked
    again = window_of(seat.program, qtbot)
    again.begin()
    while seat.program.document_manager.background_tasks.waiting:
        seat.program.document_manager.receive(seat.program.take())
    assert names(again) == ["one.txt", "two.txt", "three.txt*"]
    answer("unsaved", "Cancel")
    assert not again.close()
    assert front(again) == "three.txt"
    click_tab(again, 0)
    answer("unsaved", "Cancel")
    click_closer(again, 2)
    assert names(again) == ["one.txt", "two.txt", "three.txt*"]


def test_files_of_one_name_are_told_apart(program: Desk, qtbot: QtBot) -> None:
    window = window_of(program, qtbot)
    for folder in ("north", "south"):
        (program.folder / folder).mkdir()
        (program.folder / folder / "notes.txt").write_text(f"Of the {folder}.\n", encoding="utf-8")
        window.open(program.folder / folder / "notes.txt")
    assert names(window) == ["notes.txt (north)", "notes.txt (south)"]


def test_long_names_leave_room_for_others(program: Desk, qtbot: QtBot) -> None:
    window = window_of(program, qtbot)
    for number in range(8):
        path = program.folder / f"Chapter {number} of a thesis about streets, houses and what stands between them.txt"
        path.write_text("A text.\n", encoding="utf-8")
        window.open(path)
    widths = {bar(window).tabRect(at).width() for at in range(8)}
    assert max(widths) <= 300
    assert min(widths) >= 64


def test_a_document_at_its_top_stays_there(seat: Seat) -> None:
    click_tab(seat.window, 1)
    click_tab(seat.window, 0)
    click_tab(seat.window, 1)
    assert seat.window.workspace.text.verticalScrollBar().value() == 0
