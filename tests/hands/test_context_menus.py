"""The right mouse button and the key for the menu, over real proposals of the embedded reviser."""

import pytest

from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.hands import RIGHT
from tests.hands.wait import until

TEXT = "We recieve letters every day. It was late when he came home.\n"
AT = TEXT.index("recieve") + 3


@pytest.fixture
def program(desk: Desk) -> Reviser:
    """A round is there and waits for decisions."""
    program = desk.lay(TEXT)
    program.key("ctrl+Return")
    program.await_said("undecided")
    return program


def entries(program: Reviser) -> list[str]:
    """What stands in the menus that are open."""
    return [each.name for each in program.accessible.walk() if each.role == "menu item"]


def await_entry(program: Reviser, part: str) -> None:
    until(
        lambda: any(part in each for each in entries(program)), f"{part!r} is in a menu", seen=lambda: entries(program)
    )


def test_a_proposal_is_accepted_by_the_right_button(program: Reviser) -> None:
    program.click_at(AT, RIGHT)
    await_entry(program, "Accept the proposal")
    program.key("a")
    program.await_said("Accepted “receive”")
    assert program.save().decode() == TEXT.replace("recieve", "receive")


def test_a_proposal_is_rejected_for_a_reason_by_the_menu_key_at_the_caret(program: Reviser) -> None:
    program.click_at(AT)
    program.key("shift+F10")
    await_entry(program, "Accept the proposal")
    program.key("c", "m")
    program.await_said("Rejected “receive”")
    program.type("x")
    assert "x" in program.save().decode()


def test_what_is_selected_is_cut_by_the_right_button_and_typing_goes_on(program: Reviser) -> None:
    start = program.text.text.index("late")
    program.drag_over(start, start + 4)
    selected = program.looks.selection
    program.click_at(start + 2, RIGHT)
    await_entry(program, "Cut")
    assert program.looks.selection == selected
    program.key("t")
    program.type("early")
    assert program.save().decode() == TEXT.replace("late", "early")
