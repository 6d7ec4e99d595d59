"""What a command prints. Nothing of a document's text reaches the terminal as a command to it."""

import json
import sys
from collections.abc import Sequence
from typing import Any

import click

Record = dict[str, Any]  # a JSON object

LONGEST = 60  # characters of a text in a list


def visible(text: str) -> str:
    """`text` on one line, with what would steer a terminal made readable."""
    shown = text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎").replace("\t", "⇥")
    return "".join(c if c.isprintable() else " " if c.isspace() else f"\\u{{{ord(c):x}}}" for c in shown)


def short(text: str) -> str:
    """The beginning of a text, visible."""
    shown = visible(text[: LONGEST + 1])
    return shown if len(text) <= LONGEST else f"{shown[:LONGEST]}…"


def counted(count: int, noun: str) -> str:
    """ "1 edit", "2 edits"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def line(text: object, *, err: bool = False) -> None:
    """Text of one or more lines, none of which steers the terminal."""
    click.echo("\n".join(map(visible, str(text).split("\n"))), err=err)


def note(sentence: str) -> None:
    """Something to know, on standard error."""
    line(f"reviser: {visible(sentence)}", err=True)


def object_out(record: Record) -> None:
    """One JSON object, on standard output, in UTF-8 whatever the terminal's encoding is."""
    _out(_dumps(record, indent=True))


def list_out(records: Sequence[Record]) -> None:
    """A list of JSON objects, as `object_out` writes one."""
    _out(b"[\n" + b",\n".join(map(_dumps, records)) + b"\n]" if records else b"[]")


def _dumps(record: Record, *, indent: bool = False) -> bytes:
    """JSON in UTF-8. What Unicode does not allow (a lone surrogate in an imported text) is written as an escape."""
    import orjson  # only a command with --json needs it

    try:
        return orjson.dumps(record, option=orjson.OPT_INDENT_2 if indent else None)
    except TypeError:
        return json.dumps(record, ensure_ascii=True, indent=2 if indent else None).encode("ascii")


def _out(written: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(written + b"\n")
    sys.stdout.buffer.flush()


def table_out(rows: Sequence[Sequence[str]], *, left: int) -> None:
    """A table, its head first; the first `left` columns begin at the left, the others end at the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.ljust(width) if at < left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        line("  ".join(cells).rstrip())
