"""How far long work is, on one line."""

import io

from reviser.cli.status_line import ProgressLine
from tests.cli.screen import Clock, Screen


def test_work_that_takes_a_while_is_shown_now_and_then_and_leaves_nothing() -> None:
    screen, clock = Screen(), Clock()
    with ProgressLine(screen, clock) as shown:
        for clock.now, said in ((0.9, "soon over"), (1.0, "10,000 edits"), (1.05, "10,500 edits"), (1.2, "900 edits")):
            shown.update(said)
        assert screen.line == "900 edits"
        assert "soon" not in screen.getvalue()
        assert "10,500" not in screen.getvalue()
    assert screen.line == ""
    assert screen.getvalue().endswith("\r")


def test_what_ends_early_leaves_nothing_either() -> None:
    screen, clock = Screen(), Clock()
    try:
        with ProgressLine(screen, clock) as shown:
            clock.now = 5
            shown.update("1 of 2")
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        assert screen.line == ""


def test_where_there_is_no_terminal_a_line_a_minute_is_written() -> None:
    stream, clock = io.StringIO(), Clock()
    with ProgressLine(stream, clock) as shown:
        for clock.now in (5, 59, 60, 61, 119, 121):
            shown.update(f"{clock.now} of 200")
    assert stream.getvalue() == "60 of 200\n121 of 200\n"
