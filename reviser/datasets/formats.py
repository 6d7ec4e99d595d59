"""The formats by name: what can be read, and what can be written as lines. R3 and Parquet are written as folders."""

from collections.abc import Callable, Iterable, Iterator

from reviser.datasets import deliterater, drafts, iterater, m2, preference, r3, sessions, tables
from reviser.datasets.annotations import Annotation, Damaged
from reviser.datasets.archive import DatasetFiles
from reviser.datasets.export_report import ExportReport
from reviser.datasets.json_lines import loads
from reviser.errors import UserError

Read = Callable[[DatasetFiles], Iterator[Annotation | Damaged]]
Write = Callable[[Iterable[Annotation], ExportReport], Iterator[bytes]]
WriteRows = Callable[[Iterable[tables.Rows], ExportReport], Iterator[bytes]]


def _of_saves(write: WriteRows) -> Write:
    return lambda saves, tally: write(map(tables.rows_of, saves), tally)


READERS: dict[str, Read] = {
    "r3": r3.read,
    "iterater": iterater.read,
    "drafts": drafts.read,
    "sessions": sessions.read,
}
# Those that are a table of edits: of rows it is made faster than of saves.
RAW = "csv-raw"  # csv as it is for code, where a spreadsheet would run cells of it
TABLES: dict[str, WriteRows] = {"jsonl": tables.json_lines, "csv": tables.csv_lines, RAW: tables.raw_csv_lines}
WRITERS: dict[str, Write] = {
    "jsonl": _of_saves(TABLES["jsonl"]),
    "sessions": sessions.write,
    "csv": _of_saves(TABLES["csv"]),
    RAW: _of_saves(TABLES[RAW]),
    "iterater-doc": iterater.documents,
    "iterater-sent": iterater.sentence_pairs,
    "deliterater": deliterater.lines,
    "preference": preference.pairs,
    "preference-unpaired": preference.unpaired,
    "m2": m2.blocks,
}
# Of these the lines of each save are the same whatever comes before it.
LINE_BY_LINE = frozenset({"jsonl", "sessions", "iterater-doc", "iterater-sent", "preference", "preference-unpaired"})
# These have no place for a session without its text.
NEED_TEXT = frozenset({"iterater-doc", "iterater-sent", "deliterater", "preference", "preference-unpaired", "m2"})
SUFFIXES = (".zip", ".json", ".jsonl")  # of what is read; drafts are documents
_LINES = 100
_LOOKED_AT = 1 << 20  # bytes that the format is told by


def guess(source: DatasetFiles) -> str:
    """The format of a dataset by its files' names and its first line. UserError where it is none of READERS."""
    unread: UserError | None = None
    for name in source.lines_of_json():
        if any(part in {"human_human", "system_human", "system_only"} for part in name.parts):
            return "r3"
        try:
            begun = source.begin(name, _LOOKED_AT)
        except UserError as error:
            unread = unread or error
            continue
        # Not the first line alone, which may be the damaged one.
        for line in begun.removeprefix(b"\xef\xbb\xbf").split(b"\n")[:_LINES]:
            try:
                found = loads(line)
            except ValueError:
                continue
            if isinstance(found, dict) and sessions.MARK in found:
                return "sessions"
            if isinstance(found, dict) and ("before_sent" in found or "before_revision" in found):
                return "iterater"
    if source.document_names():
        return "drafts"
    if unread is not None:
        raise unread
    known = ", ".join(READERS)
    raise UserError(f"{source.path} is of no format that is known here ({known}); name its format with --format.")


def reader_of(name: str, source: DatasetFiles) -> tuple[str, Read]:
    """The format called so, or the one that `source` looks like where `name` is empty, with its reader."""
    found = name or guess(source)
    return found, READERS[found]


def suffix(name: str) -> str:
    """How a file of this format's name ends."""
    return {"csv": ".csv", RAW: ".csv", "m2": ".m2"}.get(name, ".jsonl")
