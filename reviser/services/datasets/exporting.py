"""Exports datasets from the history or from other datasets: selected, masked, checked, split, and written completely or
not at all."""

import pickle
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple, TypeVar

from reviser import files
from reviser.datasets import card, formats, manifest, statistics
from reviser.datasets.annotations import Annotation
from reviser.datasets.archive import CARD
from reviser.datasets.base import DatasetFormat
from reviser.datasets.calls import RoundCalls
from reviser.datasets.exact_splits import PlacedSplits
from reviser.datasets.export_report import ExportReport
from reviser.datasets.masking import NAMES
from reviser.datasets.selection import Splits
from reviser.datasets.tables import Rows, rows_of
from reviser.errors import UserError
from reviser.messages import message
from reviser.services.datasets.export_files import put_files, replacing_path, write_pieces
from reviser.services.datasets.export_order import ExportOrder

OnExported = Callable[[int], None]
Found = TypeVar("Found", Annotation, Rows, RoundCalls)
_Parts = Iterable[tuple[str, Iterable[Found]]]
# The same annotations once more, before selection, masking and checks: agreement of annotators is computed from them.
Again = Callable[[], Iterable[Annotation]]


@dataclass(frozen=True, slots=True)
class Exported:
    """The result of an export. `masked_out` are edits left out because they touch masked text. `without_text` counts
    sessions left out because the format needs their text. `parts` are the sizes of the splits."""

    tally: ExportReport
    masked_out: tuple[str, ...]
    without_text: int
    parts: tuple[card.CardPart, ...] = ()


def _manifest(report: ExportReport, order: ExportOrder, files_by_name: Mapping[str, Path]) -> bytes:
    masks = order.masks
    kinds = () if masks is None else (*masks.kinds, *([NAMES] if masks.names else ()))
    left_out = 0 if masks is None else len(masks.left_out)
    typed_by = "" if order.error_typer is None else order.error_typer.error_types.versions
    return manifest.written(order.form, report, kinds, left_out, files_by_name, typed_by)


@contextmanager
def _with_manifest(output: Path, order: ExportOrder, report: ExportReport) -> Iterator[Path]:
    """As `replacing_path`, and the manifest is written beside the export."""
    own = manifest.beside(output.resolve())
    temporary = files.beside(own)
    put_there = False
    try:
        with replacing_path(output, folder=order.is_folder) as place:
            yield place
            inside = [path for path in place.rglob("*") if path.is_file()] if order.is_folder else []
            inside = [path for path in inside if path != place / CARD]
            names = {path.relative_to(place).as_posix(): path for path in inside} or {output.name: place}
            with files.open_new(place / manifest.IN_FOLDER if order.is_folder else temporary) as file:
                file.write(_manifest(report, order, names))
            if not order.is_folder:
                files.move_into_place(temporary, own)
                put_there = True
    except BaseException:
        if put_there:
            own.unlink(missing_ok=True)
        raise
    finally:
        temporary.unlink(missing_ok=True)


def export_result(report: ExportReport, order: ExportOrder, parts: Iterable[card.CardPart] = ()) -> Exported:
    """The result of an export, from the counts of its report."""
    masked_out = () if order.masks is None else tuple(order.masks.left_out)
    return Exported(report, masked_out, report.unchecked if order.format.needs_text else 0, tuple(parts))


class ExportPiece(NamedTuple):
    """The lines of some annotations, and their report."""

    lines: bytes | memoryview
    tally: ExportReport


def export(
    annotations: Iterable[Annotation],
    order: ExportOrder,
    output: Path,
    on_progress: OnExported = lambda _: None,
    report: ExportReport | None = None,
    again: Again | None = None,
) -> Exported:
    """Write `annotations`, one for each session, to `output`: a file, or a folder if the format is one or there are
    splits.

    The output appears when it is complete; an interrupted export leaves nothing. `on_progress` is called with the
    number of edits written so far. `report` has the counts from the source of the annotations. `again` gives the same
    annotations once more, for the card. Raises UsageError if something is in the way at `output`, and UserError if it
    cannot be written."""
    report = order.tally() if report is None else report
    selected = order.passed(annotations, report)
    form = order.format
    if form.needs_text:
        selected = (annotation for annotation in selected if annotation.base is not None)
    if form.is_of_rows:
        return export_rows(map(rows_of, selected), order, output, on_progress, report, again)

    def write(parts: _Parts[Annotation], place: Path) -> None:
        if form.write_files is not None:
            for name, each in parts:
                put_files(form.write_files(each, report), place / name)
        else:
            _lines(parts, place, form, lambda each: form.writer(each, report), lambda: on_progress(report.chosen))

    return _write_atomically(selected, order, output, write, lambda: on_progress(report.chosen), report, again)


