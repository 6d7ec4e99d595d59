"""Annotation work: queueing documents for annotators, finding the next entry, and the progress.

Several annotators of one document judge the same proposals, each in their own document, so that agreement can be
computed for the same edits."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reviser.core.diff import diff
from reviser.core.events import Arrived, Changed, Event, Opened, Origin, Outcome, Remarked, RoundEnded, RoundStarted
from reviser.core.round_state import RoundState
from reviser.core.session import State as Document
from reviser.documents import formats
from reviser.documents.lock_files import is_lock_file
from reviser.errors import UsageError, UserError
from reviser.history.connection import BUSY_MS
from reviser.history.digest import library
from reviser.history.digest.library import DecidedShare
from reviser.history.log.store import SCHEMA_VERSION, HistoryReader, Store
from reviser.history.queue import QueueEntry, QueueState
from reviser.messages import message
from reviser.services.documents.digest_updates import load_timeline, update_digest
from reviser.services.documents.library import Library

__all__ = [
    "DecidedShare",
    "QueueEntry",
    "QueueState",
    "Queues",
    "Task",
    "add",
    "copy_round",
    "current",
    "files_named_in",
    "files_of",
    "list_tasks",
    "mark_done",
    "mark_opened",
    "mark_to_do",
    "names_of",
    "remove",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Task:
    """A queue entry, and how many of its document's proposals are decided."""

    entry: QueueEntry
    share: DecidedShare

    @property
    def display_name(self) -> str:
        """The file of the document, or its title."""
        return self.entry.path or self.entry.title


def list_tasks(history: HistoryReader, annotator: str = "", state: QueueState | None = None) -> list[Task]:
    """The entries of all queues, of one annotator, or in one state. Shares come from the digest
    (services/documents/digest_updates.py updates it)."""
    shares = library.shares(history.path, SCHEMA_VERSION)
    return [
        Task(entry, shares.get(entry.document_id, DecidedShare(0, 0)))
        for entry in history.queued()
        if (not annotator or entry.annotator == annotator) and state in (None, entry.state)
    ]


def add(store: Store, document_id: int, annotators: Sequence[str]) -> list[QueueEntry]:
    """Queue a document for these annotators, and return the new entries. A single annotator gets the document itself,
    if nobody else has it and something in it is undecided; otherwise each gets their own session, with a round for each
    round that has proposals. Existing entries are kept. For an annotator's own session, the document that it was made
    from is queued. Raises UserError if several are to judge a document without proposals or it is deleted, UsageError
    without a name."""
    names = names_of(annotators)
    queued = store.queued()
    document_id = next((one.given_id for one in queued if one.document_id == document_id and one.given_id), document_id)
    row = store.document(document_id)
    if row.deleted_at is not None:
        raise UserError(
            message(
                "{title} is deleted: restore it first, with reviser delete --restore or in the library.",
                title=row.title,
            )
        )
    of_it = [entry for entry in queued if document_id in (entry.document_id, entry.given_id)]
    wanted = [name for name in names if name not in {entry.annotator for entry in of_it}]
    if not wanted:
        return []
    state = load_timeline(store, document_id).state
    offering = [round_state for round_state in state.rounds if round_state.round.items]
    left = not offering or (state.round_state is not None and bool(state.round_state.pending))
    if len(wanted) == 1 and not of_it and left:
        added = [store.queue.add(document_id, wanted[0])]
    elif not offering:
        raise UserError(
            message(
                "Nothing has been proposed in {title} yet, so several annotators would have nothing in "
                "common to judge: revise it first, or queue it for one annotator.",
                title=row.title,
            )
        )
    else:
        added = [
            store.queue.add_copy(document_id, name, Opened(state.first), copy_round(state, round_state))
            for name in wanted
            for round_state in offering
        ]
    return [entry for entry in store.queued() if entry.id in added]


def names_of(annotators: Iterable[str]) -> list[str]:
    """Names of annotators in their stored form, without duplicates. Raises UsageError if there are none or one is
    empty."""
    names = list(dict.fromkeys(" ".join(name.split()) for name in annotators))
    if not names or "" in names:
        raise UsageError(message("Name the annotator whose queue it is."))
    return names


