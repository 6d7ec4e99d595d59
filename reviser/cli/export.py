"""`reviser export`: writes the history, or other datasets, as a dataset."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import click

from reviser import locations
from reviser.cli import open_history, terminal
from reviser.cli.dataset_formats import checked
from reviser.cli.datasets import annotations_from
from reviser.cli.options import database_option
from reviser.cli.status_line import ProgressLine
from reviser.core.edit import Verdict
from reviser.datasets import exact_splits, formats, statistics
from reviser.datasets.annotations import Annotation, Selecting
from reviser.datasets.exact_splits import ExactSplits
from reviser.datasets.export_report import ExportReport
from reviser.datasets.formats import RAW_CSV
from reviser.datasets.masking import EMAILS, LINKS, NUMBERS, Masks
from reviser.datasets.selection import Selection, Splits
from reviser.errors import UsageError, UserError
from reviser.messages import message
from reviser.services.datasets.error_typing import make_error_typer
from reviser.services.datasets.export_files import require_not_history, write_pieces
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.exporting import Exported, OnExported, calls_passed, export_result
from reviser.services.datasets.exporting import export as write
from reviser.services.datasets.model_calls import Pricing, pricing, round_calls, unpriced
from reviser.services.datasets.parallel_export import export_history
from reviser.services.datasets.sessions import Sessions
from reviser.services.models.checkpoints import Checkpoints
from reviser.services.servers import prices

_STANDARD = Path("-")
_KINDS = {"emails": EMAILS, "links": LINKS, "numbers": NUMBERS}
_MOST_LISTED = 20


@click.command()
@click.argument("form", metavar="FORMAT", callback=checked(reading=False))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file or folder to write.")
@click.option(
    "--from", "paths", multiple=True, type=click.Path(path_type=Path), help="A dataset to convert, not the history."
)
@click.option(
    "--document", "documents", multiple=True, help="Only this document; like the options below, can be repeated."
)
@click.option("--setting", "settings", multiple=True, help="Only this setting: human_human, system_human …")
@click.option("--annotator", "annotators", multiple=True, help="Only this annotator.")
@click.option("--reviser", "revisers", multiple=True, help="Only what this reviser proposed.")
@click.option("--intent", "intents", multiple=True, help="Only edits of this intent.")
@click.option(
    "--decision", "verdicts", multiple=True, type=click.Choice([verdict.value for verdict in Verdict]), help="Only so."
)
@click.option("--since", default="", help="Only sessions from this date (2026-11-22) or time.")
@click.option("--until", default="", help="Only sessions up to and including this date, month or year.")
@click.option("--which", type=click.Choice([which.value for which in Selecting]), default="latest", show_default=True)
@click.option("--empty", is_flag=True, help="Include rounds without edits.")
@click.option("--split", "shares", help="Split by document: train=0.8,test=0.2; or by number: train=rest,test=50.")
@click.option(
    "--exact", is_flag=True, help="Make parts of exactly these shares, instead of drawing each document at random."
)
@click.option(
    "--stratify", type=click.Choice(statistics.STRATA), help="Make exact parts with the same mixture in each."
)
@click.option(
    "--seed", type=int, default=0, show_default=True, help="The seed that decides which documents fall into which part."
)
@click.option("--mask", "masks", multiple=True, type=click.Choice([*_KINDS, "names"]), help="Mask these in the texts.")
@click.option(
    "--names", type=click.Path(path_type=Path, exists=True), help="A file with the names to mask, one per line."
)
@click.option(
    "--card",
    type=click.Path(path_type=Path),
    help="Write a dataset card to this file; an exported folder always has one.",
)
@click.option("--error-types", is_flag=True, help="ERRANT's types of English edits, in jsonl, csv, parquet and m2.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of a row of this format, and export nothing.")
@click.option("--raw", is_flag=True, help="CSV for code, not for spreadsheets: cells are written unchanged.")
@database_option
def export(
    form: str,
    output: Path | None,
    paths: tuple[Path, ...],
    documents: tuple[str, ...],
    settings: tuple[str, ...],
    annotators: tuple[str, ...],
    revisers: tuple[str, ...],
    intents: tuple[str, ...],
    verdicts: tuple[str, ...],
    since: str,
    until: str,
    which: str,
    empty: bool,
    shares: str | None,
    exact: bool,
    stratify: str | None,
    seed: int,
    masks: tuple[str, ...],
    names: Path | None,
    error_types: bool,
    card: Path | None,
    schema: bool,
    raw: bool,
    database: Path | None,
) -> None:
    """Write decisions in a format that training code reads: jsonl (one edit per line), csv, parquet (a folder for
    load_dataset); accepted edits as iterater-doc, iterater-sent, deliterater, m2; each decision as preference,
    preference-unpaired; r3 (a folder); calls (requests to models and their answers); sessions (everything, for `reviser
    import`). With -o - to standard output.

    A spreadsheet runs a cell that begins with = + - @, tab or return. In csv, such a cell therefore begins with an
    apostrophe, and its column is named in `escaped`; --raw leaves all cells unchanged."""
    if raw and form != "csv":
        raise UsageError(message("--raw is for csv; {form} has every text unchanged.", form=form))
    if schema:
        terminal.object_out(formats.schema(formats.format_of_code(form)))
        return
    if output is None:
        raise UsageError(message("Name the file or folder to write with -o, or - for standard output."))
    try:
        selection = Selection(
            frozenset(map(_document, documents)),
            frozenset(settings),
            frozenset(annotators),
            frozenset(revisers),
            frozenset(intents),
            frozenset(map(Verdict, verdicts)),
            since,
            until,
            Selecting(which),
            empty,
        )
    except ValueError as error:
        raise UsageError(message("--since or --until: {problem}.", problem=error)) from error
    order = ExportOrder(
        RAW_CSV if raw else form,
        selection,
        _masks(masks, names),
        _splits(shares, seed, stratify or "", exact=exact),
        card,
        make_error_typer() if error_types else None,
        Checkpoints(locations.checkpoints_path()).licenses(),
    )
    history_path = locations.database_path(database)
    _require_places(order, output, history_path)
    with ExitStack() as stack:
        shown = stack.enter_context(ProgressLine())
        done = _written(stack, order, output, paths, history_path, lambda n: shown.update(f"{n:,} edits exported"))
    _say(done, order, output)
    if raw:
        terminal.note(
            "Cells are written unchanged: a spreadsheet may run one that begins with = + - @, so open the "
            "file only in code."
        )


def _require_places(order: ExportOrder, output: Path, history_path: Path) -> None:
    """Raise UsageError if the export or its card cannot be written to its path."""
    if order.card is not None:
        require_not_history(order.card, history_path)
        if output == _STANDARD or order.card.resolve() == output.resolve():
            raise UsageError(message("A card is a separate file: name both with -o and --card."))
    if output != _STANDARD:
        require_not_history(output, history_path)
    elif order.is_folder:
        raise UsageError(message("{form} is written as a folder: name one with -o.", form=order.form))


def _written(
    stack: ExitStack,
    order: ExportOrder,
    output: Path,
    paths: tuple[Path, ...],
    history_path: Path,
    on_progress: OnExported,
) -> Exported:
    """Write the export of the datasets in `paths`; of the history if there are none."""
    tally, piped = order.tally(), output == _STANDARD
    if paths and order.format.write_calls is not None:
        raise UsageError(message("{code} are only in a history, not in other datasets.", code=order.form))
    if paths:
        found = list(order.selection.select(annotations_from(stack, paths)))
        order = order.with_splits(lambda: order.selection.stream(found))
        if piped:
            return _write_to_stdout(iter(found), order, tally, on_progress)
        return write(found, order, output, on_progress, tally, lambda: found)
    history = stack.enter_context(closing(open_history.open_reader(history_path)))
    price = _pricing() if order.format.write_calls is not None else unpriced
    if piped and order.format.write_calls is not None:
        calls = round_calls(history, Sessions(history, order.selection), order.selection, price)
        write_pieces(sys.stdout.buffer, order.format.write_calls(calls_passed(calls, order, tally), tally))
        return export_result(tally, order)
    if piped:
        return _write_to_stdout(Sessions(history, order.selection).annotations(tally), order, tally, on_progress)
    return export_history(history, order, output, on_progress, price=price)


def _pricing() -> Pricing:
    """The prices from the person's table. Servers on this machine cost nothing."""
    # Imported here: only requests have a price, and this imports asyncio.
    from reviser.services.servers import servers

    local = {server.name for server in servers.load(locations.servers_path()).all if servers.is_local(server.address)}
    return pricing(prices.load(locations.prices_path()), local.__contains__)


