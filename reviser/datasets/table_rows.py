"""The rows of tables of edits, each with its place in the file, with values of the types that they were written
with."""

import csv
import re
from collections.abc import Iterator, Mapping
from typing import Any

from reviser.core.edit import Verdict
from reviser.datasets.annotations import Damaged
from reviser.datasets.archive import UNREADABLE, DatasetFiles
from reviser.datasets.json_lines import lines
from reviser.datasets.tables import unescaped
from reviser.errors import UserError
from reviser.messages import message

Row = tuple[str, Mapping[str, Any]]
_SURROGATE = re.compile(r"\\u(d[89a-f][0-9a-f]{2})")
_ROWS_AT_ONCE = 1000  # of Parquet


def json_rows(source: DatasetFiles) -> Iterator[Row | Damaged]:
    """The rows of lines of JSON."""
    return lines(source)


def csv_rows(source: DatasetFiles) -> Iterator[Row | Damaged]:
    """The rows of a CSV. `as_written` has the row with its texts as they are in the file: an escape may stand for a
    lone surrogate."""
    for name in source.files(".csv"):
        try:
            read = csv.DictReader(decoded(source.lines(name)), strict=True)
            for number, row in enumerate(read, 1):
                found: dict[str, Any] = unescaped(row)
                for column in ("depth", "start_char_pos", "end_char_pos", "confidence", "elapsed_s"):
                    found[column] = _number(str(row.get(column)))
                found["base_sha256"] = found.get("base_sha256") or None
                if found.get("decision") != Verdict.REWRITE:
                    found["rewritten"] = found.get("rewritten") or None
                yield f"{name} row {number}", found | {"before": _unescaped(found), "as_written": found}
        except (ValueError, csv.Error) as error:
            yield Damaged(str(name), message("It is not CSV in UTF-8: {problem}.", problem=error))
        except UserError as error:
            yield Damaged(str(name), error.message)


def _number(cell: str) -> object:
    if re.fullmatch(r"-?[0-9]{1,18}", cell):
        return int(cell)
    try:
        return float(cell) if cell else None
    except ValueError:
        return cell


def _unescaped(row: Mapping[str, Any]) -> object:
    """The value of a row's `before`. UTF-8 cannot represent a lone surrogate, so CSV has an escape in its place. If the
    text has the length given by the row's places, it contains no escape."""
    before, start, end = row.get("before"), row["start_char_pos"], row["end_char_pos"]
    if not isinstance(before, str) or not isinstance(start, int) or end == start + len(before):
        return before
    return _SURROGATE.sub(lambda found: chr(int(found[1], 16)), before)


def decoded(lines: Iterator[bytes]) -> Iterator[str]:
    """Lines decoded from UTF-8, with or without a byte order mark."""
    first = True
    for line in lines:
        yield line.decode("utf-8-sig" if first else "utf-8")
        first = False


def parquet_rows(source: DatasetFiles) -> Iterator[Row | Damaged]:
    """The rows of a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for name in source.files(".parquet"):
        number = 0
        try:
            with source.open(name) as file:
                for batch in pq.ParquetFile(file).iter_batches(_ROWS_AT_ONCE):
                    for row in batch.to_pylist():
                        number += 1
                        yield f"{name} row {number}", row
        except (pa.ArrowException, *UNREADABLE) as error:
            yield Damaged(str(name), message("It is not Parquet: {problem}.", problem=error))
        except UserError as error:
            yield Damaged(str(name), error.message)
