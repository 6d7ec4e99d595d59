"""Annotation work: documents into the queues of annotators, who is to judge what next, and how far they are.

Several annotators of one document judge the same proposals, each in a document of their own, so that how far they agree
can be counted on the same edits.
"""

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
    """An entry of a queue, and how much of what is on offer in its document is decided."""

    entry: QueueEntry
    share: DecidedShare

    @property
    def display_name(self) -> str:
        """The document's file, or its title."""
        return self.entry.path or self.entry.title


def list_tasks(history: HistoryReader, annotator: str = "", state: QueueState | None = None) -> list[Task]:
    """The queues, or one annotator's, or those entries that stand so. Shares are as the digest has them
    (services/documents/digest_updates.py brings it up)."""
    shares = library.shares(history.path, SCHEMA_VERSION)
    return [
        Task(entry, shares.get(entry.document_id, DecidedShare(0, 0)))
        for entry in history.queued()
        if (not annotator or entry.annotator == annotator) and state in (None, entry.state)
    ]


def add(store: Store, document_id: int, annotators: Sequence[str]) -> list[QueueEntry]:
    """Queue a document for these annotators; what is new of that. One alone, where nobody else has it, gets the
    document itself, if something in it is left to decide; else each gets a session of their own for each round in which
    something was proposed. What somebody's queue has already stays as it is; of an annotator's own session the document
    that it was made from is meant. UserError where several are to judge a document in which nothing was proposed, or
    where it is deleted, UsageError for no name."""
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
        made = [store.queue.add(document_id, wanted[0])]
    elif not offering:
        raise UserError(
            message(
                "Nothing has been proposed in {title} yet, so several annotators would have nothing in "
                "common to judge: revise it first, or queue it for one annotator.",
                title=row.title,
            )
        )
    else:
        made = [
            store.queue.add_copy(document_id, name, Opened(state.first), copy_round(state, round_state))
            for name in wanted
            for round_state in offering
        ]
    return [entry for entry in store.queued() if entry.id in made]


def names_of(annotators: Iterable[str]) -> list[str]:
    """Annotators as they are known, each once. UsageError where there is none, or one has no name."""
    names = list(dict.fromkeys(" ".join(name.split()) for name in annotators))
    if not names or "" in names:
        raise UsageError(message("Name the annotator whose queue it is."))
    return names


def copy_round(state: Document, wanted: RoundState) -> list[Event]:
    """A round of a document as events behind its opening, with all that was proposed in it and nothing that was
    decided; before it those that lead to it, without what was proposed there. Each begins from the text that it began
    from."""
    before: dict[int, RoundState] = {}
    for round_state in state.rounds[: state.rounds.index(wanted)]:
        before[round_state.round.depth] = round_state
    events: list[Event] = []
    text = state.first
    for round_state in (*(before[depth] for depth in sorted(before) if depth < wanted.round.depth), wanted):
        made = round_state.round
        if made.base != text:
            events.append(Changed(tuple(diff(text, made.base)), Origin.OUTSIDE))
            text = made.base
        events.append(
            RoundStarted(made.id, made.reviser, made.instruction, made.strategy, made.style_sheet, made.source)
        )
        if round_state is wanted:
            events.append(Arrived(made.id, tuple(item.original for item in made.items)))
            if made.remarks:
                events.append(Remarked(made.id, tuple(made.remarks)))
        events.append(RoundEnded(made.id, made.outcome or Outcome.CANCELLED, made.message))
    return events


def current(entries: Iterable[QueueEntry], annotator: str) -> QueueEntry | None:
    """What the annotator is to judge now: what they have in work, else the first that is to do."""
    mine = [entry for entry in entries if entry.annotator == annotator and entry.state is not QueueState.DONE]
    return min(mine, key=lambda entry: (entry.state is not QueueState.IN_WORK, entry.id), default=None)


def mark_opened(store: Store, entry: QueueEntry) -> None:
    """Mark an entry as in work, where it was to do: the annotator has it open."""
    store.queue.begin(entry.id)


def mark_done(store: Store, entry: QueueEntry) -> QueueEntry | None:
    """Mark an entry as done. Returns what the annotator is to judge next."""
    store.queue.set(entry.id, QueueState.DONE)
    return current(store.queued(), entry.annotator)


def mark_to_do(store: Store, entry: QueueEntry) -> None:
    """Mark an entry as to do again; what was decided in it stays."""
    store.queue.set(entry.id, QueueState.TO_DO)


def remove(store: Store, entry: QueueEntry) -> None:
    """Take an entry out of its queue. A session that was made for it, and in which nothing was decided, is deleted; any
    other document stays, with what was decided in it."""
    untouched = entry.given_id is not None and entry.document_id not in store.decided_by_person()
    store.queue.remove(entry, deleting=untouched)


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Files, and the documents in folders, below which too, by name. UserError where there is no such file."""
    found: dict[Path, None] = {}
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
            found |= dict.fromkeys(sorted(inside))
        elif path.is_file():
            found[path] = None
        else:
            raise UserError(
                message("There is no {path}: name files, folders, or numbers that reviser library lists.", path=path)
            )
    return list(found)


def files_named_in(listing: Path) -> list[Path]:
    """The files that a text file names, one a line, from its own folder on; empty lines and those that begin with #
    are passed over. UserError where it cannot be read."""
    try:
        lines = listing.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise UserError(
            message("{listing} cannot be read as a list of files: {problem}.", listing=listing, problem=error)
        ) from error
    names = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return [listing.parent / name for name in names]


class Queues:
    """The queues of one program: read in the background, changed at once (BusyError where another program writes)."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library

    def list(self, done: Callable[[list[Task]], None], failed: Callable[[UserError], None]) -> str:
        """`done` hears of all entries with their shares; the task's id comes back, to be forgotten."""
        path = self._store.path

        def read() -> list[Task]:
            with Store.open(path, busy_timeout_ms=BUSY_MS) as store:
                update_digest(store)
                return list_tasks(store)

        return self._library.background(read, done, failed)

    def forget(self, task_id: str) -> None:
        """Nobody waits for it any more."""
        self._library.forget(task_id)

    def of(self, document_id: int) -> QueueEntry | None:
        """The entry that a document is, if it is one."""
        return next((entry for entry in self._store.queued() if entry.document_id == document_id), None)

    def current(self, annotator: str) -> QueueEntry | None:
        """What the annotator is to judge now."""
        return current(self._store.queued(), annotator)

    def add(self, document_id: int, annotators: Sequence[str]) -> Sequence[QueueEntry]:
        """Queue a document for these annotators; what is new of that. Errors as of `add`."""
        return add(self._store, document_id, annotators)

    def mark_opened(self, entry: QueueEntry) -> None:
        """The annotator has it open."""
        mark_opened(self._store, entry)

    def done(self, entry: QueueEntry) -> QueueEntry | None:
        """Mark an entry as done. Returns what the annotator is to judge next."""
        return mark_done(self._store, entry)

    def again(self, entry: QueueEntry) -> None:
        """It is to do again."""
        mark_to_do(self._store, entry)

    def remove(self, entry: QueueEntry) -> None:
        """Take it out of its queue."""
        remove(self._store, entry)
