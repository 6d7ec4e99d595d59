import json
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from reviser.core.edit import Edit, EditType, apply
from reviser.datasets import r3
from reviser.datasets.annotations import Annotation, Damaged, Selecting, chosen
from reviser.datasets.export_report import ExportReport
from reviser.services.sources import open_dataset
from tests.data import shared
from tests.datasets.saves import KNOWN

EDIT = {
    "type": "R",
    "before": "colour",
    "after": "color",
    "start_char_pos": 4,
    "end_char_pos": 10,
    "major_intent": "fluency",
    "accept_or_reject": "Accept",
}
NAME = "ann1-HUMAN-2104.1-depth-2-cycle_1-02-17-2022-21-20-03.json"


def all_of(path: Path) -> list[Annotation | Damaged]:
    with open_dataset(path) as source:
        return list(r3.read(source))


def saves_of(path: Path) -> list[Annotation]:
    return [save for save in all_of(path) if isinstance(save, Annotation)]


@pytest.fixture(scope="module")
def published() -> list[Annotation | Damaged]:
    return all_of(shared("r3"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "human_human" / "ann1").mkdir(parents=True)
    return tmp_path


def write(folder: Path, content: object, name: str = NAME) -> None:
    (folder / "human_human" / "ann1" / name).write_text(json.dumps(content), encoding="utf-8")


def test_the_published_table_comes_out_to_the_last_digit(published: list[Annotation | Damaged]) -> None:
    assert [save for save in published if isinstance(save, Damaged)] == []
    saves = chosen((save for save in published if isinstance(save, Annotation)), Selecting.LATEST)
    figures = {}
    for key in {(save.setting, save.depth) for save in saves}:
        of_key = [save for save in saves if (save.setting, save.depth) == key]
        edits = [judged for save in of_key for judged in save.edits]
        figures[key] = (len(of_key), len(edits), sum(judged.accepted for judged in edits))
    assert figures == {
        ("human_human", 1): (45, 253, 128),
        ("human_human", 2): (40, 194, 131),
        ("human_human", 3): (27, 105, 79),
        ("system_human", 1): (39, 221, 122),
        ("system_human", 2): (31, 125, 86),
        ("system_human", 3): (25, 84, 47),
        ("system_only", 1): (10, 88, 88),
        ("system_only", 2): (10, 67, 67),
        ("system_only", 3): (8, 20, 20),
    }


def test_intents_and_types_come_out_too(published: list[Annotation | Damaged]) -> None:
    saves = chosen((save for save in published if isinstance(save, Annotation)), Selecting.LATEST)
    human = [judged for save in saves if save.setting == "human_human" for judged in save.edits]
    system = [judged for save in saves if save.setting == "system_human" for judged in save.edits]
    assert Counter(judged.intent for judged in system) == {"clarity": 200, "coherence": 92, "fluency": 67, "style": 71}
    accepted = Counter(judged.intent for judged in system if judged.accepted)
    assert accepted == {"clarity": 134, "coherence": 45, "fluency": 30, "style": 46}
    assert Counter(judged.type for judged in human) == {EditType.ADD: 145, EditType.DELETE: 87, EditType.REPLACE: 320}


def test_what_was_accepted_gives_what_the_dataset_says(published: list[Annotation | Damaged]) -> None:
    checked = 0
    for save in published:
        if isinstance(save, Annotation) and save.base is not None and save.result is not None:
            assert apply(save.base, [judged.edit for judged in save.edits if judged.accepted]) == save.result
            checked += 1
    assert checked > 100


def test_a_zip_reads_like_its_folder_without_what_systems_leave(folder: Path, tmp_path: Path) -> None:
    write(folder, [EDIT])
    archive = tmp_path / "data.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.write(folder / "human_human" / "ann1" / NAME, f"R3/human_human/ann1/{NAME}")
        made.writestr(f"__MACOSX/R3/human_human/ann1/._{NAME}", b"\x00\x05")
        made.writestr("R3/.DS_Store", b"\x00")
    (save,) = saves_of(archive)
    assert (save.document, save.depth, save.annotator, save.saved) == ("2104.1", 2, "ann1", "2022-02-17T21:20:03")
    assert [save.edits for save in saves_of(folder)] == [save.edits]


def test_the_latest_or_first_save_counts(folder: Path) -> None:
    later = NAME.replace("21-20-03", "21-20-04")
    write(folder, [EDIT])
    write(folder, [EDIT | {"accept_or_reject": "Reject"}], later)
    saves = saves_of(folder)
    assert [save.edits[0].accepted for save in chosen(saves, Selecting.LATEST)] == [False]
    assert [save.edits[0].accepted for save in chosen(saves, Selecting.FIRST)] == [True]
    assert len(chosen(saves, Selecting.ALL)) == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"accept_or_reject": "Maybe"}, "neither Accept nor Reject"),
        ({"type": "A"}, "its texts make it R"),
        ({"start_char_pos": -1}, "start_char_pos"),
        ({"before": 3}, "before"),
    ],
)
def test_a_damaged_edit_is_named_and_the_rest_goes_in(folder: Path, change: dict[str, object], said: str) -> None:
    write(folder, [EDIT, EDIT | change])
    write(folder, [EDIT], NAME.replace("depth-2", "depth-1"))
    kept, damaged = all_of(folder)
    assert isinstance(kept, Annotation)
    assert isinstance(damaged, Damaged)
    assert damaged.where.endswith("edit 2")
    assert said in damaged.reason


