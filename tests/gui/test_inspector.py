"""The current proposal's buttons: reasons, alternatives, keys; and a rewrite that comes back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reviser.core.edit import RejectReason
from reviser.core.round_state import Status
from reviser.gui.panels.inspector import Inspector
from reviser.gui.panels.quote import Quote
from reviser.gui.text.text_view import TextMode
from tests.core.recording import propose
from tests.gui.showing import window_of
from tests.gui.test_window import Seat
from tests.services.desk import desk

LONG = "A sentence of some length that goes on, and on, and on. " * 12
TEXT = f"It was a very big mat & more.\n\n{LONG}\n"
ALTERNATIVES = ("enormous", "R&D", "", "a very long alternative that no button could ever hold whole")

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    with desk(tmp_path) as program:
        window = window_of(program, qtbot, (1000, 700))
        made = Seat(program, window)
        made.open(TEXT)
        program.reviser.rounds.append(
            (
                replace(propose(TEXT, "very big", "huge"), alternatives=ALTERNATIVES),
                propose(TEXT, "mat", "rug", word="mat"),
                propose(TEXT, LONG.strip(), LONG.strip().upper()),
            )
        )
        window.rounds.revise()
        program.pump(made.open_document)
        window.workspace.set_mode(TextMode.REVIEW)
        window.workspace.text.setFocus()
        yield made


@pytest.fixture
def inspector(seat: Seat) -> Inspector:
    return seat.window.workspace.inspector


def reasons(seat: Seat) -> list[str]:
    round_state = seat.open_document.state.round_state
    assert round_state is not None
    return [made.decision.reason for made in round_state.decisions.values()]


def checked(inspector: Inspector) -> list[RejectReason]:
    return [reason for reason, button in inspector.reason_buttons.items() if button.isChecked()]


def test_one_key_rejects_with_a_reason_and_another_changes_it(seat: Seat, inspector: Inspector) -> None:
    seat.key(Qt.Key.Key_3)
    assert (seat.statuses()[0], reasons(seat)) == (Status.REJECTED, ["voice"])
    assert checked(inspector) == []
    seat.key(Qt.Key.Key_K)
    assert checked(inspector) == [RejectReason.VOICE]
    assert inspector.reason_buttons[RejectReason.VOICE].text() == "✓ not my voice  3"
    seat.key(Qt.Key.Key_1)
    assert reasons(seat) == ["wrong"]
    seat.window.edit.undo()
    assert reasons(seat) == ["voice"]


def test_a_reason_is_given_by_its_button_too(seat: Seat, inspector: Inspector) -> None:
    inspector.reason_buttons[RejectReason.UNNECESSARY].click()
    assert reasons(seat) == ["unnecessary"]
    assert checked(inspector) == []
    names = {button.accessibleName() for button in inspector.reason_buttons.values()}
    assert names == {
        "Reject: wrong",
        "Reject: another meaning",
        "Reject: not my voice",
        "Reject: unnecessary",
    }


def test_a_reason_in_other_words_is_said_as_it_stands(seat: Seat, inspector: Inspector) -> None:
    seat.key(Qt.Key.Key_J)
    review = seat.window.review
    assert review is not None
    word = review.current
    seat.key(Qt.Key.Key_W)
    review.choose("")
    review.choose(word)
    assert reasons(seat) == ["the writer's word"]
    assert checked(inspector) == []
    assert [label.text() for label in inspector.findChildren(QLabel) if "Rejected:" in label.text()] == [
        "Rejected: the writer's word"
    ]


def test_alternatives_say_their_keys_and_are_accepted_by_them(seat: Seat, inspector: Inspector) -> None:
    texts = [button.text() for button in inspector.alternative_buttons if button.isVisibleTo(inspector)]
    assert texts[:3] == ["enormous   Alt+1", "R&&D   Alt+2", "(delete)   Alt+3"]
    assert texts[3].endswith("…   Alt+4")
    assert inspector.alternative_buttons[3].toolTip() == ALTERNATIVES[3]
    QTest.keySequence(seat.window.workspace.text, QKeySequence("Alt+5"))
    assert seat.statuses()[0] is Status.PENDING
    QTest.keySequence(seat.window.workspace.text, QKeySequence("Alt+2"))
    assert seat.open_document.state.text.startswith("It was a R&D mat")


def test_words_in_labels_are_as_they_are_written(seat: Seat, inspector: Inspector) -> None:
    seat.key(Qt.Key.Key_J)
    assert inspector.document_word_button.text() == "“mat” is correct in this document  W"
    assert inspector.own_word_button.accessibleName() == "Add “mat” to your dictionary"


def test_a_rewrite_that_was_left_comes_back_and_one_that_was_accepted_does_not(seat: Seat) -> None:
    seat.key(Qt.Key.Key_E)
    editor = seat.window.workspace.rewrite
    assert editor.field.textCursor().selectedText() == "huge"  # typing replaces what is proposed
    QTest.keyClick(editor.field, Qt.Key.Key_End)
    QTest.keyClicks(editor.field, " and more")
    QTest.keyClick(editor.field, Qt.Key.Key_Escape)
    assert seat.statuses()[0] is Status.PENDING
    seat.key(Qt.Key.Key_J)
    seat.key(Qt.Key.Key_E)
    assert editor.field.toPlainText() == "rug"
    QTest.keyClick(editor.field, Qt.Key.Key_Escape)
    seat.key(Qt.Key.Key_K)
    seat.key(Qt.Key.Key_E)
    assert editor.field.toPlainText() == "huge and more"
    assert "typed before" in editor.hint.text()
    assert not editor.field.textCursor().hasSelection()  # but not the person's own words
    QTest.keyClick(editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert seat.open_document.state.text.startswith("It was a huge and more mat")
    seat.window.edit.undo()
    seat.key(Qt.Key.Key_K)
    seat.key(Qt.Key.Key_E)
    assert editor.field.toPlainText() == "huge"


def test_a_long_proposal_leaves_its_buttons_in_sight(seat: Seat, inspector: Inspector, qtbot: QtBot) -> None:
    seat.key(Qt.Key.Key_K)
    qtbot.waitUntil(lambda: inspector.accept_button.visibleRegion().boundingRect() == inspector.accept_button.rect())
    quote = inspector.findChildren(Quote)[0]
    assert quote.verticalScrollBar().maximum() > 0
    assert LONG.strip().upper() in quote.label.text()


@pytest.mark.parametrize("size", [(900, 560), (1000, 700), (1600, 1000)])
def test_the_rewrite_stands_inside_the_text_however_long_the_proposal(seat: Seat, size: tuple[int, int]) -> None:
    seat.window.resize(*size)
    work = seat.window.workspace
    for _ in range(3):
        seat.key(Qt.Key.Key_E)
        assert work.rewrite.isVisible()
        assert work.text.rect().contains(work.rewrite.geometry())
        assert work.rewrite.field.height() >= 60
        QTest.keyClick(work.rewrite.field, Qt.Key.Key_Escape)
        seat.key(Qt.Key.Key_J)


def test_what_stands_around_a_proposal_is_the_text_as_it_is_now(seat: Seat, inspector: Inspector) -> None:
    rows, words = seat.window.workspace.list, inspector.findChildren(Quote)[0].label
    rug = rows.visualRect(rows.rows.index(1))
    before = rows.viewport().grab(rug).toImage()
    seat.key(Qt.Key.Key_A)
    assert inspector.item is not None
    assert inspector.item.proposal.edit.before == "mat"
    assert "a huge " in words.text()
    assert "very big" not in words.text()
    assert rows.rows.context(inspector.item)[0].endswith("was a huge ")
    seat.key(Qt.Key.Key_J)
    assert rows.viewport().grab(rug).toImage() != before
    rows.setCurrentIndex(rows.rows.index(0))
    seat.key(Qt.Key.Key_U)
    assert rows.viewport().grab(rug).toImage() == before
    seat.window.workspace.set_mode(TextMode.EDIT)
    QTest.keyClick(seat.window.workspace.text, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(seat.window.workspace.text, "So: ")
    seat.window.workspace.text.flush()
    assert words.text().startswith("So: It was a ")
