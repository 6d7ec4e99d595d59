"""What the filters leave out is not marked in the text, in any view, cannot be met by the mouse, and comes back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviser.core.edit import Intent, Verdict
from reviser.core.filters import Filters
from reviser.gui.panels.edit_list import ShownProposals
from reviser.gui.text.lines import MARK_CODES
from reviser.gui.text.text_view import TextView
from reviser.gui.text.views import View
from reviser.gui.workspace import Workspace
from tests.core.recording import propose
from tests.gui.showing import window_of
from tests.gui.test_window import Seat
from tests.services.desk import desk

TEXT = "Teh cat ate mice. It was very big.\n\nTeh dog saw teh mat.\n"
STYLE = Filters(intents=frozenset({Intent.STYLE}))
NONE = Filters(words="no proposal says this")

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    """A window with four proposals, one of style; the second is the current one."""
    with desk(tmp_path) as program:
        window = window_of(program, qtbot, (1200, 800))
        made = Seat(program, window)
        made.open(TEXT)
        program.reviser.rounds.append(
            (
                propose(TEXT, "Teh", "The"),
                replace(propose(TEXT, "very big", "huge", intent=Intent.STYLE), explanation="one word for two"),
                propose(TEXT, "Teh", "The", nth=1),
                propose(TEXT, "teh", "the"),
            )
        )
        window.rounds.revise()
        program.pump(made.open_document)
        yield made


@pytest.fixture
def work(seat: Seat) -> Workspace:
    return seat.window.workspace


def marked(view: TextView) -> list[str]:
    """The stretches that are painted as a proposal's."""
    return [run.text for line in view.canvas.painted() for run in line if run.code % MARK_CODES]


def painted(view: TextView) -> str:
    return view.document().toRawText().replace("\u2029", "\n")


def picture(work: Workspace) -> QImage:
    """The text with its margin, without the caret."""
    work.list.setFocus()
    return work.text.grab().toImage()


def point_of(text: TextView, offset: int) -> QPoint:
    """Inside of the code point `offset`."""
    cursor = text.textCursor()
    cursor.setPosition(text.position_of(offset, behind=True))
    return text.cursorRect(cursor).center() + QPoint(3, 0)


def ids(seat: Seat) -> list[str]:
    round_state = seat.open_document.state.round_state
    assert round_state is not None
    return [item.id for item in round_state.round.live]


def test_only_what_the_list_shows_is_marked_and_all_comes_back(seat: Seat, work: Workspace) -> None:
    everything, before = marked(work.text), picture(work)
    assert everything == ["Teh", "The", "very big", "huge", "Teh", "The", "teh", "the"]
    work.filter.choose(STYLE)
    assert marked(work.text) == ["very big", "huge"]
    assert painted(work.text) == TEXT.replace("very big", "very bighuge")
    assert [each.mark.id for each in work.text.marks_in_sight()] == [ids(seat)[1]]
    assert picture(work) != before
    work.filter.choose(Filters(words="one word"))
    assert marked(work.text) == ["very big", "huge"]
    work.filter.choose(Filters())
    assert marked(work.text) == everything
    assert picture(work) == before


def test_with_nothing_let_through_the_text_is_painted_as_before_the_round(seat: Seat, work: Workspace) -> None:
    work.filter.choose(NONE)
    filtered = picture(work)
    assert painted(work.text) == TEXT
    assert marked(work.text) == []
    seat.window.edit.undo()  # the round
    assert seat.open_document.state.round_state is None
    assert picture(work) == filtered


