"""No word of the window and its dialogs is cut: at the sizes of common screens, in both languages and all themes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QMessageBox,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviser.gui.dialogs.charts import ChartsDialog
from reviser.gui.dialogs.questions import (
    ask_end_round,
    ask_leave,
    ask_lose,
    ask_overwrite,
    ask_purge,
    ask_restore,
    ask_signed,
    ask_to_send,
)
from reviser.gui.panels.elided_label import ElidedLabel
from reviser.gui.panels.word_count import WordCount
from reviser.gui.text.text_view import TextMode
from reviser.gui.text.views import View
from reviser.gui.theme import Theme, dress, palette_for
from reviser.gui.wording.translation import install_translation, remove_translation
from tests.gui.test_accessible import dialogs, seated
from tests.gui.test_charts import arrive
from tests.gui.test_window import Seat

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LONG_NAME = "An essay with quite a long name that somebody gave it on a day with much time (final, second version)"
# 960 by 540 is what a screen of 1920 by 1080 has at 200 per cent.
# 1016 by 660 is what a window has on a screen of 1024 by 700, inside its frame.
SIZES = [(860, 480), (960, 540), (1016, 660), (1024, 700), (1366, 768), (2560, 1440)]


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest, qapp: QApplication, english: None) -> Iterator[str]:
    del english
    before = QLocale()
    translators = install_translation(qapp, request.param)
    yield request.param
    remove_translation(qapp, translators)
    QLocale.setDefault(before)


@pytest.fixture
def any_seat(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, language: str, request: pytest.FixtureRequest
) -> Iterator[Seat]:
    del language
    theme = Theme(palette_for(request.param), 13)
    dress(qapp, theme)
    yield from seated(tmp_path, qtbot, theme)


def needs(widget: QWidget) -> int:
    """How many pixels wide its words are, with what is drawn around them; 0 where they wrap or are shortened."""
    if isinstance(widget, ElidedLabel):
        return 0
    if isinstance(widget, QLabel):
        fixed = (
            not widget.wordWrap() and widget.sizePolicy().horizontalPolicy() is not widget.sizePolicy().Policy.Ignored
        )
        return widget.sizeHint().width() if fixed and widget.text() else 0
    if isinstance(widget, WordCount):
        return widget.minimumSizeHint().width()
    if isinstance(widget, QAbstractButton):
        return widget.sizeHint().width() if widget.text() else 0
    if isinstance(widget, QComboBox):
        words = widget.fontMetrics().horizontalAdvance(widget.currentText())
        rest = widget.minimumSizeHint().width() - max(
            (widget.fontMetrics().horizontalAdvance(widget.itemText(n)) for n in range(widget.count())), default=0
        )
        return words + max(0, min(rest, 34))
    if isinstance(widget, QLineEdit):
        return widget.fontMetrics().horizontalAdvance(widget.placeholderText()) + 18 if widget.placeholderText() else 0
    if isinstance(widget, QTabBar):
        return sum(widget.tabRect(n).width() for n in range(widget.count()))
    if isinstance(widget, QListWidget):
        rest = widget.width() - widget.viewport().width()
        return 0 if widget.wordWrap() else widget.sizeHintForColumn(0) + rest
    return 0


def beyond(widget: QWidget) -> int:
    """How many pixels of it stick out, at the left or right, of what it stands in."""
    most, above = 0, widget.parentWidget()
    while above is not None and not widget.isWindow():
        left = widget.mapTo(above, widget.rect().topLeft()).x()
        most = max(most, -left, left + widget.width() - above.width())
        if above.isWindow():
            break
        above = above.parentWidget()
    return most


def short_rows(view: QListView) -> list[int]:
    """The rows that have less height than they need."""
    model = view.model()
    return [
        row
        for row in range(model.rowCount())
        if view.visualRect(model.index(row, 0)).height() < view.sizeHintForRow(row)
        or view.visualRect(model.index(row, 0)).intersects(view.visualRect(model.index(row - 1, 0)))
    ]


def cut(window: QWidget) -> list[str]:
    """What there is not room for."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window or widget.size().isEmpty():
            continue
        said = widget.property("text") or widget.property("placeholderText") or widget.accessibleName()
        name = f"{type(widget).__name__} “{said}”"
        wide = needs(widget)
        if wide > widget.width() + 1:
            found.append(f"{name}: {wide} px in {widget.width()}")
        if wide and beyond(widget) > 0:
            found.append(f"{name}: {beyond(widget)} px out of sight")
        if isinstance(widget, QLabel) and widget.wordWrap() and widget.text():
            high = widget.heightForWidth(widget.width())
            if high > widget.height() + 1:
                found.append(f"{name}: {high} px high in {widget.height()}")
        if isinstance(widget, QAbstractButton) and widget.sizeHint().height() > widget.height() + 1:
            found.append(f"{name}: {widget.sizeHint().height()} px high in {widget.height()}")
        if isinstance(widget, QListView):
            found += [f"{name} row {n}" for n in short_rows(widget)]
        if isinstance(widget, QHeaderView) and widget.orientation() is Qt.Orientation.Horizontal:
            found += [
                f"{name} column {n}: {widget.sectionSizeFromContents(n).width()} px in {widget.sectionSize(n)}"
                for n in range(widget.count())
                if widget.sectionSizeFromContents(n).width() > widget.sectionSize(n) + 1
            ]
    return found


