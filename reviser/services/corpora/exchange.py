"""Exchanges documents with workers on other machines. A worker gets a document with its history, and returns its own
history of it, which is merged into the one here. No folder is shared: everything is sent as bytes. No key is sent; a
worker has its own settings and servers."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from reviser import files
from reviser.documents import store as documents
from reviser.errors import DocumentError, UserError
from reviser.history.log.store import HistoryReader, Store
from reviser.history.merge.merge import MergeTarget, open_target
from reviser.history.packed import pack_history, unpack_history
from reviser.messages import message
from reviser.services.corpora.corpus import CorpusDocument
from reviser.services.corpora.report import DocumentReport
from reviser.services.documents.lookup import find_by_text

NEW_FILE = 0o666  # less what the umask takes, as of any file that a person saves


@dataclass(frozen=True, slots=True)
class SentDocument:
    """A document that is sent to a worker. `content` is the bytes of its file, None for a row. `history` is its packed
    history, in which it has the number `known`; None if it is new."""

    document: CorpusDocument
    content: bytes | None
    history: bytes
    known: int | None


@dataclass(frozen=True, slots=True)
class ReturnedDocument:
    """The result of a worker. `history` is the worker's packed history. `written` is the bytes of the result's file,
    None if no file is to be written."""

    report: DocumentReport
    history: bytes
    written: bytes | None


class DocumentExchange:
    """Sends documents to workers, and merges what they return."""

    def __init__(self, target: MergeTarget, reader: HistoryReader, folder: Path) -> None:
        """`folder` is for temporary files."""
        self._target = target
        self._reader = reader
        self._folder = folder
        self._seed, _ = self._extract(None)  # the same for all that are new

    def send(self, document: CorpusDocument) -> SentDocument:
        """The document with its history. Raises UserError if it cannot be read."""
        content = None
        if document.path is not None:
            try:
                content = document.path.read_bytes()
            except OSError as error:
                raise files.unreadable(document.path, error) from error
        known = self._known(document)
        history, number = (self._seed, None) if known is None else self._extract(known)
        return SentDocument(document, content, history, number)

    def take(self, sent: SentDocument, returned: ReturnedDocument, target: Path | None) -> DocumentReport:
        """Merge the worker's history, write its result to `target`, and return the report with the document's number
        here. If `target` is the document's own file, that must be unchanged since it was sent. Raises UserError on
        failure."""
        report = returned.report
        if report.document_id:
            history = self._folder / "returned.db"
            unpack_history(returned.history, history)
            path = sent.document.path
            if path is not None:
                with closing(Store.open(history)) as store:
                    store.move_document(report.document_id, path, title=path.name)
            report = replace(report, document_id=self._target.take(history)[report.document_id])
        if target is not None and returned.written is not None:
            if target == sent.document.path and sent.document.digest != report.digest:
                raise UserError(message("{path} was changed while it was revised: it is left as it is.", path=target))
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                files.write(target, returned.written, mode=NEW_FILE)
            except OSError as error:
                raise files.unwritable(target, error) from error
        return report

    def _known(self, document: CorpusDocument) -> int | None:
        """The document's number in the history here, found as when it is opened. None if it is new."""
        if document.path is None:
            rows = map(self._reader.document, self._reader.documents_with(document.text))
            return next((row.id for row in rows if row.path is None and row.title == document.name), None)
        found = self._reader.find_document(document.path)
        if found is not None:
            return found
        with suppress(DocumentError):  # the worker says why it cannot be read
            return find_by_text(self._reader, documents.read(document.path).text, copies=False)
        return None

    def _extract(self, known: int | None) -> tuple[bytes, int | None]:
        history = self._folder / "sent.db"
        history.unlink(missing_ok=True)
        numbers = self._target.extract(history, set() if known is None else {known})
        return pack_history(history), None if known is None else numbers.get(known)


@contextmanager
def open_exchange(database: Path) -> Iterator[DocumentExchange]:
    """The exchange between the history here, which is backed up first, and workers. Raises HistoryError if it is
    damaged."""
    with (
        open_target(database) as target,
        HistoryReader.open_to_read(database) as reader,
        TemporaryDirectory(prefix="reviser-") as folder,
    ):
        yield DocumentExchange(target, reader, Path(folder))