def _write_to_stdout(
    annotations: Iterator[Annotation], order: ExportOrder, report: ExportReport, on_progress: OnExported
) -> Exported:
    """Write the export to standard output."""
    selected = order.passed(annotations, report)
    shown = not sys.stdout.isatty()
    write_pieces(
        sys.stdout.buffer, order.format.writer(selected, report), lambda: on_progress(report.chosen) if shown else None
    )
    return export_result(report, order)


def _document(named: str) -> str:
    """The name of a document in figures and exports: the absolute path if `named` is a file on this machine."""
    path = Path(named)
    return str(path.resolve()) if path.is_file() else named


def _masks(kinds: tuple[str, ...], names: Path | None) -> Masks | None:
    if not kinds and names is None:
        return None
    if ("names" in kinds) != (names is not None):
        raise UsageError(message("Names are masked from a list that you confirmed: give it with --names FILE."))
    listed = () if names is None else _read_name_list(names)
    return Masks(tuple(_KINDS[kind] for kind in kinds if kind in _KINDS), listed)


def _read_name_list(names: Path) -> tuple[str, ...]:
    try:
        lines = names.read_text("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise UserError(
            message("{names} cannot be read as a list of names: {problem}.", names=names, problem=error)
        ) from error
    listed = tuple(filter(None, map(str.strip, lines)))
    if not listed:
        raise UserError(message("{names} lists no names: write one per line.", names=names))
    return listed


