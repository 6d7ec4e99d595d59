"""A document that has no file yet: begun, typed in, kept in the history, saved under a name, closed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reviser.gui.main_window import MainWindow
from reviser.gui.theme import Theme, palette_for
from reviser.history.log.store import HistoryReader
from reviser.services.documents.digest_updates import load_timeline
from tests.gui.showing import bring_up, window_of
from tests.gui.test_cut import cut, settle
from tests.gui.test_window import Seat, answer
from tests.services.desk import desk

WORDS = "It began with a word. "

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    with desk(tmp_path) as program:
        window = window_of(program, qtbot)
        yield Seat(program, window)


def begin(seat: Seat, words: str = WORDS) -> None:
    seat.window.commands.run("new")
    QTest.keyClicks(seat.window.workspace.text, words)


def name_file(path: Path) -> None:
    """Give this name as soon as a file is asked for."""

    def give() -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QFileDialog) and widget.isVisible():
                widget.selectFile(str(path))
                widget.accept()
                return
        QTimer.singleShot(10, give)

    QTimer.singleShot(0, give)


def test_it_is_empty_named_so_and_typed_in_at_once(seat: Seat) -> None:
    begin(seat)
    seat.window.workspace.text.flush()
    assert seat.open_document.state.text == WORDS
    assert seat.window.windowTitle().startswith("Untitled")
    assert seat.window.isWindowModified()


def test_the_first_screen_offers_one_to_paste_into(seat: Seat) -> None:
    QApplication.clipboard().setText(WORDS)
    seat.window.welcome.new_button.click()
    QTest.keySequence(seat.window.focusWidget(), QKeySequence.StandardKey.Paste)
    seat.window.workspace.text.flush()
    assert seat.open_document.state.text == WORDS


@pytest.mark.parametrize("size", [(860, 480), (1016, 660)])
def test_nothing_of_the_first_screen_is_cut(seat: Seat, size: tuple[int, int]) -> None:
    seat.window.resize(*size)
    settle(seat.window)
    assert cut(seat.window) == []


def test_before_the_first_letter_it_is_on_no_disk(seat: Seat) -> None:
    begin(seat, "")
    shown = [label.text() for label in seat.window.bar.findChildren(QLabel)]
    assert "Plain text · not saved yet" in shown


def test_what_is_typed_is_in_the_history_without_being_saved(seat: Seat, qtbot: QtBot) -> None:
    """As it would be found after the program was killed: nothing is closed, nothing asked."""
    begin(seat)
    number = seat.open_document.document_id

    def kept() -> str:
        history = HistoryReader.open_to_read(seat.program.store.path)
        try:
            return load_timeline(history, number).state.text
        finally:
            history.close()

    qtbot.waitUntil(lambda: kept() == WORDS)
    seat.window.documents.leave()
    seat.window.documents.open_document(number)
    assert seat.open_document.state.text == WORDS


def test_saving_asks_for_a_name_which_is_its_file_then(seat: Seat) -> None:
    begin(seat)
    path = seat.program.folder / "begun.md"
    name_file(path)
    seat.window.commands.run("save")
    assert path.read_text(encoding="utf-8") == WORDS
    assert seat.open_document.document.path == path
    assert not seat.window.isWindowModified()
    number = seat.open_document.document_id
    assert seat.window.documents.close()
    seat.window.open(path)
    assert seat.open_document.document_id == number
    assert len(seat.program.store.documents()) == 1


def test_closing_asks_about_what_is_in_no_file(seat: Seat) -> None:
    begin(seat)
    answer("unsaved", "Leave the file as it is")
    seat.window.commands.run("close")
    assert seat.window.review is None
    assert seat.window.stack.currentWidget() is seat.window.welcome


def test_an_empty_one_is_closed_without_a_question_and_taken_again(seat: Seat) -> None:
    begin(seat, "")
    number = seat.open_document.document_id
    seat.window.commands.run("close")
    assert seat.window.review is None
    begin(seat)
    assert seat.open_document.document_id == number
    seat.window.documents.leave()
    begin(seat, "")
    assert seat.open_document.document_id != number
    assert seat.open_document.state.text == ""


def test_an_empty_file_is_not_taken_for_it(seat: Seat) -> None:
    begin(seat, "")
    number = seat.open_document.document_id
    seat.open("")
    assert seat.open_document.document_id != number


def test_it_can_be_revised(seat: Seat) -> None:
    begin(seat, "The cat sat on teh mat. It was a very big mat. The dog saw teh cat.")
    seat.window.workspace.text.flush()
    seat.round()
    seat.window.commands.run("accept")
    assert seat.open_document.state.text.startswith("The cat sat on the mat.")


def test_after_a_kill_the_first_screen_offers_what_has_no_file_yet(seat: Seat, tmp_path: Path, qtbot: QtBot) -> None:
    begin(seat)
    seat.window.workspace.text.flush()
    # Killed here: another program opens the same history.
    with desk(tmp_path) as program:
        window = MainWindow(program.document_manager, Theme(palette_for("light"), 13), lambda: tmp_path / "sample.md")
        qtbot.addWidget(window)
        bring_up(window)
        offered = [button for button in window.welcome.findChildren(QPushButton) if WORDS.strip() in button.text()]
        assert [button.text() for button in offered] == [f"Not saved yet   —   {WORDS.strip()} …"]
        offered[0].click()
        assert window.review is not None
        assert window.review.state.text == WORDS
        window.shut_down()
