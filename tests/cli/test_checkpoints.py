"""`reviser models` with checkpoints, whose weights nothing loads."""

import importlib.util
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.cli.terminal import TIMEOUT_S, Terminal
from tests.hands.wait import until
from tests.revisers.checkpoints.folders import write_folder
from tests.services.hub_server import COMMIT, HubServer, hub_server


def test_added_listed_chosen_and_forgotten(terminal: Terminal) -> None:
    folder = write_folder(terminal.folder / "coedit large", license_name="cc-by-nc-4.0")
    added = terminal.run("models", "add", folder, "--kind", "t5-instruction", "--instruction", "Make this shorter")
    assert added.code == 0, added.err
    assert added.text.splitlines() == [
        "Added coedit-large (t5-instruction). Choose it with --reviser checkpoint:coedit-large.",
        "It takes about 0.0 MB of memory while the program runs.",
        "Its licence, cc-by-nc-4.0, allows no commercial use.",
    ]
    lines = terminal.run("models", "list").text
    assert "checkpoint:coedit-large  t5-instruction, 0.0 MB of memory, cc-by-nc-4.0" in lines
    (found,) = terminal.run("models", "list", "--json").object["checkpoints"]
    assert (found["reviser"], found["instruction"]) == ("checkpoint:coedit-large", "Make this shorter")
    assert found["non_commercial"] is True
    gone = terminal.run("models", "remove", "coedit-large")
    assert gone.text == f"Forgot the checkpoint coedit-large; its folder stays: {folder}\n"
    assert terminal.run("models", "list", "--json").object["checkpoints"] == []
    assert folder.exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("", "--kind", "gector"), "Nothing is named: name a file, a folder or OWNER/NAME."),
        (("",), "Nothing is named"),
        (("tagger",), "tagger is a folder: where it holds a checkpoint, name its --kind (t5-instruction,"),
        (("tagger", "--kind", "gector", "--instruction", "Be brief"), "A gector checkpoint takes no --instruction."),
        (("tagger", "--kind", "gector", "--keep-confidence", "nan"), "nan is no number"),
        (
            ("tagger", "--kind", "deliterater", "--generator", "tagger"),
            "a roberta model, and --generator is for pegasus",
        ),
        (("editor", "--kind", "pegasus-intent", "--classifier", "editor"), "a t5 model, and --classifier is for bert"),
    ],
)
def test_what_does_not_fit_together_is_refused_and_nothing_is_written(
    terminal: Terminal, line: tuple[str, ...], said: str
) -> None:
    write_folder(terminal.folder / "tagger", model_type="roberta")
    write_folder(terminal.folder / "editor")
    refused = terminal.run("models", "add", *line)
    assert (refused.code, said in refused.err) == (2, True), refused.err
    assert "fault of the program" not in refused.err
    assert terminal.run("models", "list", "--json").object["checkpoints"] == []


NAME = "grammarly/small"
HERE = importlib.util.find_spec("huggingface_hub") is not None
needs_hub = pytest.mark.skipif(not HERE, reason="huggingface_hub is not installed: pip install 'reviser[models]'")


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubServer]:
    folder = write_folder(tmp_path / "served", license_name="cc-by-nc-4.0")
    (folder / "model.safetensors").write_bytes(bytes(3_000_000))
    with hub_server({NAME: folder}) as server:
        yield server


@needs_hub
def test_one_from_the_hub_is_fetched_listed_with_its_commit_and_deleted(terminal: Terminal, hub: HubServer) -> None:
    added = terminal.run("models", "add", NAME, "--kind", "t5-instruction", HF_ENDPOINT=hub.endpoint)
    assert added.code == 0, added.err
    assert added.err.splitlines()[0] == (
        "reviser: grammarly/small: 3 MB to fetch; its licence: cc-by-nc-4.0, which allows no commercial use."
    )
    assert "reviser: grammarly/small: fetching … 3 MB" in added.err
    assert "Choose it with --reviser checkpoint:small." in added.text
    (found,) = terminal.run("models", "list", "--json").object["checkpoints"]
    assert found["origins"] == {"model": f"{NAME}@{COMMIT}"}
    folder = Path(found["folder"])
    assert folder.parent == terminal.folder / "home" / ".local" / "share" / "reviser" / "models" / "checkpoints"
    assert f"model fetched from {NAME}@{COMMIT}" in terminal.run("models", "list").text
    gone = terminal.run("models", "remove", "small").text.splitlines()
    assert gone == ["Forgot the checkpoint small.", f"Deleted what was fetched: {folder}", "3 MB freed."]
    assert not folder.exists()


