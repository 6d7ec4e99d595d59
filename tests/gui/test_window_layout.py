"""The window on screens of different sizes: it opens inside, the text has at least half of it, and nothing is cut."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# Prints where the window with its frame is, where the screen is, and the text's share of the window.
OPENED = """
import sys
from pathlib import Path
from reviser.gui.application import open_window
folder = Path(sys.argv[1])
(folder / "a.md").write_text("Teh cat sat.", encoding="utf-8")
with open_window(folder / "history.db", theme="light") as program:
    window = program.window
    exec(sys.argv[2])
    window.show()
    window.open(folder / "a.md")
    window.grab()
    room, text = window.screen().availableGeometry(), window.workspace.text
    print(room.x(), room.y(), room.width(), room.height())
    print(window.x(), window.y(), window.width(), window.height())
    print(text.width() * text.height() / (window.width() * window.height()))
"""
FRAME = 8, 40  # pixels beside and above that window managers put around it


def opened(folder: Path, size: tuple[int, int], scale: int, first: str = "pass") -> tuple[list[int], list[int], float]:
    """The room that the screen has, the window's place and size, and the text's share of it, on a new screen.
    `first` is done with the window before it is shown."""
    width, height = size
    screen = {"name": "one", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    config = folder / "screens.json"
    config.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    wishes = {"QT_QPA_PLATFORM": f"offscreen:configfile={config}", "QT_SCALE_FACTOR": str(scale), "HOME": str(folder)}
    wishes |= {name: str(folder / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    command = [sys.executable, "-c", OPENED, str(folder), first]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | wishes, timeout=60)
    assert ended.returncode == 0, ended.stderr
    room, window, share = ended.stdout.splitlines()
    return [int(n) for n in room.split()], [int(n) for n in window.split()], float(share)


def check_inside(room: list[int], window: list[int]) -> None:
    assert window[0] >= room[0]
    assert window[1] >= room[1]
    assert window[0] + window[2] + FRAME[0] <= room[0] + room[2]
    assert window[1] + window[3] + FRAME[1] <= room[1] + room[3]


@pytest.mark.parametrize(("size", "scale"), [((1024, 700), 1), ((1920, 1080), 2)], ids=str)
def test_the_window_opens_inside_its_screen(tmp_path: Path, size: tuple[int, int], scale: int) -> None:
    room, window, share = opened(tmp_path, size, scale)
    assert room[2:] == [size[0] // scale, size[1] // scale]
    check_inside(room, window)
    assert share >= 0.5


def test_what_was_kept_on_a_larger_screen_is_brought_inside(tmp_path: Path) -> None:
    _, large, _ = opened(tmp_path, (2560, 1440), 1, "window.setGeometry(900, 500, 1600, 900)")
    assert large[2:] == [1600, 900]
    room, window, share = opened(tmp_path, (1024, 700), 1)
    check_inside(room, window)
    assert share >= 0.5