def copy_round(state: Document, wanted: RoundState) -> list[Event]:
    """The events, after the opening, of a copy of a round: its proposals without decisions, preceded by the rounds that
    lead to it, without their proposals. Each begins from its original base."""
    before: dict[int, RoundState] = {}
    for round_state in state.rounds[: state.rounds.index(wanted)]:
        before[round_state.round.depth] = round_state
    events: list[Event] = []
    text = state.first
    for round_state in (*(before[depth] for depth in sorted(before) if depth < wanted.round.depth), wanted):
        round_ = round_state.round
        if round_.base != text:
            events.append(Changed(tuple(diff(text, round_.base)), Origin.OUTSIDE))
            text = round_.base
        events.append(
            RoundStarted(
                round_.id, round_.reviser, round_.instruction, round_.strategy, round_.style_sheet, round_.source
            )
        )
        if round_state is wanted:
            events.append(Arrived(round_.id, tuple(item.original for item in round_.items)))
            if round_.remarks:
                events.append(Remarked(round_.id, tuple(round_.remarks)))
        events.append(RoundEnded(round_.id, round_.outcome or Outcome.CANCELLED, round_.message))
    return events


def current(entries: Iterable[QueueEntry], annotator: str) -> QueueEntry | None:
    """The entry for the annotator now: the one in work, or else the first that is to do."""
    mine = [entry for entry in entries if entry.annotator == annotator and entry.state is not QueueState.DONE]
    return min(mine, key=lambda entry: (entry.state is not QueueState.IN_WORK, entry.id), default=None)


def mark_opened(store: Store, entry: QueueEntry) -> None:
    """Mark an entry as in work if it was to do."""
    store.queue.begin(entry.id)


def mark_done(store: Store, entry: QueueEntry) -> QueueEntry | None:
    """Mark an entry as done. Returns what the annotator is to judge next."""
    store.queue.set(entry.id, QueueState.DONE)
    return current(store.queued(), entry.annotator)


def mark_to_do(store: Store, entry: QueueEntry) -> None:
    """Mark an entry as to do again; its decisions are kept."""
    store.queue.set(entry.id, QueueState.TO_DO)


def remove(store: Store, entry: QueueEntry) -> None:
    """Remove an entry from its queue. A session that was made for it without decisions is deleted; other documents are
    kept."""
    untouched = entry.given_id is not None and entry.document_id not in store.decided_by_person()
    store.queue.remove(entry, deleting=untouched)


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Files, and the documents in folders, recursively and sorted by name. Raises UserError if a file does not
    exist."""
    file_paths: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = [
                each
                for each in path.rglob("*")
                if formats.has_known_suffix(each) and each.is_file() and not is_lock_file(each)
            ]
            if not inside:
                raise UserError(
                    message(
                        "There is no document in {path}: its files must have one of the suffixes {suffixes}.",
                        path=path,
                        suffixes=", ".join(formats.suffixes()),
                    )
                )
            file_paths |= dict.fromkeys(sorted(inside))
        elif path.is_file():
            file_paths[path] = None
        else:
            raise UserError(
                message("There is no {path}: name files, folders, or numbers that reviser library lists.", path=path)
            )
    return list(file_paths)


def files_named_in(listing: Path) -> list[Path]:
    """The files that a text file lists, one per line, relative to its folder; empty lines and lines with # are skipped.
    Raises UserError if it cannot be read."""
    try:
        lines = listing.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise UserError(
            message("{listing} cannot be read as a list of files: {problem}.", listing=listing, problem=error)
        ) from error
    names = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return [listing.parent / name for name in names]


class Queues:
    """The queues of one program: read in the background, changed at once (BusyError if another program writes)."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library

    def list(self, done: Callable[[list[Task]], None], failed: Callable[[UserError], None]) -> str:
        """Pass all entries with their shares to `done`. Returns the id of the task, for `forget`."""
        path = self._store.path

        def read() -> list[Task]:
            with Store.open(path, busy_timeout_ms=BUSY_MS) as store:
                update_digest(store)
                return list_tasks(store)

        return self._library.background(read, done, failed)

    def forget(self, task_id: str) -> None:
        """Ignore the result of a task."""
        self._library.forget(task_id)

    def of(self, document_id: int) -> QueueEntry | None:
        """The entry of a document, if it has one."""
        return next((entry for entry in self._store.queued() if entry.document_id == document_id), None)

    def current(self, annotator: str) -> QueueEntry | None:
        """The entry for the annotator now."""
        return current(self._store.queued(), annotator)

    def add(self, document_id: int, annotators: Sequence[str]) -> Sequence[QueueEntry]:
        """Queue a document for these annotators, and return the new entries. Raises as `add` does."""
        return add(self._store, document_id, annotators)

    def mark_opened(self, entry: QueueEntry) -> None:
        """Mark an entry as opened by its annotator."""
        mark_opened(self._store, entry)

    def done(self, entry: QueueEntry) -> QueueEntry | None:
        """Mark an entry as done. Returns what the annotator is to judge next."""
        return mark_done(self._store, entry)

    def again(self, entry: QueueEntry) -> None:
        """Mark an entry as to do again."""
        mark_to_do(self._store, entry)

    def remove(self, entry: QueueEntry) -> None:
        """Remove an entry from its queue."""
        remove(self._store, entry)
