"""Edits as Parquet, in a folder with a dataset card that `datasets.load_dataset` reads: `data/<split>-00000.parquet`, a
row an edit, the columns of tables.py."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from reviser.datasets.columns import TABLE, ColumnType
from reviser.datasets.export_report import ExportReport
from reviser.datasets.tables import Columns, Rows, Value, columns

if TYPE_CHECKING:
    import pyarrow as pa

CARD = """---
configs:
- config_name: default
  data_files:
{files}
---

# Edit decisions

Edits that were proposed for texts, or that their writers made, and what people decided of them, exported by reviser. A
row is one edit.

| column | what |
|---|---|
| document, depth, setting, annotator | whose edit of what; depth counts rounds from 1 |
| type | A add, D delete, R replace |
| start_char_pos, end_char_pos | code points into the base text whose SHA-256 is base_sha256 (empty: no text) |
| before, after, rewritten | what stood there, what was offered, what the person put there instead |
| intent, rule, explanation, confidence, risk | as the reviser gave them |
| decision, reason | accept, reject, rewrite or undecided |
| reviser, model, prompt, instruction | who proposed, and with what |
| decided_at, elapsed_s, saved_at | ISO 8601, seconds |
| session_sha256 | a hash of all rows of the session, by which `reviser check` knows them |

Edits: {edits}. Sessions left out because they are not what they say: {wrong}. Without text, so unchecked: {unchecked}.
"""


def _schema() -> "pa.Schema":
    import pyarrow as pa

    kinds = {ColumnType.INTEGER: pa.int64(), ColumnType.NUMBER: pa.float64(), ColumnType.TEXT: pa.string()}
    return pa.schema([(column.name, kinds[column.kind]) for column in TABLE])


def write(found: Iterable[Rows], path: Path, told: Callable[[], None] = lambda: None) -> int:
    """Write one file; how many rows. `told` is called after each group of them. Memory does not grow with the rows.
    Lone surrogates, which Arrow's UTF-8 cannot hold, become "?"."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema()

    def put(piece: Columns) -> None:
        arrays = [_array(piece[field.name], field.type) for field in schema]
        writer.write_table(pa.Table.from_arrays(arrays, schema=schema))

    count = 0
    # A group is written, which needs no lock of Python's, while the next one is read.
    with pq.ParquetWriter(path, schema, compression="zstd") as writer, ThreadPoolExecutor(1) as thread:
        before: Future[None] | None = None
        for piece in columns(found, storable):
            if before is not None:
                before.result()
            before = thread.submit(put, piece)
            count += len(piece["id"])
            told()
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
    """A text as Arrow holds it, in UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


def write_folder(
    parts: Iterable[tuple[str, Iterable[Rows]]], folder: Path, report: ExportReport, told: Callable[[], None]
) -> None:
    """Write a file of each part, and the card. A part without a name is called train."""
    (folder / "data").mkdir()
    counts = {
        name or "train": write(rows, folder / "data" / f"{name or 'train'}-00000.parquet", told) for name, rows in parts
    }
    written = sum(counts.values())
    report.wrote(written, written)
    text = card(counts, written, len(report.problems), report.unchecked)
    (folder / "README.md").write_text(text, encoding="utf-8")


def card(splits: Iterable[str], edits: int, wrong: int, unchecked: int) -> str:
    """The README of the folder."""
    files = "\n".join(f"  - split: {split}\n    path: data/{split}-*.parquet" for split in splits)
    return CARD.format(files=files, edits=edits, wrong=wrong, unchecked=unchecked)
