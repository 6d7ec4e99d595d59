"""`reviser export`: the history as a dataset."""

import secrets
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import click

from reviser import app
from reviser.cli.options import database_option, require_not_history
from reviser.core.timeline import Timeline
from reviser.datasets import jsonl
from reviser.datasets.jsonl import Source
from reviser.errors import UsageError, UserError
from reviser.history.store import Reader

_STANDARD = Path("-")


@click.group()
def export() -> None:
    """Write the history's edits in a format that training code reads."""


@export.command("jsonl")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write.")
@database_option
def to_jsonl(output: Path, database: Path | None) -> None:
    """Every edit that was offered, one JSON object a line, in IteraTeR's names and ours."""
    history_path = app.database_path(database)
    require_not_history(output, history_path)
    with closing(Reader.open_to_read(history_path)) as history:
        count = _write(output, jsonl.lines(_sources(history)))
    if output != _STANDARD:
        click.echo(f"{count} edits written to {output}.", err=True)


def _write(output: Path, lines: Iterable[bytes]) -> int:
    """Write to a new file that takes the old one's place when it is whole; how many lines. `-` is standard output."""
    if output == _STANDARD:
        return _put(sys.stdout.buffer, lines)
    if output.is_dir():
        raise UsageError(f"{output} is a folder: name a file.")
    if output.exists() and not output.is_file():
        # Root could put a file in the place of /dev/null, for everybody.
        raise UsageError(f"{output} is a device or a pipe, not a file: name a file, or - for standard output.")
    output = output.resolve()  # a link stays a link
    temporary = output.with_name(f".reviser-{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            count = _put(file, lines)
        temporary.replace(output)
    except OSError as error:
        raise UserError(f"{output} cannot be written: {error.strerror}. Nothing was left behind.") from error
    finally:
        temporary.unlink(missing_ok=True)
    return count


def _put(file: BinaryIO, lines: Iterable[bytes]) -> int:
    count = 0
    for line in lines:
        file.write(line)
        count += 1
    return count


def _sources(history: Reader) -> Iterator[Source]:
    for row in history.documents():
        try:
            yield Source(row.path or row.title, Timeline(history.records(row.id)).state)
        except ValueError as error:
            raise UserError(f"The history of {row.title} does not fit together: reviser verify says more.") from error