def export_rows(
    row_groups: Iterable[Rows],
    order: ExportOrder,
    output: Path,
    on_progress: OnExported,
    report: ExportReport,
    again: Again | None = None,
) -> Exported:
    """Write `output`, in a format of rows, from rows that are already selected, masked, checked and counted. Otherwise
    as `export`."""

    def count() -> None:
        on_progress(report.chosen)

    form, write_rows = order.format, order.format.write_rows

    def write(parts: _Parts[Rows], place: Path) -> None:
        if form.write_rows_folder is not None:
            form.write_rows_folder(parts, place, report, count)
        elif write_rows is not None:
            _lines(parts, place, form, lambda each: write_rows(each, report), count)

    return _write_atomically(row_groups, order, output, write, count, report, again)


def export_calls(
    rounds: Iterable[RoundCalls], order: ExportOrder, output: Path, on_progress: OnExported, report: ExportReport
) -> Exported:
    """Write `output` from requests that are already selected; otherwise as `export`."""
    form = order.format

    def count() -> None:
        on_progress(report.chosen)

    def write(parts: _Parts[RoundCalls], place: Path) -> None:
        if form.write_calls is not None:
            write_calls = form.write_calls
            _lines(parts, place, form, lambda each: write_calls(each, report), count)

    return _write_atomically(calls_passed(rounds, order, report), order, output, write, count, report, None)


def calls_passed(rounds: Iterable[RoundCalls], order: ExportOrder, report: ExportReport) -> Iterator[RoundCalls]:
    """The requests of rounds that pass the checks, masked."""
    for one in rounds:
        for annotation in report.pass_on([one.annotation]):
            whole = RoundCalls(annotation, one.calls)
            yield whole if order.masks is None else whole.masked(order.masks)


def _write_atomically(
    items: Iterable[Found],
    order: ExportOrder,
    output: Path,
    write: Callable[[_Parts[Found], Path], None],
    count: Callable[[], None],
    report: ExportReport,
    again: Again | None,
) -> Exported:
    """Write the parts of `items` to a file or a folder, which then replaces `output`, with its card."""
    as_folder = order.is_folder
    sizes: list[card.CardPart] = []
    with _with_manifest(output, order, report) as place, ExitStack() as stack:
        if as_folder:
            place.mkdir(files.PRIVATE_FOLDER)
        parts = _parts(items, order, place, report.parts)
        stack.callback(parts.close)  # before the folder goes, for systems that delete no open file
        write(_counted(parts, order, report, sizes), place)
        done = export_result(report, order, sizes)
        said = _card(done, order, output, again) if as_folder or order.card is not None else ""
        if as_folder:
            with files.open_new(place / CARD) as file:
                file.write(said.encode())
        count()  # the last chance to cancel
    _write_card(said, order)
    return done


def _counted(
    parts: _Parts[Found], order: ExportOrder, report: ExportReport, sizes: list[card.CardPart]
) -> Iterator[tuple[str, Iterable[Found]]]:
    """The parts; the size of each is added to `sizes` when the next is requested."""
    for name, each in parts:
        documents: set[str] = set()
        edits, rows = report.edits, report.rows
        yield name, _collect_documents(each, documents)
        path = order.format.files_of(name) if order.is_folder else ""
        sizes.append(card.CardPart(name, path, len(documents), report.edits - edits, report.rows - rows))


def _collect_documents(parts: Iterable[Found], documents: set[str]) -> Iterator[Found]:
    """Yield `parts` unchanged, and add their documents to `documents`."""
    for one in parts:
        documents.add(one.document)
        yield one


