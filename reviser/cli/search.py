"""`reviser search`: full-text search in the history."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from reviser import locations
from reviser.cli import terminal
from reviser.cli.options import database_option
from reviser.cli.terminal import Record
from reviser.core.edit import Intent, Verdict
from reviser.core.text import Span
from reviser.errors import HistoryError, UsageError
from reviser.history.log.store import HistoryReader
from reviser.history.search.hits import Hit
from reviser.history.search.indexing import IndexProgress
from reviser.history.search.query import MOST_COUNTED, HitKind, HitPage, Search, SearchRequest
from reviser.messages import message
from reviser.services.documents.lookup import find_document
from reviser.services.documents.search import fill_index

DATE = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"])
DECIDED = {"accept": "accepted", "reject": "rejected", "rewrite": "rewritten", "undecided": "undecided"}


@click.command()
@click.argument("words", nargs=-1)
@click.option("--kind", type=click.Choice([kind.value for kind in HitKind]), help="Only here.")
@click.option("--intent", type=click.Choice([intent.value for intent in Intent]), help="Edits of this intent.")
@click.option("--decision", type=click.Choice([verdict.value for verdict in Verdict]), help="Edits with this decision.")
@click.option("--reviser", help="Proposals of this reviser.")
@click.option("--model", help="Proposals of this model.")
@click.option("--document", help="A file, or a number that reviser library lists.")
@click.option("--since", type=DATE, help="From this day or minute.")
@click.option("--until", type=DATE, help="Up to the end of this day, or before this minute.")
@click.option("--best", is_flag=True, help="The best matches first instead of the newest, unless there are very many.")
@click.option(
    "--limit", type=click.IntRange(1, MOST_COUNTED), default=20, show_default=True, help="The greatest number of hits."
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@database_option
def search(
    words: tuple[str, ...],
    kind: str | None,
    since: datetime | None,
    until: datetime | None,
    document: str | None,
    best: bool,
    limit: int,
    as_json: bool,
    database: Path | None,
    **filters: str | None,
) -> None:
    """Search all texts, edits, explanations, instructions and reasons for WORDS, newest first.

    All words must occur. The last word can be the beginning of a word (from three letters on), and so can any word that
    ends with *. Put phrases in quotation marks: reviser search '"in order to"' '"some wor*"'."""
    path = locations.database_path(database)
    wanted = SearchRequest(
        " ".join(words),
        None if kind is None else HitKind(kind),
        document_id=None if document is None else _find(path, document),
        since=None if since is None else since.timestamp(),
        until=None if until is None else _end(until).timestamp(),
        by_relevance=best,
        **filters,
    )
    if wanted.empty:
        raise UsageError(message("Say what to look for: a word, or a filter such as --decision reject."))
    with Search.open(path) as found:
        if found.progress.share < 1:
            _fill(path)
        page = found.page(wanted, limit=limit)
    if as_json:
        terminal.list_out([_row(hit) for hit in page.hits])
    else:
        for hit in page.hits:
            click.echo(_hit_lines(hit))  # control characters made visible, matches in bold
    _say_rest(page, as_json)


def _fill(path: Path) -> None:
    """Index what is new, if the index can be written. Each tenth of a long run is reported."""
    said = 0

    def told(progress: IndexProgress) -> None:
        nonlocal said
        if int(10 * progress.share) > said:
            said = int(10 * progress.share)
            terminal.note(f"The index is being filled: {10 * said} %.")

    try:
        fill_index(path, on_progress=told, pause=0.5)
    except HistoryError as error:
        terminal.note(f"{error} Only what is already indexed is searched.")


def _say_rest(page: HitPage, as_json: bool) -> None:
    if page.progress.share < 1:
        terminal.note(f"{100 * page.progress.share:.0f} % of the history is in the index.")
    if as_json:
        return
    if not page.hits:
        terminal.line("Nothing was found.")
    elif page.after is not None:
        count = f"at least {page.count}" if page.more else str(page.count)
        terminal.note(f"{len(page.hits)} of {count} are shown: --limit shows more.")


def _hit_lines(hit: Hit) -> str:
    parts = [
        datetime.fromtimestamp(hit.at).astimezone().strftime("%Y-%m-%d %H:%M"),
        terminal.visible(hit.path or hit.title),
    ]
    if hit.depth is not None:
        parts.append(f"round {hit.depth}")
    parts.append(hit.kind if hit.intent is None else hit.intent)
    if hit.decision is not None:
        parts.append(DECIDED[hit.decision])
    if hit.undone:
        parts.append("undone")
    lines = [" · ".join(parts)]
    if hit.proposal_id is not None:
        change = f"“{terminal.short(hit.before or '')}” → “{terminal.short(hit.after or '')}”"
        if hit.decision == "rewrite":
            change += f", rewritten “{terminal.short(hit.applied or '')}”"
        lines.append(f"    {change}")
    if hit.proposal_id is None or hit.column in {"explanation", "reason"}:
        lines.append(f"    {_highlighted(hit.excerpt, hit.marked)}")
    return "\n".join(lines)


def _highlighted(excerpt: str, spans: tuple[Span, ...]) -> str:
    """The excerpt with the matches in bold, if there is a terminal."""
    parts: list[str] = []
    last = 0
    for span in spans:
        parts += [
            terminal.visible(excerpt[last : span.start]),
            click.style(terminal.visible(span.of(excerpt)), bold=True),
        ]
        last = span.end
    return "".join([*parts, terminal.visible(excerpt[last:])])


def _row(hit: Hit) -> Record:
    row: dict[str, Any] = {
        "document_id": hit.document_id,
        "title": hit.title,
        "path": hit.path,
        "kind": hit.kind,
        "at": hit.at,
        "undone": hit.undone,
        "column": hit.column,
        "excerpt": hit.excerpt,
        "marked": [[span.start, span.end] for span in hit.marked],
        "event": hit.seq,
        "round": hit.round,
        "depth": hit.depth,
        "reviser": hit.proposed_by or hit.reviser,
        "models": list(hit.models),
    }
    if hit.proposal_id is not None:
        row |= {
            "proposal": hit.proposal_id,
            "intent": hit.intent,
            "before": hit.before,
            "after": hit.after,
            "explanation": hit.explanation,
            "decision": hit.decision,
            "applied": hit.applied,
            "reason": hit.reason,
            "decided_at": hit.decided_at,
            "annotator": hit.annotator,
        }
    return row


def _find(path: Path, document: str) -> int:
    with HistoryReader.open_to_read(path) as history:
        return find_document(history, document).id


def _end(until: datetime) -> datetime:
    """The end of the range: a day is included as a whole."""
    return until if until.hour or until.minute else until + timedelta(days=1)
