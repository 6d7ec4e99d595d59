"""The spelling of a word under the right mouse button, without any round."""

from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.hands import RIGHT
from tests.hands.wait import until

TEXT = "They definately came home late.\n"
BETTER = TEXT.replace("definately", "definitely")
LOW = 60  # pixels: a tip is no higher


def menu_height(program: Reviser) -> int:
    """Of the menu that is open."""
    return max((height for _, height in program.seat.screen.popups() if height > LOW), default=0)


def test_a_word_is_corrected_by_the_right_button_and_one_undo_takes_it_back(desk: Desk) -> None:
    program = desk.lay(TEXT)
    program.click_at(TEXT.index("late.") + 2, RIGHT)
    plain = until(lambda: menu_height(program), "a menu is open")
    program.key("Escape")
    until(lambda: not menu_height(program), "it is closed")
    program.click_at(TEXT.index("definately") + 3, RIGHT)
    until(lambda: menu_height(program) > plain + LOW, "what was meant is offered", seen=program.seat.screen.popups)
    program.seat.screen.shoot(program.seat.folder / "spelling.png")
    program.key("1")
    until(lambda: program.looks.text.rstrip() == BETTER.rstrip(), "the word is right", seen=lambda: program.looks.text)
    assert program.save().decode() == BETTER
    program.key("ctrl+z")
    assert program.save().decode() == TEXT
    program.type("x")  # whoever corrects a word writes on
    assert sorted(program.save().decode()) == sorted(TEXT + "x")