def test_what_is_left_out_cannot_be_met_by_the_mouse(seat: Seat, work: Workspace, qtbot: QtBot) -> None:
    first, style = ids(seat)[:2]
    assert seat.window.review is not None
    seat.window.review.choose(style)
    cards = seat.window.cards
    place = point_of(work.text, 1)
    QTest.mouseClick(work.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert seat.window.review.current == cards.current_id == first
    work.filter.choose(STYLE)
    assert cards.current_id == ""
    seat.window.review.choose(style)
    place = point_of(work.text, 1)
    QTest.mouseClick(work.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert work.text.mark_under(place) is None
    assert seat.window.review.current == style
    QTest.mouseMove(work.text.viewport(), place + QPoint(1, 0))
    qtbot.waitUntil(lambda: not cards.resting)
    assert cards.current_id == ""
    work.filter.choose(Filters())
    QTest.mouseClick(work.text.viewport(), Qt.MouseButton.LeftButton, pos=point_of(work.text, 1))
    assert seat.window.review.current == cards.current_id == first


def test_the_current_one_is_lit_only_while_it_is_let_through_and_steps_go_to_those_that_are(
    seat: Seat, work: Workspace
) -> None:
    first, style = ids(seat)[:2]
    assert seat.window.review is not None
    seat.window.review.choose(first)
    assert work.text.current == first
    work.filter.choose(STYLE)
    assert work.text.current == ""
    work.step(1)
    assert seat.window.review.current == work.text.current == style
    work.step(1)
    assert seat.window.review.current == style
    work.filter.choose(Filters(like=("Teh", "The")))
    assert work.text.current == ""
    work.filter.choose(Filters())
    assert work.text.current == style


def test_what_is_accepted_stays_in_the_text_without_its_mark(seat: Seat, work: Workspace) -> None:
    assert seat.window.review is not None
    seat.window.review.decide(Verdict.ACCEPT, ids(seat)[0])
    assert marked(work.text)[0] == "The"
    work.filter.choose(STYLE)
    assert marked(work.text) == ["very big", "huge"]
    assert painted(work.text).startswith("The cat ate")
    seat.window.review.decide(Verdict.ACCEPT, ids(seat)[3])  # it is decided elsewhere, in the panel
    assert marked(work.text) == ["very big", "huge"]
    assert painted(work.text).endswith("saw the mat.\n")
    work.filter.choose(Filters())
    assert marked(work.text) == ["The", "very big", "huge", "Teh", "The", "the"]


def test_with_the_undecided_listed_a_decision_takes_the_mark_away_and_undo_brings_it_back(
    seat: Seat, work: Workspace
) -> None:
    assert seat.window.review is not None
    everything = marked(work.text)
    work.filters[ShownProposals.UNDECIDED].click()
    assert marked(work.text) == everything
    seat.window.review.decide(Verdict.ACCEPT, ids(seat)[1])
    assert marked(work.text) == ["Teh", "The", "Teh", "The", "teh", "the"]
    seat.window.edit.undo()
    assert marked(work.text) == everything


def test_typing_goes_on_under_a_filter(seat: Seat, work: Workspace) -> None:
    work.filter.choose(STYLE)
    QTest.mouseClick(work.text.viewport(), Qt.MouseButton.LeftButton, pos=point_of(work.text, 8))
    at = work.text.caret_offset()
    QTest.keyClicks(work.text, "now ")
    work.text.flush()
    assert seat.open_document.state.text == TEXT[:at] + "now " + TEXT[at:]
    assert marked(work.text) == ["very big", "huge"]
    work.filter.choose(Filters())
    assert marked(work.text) == ["Teh", "The", "very big", "huge", "Teh", "The", "teh", "the"]


def test_side_by_side_shows_what_is_let_through_and_the_result_all_of_it(work: Workspace) -> None:
    work.set_view(View.SIDE_BY_SIDE)
    side = work.views.side
    work.filter.choose(STYLE)
    assert marked(side.left) == ["very big"]
    assert marked(side.right) == ["huge"]
    assert painted(side.left) == TEXT
    assert painted(side.right) == TEXT.replace("very big", "huge")
    work.set_view(View.RESULT)
    assert painted(work.views.alone) == "The cat ate mice. It was huge.\n\nThe dog saw the mat.\n"
    work.set_view(View.SIDE_BY_SIDE)
    work.filter.choose(Filters())
    assert marked(side.right) == ["The", "huge", "The", "the"]


def test_an_earlier_round_is_read_through_the_same_filter(seat: Seat, work: Workspace) -> None:
    assert seat.window.review is not None
    seat.window.review.decide_all(ids(seat), Verdict.ACCEPT)
    work.filter.choose(STYLE)
    seat.program.reviser.rounds.append(())
    seat.window.rounds.revise()
    seat.program.pump(seat.open_document)
    work.read(1)
    assert marked(work.text) == ["very big", "huge"]
    work.filter.choose(Filters())
    assert marked(work.text) == ["Teh", "The", "very big", "huge", "Teh", "The", "teh", "the"]


def test_a_place_of_the_round_before_hides_nothing_of_the_next(seat: Seat, work: Workspace) -> None:
    assert seat.window.review is not None
    seat.window.review.choose(ids(seat)[3])
    work.filter.choose_paragraph()
    assert marked(work.text) == ["Teh", "The", "teh", "the"]
    text = seat.open_document.state.text
    seat.program.reviser.rounds.append((propose(text, "cat", "lion"), propose(text, "dog", "wolf")))
    seat.window.rounds.revise()
    seat.program.pump(seat.open_document)
    assert marked(work.text) == ["cat", "lion", "dog", "wolf"]
    assert len(work.list.rows.items) == 2


def test_the_current_one_is_rewritten_where_it_stands_though_a_filter_hides_it(seat: Seat, work: Workspace) -> None:
    assert seat.window.review is not None
    last = ids(seat)[3]
    seat.window.review.choose(last)
    work.begin_rewrite()
    place = work.rewrite.pos()
    work.rewriting.leave()
    work.filter.choose(STYLE)
    work.begin_rewrite()
    assert work.rewrite.isVisible()
    assert abs(work.rewrite.pos().y() - place.y()) <= 2
    work.rewriting.leave()
