"""Import and export of datasets in the background, for the window: the same use cases as in the terminal, with a
preview, progress, and cancelling."""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from reviser.core.risk import facts
from reviser.datasets import formats, r3
from reviser.datasets.annotations import Annotation
from reviser.datasets.base import DatasetFormat
from reviser.datasets.calls import RoundCalls
from reviser.datasets.calls import lines as lines_of_calls
from reviser.datasets.export_report import ExportReport
from reviser.errors import UserError
from reviser.history.connection import BUSY_MS
from reviser.history.log.store import HistoryReader, Store
from reviser.messages import message
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.datasets.export_files import require_not_history
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.exporting import Exported, calls_passed, export_result
from reviser.services.datasets.importing import ImportOutcomes, import_dataset
from reviser.services.datasets.model_calls import Pricing, round_calls, unpriced
from reviser.services.datasets.parallel_export import export_history
from reviser.services.datasets.sessions import Sessions, annotations_of
from reviser.services.documents.digest_updates import update_digest_if_writable
from reviser.services.sources import open_dataset

PREVIEWED = 20  # rows
LONGEST_ROW = 2000  # code points of a row that the preview shows


class StoppedError(UserError):
    """The person cancelled."""


@dataclass(slots=True)
class Job:
    """Work in the background. `done` of `of` (0 if unknown) is its progress; both are read by another thread than the
    one that writes them."""

    done: int = 0
    of: int = 0
    _end: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Make it end soon, with StoppedError."""
        self._end.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was cancelled."""
        return self._end.is_set()

    def report_progress(self, done: int, of: int = 0) -> None:
        """Set the progress. Raises StoppedError if the job was cancelled."""
        self.done, self.of = done, of
        if self._end.is_set():
            raise StoppedError(message("It was cancelled."))


