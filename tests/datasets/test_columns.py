"""What a format's columns say is what is written: by JSON Schema, by Parquet's types, and by what loads datasets."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.datasets import r3
from reviser.datasets.annotations import Annotation
from reviser.datasets.columns import Column, features
from reviser.datasets.export_report import ExportReport
from reviser.datasets.formats import FORMATS, format_of_code, schema
from reviser.errors import UsageError
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.exporting import export
from reviser.services.sources import open_dataset
from tests.data import shared
from tests.datasets.saves import KNOWN, saves
from tests.datasets.test_read_back import SAVES

LINES = [form.code for form in FORMATS if form.is_of_sessions and not form.is_folder and form.suffix == ".jsonl"]
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)Z?")
jsonschema: Any = pytest.importorskip("jsonschema")


def validator(form: str) -> Any:
    made = schema(format_of_code(form))
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


def written(form: str, annotations: list[Annotation]) -> list[dict[str, Any]]:
    content = b"".join(format_of_code(form).writer(annotations, ExportReport()))
    return [json.loads(line) for line in content.splitlines()]


def test_every_format_of_lines_has_columns() -> None:
    assert len(LINES) > 5
    assert [form for form in LINES if not format_of_code(form).columns] == []


@pytest.mark.parametrize("form", LINES)
@given(found=st.lists(saves(), max_size=3))
def test_every_row_is_as_the_schema_says(form: str, found: list[Annotation]) -> None:
    check, names = validator(form), [column.name for column in format_of_code(form).columns]
    for row in written(form, [*found, *SAVES[:3]]):
        check.validate(row)
        assert list(row) == names


@pytest.mark.parametrize("form", LINES)
def test_the_rows_of_r3_are_as_the_schema_says(form: str) -> None:
    with open_dataset(shared("r3")) as source:
        found = [save for save in r3.read(source) if isinstance(save, Annotation)]
    check = validator(form)
    rows = written(form, found)
    assert rows
    for row in rows:
        check.validate(row)


def spoilt(row: dict[str, Any], columns: tuple[Column, ...]) -> Iterator[dict[str, Any]]:
    """The row with each of its values left out, and with one of another type in its place; and with one more."""
    for column in columns:
        yield {name: value for name, value in row.items() if name != column.name}
        yield row | {column.name: [{"of": "another type"}]}
        if not column.empty:
            yield row | {column.name: None}
        if column.among:
            yield row | {column.name: "none of them"}
        if column.fields and row[column.name]:
            for value in spoilt(row[column.name][0], column.fields):
                yield row | {column.name: [value, *row[column.name][1:]]}
    yield row | {"other": 1}


@pytest.mark.parametrize("form", LINES)
def test_the_schema_refuses_what_is_not_so(form: str) -> None:
    check, (row, *_) = validator(form), written(form, [KNOWN])
    check.validate(row)
    bad = list(spoilt(deepcopy(row), format_of_code(form).columns))
    assert len(bad) > 2 * len(row)
    assert [one for one in bad if check.is_valid(one)] == []


def test_parquet_has_the_same_columns(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    export(SAVES, ExportOrder("parquet"), tmp_path / "out")
    check = validator("parquet")
    rows = pq.read_table(tmp_path / "out" / "data").to_pylist()
    for row in rows:
        check.validate(row)
    assert rows


def test_csv_has_the_same_columns() -> None:
    for form in ("csv", "csv-raw"):
        head = next(iter(format_of_code(form).writer([KNOWN], ExportReport()))).decode().strip()
        assert head.split(",") == [column.name for column in format_of_code(form).columns]


def test_what_is_no_object_has_no_schema() -> None:
    with pytest.raises(UsageError, match="Rows of m2 are not JSON objects, so they have no schema; jsonl, "):
        schema(format_of_code("m2"))


# Where the text is missing, or nothing was accepted, columns are empty: here in all rows that are read first.
BARE = [replace(KNOWN, document=f"x{n}", edits=KNOWN.edits[1:2], result=KNOWN.base) for n in range(100)]


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def without_moments(value: Any) -> Any:
    """Rows without the digits' company in moments: what is a moment in every row that datasets reads at once it takes
    for one, and writes it in its own way."""
    if isinstance(value, dict):
        return {name: without_moments(each) for name, each in value.items()}
    if isinstance(value, list):
        return [without_moments(each) for each in value]
    text = value.isoformat() if isinstance(value, datetime) else value
    found = MOMENT.fullmatch(text) if isinstance(text, str) else None
    return found.groups() if found else value


@pytest.mark.parametrize("form", LINES)
def test_datasets_loads_the_lines(form: str, tmp_path: Path) -> None:
    datasets: Any = pytest.importorskip("datasets")
    path = tmp_path / "a.jsonl"
    rows = export(SAVES, ExportOrder(form), path).tally.rows
    loaded = datasets.load_dataset("json", data_files=str(path), split="train", cache_dir=str(tmp_path / "cache"))
    assert (loaded.num_rows, loaded.column_names) == (rows, [column.name for column in format_of_code(form).columns])
    assert without_moments(list(loaded)) == without_moments(rows_of(path))


@pytest.mark.parametrize("form", LINES)
def test_with_the_features_a_column_may_be_empty_in_all_rows_that_are_read_first(form: str, tmp_path: Path) -> None:
    datasets: Any = pytest.importorskip("datasets")
    path = tmp_path / "a.jsonl"
    saves = [replace(KNOWN, document="t", base=None, result=None), *BARE, *SAVES]
    rows = export(saves, ExportOrder(form), path).tally.rows
    loaded = datasets.load_dataset(
        "json",
        data_files=str(path),
        split="train",
        cache_dir=str(tmp_path / "cache"),
        features=datasets.Features._from_yaml_list(features(format_of_code(form).columns)),
        chunksize=1000,  # bytes at once; 10 MB else
    )
    assert loaded.num_rows == rows
    assert without_moments(list(loaded)) == without_moments(rows_of(path))
