"""Finding and replacing in a window: the bar under the text, what is selected and marked, and the text on the disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviser.core.edit import Verdict
from reviser.core.events import Changed
from reviser.core.round_state import Status
from reviser.core.text import Span
from reviser.gui.text.text_view import TextMode, TextView
from reviser.gui.text.views import View
from reviser.gui.theme import palette_for
from tests.gui.looking import answered
from tests.gui.showing import window_of
from tests.gui.test_window import TEXT, Seat
from tests.services.desk import desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
LONG = "".join(f"Line {number} has a cat\u00a0in it.\n" for number in range(1, 2001))


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    with desk(tmp_path) as program:
        window = window_of(program, qtbot)
        made = Seat(program, window)
        made.open()
        yield made


def look(seat: Seat, words: str, **how: bool) -> None:
    """Open the bar, type, and wait for the answer."""
    bar = seat.window.finding.bar
    seat.window.commands.run("find")
    bar.expression.setChecked(how.get("expression", False))
    bar.words.selectAll()
    QTest.keyClicks(bar.words, words)
    answered(seat)


def replace(seat: Seat, words: str, by: str, *, everywhere: bool = True, expression: bool = False) -> None:
    bar = seat.window.finding.bar
    look(seat, words, expression=expression)
    seat.window.commands.run("replace")
    bar.template.setText(by)
    (bar.replace_all if everywhere else bar.replace_one).click()
    answered(seat)


def shown(seat: Seat) -> TextView:
    return seat.window.workspace.views.current_view


def selected(seat: Seat) -> str:
    view = shown(seat)
    return view.selected_span().of(view.page.text)


def marked(seat: Seat) -> list[str]:
    """What is marked as found, in order."""
    view = shown(seat)
    color = palette_for("light").found
    grounds = [each for each in view.extraSelections() if each.format.background().color().name() == color]
    return [each.cursor.selectedText() for each in sorted(grounds, key=lambda each: each.cursor.position())]


def count(seat: Seat) -> str:
    return seat.window.finding.bar.count.text()


def enter(seat: Seat, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(seat.window.finding.bar.words, Qt.Key.Key_Return, held)
    answered(seat)


def text(seat: Seat) -> str:
    return seat.open_document.state.text


def test_what_is_typed_is_found_as_one_types_and_enter_goes_on(seat: Seat) -> None:
    look(seat, "CAT")
    assert (count(seat), selected(seat), marked(seat)) == ("1 of 2", "cat", ["cat", "cat"])
    assert shown(seat).selected_span() == Span(4, 7)
    enter(seat)
    assert (count(seat), shown(seat).selected_span().start) == ("2 of 2", TEXT.rindex("cat"))
    enter(seat)
    assert count(seat) == "1 of 2"
    enter(seat, Qt.KeyboardModifier.ShiftModifier)
    assert count(seat) == "2 of 2"
    seat.window.finding.bar.match_case.click()
    answered(seat)
    assert (count(seat), marked(seat)) == ("Not found", [])


def test_enter_that_is_quicker_than_the_search_goes_on_all_the_same(seat: Seat) -> None:
    seat.window.commands.run("find")
    bar = seat.window.finding.bar
    QTest.keyClicks(bar.words, "cat")
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    answered(seat)
    assert count(seat) == "2 of 2"


def test_escape_closes_the_bar_and_leaves_the_match_selected_in_the_text(seat: Seat) -> None:
    seat.round()
    assert shown(seat).mode is TextMode.REVIEW
    look(seat, "dog")
    QTest.keyClick(seat.window.finding.bar.words, Qt.Key.Key_Escape)
    assert not seat.window.finding.bar.isVisible()
    assert (selected(seat), marked(seat)) == ("dog", [])
    assert shown(seat).hasFocus()
    QTest.keyClick(shown(seat), Qt.Key.Key_A)  # nothing is decided by it
    assert seat.statuses() == [Status.PENDING] * 3
    seat.window.commands.run("find-next")
    answered(seat)
    assert count(seat) == "1 of 1"
    QTest.keyClick(shown(seat), Qt.Key.Key_Escape)
    assert not seat.window.finding.bar.isVisible()


def test_a_selection_fills_the_field_and_ghosts_are_no_text(seat: Seat) -> None:
    seat.round()
    seat.window.workspace.set_mode(TextMode.EDIT)
    shown(seat).select(TEXT.index("very"), TEXT.index("mat.\r"))
    seat.window.commands.run("find")
    answered(seat)
    bar = seat.window.finding.bar
    assert (bar.words.text(), count(seat)) == ("very big ", "1 of 1")
    look(seat, "huge")
    assert count(seat) == "Not found"
    shown(seat).select(0, len(TEXT))
    seat.window.commands.run("find")
    assert bar.words.text() == "huge"  # no field holds several lines


def test_all_in_one_step_that_undo_takes_back_and_the_disk_has(seat: Seat, qtbot: QtBot) -> None:
    seat.round()
    replace(seat, "teh", "this")
    assert text(seat) == TEXT.replace("teh", "this")
    assert seat.window.workspace.note.text() == "2 replaced."
    assert seat.statuses() == [Status.STALE, Status.PENDING, Status.STALE]
    assert isinstance(seat.open_document.undo_event, Changed)
    assert len(seat.open_document.undo_event.edits) == 2
    seat.window.commands.run("save")
    assert seat.path.read_bytes() == TEXT.replace("teh", "this").encode()
    seat.window.commands.run("undo")
    assert text(seat) == TEXT
    assert seat.statuses() == [Status.PENDING] * 3
    assert count(seat) == "Not found" or seat.window.finding.busy
    answered_after_pause(seat, qtbot)
    assert len(marked(seat)) == 2


@pytest.mark.parametrize("everywhere", [True, False])
def test_who_has_replaced_the_last_one_is_still_in_the_bar(seat: Seat, everywhere: bool) -> None:
    bar = seat.window.finding.bar
    look(seat, "big")
    seat.window.commands.run("replace")
    bar.template.setText("huge")
    button = bar.replace_all if everywhere else bar.replace_one
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    answered(seat)
    assert not button.isEnabled()
    assert bar.words.hasFocus()
    QTest.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert seat.window.workspace.text.hasFocus()


def answered_after_pause(seat: Seat, qtbot: QtBot) -> None:
    """When the search has followed a change of the text."""
    finding = seat.window.finding
    qtbot.waitUntil(lambda: not finding.following, timeout=10_000)
    answered(seat)


def test_one_after_the_other(seat: Seat) -> None:
    seat.window.workspace.set_mode(TextMode.EDIT)
    replace(seat, "cat", "lion", everywhere=False)
    assert text(seat) == TEXT.replace("cat", "lion", 1)
    assert (count(seat), selected(seat)) == ("1 of 1", "cat")
    QTest.keyClick(seat.window.finding.bar.template, Qt.Key.Key_Return)
    answered(seat)
    assert text(seat) == TEXT.replace("cat", "lion")
    assert count(seat) == "Not found"
    seat.window.commands.run("undo")
    assert text(seat) == TEXT.replace("cat", "lion", 1)


def test_a_replacement_is_no_endless_one(seat: Seat) -> None:
    replace(seat, "a", "aa", everywhere=False)
    first = TEXT.index("a")
    assert shown(seat).selected_span().start == TEXT.index("a", first + 1) + 1
    replace(seat, "$", "!", everywhere=False, expression=True)
    here = shown(seat).selected_span()
    assert text(seat)[here.start - 2 : here.start] != ".!"


def test_an_expression_with_groups_and_line_ends(seat: Seat) -> None:
    replace(seat, r"(\w+) saw (?P<what>teh cat)\.\n", r"\g<what> saw \1.\n\n", expression=True)
    assert text(seat) == TEXT.replace("dog saw teh cat.\r\n", "teh cat saw dog.\r\n\r\n")


@pytest.mark.parametrize(
    ("words", "by", "said"),
    [
        ("(a", "", "This regular expression is not valid: check it at character 3."),
        ("(a)", r"\2", "This replacement is not valid"),
    ],
)
def test_what_cannot_be_read_is_said_in_the_bar(seat: Seat, words: str, by: str, said: str) -> None:
    replace(seat, words, by, expression=True)
    sentence = seat.window.finding.bar.sentence
    assert sentence.isVisible()
    assert sentence.text().startswith(said)
    assert text(seat) == TEXT
    look(seat, "a")
    assert not sentence.isVisible()


def test_a_blank_finds_a_no_break_space_too(seat: Seat) -> None:
    seat.open("5 km and 5\u00a0km\n")
    look(seat, "5 km")
    assert count(seat) == "1 of 2"
    replace(seat, "\u00a0", "_")
    assert text(seat) == "5 km and 5_km\n"


def test_only_what_is_in_sight_is_marked_wherever_that_is(seat: Seat) -> None:
    seat.open(LONG)
    look(seat, "cat in")
    assert count(seat) == "1 of 2,000"
    assert 5 < len(marked(seat)) < 100
    enter(seat, Qt.KeyboardModifier.ShiftModifier)
    assert count(seat) == "2,000 of 2,000"
    view = shown(seat)
    assert view.cursorRect().bottom() <= view.viewport().height()
    assert 5 < len(marked(seat)) < 100
    view.verticalScrollBar().setValue(0)
    assert min(each.cursor.blockNumber() for each in view.extraSelections()) == 0


def test_what_is_typed_meanwhile_is_found_too(seat: Seat, qtbot: QtBot) -> None:
    look(seat, "cat")
    seat.window.workspace.set_mode(TextMode.EDIT)
    QTest.keyClicks(shown(seat), "cat cat ")
    seat.window.commands.run("find-next")
    answered(seat)
    assert count(seat) == f"{text(seat)[: shown(seat).selected_span().end].count('cat')} of {text(seat).count('cat')}"
    QTest.keyClick(shown(seat), Qt.Key.Key_Home)
    QTest.keyClicks(shown(seat), "cat ")
    shown(seat).flush()
    answered_after_pause(seat, qtbot)
    assert len(marked(seat)) == text(seat).count("cat")


def test_in_other_views_and_earlier_rounds_one_finds_and_cannot_replace(seat: Seat, qtbot: QtBot) -> None:
    seat.round()
    seat.open_document.decide([item.id for item in seat.open_document.state.rounds[0].round.live], Verdict.ACCEPT)
    seat.program.round(seat.open_document)
    work, bar = seat.window.workspace, seat.window.finding.bar
    look(seat, "huge")
    assert count(seat) == "1 of 1"
    work.read(1)
    answered_after_pause(seat, qtbot)
    assert count(seat) == "Not found"
    look(seat, "very big")
    seat.window.commands.run("replace")
    answered(seat)
    assert count(seat) == "1 of 1"
    assert not bar.replace_all.isEnabled()
    assert bar.sentence.text().startswith("Only the current text can be changed")
    work.read(0)
    work.set_view(View.RESULT)
    look(seat, "huge")
    assert (count(seat), selected(seat), marked(seat)) == ("1 of 1", "huge", ["huge"])
    assert not bar.replace_one.isEnabled()
    work.set_view(View.INLINE)
    answered_after_pause(seat, qtbot)
    assert bar.replace_one.isEnabled()


def test_the_history_has_its_own_and_says_so(seat: Seat) -> None:
    seat.window.commands.run("history")
    seat.window.commands.run("find")
    assert "Find searches the text" in seat.window.message.label.text()
    assert not seat.window.finding.open


def test_the_bar_goes_with_the_document(seat: Seat) -> None:
    look(seat, "cat")
    seat.window.commands.run("close")
    assert not seat.window.finding.open
