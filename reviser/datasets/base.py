"""The definition of a dataset format: how it is recognised, read and written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from reviser.datasets.annotations import Annotation, Damaged
from reviser.datasets.archive import DatasetFiles
from reviser.datasets.calls import RoundCalls
from reviser.datasets.columns import Column
from reviser.datasets.export_report import ExportReport
from reviser.datasets.tables import Rows, rows_of
from reviser.errors import UsageError
from reviser.messages import message

Read = Callable[[DatasetFiles], Iterator[Annotation | Damaged]]
Write = Callable[[Iterable[Annotation], ExportReport], Iterator[bytes]]
WriteCalls = Callable[[Iterable[RoundCalls], ExportReport], Iterator[bytes]]
WriteRows = Callable[[Iterable[Rows], ExportReport], Iterator[bytes]]
# For each file: its path in the folder, the document that it belongs to, and its bytes.
WriteFiles = Callable[[Iterable[Annotation], ExportReport], Iterator[tuple[str, str, bytes]]]
# Writes the parts (by name; "" if there is one part without a name) into a folder. The last argument is called from
# time to time.
WriteRowsFolder = Callable[[Iterable[tuple[str, Iterable[Rows]]], Path, ExportReport, Callable[[], None]], None]


@dataclass(frozen=True, slots=True)
class DatasetFormat:
    """A format of datasets of edits and decisions. It has a reader, or one of the five writers, or both.

    `code` is its name in commands, `name` its name for people, in English.

    `read` yields the contents of a dataset, with Damaged for a record that cannot be read. `write` gives the bytes of
    sessions. `write_rows` gives the bytes of rows of a table, which is faster for formats that are tables.
    `write_calls` gives those of requests to models, which only a history has. `write_files` gives the files of a
    folder. `write_rows_folder` writes a folder of rows.

    `has_name` and `has_record` recognise a dataset of this format by a file's path, or by the first record of a JSON
    file. `of_documents`: its files are documents in any format.

    `columns` are the columns of a row, if rows are lines of JSON or of a table; the JSON Schema and the dataset card
    are made from them. `suffix` is how the name of a written file ends. `record` is the word for one row.
    `line_by_line`: the bytes of a session do not depend on the sessions before it, so several processes can write.
    `has_error_types`: it has a place for the error types of edits. `needs_text`: it has no place for a session without
    its text. `variant_of`: the format that this is another form of; a variant is not listed by itself. `part_files`:
    the names of the files of a part in a folder.

    `license` and `origin` are those of the published dataset in this format, if there is one; its reader gives the
    format's code as the reviser. `plugin` is the package that provides the format, empty for built-in ones."""

    code: str
    name: str
    read: Read | None = None
    write: Write | None = None
    write_rows: WriteRows | None = None
    write_calls: WriteCalls | None = None
    write_files: WriteFiles | None = None
    write_rows_folder: WriteRowsFolder | None = None
    has_name: Callable[[PurePosixPath], bool] | None = None
    has_record: Callable[[Mapping[str, Any]], bool] | None = None
    of_documents: bool = False
    columns: tuple[Column, ...] = ()
    suffix: str = ".jsonl"
    record: str = "line"
    line_by_line: bool = False
    has_error_types: bool = False
    needs_text: bool = False
    variant_of: str = ""
    part_files: str = ""
    license: str = ""
    origin: str = ""
    plugin: str = ""

    @property
    def is_written(self) -> bool:
        """Whether it has a writer."""
        one_file = (self.write, self.write_rows, self.write_calls)
        return self.is_folder or any(write is not None for write in one_file)

    @property
    def is_of_sessions(self) -> bool:
        """Whether it is written from sessions, which every dataset has."""
        return self.is_written and self.write_calls is None

    @property
    def is_folder(self) -> bool:
        """Whether it is written as a folder."""
        return self.write_files is not None or self.write_rows_folder is not None

    def files_of(self, part: str) -> str:
        """The files of a part, as a path or a pattern of paths in the folder."""
        return self.part_files.format(part=part or "train") if self.part_files else f"{part}{self.suffix}"

    @property
    def is_of_rows(self) -> bool:
        """Whether it consists of rows of a table."""
        return self.write_rows is not None or self.write_rows_folder is not None

    @property
    def reader(self) -> Read:
        """The function that reads it. Raises UsageError if it cannot be read."""
        if self.read is None:
            raise UsageError(message("{code} cannot be imported: it is a format for export.", code=self.code))
        return self.read

    @property
    def writer(self) -> Write:
        """The function that gives the bytes of sessions. Raises UsageError if the format is written as a folder, or not
        at all."""
        rows = self.write_rows
        if self.write is not None:
            return self.write
        if self.write_calls is not None:
            raise UsageError(message("{code} are only in a history, not in other datasets.", code=self.code))
        if rows is None:
            raise UsageError(message("{code} is not written as one file.", code=self.code))
        return lambda annotations, report: rows(map(rows_of, annotations), report)
