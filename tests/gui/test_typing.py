"""Typing through real Qt events, with decisions and arrivals in between: no word is lost, and the caret stays."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviser.core.edit import Verdict
from reviser.core.events import Arrived, Outcome, RoundEnded, RoundStarted
from reviser.gui.text.lines import Look
from reviser.gui.theme import Theme, palette_for
from tests.core.recording import propose
from tests.gui.test_text_view import Seat

pytestmark = pytest.mark.usefixtures("qapp")
DOCUMENTS = (
    "teh cat\u00a0sat\n\nand teh dog",
    "teh cat\r\nsat on teh mat\r\n",
    "e\u0301te\u0301 teh 👩‍👩‍👧 family 😀\nקוראים לי teh דן\tend",
    "",
    "teh word " * 30,
)


def seat(text: str) -> Seat:
    """A seat with a round about every "teh"."""
    found = Seat(text)
    found.recording.round(*(propose(text, "teh", "the", nth=nth) for nth in range(text.count("teh"))))
    found.show()
    return found


def put(at: Seat, offset: int, end: int | None = None) -> None:
    """The caret at a code point, or a selection up to `end`."""
    view = at.view
    cursor = view.textCursor()
    cursor.setPosition(view.position_of(offset))
    if end is not None:
        cursor.setPosition(view.position_of(end, behind=True), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)


def compose(at: Seat, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(at.view, event)


def mime(text: str, html: str = "") -> QMimeData:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    return data


def drop(at: Seat, data: QMimeData, offset: int, action: Qt.DropAction, *, inside: bool) -> None:
    """Drop at a code point, from the text itself or from elsewhere."""
    view = at.view
    view.show()
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.position_of(offset))
    place = QPointF(view.cursorRect(cursor).center())
    event = QDropEvent(place, action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    if inside:
        view.take_drop(event, inside=True)  # no event made here can say where it was dragged from
    else:
        view.dropEvent(event)


@pytest.mark.parametrize("text", DOCUMENTS)
@pytest.mark.parametrize(
    "act",
    [
        lambda at: QTest.keyClicks(at.view, "ab c"),
        lambda at: QTest.keyClick(at.view, Qt.Key.Key_Return),
        lambda at: QTest.keyClick(at.view, Qt.Key.Key_Backspace),
        lambda at: QTest.keyClick(at.view, Qt.Key.Key_Delete),
        lambda at: at.view.insertFromMimeData(mime("x\r\ny\rz\n😀\u00a0")),
        lambda at: at.view.insertFromMimeData(mime("bold", "<b>bold</b>")),
        lambda at: at.view.cut(),
        lambda at: compose(at, "", "漢字"),
    ],
)
@pytest.mark.parametrize("where", [0, 1, 2, 3, 4, 7])
@pytest.mark.parametrize("selected", [0, 2, 9])
def test_whatever_is_done_the_picture_is_the_text(
    text: str, act: Callable[[Seat], object], where: int, selected: int
) -> None:
    at = seat(text)
    if text:
        at.recording.decide(Verdict.ACCEPT, 0)
        at.show()
    offset = min(where, len(at.recording.state.text))
    put(at, offset, min(offset + selected, len(at.recording.state.text)) if selected else None)
    before = at.recording.state.text
    act(at)
    at.view.flush()
    at.check()
    if at.recording.state.text != before:
        at.recording.undo()
        at.show()
        at.check()
        assert at.recording.state.text == before


def test_everything_selected_and_typed_over() -> None:
    at = seat(DOCUMENTS[2])
    at.view.selectAll()
    QTest.keyClicks(at.view, "new")
    at.view.flush()
    assert at.recording.state.text == "new"
    at.check()
    at.recording.undo()
    at.show()
    assert at.recording.state.text == DOCUMENTS[2]
    at.check()


def test_pasted_line_ends_become_the_texts_own() -> None:
    at = seat("one\r\ntwo\r\n")
    put(at, 3)
    at.view.insertFromMimeData(mime("a\nb\r\nc"))
    at.view.flush()
    assert at.recording.state.text == "onea\r\nb\r\nc\r\ntwo\r\n"
    at.check()


def test_a_selection_is_moved_and_copied_inside_the_text() -> None:
    at = seat("one two teh three")
    put(at, 0, 4)
    data = at.view.createMimeDataFromSelection()
    drop(at, data, 12, Qt.DropAction.MoveAction, inside=True)
    at.view.flush()
    assert at.recording.state.text == "two teh one three"
    at.check()
    put(at, 0, 4)
    drop(at, at.view.createMimeDataFromSelection(), 17, Qt.DropAction.CopyAction, inside=True)
    at.view.flush()
    assert at.recording.state.text == "two teh one threetwo "
    at.check()


def test_a_drop_from_elsewhere_goes_in_as_text() -> None:
    at = seat("one teh two")
    drop(at, mime("a\nb", "<b>a</b>"), 8, Qt.DropAction.CopyAction, inside=False)
    at.view.flush()
    assert at.recording.state.text == "one teh a\nbtwo"
    at.check()


def test_a_composed_word_outlives_what_arrives_meanwhile() -> None:
    text = "one teh two teh"
    at = Seat(text)
    at.recording.do(RoundStarted("r", "test"))
    at.show()
    put(at, 4)
    compose(at, "かん")
    at.recording.do(Arrived("r", (propose(text, "teh", "the"),)))
    at.view.take_typed()
    at.show()
    assert at.view.composing
    compose(at, "かんじ")
    at.recording.do(Arrived("r", (propose(text, "teh", "the", nth=1),)))
    at.view.take_typed()
    at.show()
    compose(at, "", "漢字")
    at.view.flush()
    assert at.recording.state.text == "one 漢字teh two teh"
    at.check()
    assert at.view.caret_offset() == 6


def test_a_decision_takes_in_what_an_input_method_shows() -> None:
    at = seat("one teh two")
    put(at, 0)
    compose(at, "かん")
    at.view.flush()  # as before each decision
    at.recording.decide(Verdict.ACCEPT, 0)
    at.show()
    assert at.recording.state.text == "かんone the two"
    assert not at.view.composing
    at.check()


def test_the_caret_and_the_scroll_stay_while_others_work() -> None:
    text = "".join(f"Line {number} has teh word in it and goes on for a while, as lines do.\n" for number in range(200))
    at = Seat(text)
    at.view.show()
    at.recording.do(RoundStarted("r", "test"))
    at.show()
    here = text.index("Line 100")
    put(at, here + 5)
    at.view.ensureCursorVisible()
    before = at.view.cursorRect().top()
    for nth in range(0, 200, 10):
        QTest.keyClicks(at.view, "x")
        at.recording.do(Arrived("r", tuple(propose(text, "teh", "the teh " * 20, nth=n) for n in range(nth, nth + 10))))
        at.view.take_typed()
        at.show()
        assert at.view.textCursor().position() == at.view.position_of(at.view.caret_offset())
        assert at.recording.state.text[: at.view.caret_offset()].endswith("Line " + "x" * (nth // 10 + 1))
        assert abs(at.view.cursorRect().top() - before) <= 1
    at.recording.do(RoundEnded("r", Outcome.COMPLETE))
    at.show()
    for item in range(0, 150, 30):
        at.recording.decide(Verdict.ACCEPT, item)
        at.show()
        assert at.recording.state.text[: at.view.caret_offset()].endswith("Line " + "x" * 20)
        assert abs(at.view.cursorRect().top() - before) <= 1
    at.check()


def test_another_look_keeps_the_caret_and_what_was_typed() -> None:
    at = seat("one teh two " * 40)
    put(at, 100)
    QTest.keyClicks(at.view, "x")
    at.view.set_theme(Theme(palette_for("dark"), 15))
    assert at.view.caret_offset() == 101
    assert at.recording.state.text[100] == "x"
    at.check()


def test_what_became_stale_is_said_where_it_stands() -> None:
    at = seat("one teh two")
    put(at, 5)
    QTest.keyClicks(at.view, "x")
    at.view.flush()
    (mark,) = at.view.page.marks
    assert mark.look is Look.STALE
    assert "changed this passage" in at.view.tip_of(mark)
    found = at.view.canvas.mark_at(at.view.position_of(6))
    assert found is not None
    assert found.id == mark.id


def test_a_line_of_a_megabyte() -> None:
    text = "teh word goes on " * 60_000
    at = Seat(text)
    at.recording.round(propose(text, "teh", "the"), propose(text, "teh", "the", nth=50_000))
    at.show()
    put(at, 500_000)
    QTest.keyClicks(at.view, "xyz")
    at.view.flush()
    assert at.recording.state.text == text[:500_000] + "xyz" + text[500_000:]
    assert at.view.caret_offset() == 500_003
    assert at.view.canvas.raw() == [at.recording.state.text]
