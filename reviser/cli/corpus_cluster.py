"""A run over many documents at the workers of a cluster: what a worker does with one, and what becomes of it here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from reviser import app, files
from reviser.cli.corpus_run import CorpusRun, DocumentRun, failed_report
from reviser.cli.review_loop import Pump
from reviser.errors import UserError
from reviser.history.packed import pack_history, unpack_history
from reviser.services.cluster import open_cluster, worker_folder
from reviser.services.corpora.corpus import CorpusDocument
from reviser.services.corpora.exchange import (
    DocumentExchange,
    ReturnedDocument,
    SentDocument,
    open_exchange,
)
from reviser.services.corpora.report import DocumentReport, RunSettings
from reviser.services.task_pool import Lost, TaskPool


@dataclass(frozen=True, slots=True)
class WorkerRun:
    """What a worker is set up with: parts of its own, by its own settings. `writes`: the result's file comes back;
    `in_place`: as the document's own."""

    choice: app.ReviserChoice
    settings: RunSettings
    writes: bool
    in_place: bool

    @contextmanager
    def __call__(self) -> Iterator[Callable[[SentDocument], ReturnedDocument]]:
        with app.shared_parts(self.choice) as parts:
            yield lambda sent: self._revise(parts, sent)

    def _revise(self, parts: app.SharedParts, sent: SentDocument) -> ReturnedDocument:
        """One document, in a folder and with a history of its own, of which nothing stays here."""
        with TemporaryDirectory(prefix="reviser-", dir=worker_folder()) as name:
            folder, pump = Path(name), Pump()
            database = folder / "history.db"
            unpack_history(sent.history, database)
            document = sent.document
            if document.path is not None and sent.content is not None:
                path = folder / document.path.name
                files.write(path, sent.content)
                document = CorpusDocument(path.name, path)
            output = folder / "output" if self.writes and not self.in_place else None
            run = CorpusRun(database, self.choice, self.settings, output, in_place=self.in_place)
            with parts.open(database, pump.deliver, pump.later) as program:
                if sent.known is not None and document.path is not None:
                    program.store.move_document(sent.known, document.path, title=document.path.name)
                report = DocumentRun(run, program, pump, document).report()
            written = None
            if document.path is not None and not report.is_failed:
                if output is not None:
                    written = (output / document.name).read_bytes()
                elif report.result_digest != report.digest:
                    written = document.path.read_bytes()
            # What is said is said of the file that the person has.
            said = report.message.replace(str(document.path), str(sent.document.path))
            report = replace(report, document=sent.document.name, message=said)
            return ReturnedDocument(report, pack_history(database), written)


class ClusterRun:
    """Documents revised by a cluster's workers. What comes back is merged into the history here as it comes."""

    def __init__(
        self, run: CorpusRun, exchange: DocumentExchange, workers: TaskPool[SentDocument, ReturnedDocument]
    ) -> None:
        self._run = run
        self._exchange = exchange
        self._workers = workers

    def run(
        self, tasks: Iterator[CorpusDocument], stopped: Callable[[], bool] = lambda: False
    ) -> Iterator[tuple[CorpusDocument, DocumentReport | Lost]]:
        """As `TaskPool` has it."""
        unsent: list[tuple[CorpusDocument, DocumentReport]] = []

        def send() -> Iterator[SentDocument]:
            for document in tasks:
                try:
                    yield self._exchange.send(document)
                except UserError as error:
                    unsent.append((document, failed_report(document, self._run.settings, str(error))))

        for sent, returned in self._workers.run(send(), stopped):
            yield from unsent
            unsent.clear()
            yield sent.document, returned if isinstance(returned, Lost) else self._take(sent, returned)
        yield from unsent

    def _take(self, sent: SentDocument, returned: ReturnedDocument) -> DocumentReport:
        document = sent.document
        target = document.path if self._run.in_place else None
        if self._run.output is not None and document.path is not None:
            target = document.output_path(self._run.output)
        try:
            return self._exchange.take(sent, returned, target)
        except UserError as error:
            return failed_report(document, self._run.settings, str(error))


@contextmanager
def open_cluster_run(
    run: CorpusRun, name: str, address: str, most: int | None
) -> Iterator[TaskPool[CorpusDocument, DocumentReport]]:
    """`run` by the workers of a cluster. `name`: the reviser's, by which each worker has it in its own settings.
    UserError as `open_cluster`, HistoryError as `open_exchange`."""
    choice = replace(run.choice, name=name)
    setup = WorkerRun(choice, run.settings, run.output is not None or run.in_place, run.in_place)
    uses_model = choice.uses_language_model(name)
    with open_cluster(setup, address, most, uses_model=uses_model) as workers, open_exchange(run.database) as exchange:
        yield ClusterRun(run, exchange, workers)
