"""`reviser library`, `delete`, `archive` and `rename`: list and manage the documents of a history."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from reviser import locations
from reviser.cli import terminal
from reviser.cli.options import database_option, json_option
from reviser.cli.terminal import Record
from reviser.errors import UserError
from reviser.history.backup import Reason
from reviser.history.connection import BUSY_MS
from reviser.history.log.store import DocumentRow, Store
from reviser.history.purge import purge
from reviser.messages import message
from reviser.services.documents.backups import take_backup
from reviser.services.documents.library import DocumentStage, LibraryEntry, LibraryListing, list_library
from reviser.services.documents.lookup import find_document


@click.command("library")
@click.option("--all", "all_", is_flag=True, help="Include archived and deleted documents.")
@database_option
@json_option
def library(all_: bool, database: Path | None, as_json: bool) -> None:
    """List all documents with their state, those changed last first."""
    listing = list_library(locations.database_path(database))
    entries = [entry for entry in listing.entries if all_ or (entry.archived_at, entry.deleted_at) == (None, None)]
    if as_json:
        terminal.object_out({"documents": [_record(listing, entry) for entry in entries]})
    elif not entries:
        terminal.line("There is no document in this history yet.")
    else:
        rows = [_row(listing, entry) for entry in entries]
        terminal.table_out([("no.", "name", "state", "last change", "rounds", "decided"), *rows], left=4)


@click.command()
@click.argument("document")
@click.option("--for-good", is_flag=True, help="Delete at once, also from the backups: this cannot be undone.")
@click.option("--restore", is_flag=True, help="Restore a deleted document.")
@database_option
def delete(document: str, for_good: bool, restore: bool, database: Path | None) -> None:
    """Delete DOCUMENT (a file, or a number that reviser library lists) from the history; its file stays.

    It can be restored for a while. With --for-good, everything that the history has of it is removed."""
    path = locations.database_path(database)
    shown = terminal.visible(document)
    if restore:
        row = _mark(path, document, lambda store, row: store.mark(row.id, deleted_at=None))
        was = "is" if row.deleted_at is not None else "was not deleted: it is"
        terminal.line(f"{shown} {was} in the library.")
        return
    now = datetime.now().astimezone().timestamp()
    if not for_good:
        row = _mark(path, document, lambda store, row: _mark_deleted(store, row, now))
        already = "" if row.deleted_at is None else "already "
        terminal.line(f"{shown} is {already}deleted; --restore brings it back for a while.")
        return
    _mark(path, document, lambda store, row: store.mark(row.id, deleted_at=0.0))
    take_backup(path, now, Reason.DELETE)
    for kept in purge(path, 0.0).kept:
        terminal.note(f"This file may still contain it: {kept.path}. {kept.why}")
    terminal.line(
        f"{terminal.visible(document)} is deleted from the history; a backup of the other documents was made first."
    )


@click.command()
@click.argument("document")
@click.option("--restore", is_flag=True, help="Take it out of the archive.")
@database_option
def archive(document: str, restore: bool, database: Path | None) -> None:
    """Archive DOCUMENT: it is then listed only with --all."""
    now = datetime.now().astimezone().timestamp()

    def mark(store: Store, row: DocumentRow) -> None:
        if (row.archived_at is None) != restore:
            store.mark(row.id, archived_at=None if restore else now)

    row = _mark(locations.database_path(database), document, mark)
    again = (row.archived_at is None) == restore
    where = "in the library" if restore else "in the archive"
    terminal.line(f"{terminal.visible(document)} is {'already ' if again else ''}{where}.")


@click.command()
@click.argument("document")
@click.argument("name")
@database_option
def rename(document: str, name: str, database: Path | None) -> None:
    """Give DOCUMENT another name in the library; its file keeps its name."""
    if not name.strip():
        raise UserError(message("A document needs a name."))
    _mark(locations.database_path(database), document, lambda store, row: store.mark(row.id, title=name.strip()))


def _mark(path: Path, document: str, act: Callable[[Store, DocumentRow], None]) -> DocumentRow:
    """Run `act` on a document and return its row from before. A moved file is recognised by its text. A copy of a file
    is not, if the original still exists."""
    if not path.exists():
        raise UserError(
            message("There is no history at {path}; open a document first, or name another with --db.", path=path)
        )
    with closing(Store.open(path, busy_timeout_ms=BUSY_MS)) as store:
        row = find_document(store, document, copies=False)
        act(store, row)
        return row


def _mark_deleted(store: Store, row: DocumentRow, now: float) -> None:
    """Mark a document as deleted. If it was already, its time of deletion stays, because that determines when it is
    purged."""
    if row.deleted_at is None:
        store.mark(row.id, deleted_at=now)


def _record(listing: LibraryListing, entry: LibraryEntry) -> Record:
    share = listing.shares.get(entry.id)
    return {
        "id": entry.id,
        "path": entry.path,
        "title": entry.title,
        "format": entry.format,
        "created_at": entry.created_at,
        "changed_at": entry.changed_at,
        "archived_at": entry.archived_at,
        "deleted_at": entry.deleted_at,
        "state": entry.stage.value,
        "stop": entry.stop or None,
        "file_missing": entry.id in listing.missing,
        "imported": entry.imported,
        "rounds": entry.rounds,
        "pending": entry.pending,
        "offered": 0 if share is None else share.offered,
        "decided": 0 if share is None else share.decided,
    }


def _row(listing: LibraryListing, entry: LibraryEntry) -> tuple[str, ...]:
    share = listing.shares.get(entry.id)
    state = entry.stage.value
    if entry.stage is DocumentStage.PENDING:
        state += f", {entry.pending} to decide"
    if entry.stage is DocumentStage.STOPPED:
        state += f": {entry.stop}"
    marks = {
        "file missing": entry.id in listing.missing,
        "imported": entry.imported,
        "archived": entry.archived_at is not None,
        "deleted": entry.deleted_at is not None,
    }
    return (
        str(entry.id),
        terminal.short(entry.title),
        ", ".join([state, *(name for name, there in marks.items() if there)]),
        datetime.fromtimestamp(entry.changed_at).astimezone().strftime("%Y-%m-%d %H:%M"),
        "" if entry.rounds is None else str(entry.rounds),
        f"{100 * share.decided // share.offered} %" if share is not None and share.offered else "",
    )
