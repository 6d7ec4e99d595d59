"""Prints results and messages. Control characters in a document's text never reach the terminal."""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click

Record = dict[str, Any]  # a JSON object

LONGEST = 60  # code points of a text in a list


def visible(text: str) -> str:
    """`text` on one line, with control characters made visible."""
    shown = text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎").replace("\t", "⇥")
    return "".join(c if c.isprintable() else " " if c.isspace() else f"\\u{{{ord(c):x}}}" for c in shown)


def short(text: str) -> str:
    """The beginning of a text, with control characters made visible."""
    shown = visible(text[: LONGEST + 1])
    return shown if len(text) <= LONGEST else f"{shown[:LONGEST]}…"


def counted(count: int, noun: str) -> str:
    """A count with its noun: "1 edit", "2 edits", "1,200 edits"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def line(text: object, *, err: bool = False) -> None:
    """Print one or more lines of text, with control characters made visible."""
    click.echo("\n".join(map(visible, str(text).split("\n"))), err=err)


def note(sentence: str) -> None:
    """Print a message on standard error."""
    line(f"reviser: {visible(sentence)}", err=True)


def object_out(record: Record) -> None:
    """Print a JSON object on standard output, in UTF-8 whatever the terminal's encoding."""
    _out(_dumps(record, indent=True))


def list_out(records: Sequence[Record]) -> None:
    """Print a list of JSON objects, as `object_out` does."""
    _out(b"[\n" + b",\n".join(map(_dumps, records)) + b"\n]" if records else b"[]")


def _dumps(record: Record, *, indent: bool = False) -> bytes:
    """JSON in UTF-8. A lone surrogate (in an imported text) is written as an escape."""
    import orjson  # only commands with --json need it

    try:
        return orjson.dumps(record, option=orjson.OPT_INDENT_2 if indent else None)
    except TypeError:
        return json.dumps(record, ensure_ascii=True, indent=2 if indent else None).encode("ascii")


def _out(written: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(written + b"\n")
    sys.stdout.buffer.flush()


def table_out(rows: Sequence[Sequence[str]], *, left: int) -> None:
    """Print a table, as `table_lines` has it."""
    for row in table_lines(rows, left=left):
        line(row)


def table_lines(rows: Sequence[Sequence[str]], *, left: int) -> Iterator[str]:
    """The lines of a table whose first row is the head. The first `left` columns are left-aligned, the others
    right-aligned."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.ljust(width) if at < left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
