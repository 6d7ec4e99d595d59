"""The windows are dark where the desktop's are, and follow it while the program runs. Where Qt does not know the
desktop, its portal says so; here a program of the tests does, on the bus of the display."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reviser.gui.palette import CONTRAST, DARK, LIGHT, Palette
from tests.hands.display import Running
from tests.hands.editors import Reviser
from tests.hands.seat import Seat
from tests.hands.wait import until

ROOT = Path(__file__).resolve().parents[2]
NONE_SAID, DARK_SAID, LIGHT_SAID = "0", "1", "2"


@contextmanager
def portal(seat: Seat, scheme: str, version: int = 2) -> Iterator[Running]:
    command = [sys.executable, "-m", "tests.hands.portal", str(version), scheme]
    with seat.display.running(command, {"PYTHONPATH": str(ROOT)}, name=f"portal-{version}-{scheme}") as running:
        until(lambda: "ready" in running.output(), "the portal is there", seen=running.output)
        yield running


@contextmanager
def started(seat: Seat, folder: Path, name: str, theme: str = "", desktop: str = "") -> Iterator[Reviser]:
    """The program with a home of its own, this theme in its settings, in a desktop that calls itself so."""
    program = Reviser(seat, folder / name, more={"XDG_CURRENT_DESKTOP": desktop})
    if theme:
        settings = program.home / "config" / "reviser" / "settings.json"
        settings.write_text(json.dumps({"theme": theme}), encoding="utf-8")
    path = folder / f"{name}.txt"
    path.write_text("We went home early.\n", encoding="utf-8")
    try:
        program.start(path)
        yield program
    finally:
        program.running.end()


def ground(program: Reviser) -> str:
    """The color that most of the window has."""
    picture = program.seat.screen.picture(program.window)
    colors = Counter(
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 8) for y in range(0, picture.height(), 8)
    )
    return colors.most_common(1)[0][0]


def await_look(program: Reviser, palette: Palette) -> None:
    until(lambda: ground(program) == palette.paper, f"a window that is {palette.name}", seen=lambda: ground(program))


@pytest.mark.parametrize(("name", "version"), [("", 1), ("", 2), ("GNOME", 2), ("sway", 2)])
def test_the_window_follows_the_desktop(seat: Seat, tmp_path: Path, name: str, version: int) -> None:
    with portal(seat, DARK_SAID, version) as desktop, started(seat, tmp_path, "a", desktop=name) as program:
        await_look(program, DARK)
        desktop.tell(LIGHT_SAID)
        await_look(program, LIGHT)
        desktop.tell(DARK_SAID)
        await_look(program, DARK)
        desktop.tell(NONE_SAID)
        await_look(program, LIGHT)


def test_a_portal_may_come_later(seat: Seat, tmp_path: Path) -> None:
    with started(seat, tmp_path, "b") as program:
        await_look(program, LIGHT)
        with portal(seat, NONE_SAID) as desktop:
            desktop.tell(DARK_SAID)
            await_look(program, DARK)


@pytest.mark.parametrize("palette", [LIGHT, CONTRAST], ids=["light", "high contrast"])
def test_a_theme_that_was_chosen_stays(seat: Seat, tmp_path: Path, palette: Palette) -> None:
    with (
        portal(seat, LIGHT_SAID) as desktop,
        started(seat, tmp_path, "c") as follows,
        started(seat, tmp_path, "d", palette.name) as stays,
    ):
        await_look(stays, palette)
        assert follows.window is not None
        seat.screen.activate(follows.window)
        desktop.tell(DARK_SAID)
        await_look(follows, DARK)
        assert stays.window is not None
        seat.screen.activate(stays.window)
        stays.settle()
        await_look(stays, palette)
