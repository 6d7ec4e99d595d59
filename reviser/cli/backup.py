"""`reviser backup` and `reviser repair`: copies of the history, and what to do when it is damaged."""

import time
from datetime import datetime
from pathlib import Path

import click

from reviser import locations
from reviser.cli import terminal
from reviser.cli.options import database_option, json_option
from reviser.errors import HistoryError, UsageError
from reviser.messages import message
from reviser.services.documents import backups
from reviser.services.documents.backups import ListedBackup, Reason, RepairStep

LONG = 100  # documents; with fewer, the progress is not shown
REASONS = {
    Reason.MIGRATION: "before an update",
    Reason.DAY: "daily",
    Reason.ASKED: "asked for",
    Reason.DELETE: "before a deletion",
    Reason.MERGE: "before a merge",
    Reason.REPLACED: "before a restore",
}


@click.group()
def backup() -> None:
    """Back up the history, list the backups, or restore one."""


@backup.command()
@database_option
def now(database: Path | None) -> None:
    """Make a backup now, beside the history."""
    path = locations.database_path(database)
    if not path.exists():
        raise HistoryError(
            message("There is no history at {path}; open a document first, or name another with --db.", path=path)
        )
    terminal.line(backups.take_backup(path, time.time(), Reason.ASKED))


@backup.command(name="list")
@database_option
@json_option
def list_(database: Path | None, as_json: bool) -> None:
    """List the backups, newest first."""
    listed = backups.describe_backups(locations.database_path(database))
    if as_json:
        terminal.list_out([_record(one) for one in listed])
    elif not listed:
        terminal.note("there is no backup yet: reviser backup now makes one.")
    else:
        rows = [("made", "why", "documents", "MB", "file")]
        rows += [
            (
                _when(one),
                REASONS[one.backup.reason],
                "unreadable" if one.documents is None else str(one.documents),
                f"{one.backup.size / 1_000_000:.1f}",
                one.backup.path.name,
            )
            for one in listed
        ]
        terminal.table_out(rows, left=5)


@backup.command(name="restore")
@click.argument("copy", type=click.Path(path_type=Path))
@database_option
def restore_(copy: Path, database: Path | None) -> None:
    """Replace the history by the backup COPY (a file, or its name in the list). The history is kept under another
    name."""
    path = locations.database_path(database)
    named = copy if copy.exists() else path.parent / copy
    if not named.is_file():
        raise UsageError(message("There is no backup {copy}: reviser backup list names them.", copy=copy))
    restored = backups.restore(path, named, time.time())
    terminal.line(f"{path} has been restored from {named.name}.")
    if restored.aside is not None:
        terminal.line(f"The previous history is kept in {restored.aside}.")


@click.command()
@click.argument("damaged", type=click.Path(path_type=Path), required=False)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The new history's file; beside the damaged one if not given.",
)
@database_option
def repair(damaged: Path | None, output: Path | None, database: Path | None) -> None:
    """Write a new history from what can be read of a DAMAGED one, which is never written to."""
    path = damaged or locations.database_path(database)
    made = backups.repair(path, output or backups.repaired_path(path), on_progress=_Far().update)
    for sentence in made.sentences():
        terminal.line(terminal.visible(sentence))
    terminal.line(f"The repaired history is {made.path}: check it with --db, and restore it with")
    terminal.line(f"  reviser backup restore {made.path}" + (f" --db {path}" if damaged or database else ""))


class _Far:
    """Shows the step of a repair, and each tenth of a long one."""

    def __init__(self) -> None:
        self._doing: RepairStep | None = None
        self._tenths = 0

    def update(self, step: RepairStep, done: int, of: int) -> None:
        if step is not self._doing:
            self._doing, self._tenths = step, 0
            terminal.note(f"{step} …")
        elif of >= LONG and 10 * done // of > self._tenths:
            self._tenths = 10 * done // of
            terminal.note(f"{step}: {10 * self._tenths} % of {of} documents …")


def _when(one: ListedBackup) -> str:
    return datetime.fromtimestamp(one.backup.at).astimezone().strftime("%Y-%m-%d %H:%M")


def _record(one: ListedBackup) -> dict[str, object]:
    return {
        "path": str(one.backup.path),
        "at": one.backup.at,
        "reason": one.backup.reason.name.lower(),
        "bytes": one.backup.size,
        "documents": one.documents,
        "problem": one.why,
    }
