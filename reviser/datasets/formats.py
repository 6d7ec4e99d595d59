"""The table of dataset formats. Imports, exports, checks and lists of datasets read it. To add a format, write a file
with its functions and add a line here, or write a plug-in: an entry point of the group `reviser.dataset_formats` that
names a `DatasetFormat`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from reviser.datasets import calls, deliterater, drafts, iterater, m2, preference, r3, sessions, tables, tracked_changes
from reviser.datasets.archive import DatasetFiles
from reviser.datasets.base import DatasetFormat
from reviser.datasets.columns import ESCAPED, LINES, TABLE, json_schema
from reviser.datasets.export_report import ExportReport
from reviser.datasets.json_lines import loads
from reviser.errors import UsageError, UserError
from reviser.messages import message
from reviser.plugins import DATASET_FORMATS, Plugin, descriptors, with_plugins, wrong_name

SUFFIXES = (".zip", ".json", ".jsonl")  # of what is read; drafts are documents
RAW_CSV = "csv-raw"  # csv as it is for code, where a spreadsheet would run cells of it
_ITERATER = "https://github.com/vipulraheja/IteraTeR"
_CODE = re.compile(r"[a-z0-9][a-z0-9-]*")
_LINES = 100
_LOOKED_AT = 1 << 20  # bytes that the format is told by


def _write_parquet(
    parts: Iterable[tuple[str, Iterable[tables.Rows]]], folder: Path, report: ExportReport, *told: Any
) -> None:
    from reviser.datasets import parquet  # Arrow takes a while to load

    parquet.write_folder(parts, folder, report, *told)


# In the order in which they are listed.
FORMATS: tuple[DatasetFormat, ...] = (
    DatasetFormat(
        "jsonl",
        "JSON lines: one edit per line",
        write_rows=tables.json_lines,
        line_by_line=True,
        columns=LINES,
        has_error_types=True,
    ),
    DatasetFormat(
        "sessions",
        "Sessions: complete, can be imported again",
        sessions.read,
        sessions.write,
        has_record=lambda record: sessions.MARK in record,
        columns=sessions.COLUMNS,
        line_by_line=True,
    ),
    DatasetFormat(
        "parquet",
        "Parquet: a folder for load_dataset",
        write_rows_folder=_write_parquet,
        columns=TABLE,
        part_files="data/{part}-*.parquet",
        has_error_types=True,
    ),
    DatasetFormat(
        "csv",
        "CSV: a table for spreadsheets",
        write_rows=tables.csv_lines,
        suffix=".csv",
        columns=(*TABLE, ESCAPED),
        has_error_types=True,
    ),
    DatasetFormat(
        RAW_CSV,
        "CSV: a table for code",
        write_rows=tables.raw_csv_lines,
        suffix=".csv",
        variant_of="csv",
        columns=TABLE,
        has_error_types=True,
    ),
    DatasetFormat(
        "iterater-doc",
        "IteraTeR, by document (accepted)",
        write=iterater.documents,
        columns=iterater.DOCUMENT_COLUMNS,
        line_by_line=True,
        needs_text=True,
    ),
    DatasetFormat(
        "iterater-sent",
        "IteraTeR, by sentence (accepted)",
        write=iterater.sentence_pairs,
        columns=iterater.SENTENCE_COLUMNS,
        line_by_line=True,
        needs_text=True,
    ),
    DatasetFormat(
        "deliterater",
        "DElIteraTeR: tagged (accepted)",
        write=deliterater.lines,
        needs_text=True,
        columns=deliterater.COLUMNS,
    ),
    DatasetFormat(
        "preference",
        "Preferences: chosen and rejected",
        write=preference.pairs,
        needs_text=True,
        columns=preference.PAIR_COLUMNS,
    ),
    DatasetFormat(
        "preference-unpaired",
        "Preferences, unpaired",
        write=preference.unpaired,
        line_by_line=True,
        needs_text=True,
        columns=preference.UNPAIRED_COLUMNS,
    ),
    DatasetFormat("calls", "Requests to models", write_calls=calls.lines, record="request", columns=calls.COLUMNS),
    DatasetFormat(
        "m2",
        "M2, by token (accepted)",
        write=m2.blocks,
        suffix=".m2",
        record="sentence",
        needs_text=True,
        has_error_types=True,
    ),
    DatasetFormat(
        "r3",
        "R3: a folder (decided)",
        r3.read,
        write_files=r3.write_files,
        has_name=r3.has_name,
        record="file",
        part_files="{part}/",
        license="apache-2.0",
        origin=_ITERATER,
    ),
    DatasetFormat(
        "iterater",
        "IteraTeR: revisions with intents",
        iterater.read,
        has_record=iterater.has_record,
        license="apache-2.0",
        origin=_ITERATER,
    ),
    DatasetFormat("drafts", "Successive drafts of documents", drafts.read, of_documents=True),
    DatasetFormat("tracked-changes", "Tracked changes of documents", tracked_changes.read),
)
_OF_TABLE = {form.code: form for form in FORMATS}


@cache
def plugin_formats() -> tuple[Plugin, ...]:
    """The plug-ins that provide dataset formats, including those that failed to load."""
    return descriptors(DATASET_FORMATS, DatasetFormat, FORMATS, _wrong)


def _wrong(form: DatasetFormat, there: Sequence[DatasetFormat]) -> str:
    """What is wrong with a plug-in's format, as a clause; empty if nothing is."""
    if why := wrong_name(form, _CODE):
        return why
    for other in there:
        if form.code == other.code:
            return message("{name} is there already as {code}", name=other.name, code=form.code)
    return "" if form.read or form.is_written else message("it has neither a reader nor a writer")


