"""The history in the window: what is listed, read, compared, gone back to, taken over and decided again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from reviser.core.branches import HistoryPoint, PointKind
from reviser.core.diff import diff
from reviser.core.edit import Decision, Edit, Verdict, apply
from reviser.core.exchange import Exchange
from reviser.gui.dialogs.command_palette import CommandPalette
from reviser.gui.dialogs.keys import KeysDialog
from reviser.gui.dialogs.requests import RequestsDialog
from reviser.gui.history.content import comparison_content
from reviser.gui.history.question import AskDialog
from reviser.gui.history.view import HistoryView
from tests.core.recording import propose
from tests.gui.showing import window_of
from tests.gui.test_accessible import nameless
from tests.gui.test_window import Seat
from tests.services.desk import desk

TEXT = "The cat sat on teh mat.\r\nIt was a very big mat. \U0001f600 The dog saw it.\r\n"
ASKED = Exchange("here", "small", "propose", "v3", "the whole request", "the answer", 1200, 34, 0, 1.5, "stop")

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Past(Seat):
    """A document with two rounds and something typed; its history is open."""

    def __init__(self, seat: Seat, qtbot: QtBot) -> None:
        super().__init__(seat.program, seat.window)
        self._qtbot = qtbot
        self.open(TEXT)
        open_document = self.open_document
        self.ids = [
            item.id
            for item in self.program.round(
                open_document, propose(TEXT, "teh", "the"), propose(TEXT, "very big", "huge"), ASKED
            ).round.live
        ]
        open_document.decide(self.ids[:1], Verdict.ACCEPT)
        open_document.decide(self.ids[1:], Verdict.REJECT)
        open_document.change((Edit(0, "The", "Our"),))
        self.program.round(open_document, propose(open_document.state.text, "saw", "heard"))
        self.window.commands.run("history")
        self.settle()

    @property
    def view(self) -> HistoryView:
        return self.window.history.view

    @property
    def points(self) -> tuple[HistoryPoint, ...]:
        graph = self.view.list.points.graph
        assert graph is not None
        return graph.points

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: self.view.reader.shown is not None)

    def read(self, *numbers: int) -> None:
        self.view.list.select(*(self.points[number] for number in numbers))
        self.settle()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.view.list, key, modifiers)

    def answer(self, text: str) -> None:
        """Confirm the question that is asked with these words."""
        (dialog,) = [each for each in self.view.findChildren(AskDialog) if each.isVisible()]
        field = dialog.field
        field.clear()
        field.setFocus()
        QTest.keyClicks(field, text)
        long = isinstance(field, QPlainTextEdit)
        held = Qt.KeyboardModifier.ControlModifier if long else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(field, Qt.Key.Key_Return, held)
        self.settle()

    @property
    def about(self) -> str:
        return self.view.about.toPlainText()

    @property
    def item(self) -> str:
        return self.view.reader.item.text()


@pytest.fixture
def past(tmp_path: Path, qtbot: QtBot) -> Iterator[Past]:
    with desk(tmp_path) as program:
        window = window_of(program, qtbot, (1280, 800))
        yield Past(Seat(program, window), qtbot)


def test_points_are_listed_newest_first_and_read_aloud_in_full(past: Past) -> None:
    assert [point.kind for point in past.points] == [
        PointKind.OPENED,
        PointKind.ROUND,
        PointKind.TYPED,
        PointKind.ROUND,
    ]
    model = past.view.list.points
    names = [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert [str(name).split(",")[0] for name in names] == ["Round 2", "Typed: 1 change", "Round 1", "Opened"]
    assert "the document is here" in str(names[0])
    assert "1 accepted, 1 rejected" in str(names[2])
    assert "by queued" in str(names[2])
    node = QAccessible.queryAccessibleInterface(past.view.list)
    assert node.role() is QAccessible.Role.List
    assert node.child(2).text(QAccessible.Text.Name) == names[2]
    assert nameless(past.window) == []


def test_all_that_is_known_of_a_round_is_beside_it(past: Past) -> None:
    past.read(1)
    for said in ("queued", "small", "v3", "1,200 sent, 34 received", "complete", "Proposed", "Goes on from"):
        assert said in past.about
    past.press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    (dialog,) = past.window.findChildren(RequestsDialog)
    assert "the whole request" in dialog.sent.toPlainText()
    dialog.reject()
    past.read(2)
    assert "Changes by hand" in past.about
    assert not past.view.sent_button.isEnabled()


def test_a_point_is_read_as_it_was_with_its_decisions(past: Past) -> None:
    past.read(1)
    reader = past.view.reader
    assert reader.inline.page.text == past.open_document.past.at(past.points[1].last).text
    assert reader.count.text() == "2 proposals"
    past.press(Qt.Key.Key_F8)
    assert past.item == "Fluency: teh becomes the. Accepted."
    past.press(Qt.Key.Key_F8)
    assert past.item == "Fluency: very big becomes huge. Rejected."
    past.press(Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert past.item == "Fluency: teh becomes the. Accepted."
    past.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert (reader.side.left.page.text, reader.side.right.page.text) == (TEXT, TEXT.replace("teh", "the"))
    assert past.open_document.state.text.startswith("Our")


def test_two_points_are_compared_by_word(past: Past) -> None:
    past.read(0)
    past.press(Qt.Key.Key_C)
    past.settle()
    reader = past.view.reader
    assert [point.index for point in past.view.list.selected] == [0, 3]
    assert reader.count.text() == "1 of 2 differences · 2 words removed, 2 words added"
    assert past.item == "“The” becomes “Our”"
    past.press(Qt.Key.Key_F8)
    assert past.item == "“teh” becomes “the”"
    past.press(Qt.Key.Key_F8)
    assert past.item == "“The” becomes “Our”"
    past.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert (reader.side.left.page.text, reader.side.right.page.text) == (TEXT, past.open_document.state.text)
    past.read(0, 2)
    assert not past.view.take_button.isEnabled()


def test_one_goes_on_from_an_earlier_point_and_back(past: Past) -> None:
    tip = past.open_document.state.text
    past.read(0)
    past.press(Qt.Key.Key_R)
    past.answer("fresh")
    assert past.open_document.state.text == TEXT
    assert past.points[-1].name == "fresh"
    assert [point.index for point in past.view.list.selected] == [4]
    # Undo is the window's, here too; the branch stays to be seen.
    past.window.commands.run("undo")
    past.settle()
    assert past.open_document.state.text == tip
    assert past.points[4].undone
    assert "undone" in str(past.view.list.points.data(past.view.list.points.index(0), Qt.ItemDataRole.ToolTipRole))
    past.window.commands.run("redo")
    past.read(3)
    past.press(Qt.Key.Key_R)
    past.answer("")
    assert past.open_document.state.text == tip


def test_points_and_branches_are_named(past: Past) -> None:
    past.read(0)
    past.press(Qt.Key.Key_F2)
    past.answer("first draft")
    assert past.points[0].name == "first draft"
    assert past.open_document.past.graph().branches == ("first draft",)
    assert "first draft" in past.about


def test_a_difference_is_taken_over_from_either_side(past: Past) -> None:
    past.read(0)
    past.press(Qt.Key.Key_C)
    past.settle()
    assert past.view.take_button.text() == "Take over the left"
    past.press(Qt.Key.Key_T)
    past.settle()
    assert past.open_document.state.text == TEXT.replace("teh", "the")
    # Still compared with now, which is another point, and at the next difference.
    assert [point.index for point in past.view.list.selected] == [0, 4]
    assert past.item == "“teh” becomes “the”"
    past.window.commands.run("undo")
    past.settle()
    assert past.open_document.state.text.startswith("Our")
    past.open_document.past.restore(past.points[0].last)
    past.settle()
    past.read(3, len(past.points) - 1)
    past.press(Qt.Key.Key_F8)
    past.press(Qt.Key.Key_T)
    past.settle()
    assert past.open_document.state.text == TEXT.replace("teh", "the")


def test_an_edit_of_another_point_is_taken_over(past: Past) -> None:
    past.read(1)
    past.press(Qt.Key.Key_F8)
    past.press(Qt.Key.Key_F8)
    past.press(Qt.Key.Key_T)
    past.settle()
    assert "a huge mat" in past.open_document.state.text
    past.view.reader.step(-1)
    past.press(Qt.Key.Key_T)
    assert "text differs" in past.window.message.label.text()


def test_an_earlier_round_is_decided_again(past: Past) -> None:
    past.read(1)
    past.press(Qt.Key.Key_F8)
    past.press(Qt.Key.Key_X)
    past.settle()
    assert "on teh mat" in past.open_document.state.text
    assert past.item == "Fluency: teh becomes the. Accepted. Now: Rejected."
    past.press(Qt.Key.Key_E)
    past.answer("this")
    assert "on this mat" in past.open_document.state.text
    past.open_document.change((Edit(past.open_document.state.text.index("this"), "this", "that"),))
    past.settle()
    past.press(Qt.Key.Key_A)
    assert "changed again since" in past.window.message.label.text()
    assert "on that mat" in past.open_document.state.text
    decided = past.open_document.state.history[0].decisions[past.ids[0]].decision
    assert decided == Decision(past.ids[0], Verdict.ACCEPT)


def test_the_round_in_hand_is_decided_in_the_text(past: Past) -> None:
    past.press(Qt.Key.Key_F8)
    assert past.item.endswith("Undecided. This is the current round: decide in the text.")
    assert not past.view.accept_button.isEnabled()
    before = past.open_document.state
    past.press(Qt.Key.Key_A)
    assert past.open_document.state is before


def test_nothing_is_gone_back_to_while_a_round_runs(past: Past) -> None:
    past.read(0)
    past.program.reviser.rounds.append(())
    past.window.rounds.revise()
    assert not past.window.history.open
    past.window.commands.run("history")
    past.settle()
    past.read(0)
    past.press(Qt.Key.Key_R)
    past.answer("")
    assert "round is running" in past.window.message.label.text()
    assert past.open_document.state.text.startswith("Our")
    past.program.pump(past.open_document)


def test_esc_leads_back_and_the_history_is_in_step_with_what_happens(past: Past) -> None:
    past.press(Qt.Key.Key_Escape)
    assert past.window.workspace.isVisible()
    past.open_document.change((Edit(0, "Our", "My"),))
    past.window.commands.run("history")
    past.settle()
    assert past.points[-1].kind is PointKind.TYPED
    assert past.view.reader.inline.page.text == past.open_document.state.text
    past.window.commands.run("history")
    assert not past.window.history.open


def test_only_what_is_asked_for_last_is_shown(past: Past) -> None:
    for number in (0, 1, 2, 0, 2, 1):
        past.view.list.select(past.points[number])
    past.settle()
    assert past.view.reader.inline.page.text == TEXT.replace("teh", "the")
    assert past.view.reader.what.text() == "Round 1"


@given(left=st.text(" abc.\n\U0001f600", max_size=60), right=st.text(" abc.\n\U0001f600", max_size=60))
def test_each_difference_taken_alone_leads_from_one_text_to_the_other(left: str, right: str) -> None:
    found = comparison_content(left, right).differences
    assert apply(left, [each.done() for each in found]) == right
    assert apply(right, [each.undone() for each in found]) == left
    assert len(found) == len(diff(left, right))


@pytest.mark.parametrize(
    "command", ["history-restore", "history-compare", "history-take", "history-name", "history-branches"]
)
def test_what_is_done_here_is_on_the_key_sheet_and_in_the_palette(past: Past, command: str) -> None:
    past.open_document.past.restore(past.points[1].last)  # so that there are two branches
    past.settle()
    past.read(1)
    past.view.reader.step(1)
    button = {
        "history-restore": past.view.restore_button,
        "history-compare": past.view.compare_button,
        "history-take": past.view.take_button,
        "history-name": past.view.name_button,
        "history-branches": past.view.branches_button,
    }[command]
    done: list[str] = []
    button.clicked.disconnect()
    button.clicked.connect(lambda: done.append(command))
    assert past.window.commands.enabled(command)
    QTest.keySequence(past.view.list, QKeySequence(past.window.commands[command].keys[0]))
    assert done == [command]
    past.window.commands.run("palette")
    (palette,) = past.window.findChildren(CommandPalette)
    QTest.keyClicks(palette.field, past.window.commands[command].plain)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == [command] * 2
    past.view.set_keymap(past.window.actions_.keymap.set(command, "G"))
    past.press(Qt.Key.Key_G)
    assert done == [command] * 3
    assert "(G)" in button.toolTip()
    sheet = KeysDialog(past.window.commands, past.window.actions_.keymap, past.window)
    assert past.window.commands[command].plain in [label.text() for label in sheet.findChildren(QLabel)]
    past.press(Qt.Key.Key_Escape)
    assert not past.window.commands.enabled(command)
    past.window.commands.run(command)
    assert done == [command] * 3
