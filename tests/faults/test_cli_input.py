"""Whatever is given to the terminal: one clear sentence, the right code, nothing lost and nothing half written."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.cli.terminal import Ended, Terminal

TEXT = "This is an test of the the program.\n"


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def assert_one_sentence(ended: Ended, code: int) -> None:
    assert ended.code == code, ended.err
    assert ended.out == b""
    assert ended.err.startswith("reviser: ")
    assert ended.err.count("\n") == 1
    assert "Traceback" not in ended.err
    assert ended.err.rstrip().endswith((".", "”."))


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--nonsense",),
        ("essay.txt", "--decide", "maybe"),
        ("essay.txt", "--max-rounds", "0"),
        ("essay.txt", "--max-rounds", "three"),
        ("essay.txt", "--reviser", "nobody"),
        ("essay.txt", "another.txt"),
        ("essay.txt", "--decide", "accept", "--in-place", "--output", "out.txt"),
        ("essay.txt", "--decide", "accept", "--output", "missing/out.txt"),
        ("essay.txt", "--decide", "accept", "--output", "essay.txt"),
        ("essay.txt", "--decide", "accept", "--output", "."),
        ("essay.txt",),  # asks, and there is nobody
    ],
)
def test_wrong_use_is_code_two(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    document = terminal.write("essay.txt", TEXT)
    assert_one_sentence(terminal.run("revise", *arguments), 2)
    assert document.read_text("utf-8") == TEXT


def test_files_that_are_no_text(terminal: Terminal) -> None:
    (terminal.folder / "folder").mkdir()
    os.mkfifo(terminal.folder / "pipe")
    with (terminal.folder / "huge.txt").open("wb") as file:
        file.truncate(100_000_000)
    contents = {"nul.txt": b"some text\0and more", "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9}
    for name, content in contents.items():
        terminal.write(name, content)
    for name in ("missing.txt", "folder", "pipe", "huge.txt", "nul.txt", "picture.png", "essay.txt/below", "a" * 300):
        assert_one_sentence(terminal.run("revise", name, "--decide", "accept", "--in-place"), 1)
    for name, content in contents.items():
        assert (terminal.folder / name).read_bytes() == content


ODD_TEXTS = {
    "mixed.txt": "Café, naïve, café. This is an test.\n".encode() + b"\x93odd\x94 bytes\n",
    "latin.txt": "This is an test at the café.\n".encode("latin-1"),
    "spaces.txt": b" \n\t\n",
    "control.txt": b"A bell\x07 and an escape \x1b[31m stand here.\n"
    + b"The rest of it is a text as any other.\n" * 20,
}


@pytest.mark.parametrize("name", ODD_TEXTS)
def test_odd_texts_come_back_as_they_were(terminal: Terminal, name: str) -> None:
    content = ODD_TEXTS[name]
    document = terminal.write(name, content)
    ended = terminal.run("revise", document, "--decide", "reject", "--output", "out.txt")
    assert ended.code == 0, ended.err
    assert (terminal.folder / "out.txt").read_bytes() == content
    assert b"\x1b" not in ended.out
    if name in {"mixed.txt", "latin.txt"}:
        assert "UTF-8" in ended.err, "an encoding that was guessed is said"


@pytest.mark.long
def test_one_line_of_a_megabyte(terminal: Terminal) -> None:
    content = ("This is an test of a very long line. " * 27_000).encode()
    document = terminal.write("line.txt", content)
    ended = terminal.run("revise", document, "--decide", "reject", "--max-rounds", "1", "--output", "out.txt")
    assert ended.code == 0, ended.err
    assert (terminal.folder / "out.txt").read_bytes() == content


UNUSABLE = ("text.db", "other.db", "newer.db", "damaged.db", ".", "essay.txt/below.db")


def write_unusable(terminal: Terminal) -> Path:
    """A document, its history, and beside them the files of UNUSABLE that can be written."""
    document = terminal.write("essay.txt", TEXT)
    assert terminal.run("revise", document, "--decide", "reject").code == 0
    terminal.write("text.db", "this is no database\n" * 100)
    for name, script in (
        ("other.db", "CREATE TABLE theirs (x); PRAGMA user_version = 1"),
        ("newer.db", "PRAGMA user_version = 999"),
    ):
        if name == "newer.db":
            shutil.copy(terminal.database, terminal.folder / name)
        connection = sqlite3.connect(terminal.folder / name)
        connection.executescript(script)
        connection.close()
    damaged = bytearray(terminal.database.read_bytes())
    damaged[100:2000] = b"\xff" * 1900
    terminal.write("damaged.db", bytes(damaged))
    return document


@pytest.mark.parametrize("name", UNUSABLE)
def test_databases_that_cannot_be_used(terminal: Terminal, name: str) -> None:
    document = write_unusable(terminal)
    path = terminal.folder / name
    before = path.read_bytes() if path.is_file() else b""
    assert_one_sentence(terminal.run("revise", document, "--decide", "accept", "--in-place", "--db", name), 1)
    assert_one_sentence(terminal.run("library", "--db", name), 1)
    assert not path.is_file() or path.read_bytes() == before
    assert document.read_text("utf-8") == TEXT


def test_a_database_that_is_missing_is_not_made(terminal: Terminal) -> None:
    for command in (("library",), ("show", "1"), ("verify",), ("export", "jsonl", "-o", "x.jsonl")):
        assert_one_sentence(terminal.run(*command, "--db", "missing.db"), 1)
    assert not (terminal.folder / "missing.db").exists()


def test_nobody_reads_what_is_printed(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    for arguments in (("revise", document, "--decide", "accept"), ("library",), ("show", "1", "--json")):
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            done = subprocess.run(
                terminal.command(*arguments),
                cwd=terminal.folder,
                env=terminal.environment,
                stdin=subprocess.DEVNULL,
                stdout=pipe,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert done.returncode == 141
        assert all(b"without its language model" in line for line in done.stderr.splitlines())
    assert terminal.run("verify").code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's")
def test_the_disk_of_the_output_is_full(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    assert terminal.run("revise", document, "--decide", "accept").code == 0
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            terminal.command("show", document, "--json"),
            cwd=terminal.folder,
            env=terminal.environment,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"reviser: ")
    assert done.stderr.count(b"\n") == 1
