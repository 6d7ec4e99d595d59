"""Every chord of the keyboard, with and without a selection: what it does in the text is what it does in a bare
QTextEdit, save where a command of reviser has it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reviser.gui.keys import is_single
from reviser.gui.main_window import MainWindow
from reviser.gui.theme import Theme, palette_for
from tests.hands import texts
from tests.hands.pair import Pair
from tests.hands.steps import do
from tests.services.desk import desk as services

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LETTERS = [chr(code) for code in range(ord("a"), ord("z") + 1)]
SIGNS = [*"0123456789", *"-=[];',./\\`"]
MOVES = ["Left", "Right", "Up", "Down", "Home", "End", "Prior", "Next"]
OTHERS = ["Insert", "Delete", "BackSpace", "Return", "KP_Enter", "Tab", "Escape", "space"]
FUNCTIONS = [f"F{number}" for number in range(1, 13)]
SHIFTED = dict(zip("-=[];',./\\`1234567890", '_+{}:"<>?|~!@#$%^&*()', strict=True))
KEYS = {
    "": [*MOVES, *OTHERS, *FUNCTIONS],
    "shift": [*MOVES, *OTHERS, *FUNCTIONS],
    "ctrl": [*LETTERS, *SIGNS, *MOVES, *OTHERS, *FUNCTIONS],
    "ctrl+shift": [*LETTERS, *SIGNS, *MOVES, *OTHERS, *FUNCTIONS],
    "alt": [*LETTERS, *SIGNS, *MOVES, *OTHERS, *FUNCTIONS],
    "alt+shift": [*LETTERS, *MOVES, *OTHERS],
    "ctrl+alt": [*LETTERS, *MOVES, *OTHERS],
    "altgr": [*LETTERS, *SIGNS],
}
# Chords that belong to the window around the text, which the bare editor has not.
WINDOWS = {
    "F10": "opens the menus",
    "shift+F10": "opens the menu of the place",
    "shift+Tab": "goes to what stands before the text",
    "ctrl+Tab": "goes to what stands behind the text",
    "ctrl+shift+Tab": "goes to what stands before the text",
}
# What a command has of the chords that do something to the text of a bare editor. Undo and redo mean the same in both
# and are compared elsewhere (sequences.py); Ctrl+S is how the bare editor saves.
TAKEN = {
    "ctrl+z": "undo",
    "ctrl+shift+z": "redo",
    # Deletes to the end of the line in Qt's editors on X11; the palette has it in every program that has one.
    "ctrl+k": "palette",
    # Types the figure in Qt's editors, as if Alt were not held.
    **{f"alt+{number}": f"alternative-{number}" for number in range(1, 10)},
}
BEGIN = "ctrl+Home", "ctrl+Right"
SELECTING = "shift+Right", "shift+Right", "shift+Right"
CHORDS_A_TEXT = 10  # then the text, of which deleting leaves ever less, is laid anew
_NAMES = {
    "PgUp": "Prior",
    "PgDown": "Next",
    "Esc": "Escape",
    "Ins": "Insert",
    "Del": "Delete",
    "Backspace": "BackSpace",
}


def chords() -> list[str]:
    """Every chord, as hands press it."""
    return [f"{held}+{key}" if held else key for held, keys in KEYS.items() for key in keys]


def pressed(key: str) -> Iterator[tuple[frozenset[str], str]]:
    """How hands press a key that is written as Qt writes it."""
    found = re.fullmatch(r"(?P<held>(?:(?:Ctrl|Alt|Shift|Meta)\+)*)(?P<key>.+)", key, re.DOTALL)
    assert found is not None
    last = found["key"]
    modifiers = frozenset(filter(None, found["held"].lower().split("+")))
    name = _NAMES.get(last, last.lower() if len(last) == 1 else last)
    yield modifiers, name
    yield from ((modifiers | {"shift"}, plain) for plain, shifted in SHIFTED.items() if shifted == name)


@pytest.fixture
def ours(tmp_path: Path, qtbot: QtBot) -> dict[str, str]:
    """The chords that hold in the whole window, and the command of each, or the menu: read from the window itself."""
    with services(tmp_path) as program:
        window = MainWindow(program.document_manager, Theme(palette_for("light"), 13), lambda: tmp_path / "sample.md")
        qtbot.addWidget(window, before_close_func=MainWindow.shut_down)
        given = {
            way: command.id
            for command in window.commands
            if not command.fixed
            for key in command.keys
            if not is_single(key)
            for way in pressed(key)
        }
        for action in window.menuBar().actions():
            letter = action.text().partition("&")[2][:1].lower()
            given[frozenset({"alt"}), letter] = f"menu {action.text()}"
    by_chord: dict[str, str] = {}
    for chord in chords():
        *held, key = chord.split("+") if not chord.endswith("+") else [chord]
        command = given.get((frozenset(held), key))
        if command is not None:
            by_chord[chord] = command
    return by_chord


@pytest.mark.parametrize(
    ("held", "selecting"), [*((held, True) for held in KEYS), *((held, False) for held in ("", "shift", "ctrl"))]
)
def test_every_chord_does_what_it_does_in_a_bare_editor(
    pair: Pair, ours: dict[str, str], held: str, selecting: bool
) -> None:
    seen: list[str] = []
    mine = [chord for chord in _chords_of(held) if chord not in ours and chord not in WINDOWS]
    for at, chord in enumerate(mine):
        if at % CHORDS_A_TEXT == 0:
            pair.lay(texts.SIGNS)
        for step in (*BEGIN, *(SELECTING if selecting else ())):
            for editor in pair.editors:
                do(editor, step)
        here, there = pair.step(chord)
        if here != there:
            seen.append(pair.differ(chord, here, there))
            pair.program.running.end()
            pair.lay(texts.SIGNS)
    assert not seen, "\n".join(seen)


def test_commands_have_none_of_the_chords_that_a_text_knows_but_those_listed(pair: Pair, ours: dict[str, str]) -> None:
    pair.lay(texts.SIGNS)
    known: dict[str, str] = {}
    for chord, command in ours.items():
        if chord.startswith("alt+") and command.startswith("menu"):
            continue  # a letter with Alt opens a menu in every program
        pair.lay(texts.SIGNS)
        for step in (*BEGIN, *SELECTING):
            do(pair.bare, step)
        before = pair.after(pair.bare)
        do(pair.bare, chord)
        if pair.after(pair.bare) != before:
            known[chord] = command
    # Undo and redo have nothing to do here; that they are ours is all that is to be known.
    assert known == {chord: command for chord, command in TAKEN.items() if command not in {"undo", "redo"}}
    assert TAKEN.items() <= ours.items()


def _chords_of(held: str) -> list[str]:
    return [f"{held}+{key}" if held else key for key in KEYS[held]]
