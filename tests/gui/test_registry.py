"""What is made from the registry of commands: menus, their letters, the keys that they show."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from reviser.gui.commands import PARENTS, Menu
from reviser.gui.keys import is_single, why_not
from reviser.gui.mnemonics import assign_letters, letter_of, mark_letters
from reviser.gui.wording.translation import install_translation, remove_translation
from tests.gui.showing import window_of
from tests.gui.test_window import Seat
from tests.services.desk import desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@contextmanager
def seated(folder: Path, qtbot: QtBot) -> Iterator[Seat]:
    """A window with a round that waits for decisions."""
    with desk(folder) as program:
        window = window_of(program, qtbot)
        made = Seat(program, window)
        made.open()
        made.round()
        yield made


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    with seated(tmp_path, qtbot) as made:
        yield made


@pytest.fixture(params=["en", "de"])
def spoken(request: pytest.FixtureRequest, tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Seat]:
    """Such a window in each language."""
    before = QLocale()
    translators = install_translation(qapp, request.param)
    try:
        with seated(tmp_path, qtbot) as made:
            yield made
    finally:
        remove_translation(qapp, translators)
        QLocale.setDefault(before)


def test_no_key_is_given_twice_and_menus_show_them(seat: Seat) -> None:
    given = [key for command in seat.window.commands for key in command.keys]
    assert len(given) == len(set(given))
    assert all(QKeySequence(key).toString() == key for key in given)
    for command in seat.window.commands:
        action = seat.window.actions_.of[command.id]
        chords = [key for key in command.keys if not is_single(key) and not command.fixed]
        assert [one.toString() for one in action.shortcuts()] == chords
        if command.keys and (command.fixed or all(map(is_single, command.keys))):
            assert action.text().endswith(f"\t{command.keys[0]}")


def test_every_key_that_can_be_changed_could_have_been_set_by_a_person(seat: Seat) -> None:
    keys = [key for of_one in seat.window.commands.usual_keys().values() for key in of_one]
    assert len(keys) > len(seat.window.commands) // 2
    assert [why_not(key) for key in keys] == [""] * len(keys)


def test_every_command_is_in_exactly_one_menu_and_none_is_too_long_for_a_small_screen(seat: Seat) -> None:
    menus = seat.window.menus.of
    assert set(menus) == set(Menu)
    ids = {action: command_id for command_id, action in seat.window.actions_.of.items()}
    listed = [ids[action] for menu in menus.values() for action in menu.actions() if action in ids]
    assert sorted(listed) == sorted(command.id for command in seat.window.commands)
    below = [action.menu() for menu in menus.values() for action in menu.actions() if action.menu() is not None]
    assert sorted(map(id, below)) == sorted(id(menus[menu]) for menu in PARENTS)
    heights = {menu.name: made.sizeHint().height() for menu, made in menus.items()}
    assert max(heights.values()) < 600, heights


@pytest.mark.parametrize(
    ("names", "marked"),
    [
        (["&Open", "&Other", "Old"], ["&Open", "O&ther", "O&ld"]),
        (["One two", "One three", "O"], ["One &two", "O&ne three", "&O"]),
        (["A&&B", "&&"], ["&A&&B", "&&"]),
        (["&Open", "&Paste", "Op"], ["Op&en", "&Paste", "&Op"]),
        (["&A", "A"], ["&A", "A"]),
    ],
)
def test_no_two_entries_of_a_menu_go_by_one_letter(names: list[str], marked: list[str]) -> None:
    assert mark_letters(names) == marked


def test_a_name_goes_by_one_letter_in_every_menu_that_it_stands_in() -> None:
    names = {"wish": "&Asked", "accept": "&Accept", "redo": "&Redo", "revise": "&Revise", "reject": "&Reject"}
    menus = [["redo"], ["revise", "wish", "accept", "reject"], ["accept", "reject", "redo"]]
    assert assign_letters(menus, names) == {
        "wish": "A&sked",
        "accept": "&Accept",
        "redo": "&Redo",
        "revise": "&Revise",
        "reject": "R&eject",
    }


def letters_of(menu: QMenu) -> dict[QAction, str]:
    """The letter that each entry goes by, whatever it says now."""
    return {action: letter_of(action.text().partition("\t")[0]) for action in menu.actions() if action.text()}


def test_a_command_goes_by_one_letter_in_the_menu_bar_and_in_context_menus(spoken: Seat) -> None:
    work, menus = spoken.window.workspace, spoken.window.context_menus
    everywhere: dict[QAction, str] = {}
    for menu in spoken.window.menus.of.values():
        everywhere |= letters_of(menu)
    work.text.menu_wanted.emit(QPoint(0, 0), True)
    assert menus.of_text.isVisible()
    in_text = letters_of(menus.of_text)
    menus.of_text.close()
    work.list.menu_wanted.emit(QPoint(0, 0))
    in_list = letters_of(menus.of_list)
    menus.of_list.close()
    for here in (in_text, in_list):
        assert here[spoken.window.actions_.of["accept"]] == "a"
        assert here == {action: everywhere[action] for action in here}
    assert len(in_text) > len(in_list) > 5


def test_letters_of_all_menus(spoken: Seat) -> None:
    for menu in [spoken.window.menuBar(), *spoken.window.menus.of.values()]:
        names = [action.text().partition("\t")[0] for action in menu.actions() if not action.isSeparator()]
        assert [name for name in names if "&" not in name] == [], names
        letters = [name[name.index("&") + 1].lower() for name in names]
        assert len(letters) == len(set(letters)), names


def test_a_registry_refuses_what_is_there_already(seat: Seat) -> None:
    save = seat.window.commands["save"]
    for twice in (save, replace(save, id="other"), replace(save, keys=("Ctrl+Alt+Y",))):
        with pytest.raises(ValueError, match=twice.id):
            seat.window.commands.add([twice])
    seat.window.commands.add([replace(save, id="other", keys=("Ctrl+Alt+Y",))])
    assert seat.window.commands.usual_keys()["other"] == ("Ctrl+Alt+Y",)


def test_a_menu_that_opens_ticks_what_is_on(seat: Seat) -> None:
    menus, actions = seat.window.menus, seat.window.actions_

    def ticked(menu: Menu) -> list[str]:
        menus.of[menu].aboutToShow.emit()
        found = [each for each, action in actions.of.items() if action in menus.of[menu].actions()]
        on = [each for each in found if actions.of[each].isChecked()]
        menus.of[menu].aboutToHide.emit()
        return on

    seat.window.resize(1500, 900)
    assert ticked(Menu.VIEW) == ["view-inline", "panel-rounds", "panel-side"]
    for command in ("list-undecided", "sort-risk", "view-result", "panel-side"):
        actions.of[command].trigger()
    assert ticked(Menu.VIEW) == ["view-result", "panel-rounds"]
    actions.of["view-result"].trigger()  # what is on stays on
    assert ticked(Menu.VIEW) == ["view-result", "panel-rounds"]
    actions.of["panel-side"].trigger()
    assert ticked(Menu.VIEW) == ["view-result", "panel-rounds", "panel-side"]
    assert ticked(Menu.LIST) == ["list-undecided"]
    assert ticked(Menu.SORT) == ["sort-risk"]


def test_a_menu_that_opens_is_grey_where_nothing_can_be_done_and_no_key_is_dead_after_it(seat: Seat) -> None:
    action = seat.window.actions_.of["take-back"]
    review = next(menu for menu in seat.window.menuBar().findChildren(QMenu) if menu.title() == "&Review")
    review.popup(QPoint(0, 0))
    assert not action.isEnabled()
    seat.window.context.changed.emit()  # as when a round goes on meanwhile
    assert not action.isEnabled()
    review.close()
    assert action.isEnabled()