def check_windows(seat: Seat, width: int, height: int, said: str) -> None:
    window, work = seat.window, seat.window.workspace
    window.resize(width, height)
    settle(window)
    assert (window.width(), window.height()) == (width, height), said
    found = [f"with a message: {each}" for each in cut(window)]
    window.message.hide()  # which the person can close, and which takes its room from the text
    settle(window)
    text = work.text
    if width >= 1016:
        assert text.width() * text.height() >= 0.5 * width * height, said
    for view in (View.INLINE, View.SIDE_BY_SIDE):
        for mode in (TextMode.REVIEW, TextMode.EDIT):
            work.set_view(view)
            work.set_mode(mode)
            settle(window)
            found += [f"{view.name} {mode.name}: {each}" for each in cut(window)]
    work.set_view(View.INLINE)
    for dialog in dialogs(seat):
        if isinstance(dialog, ChartsDialog):
            arrive(seat.program, dialog)
        settle(dialog)
        name = type(dialog).__name__
        if dialog.width() > width or dialog.height() > height:
            found.append(f"{name}: {dialog.width()} by {dialog.height()}")
        found += [f"{name}: {each}" for each in cut(dialog)]
        dialog.reject()
    assert found == []


def settle(window: QWidget) -> None:
    """Until everything is laid out: what is painted is."""
    window.grab()
    QApplication.sendPostedEvents()
    window.grab()


@pytest.mark.parametrize("any_seat", ["light"], indirect=True)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_is_cut_at_any_size(any_seat: Seat, size: tuple[int, int]) -> None:
    check_windows(any_seat, *size, str(size))


@pytest.mark.parametrize("any_seat", ["dark", "high contrast"], indirect=True)
def test_nothing_is_cut_in_any_theme(any_seat: Seat) -> None:
    check_windows(any_seat, 1024, 700, any_seat.window.theme.palette.name)


QUESTIONS: list[Callable[[QWidget], object]] = [
    lambda window: ask_leave(window, LONG_NAME, running=True),
    lambda window: ask_end_round(window, LONG_NAME),
    lambda window: ask_overwrite(window, f"{LONG_NAME} was changed by another program.", there=True),
    lambda window: ask_signed(window, LONG_NAME),
    ask_lose,
    lambda window: ask_purge(window, [LONG_NAME]),
    lambda window: ask_to_send(window, "work", f"{LONG_NAME}.example"),
    lambda window: ask_restore(window, "yesterday"),
]


@pytest.mark.parametrize("any_seat", ["light", "high contrast"], indirect=True)
@pytest.mark.parametrize("question", QUESTIONS)
def test_no_button_of_a_question_is_cut(any_seat: Seat, question: Callable[[QWidget], object]) -> None:
    found: list[list[str]] = []

    def look() -> None:
        (box,) = any_seat.window.findChildren(QMessageBox)
        settle(box)
        found.append(cut(box))
        box.close()

    QTimer.singleShot(0, look)
    question(any_seat.window)
    assert found == [[]]


@pytest.mark.parametrize("any_seat", ["light"], indirect=True)
def test_nothing_is_cut_whatever_is_decided(any_seat: Seat) -> None:
    window = any_seat.window
    window.resize(960, 540)
    for _ in range(5):
        for command in ("accept", "reject", "reject-wrong", "take-back", "next"):
            if command in {each.id for each in window.commands}:
                window.commands.run(command)
            settle(window)
            assert window.width() == 960
            assert cut(window) == [], command


@pytest.mark.parametrize("any_seat", ["light"], indirect=True)
def test_a_selection_of_a_long_text_is_counted_in_a_narrow_window(any_seat: Seat, qtbot: QtBot) -> None:
    window, text = any_seat.window, any_seat.window.workspace.text
    window.resize(860, 540)
    window.workspace.set_mode(TextMode.EDIT)
    text.textCursor().insertText("word " * 123_000)
    text.flush()
    text.selectAll()
    button = window.workspace.status.words
    qtbot.waitUntil(lambda: button.text().count("123") == 2)
    settle(window)
    assert window.width() == 860
    assert cut(window) == []


@pytest.mark.parametrize("any_seat", ["light"], indirect=True)
def test_a_long_name_does_not_widen_the_window(any_seat: Seat, tmp_path: Path) -> None:
    window = any_seat.window
    window.resize(960, 540)
    path = tmp_path / f"{LONG_NAME}.md"
    path.write_text("Teh cat sat.", encoding="utf-8")
    any_seat.window.workspace.text.flush()
    window.documents.open(path)
    settle(window)
    assert LONG_NAME in window.windowTitle()
    assert window.minimumSizeHint().width() <= 960
    assert cut(window) == []
