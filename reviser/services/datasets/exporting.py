"""Datasets out of the history, or of other datasets: chosen, masked, checked, split, and there whole or not at all."""

import os
import pickle
import shutil
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO, NamedTuple, TypeVar

from reviser import files
from reviser.datasets import formats, manifest
from reviser.datasets.annotations import Annotation
from reviser.datasets.base import DatasetFormat
from reviser.datasets.export_report import ExportReport
from reviser.datasets.masking import NAMES, Masks
from reviser.datasets.selection import Selection, Splits
from reviser.datasets.tables import Rows, rows_of
from reviser.errors import UsageError, UserError
from reviser.messages import message

TOLD_EVERY = 1 << 20  # bytes
OnExported = Callable[[int], None]
Found = TypeVar("Found", Annotation, Rows)
_Parts = Iterable[tuple[str, Iterable[Found]]]


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is exported how. `form`: the code of a dataset format. `masks`: None for none. `splits`: None for one
    part."""

    form: str
    selection: Selection = field(default_factory=Selection)
    masks: Masks | None = None
    splits: Splits | None = None

    @property
    def format(self) -> DatasetFormat:
        """UserError where there is none of this code."""
        return formats.called(self.form)

    @property
    def is_folder(self) -> bool:
        """Whether a folder is written: by the format, or because of the parts."""
        return self.format.is_folder or self.splits is not None

    def tally(self) -> ExportReport:
        """What counts for it."""
        return ExportReport(unmet=self.selection.named())

    def split(self, document: str) -> str:
        """The part that a document falls into, its name masked or not; empty where there are none."""
        if self.splits is None:
            return ""
        return self.splits.of(document if self.masks is None else self.masks.original(document))


@dataclass(frozen=True, slots=True)
class Exported:
    """What came out. `masked_out`: the edits left out because they touch what is masked. `without_text`: so many
    sessions were left out because the format has no place for a session without its text."""

    tally: ExportReport
    masked_out: tuple[str, ...]
    without_text: int


def _manifest(report: ExportReport, order: ExportOrder, files_by_name: Mapping[str, Path]) -> bytes:
    masks = order.masks
    kinds = () if masks is None else (*masks.kinds, *([NAMES] if masks.names else ()))
    left_out = 0 if masks is None else len(masks.left_out)
    return manifest.written(order.form, report, kinds, left_out, files_by_name)


@contextmanager
def _with_manifest(output: Path, order: ExportOrder, report: ExportReport) -> Iterator[Path]:
    """As `replacing_path`, and the manifest comes with the export."""
    own = manifest.beside(output.resolve())
    temporary = files.beside(own)
    put_there = False
    try:
        with replacing_path(output, folder=order.is_folder) as place:
            yield place
            inside = [path for path in place.rglob("*") if path.is_file()] if order.is_folder else []
            names = {path.relative_to(place).as_posix(): path for path in inside} or {output.name: place}
            with files.open_new(place / manifest.IN_FOLDER if order.is_folder else temporary) as file:
                file.write(_manifest(report, order, names))
            if not order.is_folder:
                files.put(temporary, own)
                put_there = True
    except BaseException:
        if put_there:
            own.unlink(missing_ok=True)
        raise
    finally:
        temporary.unlink(missing_ok=True)


def export_result(report: ExportReport, order: ExportOrder) -> Exported:
    """The result of an export, from what its report counted."""
    masked_out = () if order.masks is None else tuple(order.masks.left_out)
    return Exported(report, masked_out, report.unchecked if order.format.needs_text else 0)


class ExportPiece(NamedTuple):
    """The lines of some saves, and what was done for them."""

    lines: bytes | memoryview
    tally: ExportReport


def export(
    annotations: Iterable[Annotation],
    order: ExportOrder,
    output: Path,
    on_progress: OnExported = lambda _: None,
    report: ExportReport | None = None,
) -> Exported:
    """Write `output` from saves of which one is chosen for each session already: a file, or a folder for those formats
    that are one and where there are splits. It appears when it is whole; whatever interrupts leaves nothing. UsageError
    where it cannot take that place, UserError where it cannot be written. `on_progress` hears how much is written, now
    and then and at the end: how many edits, of all parts. `report`: what counts already for where the saves come
    from."""
    report = order.tally() if report is None else report
    found = report.pass_on(order.selection.stream(annotations))
    if order.masks is not None:
        found = order.masks.pass_on(found)
    form = order.format
    if form.is_of_rows:
        return export_rows(map(rows_of, found), order, output, on_progress, report)

    def write(parts: _Parts[Annotation], place: Path) -> None:
        if form.write_files is not None:
            for name, each in parts:
                _put_files(form.write_files(each, report), place / name)
        else:
            _lines(parts, place, form, lambda each: form.writer(each, report), lambda: on_progress(report.chosen))

    _write_atomically(found, order, output, write, lambda: on_progress(report.chosen), report)
    return export_result(report, order)


def export_rows(
    found: Iterable[Rows], order: ExportOrder, output: Path, on_progress: OnExported, report: ExportReport
) -> Exported:
    """Write `output`, in a format of rows, from rows of which each is chosen, masked, checked and counted already;
    as `export` does, with its errors."""

    def count() -> None:
        on_progress(report.chosen)

    form, write_rows = order.format, order.format.write_rows

    def write(parts: _Parts[Rows], place: Path) -> None:
        if form.write_rows_folder is not None:
            form.write_rows_folder(parts, place, report, count)
        elif write_rows is not None:
            _lines(parts, place, form, lambda each: write_rows(each, report), count)

    _write_atomically(found, order, output, write, count, report)
    return export_result(report, order)


def _write_atomically(
    found: Iterable[Found],
    order: ExportOrder,
    output: Path,
    write: Callable[[_Parts[Found], Path], None],
    count: Callable[[], None],
    report: ExportReport,
) -> None:
    """Let the parts of what was found be written to a file or a folder, which takes the place of `output` then."""
    as_folder = order.is_folder
    with _with_manifest(output, order, report) as place, ExitStack() as stack:
        if as_folder:
            place.mkdir(files.PRIVATE_FOLDER)
        parts = _parts(found, order, place, report.parts)
        stack.callback(parts.close)  # before the folder goes, for systems that delete no open file
        write(parts, place)
        count()  # the last moment to end it


def _lines(
    parts: _Parts[Found],
    place: Path,
    form: DatasetFormat,
    lines: Callable[[Iterable[Found]], Iterator[bytes]],
    count: Callable[[], None],
) -> None:
    """A file of each part; `place` itself where there is one without a name."""
    for name, each in parts:
        path = place / f"{name}{form.suffix}" if name else place
        with files.open_new(path) as file:
            write_pieces(file, lines(each), count)


def piece(annotations: Iterable[Annotation], order: ExportOrder, report: ExportReport) -> ExportPiece:
    """What `export` writes of these saves, in a format that is written line by line, without masks and splits."""
    return ExportPiece(
        b"".join(order.format.writer(report.pass_on(order.selection.stream(annotations)), report)), report
    )


def join(
    pieces: Iterable[ExportPiece], order: ExportOrder, output: Path, on_progress: OnExported = lambda _: None
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
        on_progress(tally.chosen)  # the last moment to end it
    return export_result(tally, order)


def require_not_history(output: Path, database: Path) -> None:
    """UsageError where writing `output` would replace the history or a file that SQLite keeps beside it."""
    real = database.resolve()
    if output.resolve() in {real.with_name(real.name + ending) for ending in ("", "-wal", "-shm", "-journal")}:
        raise UsageError(message("{output} belongs to the history itself: name another file.", output=output))


def write_pieces(file: BinaryIO, pieces: Iterable[bytes | memoryview], told: Callable[[], None] = lambda: None) -> None:
    """Write pieces of lines; `told` is called now and then."""
    size = 0
    for piece in pieces:
        size += file.write(piece)
        if size >= TOLD_EVERY:
            size = 0
            told()


@contextmanager
def replacing_path(output: Path, *, folder: bool = False) -> Iterator[Path]:
    """A path to write to, which takes the place of `output` when the block ends well; else nothing is left. A file
    takes another's place; a folder only an empty one's. UsageError where it cannot, UserError where writing fails."""
    if folder:
        if output.exists() and (not output.is_dir() or any(output.iterdir())):
            raise UsageError(message("{output} is there already: name a new folder, or an empty one.", output=output))
    elif output.is_dir():
        raise UsageError(message("{output} is a folder: name a file.", output=output))
    elif output.exists() and not output.is_file():
        # Root could put a file in the place of /dev/null, for everybody.
        raise UsageError(
            message("{output} is a device or a pipe, not a file: name a file, or - for standard output.", output=output)
        )
    output = output.resolve()  # a link stays a link
    temporary = files.beside(output)
    try:
        yield temporary
        if folder:
            temporary.mkdir(files.PRIVATE_FOLDER, exist_ok=True)
            with suppress(FileNotFoundError):
                output.rmdir()
        files.put(temporary, output)
    except OSError as error:
        # The system's words: Arrow puts its own around them.
        reason = os.strerror(error.errno) if error.errno else error
        raise UserError(
            message("{output} cannot be written: {reason}. Nothing was left behind.", output=output, reason=reason)
        ) from error
    finally:
        if folder:
            shutil.rmtree(temporary, ignore_errors=True)
        else:
            temporary.unlink(missing_ok=True)


def _parts(
    found: Iterable[Found], order: ExportOrder, folder: Path, counts: dict[str, int]
) -> Generator[tuple[str, Iterable[Found]], None, None]:
    """What was found by split, each to be read to its end before the next. A document's split is known by its name
    alone, so the first passes through; the others wait meanwhile in files in `folder` that have no name, not in
    memory. `counts` is told how many each has."""
    if order.splits is None:
        yield "", found
        return
    (first, _), *others = order.splits.shares
    counts |= {name: 0 for name, _ in order.splits.shares}
    with ExitStack() as stack:
        waiting = {name: stack.enter_context(TemporaryFile(dir=folder)) for name, _ in others}

        def passing() -> Iterator[Found]:
            for one in found:
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
    """The pieces that were put into the temporary file."""
    end = file.tell()
    file.seek(0)
    while file.tell() < end:
        yield pickle.load(file)


def _put_files(written: Iterable[tuple[str, str, bytes]], folder: Path) -> None:
    """UserError where a file cannot be written, so that nothing is left."""
    for name, document, content in written:
        try:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            with (folder / name).open("xb") as file:
                file.write(content)
        except OSError as error:
            raise UserError(
                message(
                    "{document} cannot be written as {name}: {reason}. Nothing was left.",
                    document=document,
                    name=name,
                    reason=error.strerror,
                )
            ) from error
