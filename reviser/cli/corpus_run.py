"""What a process of a run over many documents does: it takes one document after the other through the loop."""

import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from reviser import app
from reviser.cli.deciders import decider_by_rule
from reviser.cli.review_loop import LoopRun, Pump
from reviser.cli.round_progress import RoundProgress
from reviser.core.edit import DecisionSource
from reviser.core.events import StopReason
from reviser.core.round_state import RoundState, Status
from reviser.core.word_count import count_words
from reviser.documents import store
from reviser.errors import UserError
from reviser.history.connection import BUSY_MS
from reviser.services.corpora.corpus import CorpusDocument
from reviser.services.corpora.report import DocumentReport, RunSettings
from reviser.services.rounds.open_document import OpenDocument
from reviser.services.rounds.round_settings import RoundSettings


@dataclass(frozen=True, slots=True)
class CorpusRun:
    """What is done with each document of a corpus. `output` is the folder for results, which have the names that the
    documents have in their corpus; None for no results. `in_place`: write results to the documents' own files."""

    database: Path
    choice: app.ReviserChoice
    settings: RunSettings
    output: Path | None = None
    in_place: bool = False

    @contextmanager
    def __call__(self) -> Iterator[Callable[[CorpusDocument], DocumentReport]]:
        """Called in a worker process: build everything once, and yield the function that revises a document."""
        pump = Pump()
        with app.running(
            self.database, pump.deliver, pump.later, busy_timeout_ms=BUSY_MS, reviser_choice=self.choice
        ) as program:
            yield lambda document: DocumentRun(self, program, pump, document).report()


@dataclass(slots=True)
class DocumentRun:
    """The run of one document."""

    of: CorpusRun
    program: app.App
    pump: Pump
    document: CorpusDocument

    def report(self) -> DocumentReport:
        """Revise the document and return its report. A UserError is recorded in the report."""
        begun, before = time.monotonic(), self.program.revisers.spent()[0]
        digest = result_digest = failure = ""
        rounds: list[RoundState] = []
        open_document: OpenDocument | None = None
        stop = StopReason.FAILED
        try:
            digest = self.document.digest
            open_document = self._open_document()
            run = LoopRun(
                self.program.document_manager,
                open_document,
                self.pump,
                decider_by_rule(self.of.settings.decide),
                self.of.settings.max_rounds,
                note=lambda _: None,
                meter=RoundProgress(io.StringIO()),
            )
            stop = run.go()
            rounds, failure = run.round_state, run.failure
            if stop not in (StopReason.FAILED, StopReason.CANCELLED):
                result_digest = self._written(open_document)
        except UserError as error:
            stop, failure = StopReason.FAILED, str(error)
        finally:
            if open_document is not None:
                self.program.document_manager.close(open_document)
        bill, currency = self.program.revisers.spent()
        statuses = [round_state.status(item) for round_state in rounds for item in round_state.round.live]
        accepted, rejected = statuses.count(Status.ACCEPTED), statuses.count(Status.REJECTED)
        return DocumentReport(
            document=self.document.name,
            digest=digest,
            result_digest=result_digest,
            document_id=0 if open_document is None else open_document.document_id,
            **asdict(self.of.settings),
            rounds=len(rounds),
            proposed=len(statuses),
            accepted=accepted,
            rejected=rejected,
            undecided=len(statuses) - accepted - rejected,
            words=0 if open_document is None else count_words(open_document.state.text),
            stop=stop.value,
            seconds=round(time.monotonic() - begun, 3),
            requests=bill.requests - before.requests,
            tokens_in=bill.tokens_in - before.tokens_in,
            tokens_out=bill.tokens_out - before.tokens_out,
            cost=str(bill.cost - before.cost),
            currency=currency if bill.requests > before.requests else "",
            unpriced=tuple(sorted(bill.unpriced)),
            message=failure,
        )

    def _open_document(self) -> OpenDocument:
        manager = self.program.document_manager
        settings = self.of.settings
        choice = self.of.choice
        rounds = RoundSettings(
            choice.name, choice.strategy, settings.instruction, others=choice.others, judge=choice.judge
        )
        if self.document.path is None:
            return manager.open_text(
                self.document.text, self.document.name, source=DecisionSource.RULE, round_settings=rounds
            )
        return manager.open(self.document.path, source=DecisionSource.RULE, round_settings=rounds, copies=False)

    def _written(self, open_document: OpenDocument) -> str:
        """Write the result. Returns the digest of the document's file if it now holds the result; else empty."""
        if self.of.output is not None and self.document.path is not None:
            target = self.document.output_path(self.of.output)
            target.parent.mkdir(parents=True, exist_ok=True)
            store.save(open_document.document, open_document.state.text, target)
        elif self.of.in_place:
            if open_document.unsaved:
                open_document.save()
            return open_document.document.digest
        return ""


def failed_report(document: CorpusDocument, settings: RunSettings, failure: str) -> DocumentReport:
    """Of a document that could not be revised: `failure` says why."""
    return DocumentReport(document.name, "", "", 0, **asdict(settings), message=failure)
