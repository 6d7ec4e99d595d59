"""Fields of the window give back every character that is put in."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from reviser.gui.text.field import AnswerField, PlainTextField, ReadingBrowser, ReadingField

pytestmark = pytest.mark.usefixtures("qapp")
CHARACTERS = st.text(st.sampled_from("a \u00a0\u2028\t\n\r😀é\u0301\u200b“"))


@given(CHARACTERS)
def test_a_field_gives_back_what_it_was_given(text: str) -> None:
    assert PlainTextField(text).text() == text


@given(CHARACTERS)
def test_what_is_typed_leaves_the_rest_as_it_was(text: str) -> None:
    field = PlainTextField(text)
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(field, "!")
    assert field.text() == text.replace("\r\n", "\n").replace("\r", "\n") + "!"


def test_copying_keeps_no_break_spaces_and_shift_enter_ends_a_line() -> None:
    field = AnswerField("5\u00a0km")
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field, "far")
    field.selectAll()
    assert field.text() == field.createMimeDataFromSelection().text() == "5\u00a0km\nfar"


@pytest.mark.parametrize("field", [ReadingField, ReadingBrowser])
def test_what_is_only_read_is_copied_to_the_character(field: type[ReadingField] | type[ReadingBrowser]) -> None:
    made = field()
    made.setPlainText("5\u00a0km\nfar\u2009off")
    made.selectAll()
    assert made.createMimeDataFromSelection().text() == "5\u00a0km\nfar\u2009off"


def test_no_part_of_the_window_shows_a_text_that_qt_would_copy_otherwise() -> None:
    """Whose text is shown is a `PageView` or one of these fields; the licences alone are none."""
    of_qt = re.compile(r"\bQ(?:Plain)?Text(?:Edit|Browser)\(\)|\(Q(?:Plain)?Text(?:Edit|Browser)\):")
    gui = Path(__file__).parents[2] / "reviser" / "gui"
    found = {path.relative_to(gui).as_posix() for path in gui.rglob("*.py") if of_qt.search(path.read_text("utf-8"))}
    assert found == {"text/page_view.py", "text/field.py", "dialogs/about.py"}
