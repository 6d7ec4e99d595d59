"""The menus with real keys: a menu by Alt and its letter, an entry by its letter, as in every other program."""

import itertools

import pytest

from tests.hands.documents import Desk
from tests.hands.wait import until

TEXT = "We went home early. It was late.\n"


def test_cut_copy_and_paste_of_the_edit_menu_act_on_the_text(desk: Desk) -> None:
    program = desk.edit(TEXT)
    clipboard = program.seat.clipboard
    program.click_at(4, times=2)
    program.key("alt+e", "c")
    until(lambda: clipboard.read() == "went", "the word is in the clipboard", seen=clipboard.read)
    program.key("alt+e", "t", "ctrl+End", "alt+e", "p")
    assert program.save().decode() == "We  home early. It was late.\nwent"


def test_the_pages_of_the_settings_do_not_lie_over_one_another_for_who_hears_the_window(desk: Desk) -> None:
    program = desk.lay(TEXT)
    program.key("ctrl+comma")
    program.seat.screen.await_window("Settings")
    items = {each.name: each.box for each in program.accessible.walk() if each.role == "list item"}
    pages = [items[name] for name in ("General", "Reviewing", "Keys", "Look")]
    assert all(low.y >= high.y + high.height for high, low in itertools.pairwise(pages)), pages
    program.key("Esc")
    program.seat.screen.await_gone("Settings")


def test_select_all_and_undo_of_the_edit_menu(desk: Desk) -> None:
    program = desk.edit(TEXT)
    program.key("alt+e", "l")
    assert program.looks.selection == (0, len(TEXT))
    program.type("x")
    program.key("alt+e", "u")
    assert program.save().decode() == TEXT


@pytest.mark.parametrize("keys", [("ctrl+n",), ("alt+f", "n")])
def test_a_new_document_is_begun_typed_in_and_saved_under_a_name(desk: Desk, keys: tuple[str, ...]) -> None:
    program = desk.lay(TEXT)
    program.key(*keys)
    program.appear("Untitled")
    program.type("A new text.")
    path = program.path.with_name(f"new{len(keys)}.txt")
    program.key("ctrl+s")
    program.name_file("Save as", path)
    program.path = path
    program.appear(path.name)
    assert path.read_text(encoding="utf-8") == "A new text."


def test_a_document_is_closed_by_its_key(desk: Desk) -> None:
    program = desk.lay(TEXT)
    program.key("ctrl+w")
    until(lambda: program.seat.screen.titles() == ["reviser"], "no document is open", seen=program.seat.screen.titles)
    program.running.end()  # the next test brings its text to a program with one
