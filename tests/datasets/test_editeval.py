"""EditEval's rows are read as its scripts write them; what is wrong is said in one sentence."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from reviser.datasets.editeval import read
from reviser.datasets.parallel import Parallel
from reviser.datasets.parallel_corpora import load
from reviser.errors import UserError
from reviser.services.sources import open_dataset
from tests.datasets.editeval_rows import ROWS, Row, article, row, write_rows


def corpora(path: Path) -> tuple[Parallel, ...]:
    with open_dataset(path) as source:
        return load(source)


def tasks(path: Path) -> list[tuple[str, str, int]]:
    return [(data.task.name, data.name, len(data.texts)) for data in corpora(path) if data.task is not None]


SEVEN = [
    ("fluency", "jfleg", 3),
    ("clarity", "iterater_clarity", 1),
    ("coherence", "iterater_coherence", 1),
    ("paraphrasing", "stsb_multi_mt", 2),
    ("simplification", "asset", 1),
    ("neutralization", "wnc", 2),
    ("updating", "fruit", 1),
    ("updating", "wafer_insert", 1),
]


def test_a_folder_an_archive_and_a_file_of_all_have_the_seven_tasks(tmp_path: Path) -> None:
    folder = write_rows(tmp_path / "rows")
    assert tasks(folder) == SEVEN
    with ZipFile(tmp_path / "rows.zip", "w") as archive:
        for path in folder.iterdir():
            archive.write(path, f"editeval/{path.name}")
    assert tasks(tmp_path / "rows.zip") == SEVEN
    everything = [json.dumps({**each, "dataset_name": name}) for name, rows in ROWS.items() for each in rows]
    (tmp_path / "all.jsonl").write_text("\n".join(everything), encoding="utf-8")
    assert tasks(tmp_path / "all.jsonl") == SEVEN


def test_texts_references_and_evidence_are_the_rows_own(tmp_path: Path) -> None:
    jfleg, *_, fruit, _ = corpora(write_rows(tmp_path))
    assert jfleg.texts[0] == "He go to the school every days."
    assert [each[0] for each in jfleg.reference_texts] == ROWS["jfleg"][0]["edits"]
    assert jfleg.ids == ("jfleg-dev-0", "jfleg-dev-1", "jfleg-dev-2")
    assert fruit.evidence == (("Old Bridge\nIn 2021 the council closed the bridge to all traffic.",),)
    assert jfleg.first(2).ids == jfleg.ids[:2]
    assert jfleg.first(2).digest != jfleg.digest


def test_a_dataset_is_called_after_its_file_and_its_task_after_it(tmp_path: Path) -> None:
    rows = [row("x", 0, None, "He go.", "He goes.")]
    for name, called in (
        ("jfleg.jsonl", "jfleg"),
        ("jfleg_input.jsonl", "jfleg"),
        ("jfleg-test.jsonl", "jfleg"),
        ("iterater_fluency.dev.json", "iterater_fluency"),
        ("jfleg/validation.jsonl", "jfleg"),
    ):
        folder = tmp_path / name.replace("/", "-")
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(json.dumps(rows[0]) + "\n", encoding="utf-8")
        assert tasks(folder) == [("fluency", called, 1)]


def test_splits_are_datasets_of_their_own_where_they_lie_together(tmp_path: Path) -> None:
    rows = [row("jfleg", 0, "fluency", "He go.", "He goes.")]
    folder = write_rows(tmp_path / "ee", {"jfleg-dev": rows, "jfleg-test": rows, "asset-test": ROWS["asset"]})
    assert tasks(folder) == [("fluency", "jfleg-dev", 1), ("fluency", "jfleg-test", 1), ("simplification", "asset", 1)]
    assert tasks(folder / "jfleg-test.jsonl") == [("fluency", "jfleg", 1)]


def test_what_the_scripts_have_processed_is_read_as_it_lies_there(tmp_path: Path) -> None:
    """By the library that they save it with: `processor.dataset.save_to_disk` in the benchmark's `src/dataset.py`."""
    datasets = pytest.importorskip("datasets")
    processed = tmp_path / "processed"
    for name in ("jfleg", "fruit"):
        made = datasets.Dataset.from_list(list(map(dict, ROWS[name])))
        datasets.DatasetDict({"dev": made, "test": made.select([0])}).save_to_disk(processed / name)
    fluency, one, updating, _ = corpora(processed)
    assert [(data.name, len(data.texts)) for data in (fluency, one)] == [("jfleg-dev", 3), ("jfleg-test", 1)]
    assert updating.evidence == (("Old Bridge\nIn 2021 the council closed the bridge to all traffic.",),)
    written = write_rows(tmp_path / "lines", {"jfleg": ROWS["jfleg"]})
    assert fluency.digest == corpora(written)[0].digest
    assert tasks(processed / "jfleg") == [("fluency", "jfleg-dev", 3), ("fluency", "jfleg-test", 1)]
    assert tasks(processed / "jfleg" / "test") == [("fluency", "jfleg", 1)]
    (shard,) = (processed / "jfleg" / "test").glob("*.arrow")
    assert tasks(shard) == [("fluency", "jfleg", 1)]
    shard.write_bytes(shard.read_bytes()[:200])
    with pytest.raises(UserError, match="neither the files of JFLEG"):
        corpora(processed / "jfleg" / "test")
    with pytest.raises(UserError, match=r"\.arrow cannot be read as a row of EditEval"):
        corpora(processed / "jfleg")


