"""What the document has taught: in one key, shown, and given back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviser.core.played import Status
from reviser.gui.dialogs.learned import LearnedDialog
from reviser.gui.text_view import Mode
from tests.core.recording import propose
from tests.gui.showing import window_of
from tests.services.desk import Desk, desk

TEXT = "The flar is big. The flar is old.\n"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        yield made


def test_one_key_makes_a_spelling_a_word_of_the_document_or_of_the_person(program: Desk, qtbot: QtBot) -> None:
    window = window_of(program, qtbot)
    path = program.folder / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    window.open(path)
    assert window.review is not None
    revision = window.review.revision
    flar = tuple(propose(TEXT, "flar", "flare", nth=nth, word="flar") for nth in (0, 1))
    program.reviser.rounds.append(flar)
    window.rounds.revise()
    program.pump(revision)
    window.workspace.set_mode(Mode.REVIEW)
    QTest.keyClick(window.workspace.text, Qt.Key.Key_W)
    played = revision.state.played
    assert played is not None
    assert [played.status(item) for item in played.round.live] == [Status.REJECTED] * 2
    assert (revision.state.words, program.store.words()) == (frozenset({"flar"}), frozenset())
    window.edit.undo()
    QTest.keyClick(window.workspace.text, Qt.Key.Key_D)
    assert program.store.words() == {"flar"}
    assert revision.state.played is not None
    assert revision.state.played.pending == ()


def test_a_silent_rule_is_shown_and_can_speak_again(program: Desk, qtbot: QtBot) -> None:
    path = program.folder / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    revision = program.studio.open(path)
    revision.set_rule("plain/utilize", silenced=True)
    dialog = LearnedDialog(revision.state.memory, None)
    qtbot.addWidget(dialog)
    assert list(dialog.buttons) == ["plain/utilize"]
    with qtbot.waitSignal(dialog.restored) as restored:
        dialog.buttons["plain/utilize"].click()
    assert restored.args == ["plain/utilize"]
