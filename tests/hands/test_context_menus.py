"""The right mouse button and the key for the menu, over real proposals of the embedded reviser."""

import pytest

from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.hands import RIGHT
from tests.hands.wait import until

TEXT = "We recieve letters every day. It was late when he came home.\n"
CARD = "recieve becomes receive"  # what a screen reader calls it
LOW = 60  # pixels: a tip is no higher
AT = TEXT.index("recieve") + 3


@pytest.fixture
def program(desk: Desk) -> Reviser:
    """A round is there and waits for decisions."""
    program = desk.lay(TEXT)
    program.key("ctrl+Return")
    program.await_said("undecided")
    return program


def await_menu(program: Reviser) -> None:
    until(
        lambda: any(height > LOW for _, height in program.seat.screen.popups()),
        "a menu is open",
        seen=program.seat.screen.popups,
    )
    program.settle()


def test_a_proposal_is_accepted_by_the_right_button(program: Reviser) -> None:
    program.click_at(AT, RIGHT)
    await_menu(program)
    program.key("a")
    program.await_said("Accepted “receive”")
    assert program.save().decode() == TEXT.replace("recieve", "receive")


def test_a_proposal_is_rejected_for_a_reason_by_the_menu_key_at_the_caret(program: Reviser) -> None:
    program.click_at(AT)
    program.key("shift+F10")
    await_menu(program)
    program.key("b", "Return")
    program.await_said("Rejected “receive”")
    program.type("x")
    assert "x" in program.save().decode()


def test_what_is_selected_is_cut_by_the_right_button_and_typing_goes_on(program: Reviser) -> None:
    start = program.text.text.index("late")
    program.drag_over(start, start + 4)
    selected = program.looks.selection
    program.click_at(start + 2, RIGHT)
    await_menu(program)
    assert program.looks.selection == selected
    program.key("t")
    program.type("early")
    assert program.save().decode() == TEXT.replace("late", "early")


def test_the_card_of_a_clicked_proposal_accepts_it_and_typing_goes_on(program: Reviser) -> None:
    program.click_at(AT)
    card = until(
        lambda: next(
            (each for each in program.accessible.walk() if CARD in each.name and each.role != "list item"), None
        ),
        "a card",
    )
    button = next(each for each in card.walk() if each.name == "Accept")
    assert program.text.focused
    program.click(*button.box.middle)
    program.await_said("Accepted “receive”")
    program.type("x")
    assert "x" in program.save().decode()


def test_the_card_comes_under_a_resting_mouse_and_escape_closes_it(program: Reviser) -> None:
    def shown() -> bool:
        return any(CARD in each.name and each.role != "list item" for each in program.accessible.walk())

    program.move(*program.place(AT))
    until(shown, "a card is there")
    program.key("Esc")
    until(lambda: not shown(), "the card is gone")
    assert program.text.focused
