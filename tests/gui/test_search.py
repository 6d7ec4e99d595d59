"""Searching in a window: as one types, by filters, page by page, and to what was found."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviser.core.edit import Verdict
from reviser.core.text import Span
from reviser.gui.dialogs.search import SearchDialog
from reviser.gui.main_window import MainWindow
from reviser.gui.panels.hit_list import split_at_marks
from reviser.history.connection import connect, transaction
from tests.core.recording import propose
from tests.gui.showing import window_of
from tests.services.desk import Desk, desk

TEXT = "We utilise the method. It was very good.\n"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        yield made


@pytest.fixture
def window(program: Desk, qtbot: QtBot) -> MainWindow:
    """A document with one round, another in which nothing happened."""
    made = window_of(program, qtbot)
    for name, text in (("other.txt", "Nobody knows the method.\n"), ("a.txt", TEXT)):
        (program.folder / name).write_text(text, encoding="utf-8")
        made.open(program.folder / name)
    assert made.review is not None
    open_document = made.review.open_document
    round_state = program.round(open_document, propose(TEXT, "utilise", "use"), propose(TEXT, "very good", "great"))
    open_document.decide([round_state.round.live[0].id], Verdict.REJECT, reason="not my voice")
    return made


def searched(program: Desk, window: MainWindow, qtbot: QtBot, words: str = "") -> SearchDialog:
    window.commands.run("search")
    dialog = window.findChildren(SearchDialog)[-1]
    ask(program, dialog, qtbot, words)
    return dialog


def ask(program: Desk, dialog: SearchDialog, qtbot: QtBot, words: str) -> None:
    """Type in the place of what stands there, and let everything come that is looked for."""
    dialog.words.selectAll()
    QTest.keyClicks(dialog.words, words)
    answer(program, dialog, qtbot)


def answer(program: Desk, dialog: SearchDialog, qtbot: QtBot) -> None:
    def answered() -> bool:
        program.receive_ready()
        return not dialog.waiting

    qtbot.waitUntil(answered)


def found(dialog: SearchDialog) -> list[str]:
    return [dialog.list.item(row).text().split("\n")[1] for row in range(dialog.list.count())]


def test_everything_is_found_by_its_words(program: Desk, window: MainWindow, qtbot: QtBot) -> None:
    dialog = searched(program, window, qtbot, "method")
    assert sorted(found(dialog)) == ["Nobody knows the method. ", "We utilise the method. It was very good. "]
    assert dialog.status.text() == "2 found."
    ask(program, dialog, qtbot, "utili")
    assert dialog.list.count() == 2
    dialog.decision.setCurrentIndex(dialog.decision.findData("reject"))
    answer(program, dialog, qtbot)
    assert found(dialog) == ["utilise → use"]
    assert "edit · Fluency · rejected" in dialog.list.item(0).text()
    dialog.decision.setCurrentIndex(0)
    ask(program, dialog, qtbot, '"not my"')
    assert found(dialog) == ["not my voice"]
    ask(program, dialog, qtbot, "nowhere")
    assert (found(dialog), dialog.status.text()) == ([], "Nothing was found.")
    dialog.reject()


def test_what_is_found_in_a_part_is_looked_for_again(program: Desk, window: MainWindow, qtbot: QtBot) -> None:
    with closing(connect(program.store.path, 0)) as writer, transaction(writer):
        window.commands.run("search")
        dialog = window.findChildren(SearchDialog)[-1]
        QTest.keyClicks(dialog.words, "method")

        def of_a_part() -> bool:
            program.receive_ready()
            return "0 % of the history can be searched so far" in dialog.status.text()

        qtbot.waitUntil(of_a_part)
        assert found(dialog) == []
        assert dialog.waiting
    answer(program, dialog, qtbot)
    assert len(found(dialog)) == 2
    assert dialog.status.text() == "2 found."
    dialog.reject()


def test_nothing_is_asked_for_at_first(program: Desk, window: MainWindow, qtbot: QtBot) -> None:
    dialog = searched(program, window, qtbot)
    assert dialog.status.text() == "Type what you are looking for, or choose above."
    dialog.here.setChecked(True)
    answer(program, dialog, qtbot)
    assert dialog.list.count() == 3  # the text, and two edits
    dialog.reject()


def test_enter_goes_to_what_was_found(program: Desk, window: MainWindow, qtbot: QtBot) -> None:
    dialog = searched(program, window, qtbot, "great")
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    assert window.review is not None
    assert window.review.item is not None
    assert window.review.item.proposal.edit.after == "great"
    dialog = searched(program, window, qtbot, "nobody")
    QTest.keyClick(dialog.words, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert window.review.state.text == "Nobody knows the method.\n"


def test_what_was_found_is_marked() -> None:
    assert split_at_marks("one two", ()) == [("one two", False)]
    assert split_at_marks("one two", (Span(0, 3), Span(6, 7))) == [("one", True), (" tw", False), ("o", True)]
