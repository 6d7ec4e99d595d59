"""A file that another program writes while its document is open, and one that is opened again with text that was never
saved: what is said in the window, and what its buttons do."""

from collections.abc import Iterator

import pytest

from tests.hands.documents import Desk
from tests.hands.editors import Bare, Reviser
from tests.hands.seat import Seat
from tests.hands.wait import until

TEXT = "One line.\nTwo lines.\n"
CHANGED = "Changed on disk"
UNSAVED = "the file does not have them yet"


@pytest.fixture
def other(seat: Seat) -> Iterator[Bare]:
    """The window of another program, which takes the focus as it comes."""
    other = Bare(seat)
    try:
        yield other
    finally:
        other.running.end()


def go_away(program: Reviser, other: Bare) -> None:
    other.start()
    program.seat.screen.await_window("bare")
    # A program that is told late may hear at once that it has lost the focus and that it has it again.
    until(lambda: not any(each.active for each in program.accessible.children()), "the window knows it")


def come_back(program: Reviser) -> None:
    assert program.window is not None
    program.seat.screen.activate(program.window)
    program.settle()


def test_a_file_changed_outside_is_said_when_the_window_gets_the_focus_and_a_button_reads_it(
    desk: Desk, other: Bare
) -> None:
    program = desk.edit(TEXT)
    program.type("My ")
    program.pause()
    go_away(program, other)
    program.path.write_text(TEXT.replace("Two", "Three"), encoding="utf-8")
    assert not any(CHANGED in said for said in program.said())
    come_back(program)
    program.await_said(CHANGED)
    program.press("Read it again")
    program.await_not_said(CHANGED)
    assert program.text.text == "My " + TEXT.replace("Two", "Three")
    assert program.save().decode() == "My " + TEXT.replace("Two", "Three")
    program.key("ctrl+z")
    assert program.text.text == "My " + TEXT


def test_nothing_is_said_of_a_file_that_stayed_as_it_was(desk: Desk, other: Bare) -> None:
    program = desk.edit(TEXT)
    go_away(program, other)
    come_back(program)
    other.running.end()
    program.type("x")
    assert program.save().decode() == "x" + TEXT
    assert not any(CHANGED in said for said in program.said())


@pytest.mark.parametrize("way", ["opened", "killed"])
def test_reopening_shows_what_was_never_saved_and_offers_the_file(desk: Desk, way: str) -> None:
    program = desk.edit(TEXT)
    program.type("My ")
    program.pause()
    path = program.path
    if way == "killed":
        program.running.kill()
        program.start(path)
    else:
        program.key("ctrl+w")
        program.seat.screen.await_window("Not saved yet")
        program.press("Leave the file as it is")
        program.seat.screen.await_gone("Not saved yet")
        program.open(path)
    program.await_said(UNSAVED)
    assert program.text.text == "My " + TEXT
    assert path.read_text(encoding="utf-8") == TEXT
    program.press("Show the text of the file")
    program.await_not_said(UNSAVED)
    assert program.text.text == TEXT
    program.key("ctrl+z")
    assert program.save().decode() == "My " + TEXT
