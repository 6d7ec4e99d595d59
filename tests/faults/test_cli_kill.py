"""Killed, interrupted, asked: in a real terminal (a pseudo-terminal), key by key."""

import json
import os
import pty
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.terminal import Run, Terminal, assert_adds_up

TEXT = (
    "This is an test of the the program.\n\nHe recieve alot of letters.  They utilize them in order to learn.\n\n"
    "It is an apple, and a orange, and a egg.\n"
)
PATIENCE_S = 120


class Person:
    """Somebody at a terminal: waits for what it shows, and presses keys."""

    def __init__(self, process: subprocess.Popen[bytes], terminal: int) -> None:
        self.process = process
        self._terminal = terminal
        self.seen = ""

    def waits_for(self, what: str, count: int = 1) -> None:
        """Until `what` has been shown `count` times in all."""
        until = time.monotonic() + PATIENCE_S
        while self.seen.count(what) < count:
            assert time.monotonic() < until, self.seen
            if select.select([self._terminal], [], [], 0.2)[0]:
                try:
                    self.seen += os.read(self._terminal, 65536).decode("utf-8", "replace")
                except OSError:
                    break  # it has ended
        assert self.seen.count(what) >= count, self.seen

    def presses(self, key: str) -> None:
        os.write(self._terminal, key.encode("utf-8"))


@contextmanager
def asked(terminal: Terminal, *arguments: str | Path) -> Iterator[tuple[Person, Path]]:
    """`reviser revise … --decide ask` at a terminal; standard output goes to the file that is given."""
    ours, theirs = pty.openpty()
    out = terminal.folder / "stdout"
    with out.open("wb") as file:
        process = subprocess.Popen(
            # Its own session with this as its terminal, as a shell would give it: Ctrl+C is a signal then, and one that
            # is heard, also where the tests run in the background, which ignores it.
            [
                "env",
                "--default-signal=INT",
                "setsid",
                "--ctty",
                *terminal.command("revise", *arguments, "--decide", "ask", "--json"),
            ],
            cwd=terminal.folder,
            env=terminal.environment | {"TERM": "xterm"},
            stdin=theirs,
            stdout=file,
            stderr=theirs,
        )
    os.close(theirs)
    try:
        yield Person(process, ours), out
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(PATIENCE_S)
        os.close(ours)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def decisions(run: Run) -> list[str | None]:
    return [edit["accept_or_reject"] for edit in run["rounds"][0]["edits"]]


def test_nothing_decided_is_missing_after_kill_9(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    with asked(terminal, document) as (person, _):
        person.waits_for("[q]uit")
        person.presses("a")
        person.waits_for("[q]uit", 2)
        person.presses("x")
        person.waits_for("[q]uit", 3)
        os.kill(person.process.pid, signal.SIGKILL)
        person.process.wait(PATIENCE_S)
    assert document.read_text("utf-8") == TEXT
    shown = terminal.run("show", document, "--json").object
    assert decisions(shown)[:2] == ["Accept", "Reject"]
    assert set(decisions(shown)[2:]) == {None}
    assert terminal.run("verify").code == 0
    run = terminal.revise(document, "--decide", "accept")
    assert run["rounds"][0]["depth"] == 1, "it goes on in the middle of the round"
    assert decisions(run)[:2] == ["Accept", "Reject"]
    assert set(decisions(run)[2:]) == {"Accept"}
    assert_adds_up(run)


def test_every_key_does_what_it_says(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    with asked(terminal, document, "--in-place") as (person, out):
        for count, keys in enumerate(("a", "u", "x", "emy own\n", " ", "?q"), 1):
            person.waits_for("[q]uit", count)
            if keys[0] == "e":
                person.presses("e")
                person.waits_for("Your own text")
                person.presses(keys[1:])
            else:
                person.presses(keys[0])
        person.waits_for("these keys")
        person.presses("q")
        assert person.process.wait(PATIENCE_S) == 0
    run = terminal_object(out)
    assert run["stop"] == "quit"
    edits = run["rounds"][0]["edits"]
    assert [edit["decision"] for edit in edits[:3]] == ["reject", "rewrite", None]
    assert edits[1]["after"] == "my own"
    assert edits[1]["proposed_after"] != "my own"
    assert edits[0]["decided_by"] == "person"
    assert_adds_up(run)
    assert document.read_text("utf-8") == run["result"]


def test_ctrl_c_cancels_and_keeps_what_was_decided(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    with asked(terminal, document, "--in-place") as (person, out):
        person.waits_for("[q]uit")
        person.presses("a")
        person.waits_for("[q]uit", 2)
        person.presses("\x03")
        assert person.process.wait(PATIENCE_S) == 130
        assert "Traceback" not in person.seen
    run = terminal_object(out)
    assert run["stop"] == "cancelled"
    assert decisions(run)[0] == "Accept"
    assert document.read_text("utf-8") == TEXT


def terminal_object(out: Path) -> Run:
    found = json.loads(out.read_bytes())
    assert isinstance(found, dict)
    return found
