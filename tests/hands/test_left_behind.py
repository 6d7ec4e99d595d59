"""Nothing that a run started outlives it: neither where it ends nor where it is killed."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.hands.wait import until

ROOT = Path(__file__).resolve().parents[2]
STARTED = {"Xvfb", "openbox", "dbus-daemon", "at-spi-bus-laun", "reviser-gui"}


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short path, by which everything that was started in it is known (TMPDIR)."""
    with tempfile.TemporaryDirectory(prefix="left-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def belonging(folder: Path) -> dict[int, str]:
    """The processes that were started with this folder for their temporary files, and their names."""
    found: dict[int, str] = {}
    mark = f"TMPDIR={folder}".encode()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # ended meanwhile, or somebody else's
            if mark in (process / "environ").read_bytes().split(b"\0"):
                found[int(process.name)] = (process / "comm").read_text(encoding="utf-8").strip()
    return found


@pytest.mark.parametrize("killed", [True, False], ids=["killed", "ended"])
def test_all_that_a_run_started_is_gone_with_it(folder: Path, killed: bool) -> None:
    environment = os.environ | {"TMPDIR": str(folder), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.hands.left_behind", str(folder)]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
        names = set(belonging(folder).values())
        assert names >= STARTED, f"Expected: {STARTED} run. Seen: {names}."
        if killed:
            run.kill()
        assert run.stdin is not None
        run.stdin.close()
        run.wait(60)
    until(lambda: not belonging(folder), "nothing is left of the run", seen=lambda: belonging(folder))
