"""Letters by an input method (ibus): what was composed is in the text and in the file when it is done."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.seat import Seat
from tests.hands.wait import until

ENGINE = "xkb:us::eng"  # composes a letter from its number in Unicode behind Ctrl+Shift+U
TEXT = "ab\n"

pytestmark = pytest.mark.skipif(
    shutil.which("ibus-daemon") is None, reason="no input method without ibus (packaging/test installs it)"
)


@pytest.fixture(scope="module")
def program(seat: Seat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reviser]:
    """The program with ibus before it, not yet started."""
    program = Reviser(seat, tmp_path_factory.mktemp("home"), more={"QT_IM_MODULE": "ibus"})
    # Qt finds ibus by a file in the person's own folder of configurations.
    environment = seat.display.environment | program.environment
    command = ["ibus-daemon", "--panel=disable", "--config=/usr/libexec/ibus-memconf"]
    with seat.display.running(command, environment, name="ibus") as ibus:
        until(lambda: _chosen(environment), "ibus composes", seen=ibus.output)
        yield program


@pytest.fixture
def desk(program: Reviser, tmp_path: Path) -> Iterator[Desk]:
    """Started for each test: the dialog for files is Qt's, and what it does with letters that ibus brings is not tried
    here."""
    with Desk(program, tmp_path) as desk:
        yield desk


def _chosen(environment: dict[str, str]) -> bool:
    path = {"PATH": "/usr/bin:/bin"}
    chosen = subprocess.run(["ibus", "engine", ENGINE], env=path | environment, check=False, timeout=30)
    return chosen.returncode == 0


def compose(program: Reviser, number: str) -> None:
    """Begin a letter by its number. What is not done yet is no part of the text for who listens to it."""
    program.key("ctrl+shift+u")
    program.type(number)


def await_saved(program: Reviser, text: str) -> None:
    """Save by the key. It comes by the input method too, some time after it was pressed."""
    program.key("ctrl+s")
    until(
        lambda: program.path.read_text(encoding="utf-8") == text, f"{text!r} in the file", seen=program.path.read_text
    )


def test_what_is_composed_comes_into_the_file_when_it_is_done(desk: Desk) -> None:
    program = desk.edit(TEXT)
    program.key("Right")
    compose(program, "e9")
    assert program.looks.text == TEXT
    program.key("space")
    until(lambda: program.looks.text == "a\u00e9b\n", "the letter stands in the text", seen=lambda: program.looks)
    program.type("x")
    await_saved(program, "a\u00e9xb\n")
    program.key("ctrl+z")
    until(lambda: program.looks.text == TEXT, "it is taken back", seen=lambda: program.looks)


def test_it_goes_over_what_is_selected(desk: Desk) -> None:
    program = desk.edit("one two\n")
    program.key("ctrl+shift+Right")
    compose(program, "e9")
    program.key("space")
    until(lambda: program.looks.text == "\u00e9two\n", "the letter stands in the text", seen=lambda: program.looks)
    await_saved(program, "\u00e9two\n")


def test_letters_that_it_does_not_compose_arrive_in_their_order(desk: Desk) -> None:
    program = desk.edit("")
    words = "It is mad: (50 % + 1) x_y-z/1.txt? Yes; it is."
    program.type(words)
    until(lambda: len(program.looks.text) >= len(words), "all letters are there", seen=lambda: program.looks)
    await_saved(program, words)
