"""Finds the documents of a corpus that an earlier run has finished, so that they are not revised again."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reviser.errors import UserError
from reviser.history.log.store import HistoryReader
from reviser.services.corpora.corpus import CorpusDocument
from reviser.services.corpora.report import DocumentReport


@dataclass(frozen=True, slots=True)
class DoneDocuments:
    """The finished documents. `reports` are those of earlier runs, by document name. `history` is None if there is
    none. `output` is the folder for results, None if no results are written. `in_place`: results are written to the
    documents' own files."""

    reports: Mapping[str, DocumentReport]
    history: HistoryReader | None
    output: Path | None = None
    in_place: bool = False

    def has(self, document: CorpusDocument) -> bool:
        """Whether an earlier run has finished the document in this history, its file is unchanged or as that run wrote
        it, and its result is in its place."""
        report = self.reports.get(document.name)
        if report is None or self.history is None:
            return False
        try:
            digest = document.digest
        except UserError:
            return False  # the error is reported when it is opened
        if digest not in {report.digest, report.result_digest} or not self._is_known(self.history, document, report):
            return False
        if self.in_place:
            return digest == report.result_digest
        return self.output is None or document.path is None or document.output_path(self.output).is_file()

    @staticmethod
    def _is_known(history: HistoryReader, document: CorpusDocument, report: DocumentReport) -> bool:
        if document.path is None:
            return report.document_id in history.documents_with(document.text)
        return history.find_document(document.path) == report.document_id


@contextmanager
def open_done(
    reports: Mapping[str, DocumentReport], database: Path, output: Path | None, *, in_place: bool
) -> Iterator[DoneDocuments]:
    """The documents finished in the history at `database`. Raises HistoryError if it cannot be read."""
    if not database.exists():
        yield DoneDocuments(reports, None, output, in_place)
        return
    with HistoryReader.open_to_read(database) as history:
        yield DoneDocuments(reports, history, output, in_place)
