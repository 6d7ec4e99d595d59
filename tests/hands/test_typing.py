"""What is typed, pasted, dragged and undone in *Edit* with real keys and a real mouse, as the file has it."""

import pytest

from tests.hands.documents import Desk
from tests.hands.kept import Kept
from tests.hands.wait import until

EARLY = "We went home early. It was late.\nNothing else happened.\n"


def test_letters_signs_and_spaces_arrive_as_they_are_typed(desk: Desk) -> None:
    program = desk.edit(EARLY)
    program.key("ctrl+End")
    program.type('It is mad: "Why?" (50 % + 1) \u2013 \u201cso\u201d.')
    assert program.save().decode() == EARLY + 'It is mad: "Why?" (50 % + 1) \u2013 \u201cso\u201d.'


def test_accents_by_altgr_dead_keys_and_compose_arrive(desk: Desk) -> None:
    program = desk.edit("x\n")
    program.key("altgr+e", "altgr+apostrophe", "o", "altgr+shift+apostrophe", "u", "Compose", "s", "s")
    program.key("Compose", "a", "e", "Compose", "less", "less")
    assert program.save().decode() == "\u00e9\u00f3\u00fc\u00df\u00e6\u00abx\n"


@pytest.mark.parametrize("letter", ["\u00a0", "\u2028", "\U0001f600", "\u0301", "\u05d0", "\u2014"], ids=ascii)
def test_letters_beyond_the_keyboard_arrive(desk: Desk, letter: str) -> None:
    program = desk.edit("ab\n")
    program.key("Right")
    program.type(letter)
    program.key("Right")
    program.type("!")
    assert program.save().decode() == f"a{letter}b!\n"


def test_a_letter_and_return_in_a_text_with_crlf_leave_its_line_ends(desk: Desk) -> None:
    program = desk.edit("One\u00a0line.\r\nTwo\u2028three.\r\n")
    program.key("End", "Return")
    program.type("New")
    assert program.save() == "One\u00a0line.\r\nNew\r\nTwo\u2028three.\r\n".encode()


def test_what_is_cut_whole_and_pasted_again_has_the_line_ends_of_its_file(desk: Desk) -> None:
    program = desk.edit("One line.\r\nTwo lines.\r\n")
    program.key("ctrl+a", "ctrl+x")
    program.pause()
    assert program.save() == b""
    program.key("ctrl+v", "ctrl+Home", "Return")
    assert program.save() == b"\r\nOne line.\r\nTwo lines.\r\n"


def test_a_text_is_pasted_as_it_was_copied_elsewhere(desk: Desk) -> None:
    program = desk.edit("ab\n")
    program.seat.clipboard.put("5\u00a0km \u201cso\u201d \U0001f600\n\u05e9\u05dc\u05d5\u05dd e\u0301")
    program.key("Right", "ctrl+v")
    assert program.save().decode() == "a5\u00a0km \u201cso\u201d \U0001f600\n\u05e9\u05dc\u05d5\u05dd e\u0301b\n"


def test_what_is_selected_elsewhere_is_put_in_by_the_middle_button(desk: Desk) -> None:
    program = desk.edit("one two\n")
    program.seat.clipboard.put("5\u00a0km ", "PRIMARY")
    program.click_at(4, button=2)
    assert program.save().decode() == "one 5\u00a0km two\n"


def test_a_selection_is_dragged_to_another_place(desk: Desk) -> None:
    program = desk.edit("one two three four\n")
    program.click_at(5, times=2)
    assert program.looks.selection == (4, 7)
    program.drag_over(5, 14)
    assert program.save().decode() == "one  three twofour\n"


def test_a_letter_takes_the_place_of_what_is_selected(desk: Desk) -> None:
    program = desk.edit(EARLY)
    program.click_at(4, times=2)
    program.type("x")
    assert program.save().decode() == "We x home early. It was late.\nNothing else happened.\n"


def test_backspace_and_delete_take_whole_letters(desk: Desk) -> None:
    program = desk.edit("a\U0001f600b e\u0301f\n")
    program.key("Right", "Right", "BackSpace", "Right", "Right", "Delete")
    assert program.save().decode() == "ab f\n"


def test_undo_takes_typing_back_and_redo_brings_it_again(desk: Desk) -> None:
    program = desk.edit(EARLY)
    program.key("ctrl+End")
    program.type("It is mad.")
    program.key("ctrl+z")
    assert program.looks.text == EARLY
    program.key("ctrl+shift+z")
    assert program.save().decode() == EARLY + "It is mad."


def test_what_was_typed_is_there_again_after_the_program_was_killed(desk: Desk) -> None:
    program = desk.edit(EARLY)
    program.key("ctrl+End")
    program.type("It is mad.")
    kept = Kept(program)
    until(
        lambda: kept.text(program.path) == EARLY + "It is mad.",
        "what was typed is in the history",
        seen=lambda: kept.text(program.path),
    )
    program.running.kill()
    program.start(program.path)
    assert program.looks.text == EARLY + "It is mad."
