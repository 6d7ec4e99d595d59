"""The columns of the window: what the list gives to the text in a small window, it gets back."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.test_window import Seat
from tests.gui.test_window import seat as seat  # a fixture

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def widths(seat: Seat) -> list[int]:
    """Of the columns, when all is laid out."""
    for _ in range(2):
        seat.window.grab()
        QApplication.sendPostedEvents()
    return seat.window.workspace.panels.sizes()


def test_a_message_that_comes_and_goes_leaves_the_list_as_wide_as_it_was(seat: Seat) -> None:
    seat.open()
    seat.window.resize(1366, 768)
    before = widths(seat)
    seat.window.context.warn("Something happened. " * 30)
    assert widths(seat)[1] >= before[1]
    seat.window.message.hide()
    after = widths(seat)
    assert after[1] == before[1]
    assert after[2] >= before[2]


def test_a_window_that_was_made_smaller_and_larger_again_has_its_list_as_wide_as_it_was(seat: Seat) -> None:
    seat.open()
    seat.window.resize(1600, 900)
    before = widths(seat)
    seat.window.resize(1024, 700)
    assert widths(seat)[2] < before[2]
    seat.window.resize(1600, 900)
    assert widths(seat)[2] == before[2]
