"""`reviser models` with checkpoints, whose weights nothing loads."""

import importlib.util

import pytest

from tests.cli.terminal import Terminal
from tests.revisers.checkpoints.folders import write_folder


def test_added_listed_chosen_and_forgotten(terminal: Terminal) -> None:
    folder = write_folder(terminal.folder / "coedit large", license_name="cc-by-nc-4.0")
    added = terminal.run("models", "add", folder, "--kind", "t5-instruction", "--instruction", "Make this shorter")
    assert added.code == 0, added.err
    assert added.text.splitlines() == [
        "Added coedit-large (t5-instruction). Choose it with --reviser checkpoint:coedit-large.",
        "It takes about 0.00 GB of memory while the program runs.",
        "Its licence, cc-by-nc-4.0, allows no commercial use.",
    ]
    lines = terminal.run("models", "list").text
    assert "checkpoint:coedit-large  t5-instruction, 0.00 GB of memory, cc-by-nc-4.0" in lines
    (found,) = terminal.run("models", "list", "--json").object["checkpoints"]
    assert (found["reviser"], found["instruction"]) == ("checkpoint:coedit-large", "Make this shorter")
    assert found["non_commercial"] is True
    gone = terminal.run("models", "remove", "coedit-large")
    assert gone.text == f"Forgot the checkpoint coedit-large; its folder stays: {folder}\n"
    assert terminal.run("models", "list", "--json").object["checkpoints"] == []
    assert folder.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--reviser", "checkpoint:none"), "There is no checkpoint none: reviser models add FOLDER --kind KIND."),
        (("--reviser", "checkpoint:one", "--strategy", "pinpoint"), "Strategies and sources are for chat models"),
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
