"""The report of a run: one line of JSON for each document, by which an interrupted run continues."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from reviser import files
from reviser.core.events import StopReason
from reviser.errors import UserError
from reviser.messages import message

PART = ".part"  # suffix of the report while the run is not finished
LOCK = ".lock"  # suffix of the lock file while a run writes to the report
RETRIED = frozenset({StopReason.FAILED.value, StopReason.CANCELLED.value})


@dataclass(frozen=True, slots=True)
class RunSettings:
    """The settings that must be equal for a run to be continued: reviser and options, decider, and number of rounds."""

    reviser: str
    strategy: str
    instruction: str
    decide: str
    max_rounds: int


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """A line of the report. `digest` and `result_digest` are the SHA-256 (hex) of the document's file or text, and of
    its file once it holds the result (else empty). `accepted`, `rejected` and `undecided` add up to `proposed`. `stop`
    is a `StopReason`. `seconds` is wall-clock time. `cost` is an exact decimal number."""

    document: str
    digest: str
    result_digest: str
    document_id: int
    reviser: str
    strategy: str
    instruction: str
    decide: str
    max_rounds: int
    rounds: int = 0
    proposed: int = 0
    accepted: int = 0
    rejected: int = 0
    undecided: int = 0
    words: int = 0
    stop: str = StopReason.FAILED.value
    seconds: float = 0.0
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: str = "0"
    currency: str = ""
    unpriced: tuple[str, ...] = ()
    message: str = ""

    @property
    def settings(self) -> RunSettings:
        return RunSettings(self.reviser, self.strategy, self.instruction, self.decide, self.max_rounds)

    @property
    def is_failed(self) -> bool:
        return self.stop in RETRIED

    def line(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


_TYPES: dict[str, Any] = {each.name: list if each.name == "unpriced" else each.type for each in fields(DocumentReport)}


class CorpusReport:
    """The report of a run at `path`; `path` + ".part" holds the finished documents while the run goes on."""

    def __init__(self, path: Path, settings: RunSettings) -> None:
        self.path = path
        self._part = path.with_name(path.name + PART)
        self._settings = settings

    def done(self) -> dict[str, DocumentReport]:
        """The reports of an earlier run with the same settings, by document, without failed ones. An incomplete line is
        skipped."""
        found = {}
        for path in (self.path, self._part):
            for report in _read(path):
                if report.settings == self._settings:
                    found[report.document] = report
        return {name: report for name, report in found.items() if not report.is_failed}

    def spent(self) -> Decimal:
        """The cost of earlier runs with the same settings, including failed documents."""
        reports = (report for path in (self.path, self._part) for report in _read(path))
        return sum((Decimal(report.cost) for report in reports if report.settings == self._settings), Decimal(0))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """While the block runs, no other run can write to this report. Raises UserError if one does, or if the file
        holds something else."""
        for path in (self.path, self._part):
            if path.exists() and path.stat().st_size and next(_read(path), None) is None:
                raise UserError(
                    message("{path} is no report of such a run: name another file with --report.", path=path)
                )
        lock = FileLock(self.path.with_name(self.path.name + LOCK))
        try:
            with _writing(self.path):
                lock.acquire(timeout=0)
        except Timeout as error:
            raise UserError(
                message(
                    "Another run writes to the report {path}: wait for it, or name another with --report.",
                    path=self.path,
                )
            ) from error
        try:
            yield
        finally:
            Path(lock.lock_file).unlink(missing_ok=True)
            lock.release()

    def keep(self, report: DocumentReport) -> None:
        """Append a line to the finished documents. Raises UserError if it cannot be written."""
        with _writing(self._part):
            files.append_line(self._part, report.line())

    def finish(self, reports: Iterable[DocumentReport]) -> None:
        """Write the complete report in the order of the corpus. Raises UserError on failure; the part is then kept."""
        with _writing(self.path):
            files.write(self.path, b"".join(report.line() for report in reports))
            self._part.unlink(missing_ok=True)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Turn an OSError while writing a report into a UserError."""
    try:
        yield
    except Timeout:
        raise
    except OSError as error:
        raise UserError(
            message(
                "The report {path} cannot be written ({reason}): free some space, or name another with --report."
                " What is done is in the history.",
                path=path,
                reason=error.strerror or error,
            )
        ) from error


def _read(path: Path) -> Iterator[DocumentReport]:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    except OSError as error:
        raise files.unreadable(path, error) from error
    with file:
        for line in file:
            with suppress(ValueError):
                report = _report(json.loads(line))
                if report is not None:
                    yield report


def _report(record: Any) -> DocumentReport | None:
    """The report in a line; None if it is not one."""
    if not isinstance(record, dict) or record.keys() != _TYPES.keys():
        return None
    if not all(isinstance(record[name], kind) for name, kind in _TYPES.items()):
        return None
    return DocumentReport(**record | {"unpriced": tuple(record["unpriced"])})


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a report."""

    documents: int = 0
    failed: int = 0
    rounds: int = 0
    proposed: int = 0
    accepted: int = 0
    seconds: float = 0.0
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: Decimal = Decimal(0)
    currency: str = ""
    unpriced: frozenset[str] = frozenset()

    def __add__(self, report: DocumentReport) -> "Totals":
        return Totals(
            self.documents + 1,
            self.failed + report.is_failed,
            self.rounds + report.rounds,
            self.proposed + report.proposed,
            self.accepted + report.accepted,
            self.seconds + report.seconds,
            self.requests + report.requests,
            self.tokens_in + report.tokens_in,
            self.tokens_out + report.tokens_out,
            self.cost + Decimal(report.cost),
            report.currency or self.currency,
            self.unpriced | frozenset(report.unpriced),
        )
