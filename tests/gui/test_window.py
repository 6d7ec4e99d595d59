"""The window over real services and a real database: keys decide, list and text follow, nothing is lost."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from reviser.core.edit import Verdict
from reviser.core.round_state import Status
from reviser.gui.main_window import MainWindow
from reviser.gui.text.text_view import TextMode
from reviser.services.rounds.open_document import OpenDocument
from tests.core.recording import propose
from tests.gui.showing import window_of
from tests.services.desk import Desk, desk

TEXT = "The cat sat on teh mat. It was a very big mat.\r\n\r\nThe dog saw teh cat.\r\n"


# The offscreen platform says so of every dialog of a fixed size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)


class Seat:
    def __init__(self, program: Desk, window: MainWindow) -> None:
        self.program = program
        self.window = window
        self.path = program.folder / "a.txt"

    @property
    def open_document(self) -> OpenDocument:
        assert self.window.review is not None
        return self.window.review.open_document

    def open(self, text: str = TEXT) -> None:
        self.path.write_bytes(text.encode())
        self.window.open(self.path)

    def round(self) -> None:
        text = self.open_document.state.text
        self.program.reviser.rounds.append(
            (propose(text, "teh", "the"), propose(text, "very big", "huge"), propose(text, "teh", "the", nth=1))
        )
        self.window.rounds.revise()
        self.program.pump(self.open_document)
        self.window.workspace.set_mode(TextMode.REVIEW)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.workspace.text, key)

    def statuses(self) -> list[Status]:
        round_state = self.open_document.state.round_state
        assert round_state is not None
        return [round_state.status(item) for item in round_state.round.live]


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    with desk(tmp_path) as program:
        window = window_of(program, qtbot)
        yield Seat(program, window)


def answer(name: str, label: str, *then: str) -> None:
    """Press the button `label` of the question `name` as soon as it is asked, and those of `then` when it is asked
    again; a question that does not come within seconds is not waited for: it would be answered in another test."""
    until = time.monotonic() + 5

    def press() -> None:
        if time.monotonic() > until:
            return
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QMessageBox) and widget.objectName() == name:
                button: QAbstractButton = next(one for one in widget.buttons() if one.text() == label)
                button.click()
                if then:
                    answer(name, *then)
                return
        QTimer.singleShot(10, press)

    QTimer.singleShot(0, press)


def test_it_begins_with_the_welcome(seat: Seat) -> None:
    assert seat.window.stack.currentWidget() is seat.window.welcome
    (seat.program.folder / "sample.md").write_text("A sample.\n")
    seat.window.welcome.sample_button.click()
    assert seat.window.stack.currentWidget() is seat.window.workspace
    assert seat.open_document.state.text == "A sample.\n"


def test_keys_decide_and_can_take_back(seat: Seat) -> None:
    seat.open()
    seat.round()
    seat.key(Qt.Key.Key_A)
    seat.key(Qt.Key.Key_X)
    assert seat.statuses() == [Status.ACCEPTED, Status.REJECTED, Status.PENDING]
    assert seat.open_document.state.text == TEXT.replace("teh", "the", 1)
    seat.key(Qt.Key.Key_K)
    seat.key(Qt.Key.Key_U)
    assert seat.statuses() == [Status.ACCEPTED, Status.PENDING, Status.PENDING]
    seat.window.edit.undo()
    seat.window.edit.undo()
    assert seat.statuses() == [Status.ACCEPTED, Status.PENDING, Status.PENDING]
    assert seat.window.workspace.counter.text() == "1 of 3 decided"


def test_list_and_text_follow_each_other(seat: Seat) -> None:
    seat.open()
    seat.round()
    work = seat.window.workspace
    work.list.setCurrentIndex(work.list.rows.index(1))
    assert seat.window.review is not None
    item_id = work.list.rows.items[1].id
    assert seat.window.review.current == work.text.current == item_id
    seat.key(Qt.Key.Key_J)
    assert work.list.currentIndex().row() == 2
    assert work.text.current == work.list.rows.items[2].id


def test_a_rewrite_is_kept_and_escape_changes_nothing(seat: Seat) -> None:
    seat.open()
    seat.round()
    seat.key(Qt.Key.Key_E)
    field = seat.window.workspace.rewrite.field
    QTest.keyClicks(field, "!")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert seat.statuses()[0] is Status.PENDING
    seat.key(Qt.Key.Key_E)
    field.setPlainText("that")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert seat.open_document.state.text == TEXT.replace("teh", "that", 1)


def test_an_accepted_correction_is_offered_elsewhere_as_one_batch(seat: Seat) -> None:
    seat.open()
    seat.round()
    seat.key(Qt.Key.Key_A)
    seat.key(Qt.Key.Key_K)
    button = seat.window.workspace.inspector.accept_all_button
    assert button.isVisible()
    button.click()
    assert seat.open_document.state.text == TEXT.replace("teh", "the")


def test_an_earlier_round_can_be_read_and_nothing_decided_in_it(seat: Seat) -> None:
    seat.open()
    seat.round()
    seat.key(Qt.Key.Key_A)
    seat.window.rounds.revise()
    seat.program.pump(seat.open_document)
    assert "the reviser has nothing more to propose" in seat.window.workspace.ended.label.text()
    work = seat.window.workspace
    work.read(1)
    assert work.text.page.text == TEXT
    seat.key(Qt.Key.Key_A)
    work.read(0)
    assert work.text.page.text == seat.open_document.state.text == TEXT.replace("teh", "the", 1)


def test_typed_text_is_kept_before_anything_else(seat: Seat) -> None:
    seat.open()
    seat.round()
    seat.window.workspace.set_mode(TextMode.EDIT)
    seat.window.workspace.text.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(seat.window.workspace.text, "Hm. ")
    seat.window.workspace.set_mode(TextMode.REVIEW)
    assert seat.open_document.state.text == "Hm. " + TEXT
    seat.window.edit.undo()
    assert seat.open_document.state.text == TEXT


def test_saving_asks_before_it_overwrites_a_change_from_outside(seat: Seat) -> None:
    seat.open()
    seat.round()
    seat.key(Qt.Key.Key_A)
    seat.path.write_text("changed outside")
    answer("overwrite", "Do not save")
    assert not seat.window.saving.save()
    assert seat.path.read_text() == "changed outside"
    answer("overwrite", "Overwrite the file")
    assert seat.window.saving.save()
    assert seat.path.read_bytes().decode() == TEXT.replace("teh", "the", 1)


def test_closing_asks_about_unsaved_text(seat: Seat) -> None:
    seat.open()
    seat.round()
    seat.key(Qt.Key.Key_A)
    answer("unsaved", "Cancel")
    assert not seat.window.close()
    answer("unsaved", "Save")
    assert seat.window.close()
    assert seat.path.read_bytes().decode() == TEXT.replace("teh", "the", 1)


def test_a_dropped_file_is_opened(seat: Seat) -> None:
    seat.path.write_bytes(TEXT.encode())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(seat.path))])
    event = QDropEvent(
        QPoint(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    seat.window.dropEvent(event)
    assert seat.open_document.state.text == TEXT


def test_what_the_world_did_is_said_in_a_sentence(seat: Seat) -> None:
    seat.window.open(seat.program.folder / "missing.txt")
    assert "does not exist" in seat.window.message.label.text()
    assert seat.window.stack.currentWidget() is seat.window.welcome


def test_lines_are_broken_where_the_view_ends_in_a_wide_window(seat: Seat, qtbot: QtBot) -> None:
    seat.window.resize(1600, 1000)
    seat.open("word " * 400)
    qtbot.wait(50)
    text = seat.window.workspace.text
    block = text.document().begin()
    widest = max(block.layout().lineAt(n).naturalTextWidth() for n in range(block.layout().lineCount()))
    assert widest <= text.viewport().width() - 2 * text.document().documentMargin() + 1


def test_what_is_read_stays_in_sight_when_the_window_gets_another_size(seat: Seat, qtbot: QtBot) -> None:
    seat.window.resize(1280, 800)
    seat.open("".join(f"Paragraph {number} " + "with some more words " * 30 + "\n\n" for number in range(300)))
    text = seat.window.workspace.text
    qtbot.wait(50)
    for part in (2, 3, 10):  # the middle, a third, near the beginning
        text.scroll_to(len(text.page.text) // part, 0)
        top = text.top_offset()
        assert top > 1000
        for width, height in ((1000, 700), (1600, 1000), (1280, 800)):
            seat.window.resize(width, height)
            qtbot.wait(50)
            assert abs(text.top_offset() - top) < 200  # it begins with the row that holds it


def test_in_a_small_window_the_text_gets_room_before_the_list(seat: Seat, qtbot: QtBot) -> None:
    seat.window.resize(1600, 1000)
    seat.open()
    qtbot.wait(50)
    panels = seat.window.workspace.panels
    panels.setSizes([190, 850, 550])
    seat.window.resize(1000, 700)
    qtbot.wait(50)
    rounds, centre, side = panels.sizes()
    assert (rounds, centre >= 520) == (0, True)  # the rounds are put away where there is no room for all three
    seat.round()
    text = seat.window.workspace.text
    assert text.width() * text.height() >= 1000 * 700 / 2
    row = seat.window.workspace.inspector.rewrite_button
    assert row.mapTo(panels.side, row.rect().topRight()).x() < side
    seat.window.window_layout.switch_rounds()
    qtbot.waitUntil(lambda: panels.sizes()[0] >= panels.rounds.minimumWidth())  # who asks for them has them
    seat.window.resize(1010, 700)
    assert panels.rounds.isVisible()
    seat.window.window_layout.switch_rounds()
    seat.window.resize(1600, 1000)
    assert not panels.rounds.isVisible()
    seat.window.window_layout.switch_rounds()
    seat.window.resize(1000, 700)
    assert not panels.rounds.isVisible()
    kept = panels.layout_now()
    seat.window.resize(1600, 1000)
    assert panels.rounds.isVisible()
    assert "r" not in kept[-1]  # that they were folded is not what the person chose


def test_the_counts_of_a_round_are_never_broken_or_cut(seat: Seat) -> None:
    seat.open("teh very big teh")
    seat.round()
    seat.window.workspace.decide(Verdict.ACCEPT)
    seat.window.workspace.decide(Verdict.REJECT)
    item = seat.window.workspace.rounds.list.item(0)
    lines = item.text().split("\n")
    assert lines == ["Now: round 1", "1 accepted", "1 rejected", "1 open"]
    rows = seat.window.workspace.rounds.list
    assert item.sizeHint().height() >= len(lines) * rows.fontMetrics().height()