def _splits(shares: str | None, seed: int, by: str, *, exact: bool) -> Splits | ExactSplits | None:
    if shares is None:
        if exact or by:
            raise UsageError(message("--exact and --stratify need parts: name them with --split."))
        return None
    try:
        sized = exact_splits.are_sizes(shares)
        return ExactSplits.parsed(shares, seed, by) if exact or by or sized else Splits.parsed(shares, seed)
    except ValueError as error:
        raise UsageError(
            message(
                "--split is like train=0.8,test=0.2, which sum to 1, or like train=rest,test=50: {problem}.",
                problem=error,
            )
        ) from error


def _say(done: Exported, order: ExportOrder, output: Path) -> None:
    tally = done.tally
    for problem in (*tally.problems[:_MOST_LISTED], *tally.unsayable[:_MOST_LISTED]):
        terminal.line(f"{problem.where}: {problem.reason}", err=True)
    for where in done.masked_out[:_MOST_LISTED]:
        terminal.line(f"{where}: It touches masked text.", err=True)
    for key, name in sorted(tally.unmet):
        terminal.line(f"No selected edit has the {key} {name}; reviser stats --by {key} lists all.", err=True)
    for part in done.parts if order.splits is not None else ():
        documents, rows = terminal.counted(part.documents, "document"), terminal.counted(part.rows, order.format.record)
        terminal.line(f"{part.name}: {documents}, {terminal.counted(part.edits, 'edit')}, {rows}.", err=True)
    all_of_them = tally.edits == tally.chosen
    edits = (
        terminal.counted(tally.edits, "edit")
        if all_of_them
        else f"{tally.edits} of {terminal.counted(tally.chosen, 'edit')}"
    )
    rows = "" if tally.rows == tally.edits else f" in {terminal.counted(tally.rows, order.format.record)}"
    place = "standard output" if output == _STANDARD else output
    parts = [f"{edits} written to {place}{rows}", f"{terminal.counted(tally.right, 'session')} checked"]
    if done.without_text:
        parts.append(f"{done.without_text} left out, because {order.form} needs their text")
    elif tally.unchecked:
        parts.append(f"{tally.unchecked} without text, unchecked")
    if tally.others:
        parts.append(
            f"{terminal.counted(tally.others, 'other save')} of the same sessions left out (--which all has them)"
        )
    if tally.problems:
        parts.append(f"{len(tally.problems)} left out, because they are inconsistent")
    if done.masked_out:
        parts.append(f"{terminal.counted(len(done.masked_out), 'edit')} left out, because they touch masked text")
    if tally.unsayable:
        parts.append(
            f"{terminal.counted(len(tally.unsayable), 'passage')} left out, because they contain what reads as a tag of"
            f" {order.form}"
        )
    if tally.parts:
        parts.append(", ".join(f"{name} {terminal.counted(count, 'session')}" for name, count in tally.parts.items()))
    terminal.line("; ".join(parts) + ".", err=True)
    for name in (name for name, count in tally.parts.items() if not count):
        terminal.note(f"No document was drawn for {name}: give it a larger share, use another --seed, or use --exact.")