@needs_hub
def test_ctrl_c_leaves_what_came_and_the_same_command_goes_on(terminal: Terminal, hub: HubServer) -> None:
    hub.hold = 2_000_000
    command = terminal.command("models", "add", NAME, "--kind", "t5-instruction")
    environment = terminal.environment | {"HF_ENDPOINT": hub.endpoint}
    with subprocess.Popen(command, cwd=terminal.folder, env=environment, stderr=subprocess.PIPE, text=True) as process:
        parts = partial(terminal.folder.rglob, "model.safetensors.part")
        until(lambda: any(part.stat().st_size == hub.hold for part in parts()), "half has come", patience=TIMEOUT_S)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr is not None
        said = process.stderr.read().splitlines()
    assert said[-2:] == [
        "reviser: the part downloaded so far is kept; the same command continues.",
        "reviser: Cancelled.",
    ]
    listed = terminal.run("models", "list").text
    assert f"{NAME}  2 MB of 3 MB fetched, not added: the same reviser models add continues" in listed
    hub.hold, hub.requests = 0, []
    done = terminal.run("models", "add", NAME, "--kind", "t5-instruction", HF_ENDPOINT=hub.endpoint)
    assert done.code == 0, done.err
    assert {each["Range"] for each in hub.asked("model.safetensors")} == {"bytes=2000000-"}
    assert terminal.run("models", "list", "--json").object["fetched_unused"] == []


@needs_hub
def test_what_was_begun_can_be_deleted(terminal: Terminal, hub: HubServer) -> None:
    hub.cuts = [1_500_000, 0, 0]
    cut = terminal.run("models", "add", NAME, "--kind", "t5-instruction", HF_ENDPOINT=hub.endpoint)
    assert (cut.code, "was lost: try again" in cut.err) == (1, True)
    (unused,) = terminal.run("models", "list", "--json").object["fetched_unused"]
    assert (unused["origin"], unused["bytes"] > unused["fetched_bytes"] > 1_500_000) == (f"{NAME}@{COMMIT}", True)
    assert terminal.run("models", "remove", NAME).text == f"Removed what was fetched of {NAME}: 2 MB freed.\n"
    assert not Path(unused["folder"]).exists()


@needs_hub
@pytest.mark.skipif(sys.platform == "win32", reason="the size of a file is limited by the shell")
def test_a_full_disk_is_said_and_what_came_is_kept(terminal: Terminal, hub: HubServer) -> None:
    command = shlex.join(terminal.command("models", "add", NAME, "--kind", "t5-instruction"))
    done = subprocess.run(
        ["bash", "-c", f"ulimit -f 1000; exec {command}"],
        cwd=terminal.folder,
        env=terminal.environment | {"HF_ENDPOINT": hub.endpoint},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "is full: free some space and try again" in done.stderr
    assert "Traceback" not in done.stderr
    (unused,) = terminal.run("models", "list", "--json").object["fetched_unused"]
    assert 900_000 < unused["fetched_bytes"] < 1_100_000


@needs_hub
def test_offline_nothing_is_asked(terminal: Terminal, hub: HubServer) -> None:
    ended = terminal.run(
        "models", "add", NAME, "--kind", "t5-instruction", HF_ENDPOINT=hub.endpoint, HF_HUB_OFFLINE="1"
    )
    assert ended.code == 1
    assert ended.err.startswith("reviser: HF_HUB_OFFLINE is set, so nothing is fetched: unset it, or name")
    assert not hub.requests


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--reviser", "checkpoint:none"), "There is no checkpoint none: reviser models add FOLDER --kind KIND."),
        (
            ("--reviser", "checkpoint:one", "--strategy", "pinpoint"),
            "The strategy pinpoint asks a chat model",
        ),
    ],
)
def test_what_cannot_be_asked_for_is_said(terminal: Terminal, arguments: tuple[str, ...], said: str) -> None:
    if "checkpoint:one" in arguments:
        folder = write_folder(terminal.folder / "one")
        assert terminal.run("models", "add", folder, "--kind", "t5-instruction").code == 0
    terminal.write("essay.txt", "It rain.\n")
    ended = terminal.run("revise", "essay.txt", *arguments, "--decide", "accept", "--in-place")
    assert ended.code == 2
    assert ended.err.startswith(f"reviser: {said}")
    assert (terminal.folder / "essay.txt").read_text("utf-8") == "It rain.\n"


def test_options_of_checkpoints_need_a_kind(terminal: Terminal) -> None:
    ended = terminal.run("models", "add", "x", "--allow-pickle")
    assert ended.code == 2
    assert "name the --kind as well" in ended.err


@pytest.mark.skipif(importlib.util.find_spec("transformers") is not None, reason="transformers is installed")
def test_without_torch_and_transformers_it_is_said_what_to_install(terminal: Terminal) -> None:
    folder = write_folder(terminal.folder / "one")
    assert terminal.run("models", "add", folder, "--kind", "t5-instruction").code == 0
    terminal.write("essay.txt", "It rain.\n")
    ended = terminal.run("revise", "essay.txt", "--reviser", "checkpoint:one", "--decide", "accept", "--in-place")
    assert ended.code == 1
    assert "pip install 'reviser[models]'" in ended.err
