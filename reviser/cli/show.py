"""`reviser show`: the documents of a history, or the rounds of one."""

from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from reviser import app
from reviser.cli import say
from reviser.cli.options import database_option, json_option
from reviser.core.drift import MOST_NAMED
from reviser.datasets.rounds import Record, round_record
from reviser.errors import UserError
from reviser.history.store import DocumentRow, Reader
from reviser.services.digesting import folded
from reviser.services.tallying import Drifted, drifted, drifted_by_now


@click.command()
@click.argument("document", required=False)
@database_option
@json_option
def show(document: str | None, database: Path | None, as_json: bool) -> None:
    """List all documents, or every round of DOCUMENT: a file, or a number of the list."""
    with closing(Reader.open_to_read(app.database_path(database))) as history:
        if document is not None:
            _one(history, find(history, document), as_json)
        elif as_json:
            say.object_out({"documents": [_row(row) for row in history.documents()]})
        else:
            _list(history.documents())


def _list(rows: list[DocumentRow]) -> None:
    if not rows:
        click.echo("There is no document in this history yet.")
    for row in rows:
        click.echo(f"{row.id:>4}  {_when(row.changed_at)}  {say.visible(_called(row))}")


def _one(history: Reader, row: DocumentRow, as_json: bool) -> None:
    state = folded(history, row.id).state
    if as_json:
        rounds = [round_record(played) for played in state.rounds]
        drift = [_drift(each) for each in drifted(state)]
        found: Record = {
            "base": state.first,
            "rounds": rounds,
            "stop": state.stop,
            "result": state.text,
            "drift": drift,
        }
        say.object_out({"document": _called(row), **_row(row), **found})
        return
    click.echo(f"{say.visible(_called(row))}, opened first {_when(row.created_at)}")
    for played in state.rounds:
        click.echo(say.rounds(played, message=True))
    if not state.rounds:
        click.echo("No round has begun.")
    each = drifted_by_now(state)
    if each is not None:
        share = f"{100 * each.drift.wording.share:.0f} %"
        click.echo(f"Against the first draft: {share} of its wording is left, chrF {each.drift.chrf:.1f}.")
        for kept in each.drift.wandered:
            lost = ", ".join(map(say.visible, kept.lost[:MOST_NAMED])) + (" …" if len(kept.lost) > MOST_NAMED else "")
            gone = "are gone" if kept.kind == "negation" else "differ from your first draft"
            click.echo(f"{kept.of - kept.kept} of {kept.of} {kept.kind}s {gone}: {lost}.")
    if state.stop is not None:
        refused = state.played is not None and say.all_refused(state.played.round)
        click.echo(say.stopped(state.stop, refused=refused))


def _drift(each: Drifted) -> Record:
    """How far the text had moved from the first draft after a round: shares from 0 to 1, what was lost by kind."""
    kinds = (each.drift.wording, *each.drift.facts)
    return {
        "depth": each.depth,
        "chrf": each.drift.chrf,
        **{f"{kept.kind}s_left": kept.share for kept in kinds},
        "lost": {kept.kind: kept.lost for kept in each.drift.wandered},
    }


def find(history: Reader, document: str) -> DocumentRow:
    """The document of this file, or of this number. UserError where there is none."""
    found = history.find_document(Path(document))
    if found is None and document.isdecimal() and len(document) < 18:
        found = int(document)
    if found is None:
        raise UserError(f"{document} is not in this history: reviser show lists what is.")
    return history.document(found)


def _row(row: DocumentRow) -> Record:
    return {
        "id": row.id,
        "path": row.path,
        "title": row.title,
        "format": row.format,
        "encoding": row.encoding,
        "created_at": row.created_at,
        "changed_at": row.changed_at,
    }


def _called(row: DocumentRow) -> str:
    return row.path or row.title


def _when(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M")
