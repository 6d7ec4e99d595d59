"""Killed at any moment, the history has everything that it said it had."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from reviser.core.events import Decided
from reviser.history.log.store import Store
from reviser.history.recovery.verify import verify

KILLS = 20


def killed(path: Path, after: int) -> list[int]:
    """Run history_writer and kill it (SIGKILL) once it has printed `after` lines; all that it printed."""
    command = [sys.executable, "-m", "tests.faults.history_writer", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        printed = [process.stdout.readline() for _ in range(after)]
        process.kill()
        printed += process.stdout.readlines()
    return [int(line) for line in printed if line.endswith("\n")]


def kill_often(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    kept: set[int] = set()
    for _ in range(KILLS):
        printed = killed(path, chance.choice([1, 2, 3, 10, 300]))
        assert printed
        kept.update(printed)
        with Store.open(path) as store:
            (document,) = store.documents()
            decided = {recorded.seq for recorded in store.records(document.id) if isinstance(recorded.event, Decided)}
        assert kept <= decided
    assert verify(path) == []


def test_nothing_that_was_decided_is_missing_after_kill(tmp_path: Path) -> None:
    kill_often(tmp_path / "history.db", 0)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1, 10))
def test_nothing_that_was_decided_is_missing_after_many_kills(tmp_path: Path, seed: int) -> None:
    """With the short count 200 kills."""
    kill_often(tmp_path / "history.db", seed)


def test_killed_while_it_is_made_it_can_be_made_again(tmp_path: Path) -> None:
    """Kills spread over the time that a start takes, the first schema included."""
    command = [sys.executable, "-m", "tests.faults.history_writer"]
    for step in range(10):
        path = tmp_path / str(step) / "history.db"
        with subprocess.Popen([*command, str(path)], stdout=subprocess.DEVNULL) as process:
            while not path.exists() and process.poll() is None:
                pass
            try:
                process.wait(step * 0.03)
            except subprocess.TimeoutExpired:
                process.kill()
        with Store.open(path) as store:
            store.add_words("kept")
        assert verify(path) == []
