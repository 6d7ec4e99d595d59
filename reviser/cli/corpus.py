"""`reviser revise` for many documents: in parallel, resumable, and with one report."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

from reviser import app, files, locations
from reviser.cli import terminal
from reviser.cli.consent import ask_to_send
from reviser.cli.corpus_run import CorpusRun, failed_report
from reviser.cli.deciders import BY_RULE
from reviser.cli.models import say_lacking
from reviser.cli.status_line import ProgressLine
from reviser.errors import UsageError
from reviser.history.connection import BUSY_MS
from reviser.history.log.store import HistoryReader, Store
from reviser.messages import message
from reviser.services.corpora.corpus import Corpus, CorpusDocument
from reviser.services.corpora.done import DoneDocuments, open_done
from reviser.services.corpora.report import CorpusReport, DocumentReport, RunSettings, Totals
from reviser.services.datasets.export_files import require_not_history
from reviser.services.documents.digest_updates import load_timeline
from reviser.services.process_pool import can_start_processes, interrupts, open_pool
from reviser.services.rounds.cost import Bill, bill_line
from reviser.services.rounds.round_settings import RoundSettings
from reviser.services.task_pool import Lost, TaskPool

MOST_LISTED = 20  # failures that are listed one by one


@dataclass(frozen=True, slots=True)
class CorpusOptions:
    """Options of a run over a corpus. `decide` is a key of BY_RULE; `jobs` is the number of documents at once (None: 1,
    or what the cluster can do). The others are the paths of the report and of the results, the highest cost of the run
    (in the currency of the prices), and the address of the `cluster`, "" for this machine."""

    decide: str
    jobs: int | None = None
    report: Path | None = None
    max_cost: float | None = None
    output: Path | None = None
    dry_run: bool = False
    in_place: bool = False
    cluster: str = ""


class _Driver:
    """Runs the documents that are not done, and shows the progress."""

    def __init__(
        self,
        corpus: Corpus,
        options: CorpusOptions,
        report: CorpusReport,
        done: DoneDocuments,
        reports: dict[str, DocumentReport],
    ) -> None:
        """`reports` are those of finished documents; those of this run are added."""
        self._corpus = corpus
        self._options = options
        self._report = report
        self._done = done
        self._reports = reports
        self._spent = report.spent()  # by earlier runs
        self.totals = Totals()  # totals of this run
        self._before = 0  # documents done by an earlier run
        self._begun = time.monotonic()

    @property
    def is_complete(self) -> bool:
        """Whether every document has been tried."""
        return self._before + self.totals.documents == self._corpus.count

    def go(self, run: CorpusRun, interrupted: Callable[[], bool]) -> None:
        """Revise the documents that are not done, until all are, the person interrupts, or the cost limit is
        reached."""
        with ProgressLine() as shown, self._open_pool(run) as pool:
            for document, found in pool.run(self._to_do(), lambda: interrupted() or self._is_dear):
                report = failed_report(document, run.settings, _lost()) if isinstance(found, Lost) else found
                self._report.keep(report)
                self._reports[report.document] = report
                self.totals += report
                shown.update(self._progress())

    def _open_pool(self, run: CorpusRun) -> AbstractContextManager[TaskPool[CorpusDocument, DocumentReport]]:
        jobs = None if self._options.jobs is None else min(self._options.jobs, self._corpus.count)
        if self._options.cluster:
            # Here, not above: it loads what only a cluster needs.
            from reviser.cli.corpus_cluster import open_cluster_run

            return open_cluster_run(run, run.settings.reviser, self._options.cluster, jobs)
        return open_pool(run, (jobs or 1) if can_start_processes() else 1)

    def say_waiting(self) -> None:
        """Report the first Ctrl+C: running documents are finished."""
        terminal.note("The documents in work are finished first; press Ctrl+C again to stop them too.")

    def say_ended(self, output: Path | None) -> None:
        """Print a summary of the run."""
        totals = self.totals
        counts = [
            f"{terminal.counted(totals.documents, 'document')} in {_duration(time.monotonic() - self._begun)}",
            f"{self._before:,} done before" if self._before else "",
            f"{totals.proposed:,} proposed, {totals.accepted:,} accepted",
            f"{totals.failed:,} failed" if totals.failed else "",
        ]
        terminal.line("; ".join(filter(None, counts)) + ".")
        if totals.requests:
            bill = Bill(totals.requests, totals.tokens_in, totals.tokens_out, cost=totals.cost)
            terminal.note(f"{bill_line(bill, totals.currency)}.")
        failed = [report for report in self._reports.values() if report.is_failed]
        for report in failed[:MOST_LISTED]:
            terminal.note(f"{report.document}: {report.message}")
        if len(failed) > MOST_LISTED:
            terminal.note(f"… and {len(failed) - MOST_LISTED:,} more, listed in the report.")
        if self._is_dear:
            terminal.note(self._why_dear())
        if self.is_complete:
            terminal.line(f"Report: {self._report.path}")
            if output is not None:
                terminal.line(f"Written: {output}")
        else:
            left = self._corpus.count - self._before - totals.documents
            terminal.line(f"{terminal.counted(left, 'document')} left: the same command continues with them.")

    @property
    def _is_dear(self) -> bool:
        most = self._options.max_cost
        return most is not None and (bool(self.totals.unpriced) or self._cost >= Decimal(str(most)))

    @property
    def _cost(self) -> Decimal:
        """The cost of the corpus, in this run and earlier ones."""
        return self._spent + self.totals.cost

    def _why_dear(self) -> str:
        if self.totals.unpriced:
            return f"No price is known for {', '.join(sorted(self.totals.unpriced))}, so --max-cost cannot be enforced."
        return (
            f"The run was stopped at {self._cost} {self.totals.currency}".rstrip()
            + f": --max-cost is {self._options.max_cost}."
        )

    def _to_do(self) -> Iterator[CorpusDocument]:
        for document in self._corpus:
            if self._done.has(document):
                self._before += 1
            else:
                self._reports.pop(document.name, None)
                yield document

    def _progress(self) -> str:
        done, of = self._before + self.totals.documents, self._corpus.count
        left = (time.monotonic() - self._begun) / self.totals.documents * (of - done)
        failed = f" · {self.totals.failed:,} failed" if self.totals.failed else ""
        documents = terminal.counted(of, "document")
        return f"{done:,} of {documents} · {self.totals.proposed:,} proposed{failed} · {_duration(left)} left"


def revise_corpus(
    corpus: Corpus,
    how: RoundSettings,
    max_rounds: int,
    options: CorpusOptions,
    database: Path | None,
    *,
    as_json: bool,
) -> int:
    """Revise the documents of a corpus that are not done, and print a summary. Returns the exit code: 0; 1 if a
    document failed or some were not started; 130 after Ctrl+C."""
    path = locations.database_path(database)
    _check(corpus, options, path)
    name = app.name_of(how.choice)
    settings = RunSettings(name, how.choice.recorded_strategy, how.instruction, options.decide, max_rounds)
    report = CorpusReport(options.report or Path(f"{corpus.title}-report.jsonl"), settings)
    folder = None if corpus.is_of_rows else options.output
    if options.dry_run:
        with open_done(report.done(), path, folder, in_place=options.in_place) as done:
            return _say_plan(corpus, done, as_json=as_json)
    ask_to_send(how.choice)
    if not as_json:
        say_lacking(name, app.LAYERS)
    Store.open(path, busy_timeout_ms=BUSY_MS).close()  # made, or brought up to this reviser's, before it is read
    run = CorpusRun(path, how.choice, settings, folder, in_place=options.in_place)
    with (
        report.locked(),
        open_done(report.done(), path, folder, in_place=options.in_place) as done,
    ):
        code = _go(corpus, options, run, report, done, as_json=as_json)
    Store.open(path, busy_timeout_ms=BUSY_MS).close()  # no reader is left: what SQLite's log has goes into the file
    return code


def _go(
    corpus: Corpus,
    options: CorpusOptions,
    run: CorpusRun,
    report: CorpusReport,
    done: DoneDocuments,
    *,
    as_json: bool,
) -> int:
    reports = dict(done.reports)
    driver = _Driver(corpus, options, report, done, reports)
    with interrupts(driver.say_waiting) as interrupted:
        driver.go(run, interrupted)
        was_interrupted = interrupted()
    if driver.is_complete:
        report.finish(reports[document.name] for document in corpus)
        if corpus.is_of_rows and options.output is not None:
            _write_rows(corpus, reports, options.output, run.database)
    if as_json:
        terminal.object_out({"report": str(report.path), "documents": [asdict(each) for each in reports.values()]})
    else:
        driver.say_ended(options.output)
    return 130 if was_interrupted else int(not driver.is_complete or driver.totals.failed > 0)


def _check(corpus: Corpus, options: CorpusOptions, database: Path) -> None:
    """Check the options before any work is done. Raises UsageError or UserError."""
    if options.decide not in BY_RULE and not options.dry_run:
        raise UsageError(
            message("Say how to decide: --decide accept, reject or later. For many documents, nobody is asked.")
        )
    if options.report is not None and not options.report.absolute().parent.is_dir():
        raise UsageError(
            message("There is no folder for the report {path}: create it, or name another.", path=options.report)
        )
    for path in filter(None, (options.report, options.output)):
        require_not_history(path, database)
        if corpus.rows is not None and path.exists() and path.samefile(corpus.rows):
            raise UsageError(message("{path} is what is to be revised: name another file.", path=path))
    if options.report is not None and options.report == options.output:
        raise UsageError(message("--report and --output name one file: name two."))
    if options.output is not None and options.in_place:
        raise UsageError(message("--output and --in-place exclude each other: choose one."))
    if corpus.is_of_rows and options.in_place:
        raise UsageError(message("A .jsonl file is not overwritten: name another with --output."))
    if options.output is not None and not corpus.is_of_rows and options.output.is_file():
        raise UsageError(message("{output} is a file: name a folder for --output.", output=options.output))
    if options.output is not None and corpus.is_of_rows and options.output.is_dir():
        raise UsageError(message("{output} is a folder: name a file for --output.", output=options.output))
    if options.output is not None and not corpus.is_of_rows:
        inside = {path.resolve() for _, path in corpus.paths}
        if any(document.output_path(options.output).resolve() in inside for document in corpus):
            raise UsageError(message("--output is the folder of the documents: use --in-place for that."))


def _say_plan(corpus: Corpus, done: DoneDocuments, *, as_json: bool) -> int:
    """Print which documents would be revised."""
    plan = [(document.name, done.has(document)) for document in corpus]
    if as_json:
        terminal.object_out({"documents": [{"document": name, "done": is_done} for name, is_done in plan]})
        return 0
    for name, is_done in plan:
        terminal.line(f"{'done' if is_done else 'to do':<7}{terminal.visible(name)}")
    count = sum(not is_done for _, is_done in plan)
    terminal.line(f"{terminal.counted(count, 'document')} of {len(plan):,} to revise. Nothing was done.")
    return 0


def _lost() -> str:
    return str(
        message("Its process was terminated twice, perhaps because memory ran out: try the document on its own.")
    )


def _write_rows(corpus: Corpus, reports: Mapping[str, DocumentReport], output: Path, database: Path) -> None:
    """Write a line of JSON for each row, in order: its id, its text, and the result (null if the row failed)."""
    unfinished = files.beside(output)
    try:
        with HistoryReader.open_to_read(database) as history, files.open_new(unfinished) as file:
            for document in corpus:
                report = reports[document.name]
                result = None if report.is_failed else load_timeline(history, report.document_id).state.text
                row = {"id": document.name, "text": document.text, "result": result}
                file.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
        files.move_into_place(unfinished, output, private=False)
    except OSError as error:
        raise files.unwritable(output, error) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _duration(seconds: float) -> str:
    """A duration in its two largest units: "3 min 20 s", "2 h 5 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
