"""Text that is dragged from one program's window to another's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hands.documents import Desk
from tests.hands.editors import Bare, Editor
from tests.hands.seat import DRAG_STEPS, Seat
from tests.hands.wait import until

TEXT = "We recieve letters. It was late.\n"
OTHER = "drag\u00a0this away\n"
BESIDE = 1290  # where the other window's left edge is, right of reviser's
WIDTH, HEIGHT = 280, 200


@pytest.fixture
def other(seat: Seat, tmp_path: Path) -> Iterator[Bare]:
    other = Bare(seat)
    path = tmp_path / "other.txt"
    path.write_text(OTHER, encoding="utf-8")
    try:
        other.start()
        other.open(path, WIDTH, HEIGHT)
        yield other
    finally:
        other.running.end()


def put(editor: Editor, x: int) -> None:
    assert editor.window is not None
    editor.window.configure(x=x, y=0)
    editor.settle()


def carry(source: Editor, start: int, end: int, target: Editor, offset: int) -> None:
    """Drag what is selected from `start` to `end` before a character of another window."""
    hands = source.seat.hands
    source.drag_over(start, end)
    here, there = source.place((start + end) // 2), target.place(offset)
    hands.wait_for_new_click()
    source.move(*here)
    hands.press()
    source.settle()
    for step in range(1, DRAG_STEPS + 1):
        x, y = (round(a + (b - a) * step / DRAG_STEPS) for a, b in zip(here, there, strict=True))
        hands.move(x, y)
        for program in (source, target, source):  # it says where it is, that is answered, the answer is read
            program.settle()
    hands.let_go()
    for program in (source, target, source):
        program.settle()


@pytest.mark.parametrize("letters_decide", [False, True])
def test_text_dropped_from_another_window_begins_to_edit_where_it_is_dropped(
    desk: Desk, other: Bare, *, letters_decide: bool
) -> None:
    program = desk.lay(TEXT)
    if letters_decide:
        program.key("F6", "F6")
    put(program, 0)
    put(other, BESIDE)
    at = TEXT.index("late")
    carry(other, 0, 9, program, at)
    dropped = TEXT[:at] + OTHER[:9] + TEXT[at:]
    until(lambda: program.text.text == dropped, "what was dropped is in the text", seen=lambda: program.text.text)
    assert program.text.editable
    assert program.window is not None
    program.seat.screen.activate(program.window)
    assert program.save().decode() == dropped
    program.key("ctrl+z")
    assert program.save().decode() == TEXT
