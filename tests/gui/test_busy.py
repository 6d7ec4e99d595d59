"""Another program holds the history for a while: what the person does meanwhile is done once, in order, to what they
did it to; and leaving loses nothing unasked."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from reviser.core.round_state import Status
from reviser.gui.text.text_view import TextMode
from tests.core.recording import propose
from tests.gui.showing import window_of
from tests.gui.test_window import Seat, answer
from tests.services.desk import desk

TEXT = "Teh cat sat on teh mat. It were happy. A dog were sad.\n"

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    with desk(tmp_path) as program:
        window = window_of(program, qtbot)
        made = Seat(program, window)
        made.open(TEXT)
        proposals = (propose(TEXT, "Teh", "The"), propose(TEXT, "teh", "the"), propose(TEXT, "were", "was"))
        program.reviser.rounds.append((*proposals, propose(TEXT, "were", "was", nth=1)))
        window.rounds.revise()
        program.pump(made.open_document)
        window.workspace.set_mode(TextMode.REVIEW)
        yield made


@contextmanager
def held(seat: Seat) -> Iterator[None]:
    """Another program writes."""
    other = sqlite3.connect(seat.program.folder / "history.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def test_decisions_hold_for_what_they_were_made_about(seat: Seat, qtbot: QtBot) -> None:
    with held(seat):
        seat.key(Qt.Key.Key_A)
        seat.key(Qt.Key.Key_J)
        seat.key(Qt.Key.Key_X)
        seat.key(Qt.Key.Key_J)
        assert seat.window.message.isVisible()
        assert seat.statuses().count(Status.PENDING) == 4
    qtbot.waitUntil(lambda: not seat.window.context.attempts.waiting)
    assert seat.statuses() == [Status.ACCEPTED, Status.REJECTED, Status.PENDING, Status.PENDING]
    assert not seat.window.message.isVisible()
    seat.window.edit.undo()
    assert seat.statuses()[:2] == [Status.ACCEPTED, Status.PENDING]


def test_a_rewrite_goes_where_it_was_written_and_is_not_lost(seat: Seat, qtbot: QtBot) -> None:
    with held(seat):
        seat.key(Qt.Key.Key_E)
        editor = seat.window.workspace.rewrite
        editor.field.setPlainText("My")
        QTest.keyClick(editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert editor.isVisible()
        assert editor.field.toPlainText() == "My"
    qtbot.waitUntil(lambda: not seat.window.context.attempts.waiting)
    assert seat.open_document.state.text.startswith("My cat")
    assert not editor.isVisible()


def test_what_is_typed_comes_once(seat: Seat, qtbot: QtBot) -> None:
    text = seat.window.workspace.text
    seat.window.commands.run("mode")
    text.moveCursor(QTextCursor.MoveOperation.End)
    with held(seat):
        QTest.keyClicks(text, "QQ")
        for _ in range(5):
            text.flush()
            qtbot.wait(30)
        QTest.keyClicks(text, "ZZ")
        text.flush()
        assert "QQ" not in seat.open_document.state.text
    qtbot.waitUntil(lambda: not text.dirty)
    qtbot.wait(200)
    assert seat.open_document.state.text == TEXT + "QQZZ"
    assert not seat.window.message.isVisible()


def test_leaving_asks_before_it_loses_what_is_not_kept(seat: Seat, qtbot: QtBot) -> None:
    text = seat.window.workspace.text
    seat.window.commands.run("mode")
    with held(seat):
        QTest.keyClicks(text, "Hello ")
        answer("lose", "Stay here")
        assert not seat.window.close()
        assert seat.window.isVisible()
        assert text.dirty
    qtbot.waitUntil(lambda: not text.dirty)
    seat.window.commands.run("mode")
    with held(seat):
        seat.key(Qt.Key.Key_A)
        answer("lose", "Stay here")
        assert not seat.window.close()
    qtbot.waitUntil(lambda: not seat.window.context.attempts.waiting)
    assert seat.statuses().count(Status.ACCEPTED) == 1
    with held(seat):
        seat.key(Qt.Key.Key_X)
        answers = iter(("lose", "unsaved"))

        def press() -> None:
            for widget in QApplication.topLevelWidgets():
                if isinstance(widget, QMessageBox) and widget.isVisible():
                    label = {"lose": "Discard it", "unsaved": "Leave the file as it is"}[widget.objectName()]
                    next(one for one in widget.buttons() if one.text() == label).click()
                    if next(answers, None) is None:
                        return
            QTimer.singleShot(10, press)

        QTimer.singleShot(0, press)
        assert seat.window.close()
