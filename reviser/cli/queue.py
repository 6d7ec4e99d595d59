"""`reviser queue`: manages which documents an annotator is to judge."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import click

from reviser import app, locations
from reviser.cli import terminal
from reviser.cli.consent import NotSentError
from reviser.cli.models import say_lacking
from reviser.cli.options import database_option, json_option
from reviser.cli.review_loop import LoopRun, Pump
from reviser.cli.review_prompt import ReviewPrompt
from reviser.cli.revise import propose
from reviser.cli.terminal import Record
from reviser.core.events import RoundStarted
from reviser.documents.parts import with_parts
from reviser.errors import HistoryError, UsageError, UserError
from reviser.history.connection import BUSY_MS
from reviser.history.log.store import HistoryReader, Store
from reviser.messages import message
from reviser.services.datasets import queues
from reviser.services.datasets.queues import QueueEntry, QueueState, Task
from reviser.services.documents.digest_updates import update_digest
from reviser.services.servers.servers import LeavesError

_annotator_option = click.option("--annotator", default="", help="Whose queue; not needed if there is only one.")


@click.group()
def queue() -> None:
    """Annotation work: documents to do, in work and done, for one or more annotators.

    Several annotators of one document judge the same proposals, each in their own session: reviser stats --agreement
    shows how far they agree."""


@queue.command()
@click.argument("documents", nargs=-1, type=click.Path(path_type=Path))
@click.option("--annotator", "annotators", multiple=True, required=True, help="Who is to judge them; can be repeated.")
@click.option("--from", "listing", type=click.Path(path_type=Path), help="A text file with one path per line.")
@click.option("--parts", is_flag=True, help="Also the files that a document includes (\\input, include::).")
@click.option("--imported", is_flag=True, help="Every imported document.")
@click.option("--propose", "proposing", is_flag=True, help="Run a round on documents that have no proposals yet.")
@database_option
@json_option
def add(
    documents: tuple[Path, ...],
    annotators: tuple[str, ...],
    listing: Path | None,
    parts: bool,
    imported: bool,
    proposing: bool,
    database: Path | None,
    as_json: bool,
) -> int:
    """Queue DOCUMENTS: files, folders with files, or numbers that reviser library lists.

    Documents that cannot be queued are reported; the others are queued."""
    path = locations.database_path(database)
    numbers = [int(str(each)) for each in documents if _is_number(each)]
    named = [each for each in documents if not _is_number(each)]
    files = queues.files_of([*named, *(queues.files_named_in(listing) if listing else ())])
    if parts:
        files = with_parts(files)
    if not numbers and not files and not imported:
        raise UsageError(message("Name what to judge: files, folders, numbers, --from LIST or --imported."))
    names = queues.names_of(annotators)
    pump, not_queued = Pump(), _NotQueued()
    with app.running(path, pump.deliver, pump.later, busy_timeout_ms=BUSY_MS) as program:
        if proposing and not as_json:
            say_lacking(program.revisers.name(app.ReviserChoice()), program.document_manager.settings.layers)
        for number in numbers:
            program.store.document(number)  # reports a number that does not exist
        found: list[int] = []
        for file in files:
            with not_queued.catch():
                found.append(program.document_manager.take_in(file))
        alike = len(found) - len(set(found))
        numbers += found
        if imported:
            numbers += sorted({row.document_id for row in program.store.imports() if row.document_id is not None})
    numbers = list(dict.fromkeys(numbers))
    proposed = [each for each in numbers if not proposing or not_queued.tried(partial(_propose, path, each))]
    added: list[QueueEntry] = []
    there = 0
    with Store.open(path, busy_timeout_ms=BUSY_MS) as store:
        for number in proposed:
            with not_queued.catch():
                new = queues.add(store, number, names)
                added += new
                there += len(set(names) - {entry.annotator for entry in new})
        if as_json:
            _tasks_out(store, added)
            return not_queued.code
    counts = [
        f"{len(added)} queued",
        f"{there} there already" if there else "",
        f"{alike} of the files had the same text as another: they share one document" if alike else "",
        f"{not_queued.count} not queued" if not_queued.count else "",
    ]
    terminal.line("; ".join(part for part in counts if part) + ".")
    return not_queued.code


@queue.command("list")
@_annotator_option
@click.option("--state", type=click.Choice([state.value for state in QueueState]), help="Only entries in this state.")
@database_option
@json_option
def list_(annotator: str, state: str | None, database: Path | None, as_json: bool) -> None:
    """List the queues: number, state, decided proposals, annotator, document."""
    with Store.open(locations.database_path(database), busy_timeout_ms=BUSY_MS) as store:
        update_digest(store)
        found = queues.list_tasks(store, annotator, QueueState(state) if state else None)
    if as_json:
        terminal.object_out({"queue": [_object(task) for task in found]})
        return
    if not found:
        terminal.line("Nothing is queued.")
        return
    table = [["number", "state", "decided", "annotator", "document"]]
    for task in found:
        share = f"{task.share.decided} of {task.share.offered}"
        names = map(terminal.visible, (task.entry.annotator, task.display_name))
        table.append([str(task.entry.id), task.entry.state.value, share, *names])
    width = [max(len(row[column]) for row in table) for column in range(4)]
    for row in table:
        terminal.line("  ".join([*(cell.ljust(wide) for cell, wide in zip(row[:4], width, strict=True)), row[4]]))


@queue.command("next")
@click.argument("number", type=int, required=False)
@_annotator_option
@database_option
@json_option
def next_(number: int | None, annotator: str, database: Path | None, as_json: bool) -> int:
    """Open the annotator's next entry, or entry NUMBER, and mark it as in work; on a terminal, ask about each edit."""
    path = locations.database_path(database)
    with closing(HistoryReader.open_to_read(path)) as history:
        entries = history.queued()
    if number is not None:
        return _open(path, _entry(entries, number, annotator), as_json)
    return _open(path, queues.current(entries, _who(entries, annotator)), as_json)


