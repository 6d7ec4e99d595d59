"""Checks whether the history is intact and consistent. Reads only, so a damaged file is not made worse."""

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
from reviser.history.connection import check_history, connect_to_read, reading_values
from reviser.history.imports import key_of
from reviser.history.log.store import SCHEMA_VERSION, HistoryReader, Result
from reviser.history.log.values import hash_of, unpack
from reviser.messages import Message, message, verbatim


@dataclass(frozen=True, slots=True)
class HistoryProblem:
    """A problem in the history: `where` (a document, a table, the file) and what it is."""

    where: Message
    what: Message

    @property
    def sentence(self) -> Message:
        return message("{where}: {what}", where=self.where, what=self.what)

    def __str__(self) -> str:
        return str(self.sentence)


def verify(path: Path, on_progress: Callable[[int, int], None] = lambda *_: None) -> list[HistoryProblem]:
    """All problems of the history at `path`; none if it is intact. Raises HistoryError if it is not a history that this
    program can read. `on_progress` receives how many documents are checked, of how many; an exception that it raises
    stops the check."""
    if not check_history(path, SCHEMA_VERSION):
        raise HistoryError(
            message("There is no history at {path}; open a document first, or name another with --db.", path=path)
        )
    problems: list[HistoryProblem] = []
    try:
        with reading_values(path), closing(connect_to_read(path, 5000, untouched=True)) as connection:
            for problem in _check(connection, path, on_progress):
                problems.append(problem)
    except HistoryError as error:
        # Problems found before are still reported.
        problems.append(HistoryProblem(message("file"), error.message))
    return problems


def _check(
    connection: sqlite3.Connection, path: Path, on_progress: Callable[[int, int], None]
) -> Iterator[HistoryProblem]:
    on_progress(0, 0)
    for (said,) in connection.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield HistoryProblem(message("file"), verbatim(said))
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield HistoryProblem(
            _in_table(table), message("row {row} refers to a missing row of {parent}", row=row, parent=parent)
        )
    yield from _check_texts(connection)
    yield from _check_derived(connection)
    if connection.execute("PRAGMA user_version").fetchone()[0] < SCHEMA_VERSION:
        return  # the following queries need the newest schema; opening the history migrates it
    yield from _check_digests(connection)
    reader = HistoryReader(connection, path)
    documents = reader.documents(deleted=True)
    for done, document in enumerate(documents):
        on_progress(done, len(documents))
        where = message("document {number}", number=document.id)
        try:
            for _, what in faults(reader.records(document.id), reader.results(document.id)):
                yield HistoryProblem(where, what)
        except (ValueError, KeyError) as error:
            # The stored rows cannot be decoded as an event.
            yield HistoryProblem(where, _unfit_message(error))
        except HistoryError as error:
            yield HistoryProblem(where, error.message)


def _check_texts(connection: sqlite3.Connection) -> Iterator[HistoryProblem]:
    for key, text in connection.execute("SELECT hash, text FROM texts"):
        try:
            whole = hash_of(unpack(text)) == key
        except (ValueError, TypeError):
            whole = False
        if not whole:
            yield HistoryProblem(_in_table("texts"), message("text {key} is not the text that was stored", key=key))


def _check_derived(connection: sqlite3.Connection) -> Iterator[HistoryProblem]:
    """Check that redundant columns agree with the columns that they repeat."""
    for table, query in (
        ("proposals", "SELECT id, start_char_pos, end_char_pos, before FROM proposals"),
        ("changes", "SELECT id, start_char_pos, end_char_pos, before FROM changes"),
    ):
        for row, start, end, before in connection.execute(query):
            if end != start + len(unpack(before)):
                yield HistoryProblem(
                    _in_table(table),
                    message("row {row} ends at {end}, which is not where its text ends", row=row, end=end),
                )


def _check_digests(connection: sqlite3.Connection) -> Iterator[HistoryProblem]:
    """Check that the digest refers to existing events."""
    for document_id, seq in connection.execute(
        "SELECT d.document_id, d.seq FROM digests d LEFT JOIN events e ON e.seq = d.seq"
        " WHERE e.document_id IS NOT d.document_id"
    ):
        yield HistoryProblem(
            _in_table("digests"),
            message(
                "that of document {number} ends with event {seq}, which it does not have", number=document_id, seq=seq
            ),
        )
    for key, save in connection.execute("SELECT key, save FROM imports"):
        try:
            whole = key_of(unpack(save)) == key
        except (ValueError, TypeError):
            whole = False
        if not whole:
            yield HistoryProblem(_in_table("imports"), message("save {key} is not what was imported", key=key))
    (newest,) = connection.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()
    for (done,) in connection.execute("SELECT seq FROM search_done WHERE seq > ?", (newest,)):
        yield HistoryProblem(
            _in_table("search_done"), message("the index goes up to event {done}, which does not exist", done=done)
        )


def faults(records: Sequence[Recorded], results: Iterable[tuple[int, Result]]) -> Iterator[tuple[int, Message]]:
    """The inconsistencies in a document's events: the first event concerned, and the problem. An event that cannot
    follow the one before it ends the check."""
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
                for what in _check_results(timeline.state, result):
                    yield began.get(result.round_id, seq), what
            state = timeline.take(recorded)
            match recorded.event:
                case Arrived() as event:
                    for what in _check_proposals(state, event):
                        yield seq, what
                case RoundStarted(round_id):
                    began[round_id] = seq
    except (ValueError, KeyError) as error:
        # Folding refuses events that no person can have caused.
        yield seq, _unfit_message(error)


def _in_table(name: str) -> Message:
    return message("table {name}", name=name)


def _unfit_message(error: Exception) -> Message:
    return message("its events are inconsistent: {problem}", problem=error)


def _check_results(state: State, result: Result) -> Iterator[Message]:
    round_state = next((round_state for round_state in state.rounds if round_state.round.id == result.round_id), None)
    if round_state is None:
        yield message("round {round_id} has a result, although it was not in force", round_id=result.round_id)
        return
    if round_state.result != result.result:
        yield message(
            "round {round_id}: its base with the accepted edits is not its stored result", round_id=result.round_id
        )
    if round_state is state.round_state and state.text != result.text:
        yield message("round {round_id}: the text it left is not the stored one", round_id=result.round_id)


def _check_proposals(state: State, event: Arrived) -> Iterator[Message]:
    if state.round_state is None or state.round_state.round.id != event.round_id:
        return  # arrived late, for a round that was no longer current: the fold ignores it as well
    base = state.round_state.round.base
    for proposal in event.proposals:
        edit = proposal.edit
        if not 0 <= edit.start <= edit.end <= len(base) or edit.span.of(base) != edit.before:
            yield message(
                "round {round_id}: {before} is not at {start} of its base",
                round_id=event.round_id,
                before=repr(edit.before),
                start=edit.start,
            )
