"""The boxes of the export dialog, ticked by hand, judged by what lies on the disk then."""

import json
from pathlib import Path

import pytest

from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.kept import Kept

TEXT = "We recieve letters from ann@example.org every day.\n\nHe was definately late.\n"


@pytest.fixture
def dialog(desk: Desk) -> Reviser:
    """The dialog over a document with two edits, one of them accepted."""
    program = desk.lay(TEXT)
    program.key("ctrl+Return")
    program.await_said("undecided")
    program.key("F8", "a")
    program.await_said("Accepted “receive”")
    program.key("ctrl+shift+e")
    program.seat.screen.await_window("Export a dataset")
    program.await_said(" chosen; ")
    return program


def written(program: Reviser, title: str, path: Path) -> None:
    """Export there, and close the dialog."""
    program.press("Export …")
    program.name_file(title, path)
    program.seat.screen.await_window("Export a dataset")
    program.await_said(f"Written to {path}")
    program.key("Esc")
    program.seat.screen.await_gone("Export a dataset")


def go_to(program: Reviser, name: str) -> None:
    """By Tab, until what is called so takes the keys."""
    for _ in range(60):
        program.key("Tab")
        if any(each.name == name and each.focused for each in program.accessible.walk()):
            return
    raise AssertionError(f"Tab does not come to {name}")


def checked(program: Reviser, path: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(Kept(program).command("check", str(path), "--json"))
    return found


def test_a_card_beside_preferences_with_their_manifest(dialog: Reviser, tmp_path: Path) -> None:
    dialog.key("alt+f")
    dialog.type("Pref")
    dialog.key("alt+b", "alt+e")
    path = tmp_path / "pairs.jsonl"
    written(dialog, "The file to write", path)
    (row,) = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert row["chosen"] == "We receive letters from [EMAIL_1] every day.\n\n"
    card = (tmp_path / "pairs.jsonl.card.md").read_text("utf-8")
    assert "# Edit decisions (preference)" in card
    assert "e-mail addresses" in card
    manifest = json.loads((tmp_path / "pairs.jsonl.manifest.json").read_text("utf-8"))
    assert (manifest["format"], manifest["rows"], manifest["masked"]) == ("preference", 1, ["EMAIL"])
    assert checked(dialog, path)["wrong"] == []


def test_parts_of_exact_sizes_in_a_folder(dialog: Reviser, tmp_path: Path) -> None:
    dialog.key("alt+p")
    go_to(dialog, "The parts' shares")
    dialog.key("ctrl+a")
    dialog.type("train=1,test=rest")
    dialog.key("Tab")
    dialog.await_said("One document cannot be divided into these parts")
    go_to(dialog, "The parts' shares")
    dialog.key("ctrl+a")
    dialog.type("train=rest")
    dialog.key("Tab")
    dialog.await_said("By part: train 2.")
    path = tmp_path / "parts"
    written(dialog, "A new folder to write", path)
    assert {each.name for each in path.iterdir()} == {"README.md", "reviser.manifest.json", "train.jsonl"}
    assert len((path / "train.jsonl").read_text("utf-8").splitlines()) == 2
    assert "| train | train.jsonl | 1 | 2 | 2 |" in (path / "README.md").read_text("utf-8")
    assert checked(dialog, path)["wrong"] == []


def test_a_date_that_is_none_takes_the_rows_away_until_it_is_mended(dialog: Reviser) -> None:
    dialog.key("alt+r")
    dialog.type("yesterday")
    dialog.key("Tab")
    dialog.await_said("From and Until are dates")
    assert not any("chosen" in each for each in dialog.said())
    dialog.key("alt+r", "ctrl+a", "Delete", "Tab")
    dialog.await_said(" chosen; ")
    dialog.await_not_said("From and Until are dates")
    dialog.key("Esc")
    dialog.seat.screen.await_gone("Export a dataset")
