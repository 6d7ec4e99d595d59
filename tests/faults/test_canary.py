"""A key that is easy to find is searched for everywhere after whole runs: it must be nowhere but where it belongs."""

import base64
import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.keyring import piped, with_keyring
from tests.cli.terminal import Ended, Terminal
from tests.faults.chatting import chatting

KEY = "sk-canary-7c0ffee7c0ffee7c0ffee"
TEXT = "She have a apple. It is red.\n"

# Runs at the start of every Python process, and writes down those that have the key in their environment.
WATCH = """
import os, sys
if any({key!r} in value for value in os.environ.values()):
    with open({log!r}, "a") as log:
        log.write(" ".join(sys.orig_argv) + "\\n")
"""


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def _leaks(folder: Path, *ended: Ended, but: tuple[Path, ...] = ()) -> list[str]:
    """Where the key stands: files below `folder`, and what commands said."""
    forms = (KEY.encode(), base64.b64encode(KEY.encode()), KEY.encode("utf-16-le"), KEY[3:].encode())
    found = [
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and path not in but and any(form in path.read_bytes() for form in forms)
    ]
    return found + [end.err for end in ended if KEY[3:] in end.err] + [end.text for end in ended if KEY[3:] in end.text]


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "log").write_text(f"Bearer {KEY}")
    assert _leaks(tmp_path) == [str(tmp_path / "deep" / "log")]
    assert _leaks(tmp_path, Ended(1, b"", f"no {KEY}"), but=(tmp_path / "deep" / "log",)) == [f"no {KEY}"]


@pytest.mark.parametrize(
    ("kept", "status"),
    [("keyring", 200), ("environment", 200), ("keyring", 401), ("environment", 500), ("keyring", 404)],
)
def test_a_key_stands_nowhere_after_a_whole_run(terminal: Terminal, kept: str, status: int) -> None:
    keyring = with_keyring(terminal)
    document = terminal.write("essay.txt", TEXT)
    with chatting(KEY) as server:
        ended = [terminal.run("revisers", "add", "work", server.address, "--key", "work", "--model", "m")]
        if kept == "keyring":
            ended.append(piped(terminal, KEY.encode(), "keys", "set", "work"))
        else:
            terminal.environment["REVISER_KEY_WORK"] = KEY
        assert all(end.code == 0 for end in ended)
        server.status = status
        ended += [
            terminal.run("keys", "list"),
            terminal.run("keys", "test", "work"),
            terminal.run("revisers", "list", "--json"),
            terminal.run("revisers", "test", "work", "--json"),
            terminal.run("revise", document, "--reviser", "work", "--decide", "accept", "--max-rounds", "1", "--json"),
            terminal.run("show", document),
            terminal.run("export", "jsonl", "-o", "out.jsonl"),
            terminal.run("verify"),
        ]
        assert f"Bearer {KEY}" in server.seen, "it did go to the server"
        assert server.shown == [], "it stood in a list of processes"
    if status == 200:
        assert ended[-4].object["rounds"][0]["edits"][0]["after"] == "has"
    else:
        assert ended[-4].code == 1
    assert _leaks(terminal.folder, *ended, but=(keyring,)) == []


@pytest.mark.parametrize(
    "spelling",
    [
        KEY,
        KEY.replace("s", "\\u0073", 1),
        "".join(f"\\u{ord(sign):04X}" for sign in KEY),
        KEY.replace("s", "\\\\u0073", 1),
        f"{KEY[:12]}\\u{ord(KEY[12]):04x}{KEY[13:]}",
    ],
)
def test_a_key_that_the_model_repeats_stands_nowhere(terminal: Terminal, spelling: str) -> None:
    terminal.environment["REVISER_KEY_WORK"] = KEY
    document = terminal.write("essay.txt", TEXT)
    with chatting(KEY) as server:
        server.answer = (
            '{"edits": [{"sid": 1, "intent": "fluency", "quote": "have", '
            f'"after": "{spelling}", "why": "{spelling}"}}, '
            f'{{"sid": 2, "intent": "fluency", "quote": "{spelling}", "after": "blue", "why": ""}}]}}'
        )
        how = ("--decide", "accept", "--max-rounds", "1", "--in-place", "--json")
        ended = [
            terminal.run("revisers", "add", "work", server.address, "--key", "work", "--model", "m"),
            terminal.run("revise", document, "--reviser", "work", *how),
            terminal.run("show", document),
            terminal.run("export", "jsonl", "-o", "out.jsonl"),
        ]
        assert f"Bearer {KEY}" in server.seen
    assert ended[1].object["rounds"][0]["edits"][0]["after"] == "[key]", "it was said, and hidden"
    assert _leaks(terminal.folder, *ended) == []
    for path in terminal.folder.rglob("*"):
        said = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
        for _ in range(3):  # JSON within JSON within a file
            assert KEY not in said, path
            said = re.sub(r"\\+u00(..)", lambda number: chr(int(number[1], 16)), said)


def test_a_key_is_not_in_what_a_killed_run_leaves(terminal: Terminal) -> None:
    terminal.environment["REVISER_KEY_WORK"] = KEY
    document = terminal.write("essay.txt", TEXT)
    with chatting(KEY) as server:
        assert terminal.run("revisers", "add", "work", server.address, "--key", "work").code == 0
        command = terminal.command("revise", document, "--reviser", "work", "--decide", "accept", "--max-rounds", "9")
        process = subprocess.Popen(command, cwd=terminal.folder, env=terminal.environment, stdout=subprocess.DEVNULL)
        while not server.seen and process.poll() is None:
            os.sched_yield()
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert _leaks(terminal.folder) == []


def test_processes_that_the_program_starts_do_not_get_the_key(terminal: Terminal) -> None:
    watch = terminal.folder / "watch"
    watch.mkdir()
    log = terminal.folder / "log.txt"
    (watch / "sitecustomize.py").write_text(WATCH.format(key=KEY, log=str(log)))
    terminal.environment |= {"PYTHONPATH": str(watch), "REVISER_KEY_WORK": KEY, "OPENAI_API_KEY": KEY}
    ended = terminal.run("doctor")
    assert "harper" in ended.text, "it did start others"
    watched = log.read_text().splitlines()
    assert len(watched) == 1, watched
    assert "-m reviser doctor" in watched[0]
    assert _leaks(terminal.folder, ended, but=(watch / "sitecustomize.py",)) == []
