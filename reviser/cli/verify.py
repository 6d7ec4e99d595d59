"""`reviser verify`: checks whether a history is intact."""

from dataclasses import asdict
from pathlib import Path

import click

from reviser import locations
from reviser.cli import terminal
from reviser.cli.options import database_option, json_option
from reviser.history.recovery import verify as check


@click.command()
@database_option
@json_option
def verify(database: Path | None, as_json: bool) -> int:
    """Check a history: the file, and that every round's base with its accepted edits gives the stored result.

    Writes nothing. Ends with 1 if something is wrong."""
    path = locations.database_path(database)
    problems = check.verify(path)
    if as_json:
        terminal.object_out({"database": str(path), "problems": [asdict(problem) for problem in problems]})
    elif problems:
        for problem in problems:
            terminal.line(terminal.visible(str(problem)))
        count = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
        terminal.note(
            f"{path} has {count}: reviser backup restore puts a backup in its place, reviser repair saves what"
            " can still be read."
        )
    else:
        terminal.line(f"{path} is intact.")
    return 1 if problems else 0
