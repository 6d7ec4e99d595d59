"""The text view is a picture of the state: whatever is decided, undone or typed, it agrees with `core`."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviser.core.edit import Edit, Intent, Proposal, Verdict
from reviser.core.events import Changed
from reviser.core.round_state import Status
from reviser.core.text import Utf16
from reviser.documents.base import FormatHandler
from reviser.documents.markdown import Markdown
from reviser.documents.plain import PlainText
from reviser.gui.text.canvas import Canvas
from reviser.gui.text.page import TextPage
from reviser.gui.text.round_page import RoundPage, page_of
from reviser.gui.text.text_view import TextMode, TextView
from reviser.gui.theme import Theme, palette_for
from tests.core.recording import Recording

TEXTS = (
    "The cat sat on teh mat.\r\nIt was a very big mat.\r\n\r\nThe dog saw teh cat.\r\n",
    "A 👩‍👩‍👧 family 😀 sat\u00a0here.\nקוראים לי דן.\n\nE\u0301te\u0301 𝒳 end",
    "one two three four\n\n\nfive six\rseven eight\u2028nine\nten",
    "",
)
MARKDOWN = (
    "# One *two* three\n\nfour **five\nsix** `seven`\n\n```\neight # nine\n```\n> - ten eleven\n",
    "- one two three\n  four\nfive\n\n  1. six seven\n> eight\n\nnine ten\n",
    "a | b | c\n--|--|--\nd | *e* | f\n\nOne two\n===\n\n1. three *four\r\n   five* six [seven](eight)\r\n",
)


class Seat:
    """A view over a recording, as the window joins them."""

    def __init__(self, text: str, kind: FormatHandler | None = None) -> None:
        self.recording = Recording(text)
        self.live = RoundPage()
        self.view = TextView(Theme(palette_for("light"), 13))
        self.view.highlighter = (kind or PlainText()).highlighter
        self.view.resize(500, 400)
        self.view.typed.connect(self._take)
        self.view.show_new(self.live.of(self.recording.state, self.view.highlighter))
        self.view.set_mode(TextMode.EDIT)

    def _take(self, edits: tuple[Edit, ...], continues: bool) -> None:
        self.recording.do(Changed(edits, continues=continues))
        self.show()

    def show(self) -> None:
        self.view.show_page(self.live.of(self.recording.state, self.view.highlighter))

    def check(self) -> None:
        """The view shows the state's text, and is painted as a fresh one would be."""
        text = self.recording.state.text
        canvas = self.view.canvas
        page = page_of(self.recording.state).highlighted(self.view.highlighter)
        assert canvas.raw() == [page.line(number) for number in range(len(page))]
        assert canvas.page.text == text
        document = QTextDocument()
        fresh = Canvas(document, Theme(palette_for("light"), 13))
        fresh.rebuild(page)
        assert canvas.painted() == fresh.painted() == [page.runs(number) for number in range(len(page))]
        assert set_as(self.view.document()) == set_as(document)


def set_as(document: QTextDocument) -> list[tuple[float, float, float, float]]:
    """How each block is set: indentation, that of its first row, spacing, and the gap below."""
    formats = [document.findBlockByNumber(number).blockFormat() for number in range(document.blockCount())]
    return [(each.leftMargin(), each.textIndent(), each.lineHeight(), each.bottomMargin()) for each in formats]