@pytest.mark.parametrize("content", ["{", "3", '{"rev_depth_1": {}}', "[3]", '{"rev_depth_1": {"doc": {}}, "b": 1}'])
def test_what_is_not_a_save_is_said(folder: Path, content: str) -> None:
    (folder / "human_human" / "ann1" / NAME).write_text(content, encoding="utf-8")
    found = all_of(folder)
    assert [type(one) for one in found] == [Damaged]


def test_a_file_of_another_name_is_said(folder: Path) -> None:
    write(folder, [EDIT], "notes.json")
    (damaged,) = all_of(folder)
    assert isinstance(damaged, Damaged)


def test_nobody_is_named_where_nobody_is_known(tmp_path: Path) -> None:
    nameless = replace(KNOWN, annotator="")
    for name, _, content in r3.write_files([nameless], ExportReport()):
        assert name.startswith("system_human/_-HUMAN-")
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(content)
    with open_dataset(tmp_path) as source:
        (back,) = r3.read(source)
    assert isinstance(back, Annotation)
    assert back.annotator == ""


def test_the_rounds_of_a_session_are_one_file_and_each_says_what_all_its_edits_make() -> None:
    then = replace(KNOWN, depth=2, saved="2022-02-18T00:00:00", base=KNOWN.result, edits=(), result=KNOWN.result)
    again = replace(KNOWN, saved="2022-02-19T00:00:00")
    files = {name: json.loads(content) for name, _, content in r3.write_files([KNOWN, then, again], ExportReport())}
    assert [sorted(key for key in content if key.startswith("rev")) for content in files.values()] == [
        ["rev_depth_0", "rev_depth_1", "rev_depth_2"], ["rev_depth_0", "rev_depth_1"],
    ]  # fmt: skip
    doc = next(iter(files.values()))["rev_depth_1"]["doc"]
    assert doc["after_revision"] == "We use it. It is good. Then we stop."
    assert doc["after_human_evaluation"] == KNOWN.result
    overlapping = replace(KNOWN, edits=(KNOWN.edits[1]._replace(edit=Edit(3, "utilise it", "do")), *KNOWN.edits))
    ((_, _, content),) = r3.write_files([overlapping], ExportReport())
    assert json.loads(content)["rev_depth_1"]["doc"]["after_revision"] == doc["after_revision"]
