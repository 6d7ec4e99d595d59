"""Killed, interrupted, asked: in a real terminal (a pseudo-terminal), key by key."""

import json
import os
import signal
from pathlib import Path

import pytest

from tests.cli.person import PATIENCE_S, asked
from tests.cli.terminal import Run, Terminal, assert_adds_up

TEXT = (
    "This is an test of the the program.\n\nHe recieve alot of letters.  They utilize them in order to learn.\n\n"
    "It is an apple, and a orange, and a egg.\n"
)


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


def test_what_an_arrow_key_sends_does_not_become_text(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    with asked(terminal, document, "--in-place") as (person, out):
        for count, own in enumerate(("my\x1b[D own\n", "my own\n"), 1):
            person.waits_for("[q]uit", count)
            person.presses("e")
            person.waits_for("Your own text", count)
            person.presses(own)
        person.waits_for("(U+001B): type it without arrow keys.")
        person.waits_for("[q]uit", 3)
        person.presses("q")
        assert person.process.wait(PATIENCE_S) == 0
    assert terminal_object(out)["rounds"][0]["edits"][0]["after"] == "my own"
    assert b"\x1b" not in document.read_bytes()


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
