"""Killed at any moment, the history has everything that it said it had."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from reviser.core.edit import Decision, Edit, Intent, Proposal, Verdict
from reviser.core.events import Arrived, Decided, RoundStarted
from reviser.history.store import Store
from reviser.history.verify import verify

KILLS = 20
LONG_KILLS = 200


def decide_for_ever(path: Path) -> None:
    """Append decisions, and print each one's sequence number once `append` has returned."""
    with Store.open(path) as store:
        for row in store.documents():
            document = row.id
            break
        else:
            document = store.add_document(
                path=None, title="", text="A text.", format="plain", encoding="utf-8", bom=b""
            )
            proposal = Proposal(Edit(0, "A", "One"), Intent.STYLE, "embedded", "plain/a", "why")
            store.append(document, RoundStarted("r", "embedded"), Arrived("r", (proposal,)))
        while True:
            (recorded,) = store.append(document, Decided((Decision("r:0", Verdict.ACCEPT),)))
            sys.stdout.write(f"{recorded.seq}\n")
            sys.stdout.flush()


def killed(path: Path, after: int) -> list[int]:
    """Run the program above and kill it (SIGKILL) once it has printed `after` lines; all that it printed."""
    command = [sys.executable, "-m", "tests.faults.test_history_kill", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        printed = [process.stdout.readline() for _ in range(after)]
        process.kill()
        printed += process.stdout.readlines()
    return [int(line) for line in printed if line.endswith("\n")]


def kill_often(path: Path, times: int) -> None:
    chance = random.Random(0)
    kept: set[int] = set()
    for _ in range(times):
        printed = killed(path, chance.choice([1, 2, 3, 10, 300]))
        assert printed
        kept.update(printed)
        with Store.open(path) as store:
            (document,) = store.documents()
            decided = {recorded.seq for recorded in store.records(document.id) if isinstance(recorded.event, Decided)}
        assert kept <= decided
    assert verify(path) == []


def test_nothing_that_was_decided_is_missing_after_kill(tmp_path: Path) -> None:
    kill_often(tmp_path / "history.db", KILLS)


@pytest.mark.long
def test_nothing_that_was_decided_is_missing_after_many_kills(tmp_path: Path) -> None:
    kill_often(tmp_path / "history.db", LONG_KILLS)


def test_killed_while_it_is_made_it_can_be_made_again(tmp_path: Path) -> None:
    """Kills spread over the time that a start takes, the first schema included."""
    command = [sys.executable, "-m", "tests.faults.test_history_kill"]
    for step in range(KILLS):
        path = tmp_path / str(step) / "history.db"
        with subprocess.Popen([*command, str(path)], stdout=subprocess.DEVNULL) as process:
            while not path.exists() and process.poll() is None:
                pass
            try:
                process.wait(step * 0.015)
            except subprocess.TimeoutExpired:
                process.kill()
        with Store.open(path) as store:
            store.add_words("kept")
        assert verify(path) == []


if __name__ == "__main__":
    decide_for_ever(Path(sys.argv[1]))
