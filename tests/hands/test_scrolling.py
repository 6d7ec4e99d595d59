"""Undo and redo bring into sight what they change, wherever the person has scrolled to meanwhile."""

from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.texts import PAGES
from tests.hands.wait import until

MARKED = PAGES.replace("Paragraph 0 has", "Paragraph 0 recieves").replace("Paragraph 59 has", "Paragraph 59 recieves")


def in_sight(program: Reviser, offset: int) -> bool:
    """Whether a character stands in the part of the text that the window shows."""
    text, character = program.text.box, program.text.character_box(offset)
    return text.y <= character.y and character.y + character.height <= text.y + text.height


def await_in_sight(program: Reviser, offset: int) -> None:
    until(
        lambda: in_sight(program, offset),
        f"character {offset} is in sight",
        seen=lambda: (program.text.box, program.text.character_box(offset)),
    )


def test_undo_and_redo_of_typing_scroll_to_it(desk: Desk) -> None:
    program = desk.edit(PAGES)
    program.type("Mine ")
    program.key("ctrl+End")
    program.type("The end.")
    assert not in_sight(program, 0)
    program.key("ctrl+z")
    assert in_sight(program, len(program.text.text) - 1)
    program.key("ctrl+z")
    await_in_sight(program, 0)
    assert program.text.text == PAGES
    program.key("ctrl+End")
    assert not in_sight(program, 0)
    program.key("ctrl+shift+z")
    await_in_sight(program, 0)
    assert program.looks.caret == len("Mine ")
    program.wheel(*program.text.box.middle, -60)
    program.key("ctrl+Home", "ctrl+shift+z")
    await_in_sight(program, len(program.text.text) - 1)
    assert program.save().decode() == "Mine " + PAGES + "The end."


def test_undo_and_redo_of_what_is_scrolled_away_without_the_caret(desk: Desk) -> None:
    program = desk.edit(PAGES)
    program.type("Mine ")
    program.pause()
    for key in ("ctrl+z", "ctrl+shift+z"):
        program.wheel(*program.text.box.middle, -60)
        until(lambda: not in_sight(program, 0), "the beginning is scrolled away")
        program.key(key)
        await_in_sight(program, 0)


def test_undo_and_redo_of_a_decision_scroll_to_its_place(desk: Desk) -> None:
    program = desk.lay(MARKED)
    program.key("ctrl+Return")
    program.await_said("undecided")
    first = MARKED.index("recieves")
    program.key("F8", "a")
    program.await_said("Accepted “receives”")
    until(lambda: not in_sight(program, first), "the next proposal, at the end, is in sight")
    program.key("ctrl+z")
    await_in_sight(program, first)
    assert program.save().decode() == MARKED
    program.wheel(*program.text.box.middle, -60)
    until(lambda: not in_sight(program, first), "the beginning is scrolled away")
    program.key("ctrl+shift+z")
    await_in_sight(program, first)
    assert program.save().decode() == MARKED.replace("recieves", "receives", 1)
