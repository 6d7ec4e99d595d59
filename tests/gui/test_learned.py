"""What the document has taught: in one key, shown, and given back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reviser.core.edit import Verdict
from reviser.core.memory import Memory, MovedThreshold, RuleTally
from reviser.core.round_state import Status
from reviser.gui.dialogs.learned import LearnedDialog
from reviser.gui.main_window import MainWindow
from reviser.gui.text.text_view import TextMode
from reviser.gui.wording.rule_names import rule_name
from reviser.revisers.lm.kinds import KINDS
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
    open_document = window.review.open_document
    flar = tuple(propose(TEXT, "flar", "flare", nth=nth, word="flar") for nth in (0, 1))
    program.reviser.rounds.append(flar)
    window.rounds.revise()
    program.pump(open_document)
    window.workspace.set_mode(TextMode.REVIEW)
    QTest.keyClick(window.workspace.text, Qt.Key.Key_W)
    round_state = open_document.state.round_state
    assert round_state is not None
    assert [round_state.status(item) for item in round_state.round.live] == [Status.REJECTED] * 2
    assert (open_document.state.words, program.store.words()) == (frozenset({"flar"}), frozenset())
    window.edit.undo()
    QTest.keyClick(window.workspace.text, Qt.Key.Key_D)
    assert program.store.words() == {"flar"}
    assert open_document.state.round_state is not None
    assert open_document.state.round_state.pending == ()


def counted(rule: str, taken: int, refused: int, rewritten: int = 0) -> RuleTally:
    return RuleTally(rule, taken, refused, rewritten)


def texts(dialog: LearnedDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_each_kind_that_has_moved_says_which_way_and_why_and_can_begin_again(qtbot: QtBot) -> None:
    dialog = LearnedDialog(Memory(), None)
    qtbot.addWidget(dialog)
    number, comma, verb = "model/number", "model/comma-in", "model/verb"
    ended = replace(counted(number, 1, 5), ended=(("reason", "reasons"),))
    dialog.show_moved(
        (
            MovedThreshold(number, True, ended, counted(number, 0, 0)),
            MovedThreshold(comma, False, counted(comma, 4, 0), counted(comma, 9, 1)),
            MovedThreshold(verb, True, counted(verb, 0, 0), counted(verb, 3, 4, 2)),
        )
    )
    assert {
        "“Number of a noun”: 5 of 6 rejected here, so it needs more confidence."
        " Not proposed here again: “reason” → “reasons”.",
        "“Missing comma”: 0 of 4 rejected here, 1 of 10 rejected in other documents, so it needs less confidence.",
        "“Form of a verb”: 6 of 7 rejected or rewritten in other documents, so it needs more confidence.",
    } <= set(texts(dialog))
    assert not any("model/" in text for text in texts(dialog))
    assert dialog.buttons[number].accessibleName() == "Reset Number of a noun"
    with qtbot.waitSignal(dialog.restored) as restored:
        dialog.buttons[number].click()
    assert restored.args == [number]
    assert not dialog.buttons[number].isEnabled()


def test_a_kind_of_the_language_model_begins_again_at_a_button_and_undo_takes_that_back(
    program: Desk, qtbot: QtBot
) -> None:
    window = window_of(program, qtbot)
    path = program.folder / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    window.open(path)
    assert window.review is not None
    open_document = window.review.open_document
    program.reviser.rounds.append((propose(TEXT, "big", "bigger", rule="model/degree"),))
    window.rounds.revise()
    program.pump(open_document)
    round_state = open_document.state.round_state
    assert round_state is not None
    open_document.decide([round_state.round.items[0].id], Verdict.REJECT)
    said = "“Degree of an adjective”: 1 of 1 rejected here, so it needs more confidence."
    dialog = shown_learned(program, window)
    assert said in texts(dialog)
    dialog.buttons["model/degree"].click()
    dialog.reject()
    assert open_document.state.memory.tallies == ()
    dialog = shown_learned(program, window)
    assert said not in texts(dialog)
    dialog.reject()
    window.edit.undo()
    assert said in texts(shown_learned(program, window))


def shown_learned(program: Desk, window: MainWindow) -> LearnedDialog:
    """The dialog with all that it says."""
    window.rounds._show_learned()
    (dialog,) = (found for found in window.findChildren(LearnedDialog) if found.isVisible())
    while not program.idle:
        program.document_manager.receive(program.take())
    return dialog


def test_every_kind_of_the_language_model_has_a_plain_name() -> None:
    names = [rule_name(f"model/{kind}") for kind in KINDS]
    assert not [name for name in names if "/" in name or not name]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ("harper/CommaFixes", "Spelling and grammar: comma fixes"),
        ("plain/in-order-to", "Plain words: in order to"),
        ("consistency/number/percent", "Consistency: number percent"),
        ("grammar/their-have", "Grammar: their have"),
        ("chat/clarity/utilize→use", "“utilize” → “use”"),
        ("embedded/language", "Passages not in English"),
        ("other", "other"),
    ],
)
def test_other_rules_are_named_by_their_words(rule: str, name: str) -> None:
    assert rule_name(rule) == name


def test_a_silent_rule_is_shown_and_can_speak_again(program: Desk, qtbot: QtBot) -> None:
    path = program.folder / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    open_document = program.document_manager.open(path)
    open_document.set_rule("plain/utilize", silenced=True)
    dialog = LearnedDialog(open_document.state.memory, None)
    qtbot.addWidget(dialog)
    assert list(dialog.buttons) == ["plain/utilize"]
    with qtbot.waitSignal(dialog.restored) as restored:
        dialog.buttons["plain/utilize"].click()
    assert restored.args == ["plain/utilize"]
    assert "Plain words: utilize" in texts(dialog)
