"""Hands that do anything: sequences by chance, the same in the text of reviser and in a bare QTextEdit. The seed stands
in pytest's header and in what a failure says; HANDS_SEED gives it again."""

import random

import pytest

from tests.hands import texts
from tests.hands.conftest import SEED
from tests.hands.pair import Pair

FEW, MANY = 4, 200  # sequences of a text
LENGTH = 14  # steps
MOVES = ("Left", "Right", "Up", "Down", "Home", "End", "Prior", "Next")
HELD = ("", "", "shift+", "ctrl+", "ctrl+shift+")
CHANGES = (
    "Delete", "BackSpace", "ctrl+Delete", "ctrl+BackSpace", "Return", "shift+Return", "Tab", "ctrl+x", "ctrl+v",
    "shift+Insert", "shift+Delete", "Compose s s", "altgr+apostrophe e", "altgr+apostrophe BackSpace",
)  # fmt: skip
OTHERS = ("ctrl+c", "ctrl+Insert", "Escape", "ctrl+a", "Insert", "F7", "alt+x", "wheel-2", "wheel+3", "~")
TYPED = ("a", "b c", "\u00a0", "\U0001f600", "\u05d0", "\u2028", "e\u0301", ".", "Wort ")
CLICKABLE = 20  # characters from the beginning that are in sight in any case


def line_of(draw: random.Random) -> str:
    """A sequence by chance."""
    steps: list[str] = []
    for _ in range(LENGTH):
        match draw.choices(["move", "change", "type", "other", "mouse"], [6, 5, 4, 2, 3])[0]:
            case "move":
                steps.append(draw.choice(HELD) + draw.choice(MOVES))
            case "change":
                steps.append(draw.choice(CHANGES))
            case "type":
                steps.append(f"'{draw.choice(TYPED)}'")
            case "other":
                steps.append(draw.choice(OTHERS))
            case _:
                steps.append(_mouse(draw))
    return " ".join(steps)


def _mouse(draw: random.Random) -> str:
    """A drag begins behind a click, so that it selects. Dragging a selection is in sequences.py: dropped onto itself it
    changes nothing here, where Qt takes it out and puts it in again and forgets what a triple click was."""
    at, to = draw.randrange(CLICKABLE), draw.randrange(CLICKABLE)
    return draw.choice([f"@{at}", f"@{at}x2", f"@{at}x3", f"@{at}m", f"@{to} @{at}-{to}", f"shift+@{at}"])


@pytest.mark.parametrize("text", ["PLAIN", "SIGNS", "RIGHT_TO_LEFT", "CRLF"])
def test_sequences_by_chance_do_what_they_do_in_a_bare_editor(
    pair: Pair, pytestconfig: pytest.Config, text: str
) -> None:
    seed = pytestconfig.stash[SEED]
    draw = random.Random(f"{seed} {text}")
    for number in range(MANY if pytestconfig.getoption("--long") else FEW):
        line = line_of(draw)
        try:
            pair.compare(getattr(texts, text), line)
            pair.take_all_back(getattr(texts, text), line)
        except AssertionError as error:
            raise AssertionError(f"HANDS_SEED={seed}, sequence {number} of {text}: {line}\n{error}") from error
