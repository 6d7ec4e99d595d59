"""The checkpoints that a person added: what can be one, what is written down, what is said where it cannot."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from reviser.errors import UserError
from reviser.revisers.checkpoints.kinds import KINDS, Checkpoint
from reviser.services.models.checkpoints import Checkpoints, name_from
from tests.revisers.checkpoints.folders import write_folder


@pytest.fixture
def checkpoints(tmp_path: Path) -> Checkpoints:
    return Checkpoints(tmp_path / "config" / "checkpoints.json")


def test_what_is_added_is_found_by_another_program_until_it_is_removed(
    checkpoints: Checkpoints, tmp_path: Path
) -> None:
    folder = write_folder(tmp_path / "big", model_type="pegasus")
    classifier = write_folder(tmp_path / "small", model_type="roberta")
    given = Checkpoint("iterater", "pegasus-intent", folder, {"classifier": classifier})
    added = checkpoints.add(given)
    assert added.checkpoint == replace(given, license="apache-2.0")
    again = Checkpoints(tmp_path / "config" / "checkpoints.json")
    assert again.find("iterater") == added.checkpoint
    assert [each.checkpoint for each in again.list_all()] == [added.checkpoint]
    assert again.remove("iterater").checkpoint == added.checkpoint
    assert checkpoints.all() == ()
    assert folder.exists()


T5 = "t5-instruction"


@pytest.mark.parametrize(
    ("name", "kind", "folder", "role", "said"),
    [
        ("no name", T5, "good", "", "cannot be a checkpoint's name"),
        ("new", "gpt", "good", "", "There is no kind of checkpoint gpt"),
        ("new", "pegasus-intent", "bert", "", "holds a bert model"),
        ("new", T5, "good", "classifier", "takes no --classifier"),
        ("new", T5, "pickled", "", "are pickled"),
        ("new", T5, "missing", "", "it has no config.json"),
        ("there", T5, "good", "", "There is a checkpoint there already"),
    ],
)
def test_what_cannot_be_added_is_said_and_nothing_is_written(
    checkpoints: Checkpoints, tmp_path: Path, name: str, kind: str, folder: str, role: str, said: str
) -> None:
    good = write_folder(tmp_path / "good")
    write_folder(tmp_path / "bert", model_type="bert")
    write_folder(tmp_path / "pickled", pickled=True)
    before = checkpoints.add(Checkpoint("there", T5, good)).checkpoint
    with pytest.raises(UserError, match=re.escape(said)):
        checkpoints.add(Checkpoint(name, kind, tmp_path / folder, {role: good} if role else {}))
    assert checkpoints.all() == (before,)


def test_a_pickle_is_taken_where_that_was_allowed(checkpoints: Checkpoints, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "pickled", pickled=True)
    assert checkpoints.add(Checkpoint("one", "t5-instruction", folder, pickle=True)).checkpoint.pickle


def test_a_folder_that_went_is_said_in_the_list(checkpoints: Checkpoints, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "one")
    checkpoints.add(Checkpoint("one", "t5-instruction", folder))
    (folder / "config.json").unlink()
    (listed,) = checkpoints.list_all()
    assert listed.folder is None
    assert "it has no config.json" in listed.problem


@pytest.mark.parametrize("content", ["", "{", "[]", '{"checkpoints": 3}', '{"checkpoints": [1, {"name": "x"}]}'])
def test_a_damaged_file_is_read_as_none_and_kept(checkpoints: Checkpoints, tmp_path: Path, content: str) -> None:
    path = tmp_path / "config" / "checkpoints.json"
    path.parent.mkdir()
    path.write_text(content, encoding="utf-8")
    assert checkpoints.all() == ()
    checkpoints.add(Checkpoint("one", "t5-instruction", write_folder(tmp_path / "one")))
    assert [each["name"] for each in json.loads(path.read_text("utf-8"))["checkpoints"]] == ["one"]
    if content in {"", "{", "[]"}:
        assert path.with_name("checkpoints.json.damaged").read_text("utf-8") == content


def test_a_name_from_a_folder() -> None:
    assert name_from("coedit large!") == "coedit-large"
    assert name_from("") == "model"


def test_every_kind_has_a_maker_that_is_there() -> None:
    for kind in KINDS:
        module, _, name = kind.maker.partition(":")
        path = Path(__file__).parents[3] / Path(*module.split(".")).with_suffix(".py")
        assert f"def {name}(" in path.read_text("utf-8"), kind.code
