"""Lists and quotations are set in, their signs hang out, and the text stays what it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviser.gui.text.text_view import TextMode, TextView
from reviser.gui.theme import Theme, palette_for
from tests.core.recording import propose
from tests.gui.showing import window_of
from tests.gui.test_text_view import set_as
from tests.gui.test_window import Seat
from tests.services.desk import desk

LONG = "fill gaps here " * 20
TEXT = (
    f"First {LONG}\n\n- uno {LONG}\n  goes on\nlazily on\n  - below {LONG}\n- two\n\n10. ten {LONG}\n\n"
    f"> quoted {LONG}\n> more\n\nLast {LONG}\n"
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    """A window with a Markdown text."""
    with desk(tmp_path) as program:
        window = window_of(program, qtbot, (1200, 800))
        made = Seat(program, window)
        made.path = program.folder / "a.md"
        made.open(TEXT)
        window.workspace.set_mode(TextMode.EDIT)
        window.workspace.text.setFocus()
        yield made


@pytest.fixture
def text(seat: Seat) -> TextView:
    return seat.window.workspace.text


def left(text: TextView, word: str) -> float:
    """Where the row begins, in pixels, that this stands at the beginning of, behind its signs."""
    cursor = text.textCursor()
    cursor.setPosition(text.position_of(text.page.text.index(word)))
    return text.cursorRect(cursor).left()


def wrapped(text: TextView, word: str) -> float:
    """Where the second row begins of the paragraph with this word."""
    cursor = text.textCursor()
    cursor.setPosition(text.position_of(text.page.text.index(word)))
    layout = cursor.block().layout()
    assert layout.lineCount() > 1
    cursor.setPosition(cursor.block().position() + layout.lineAt(1).textStart())
    return text.cursorRect(cursor).left()


def test_the_content_of_an_item_and_of_a_quotation_begins_in_one_column(text: TextView) -> None:
    edge = left(text, "First")
    assert wrapped(text, "First") == left(text, "Last") == wrapped(text, "Last") == edge
    item, below, ten, quoted = (left(text, word) for word in ("uno ", "below", "ten", "quoted"))
    for word, column in (("uno ", item), ("below", below), ("ten", ten), ("quoted", quoted)):
        assert wrapped(text, word) == pytest.approx(column, abs=1.5)
    for word in ("goes on", "lazily", "two"):
        assert left(text, word) == pytest.approx(item, abs=1.5)
    assert left(text, "more") == pytest.approx(quoted, abs=1.5)
    assert edge + 10 < item < below
    assert edge < left(text, "- uno") < item
    assert edge < left(text, "> quoted") < quoted
    assert left(text, "- below") > left(text, "- uno") + 10


def test_spacing_is_that_of_every_line(text: TextView) -> None:
    assert len({(height, gap) for _, _, height, gap in set_as(text.document())}) == 1


def test_what_is_typed_is_set_as_it_reads_and_undo_sets_it_back(seat: Seat, text: TextView) -> None:
    before = set_as(text.document())
    end = len(TEXT)
    text.select(end, end)
    QTest.keyClicks(text, "- new")
    text.flush()
    assert seat.open_document.state.text == TEXT + "- new"
    assert left(text, "new") == pytest.approx(left(text, "uno "), abs=1.5)
    QTest.keyClick(text, Qt.Key.Key_Return)
    QTest.keyClicks(text, "plain")
    text.flush()
    assert left(text, "plain") == pytest.approx(left(text, "new"), abs=1.5)  # it goes on with the item
    QTest.keyClick(text, Qt.Key.Key_Home)
    QTest.keyClick(text, Qt.Key.Key_Return)
    text.flush()
    assert left(text, "plain") == left(text, "Last")
    while seat.open_document.state.text != TEXT:
        seat.window.edit.undo()
    assert set_as(text.document()) == before


def test_nothing_of_an_item_is_left_where_all_was_deleted(seat: Seat, text: TextView) -> None:
    plain = set_as(text.document())[0]
    text.select(TEXT.index("- uno"), len(TEXT))
    QTest.keyClick(text, Qt.Key.Key_Delete)
    text.selectAll()
    QTest.keyClick(text, Qt.Key.Key_Delete)
    text.flush()
    assert seat.open_document.state.text == ""
    assert set_as(text.document()) == [plain]
    seat.window.edit.undo()
    seat.window.edit.undo()
    assert seat.open_document.state.text == TEXT


def test_a_copy_is_the_text_alone(text: TextView) -> None:
    text.select(TEXT.index("- uno"), TEXT.index("> quoted"))
    text.copy()
    data = QApplication.clipboard().mimeData()
    assert data.text() == TEXT[TEXT.index("- uno") : TEXT.index("> quoted")]
    assert not data.hasHtml()


def test_a_proposal_in_an_item_is_met_where_it_is_painted(seat: Seat, text: TextView) -> None:
    seat.program.reviser.rounds.append((propose(TEXT, "gaps", "rows", nth=25),))
    seat.window.rounds.revise()
    seat.program.pump(seat.open_document)
    (item,) = seat.window.workspace.list.rows.items
    cursor = QTextCursor(text.document())
    cursor.setPosition(text.position_of(item.proposal.edit.start) + 2)
    inside = text.cursorRect(cursor).center()
    found = text.mark_under(inside)
    assert found is not None
    assert found.id == item.id
    assert text.mark_under(QPoint(text.rects_of(item.id)[0].toRect().left() - 8, inside.y())) is None
    first = text.rects_of(item.id)[0]
    cursor.setPosition(text.position_of(item.proposal.edit.start))
    assert first.left() == pytest.approx(text.cursorRect(cursor).left(), abs=1.5)


def test_another_size_sets_it_in_by_its_own_columns(seat: Seat, text: TextView) -> None:
    before = left(text, "uno ") - left(text, "First")
    seat.window.workspace.set_theme(Theme(palette_for("dark"), 26))
    assert left(text, "uno ") - left(text, "First") == pytest.approx(2 * before, rel=0.1)
    assert wrapped(text, "uno ") == pytest.approx(left(text, "uno "), abs=2)
