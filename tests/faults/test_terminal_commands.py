"""No name, title or text reaches a terminal as a command to it, whatever says it."""

import ast
import re
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

EVIL = "e\x1b]0;owned\x07\x1b[2J\u202e\x9b31m"
# Control characters but the line's end, those of C1, and marks of direction.
STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
CLI = Path(__file__).resolve().parents[2] / "reviser" / "cli"
# What writes to the terminal itself, each visible before: styles and keys.
BY_THEMSELVES = {
    f"{name}.py" for name in ("terminal", "review_prompt", "status_line", "round_progress", "model_progress", "search")
}


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def test_names_and_titles_are_shown_and_not_obeyed(terminal: Terminal) -> None:
    document = terminal.write(f"{EVIL}.txt", f"This is an test of the the {EVIL} program.\n")
    missing = terminal.folder / f"no {EVIL}.txt"
    for command in (
        ("revise", document, "--decide", "accept", "--max-rounds", "1", "--in-place", "--annotator", EVIL),
        ("show", document),
        ("library",),
        ("rename", document, EVIL),
        ("library",),
        ("history", document),
        ("search", "test"),
        ("stats",),
        ("queue", "add", document, "--to", EVIL),
        ("queue", "list"),
        ("export", "jsonl", "-o", terminal.folder / f"{EVIL}.jsonl"),
        ("export", "jsonl", "-o", terminal.folder / EVIL / "a" / "b.jsonl"),
        ("export", "jsonl", "--annotator", EVIL, "-o", terminal.folder / f"{EVIL}2.jsonl"),
        ("import", missing),
        ("check", terminal.folder / f"{EVIL}.jsonl"),
        ("show", missing),
        ("revise", missing),
        ("revise", document, "--reviser", EVIL),
        ("revisers", "add", EVIL, "http://localhost:1"),
        ("revisers", "test", EVIL),
        ("keys", "test", EVIL),
        ("models", "add", missing),
        ("backup", "restore", missing),
        ("repair", missing),
        ("merge", missing, document),
        (EVIL,),
        ("verify", "--db", document),
    ):
        ended = terminal.run(*command)
        shown = ended.text + ended.err
        assert not STEERS.search(shown), (command, shown)
        assert "Traceback" not in shown
        assert "fault of the program" not in shown, (command, shown)


def test_the_terminal_is_written_to_in_one_place() -> None:
    wrong = [
        f"{path.name}:{node.lineno}"
        for path in sorted(CLI.glob("*.py"))
        if path.name not in BY_THEMSELVES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"echo", "secho"}
        and node.args
    ]
    assert not wrong, "say.line makes what steers a terminal visible"
