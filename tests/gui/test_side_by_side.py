"""Base and result stand side by side, and say the same as the text with the proposals in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviser.core.edit import Edit, Verdict, apply
from reviser.core.text import Span
from reviser.gui.text.page import TextPage
from reviser.gui.text.side_by_side import SideBySide
from reviser.gui.text.side_pages import Alignment, Sides
from reviser.gui.text.text_view import TextMode, TextView
from reviser.gui.text.views import View
from reviser.gui.theme import Theme, palette_for
from tests.core.recording import propose
from tests.gui.showing import window_of
from tests.gui.test_window import Seat
from tests.services.desk import desk

TEXT = (
    "Teh cat 🐈 was very big.\r\nA cat sat.\r\n\r\nשלום teh dog.\r\n" + "One more line to read.\r\n" * 80 + "Teh end."
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    with desk(tmp_path) as program:
        window = window_of(program, qtbot, (1200, 800))
        made = Seat(program, window)
        made.open(TEXT)
        program.reviser.rounds.append(
            (
                propose(TEXT, "Teh", "The"),
                propose(TEXT, "very ", ""),
                propose(TEXT, "sat", "sat down\r\nand slept"),
                propose(TEXT, "teh", "the"),
                propose(TEXT, "Teh", "The very", nth=1),
            )
        )
        window.rounds.revise()
        program.pump(made.open_document)
        window.workspace.set_mode(TextMode.REVIEW)
        yield made


def shown(view: TextView) -> str:
    return view.document().toRawText().replace("\u2029", "\n")


def test_the_sides_show_what_was_and_what_would_be(seat: Seat) -> None:
    work = seat.window.workspace
    work.set_view(View.SIDE_BY_SIDE)
    side = work.views.side
    assert side.isVisible()
    assert not work.text.isVisible()
    assert shown(side.left) == TEXT.replace("\r\n", "\n")
    assert shown(side.right).startswith("The cat 🐈 was \u2038big.\nA cat sat down↵and slept.\n\nשלום the dog.\n")
    assert shown(side.right).endswith("The very end.")


def test_a_decision_is_shown_on_both_sides_and_undo_takes_it_back(seat: Seat) -> None:
    work = seat.window.workspace
    work.set_view(View.SIDE_BY_SIDE)
    side = work.views.side
    before = shown(side.right)
    QTest.keyClick(side.right, Qt.Key.Key_X)
    assert shown(side.right) == before.replace("The cat", "Teh cat")
    assert seat.window.review is not None
    assert side.left.current == side.right.current == seat.window.review.current != ""
    seat.window.edit.undo()
    assert shown(side.right) == before


def test_a_click_on_either_side_chooses(seat: Seat) -> None:
    work = seat.window.workspace
    work.set_view(View.SIDE_BY_SIDE)
    round_state = seat.open_document.state.round_state
    assert round_state is not None
    assert seat.window.review is not None
    for view, number in ((work.views.side.left, 3), (work.views.side.right, 1)):
        wanted = round_state.round.live[number].id
        mark = view.page.find(wanted)
        assert mark is not None
        cursor = QTextCursor(view.document())
        cursor.setPosition(view.canvas.extent(mark)[0])
        place = view.cursorRect(cursor)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center() + QPoint(3, 0))
        assert seat.window.review.current == wanted
        assert work.views.side.left.current == work.views.side.right.current == wanted


@pytest.mark.parametrize("view", View)
def test_each_view_shows_its_text(seat: Seat, view: View) -> None:
    work = seat.window.workspace
    work.decide(Verdict.ACCEPT)
    work.set_view(view)
    base = TEXT.replace("\r\n", "\n")
    first = base.split("\n", 1)[0]
    expected = {
        View.ORIGINAL: first,
        View.ACCEPTED: first.replace("Teh", "The"),
        View.RESULT: first.replace("Teh", "The").replace("very ", "\u2038"),
    }
    if view in expected:
        assert shown(work.views.alone).split("\n")[0] == expected[view]
        assert work.views.alone.isVisible()


def test_typing_and_rewriting_turn_to_the_text(seat: Seat) -> None:
    work = seat.window.workspace
    work.set_view(View.RESULT)
    work.set_mode(TextMode.EDIT)
    assert (work.views.view, work.text.editing, work.text.isVisible()) == (View.INLINE, True, True)
    work.set_view(View.SIDE_BY_SIDE)
    assert not work.text.editing
    work.begin_rewrite()
    assert work.views.view is View.INLINE
    assert work.rewrite.isVisible()


def test_what_was_typed_is_in_the_result(seat: Seat) -> None:
    work = seat.window.workspace
    seat.open_document.change((Edit(4, "cat", "hen"),))
    work.set_view(View.SIDE_BY_SIDE)
    assert shown(work.views.side.right).startswith("The hen 🐈")
    assert shown(work.views.side.left).startswith("Teh cat 🐈")


@pytest.mark.parametrize("text", ["", "one line", "\n", "a\r\n\r\n"])
def test_a_text_without_a_round_stands_on_both_sides(seat: Seat, text: str) -> None:
    seat.path = seat.path.with_name("b.txt")
    seat.open(text)
    work = seat.window.workspace
    for view in View:
        work.set_view(view)
    work.set_view(View.SIDE_BY_SIDE)
    assert shown(work.views.side.left) == shown(work.views.side.right) == text.replace("\r\n", "\n")


def test_scrolled_together_the_same_passage_is_at_the_same_height(qtbot: QtBot) -> None:
    lines = [f"Line {number} has words enough to be read." for number in range(300)]
    left = "\n".join(lines)
    more = "\n".join(["Something new."] * 40) + "\n"
    at = left.index("Line 100 ")
    right = left[:at] + more + left[at:]
    side = SideBySide(Theme(palette_for("light"), 13))
    qtbot.addWidget(side)
    side.resize(1000, 600)
    side.show()
    alignment = Alignment(((Span(at, at), Span(at, at + len(more))),))
    side.show_sides(Sides(TextPage(left), TextPage(right), alignment), new=True)
    for words in ("Line 50 ", "Line 200 "):
        cursor = QTextCursor(side.right.document())
        cursor.setPosition(side.right.position_of(right.index(words)))
        bar = side.right.verticalScrollBar()
        third = side.right.viewport().height() // 3
        bar.setValue(bar.value() + side.right.cursorRect(cursor).top() - third + 5)
        other = QTextCursor(side.left.document())
        other.setPosition(side.left.position_of(left.index(words)))
        assert abs(side.left.cursorRect(other).top() - side.right.cursorRect(cursor).top()) <= 1
    side.left.verticalScrollBar().setValue(0)
    assert side.right.verticalScrollBar().value() == 0


@given(st.text("ab ", max_size=40), st.data())
def test_what_lies_between_pairs_is_the_same_and_found_on_either_side(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    edits = [Edit(span.start, text[span.start : span.end], data.draw(st.text("xy", max_size=4))) for span in spans]
    other = apply(text, edits)
    pairs, grown = [], 0
    for edit in edits:
        at = edit.start + grown
        pairs.append((edit.span, Span(at, at + len(edit.after))))
        grown += len(edit.after) - len(edit.before)
    alignment = Alignment(tuple(pairs))
    for offset, letter in enumerate(text):
        across = alignment.to_right(offset)
        assert 0 <= across <= len(other)
        if not any(span.start <= offset < span.end for span in spans):
            assert other[across] == letter
            assert alignment.to_left(across) == offset
