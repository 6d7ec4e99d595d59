"""What went wrong once in the window, so that it does not again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviser.core.round_state import Status
from tests.core.recording import propose
from tests.gui.showing import window_of
from tests.gui.test_window import Seat
from tests.services.desk import desk

TEXT = "Teh cat sat on teh mat.\n"
LONG = TEXT + "\n" + "A line to fill the window with.\n\n" * 200

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    with desk(tmp_path) as program:
        window = window_of(program, qtbot)
        yield Seat(program, window)


def test_there_is_no_round_before_the_first(seat: Seat) -> None:
    seat.open(TEXT)
    for _ in range(2):
        seat.window.commands.run("earlier")
        assert seat.window.workspace.reading == 0
        assert not seat.window.workspace.past.isVisible()
        if seat.open_document.state.depth == 0:
            seat.program.reviser.rounds.append((propose(TEXT, "Teh", "The"),))
            seat.window.rounds.revise()
            seat.program.pump(seat.open_document)
    seat.key(Qt.Key.Key_F8)
    seat.key(Qt.Key.Key_A)
    assert seat.statuses() == [Status.ACCEPTED]


def test_who_types_stays_where_they_type_when_proposals_arrive(seat: Seat, qtbot: QtBot) -> None:
    seat.open(LONG)
    text = seat.window.workspace.text
    seat.window.commands.run("mode")
    text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.wait(20)
    before = text.verticalScrollBar().value()
    assert before > 1000
    seat.program.reviser.rounds.append((propose(LONG, "Teh", "The"),))
    seat.window.rounds.revise()
    seat.program.pump(seat.open_document)
    assert seat.window.review is not None
    assert seat.window.review.current
    assert abs(text.verticalScrollBar().value() - before) < 50
    seat.window.commands.run("next")  # asked for, it is gone to
    assert text.verticalScrollBar().value() < 100


def test_what_no_text_file_can_hold_is_not_pasted(seat: Seat) -> None:
    seat.open(TEXT)
    text = seat.window.workspace.text
    seat.window.commands.run("mode")
    pasted = QMimeData()
    pasted.setText("a\0b")
    text.insertFromMimeData(pasted)
    assert seat.window.saving.save()
    assert seat.path.read_text(encoding="utf-8") == "ab" + TEXT


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier])
def test_enter_makes_a_line_end_with_shift_too(seat: Seat, modifier: Qt.KeyboardModifier) -> None:
    seat.open(TEXT)
    text = seat.window.workspace.text
    seat.window.commands.run("mode")
    QTest.keyClick(text, Qt.Key.Key_Return, modifier)
    text.flush()
    assert seat.open_document.state.text == "\n" + TEXT


def test_words_in_the_rewrite_editor_are_kept_when_something_else_is_looked_at(seat: Seat) -> None:
    seat.open(TEXT)
    for word in ("Teh", "teh"):
        seat.program.reviser.rounds.append((propose(TEXT, word, word.replace("eh", "he")),))
        seat.window.rounds.revise()
        seat.program.pump(seat.open_document)
    editor = seat.window.workspace.rewrite
    seat.window.commands.run("rewrite")
    editor.field.setPlainText("my own words")
    seat.window.commands.run("earlier")
    assert not editor.isVisible()
    seat.window.commands.run("back")
    seat.window.commands.run("rewrite")
    assert editor.field.toPlainText() == "my own words"


def test_what_cannot_be_rewritten_says_so_before_words_are_lost(seat: Seat) -> None:
    seat.open(TEXT)
    seat.program.reviser.rounds.append((propose(TEXT, "Teh", "The"), propose(TEXT, "mat", "rug")))
    seat.window.rounds.revise()
    seat.program.pump(seat.open_document)
    review = seat.window.review
    assert review is not None
    first = review.current
    seat.window.commands.run("accept")
    text = seat.window.workspace.text
    seat.window.commands.run("mode")
    cursor = text.textCursor()
    cursor.setPosition(2)
    text.setTextCursor(cursor)
    QTest.keyClicks(text, "xx")
    seat.window.commands.run("mode")
    review.choose(first)
    seat.window.commands.run("rewrite")
    assert not seat.window.workspace.rewrite.isVisible()
    assert "undo" in seat.window.workspace.note.text()


def test_a_copy_of_a_file_is_a_document_of_its_own(seat: Seat) -> None:
    for name in ("a.txt", "b.txt"):
        (seat.program.folder / name).write_text(TEXT, encoding="utf-8")
    seat.window.open(seat.program.folder / "a.txt")
    text = seat.window.workspace.text
    seat.window.commands.run("mode")
    QTest.keyClicks(text, "Dear Anna, ")
    text.flush()
    assert seat.window.saving.save()
    seat.window.open(seat.program.folder / "b.txt")
    assert seat.open_document.state.text == TEXT
    (seat.program.folder / "a.txt").rename(seat.program.folder / "c.txt")
    seat.window.open(seat.program.folder / "c.txt")  # moved: its history goes with it
    assert seat.open_document.state.text == "Dear Anna, " + TEXT
    seat.window.edit.undo()
    assert seat.open_document.state.text == TEXT


def test_broken_settings_are_said_when_the_program_has_started(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "settings.json").write_bytes(b"{")
    with desk(tmp_path) as program:
        window = window_of(program, qtbot)
        window.begin()
        assert "settings.json cannot be read (it is not JSON)" in window.context.message.label.text()
