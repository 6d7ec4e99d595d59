"""`reviser import`, `check` and `stats`: import, check and count datasets of edit decisions."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import click

from reviser import locations
from reviser.cli import open_history, terminal
from reviser.cli.dataset_formats import checked, codes, is_known
from reviser.cli.options import database_option, json_option
from reviser.cli.status_line import ProgressLine
from reviser.datasets import formats, statistics
from reviser.datasets.annotations import Annotation, Damaged, Selecting
from reviser.datasets.selection import Selection
from reviser.documents import formats as document_formats
from reviser.errors import UsageError, UserError
from reviser.history.connection import BUSY_MS
from reviser.history.log.store import Store
from reviser.messages import message
from reviser.services.datasets import checking
from reviser.services.datasets.importing import import_dataset
from reviser.services.datasets.sessions import annotations_of
from reviser.services.sources import open_dataset

MOST_LISTED = 20  # damaged records that are listed one by one
_format_option = click.option(
    "--format",
    "form",
    callback=checked(reading=True),
    help="The dataset's format; otherwise it is detected from the files.",
)


@click.command("import")
@click.argument("words", metavar="[FORMAT] PATH", nargs=-1, required=True)
@click.option("--strict", is_flag=True, help="Import nothing if a record is damaged.")
@database_option
def import_(words: tuple[str, ...], strict: bool, database: Path | None) -> None:
    """Import a dataset of decisions or revisions from PATH: a folder, a zip archive or a file. FORMAT is r3,
    iterater, drafts (files of successive drafts), docx or odt (tracked changes of documents, by their authors) or
    sessions (this program's own export); without it, the format is detected from the files. Importing a dataset
    again changes nothing."""
    *forms, path = words
    form = _of_changes(forms[0]) if forms else None
    if len(forms) > 1:
        raise UsageError(message("Name one dataset: a folder, a zip archive or a file."))
    if form is not None and not is_known(form, reading=True):
        raise UsageError(
            message(
                "{form} is not a format that can be imported: {codes}.", form=form, codes=", ".join(codes(reading=True))
            )
        )
    with ExitStack() as stack:
        source = stack.enter_context(open_dataset(Path(path)))
        store = stack.enter_context(Store.open(locations.database_path(database), busy_timeout_ms=BUSY_MS))
        shown = stack.enter_context(ProgressLine())

        def told(read: int, into: int) -> None:
            sessions = terminal.counted(read, "session")
            shown.update(f"{into:,} of {sessions} imported" if into else f"{sessions} read")

        done = import_dataset(store, source, form or "", strict=strict, on_progress=told)
    _say_damaged(done.damaged)
    sessions, documents = terminal.counted(done.new, "session"), terminal.counted(done.documents, "document")
    parts = [f"{sessions} imported ({done.format})", f"{documents} to open"]
    if done.textless:
        parts.append(f"{done.textless} without their text, which can be counted and exported, not decided")
    if done.again:
        parts.append(f"{done.again} there already")
    if done.damaged:
        parts.append(f"{terminal.counted(len(done.damaged), 'record')} left out")
    terminal.line("; ".join(parts) + ".")
    if not done.new and not done.again:
        raise UserError(
            message("There is nothing in {path} to import: name another dataset, or its format.", path=path)
        )


def _of_changes(name: str) -> str:
    """The code of the dataset format NAME; the name of a document format means the tracked changes in such documents.
    Plug-ins are loaded only for an unknown name."""
    if any(name == form.code for form in formats.FORMATS):
        return name
    form = document_formats.format_of_code(name)
    return "tracked-changes" if name == form.code and "tracked changes" in form.holds else name


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@_format_option
@database_option
@json_option
def check(path: Path, form: str | None, database: Path | None, as_json: bool) -> None:
    """Check a dataset or an export: by its manifest, by the hashes in its rows, by replaying every decision (each edit
    is at its place, and the base with the accepted edits gives the result), and by the history if it has the sessions.
    Ends with 1 if something is wrong."""
    with open_dataset(path) as source, ProgressLine() as shown:
        done = checking.check(
            source, form or "", locations.database_path(database), lambda count: shown.update(f"{count:,} checked")
        )
    if as_json:
        problems = [{"where": one.where, "reason": one.reason} for one in done.wrong]
        terminal.object_out(
            {
                "format": done.form,
                "manifest": done.manifest,
                "right": done.right,
                "unchecked": done.unchecked,
                "wrong": problems,
            }
        )
    else:
        _say_damaged(done.wrong)
        counts = f"{done.right} right, {done.unchecked} unchecked, {len(done.wrong)} wrong"
        without = "" if done.manifest else " It has no manifest, so missing sessions cannot be detected."
        terminal.line(f"{done.form}: {counts}.{without}")
    if done.wrong:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--by", "keys", default="setting,depth", show_default=True, help=f"Any of {', '.join(statistics.KEYS)}.")
@click.option("--which", type=click.Choice([which.value for which in Selecting]), default="latest", show_default=True)
@click.option("--empty", is_flag=True, help="Count rounds without edits too.")
@click.option("--agreement", is_flag=True, help="Show how far annotators agree on the same edits, by pair.")
@click.option("--plot", type=click.Path(path_type=Path), help="Also draw the table as charts into this SVG file.")
@database_option
@json_option
def stats(
    paths: tuple[Path, ...],
    keys: str,
    which: str,
    empty: bool,
    agreement: bool,
    plot: Path | None,
    database: Path | None,
    as_json: bool,
) -> None:
    """Count sessions, edits and accepts: in the history including imports, or in the datasets in PATHS. Decisions on
    abandoned branches count too; if two branches have a round of the same depth, the later one counts."""
    wanted = tuple(key.strip() for key in keys.split(",") if key.strip())
    unknown = [key for key in wanted if key not in statistics.KEYS]
    if unknown:
        raise UsageError(
            message(
                "{unknown} is not something to count by: {keys}.", unknown=unknown[0], keys=", ".join(statistics.KEYS)
            )
        )
    if plot is not None and agreement:
        raise UsageError(message("--plot draws counts, not the agreement: leave out one of the two."))
    with ExitStack() as stack:
        saves = _chosen(stack, paths, database, Selection(which=Selecting(which), empty=empty))
        if statistics.ERROR_TYPE in wanted:
            from reviser.services.datasets.error_typing import make_error_typer  # few ask for it

            saves = make_error_typer().pass_on(saves)
        if agreement:
            _say_agreement(statistics.agreements(saves), as_json)
            return
        found = statistics.rows(saves, wanted)
    rows = [_row(row, wanted) for row in found]
    if plot is not None:
        from reviser.cli.plot import write

        terminal.note(f"{terminal.counted(write(found, wanted, plot), 'chart')} written to {plot}.")
    if as_json:
        terminal.list_out(rows)
    else:
        _say_table(rows, wanted)


def _chosen(
    stack: ExitStack, paths: tuple[Path, ...], database: Path | None, selection: Selection
) -> Iterator[Annotation]:
    """The annotations to count, streamed, because a history can be large."""
    if paths:
        return selection.select(annotations_from(stack, paths))
    history = stack.enter_context(closing(open_history.open_reader(locations.database_path(database))))
    return selection.stream(annotations_of(history, selection))


def annotations_from(stack: ExitStack, paths: tuple[Path, ...]) -> Iterator[Annotation]:
    """The annotations of the datasets in `paths`. Damaged ones are reported and left out."""
    for path in paths:
        damaged: list[Damaged] = []
        source = stack.enter_context(open_dataset(path))
        for found in formats.format_of(source).reader(source):
            if isinstance(found, Damaged):
                damaged.append(found)
            else:
                yield found
        _say_damaged(damaged)


def _row(row: statistics.GroupStatistics, keys: tuple[str, ...]) -> dict[str, object]:
    return {
        **dict(zip(keys, row.group, strict=True)),
        "sessions": row.sessions,
        "edits": row.edits,
        "accepted": row.accepted,
        "edits_per_session": row.edits_per_session,
        "accepted_per_session": row.accepted_per_session,
        "accepted_share": row.accepted_share,
    }


def _say_table(rows: list[dict[str, object]], keys: tuple[str, ...]) -> None:
    if not rows:
        terminal.line("There is nothing to count yet.")
        return
    head = [*keys, "sessions", "edits", "accepted", "edits/session", "accepted/session", "accepted"]
    table = [head]
    for row in rows:
        values = [terminal.visible(str(row[key])) or "-" for key in keys]
        values += [str(row["sessions"]), str(row["edits"]), str(row["accepted"])]
        values += [f"{row['edits_per_session']:.2f}", f"{row['accepted_per_session']:.2f}"]
        table.append([*values, f"{100 * float(str(row['accepted_share'])):.2f} %"])
    terminal.table_out(table, left=len(keys))


def _say_agreement(pairs: list[statistics.AnnotatorAgreement], as_json: bool) -> None:
    if as_json:
        terminal.list_out(
            [
                {
                    "annotators": list(one.annotators),
                    "edits": one.edits,
                    "agreement": one.percent,
                    "kappa": one.kappa,
                    "alpha": one.alpha,
                }
                for one in pairs
            ]
        )
        return
    if not pairs:
        terminal.line("No two annotators decided the same edits.")
        return
    table = [["annotators", "edits", "agreement", "Cohen's kappa", "Krippendorff's alpha"]]
    for one in pairs:
        values = ["-" if value is None else f"{value:.4f}" for value in (one.kappa, one.alpha)]
        table.append(
            [" and ".join(map(terminal.visible, one.annotators)), str(one.edits), f"{100 * one.percent:.2f} %", *values]
        )
    terminal.table_out(table, left=1)


def _say_damaged(damaged: list[Damaged]) -> None:
    for one in damaged[:MOST_LISTED]:
        terminal.line(f"{terminal.visible(one.where)}: {terminal.visible(one.reason)}", err=True)
    if len(damaged) > MOST_LISTED:
        terminal.line(f"… and {len(damaged) - MOST_LISTED} more.", err=True)