@dataclass(frozen=True, slots=True)
class DatasetContents:
    """What the history offers for selection, sorted. `names` are likely names in the texts, most frequent first."""

    documents: tuple[str, ...]
    settings: tuple[str, ...]
    annotators: tuple[str, ...]
    revisers: tuple[str, ...]
    intents: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows as they will be written, the number of selected edits, and that of each split."""

    rows: tuple[str, ...]
    chosen: Exported
    splits: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Openable:
    """An imported document that has its text."""

    id: int
    title: str


class DatasetJobs:
    """Imports to and exports from the history at `path`. `pricing` returns the function that gives the cost of a
    request."""

    def __init__(
        self,
        background_tasks: BackgroundTasks,
        path: Path,
        pricing: Callable[[], Pricing] = lambda: unpriced,
        licenses: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        """`licenses` returns the licence of a model by the name of its reviser, for the cards of exports."""
        self._background_tasks = background_tasks
        self._path = path
        self._pricing = pricing
        self._licenses = licenses

    def import_dataset(
        self,
        source: Path,
        form: str,
        *,
        strict: bool,
        done: Callable[[ImportOutcomes], None],
        failed: Callable[[UserError], None],
    ) -> Job:
        """Import the dataset at `source`; its format is detected if `form` is empty."""

        def work(job: Job) -> ImportOutcomes:
            with open_dataset(source) as found, Store.open(self._path, busy_timeout_ms=BUSY_MS) as store:
                return import_dataset(
                    store, found, form, strict=strict, on_progress=lambda read, into: job.report_progress(into, read)
                )

        return self._run(work, done, failed)

    def openable(self, done: Callable[[tuple[Openable, ...]], None], failed: Callable[[UserError], None]) -> Job:
        """The imported documents that can be opened, latest first."""

        def work(_: Job) -> tuple[Openable, ...]:
            with closing(HistoryReader.open_to_read(self._path)) as reader:
                ids = {row.document_id for row in reader.imports() if row.document_id is not None}
                return tuple(Openable(row.id, row.title) for row in reader.documents() if row.id in ids)

        return self._run(work, done, failed)

    def there(self, done: Callable[[DatasetContents], None], failed: Callable[[UserError], None]) -> Job:
        """What the history offers for selection."""
        return self._run(self._there, done, failed)

    def preview(self, order: ExportOrder, done: Callable[[Preview], None], failed: Callable[[UserError], None]) -> Job:
        """What an export would write."""

        def work(job: Job) -> Preview:
            with self._reading(job) as reader:
                if order.format.write_calls is not None:
                    return self._previewed_calls(reader, order, job)
                sessions = Sessions(reader, order.selection)
                placed = order.with_splits(lambda: order.selection.stream(sessions.annotations(ExportReport())))
                tally = placed.tally()
                return make_preview(sessions.annotations(tally), placed, job, tally)

        return self._run(work, done, failed)

    def send(
        self, order: ExportOrder, output: Path, done: Callable[[Exported], None], failed: Callable[[UserError], None]
    ) -> Job:
        """Export to `output`, whole or not at all."""

        def work(job: Job) -> Exported:
            require_not_history(output, self._path)
            with self._reading(job) as reader:
                licensed = replace(order, licenses=self._licenses())
                return export_history(
                    reader, licensed, output, lambda count: job.report_progress(count, job.of), price=self._pricing()
                )

        return self._run(work, done, failed)

    def _previewed_calls(self, reader: HistoryReader, order: ExportOrder, job: Job) -> Preview:
        """The preview of an export of requests."""
        price = self._pricing()

        def found() -> Iterator[RoundCalls]:
            return round_calls(reader, Sessions(reader, order.selection), order.selection, price)

        placed = order.with_splits(lambda: (one.annotation for one in found()))
        report, rows, counts = placed.tally(), list[str](), Counter[str]()

        def passing() -> Iterator[RoundCalls]:
            for one in calls_passed(found(), placed, report):
                job.report_progress(report.chosen)
                counts[placed.split(one.document)] += len(one.calls)
                yield one

        for piece in lines_of_calls(passing(), report):
            if len(rows) < PREVIEWED:
                rows.append(_preview_text(piece).rstrip("\n")[:LONGEST_ROW])
        splits = () if placed.splits is None else tuple((name, counts[name]) for name in placed.part_names)
        return Preview(tuple(rows), export_result(report, placed), splits)

    @contextmanager
    def _reading(self, job: Job) -> Iterator[HistoryReader]:
        """The history for reading; its digest is updated first, if it can be written."""
        update_digest_if_writable(self._path, lambda *_: job.report_progress(0))
        with closing(HistoryReader.open_to_read(self._path)) as reader:
            yield reader

    def _there(self, job: Job) -> DatasetContents:
        documents, settings, annotators, revisers, intents, names = (Counter[str]() for _ in range(6))
        bases: set[str] = set()
        with self._reading(job) as reader:
            for annotation in annotations_of(reader):
                job.report_progress(len(documents))
                documents[annotation.document] += 1
                settings[annotation.setting] += 1
                annotators[annotation.annotator] += 1
                revisers[annotation.reviser] += 1
                intents.update(judged.intent for judged in annotation.edits)
                if annotation.base is not None and annotation.depth == 1 and annotation.base not in bases:
                    bases.add(annotation.base)
                    names.update(facts(annotation.base).names.values())
        return DatasetContents(
            tuple(sorted(documents)),
            tuple(sorted(settings)),
            tuple(sorted(annotators)),
            tuple(sorted(revisers)),
            tuple(sorted(intents)),
            tuple(name for name, _ in names.most_common()),
        )

    def _run(self, work: Callable[[Job], Any], done: Callable[[Any], None], failed: Callable[[UserError], None]) -> Job:
        job = Job()
        self._background_tasks.run(lambda: asyncio.to_thread(work, job), done, failed)
        return job


def make_preview(annotations: Iterator[Annotation], order: ExportOrder, job: Job, report: ExportReport) -> Preview:
    """The first rows of an export and its figures, without writing it. `report` already counts where the annotations
    come from."""
    selected = report.pass_on(order.selection.stream(annotations))
    selected = chain(order.typed(islice(selected, PREVIEWED)), selected)  # others are not shown, and types take a while
    if order.masks is not None:
        selected = order.masks.pass_on(selected)
    counts: Counter[str] = Counter()

    def counted() -> Iterator[Annotation]:
        for annotation in selected:
            job.report_progress(report.chosen)
            counts[order.split(annotation.document)] += len(annotation.edits)
            yield annotation

    passing = counted()
    first = list(islice(passing, PREVIEWED))
    if order.format.write_files is not None:  # whose files are sessions, which may go on later
        sessions = set(map(r3.session_of, first))
        first += [annotation for annotation in passing if r3.session_of(annotation) in sessions]
    for _ in passing:
        pass
    rows = tuple(row[:LONGEST_ROW] for row in islice(_rows(first, order.format), PREVIEWED))
    splits = () if order.splits is None else tuple((name, counts[name]) for name in order.part_names)
    return Preview(rows, export_result(report, order), splits)


def _rows(annotations: list[Annotation], form: DatasetFormat) -> Iterator[str]:
    """Lines in the format. Files of a folder are shown one after the other; rows of Parquet are shown as JSON."""
    if form.write_files is not None:
        for name, _, content in form.write_files(annotations, ExportReport()):
            yield name
            yield from _preview_text(content).splitlines()
        return
    shown = formats.format_of_code("jsonl") if form.write_rows_folder is not None else form
    for piece in shown.writer(annotations, ExportReport()):
        yield from _preview_text(piece).splitlines()


def _preview_text(piece: bytes) -> str:
    return piece.decode("utf-8", "replace")
