"""Before a text first leaves this machine it is said where it goes, and asked, by every command that sends."""

from pathlib import Path

import pytest

from tests.cli.person import at_terminal
from tests.cli.terminal import Terminal

FAR = "https://far.invalid/v1"


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    found = Terminal(tmp_path)
    found.write("a.txt", "She go home.\n")
    found.write("b.txt", "He go home.\n")
    (tmp_path / "pairs").mkdir()
    found.write("pairs/dev.src", "She go home .\n")
    found.write("pairs/dev.ref0", "She goes home .\n")
    assert found.run("revisers", "add", "far", FAR, "--model", "m", "--default").code == 0
    return found


COMMANDS = {
    "revise": ("revise", "a.txt", "--decide", "accept", "--max-rounds", "1"),
    "queue add": ("queue", "add", "a.txt", "b.txt", "--annotator", "Ann", "--propose"),
    "judge": ("judge", "a.txt", "b.txt", "--sources", "a.txt", "--judge", "far"),
    "revise, one of several": (
        *("revise", "a.txt", "--decide", "accept", "--max-rounds", "1"),
        *("--reviser", "embedded", "--with", "far", "--strategy", "ensemble", "--judge", "vote"),
    ),
    "revise, who judges": (
        *("revise", "a.txt", "--decide", "accept", "--max-rounds", "1"),
        *("--reviser", "embedded", "--strategy", "screws", "--judge", "far"),
    ),
    "eval": ("eval", "pairs", "--reviser", "far", "--rounds", "1"),
}


def allowed(terminal: Terminal) -> str:
    listed = terminal.run("revisers", "list", "--json").object["revisers"]
    return str(next(each for each in listed if each["name"] == "far")["allowed"])


@pytest.mark.parametrize("command", COMMANDS)
def test_where_nobody_can_be_asked_it_is_said_what_to_do_and_nothing_is_sent(terminal: Terminal, command: str) -> None:
    ended = terminal.run(*COMMANDS[command])
    assert (ended.code, ended.text) == (1, "")
    assert ended.err.count("would go to far.invalid (far)") == 1
    assert "reviser revisers allow far" in ended.err
    assert allowed(terminal) == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_at_a_terminal_it_is_asked_once_and_kept(terminal: Terminal, command: str) -> None:
    with at_terminal(terminal, *COMMANDS[command]) as (person, _):
        person.waits_for("Your text will go to far.invalid (far). Send it?")
        person.presses("n\r")
        assert person.ends() == 1
        assert "Nothing was sent." in person.seen
        assert person.seen.count("Send it?") == 1
    assert allowed(terminal) == ""
    with at_terminal(terminal, *COMMANDS[command]) as (person, _):
        person.waits_for("Send it?")
        person.presses("y\r")
        person.ends()
        assert person.seen.count("Send it?") == 1
        assert "no machine called far.invalid" in person.seen
    assert allowed(terminal) == FAR


def test_an_entry_of_a_queue_that_is_opened_asks_before_it_is_proposed_on(terminal: Terminal) -> None:
    assert terminal.run("queue", "add", "a.txt", "--annotator", "Ann").code == 0
    with at_terminal(terminal, "queue", "next", "--annotator", "Ann") as (person, _):
        person.waits_for("Send it?")
        person.presses("n\r")
        assert person.ends() == 1
        assert "Nothing was sent." in person.seen
