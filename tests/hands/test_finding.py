"""Find and replace with real keys and a real mouse, as the text and the file have it."""

from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.wait import until

TEXT = "We went home early. It was late.\nThey went home, too; 5\u00a0km.\n"


def await_selected(program: Reviser, start: int, end: int) -> None:
    until(
        lambda: program.looks.selection == (start, end),
        f"{start}:{end} is selected in the text",
        seen=lambda: program.looks,
    )


def test_a_word_is_found_as_it_is_typed_and_escape_goes_back_to_it(desk: Desk) -> None:
    program = desk.edit(TEXT)
    program.key("ctrl+f")
    program.type("home")
    await_selected(program, 8, 12)
    program.await_said("1 of 2")
    program.key("Return")
    await_selected(program, 43, 47)
    program.key("F3")
    await_selected(program, 8, 12)
    program.key("shift+Return")
    await_selected(program, 43, 47)
    program.key("shift+F3", "Esc")
    program.type("away")
    assert program.save().decode() == TEXT.replace("home", "away", 1)


def test_what_is_selected_is_looked_for_and_replaced_everywhere_in_one_step(desk: Desk) -> None:
    program = desk.edit(TEXT)
    program.click_at(4, times=2)
    program.key("ctrl+r")
    program.type("came")
    program.key("Tab", "Tab", "Space")  # past "Replace" to "Replace all"
    program.await_said("2 replaced.")
    assert program.save().decode() == TEXT.replace("went", "came")
    program.key("Esc", "ctrl+z")
    assert program.save().decode() == TEXT


def test_one_after_the_other_is_replaced_by_enter(desk: Desk) -> None:
    program = desk.edit(TEXT)
    program.key("ctrl+f")
    program.type("5 km")
    program.await_said("1 of 1")
    program.key("ctrl+r")
    program.type("3 miles")
    program.key("Return")
    program.await_said("1 replaced.")
    assert program.save().decode() == TEXT.replace("5\u00a0km", "3 miles")


def test_a_wrong_expression_is_said_and_changes_nothing(desk: Desk) -> None:
    program = desk.edit(TEXT)
    program.key("ctrl+f")
    program.type("(went")
    program.click(*program.boxes()["Regular expression"].middle)
    program.await_said("This regular expression is not valid")
    program.key("Esc")
    program.type("x")
    program.click(*program.boxes()["Text with proposals"].middle)
    assert "x" in program.save().decode()
