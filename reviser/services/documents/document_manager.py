"""The document manager: finds documents in the history, opens and closes them, and keeps the recent files."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from reviser.core.edit import DecisionSource
from reviser.core.exchange import Exchange
from reviser.core.timeline import Timeline
from reviser.documents import formats
from reviser.documents import store as files
from reviser.documents.base import Document
from reviser.history.log.store import DocumentRow, HistoryReader, Store
from reviser.messages import message
from reviser.revisers.base import Reviser, SpellingChecker
from reviser.services import settings as stored
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.datasets.queues import Queues
from reviser.services.documents import tabs as kept_tabs
from reviser.services.documents.backups import Backups
from reviser.services.documents.digest_updates import load_timeline
from reviser.services.documents.library import Library
from reviser.services.documents.lookup import find_by_text, is_gone
from reviser.services.documents.tabs import OpenTabs
from reviser.services.rounds.acceptance import AcceptanceChances
from reviser.services.rounds.dependencies import Dependencies
from reviser.services.rounds.open_document import OpenDocument
from reviser.services.rounds.round_settings import RoundSettings
from reviser.services.rounds.spelling import SpellingQuery
from reviser.services.settings import Settings
from reviser.services.worker import JobEvent, Worker

NEVER_SAVED = 3  # how many documents without a file are offered


class DocumentManager:
    """The open documents of one program. `deliver` is called in the background and must bring its event to `receive` on
    this thread; `later` schedules a call on this thread; `reviser` makes the reviser for round settings, given the
    document's requests so far; `speller` makes the spelling checker."""

    def __init__(
        self,
        *,
        store: Store,
        worker: Worker,
        deliver: Callable[[JobEvent], None],
        later: Callable[[Callable[[], None]], None],
        reviser: Callable[[Settings, RoundSettings, tuple[Exchange, ...]], Reviser],
        settings_path: Path,
        new_id: Callable[[], str],
        clock: Callable[[], float],
        speller: Callable[[], SpellingChecker],
    ) -> None:
        self._store = store
        self._settings_path = settings_path
        self.settings = stored.load(settings_path)
        self.settings_trouble = stored.trouble(settings_path)  # what is wrong with the settings, in a sentence
        self._tools = Dependencies(store, worker, deliver, later, reviser, lambda: self.settings, new_id, clock)
        self.background_tasks = BackgroundTasks(worker, deliver, new_id)
        self.spelling = SpellingQuery(self.background_tasks, speller)
        self.chances = AcceptanceChances(self.background_tasks, store.path)
        self.backups = Backups(store.path, self.background_tasks, clock, lambda: self.settings.backups)
        self.library = Library(store, self.background_tasks, clock, lambda: self.settings.keep_deleted_days)
        self.queues = Queues(store, self.library)
        self._open: list[OpenDocument] = []

    @property
    def history_path(self) -> Path:
        """The file of the history, for readers in the background."""
        return self._store.path

    def open(
        self,
        path: Path,
        *,
        source: DecisionSource = DecisionSource.PERSON,
        annotator: str | None = None,
        limit: int = 0,
        round_settings: RoundSettings | None = None,
        copies: bool = True,
    ) -> OpenDocument:
        """Open a document where the person left it.

        A document that was opened before continues with the text of its session; if another program has changed the
        file since, the file's text is taken in as a manual change. A deleted document is restored. If it is already
        open, that object is returned. With `copies`, a copy of a file that has a document continues that document;
        otherwise it becomes a new one. `round_settings` overrides the document's own for this run. `annotator` is the
        name for decisions; the default is the one in the settings. Raises DocumentError or HistoryError if it cannot be
        opened."""
        document = files.read(path)
        document_id = self._store.find_document(path)
        known = find_by_text(self._store, document.text, copies=copies) if document_id is None else document_id
        if known is None:
            document_id = self._add(document, path.name)
        else:
            document_id = known
            self._follow(document_id, path)
            document = self._back(document_id, document)
        open_document = self._live(document_id)
        if open_document is None:
            who = self._who(source, document_id) if annotator is None else annotator
            open_document = OpenDocument(
                self._tools,
                document,
                document_id,
                source=source,
                annotator=who,
                limit=limit,
                round_settings=round_settings,
            )
            self._open.append(open_document)
        elif _is_elsewhere(open_document, path):
            return open_document  # the file is a copy; saving continues to the original file
        else:
            open_document.document = document
        if not self._is_known(open_document, document):
            open_document.take_file(document)
        open_document.offer_tracked()
        return open_document

    def open_text(
        self,
        text: str,
        title: str,
        *,
        source: DecisionSource = DecisionSource.PERSON,
        round_settings: RoundSettings | None = None,
    ) -> OpenDocument:
        """Open a text without a file, as plain text; an existing document with this title and first text is continued.
        Raises DocumentError if it is not valid Unicode (a lone surrogate)."""
        document = files.untitled(text)
        rows = map(self._store.document, self._store.documents_with(text))
        found = next((row.id for row in rows if row.path is None and row.title == title), None)
        if found is None:
            found = self._add(document, title)
        open_document = OpenDocument(
            self._tools,
            document,
            found,
            source=source,
            annotator=self._who(source, found),
            round_settings=round_settings,
        )
        self._open.append(open_document)
        return open_document

    def _add(self, document: Document, title: str) -> int:
        """Insert a new document into the history and return its number."""
        return self._store.add_document(
            path=document.path,
            title=title,
            text=document.text,
            format=document.format.code,
            encoding=document.encoding.name,
            bom=document.encoding.bom,
        )

    def _live(self, document_id: int) -> OpenDocument | None:
        """The open document with this number."""
        return next((open_document for open_document in self._open if open_document.document_id == document_id), None)

    def reload(self, open_document: OpenDocument) -> None:
        """Take in what another program changed in a document's file, as one change that can be undone. Raises
        DocumentError if the file cannot be read."""
        if open_document.document.path is not None:
            open_document.take_file(files.read(open_document.document.path))
            open_document.offer_tracked()

    def watch(self, open_document: OpenDocument, changed: Callable[[bool], None]) -> None:
        """Check in the background whether a document's file is still the one that was read or saved. If not, `changed`
        is called with whether it still exists. An unreadable file is not reported, because saving will report it."""
        document = open_document.document
        if document.path is None:
            return

        def done(answer: tuple[bool, bool]) -> None:
            there, differs = answer
            if differs and open_document.document is document and open_document in self._open:
                changed(there)

        self.background_tasks.run(lambda: asyncio.to_thread(_file_state, document), done, lambda _: None)

    def new(self, title: str) -> OpenDocument:
        """Open a new document without a file; `title` is its name in the library. An empty one that was started before
        is reused. Raises HistoryError on failure."""
        document = files.untitled()
        found = next(filter(self._is_blank, self._store.documents()), None)
        document_id = self._add(document, title) if found is None else found.id
        open_document = self._live(document_id)
        if open_document is None:
            open_document = OpenDocument(self._tools, document, document_id, annotator=self.settings.annotator)
            self._open.append(open_document)
        return open_document

    def never_saved(self) -> list[tuple[int, str]]:
        """The documents without a file that were started in this program, changed last first: number and text."""
        rows = [
            row
            for row in self._store.documents()
            if row.path is None
            and row.archived_at is None
            and row.changed_at > row.created_at
            and not self._store.known_text(row.id)
            and self.queues.of(row.id) is None
        ]
        rows.sort(key=lambda row: row.changed_at, reverse=True)
        texts = ((row.id, Timeline(self._store.records(row.id)).state.text) for row in rows[:NEVER_SAVED])
        return [(number, text) for number, text in texts if text.strip()]

    def _is_blank(self, row: DocumentRow) -> bool:
        """Whether a document has no file, no text and no events."""
        return (
            row.path is None
            and row.archived_at is None
            and row.changed_at == row.created_at
            and not self._store.known_text(row.id)
            and len(self._store.records(row.id)) == 1
            and self.queues.of(row.id) is None
        )

    def _who(self, source: DecisionSource, document_id: int) -> str:
        """The name for decisions: a rule has none, and an annotator's own session belongs to them."""
        if source is not DecisionSource.PERSON:
            return ""
        entry = self.queues.of(document_id)
        return self.settings.annotator if entry is None or entry.given_id is None else entry.annotator

    def resume(self, document_id: int, *, annotator: str | None = None) -> OpenDocument:
        """Open a document of the history by its number, where it was left: from its file if there is one, else with its
        text, as never saved. If it is already open, that object is returned. Raises HistoryError if there is none."""
        row = self._store.document(document_id)
        live = self._live(document_id)
        if live is not None:
            return live
        if row.path is not None and Path(row.path).exists():
            return self.open(Path(row.path), annotator=annotator)
        document = self._back(
            document_id, files.untitled(self._store.known_text(document_id), formats.format_of_code(row.format))
        )
        who = self._who(DecisionSource.PERSON, document_id) if annotator is None else annotator
        open_document = OpenDocument(self._tools, document, document_id, annotator=who)
        self._open.append(open_document)
        return open_document

    def take_in(self, path: Path) -> int:
        """The number of the document of a file, which is inserted into the history if needed. Raises as `open` does."""
        found = self._store.find_document(path)
        if found is not None and self._store.document(found).deleted_at is None:
            return found
        before = len(self._open)
        open_document = self.open(path)
        if len(self._open) > before:
            self.close(open_document)
        return open_document.document_id

    def _back(self, document_id: int, document: Document) -> Document:
        """Restore a deleted document that is opened."""
        if self._store.document(document_id).deleted_at is None:
            return document
        self.library.restore(document_id)
        said = message("This document was deleted in the library; opening it has brought it back.")
        return replace(document, notes=(*document.notes, said))

    def _follow(self, document_id: int, path: Path) -> None:
        """If a document's file is gone, make this its file."""
        if is_gone(self._store, document_id):
            self._store.move_document(document_id, path, title=path.name)

    def close(self, open_document: OpenDocument) -> None:
        """Close a document; a running round is cancelled, which is reported when it is opened again."""
        open_document.cancel()
        self._open.remove(open_document)

    def receive(self, event: JobEvent) -> None:
        """Pass an event of the worker, on this thread, to its task or document."""
        if self.background_tasks.receive(event):
            return
        for open_document in self._open:
            if open_document.owns(event.job_id):
                open_document.receive(event)
                return

    def recent(self) -> list[Path]:
        """The files opened last that still exist, newest first."""
        return [path for path in map(Path, self.settings.recent) if path.is_file()]

    def remember(self, path: Path) -> None:
        """Put a file at the top of the recent ones."""
        self.change_settings(stored.with_recent_document(self.settings, path.absolute()))

    def change_settings(self, settings: Settings) -> None:
        """Apply and save settings. Raises UserError if they cannot be saved; they still apply to this run."""
        self.settings = settings
        stored.save(settings, self._settings_path)

    def restorable_tabs(self) -> tuple[OpenTabs, tuple[str, ...]]:
        """The documents that were open at the end of the last run and still exist, with their titles."""
        kept = kept_tabs.load_tabs(self.settings, self.history_path)
        rows = {row.id: row for row in self._store.documents() if row.id in kept.documents and row.deleted_at is None}
        there = tuple(number for number in kept.documents if number in rows)
        in_front = kept.documents[kept.front] if 0 <= kept.front < len(kept.documents) else None
        front = there.index(in_front) if in_front in there else min(0, len(there) - 1)
        titles = tuple(Path(path).name if (path := rows[each].path) else rows[each].title for each in there)
        return OpenTabs(there, front), titles

    def look_unsaved(self, document_ids: Collection[int], done: Callable[[frozenset[int]], None]) -> None:
        """Find in the background which of these closed documents have text that is not in their file; `done` receives
        their numbers."""
        path = self.history_path
        self.background_tasks.run(
            lambda: asyncio.to_thread(_unsaved_documents, path, document_ids), done, lambda _: None
        )

    def keep_tabs(self, tabs: OpenTabs) -> None:
        """Store the open tabs for the next start. Raises UserError as `change_settings` does."""
        settings = kept_tabs.store_tabs(self.settings, self.history_path, tabs)
        if settings != self.settings:
            self.change_settings(settings)

    def mark_welcome_shown(self) -> None:
        """Record that the person has seen the welcome screen."""
        if not self.settings.welcomed:
            self.change_settings(replace(self.settings, welcomed=True))

    def _is_known(self, open_document: OpenDocument, document: Document) -> bool:
        """Whether the session made or saw the text of the file, so that it continues with its own text."""
        state = open_document.state
        if document.text in {state.first, state.text}:
            return True
        if any(document.text in {round_state.round.base, round_state.result} for round_state in state.rounds):
            return True
        return open_document.document_id in self._store.documents_with(document.text)


def _file_state(document: Document) -> tuple[bool, bool]:
    """Whether a document's file exists, and whether it differs from the one that was read or saved. Raises
    DocumentError if it cannot be read."""
    if document.path is not None and not document.path.exists():
        return False, True
    return True, files.changed_on_disk(document)


def _unsaved_documents(history: Path, document_ids: Collection[int]) -> frozenset[int]:
    """Those of the documents whose text differs from their file."""
    with HistoryReader.open_to_read(history) as reader:
        texts = {each: (load_timeline(reader, each).state.text, reader.known_text(each)) for each in document_ids}
    return frozenset(each for each, (text, saved) in texts.items() if text != saved)


def _is_elsewhere(open_document: OpenDocument, path: Path) -> bool:
    """Whether an open document has another existing file than this one."""
    own = open_document.document.path
    return own is not None and own.exists() and not own.samefile(path)
