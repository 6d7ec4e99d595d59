"""A column has one type, whatever its rows hold."""

from pathlib import Path

import pytest

from reviser.datasets import parquet
from reviser.datasets.tables import rows_of
from tests.datasets.saves import KNOWN


def test_a_column_without_a_value_has_its_type_all_the_same(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    assert {judged.elapsed_s for judged in KNOWN.edits} == {None}
    parquet.write([rows_of(KNOWN)], tmp_path / "a.parquet")
    kinds = {field.name: str(field.type) for field in pq.read_schema(tmp_path / "a.parquet")}
    numbers = {name: kind for name, kind in kinds.items() if kind != "string"}
    assert numbers == {
        "depth": "int64", "start_char_pos": "int64", "end_char_pos": "int64", "confidence": "double",
        "elapsed_s": "double",
    }  # fmt: skip
