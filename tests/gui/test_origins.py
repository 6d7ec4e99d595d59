"""Where the words come from, in a window: the figures, the marks, and the story of a sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reviser.core.edit import Decision, Edit, Verdict
from reviser.core.events import Changed, Origin, Redecided, Restored
from reviser.core.redecide import consequences
from reviser.core.text import Span
from reviser.gui.dialogs.authorship import AuthorshipDialog
from reviser.gui.theme import Theme, palette_for
from tests.core.recording import Recording, propose
from tests.gui.showing import window_of
from tests.services.desk import Desk, desk

TEXT = "We utilise it. \U0001f600 It is very good.\r\nSo\x00 we stop.\n"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        yield made


def revised() -> Recording:
    recording = Recording(TEXT)
    recording.round(propose(TEXT, "utilise", "use"), propose(TEXT, "very good", "great"), propose(TEXT, "So", "Thus"))
    recording.decide(Verdict.ACCEPT, 0)
    recording.decide(Verdict.REWRITE, 1, after="quite fine")
    recording.decide(Verdict.REJECT, 2)
    recording.type(len(recording.state.text), "", "Now.")
    return recording


def told(dialog: AuthorshipDialog) -> str:
    return dialog.story.toPlainText()


def test_the_story_of_the_sentence_at_the_caret(qtbot: QtBot) -> None:
    dialog = AuthorshipDialog(revised().timeline.past_states(), Span(4, 4), Theme(palette_for("light"), 13), None)
    qtbot.addWidget(dialog)
    assert "“We utilise it.”" in told(dialog)
    assert "“utilise” to become “use”" in told(dialog)
    assert "Accepted" in told(dialog)
    assert "rewritten" not in told(dialog).lower()
    labels = [label.text() for label in dialog.findChildren(QLabel) if "%" in label.text()]
    assert [label.split(":")[0] for label in labels] == [
        "First draft",
        "Typed by the writer since",
        "As proposed",
        "Proposed, rewritten by the writer",
    ]
    # On to the rewritten words, behind a character that Qt counts twice.
    QTest.keyClick(dialog, Qt.Key.Key_F8)
    assert dialog.text.textCursor().selectedText() == "quite fine"
    assert "Rewritten as “quite fine”" in told(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_F8)
    assert dialog.text.textCursor().selectedText() == "Now."
    assert "The writer typed here." in told(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(dialog, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.text.textCursor().selectedText() == "use"


def test_what_was_taken_over_and_what_was_decided_again_is_said_to_be_that(qtbot: QtBot) -> None:
    recording = revised()
    there = len(recording.records)
    recording.round()
    accepted = recording.state.history[0].round.items[0].id
    again = Decision(accepted, Verdict.REJECT)
    recording.do(Redecided((again,), consequences(recording.state, [again]).edits))
    dialog = AuthorshipDialog(recording.timeline.past_states(), Span(4, 4), Theme(palette_for("light"), 13), None)
    qtbot.addWidget(dialog)
    said = told(dialog)
    assert said.index("Round 1") < said.index("Accepted") < said.index("It then read “We use it.”")
    assert said.index("It then read “We use it.”") < said.index("Decided again after round 2") < said.index("Rejected")
    assert "typed" not in said.lower()
    recording.do(Restored(1), Changed((Edit(3, "utilise", "use"),), Origin.BRANCH, there))
    recording.do(Changed((Edit(0, "We", "You"),), Origin.BRANCH))
    old = AuthorshipDialog(recording.timeline.past_states(), Span(4, 4), Theme(palette_for("dark"), 13), None)
    qtbot.addWidget(old)
    assert "Taken over from elsewhere before the first round" in told(old)
    assert "typed" not in told(old).lower()
    labels = [label.text() for label in old.findChildren(QLabel) if "%" in label.text()]
    assert [label for label in labels if "0.0" not in label] == [
        "First draft: 86.7 %",
        "As proposed: 6.7 %",
        "Taken over, author unknown: 6.7 %",
    ]


@pytest.mark.parametrize("text", ["", " ", "One.", "a\r\rb\u2029c\n\n", "\udce9\U0001f600\r\n"])
def test_any_text_is_shown_letter_for_letter(qtbot: QtBot, text: str) -> None:
    dialog = AuthorshipDialog(
        Recording(text).timeline.past_states(), Span(0, len(text)), Theme(palette_for("dark"), 13), None
    )
    qtbot.addWidget(dialog)
    selected = dialog.text.textCursor()
    assert selected.selectionEnd() - selected.selectionStart() == len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_one_key_opens_it_at_the_selection(program: Desk, qtbot: QtBot) -> None:
    window = window_of(program, qtbot)
    path = program.folder / "a.txt"
    path.write_text("One two. Three four.\n", encoding="utf-8")
    window.open(path)
    assert window.review is not None
    window.review.open_document.change((Edit(9, "Three", "Tri"),))
    cursor = window.workspace.text.textCursor()
    cursor.setPosition(10)
    window.workspace.text.setTextCursor(cursor)
    window.commands.run("origins")
    (dialog,) = window.findChildren(AuthorshipDialog)
    assert "“Three four.”" in told(dialog)
    assert "The writer typed here." in told(dialog)
    dialog.reject()
