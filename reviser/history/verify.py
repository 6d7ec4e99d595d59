"""Is the history what was written, and do its parts agree? Reads only: a damaged file is not made worse."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from reviser.core.events import Arrived, Recorded
from reviser.core.session import State
from reviser.core.timeline import Timeline
from reviser.errors import HistoryError
from reviser.history.connection import connect_to_read, look, reading
from reviser.history.store import SCHEMA_VERSION, Reader, Result
from reviser.history.values import hash_of, unpack


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the history that is not as it should be: `where` (a document, a table, the file) and what."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def verify(path: Path) -> list[Problem]:
    """Every problem of the history at `path`; none where all is well. HistoryError where it is no history that this
    program can read."""
    if not look(path, SCHEMA_VERSION):
        raise HistoryError(f"There is no history at {path}; open a document first, or name another with --db.")
    problems: list[Problem] = []
    try:
        with reading(path), closing(connect_to_read(path, 5000, untouched=True)) as connection:
            for problem in _check(connection, path):
                problems.append(problem)
    except HistoryError as error:
        # What was found before stays said.
        problems.append(Problem("file", str(error)))
    return problems


def _check(connection: sqlite3.Connection, path: Path) -> Iterator[Problem]:
    for (message,) in connection.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield Problem("file", message)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Problem(f"table {table}", f"row {row} names a row of {parent} that is missing")
    yield from _texts(connection)
    yield from _derived(connection)
    reader = Reader(connection, path)
    for document in reader.documents(deleted=True):
        where = f"document {document.id}"
        try:
            yield from _document(where, reader.records(document.id), reader.results(document.id))
        except (ValueError, KeyError) as error:
            # The fold refuses what no person can have done.
            yield Problem(where, f"its events do not fit together: {error}")
        except HistoryError as error:
            yield Problem(where, str(error))


def _texts(connection: sqlite3.Connection) -> Iterator[Problem]:
    for key, text in connection.execute("SELECT hash, text FROM texts"):
        try:
            whole = hash_of(unpack(text)) == key
        except (ValueError, TypeError):
            whole = False
        if not whole:
            yield Problem("table texts", f"text {key} is not the text that was stored")


def _derived(connection: sqlite3.Connection) -> Iterator[Problem]:
    """What is written down twice for the reader's sake must agree."""
    for table, query in (
        ("proposals", "SELECT id, start_char_pos, end_char_pos, before FROM proposals"),
        ("changes", "SELECT id, start_char_pos, end_char_pos, before FROM changes"),
    ):
        for row, start, end, before in connection.execute(query):
            if end != start + len(unpack(before)):
                yield Problem(f"table {table}", f"row {row} ends at {end}, which is not where its text ends")


def _document(where: str, records: list[Recorded], results: list[tuple[int, Result]]) -> Iterator[Problem]:
    closed: defaultdict[int, list[Result]] = defaultdict(list)
    for seq, result in results:
        closed[seq].append(result)
    timeline = Timeline(records[:1])
    for recorded in records[1:]:
        for result in closed.get(recorded.seq, ()):
            yield from _result(where, timeline.state, result)
        state = timeline.take(recorded)
        if isinstance(recorded.event, Arrived):
            yield from _arrived(where, state, recorded.event)


def _result(where: str, state: State, result: Result) -> Iterator[Problem]:
    played = next((played for played in state.rounds if played.round.id == result.round_id), None)
    if played is None:
        yield Problem(where, f"round {result.round_id} has a result, and was not in force")
        return
    if played.result != result.result:
        yield Problem(where, f"round {result.round_id}: its base with the accepted edits is not its stored result")
    if played is state.played and state.text != result.text:
        yield Problem(where, f"round {result.round_id}: the text it left is not the stored one")


def _arrived(where: str, state: State, event: Arrived) -> Iterator[Problem]:
    if state.played is None or state.played.round.id != event.round_id:
        return  # late, of a round that was no longer in hand: dropped by the fold as well
    base = state.played.round.base
    for proposal in event.proposals:
        edit = proposal.edit
        if not 0 <= edit.start <= edit.end <= len(base) or edit.span.of(base) != edit.before:
            yield Problem(where, f"round {event.round_id}: {edit.before!r} does not stand at {edit.start} of its base")
