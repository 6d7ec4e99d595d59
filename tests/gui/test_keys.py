"""Keys: which command has which, what holds where, and what the person may set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from reviser.gui.keys import Keymap, is_single, key_of, why_not

USUAL = {"accept": ("A", "Return"), "next": ("F8", "J"), "save": ("Ctrl+S",), "quiet": ()}
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
PAD = Qt.KeyboardModifier.KeypadModifier

pytestmark = pytest.mark.usefixtures("qapp")


def pressed(key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held)


@pytest.mark.parametrize(
    ("event", "key"),
    [
        (pressed(Qt.Key.Key_A), "A"),
        (pressed(Qt.Key.Key_A, SHIFT), "Shift+A"),
        (pressed(Qt.Key.Key_Question, SHIFT), "?"),
        (pressed(Qt.Key.Key_1, SHIFT), "1"),
        (pressed(Qt.Key.Key_1, PAD), "1"),
        (pressed(Qt.Key.Key_Enter, PAD), "Return"),
        (pressed(Qt.Key.Key_Space), "Space"),
        (pressed(Qt.Key.Key_Plus, CONTROL), "Ctrl++"),
        (pressed(Qt.Key.Key_F8, SHIFT), "Shift+F8"),
        (pressed(Qt.Key.Key_Shift, SHIFT), ""),
        (pressed(Qt.Key.Key_AltGr), ""),
    ],
)
def test_a_press_is_written_as_its_key(event: QKeyEvent, key: str) -> None:
    assert key_of(event) == key


def test_single_keys_are_those_that_type() -> None:
    keys = ("A", "Shift+A", "?", "Space", "Return", "Backspace", "+", "F8", "Shift+F8", "Ctrl+A", "Ctrl++", "Alt+1")
    assert [is_single(key) for key in keys] == [True] * 7 + [False] * 5


def test_a_chord_is_no_key_of_review_mode_alone() -> None:
    keymap = Keymap(USUAL)
    assert keymap.command_of(pressed(Qt.Key.Key_A)) == "accept"
    assert keymap.command_of(pressed(Qt.Key.Key_A, CONTROL)) == ""
    assert keymap.command_of(pressed(Qt.Key.Key_F8)) == ""
    assert keymap.holds_everywhere(pressed(Qt.Key.Key_F8))
    assert not keymap.holds_everywhere(pressed(Qt.Key.Key_A))
    assert keymap.chords("next") == ("F8",)
    assert (keymap.first_key_text("next"), keymap.single("next")) == ("F8", "J")


def test_a_new_key_takes_the_place_of_its_kind_only() -> None:
    keymap = Keymap(USUAL).set("next", "N")
    assert keymap.keys("next") == ("N", "F8")
    assert keymap.set("next", "Ctrl+N").keys("next") == ("Ctrl+N", "N")
    assert keymap.changed == {"next": ("N", "F8")}
    assert keymap.owner("J") == ""


def test_a_key_that_is_taken_over_leaves_its_old_command() -> None:
    keymap = Keymap(USUAL).set("next", "A")
    assert keymap.keys("next") == ("A", "F8")
    assert keymap.keys("accept") == ("Return",)
    back = keymap.usual("accept")
    assert back.keys("accept") == ("A", "Return")
    assert back.keys("next") == ("F8",)
    assert keymap.usual().changed == {}


def test_what_was_stored_is_read_as_far_as_it_makes_sense() -> None:
    keymap = Keymap(USUAL, {"accept": ("a", "Return"), "gone": ("Z",), "save": ("no key", "Ctrl+W"), "quiet": ("J",)})
    assert keymap.changed == {"save": ("Ctrl+W",), "quiet": ("J",)}
    assert keymap.keys("save") == ("Ctrl+W",)
    # A key that the person gave to one command is not the usual one of another any more.
    assert keymap.keys("next") == ("F8",)


@pytest.mark.parametrize("key", ["Esc", "Tab", "Left", "Shift+Up", "PgDown", "Ctrl+C", "Ctrl+V", "Ctrl+A", "Alt+F"])
def test_keys_that_everything_needs_cannot_be_taken(key: str) -> None:
    assert why_not(key).endswith(".")


@pytest.mark.parametrize("key", ["N", "?", "Shift+N", "F9", "Ctrl+Shift+N", "Alt+1", "Alt+PgUp", "Ctrl++", "Return"])
def test_all_others_can(key: str) -> None:
    assert why_not(key) == ""


_COMMANDS = st.sampled_from(sorted(USUAL))
_KEYS = st.sampled_from(["A", "B", "J", "Return", "F8", "F9", "Ctrl+S", "Ctrl+B"])
_STEPS = st.one_of(
    st.tuples(st.just("set"), _COMMANDS, _KEYS),
    st.tuples(st.just("without"), _COMMANDS, st.just("")),
    st.tuples(st.just("usual"), st.one_of(_COMMANDS, st.just("")), st.just("")),
)


@given(st.lists(_STEPS, max_size=12))
def test_whatever_is_set_no_key_has_two_commands_and_what_is_stored_is_enough(
    steps: list[tuple[str, str, str]],
) -> None:
    keymap = Keymap(USUAL)
    for act, command, key in steps:
        match act:
            case "set":
                keymap = keymap.set(command, key)
                assert keymap.owner(key) == command
            case "without":
                keymap = keymap.without(command)
                assert keymap.keys(command) == ()
            case _:
                keymap = keymap.usual(command)
                assert not command or keymap.keys(command) == USUAL[command]
        given_keys = [key for each in USUAL for key in keymap.keys(each)]
        assert len(given_keys) == len(set(given_keys))
        again = Keymap(USUAL, keymap.changed)
        assert [again.keys(each) for each in USUAL] == [keymap.keys(each) for each in USUAL]
        assert all(again.owner(key) == each for each in USUAL for key in again.keys(each))
