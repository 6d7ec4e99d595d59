"""What the filters leave out of the list is not to be seen in the text either, nor met by the mouse."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.wait import until

TEXT = "We recieve letters every day.\n\nHe was definately late when he came home.\n"
AT = TEXT.index("definately")
CARD = "definately becomes definitely"  # what a screen reader calls it


@pytest.fixture
def program(desk: Desk) -> Reviser:
    return desk.lay(TEXT)


def word(program: Reviser, place: QRect) -> QImage:
    """What is to be seen there."""
    return program.seat.screen.picture().copy(place)


def card_shown(program: Reviser) -> bool:
    return any(CARD in each.name and each.role != "list item" for each in program.accessible.walk())


def test_a_filter_hides_a_proposal_in_the_text_and_gives_it_back(program: Reviser) -> None:
    first, last = program.text.character_box(AT), program.text.character_box(AT + len("definately") - 1)
    place = QRect(first.x, first.y, last.x + last.width - first.x, first.height)
    plain = word(program, place)
    program.key("ctrl+Return")
    program.await_said("undecided")
    program.key("F8")
    marked = until(lambda: (seen := word(program, place)) != plain and seen, "the word is marked")
    program.key("p")  # only this paragraph, which is the first
    until(lambda: word(program, place) == plain, "the word looks as before the round")
    program.click(first.x + first.width * 3, first.y + first.height // 2)
    assert not card_shown(program)
    assert program.looks.text.count("definitely") == 0
    program.key("F8", "shift+f")
    until(lambda: word(program, place) == marked, "the word is marked again")
    program.click(first.x + first.width * 3, first.y + first.height // 2)
    until(lambda: card_shown(program), "its card is there")
    assert program.path.read_text(encoding="utf-8") == TEXT


def test_letters_in_the_open_filter_menu_filter_the_list_at_once(program: Reviser) -> None:
    program.key("ctrl+Return")
    program.await_said("undecided")
    assert listed(program) == 2
    program.press("Filter the proposals")
    program.type("late")
    program.type("x")
    until(lambda: listed(program) == 0, "nothing has these words", seen=program.said)
    program.key("ctrl+a")
    program.type("definately")
    until(lambda: listed(program) == 1, "one proposal has this word", seen=program.said)
    program.key("Esc")
    assert listed(program) == 1


def listed(program: Reviser) -> int:
    """How many proposals stand in the list."""
    return sum(each.role == "list item" and "becomes" in each.name for each in program.accessible.walk())
