"""Is the history what was written, and do its parts agree? Reads only: a damaged file is not made worse."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from reviser.core.events import Arrived, Recorded, RoundStarted
from reviser.core.session import State
from reviser.core.timeline import Timeline
from reviser.errors import HistoryError
from reviser.history.connection import connect_to_read, look, reading
from reviser.history.imports import key_of
from reviser.history.log.store import SCHEMA_VERSION, HistoryReader, Result
from reviser.history.log.values import hash_of, unpack


@dataclass(frozen=True, slots=True)
class HistoryProblem:
    """Something in the history that is not as it should be: `where` (a document, a table, the file) and what."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def verify(path: Path, on_progress: Callable[[int, int], None] = lambda *_: None) -> list[HistoryProblem]:
    """Every problem of the history at `path`; none where all is well. HistoryError where it is no history that this
    program can read. `on_progress` hears how many documents are checked, of how many; what it raises ends it."""
    if not look(path, SCHEMA_VERSION):
        raise HistoryError(f"There is no history at {path}; open a document first, or name another with --db.")
    problems: list[HistoryProblem] = []
    try:
        with reading(path), closing(connect_to_read(path, 5000, untouched=True)) as connection:
            for problem in _check(connection, path, on_progress):
                problems.append(problem)
    except HistoryError as error:
        # What was found before stays said.
        problems.append(HistoryProblem("file", str(error)))
    return problems


def _check(
    connection: sqlite3.Connection, path: Path, on_progress: Callable[[int, int], None]
) -> Iterator[HistoryProblem]:
    on_progress(0, 0)
    for (message,) in connection.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield HistoryProblem("file", message)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield HistoryProblem(f"table {table}", f"row {row} names a row of {parent} that is missing")
    yield from _texts(connection)
    yield from _derived(connection)
    if connection.execute("PRAGMA user_version").fetchone()[0] < SCHEMA_VERSION:
        return  # the rest is asked by names that it does not have yet; opening it brings it up
    yield from _digests(connection)
    reader = HistoryReader(connection, path)
    documents = reader.documents(deleted=True)
    for done, document in enumerate(documents):
        on_progress(done, len(documents))
        where = f"document {document.id}"
        try:
            for _, message in faults(reader.records(document.id), reader.results(document.id)):
                yield HistoryProblem(where, message)
        except (ValueError, KeyError) as error:
            # What was stored is not what any event is made of.
            yield HistoryProblem(where, f"its events do not fit together: {error}")
        except HistoryError as error:
            yield HistoryProblem(where, str(error))


def _texts(connection: sqlite3.Connection) -> Iterator[HistoryProblem]:
    for key, text in connection.execute("SELECT hash, text FROM texts"):
        try:
            whole = hash_of(unpack(text)) == key
        except (ValueError, TypeError):
            whole = False
        if not whole:
            yield HistoryProblem("table texts", f"text {key} is not the text that was stored")


def _derived(connection: sqlite3.Connection) -> Iterator[HistoryProblem]:
    """What is written down twice for the reader's sake must agree."""
    for table, query in (
        ("proposals", "SELECT id, start_char_pos, end_char_pos, before FROM proposals"),
        ("changes", "SELECT id, start_char_pos, end_char_pos, before FROM changes"),
    ):
        for row, start, end, before in connection.execute(query):
            if end != start + len(unpack(before)):
                yield HistoryProblem(f"table {table}", f"row {row} ends at {end}, which is not where its text ends")


def _digests(connection: sqlite3.Connection) -> Iterator[HistoryProblem]:
    """What follows from the events must be about some that there are."""
    for document_id, seq in connection.execute(
        "SELECT d.document_id, d.seq FROM digests d LEFT JOIN events e ON e.seq = d.seq"
        " WHERE e.document_id IS NOT d.document_id"
    ):
        yield HistoryProblem(
            "table digests", f"that of document {document_id} ends with event {seq}, which it does not have"
        )
    for key, save in connection.execute("SELECT key, save FROM imports"):
        try:
            whole = key_of(unpack(save)) == key
        except (ValueError, TypeError):
            whole = False
        if not whole:
            yield HistoryProblem("table imports", f"save {key} is not what was imported")
    (newest,) = connection.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()
    for (done,) in connection.execute("SELECT seq FROM search_done WHERE seq > ?", (newest,)):
        yield HistoryProblem("table search_done", f"the index goes up to event {done}, which there is not")


def faults(records: Sequence[Recorded], results: Iterable[tuple[int, Result]]) -> Iterator[tuple[int, str]]:
    """What does not fit together in a document's events: the event from which on that is so, and what it is. An event
    that cannot follow the one before ends it."""
    closed: defaultdict[int, list[Result]] = defaultdict(list)
    for seq, result in results:
        closed[seq].append(result)
    seq = records[0].seq if records else 0
    began: dict[str, int] = {}
    try:
        timeline = Timeline(records[:1])
        for recorded in records[1:]:
            seq = recorded.seq
            for result in closed.get(seq, ()):
                for message in _result(timeline.state, result):
                    yield began.get(result.round_id, seq), message
            state = timeline.take(recorded)
            match recorded.event:
                case Arrived() as event:
                    for message in _arrived(state, event):
                        yield seq, message
                case RoundStarted(round_id):
                    began[round_id] = seq
    except (ValueError, KeyError) as error:
        # The fold refuses what no person can have done.
        yield seq, f"its events do not fit together: {error}"


def _result(state: State, result: Result) -> Iterator[str]:
    round_state = next((round_state for round_state in state.rounds if round_state.round.id == result.round_id), None)
    if round_state is None:
        yield f"round {result.round_id} has a result, and was not in force"
        return
    if round_state.result != result.result:
        yield f"round {result.round_id}: its base with the accepted edits is not its stored result"
    if round_state is state.round_state and state.text != result.text:
        yield f"round {result.round_id}: the text it left is not the stored one"


def _arrived(state: State, event: Arrived) -> Iterator[str]:
    if state.round_state is None or state.round_state.round.id != event.round_id:
        return  # late, of a round that was no longer in hand: dropped by the fold as well
    base = state.round_state.round.base
    for proposal in event.proposals:
        edit = proposal.edit
        if not 0 <= edit.start <= edit.end <= len(base) or edit.span.of(base) != edit.before:
            yield f"round {event.round_id}: {edit.before!r} does not stand at {edit.start} of its base"
