"""Edits as a flat table: CSV for spreadsheets and R, Parquet for training. Each edit is one row, whatever the
decision."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import repeat
from operator import add
from typing import Any, NamedTuple

import orjson

from reviser.core.edit import Verdict
from reviser.datasets.annotations import Annotation
from reviser.datasets.columns import ESCAPED as ESCAPED_COLUMN
from reviser.datasets.columns import SESSION_SHA256, TABLE, ColumnType
from reviser.datasets.export_report import ExportReport
from reviser.datasets.json_lines import canonical, dumps

COLUMNS = tuple(column.name for column in TABLE)
# The columns that are lists in Rows, in its order.
_VARYING = (
    "start_char_pos", "before", "after", "intent", "decision", "rewritten", "reason", "id", "rule", "explanation",
    "confidence", "risk", "decided_at", "elapsed_s", "error_type",
    "proposed_by",
)  # fmt: skip
SAME = (
    "document",
    "depth",
    "setting",
    "annotator",
    "reviser",
    "model",
    "prompt",
    "instruction",
    "saved_at",
    "base_sha256",
)
HASH = SESSION_SHA256.name
ESCAPED = ESCAPED_COLUMN.name
# The columns that may hold any text, which a spreadsheet could run.
TEXTS = tuple(
    column.name
    for column in TABLE
    if column.kind is ColumnType.TEXT and column.name not in {"type", "base_sha256", HASH}
)
# Beginnings of cells that a spreadsheet runs, or that look like our escape of one.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
_RUN = re.compile(r"'*[=+\-@\t\r]")
WORDS: dict[str, str] = {Verdict.ACCEPT: "Accept", Verdict.REWRITE: "Accept", Verdict.REJECT: "Reject"}
AT_ONCE = 10_000  # rows of one piece of the output
Value = str | int | float | None
Row = dict[str, Value]
Columns = dict[str, list[Value]]


class Rows(NamedTuple):
    """The rows of one annotation, one for each edit, stored by column: `same` has the columns that are equal in all
    rows, the others are lists with a value for each row. Columns are used since an export makes a million rows, and
    working on whole lists takes a tenth of the time. `starts`: code points of the base. `afters`: as offered.
    `verdicts`: values of Verdict. `written`: the person's own words. `risks`: kinds with a space between. `decided`:
    times in ISO 8601. `elapsed`: seconds. `error_types`: ERRANT's, empty where they were not asked for. `proposers`:
    the revisers that made them."""

    same: Row
    starts: Sequence[int]
    befores: Sequence[str]
    afters: Sequence[str]
    intents: Sequence[str]
    verdicts: Sequence[str]
    written: Sequence[str | None]
    reasons: Sequence[str]
    ids: Sequence[str]
    rules: Sequence[str]
    explanations: Sequence[str]
    confidences: Sequence[float | None]
    risks: Sequence[str]
    decided: Sequence[str]
    elapsed: Sequence[float | None]
    error_types: Sequence[str]
    proposers: Sequence[str]

    @property
    def size(self) -> int:
        return len(self.starts)

    @property
    def document(self) -> str:
        return str(self.same["document"])


def rows_of(annotation: Annotation) -> Rows:
    """The rows of an annotation."""
    same = same_of(annotation)
    if not annotation.edits:
        return Rows(same, *([] for _ in Rows._fields[1:]))
    varying = zip(*annotation.edits, strict=True)
    edits, intents, verdicts, written, reasons, ids, rules, explanations, sure, risks, _, decided, took, *rest = varying
    errors, proposers = rest
    return Rows(
        same,
        [edit.start for edit in edits],
        [edit.before for edit in edits],
        [edit.after for edit in edits],
        intents,
        [verdict.value for verdict in verdicts],
        written,
        reasons,
        ids,
        rules,
        explanations,
        [None if one is None else float(one) for one in sure],
        [" ".join(kinds) for kinds in risks],
        decided,
        [None if one is None else float(one) for one in took],
        errors,
        proposers,
    )


def same_of(annotation: Annotation, hashed: str = "") -> Row:
    """The values that are equal for all edits of an annotation. `hashed`: the SHA-256 of its text, in hexadecimal, if
    known."""
    if not hashed and annotation.base is not None:
        hashed = sha256(annotation.base.encode("utf-8", "surrogatepass")).hexdigest()
    return {
        "document": annotation.document,
        "depth": annotation.depth,
        "setting": annotation.setting,
        "annotator": annotation.annotator,
        "reviser": annotation.reviser,
        "model": annotation.model,
        "prompt": annotation.prompt,
        "instruction": annotation.instruction,
        "saved_at": annotation.saved,
        "base_sha256": hashed or None,
    }


def read_back(records: Sequence[Mapping[str, Any]]) -> Rows:
    """The rows of a session from its table, with values of the types that they were written with."""
    same = {column: records[0].get(column) for column in SAME}
    offered = {column: f"proposed_{column}" if f"proposed_{column}" in records[0] else column for column in _VARYING}
    varying: list[Any] = [[record.get(column) for record in records] for column in offered.values()]
    return Rows(same, *varying)


def session_hash(rows: Rows, storable: Callable[[str], str] | None = None) -> str:
    """The SHA-256 of everything in the rows of a session, in order. Error types and proposers are included only if
    there are some, so that rows written before they existed keep their hash. `storable` converts a text with lone
    surrogates for a format that cannot represent them."""
    said: list[object] = [[rows.same.get(column) for column in SAME], *rows[1:-2]]
    if any(rows.error_types):
        said.append(rows.error_types)
    if any(rows.proposers):
        said.append(["proposed_by", *rows.proposers])
    try:
        content = orjson.dumps(said)
    except TypeError:
        content = canonical(said if storable is None else _each_text(said, storable))
    return sha256(content).hexdigest()


def _each_text(value: object, convert: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return convert(value)
    return [_each_text(one, convert) for one in value] if isinstance(value, list | tuple) else value


def escaped_surrogates(text: str) -> str:
    """A text with its lone surrogates escaped, as CSV stores it in UTF-8."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def columns(row_groups: Iterable[Rows], storable: Callable[[str], str] | None = None) -> Iterator[Columns]:
    """The table in pieces of about AT_ONCE rows: for each of COLUMNS, the values of its rows. `base_sha256` identifies
    the text that a row's place refers to, None without a text. `session_sha256` is the `session_hash` of the rows of a
    session, with `storable`."""
    piece: Columns = {column: [] for column in COLUMNS}
    for rows in row_groups:
        piece[HASH] += repeat(session_hash(rows, storable), rows.size)
        for column, same in rows.same.items():
            piece[column] += repeat(same, rows.size)
        piece["type"] += [
            "A" if not before else "R" if after else "D"  # as edit.type, in a third of its time
            for before, after in zip(rows.befores, rows.afters, strict=True)
        ]
        piece["end_char_pos"] += map(add, rows.starts, map(len, rows.befores))
        varying: tuple[Sequence[Value], ...] = rows[1:]
        for column, values in zip(_VARYING, varying, strict=True):
            piece[column] += values
        if len(piece["id"]) >= AT_ONCE:
            yield piece
            piece = {column: [] for column in COLUMNS}
    if piece["id"]:
        yield piece


