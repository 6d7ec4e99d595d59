"""Where an answer may not go, and that it may go nowhere."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.terminal import TIMEOUT_S, Terminal

TEXT = "I has a apple.\n"


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def _used(terminal: Terminal) -> Path:
    """A document with a history."""
    file = terminal.folder / "a.txt"
    file.write_text(TEXT)
    assert terminal.run("revise", file, "--decide", "accept").code == 0
    return file


def test_nothing_replaces_the_history(terminal: Terminal) -> None:
    file = _used(terminal)
    before = terminal.database.read_bytes()
    link = terminal.folder / "link"
    link.symlink_to(terminal.database)
    for output in (terminal.database, link, terminal.folder / "history.db-wal"):
        for arguments in (
            ("revise", file, "--decide", "accept", "--output", output),
            ("export", "jsonl", "-o", output),
        ):
            ended = terminal.run(*arguments)
            assert ended.code == 2
            assert ended.out == b""
            assert "belongs to the history itself" in ended.err
    assert terminal.database.read_bytes() == before
    assert terminal.run("verify").code == 0


def test_an_export_replaces_no_pipe_and_follows_a_link(terminal: Terminal) -> None:
    _used(terminal)
    pipe = terminal.folder / "pipe"
    os.mkfifo(pipe)
    ended = terminal.run("export", "jsonl", "-o", pipe)
    assert ended.code == 2
    assert "not a file" in ended.err
    assert pipe.is_fifo()
    real, link = terminal.folder / "real.jsonl", terminal.folder / "link.jsonl"
    real.write_text("old")
    link.symlink_to(real)
    assert terminal.run("export", "jsonl", "-o", link).code == 0
    assert link.is_symlink()
    assert real.read_bytes().count(b"\n") == 2


@pytest.mark.parametrize(
    ("closed", "more", "code"),
    [
        ("1", ("--decide", "accept"), 0),
        ("1", ("--decide", "accept", "--json"), 0),
        ("2", ("--decide", "accept"), 0),
        ("012", ("--decide", "accept"), 0),
        ("0", (), 2),
    ],
)
def test_closed_streams_are_no_fault(terminal: Terminal, closed: str, more: tuple[str, ...], code: int) -> None:
    file = terminal.folder / "a.txt"
    file.write_text(TEXT)
    shell = '"$@" ' + " ".join(f"{number}>&-" for number in closed)
    command = ["sh", "-c", shell, "sh", *terminal.command("revise", file, *more)]
    done = subprocess.run(
        command,
        cwd=terminal.folder,
        env=terminal.environment,
        check=False,
        capture_output=True,
        timeout=TIMEOUT_S,
    )
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert b"fault" not in done.stderr
    if code == 0:
        assert terminal.run("show", file, "--json").object["result"] == "I have an apple.\n"
