"""Edits as Parquet, in a folder that `datasets.load_dataset` reads: one file for each part, one row for each edit, the
columns of tables.py."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from reviser.datasets.columns import TABLE, ColumnType
from reviser.datasets.export_report import ExportReport
from reviser.datasets.tables import Columns, Rows, Value, columns

if TYPE_CHECKING:
    import pyarrow as pa

PATH = "data/{part}-00000.parquet"


def _schema() -> "pa.Schema":
    import pyarrow as pa

    kinds = {ColumnType.INTEGER: pa.int64(), ColumnType.NUMBER: pa.float64(), ColumnType.TEXT: pa.string()}
    return pa.schema([(column.name, kinds[column.kind]) for column in TABLE])


def write(row_groups: Iterable[Rows], path: Path, on_group: Callable[[], None] = lambda: None) -> int:
    """Write one file and return the number of its rows. `on_group` is called after each group of rows. Memory use does
    not grow with the rows. Lone surrogates, which Arrow's UTF-8 cannot represent, become "?"."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema()

    def put(piece: Columns) -> None:
        arrays = [_array(piece[field.name], field.type) for field in schema]
        writer.write_table(pa.Table.from_arrays(arrays, schema=schema))

    count = 0
    # The previous group is written while the next one is read; writing does not hold Python's lock.
    with pq.ParquetWriter(path, schema, compression="zstd") as writer, ThreadPoolExecutor(1) as thread:
        before: Future[None] | None = None
        for piece in columns(row_groups, storable):
            if before is not None:
                before.result()
            before = thread.submit(put, piece)
            count += len(piece["id"])
            on_group()
        if before is not None:
            before.result()
    return count


def _array(values: list[Value], kind: "pa.DataType") -> "pa.Array":
    import pyarrow as pa

    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array([storable(value) if isinstance(value, str) else value for value in values], kind)


def storable(text: str) -> str:
    """A text as Arrow can store it in UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


def write_folder(
    parts: Iterable[tuple[str, Iterable[Rows]]], folder: Path, report: ExportReport, on_group: Callable[[], None]
) -> None:
    """Write a file for each part. A part without a name is called train."""
    (folder / "data").mkdir()
    for name, rows in parts:
        written = write(rows, folder / PATH.format(part=name or "train"), on_group)
        report.wrote(written, written)