def _card(done: Exported, order: ExportOrder, output: Path, again: Again | None) -> str:
    masks, splits = order.masks, order.splits
    placed = splits if isinstance(splits, Splits | PlacedSplits) else None
    label = str if masks is None else masks.label
    agreement = None
    if again is not None and len(done.tally.annotators - {""}) > 1:
        agreement = tuple(
            replace(one, annotators=(label(one.annotators[0]), label(one.annotators[1])))
            for one in statistics.agreements(order.selection.stream(again()))
        )
    report = replace(
        done.tally,
        revisers=set(map(label, done.tally.revisers)),
        models=set(map(label, done.tally.models)),
        proposers=set(map(label, done.tally.proposers)),
    )
    facts = card.CardFacts(
        tuple(replace(part, path=part.path or output.name) for part in done.parts),
        None if placed is None else placed.seed,
        "" if placed is None else placed.description,
        None if masks is None else (*masks.kinds, *((NAMES,) if masks.names else ())),
        len(done.masked_out),
        order.selection.describe(named=masks is None),
        {form.code: form for form in formats.readable(formats.all_formats())},
        agreement,
        "" if order.error_typer is None else order.error_typer.error_types.versions,
        {label(name): license_name for name, license_name in order.licenses.items()},
    )
    return card.card(order.format, report, facts)


def _write_card(text: str, order: ExportOrder) -> None:
    """Write the card if one is requested beside the export. Raises UserError on failure."""
    if order.card is None:
        return
    try:
        files.write(order.card, text.encode())
    except OSError as error:
        raise UserError(
            message(
                "The export was written, but not its card {path}: {reason}.", path=order.card, reason=error.strerror
            )
        ) from error


def _lines(
    parts: _Parts[Found],
    place: Path,
    form: DatasetFormat,
    lines: Callable[[Iterable[Found]], Iterator[bytes]],
    count: Callable[[], None],
) -> None:
    """Write a file for each part; a single part without a name is written to `place` itself."""
    for name, each in parts:
        path = place / f"{name}{form.suffix}" if name else place
        with files.open_new(path) as file:
            write_pieces(file, lines(each), count)


def piece(annotations: Iterable[Annotation], order: ExportOrder, report: ExportReport) -> ExportPiece:
    """The bytes and the report for these annotations, in a line-based format, without masks and splits."""
    return ExportPiece(
        b"".join(order.format.writer(report.pass_on(order.selection.stream(annotations)), report)), report
    )


def join(
    pieces: Iterable[ExportPiece],
    order: ExportOrder,
    output: Path,
    on_progress: OnExported = lambda _: None,
    again: Again | None = None,
) -> Exported:
    """Write `output` from its pieces, as `export` does."""
    tally = order.tally()

    def lines() -> Iterator[bytes | memoryview]:
        for each in pieces:
            tally.add(each.tally)
            yield each.lines

    with _with_manifest(output, order, tally) as place:
        with files.open_new(place) as file:
            write_pieces(file, lines(), lambda: on_progress(tally.chosen))
        size = card.CardPart("", "", len(tally.documents), tally.edits, tally.rows)
        done = export_result(tally, order, (size,))
        said = _card(done, order, output, again) if order.card is not None else ""
        on_progress(tally.chosen)  # the last chance to cancel
    _write_card(said, order)
    return done


def _parts(
    parts: Iterable[Found], order: ExportOrder, folder: Path, counts: dict[str, int]
) -> Generator[tuple[str, Iterable[Found]], None, None]:
    """`parts` by split; each must be read to its end before the next. A document's split depends on its name alone, so
    the first split is passed through. The others wait in unnamed temporary files in `folder`, not in memory. `counts`
    gets the number in each split."""
    if order.splits is None:
        yield "", parts
        return
    first, *others = order.part_names
    counts |= dict.fromkeys(order.part_names, 0)
    with ExitStack() as stack:
        waiting = {name: stack.enter_context(TemporaryFile(dir=folder)) for name in others}

        def passing() -> Iterator[Found]:
            for one in parts:
                name = order.split(one.document)
                counts[name] += 1
                if name == first:
                    yield one
                else:
                    pickle.dump(one, waiting[name], pickle.HIGHEST_PROTOCOL)

        yield first, passing()
        for name, file in waiting.items():
            yield name, _written_pieces(file)


def _written_pieces(file: IO[bytes]) -> Iterator[Any]:
    """The pieces stored in the temporary file."""
    end = file.tell()
    file.seek(0)
    while file.tell() < end:
        yield pickle.load(file)
