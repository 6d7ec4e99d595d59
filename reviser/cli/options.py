"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from reviser.errors import UsageError

Command = TypeVar("Command", bound=Callable[..., Any])


def database_option(command: Command) -> Command:
    """`--db`, which goes before REVISER_DB and the platform's data folder."""
    return click.option(
        "--db",
        "database",
        type=click.Path(path_type=Path),
        help="The history's file (else REVISER_DB, else the platform's data folder).",
    )(command)


def json_option(command: Command) -> Command:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")(command)


def require_not_history(output: Path, database: Path) -> None:
    """UsageError where writing `output` would replace the history or a file that SQLite keeps beside it."""
    real = database.resolve()
    if output.resolve() in {real.with_name(real.name + ending) for ending in ("", "-wal", "-shm", "-journal")}:
        raise UsageError(f"{output} belongs to the history itself: name another file.")