@queue.command()
@click.argument("number", type=int, required=False)
@_annotator_option
@database_option
@json_option
def done(number: int | None, annotator: str, database: Path | None, as_json: bool) -> int:
    """Mark an entry as done (the one in work, or NUMBER), and open the next."""
    path = locations.database_path(database)
    with Store.open(path, busy_timeout_ms=BUSY_MS) as store:
        entries = store.queued()
        if number is not None:
            entry = _entry(entries, number, annotator)
        else:
            who = _who(entries, annotator)
            current = queues.current(entries, who)
            if current is None or current.state is not QueueState.IN_WORK:
                raise UserError(message("{who} has nothing in work: reviser queue next opens the next entry.", who=who))
            entry = current
        update_digest(store)
        share = next(task.share for task in queues.list_tasks(store) if task.entry.id == entry.id)
        following = queues.mark_done(store, entry)
    if share.decided < share.offered:
        left = share.offered - share.decided
        terminal.note(
            f"Entry {entry.id} is done with {left} of {share.offered} undecided; reviser queue again puts it back."
        )
    return _open(path, following, as_json)


@queue.command()
@click.argument("numbers", nargs=-1, required=True, type=int)
@database_option
def again(numbers: tuple[int, ...], database: Path | None) -> None:
    """Mark entries as to do again. Their decisions are kept."""
    with Store.open(locations.database_path(database), busy_timeout_ms=BUSY_MS) as store:
        entries = store.queued()
        for entry in [_entry(entries, number) for number in dict.fromkeys(numbers)]:
            queues.mark_to_do(store, entry)
            terminal.line(f"{entry.id} is to do again in the queue of {terminal.visible(entry.annotator)}.")


@queue.command()
@click.argument("numbers", nargs=-1, required=True, type=int)
@database_option
def remove(numbers: tuple[int, ...], database: Path | None) -> None:
    """Remove entries from their queues. Decisions are kept; a session that was made for an entry is deleted if nothing
    in it was decided."""
    with Store.open(locations.database_path(database), busy_timeout_ms=BUSY_MS) as store:
        entries = store.queued()
        for entry in [_entry(entries, number) for number in dict.fromkeys(numbers)]:
            queues.remove(store, entry)
            terminal.line(f"{entry.id} is removed from the queue of {terminal.visible(entry.annotator)}.")


