"""What is exported is read by what people read datasets with: Hugging Face's datasets, pandas, pyarrow and sqlite3."""

import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from reviser.core.edit import Edit
from reviser.datasets.annotations import Annotation
from reviser.datasets.selection import Splits
from reviser.datasets.tables import COLUMNS, columns, rows_of
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.exporting import export
from tests.datasets.saves import BASE, KNOWN

# What CSV, spreadsheets and shells stumble over: quotation marks, commas, line ends, tabs, signs beyond the BMP, "NA".
HARD = 'NA, "quoted"; a\ttab\nand 😀 — naïve שלום.'


def _saves() -> list[Annotation]:
    hard = KNOWN.edits[0]._replace(edit=Edit(0, "We", HARD), explanation=HARD, confidence=0.25, elapsed_s=1.5)
    other = replace(KNOWN, document="null", edits=(hard,), result=None, model="m", prompt="p-1", instruction=HARD)
    textless = replace(KNOWN, document="e", base=None, result=None)
    return [KNOWN, other, textless, *(replace(KNOWN, document=f"d{number}") for number in range(20))]


SAVES = _saves()
WANTED = [
    dict(zip(COLUMNS, row, strict=True))
    for piece in columns(map(rows_of, SAVES))
    for row in zip(*piece.values(), strict=True)
]


def assert_offsets(rows: Iterable[Mapping[str, object]]) -> None:
    for row in rows:
        start, end = int(str(row["start_char_pos"])), int(str(row["end_char_pos"]))
        assert row["base_sha256"] in {None, ""} or BASE[start:end] == row["before"]


def test_the_folder_loads_as_a_dataset_with_its_card(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    export(SAVES, ExportOrder("parquet"), tmp_path / "out")
    loaded = datasets.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
    assert list(loaded) == ["train"]
    rows = list(loaded["train"])
    assert rows == WANTED
    assert_offsets(rows)


def test_splits_load_as_splits(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    splits = Splits((("train", 0.6), ("validation", 0.2), ("test", 0.2)), seed=1)
    export(SAVES, ExportOrder("parquet", splits=splits), tmp_path / "out")
    loaded = datasets.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
    assert list(loaded) == ["train", "validation", "test"]
    found = {name: {str(row["document"]) for row in loaded[name]} for name in loaded}
    assert all(found.values())
    assert sum(map(len, found.values())) == len({save.document for save in SAVES})
    assert sum(loaded[name].num_rows for name in loaded) == len(WANTED)


def test_pandas_reads_what_was_written(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    for form in ("csv", "jsonl", "parquet"):
        export(SAVES, ExportOrder(form), tmp_path / form)
    from_csv = pandas.read_csv(tmp_path / "csv", keep_default_na=False, dtype=str).to_dict("records")
    wanted = [{name: "" if value is None else str(value) for name, value in row.items()} for row in WANTED]
    assert from_csv == [row | {"escaped": ""} for row in wanted]
    from_json = pandas.read_json(tmp_path / "jsonl", lines=True, dtype=False)
    rows = from_json.to_dict("records")
    assert {*COLUMNS, "major_intent", "accept_or_reject", "proposed_after"} == {*from_json.columns}
    assert [(row["document"], row["before"], row["proposed_after"]) for row in rows] == [
        (row["document"], row["before"], row["after"]) for row in WANTED
    ]
    assert_offsets(rows)
    from_parquet = pandas.read_parquet(tmp_path / "parquet" / "data").to_dict("records")
    assert [row["explanation"] for row in from_parquet] == [row["explanation"] for row in WANTED]


def test_pyarrow_reads_the_rows(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    export(SAVES, ExportOrder("parquet"), tmp_path / "out")
    assert pq.read_table(tmp_path / "out" / "data").to_pylist() == WANTED


def shell(*lines: str) -> list[dict[str, object]]:
    program = shutil.which("sqlite3")
    if program is None:
        pytest.skip("there is no sqlite3 shell")
    done = subprocess.run(
        [program, "-bail", ":memory:"], input="\n".join(lines), capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr == ""
    rows: list[dict[str, object]] = json.loads(done.stdout)
    return rows


def test_the_sqlite_shell_imports_the_table(tmp_path: Path) -> None:
    export(SAVES, ExportOrder("csv"), tmp_path / "a.csv")
    rows = shell(".mode csv", f".import {tmp_path / 'a.csv'} edits", ".mode json", "SELECT * FROM edits;")
    wanted = [{name: "" if value is None else str(value) for name, value in row.items()} for row in WANTED]
    assert rows == [row | {"escaped": ""} for row in wanted]
    assert_offsets(rows)


def test_the_sqlite_shell_reads_the_lines(tmp_path: Path) -> None:
    export(SAVES, ExportOrder("jsonl"), tmp_path / "a.jsonl")
    query = (
        "WITH file AS (SELECT '[' || rtrim(replace(readfile(@path), '}' || char(10), '},'), ',') || ']' AS text)"
        " SELECT value ->> 'document' AS document, value ->> 'start_char_pos' AS start, value ->> 'before' AS before"
        " FROM file, json_each(file.text);"
    )
    assert shell(".mode json", f".parameter set @path '{tmp_path / 'a.jsonl'}'", query) == [
        {"document": row["document"], "start": row["start_char_pos"], "before": row["before"]} for row in WANTED
    ]
