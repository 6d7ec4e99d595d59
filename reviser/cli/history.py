"""`reviser history`: lists the points of a document's history, shows one, compares two, or restores one."""

import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from reviser import app, locations
from reviser.cli import terminal
from reviser.cli.options import database_option, json_option
from reviser.cli.terminal import Record
from reviser.core.branches import Graph, HistoryPoint, PointKind, graph
from reviser.core.diff import diff
from reviser.core.edit import Verdict
from reviser.errors import UsageError
from reviser.history.log.store import DocumentRow, HistoryReader
from reviser.messages import message
from reviser.services.documents.digest_updates import load_timeline
from reviser.services.documents.lookup import find_document

_NAMES = {
    PointKind.OPENED: "opened",
    PointKind.ROUND: "round {depth}",
    PointKind.CONTINUED: "round {depth}, further decisions",
    PointKind.TYPED: "typed",
    PointKind.OUTSIDE: "changed outside",
    PointKind.TAKEN: "taken over",
    PointKind.REDECIDED: "decided again",
    PointKind.RESTORED: "went back: a branch begins",
}
_VERBS = {Verdict.ACCEPT: "accepted", Verdict.REWRITE: "rewritten", Verdict.REJECT: "rejected"}


@click.command("history")
@click.argument("document")
@click.option("--read", "read", type=int, metavar="POINT", help="Write the text of that point to standard output.")
@click.option(
    "--compare", type=(int, int), metavar="POINT POINT", help="Show the differences between two points, word by word."
)
@click.option("--restore", type=int, metavar="POINT", help="Start a new branch at that point; no file changes.")
@click.option("--name", default="", help="The name of the new branch.")
@database_option
@json_option
def history(
    document: str,
    *,
    read: int | None,
    compare: tuple[int, int] | None,
    restore: int | None,
    name: str,
    database: Path | None,
    as_json: bool,
) -> None:
    """List the history of DOCUMENT (a file, or a number that reviser library lists), newest first: rounds, changes by
    hand, branches, and what was undone. POINT is the number at the beginning of a line."""
    path = locations.database_path(database)
    with closing(HistoryReader.open_to_read(path)) as reader:
        row = find_document(reader, document)
        timeline = load_timeline(reader, row.id)
        drawn = graph(timeline.records(), reader.labels(row.id), timeline.rounds())
    if read is not None:
        text = timeline.at(_point(drawn, read).last).text
        if sys.stdout.isatty():
            terminal.line(text)
        else:
            sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    elif compare is not None:
        left, right = (timeline.at(_point(drawn, number).last).text for number in compare)
        if as_json:
            terminal.list_out(_differences(left, right))
        else:
            _compare(left, right)
    elif restore is not None:
        _restore(path, row, _point(drawn, restore), name)
    elif as_json:
        terminal.list_out([_record(drawn, point) for point in reversed(drawn.points)])
    else:
        for point in reversed(drawn.points):
            terminal.line(_line(drawn, point))


def _point(drawn: Graph, number: int) -> HistoryPoint:
    if not 1 <= number <= len(drawn.points):
        raise UsageError(
            message("There is no point {number}: there are only {count}.", number=number, count=len(drawn.points))
        )
    return drawn.points[number - 1]


def _line(drawn: Graph, point: HistoryPoint) -> str:
    """A line of the graph in the style of `git log --graph`: a column for each branch."""
    lanes = "".join("* " if branch == point.branch else "| " for branch in range(point.branch + 1))
    mark = " (now)" if point.index == drawn.here else " (undone)" if point.undone else ""
    began = datetime.fromtimestamp(point.began).astimezone().strftime("%Y-%m-%d %H:%M")
    return f"{point.index + 1:>4}  {lanes}{began}  {terminal.visible(_point_line(point))}{mark}"


def _point_line(point: HistoryPoint) -> str:
    line = _NAMES[point.kind].format(depth=point.depth)
    if point.changes:
        line += f", {terminal.counted(point.changes, 'change')}"
    if point.name:
        line += f" “{point.name}”"
    if point.parent is not None and point.kind is PointKind.RESTORED:
        line += f" at {point.parent + 1}"
    summary = point.round_summary
    if summary is not None and point.kind is PointKind.ROUND:
        made = summary.verdicts.items()
        counts = [f"{count} {_VERBS[verdict]}" for verdict, count in made if count and verdict in _VERBS]
        line += f" by {summary.reviser}: {summary.proposed} proposed" + "".join(f", {count}" for count in counts)
    return line


def _record(drawn: Graph, point: HistoryPoint) -> Record:
    summary = point.round_summary
    return {
        "point": point.index + 1,
        "kind": point.kind,
        "branch": point.branch + 1,
        "name": point.name,
        "goes_on_from": None if point.parent is None else point.parent + 1,
        "depth": point.depth,
        "began": point.began,
        "ended": point.ended,
        "undone": point.undone,
        "now": point.index == drawn.here,
        "changes": point.changes,
        "reviser": summary.reviser if summary else None,
        "models": list(summary.models) if summary else [],
        "prompts": list(summary.prompts) if summary else [],
        "instruction": summary.instruction if summary else None,
        "strategy": summary.strategy if summary else None,
        "tokens_in": summary.tokens_in if summary else None,
        "tokens_out": summary.tokens_out if summary else None,
        "outcome": summary.outcome if summary else None,
        "stop": summary.stop if summary else None,
        "proposed": summary.proposed if summary else None,
        "set_aside": summary.set_aside if summary else None,
        "decided": {verdict.value: count for verdict, count in summary.verdicts.items() if count} if summary else {},
    }


def _differences(left: str, right: str) -> list[Record]:
    """The differences of two texts: line numbers count from 1, offsets are code points of the first text."""
    return [
        {
            "line": left.count("\n", 0, edit.start) + 1,
            "start_char_pos": edit.start,
            "end_char_pos": edit.end,
            "before": edit.before,
            "after": edit.after,
        }
        for edit in diff(left, right)
    ]


def _compare(left: str, right: str) -> None:
    edits = _differences(left, right)
    for edit in edits:
        terminal.line(f"line {edit['line']:<5} {_quote(edit['before'])} → {_quote(edit['after'])}")
    if not edits:
        terminal.line("They are the same.")


def _quote(text: str) -> str:
    return f"“{terminal.short(text)}”" if text else "nothing"


def _restore(path: Path, row: DocumentRow, point: HistoryPoint, name: str) -> None:
    def nothing(_: object) -> None:
        return

    with app.running(path, nothing, nothing, busy_timeout_ms=5000) as program:
        open_document = program.document_manager.resume(row.id)
        open_document.past.restore(point.last, name)
        terminal.line(
            f"{terminal.visible(row.title)} continues from point {point.index + 1}; reviser revise opens it there."
        )