def words(text: str) -> list[Edit]:
    """An edit of every third word, in turn a replacement, a deletion and an insertion behind it."""
    found: list[Edit] = []
    position = 0
    for index, word in enumerate(text.split(" ")):
        if index % 3 == 1 and word:
            edit = (Edit(position, word, "😀new"), Edit(position, word, ""), Edit(position + len(word), "", " more\n"))
            found.append(edit[index // 3 % 3])
        position += len(word) + 1
    return found


def proposals(text: str) -> list[Proposal]:
    return [Proposal(edit, list(Intent)[n % 6], "test", "test/x", "why") for n, edit in enumerate(words(text))]


@given(text=st.sampled_from(TEXTS), data=st.data())
@settings(max_examples=60)
def test_the_view_agrees_with_the_state_after_anything(qapp: QApplication, text: str, data: st.DataObject) -> None:
    assert qapp is not None
    live_through(Seat(text), data)


@given(text=st.sampled_from(MARKDOWN), data=st.data())
@settings(max_examples=60)
def test_a_view_of_markdown_agrees_with_the_state_too(qapp: QApplication, text: str, data: st.DataObject) -> None:
    assert qapp is not None
    live_through(Seat(text, Markdown()), data)


def live_through(seat: Seat, data: st.DataObject) -> None:
    """Let anything happen, and check the view each time."""
    recording, view = seat.recording, seat.view
    for _ in range(data.draw(st.integers(1, 12))):
        act = data.draw(
            st.sampled_from(["round", "decide", "undo", "redo", "type", "paste", "delete", "back", "enter"])
        )
        if act == "round":
            view.flush()
            recording.round(*proposals(recording.state.text))
        elif act == "decide" and recording.state.round_state and recording.state.round_state.round.items:
            view.flush()
            round_state = recording.state.round_state
            items = [n for n, item in enumerate(round_state.round.items) if round_state.status(item) is Status.PENDING]
            if items:
                chosen = data.draw(st.lists(st.sampled_from(items), min_size=1, unique=True))
                recording.decide(data.draw(st.sampled_from([Verdict.ACCEPT, Verdict.REJECT])), *chosen)
        elif act == "undo" and recording.timeline.undo_step:
            view.flush()
            recording.undo()
        elif act == "redo" and recording.timeline.redo_step:
            view.flush()
            recording.redo()
        elif act in {"type", "paste", "delete", "back", "enter"}:
            cursor = view.textCursor()
            last = view.document().characterCount() - 1
            cursor.setPosition(whole(view, data.draw(st.integers(0, last))))
            if data.draw(st.booleans()):
                cursor.setPosition(whole(view, data.draw(st.integers(0, last))), cursor.MoveMode.KeepAnchor)
            view.flush()
            view.setTextCursor(cursor)
            press(view, act)
            view.flush()
        if not view.dirty:
            seat.show()
        seat.check()


def whole(view: TextView, position: int) -> int:
    """`position`, never between the two halves of a surrogate pair: no caret goes there."""
    block = view.document().findBlock(position)
    maps = Utf16(block.text())
    return block.position() + maps.to_utf16(maps.to_code_point(position - block.position()))


def press(view: TextView, act: str) -> None:
    match act:
        case "type":
            QTest.keyClicks(view, "# a*b`")
        case "paste":
            data = QMimeData()
            data.setText("x\u00a0😀\ny")
            view.insertFromMimeData(data)
        case "delete":
            QTest.keyClick(view, Qt.Key.Key_Delete)
        case "back":
            QTest.keyClick(view, Qt.Key.Key_Backspace)
        case "enter":
            QTest.keyClick(view, Qt.Key.Key_Return)


@pytest.mark.parametrize("text", TEXTS)
def test_places_go_to_the_view_and_back(text: str) -> None:
    recording = Recording(text)
    if text:
        recording.round(*proposals(text))
    page = page_of(recording.state)
    for offset in range(len(page.text) + 1):
        if page.text[offset - 1 : offset + 1] != "\r\n":
            assert page.to_text(*page.to_units(offset)) == offset
            assert page.to_text(*page.to_units(offset, behind=True)) == offset


def test_what_is_typed_in_a_ghost_goes_into_the_text_beside_it(qapp: QApplication) -> None:
    assert qapp is not None
    seat = Seat("teh cat")
    seat.recording.round(Proposal(Edit(0, "teh", "the"), Intent.FLUENCY, "test", "test/x", "why"))
    seat.show()
    cursor = seat.view.textCursor()
    cursor.setPosition(4)  # teht|he
    seat.view.setTextCursor(cursor)
    QTest.keyClicks(seat.view, "X")
    seat.view.flush()
    assert seat.recording.state.text == "tehX cat"
    seat.check()


def test_copying_leaves_ghosts_out_and_keeps_every_character(qapp: QApplication) -> None:
    assert qapp is not None
    seat = Seat("a\u00a0teh\r\ncat")
    seat.recording.round(Proposal(Edit(2, "teh", "the"), Intent.FLUENCY, "test", "test/x", "why"))
    seat.show()
    seat.view.selectAll()
    assert seat.view.createMimeDataFromSelection().text() == "a\u00a0teh\ncat"


def test_what_cannot_be_kept_yet_is_not_lost(qapp: QApplication) -> None:
    assert qapp is not None
    view = TextView(Theme(palette_for("light"), 13))
    view.show_new(TextPage("cat"))
    view.set_mode(TextMode.EDIT)
    QTest.keyClicks(view, "X")
    view.flush()  # nobody takes it
    assert view.dirty
    assert view.canvas.raw() == ["Xcat"]