def all_formats() -> tuple[DatasetFormat, ...]:
    """All formats: those of the table, then those of plug-ins."""
    return with_plugins(FORMATS, DatasetFormat, plugin_formats())


def format_of_code(code: str) -> DatasetFormat:
    """The format with this code. Plug-ins are loaded only if the table does not have it. Raises UserError if there is
    none."""
    known = _OF_TABLE.get(code) or next((form for form in all_formats() if form.code == code), None)
    if known is None:
        raise UserError(
            message(
                "There is no dataset format {code}; the formats are {formats}.",
                code=code,
                formats=codes_text(all_formats()),
            )
        )
    return known


def readable(forms: Sequence[DatasetFormat] = FORMATS) -> tuple[DatasetFormat, ...]:
    """The formats that can be imported."""
    return tuple(form for form in forms if form.read is not None)


def writable(forms: Sequence[DatasetFormat] = FORMATS) -> tuple[DatasetFormat, ...]:
    """The formats that can be exported, without variants of other formats."""
    return tuple(form for form in forms if form.is_written and not form.variant_of)


def schema(form: DatasetFormat) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a row of this format. Raises UsageError if its rows are not objects."""
    if not form.columns:
        with_columns = codes_text(one for one in writable(all_formats()) if one.columns)
        raise UsageError(
            message(
                "Rows of {form} are not JSON objects, so they have no schema; {formats} have one.",
                form=form.code,
                formats=with_columns,
            )
        )
    return json_schema(f"{form.code}: a row, as reviser exports it", form.columns)


def codes_text(forms: Iterable[DatasetFormat]) -> str:
    """The codes of formats as a text for people."""
    return ", ".join(form.code for form in forms)


def format_of(source: DatasetFiles) -> DatasetFormat:
    """Recognise the format of a dataset by its files' names and its first records. Plug-ins are loaded only if no
    format of the table fits. Raises UserError if no readable format fits."""
    unread: list[UserError] = []
    found = _recognise(source, readable(), unread) or _recognise(
        source, readable(all_formats()[len(FORMATS) :]), unread
    )
    if found is not None:
        return found
    if unread:
        raise unread[0]
    raise UserError(
        message(
            "{path} has an unknown format (known: {formats}); name its format with --format.",
            path=source.path,
            formats=codes_text(readable(all_formats())),
        )
    )


def _recognise(source: DatasetFiles, forms: Sequence[DatasetFormat], unread: list[UserError]) -> DatasetFormat | None:
    """The format that fits; None if none does. Errors in reading the dataset are added to `unread`."""
    for name in source.lines_of_json():
        for form in forms:
            if form.has_name is not None and form.has_name(name):
                return form
        try:
            begun = source.begin(name, _LOOKED_AT)
        except UserError as error:
            unread.append(error)
            continue
        for record in _records(begun):
            for form in forms:
                if form.has_record is not None and form.has_record(record):
                    return form
    return next((form for form in forms if form.of_documents and source.document_names()), None)


def _records(begun: bytes) -> Iterator[Mapping[str, Any]]:
    """The first objects of a file that begins with `begun`. There may be several, because the first line may be
    damaged."""
    for line in begun.removeprefix(b"\xef\xbb\xbf").split(b"\n")[:_LINES]:
        try:
            found = loads(line)
        except ValueError:
            continue
        if isinstance(found, dict):
            yield found