def _open(path: Path, entry: QueueEntry | None, as_json: bool) -> int:
    """Open an entry and mark it as in work. On a terminal, ask about its proposals."""
    if entry is None:
        if as_json:
            terminal.object_out({"queue": []})
        else:
            terminal.line("There is nothing left to do.")
        return 0
    pump = Pump()
    with app.running(path, pump.deliver, pump.later, busy_timeout_ms=BUSY_MS) as program:
        queues.mark_opened(program.store, entry)
        if program.document_manager.settings_trouble:
            terminal.note(program.document_manager.settings_trouble)
        if as_json:
            _tasks_out(program.store, [entry])
            return 0
        terminal.line(f"{entry.id}  {terminal.visible(entry.annotator)}  {terminal.visible(entry.path or entry.title)}")
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            return 0
        open_document = program.document_manager.resume(entry.document_id, annotator=entry.annotator)
        round_state = open_document.state.round_state
        if round_state is None or round_state.pending:
            LoopRun(program.document_manager, open_document, pump, ReviewPrompt(), 1).go()
        round_state = open_document.state.round_state
        if round_state is not None and not round_state.pending:
            terminal.note("Everything is decided: reviser queue done closes the entry and opens the next.")
        program.document_manager.close(open_document)
    return 0


class _NotQueued:
    """Reports and counts documents that could not be queued; the others continue."""

    def __init__(self) -> None:
        self.count = 0

    @property
    def code(self) -> int:
        return 1 if self.count else 0

    @contextmanager
    def catch(self) -> Iterator[None]:
        """Report and count an error about the document. Errors that concern all documents (the history cannot be
        written, no annotator is named, texts may not leave this machine) are raised."""
        try:
            yield
        except (HistoryError, UsageError, LeavesError, NotSentError):
            raise
        except UserError as error:
            terminal.note(str(error))
            self.count += 1

    def tried(self, act: Callable[[], None]) -> bool:
        """Run `act`. Returns whether it succeeded."""
        before = self.count
        with self.catch():
            act()
        return self.count == before


def _propose(path: Path, number: int) -> None:
    """Run a round on a document that has no proposals."""
    with closing(HistoryReader.open_to_read(path)) as history:
        row = history.document(number)
        begun = any(isinstance(recorded.event, RoundStarted) for recorded in history.records(number))
    if not begun:
        if row.path is None:
            raise UserError(
                message("{title} has no file, so nothing can be proposed in it from here.", title=row.title)
            )
        propose(Path(row.path), path)


def _is_number(document: Path) -> bool:
    return str(document).isdecimal() and len(str(document)) < 18 and not document.exists()


def _entry(entries: Iterable[QueueEntry], number: int, annotator: str = "") -> QueueEntry:
    """The entry with this number. If an annotator is named, it must be one of theirs."""
    for entry in entries:
        if entry.id == number:
            if annotator and entry.annotator != annotator:
                raise UserError(
                    message(
                        "Entry {number} is in the queue of {annotator}, not of {annotator2}.",
                        number=number,
                        annotator=entry.annotator,
                        annotator2=annotator,
                    )
                )
            return entry
    raise UserError(message("There is no entry {number} in a queue: reviser queue list shows them.", number=number))


def _who(entries: Iterable[QueueEntry], annotator: str) -> str:
    """The annotator whose queue is meant. Raises UsageError if that is ambiguous."""
    names = sorted({entry.annotator for entry in entries})
    if annotator:
        if annotator not in names:
            raise UserError(
                message(
                    "Nothing is queued for {annotator}: reviser queue list shows who has a queue.", annotator=annotator
                )
            )
        return annotator
    if not names:
        raise UserError(message("Nothing is queued: use reviser queue add."))
    if len(names) > 1:
        raise UsageError(message("Name the annotator with --annotator: {names}.", names=", ".join(names)))
    return names[0]


def _tasks_out(store: Store, entries: Iterable[QueueEntry]) -> None:
    update_digest(store)
    wanted = {entry.id for entry in entries}
    terminal.object_out({"queue": [_object(task) for task in queues.list_tasks(store) if task.entry.id in wanted]})


def _object(task: Task) -> Record:
    entry = task.entry
    return {
        "number": entry.id,
        "annotator": entry.annotator,
        "state": entry.state.value,
        "document": task.display_name,
        "document_id": entry.document_id,
        "given_id": entry.given_id,
        "offered": task.share.offered,
        "decided": task.share.decided,
        "changed_at": entry.changed_at,
    }
