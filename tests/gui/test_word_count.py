"""How long the text is, and what is selected of it, is always seen; a click shows all counts."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviser.gui.panels.word_count import WordCount
from reviser.gui.text.text_view import TextMode
from reviser.gui.text.views import View
from reviser.gui.wording.translation import install_translation, remove_translation
from tests.gui.showing import window_of
from tests.gui.test_window import Seat
from tests.services.desk import desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TEXT = "teh cat sat on a well-known mat. It was very big.\n\nIt can't have been teh dog.\n"
MARKDOWN = """---
title: Front matter
---
# A **bo**ld title

See [the page](https://example.org/a "some title") with `code in it`.

```python
print("hello world")
```

| one | two `x` |
|-----|---------|
|three|four     |

[page]: https://example.org
"""


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    with desk(tmp_path) as program:
        window = window_of(program, qtbot, (860, 540))
        yield Seat(program, window)


def count_of(seat: Seat) -> WordCount:
    return seat.window.workspace.status.words


def column(seat: Seat, number: int) -> list[str]:
    popup = count_of(seat).popup
    return [cell.text() for cell in popup.cells[number] if cell.isVisible()]


def test_the_words_of_the_text_in_hand_are_always_seen(seat: Seat, qtbot: QtBot) -> None:
    seat.open(TEXT)
    button = count_of(seat)
    qtbot.waitUntil(lambda: button.text() == "17 words")
    seat.round()
    seat.window.workspace.set_mode(TextMode.EDIT)
    QTest.keyClicks(seat.window.workspace.text, "And so on. ")
    qtbot.waitUntil(lambda: button.text() == "20 words")
    assert button.isVisible()
    assert button.accessibleName() == "Length: 20 words"
    text = seat.open_document.state.text
    assert text.startswith("And so on. teh")  # what is proposed is not counted before it is accepted


def test_so_are_those_that_are_selected(seat: Seat, qtbot: QtBot) -> None:
    seat.open(TEXT)
    button, text = count_of(seat), seat.window.workspace.text
    text.select(4, 16)
    qtbot.waitUntil(lambda: button.text() == "4 of 17 words")
    text.select(TEXT.index("very"), TEXT.index("dog") + 3)
    qtbot.waitUntil(lambda: button.text() == "8 of 17 words")
    text.selectAll()
    qtbot.waitUntil(lambda: button.text() == "17 of 17 words")
    text.select(3, 3)
    qtbot.waitUntil(lambda: button.text() == "17 words")


def test_what_is_selected_in_another_view_is_counted_too(seat: Seat, qtbot: QtBot) -> None:
    seat.open(TEXT)
    seat.round()
    button, views = count_of(seat), seat.window.workspace.views
    seat.window.workspace.text.select(0, 7)
    qtbot.waitUntil(lambda: button.text() == "2 of 17 words")
    seat.window.workspace.set_view(View.SIDE_BY_SIDE)
    qtbot.waitUntil(lambda: button.text() == "17 words")
    views.side.left.select(0, 11)  # “the cat sat”
    qtbot.waitUntil(lambda: button.text() == "3 of 17 words")
    seat.window.workspace.set_view(View.RESULT)
    views.alone.selectAll()
    qtbot.waitUntil(lambda: button.text() == "16 of 17 words")  # "very big" is "huge" there
    seat.window.workspace.set_view(View.INLINE)
    qtbot.waitUntil(lambda: button.text() == "2 of 17 words")


def test_signs_and_code_of_markdown_are_no_words(seat: Seat, qtbot: QtBot) -> None:
    path = seat.program.folder / "a.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    seat.window.open(path)
    # A bold title, See the page with, one two, three four.
    qtbot.waitUntil(lambda: count_of(seat).text() == "11 words")


def test_a_click_or_a_key_shows_all_counts(seat: Seat, qtbot: QtBot) -> None:
    seat.open(TEXT)
    button, popup = count_of(seat), count_of(seat).popup
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    seat.window.workspace.text.select(0, TEXT.index("It was"))
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: popup.isVisible() and not popup.busy)
    assert column(seat, 1) == ["Text", "17", "76", "61", "3", "2", "under a minute"]
    assert column(seat, 2) == ["Selection", "7", "33", "26", "1", "1", "under a minute"]
    assert "Words: 17" in popup.accessibleDescription()
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    seat.window.workspace.text.select(0, 0)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: popup.isVisible() and not popup.busy)
    assert column(seat, 2) == []
    assert popup.frameGeometry().bottom() < seat.window.frameGeometry().bottom()
    assert all(cell.width() >= cell.sizeHint().width() for cells in popup.cells for cell in cells if cell.isVisible())


def test_a_long_text_is_counted_without_a_stall(seat: Seat, qtbot: QtBot) -> None:
    line = "The quick brown fox can’t jump over ten lazy dogs today. " * 20 + "\n\n"
    seat.open(line * 500)
    button, popup = count_of(seat), count_of(seat).popup
    qtbot.waitUntil(lambda: button.text() == "110,000 words")
    started = time.process_time()
    button.click()
    shown = time.process_time() - started
    qtbot.waitUntil(lambda: not popup.busy)
    whole = time.process_time() - started
    assert column(seat, 1)[1:] == ["110,000", "570,000", "460,000", "10,000", "500", "7 h 42 min"]
    assert shown < whole / 2
    # A letter costs its own line.
    page = seat.window.workspace.text.page
    known = [line for line in page.lines if "words" in vars(line)]
    seat.window.workspace.set_mode(TextMode.EDIT)
    QTest.keyClicks(seat.window.workspace.text, "One ")
    qtbot.waitUntil(lambda: button.text() == "110,001 words")
    kept = {id(line) for line in seat.window.workspace.text.page.lines}
    assert sum(id(line) not in kept for line in known) <= 2


def test_numbers_are_the_persons(seat: Seat, qtbot: QtBot, qapp: QApplication) -> None:
    before = QLocale()
    translators = install_translation(qapp, "de")
    try:
        seat.open("Wort " * 1234)
        seat.window.workspace.text.select(0, 4)
        qtbot.waitUntil(lambda: count_of(seat).text() == "1 von 1.234 Wörtern")
    finally:
        remove_translation(qapp, translators)
        QLocale.setDefault(before)
