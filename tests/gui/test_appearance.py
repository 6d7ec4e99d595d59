"""A Word document looks like itself in the text view: formats, lists' marks, cells, and signs for its objects."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest

from reviser.gui.text.char_formats import OBJECT_TYPE
from reviser.gui.text.decorations import EDGE
from reviser.gui.text.text_view import TextMode
from tests.documents.docx.making import docx
from tests.documents.docx.test_looks import NUMBERING, STYLES, listed, run
from tests.gui.test_window import Seat
from tests.gui.test_window import seat as seat  # a fixture

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

HEADING = f'<w:p><w:pPr><w:pStyle w:val="H2"/></w:pPr>{run("Heading")}</w:p>'
WORDS = f"<w:p>{run('plain ')}{run('bold', '<w:b/>')}<w:hyperlink>{run(' link')}</w:hyperlink></w:p>"
OBJECTS = f'<w:p>{run("see ")}<w:r><w:drawing/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
TABLE = f"<w:tbl><w:tr><w:tc><w:p>{run('cell')}</w:p></w:tc><w:tc><w:p>{run('other')}</w:p></w:tc></w:tr></w:tbl>"
BODY = HEADING + WORDS + listed(3) + OBJECTS + TABLE + "<w:p/>"
TEXT = "Heading\nplain bold link\nx\nsee \ufffc\ufffc\ncell\nother\n\n"


def opened(seat: Seat) -> None:
    seat.path = seat.path.with_suffix(".docx")
    seat.path.write_bytes(docx(BODY, {"word/styles.xml": STYLES, "word/numbering.xml": NUMBERING}))
    seat.window.open(seat.path)
    assert seat.open_document.state.text == TEXT
    QTest.qWait(1)


def format_of(seat: Seat, word: str) -> QTextCharFormat:
    text = seat.window.workspace.text
    cursor = QTextCursor(text.document())
    cursor.setPosition(text.position_of(TEXT.index(word) + 1))
    return cursor.charFormat()


def painted(seat: Seat, left: int, right: int, word: str) -> bool:
    """Whether anything but paper is painted in these columns of the viewport, beside the row with this word."""
    text = seat.window.workspace.text
    cursor = QTextCursor(text.document())
    cursor.setPosition(text.position_of(TEXT.index(word)))
    row = text.cursorRect(cursor)
    picture = text.viewport().grab(QRect(left, row.top(), right - left, row.height())).toImage()
    paper = QColor(seat.window.theme.palette.paper).rgb()
    return any(picture.pixel(x, y) != paper for x in range(picture.width()) for y in range(picture.height()))


def row_left(seat: Seat, word: str) -> int:
    text = seat.window.workspace.text
    cursor = QTextCursor(text.document())
    cursor.setPosition(text.position_of(TEXT.index(word)))
    return text.cursorRect(cursor).left()


def test_runs_look_as_the_file_says(seat: Seat) -> None:
    opened(seat)
    usual = format_of(seat, "plain")
    assert format_of(seat, "bold").fontWeight() == QFont.Weight.Bold
    assert usual.fontWeight() != QFont.Weight.Bold
    heading = format_of(seat, "Heading")
    assert heading.fontPointSize() > seat.window.theme.text_size
    assert format_of(seat, "link").foreground().color() == QColor(seat.window.theme.palette.accent)
    assert format_of(seat, "\ufffc").objectType() == OBJECT_TYPE


def test_a_list_has_its_number_and_a_table_its_edges_beside_the_text(seat: Seat) -> None:
    opened(seat)
    listed_at, plain_at = row_left(seat, "x\n"), row_left(seat, "plain")
    assert listed_at > plain_at + 20
    assert painted(seat, plain_at, listed_at - 2, "x\n")
    edge = int(EDGE)
    assert painted(seat, edge - 1, edge + 2, "cell")
    assert not painted(seat, edge - 1, edge + 2, "plain")


def test_an_object_is_seen_and_takes_room(seat: Seat) -> None:
    opened(seat)
    text = seat.window.workspace.text
    at = TEXT.index("\ufffc")
    places = []
    for offset in (at, at + 1, at + 2):
        cursor = QTextCursor(text.document())
        cursor.setPosition(text.position_of(offset))
        places.append(text.cursorRect(cursor).left())
    assert places[0] + 8 < places[1] < places[2] - 4
    assert painted(seat, places[0] + 3, places[1] - 2, "see")


def test_what_is_typed_in_bold_words_is_bold_and_the_text_is_what_it_was(seat: Seat) -> None:
    opened(seat)
    window = seat.window
    text = window.workspace.text
    window.workspace.set_mode(TextMode.EDIT)
    cursor = text.textCursor()
    cursor.setPosition(text.position_of(TEXT.index("ld link")))
    text.setTextCursor(cursor)
    QTest.keyClicks(text, "XY")
    text.flush()
    now = TEXT.replace("bold", "boXYld")
    assert seat.open_document.state.text == text.page.text == now
    cursor.setPosition(text.position_of(now.index("Yld")))
    assert cursor.charFormat().fontWeight() == QFont.Weight.Bold
    assert window.saving.save()
    assert text.toPlainText() == now
    cursor.setPosition(text.position_of(now.index("Yld")))
    assert cursor.charFormat().fontWeight() == QFont.Weight.Bold
