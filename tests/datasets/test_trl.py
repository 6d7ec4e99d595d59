"""TRL's trainers load the preferences as they are exported. Needs torch and trl: tests/README.md."""

import importlib.util
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reviser.datasets import r3
from reviser.datasets.annotations import Annotation
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.exporting import export
from reviser.services.sources import open_dataset
from tests.data import shared
from tests.datasets.saves import KNOWN

ROOT = Path(__file__).parents[2]


def known() -> list[Annotation]:
    """A text that begins with white space, has sentences at line ends and in one line, and asks for something."""
    again = replace(KNOWN, instruction="Shorter, please.")
    moved = tuple(judged._replace(edit=judged.edit.moved(2)) for judged in KNOWN.edits)
    lead = replace(KNOWN, base=f"\n {KNOWN.base}", result=f"\n {KNOWN.result}", edits=moved)
    return [KNOWN, again, lead]


def of_r3() -> list[Annotation]:
    with open_dataset(shared("r3")) as source:
        return [save for save in r3.read(source) if isinstance(save, Annotation)]


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("saves", [known, of_r3])
def test_the_trainers_make_a_step_on_the_files(saves: Callable[[], list[Annotation]], tmp_path: Path) -> None:
    for package in ("torch", "trl"):
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed: tests/README.md says how to install it")
    pairs = export(saves(), ExportOrder("preference"), tmp_path / "pairs.jsonl").tally
    labels = export(saves(), ExportOrder("preference-unpaired"), tmp_path / "labels.jsonl").tally
    done = subprocess.run(
        [sys.executable, "-m", "tests.datasets.trl_training", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path / "home"), "CUDA_VISIBLE_DEVICES": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    found = json.loads(done.stdout.splitlines()[-1])
    rows = {name: (one["rows"], one["kept"]) for name, one in found["steps"].items()}
    assert rows == {"DPO": (pairs.rows,) * 2, "KTO": (labels.rows,) * 2, "Reward": (pairs.rows,) * 2}
    for one in found["steps"].values():
        assert 0 < one["loss"] < 10
        assert one["moved"] > 0
    # What TRL says of a prompt that makes one token with its answer.
    assert [said for said in found["heard"] if "not a prefix" in said] == []


def test_a_prompt_ends_on_a_token_boundary_and_no_answer_begins_with_white_space(tmp_path: Path) -> None:
    saves = known()
    export(saves, ExportOrder("preference"), tmp_path / "pairs.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "pairs.jsonl").read_text("utf-8").splitlines()]
    ends = Counter(row["prompt"][len(row["prompt"].rstrip()) :] for row in rows)
    assert ends == {"\n": sum(judged.verdict != "undecided" for save in saves for judged in save.edits)}
    assert not [row for row in rows if row["chosen"][:1].isspace() or row["rejected"][:1].isspace()]
