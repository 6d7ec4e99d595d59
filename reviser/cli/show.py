"""`reviser show`: lists the rounds of a document, and how far the text has moved from its first draft."""

from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from reviser import locations
from reviser.cli import round_lines, terminal
from reviser.cli.options import database_option, json_option
from reviser.cli.terminal import Record
from reviser.core.drift import MOST_NAMED, KeptShare
from reviser.datasets.rounds_json import round_record
from reviser.history.log.store import DocumentRow, HistoryReader
from reviser.services.datasets.chart_data import Drifted, current_drift, drift_by_round
from reviser.services.documents.digest_updates import load_timeline
from reviser.services.documents.lookup import find_document


@click.command()
@click.argument("document")
@database_option
@json_option
def show(document: str, database: Path | None, as_json: bool) -> None:
    """List every round of DOCUMENT: a file, or a number that reviser library lists."""
    with closing(HistoryReader.open_to_read(locations.database_path(database))) as history:
        _one(history, find_document(history, document), as_json)


def _one(history: HistoryReader, row: DocumentRow, as_json: bool) -> None:
    state = load_timeline(history, row.id).state
    if as_json:
        rounds = [round_record(round_state) for round_state in state.rounds]
        drift = [_drift(each) for each in drift_by_round(state)]
        found: Record = {
            "base": state.first,
            "rounds": rounds,
            "stop": state.stop,
            "result": state.text,
            "drift": drift,
        }
        terminal.object_out({"document": _row_title(row), **_row(row), **found})
        return
    terminal.line(f"{terminal.visible(_row_title(row))}, opened first {_when(row.created_at)}")
    for round_state in state.rounds:
        terminal.line(round_lines.rounds(round_state, message=True))
    if not state.rounds:
        terminal.line("No round has begun.")
    each = current_drift(state)
    if each is not None:
        share = f"{100 * each.drift.wording.share:.0f} %"
        terminal.line(f"Against the first draft: {share} of its wording is left, chrF {each.drift.chrf:.1f}.")
        for kept in each.drift.changed_kinds:
            lost = ", ".join(map(terminal.visible, kept.lost[:MOST_NAMED])) + (
                " …" if len(kept.lost) > MOST_NAMED else ""
            )
            terminal.line(f"{_differ(kept)}: {lost}.")
    if state.stop is not None:
        refused = state.round_state is not None and round_lines.all_refused(state.round_state.round)
        terminal.line(round_lines.stopped(state.stop, refused=refused))


def _differ(kept: KeptShare) -> str:
    """A sentence such as "3 of 14 numbers differ from your first draft"."""
    count = kept.of - kept.kept
    if kept.kind == "negation":
        if kept.of == 1:
            return "The one negation of your first draft is gone"
        return f"{count} of {kept.of} negations of your first draft {'is' if count == 1 else 'are'} gone"
    if kept.of == 1:
        return f"The one {kept.kind} differs from your first draft"
    return f"{count} of {kept.of} {kept.kind}s {'differs' if count == 1 else 'differ'} from your first draft"


def _drift(each: Drifted) -> Record:
    """How far the text had moved from the first draft after a round: shares from 0 to 1, and the lost facts by kind."""
    kinds = (each.drift.wording, *each.drift.facts)
    return {
        "depth": each.depth,
        "chrf": each.drift.chrf,
        **{f"{kept.kind}s_left": kept.share for kept in kinds},
        "lost": {kept.kind: kept.lost for kept in each.drift.changed_kinds},
    }


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


def _row_title(row: DocumentRow) -> str:
    return row.path or row.title


def _when(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M")