def json_lines(row_groups: Iterable[Rows], report: ExportReport) -> Iterator[bytes]:
    """The table as lines of JSON, with the rows of an annotation together. They include the names that the training
    code of IteraTeR and R3 reads: `major_intent`, `accept_or_reject`, and `after` with the applied text
    (`proposed_after` has the offered text)."""
    for rows in row_groups:
        report.wrote(rows.size, rows.size)
        yield _lines(rows)


def _lines(rows: Rows) -> bytes:
    begin = dumps(rows.same | {HASH: session_hash(rows)}).removesuffix(b"}\n") + b","
    # A million edits pass through here, so no function is called for an edit except the one that writes it.
    records = [
        {
            "type": "A" if not before else "R" if after else "D",
            "start_char_pos": start,
            "end_char_pos": start + len(before),
            "before": before,
            "after": after if written is None else written,
            "proposed_after": after,
            "rewritten": written,
            "intent": intent,
            "major_intent": intent,
            "decision": verdict,
            "accept_or_reject": WORDS.get(verdict),
            "reason": reason,
            "rule": rule,
            "explanation": explanation,
            "confidence": confidence,
            "risk": risk,
            "decided_at": decided,
            "elapsed_s": took,
            "id": name,
            "error_type": error,
            "proposed_by": proposer,
        }
        for start, before, after, intent, verdict, written, reason, name, rule, explanation, confidence, risk, decided,
        took, error, proposer in zip(*rows[1:], strict=True)
    ]  # fmt: skip
    return b"".join([begin + dumps(record)[1:] for record in records])


def csv_lines(row_groups: Iterable[Rows], report: ExportReport) -> Iterator[bytes]:
    """The table as CSV (RFC 4180) in UTF-8, with its header first. A spreadsheet runs a cell that begins with = + - @,
    tab or carriage return. Such a cell gets an apostrophe before it, and the row's `escaped` lists its column
    (separated by spaces), so that a reader can remove the apostrophe."""
    yield _csv([(*COLUMNS, ESCAPED)])
    for piece in columns(row_groups, escaped_surrogates):
        count = len(piece["id"])
        report.wrote(count, count)
        escaped = [""] * count
        for column in TEXTS:
            values = piece[column]
            for row, value in enumerate(values):
                if isinstance(value, str) and value.startswith(_STARTS) and _RUN.match(value):
                    values[row] = f"'{value}"
                    escaped[row] += f" {column}" if escaped[row] else column
        yield _csv(zip(*piece.values(), escaped, strict=True))


def raw_csv_lines(row_groups: Iterable[Rows], report: ExportReport) -> Iterator[bytes]:
    """The table as CSV with every cell unchanged: for programs only."""
    yield _csv([COLUMNS])
    for piece in columns(row_groups, escaped_surrogates):
        count = len(piece["id"])
        report.wrote(count, count)
        yield _csv(zip(*piece.values(), strict=True))


def unescaped(row: Mapping[str, str | None]) -> dict[str, str | None]:
    """The original row of a row of `csv_lines` or `raw_csv_lines`."""
    named = set((row.get(ESCAPED) or "").split())
    return {
        column: value[1:] if column in named and value and value.startswith("'") else value
        for column, value in row.items()
        if column != ESCAPED
    }


def _csv(table: Iterable[Sequence[object]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(table)
    return written.getvalue().encode("utf-8", "backslashreplace")