def test_rows_are_read_in_every_form_that_the_scripts_and_the_library_write(tmp_path: Path) -> None:
    columns = {"title": ["A", "B"], "text": ["one", ["two", "three"]]}
    documents = ["so", article("", "")]
    rows: dict[str, list[Row]] = {
        "mine": [
            {"input": "He go.", "edits": "He goes.", "task_type": "grammar"},
            {"input": "It", "output": "It is.", "tasks": "insertion", "retrieved_documents": columns},
            {"input": "It is", "edits": ["It is so."], "tasks": "updating", "retrieved_documents": documents},
            {"input": "We utilise it.", "edits": ["We use it."], "tasks": None, "labels": "clarity"},
        ]
    }  # fmt: skip
    fluency, clarity, updating = corpora(write_rows(tmp_path, rows))
    assert fluency.reference_texts == (("He goes.",),)
    assert fluency.ids == ("mine-0",)
    assert clarity.texts == ("We utilise it.",)
    assert updating.evidence == (("A\none", "B\ntwo three"), ("so", ""))


def test_rows_without_text_or_references_do_not_count_and_the_fewest_references_do(tmp_path: Path) -> None:
    rows = {
        "jfleg": [
            row("jfleg", 0, "fluency", "He go.", "He goes.", "He went."),
            row("jfleg", 1, "fluency", "", "He goes."),
            row("jfleg", 2, "fluency", "All is well."),
            row("jfleg", 3, "fluency", "She go.", "She goes."),
        ]
    }
    (found,) = corpora(write_rows(tmp_path, rows))
    assert found.ids == ("jfleg-dev-0", "jfleg-dev-3")
    assert found.reference_texts == (("He goes.", "She goes."),)


GOOD = json.dumps(row("jfleg", 0, "fluency", "He go.", "He goes."))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((GOOD, GOOD[:40]), r"jfleg\.jsonl:2 cannot be read as a row of EditEval: download the dataset again"),
        ((GOOD, "[1]"), r"jfleg\.jsonl:2 cannot be read"),
        ((GOOD, '{"a": 1}'), r"jfleg\.jsonl:2 is no row of EditEval"),
        ((GOOD, '{"input": 1, "edits": []}'), r"jfleg\.jsonl:2 is no row"),
        ((GOOD, '{"input": "a", "edits": [1]}'), r"jfleg\.jsonl:2 is no row"),
        ((GOOD, '{"input": "a", "edits": {"b": 1}}'), r"jfleg\.jsonl:2 is no row"),
        ((GOOD, '{"input": "a", "edits": ["b"], "tasks": "style"}'), r"jfleg\.jsonl:2 has no task of EditEval: write"),
        (('{"input": "a", "task_type": "fluency", "id": "b"}',), r"have no references \(edits\)"),
        (('{"text": "a"}',), "neither the files of JFLEG or ASSET, nor the lines of EditEval or IteraTeR"),
        ((GOOD[:30],), "neither the files of JFLEG or ASSET, nor the lines of EditEval or IteraTeR"),
    ],
)  # fmt: skip
def test_what_is_damaged_or_foreign_is_said_in_one_sentence(tmp_path: Path, lines: tuple[str, ...], said: str) -> None:
    (tmp_path / "jfleg.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(UserError, match=said) as raised:
        corpora(tmp_path)
    assert str(raised.value).count("\n") == 0


def test_another_shape_is_none_of_its_own(tmp_path: Path) -> None:
    line = {"before_sent": "a", "after_sent": "b", "labels": "clarity", "doc_id": "d", "revision_depth": "1"}
    (tmp_path / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with open_dataset(tmp_path) as source:
        assert read(source) == ()
        assert [data.name for data in load(source)] == ["IteraTeR"]
