"""Fills the search index in the background, a few rows at a time, so that other writers wait only a few milliseconds.
Triggers are not used, because they would slow down every decision and every batch of proposals.

A row is written for an event, and the row of an edit is rewritten when the decision about it changes. The index stores
no texts; to delete a row, its texts are read from the history again."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Self

from reviser.errors import HistoryError
from reviser.history.connection import check_history, connect, reading_values, transaction
from reviser.history.log.values import unpack
from reviser.history.search.index_columns import Columns, columns_of
from reviser.history.search.text_passages import passages
from reviser.messages import message

LONGEST_S = 0.005  # target duration of a transaction, in seconds
LEAST_COST = 2000  # smallest size of a transaction: characters of text, plus ROW_COST for each row
MOST_COST = 128_000
ROW_COST = 100
MERGES = 8  # merge steps after a transaction, at most
MERGE_PAGES = 16
CHECKPOINT_STEPS = 50  # transactions between checkpoints
DAY_S = 86_400

UNDECIDED = "undecided"

# The decision in force on a proposal. Whether its round was undone is not considered here; a hit reports it.
IN_FORCE = """(SELECT max(d.id) FROM decisions d WHERE d.proposal_id = p.id AND coalesce(
    (SELECT u.kind FROM events u WHERE u.target_seq = d.seq ORDER BY u.seq DESC LIMIT 1), '') != 'undone')"""

_INSERT = (
    "INSERT INTO search_index (rowid, text, before, after, rewritten, explanation, reason, instruction, marks)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_DELETE = (
    "INSERT INTO search_index (search_index, rowid, text, before, after, rewritten, explanation, reason, instruction,"
    " marks) VALUES ('delete', ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
# https://www.sqlite.org/fts5.html#the_merge_command: a negative number merges everything, in steps.
_MERGE = "INSERT INTO search_index (search_index, rank) VALUES ('merge', ?)"
_EDIT = """SELECT p.id, p.seq, p.before, p.after, p.explanation, p.intent, p.reviser, r.reviser, r.document_id, d.id,
        d.verdict, d.after, d.reason
    FROM proposals p JOIN rounds r ON r.id = p.round_id LEFT JOIN decisions d ON d.id = """
# Each round that this event closed, with the document's text that was indexed before it.
_RESULTS = """SELECT n.id, n.text_hash, coalesce(
        (SELECT o.text_hash FROM rounds k JOIN results o ON o.round_id = k.id
            WHERE k.document_id = r.document_id AND o.id < n.id ORDER BY o.id DESC LIMIT 1),
        (SELECT e.text_hash FROM events e WHERE e.document_id = r.document_id ORDER BY e.seq LIMIT 1))
    FROM results n JOIN rounds r ON r.id = n.round_id WHERE n.seq = ? ORDER BY n.id"""


@dataclass(frozen=True, slots=True)
class _IndexRow:
    seq: int
    kind: str
    source_id: int
    columns: Columns
    start: int | None = None
    end: int | None = None
    decision_id: int | None = None


class _Event(NamedTuple):
    seq: int
    document_id: int
    at: float
    kind: str
    round_id: int | None
    target_seq: int | None
    text_hash: str | None


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """How much of the history is indexed: `done` of `of` events."""

    done: int
    of: int

    @property
    def share(self) -> float:
        """The indexed share, from 0 to 1."""
        return min(1.0, self.done / self.of) if self.of else 1.0


def progress(connection: sqlite3.Connection) -> IndexProgress:
    """How much of the history is indexed."""
    (done,) = connection.execute("SELECT seq FROM search_done").fetchone()
    (last,) = connection.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()
    return IndexProgress(done, last)


_Item = tuple[
    _IndexRow | int | None, tuple[int, int]
]  # a row, or a proposal whose decision changed; and the position after it


class Indexer:
    """Fills the index through its own writing connection. Must be used in the thread that created it."""

    def __init__(self, connection: sqlite3.Connection, path: Path, clock: Callable[[], float]) -> None:
        self._connection = connection
        self._path = path
        self._clock = clock
        self._most = LEAST_COST
        self._merging = 0
        self._steps = 0
        self._done = (-1, -1)
        self._items: Iterator[_Item] = iter(())

    @classmethod
    def open(
        cls, path: Path, newest: int, *, busy_timeout_ms: int = 0, clock: Callable[[], float] = time.perf_counter
    ) -> Self:
        """Open the history at `path`. `newest` is the schema that it must have. `clock` returns seconds. Raises
        HistoryError if the schema differs or the history cannot be written."""
        with reading_values(path):
            if not check_history(path, newest):
                raise HistoryError(message("There is no history at {path}.", path=path))
            connection = connect(path, busy_timeout_ms)
            # Rows lost in a power failure are written again.
            connection.execute("PRAGMA synchronous = NORMAL")
            # Not during a commit, whose duration matters: `step` runs checkpoints.
            connection.execute("PRAGMA wal_autocheckpoint = 0")
        return cls(connection, path, clock)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def progress(self) -> IndexProgress:
        """How much of the history is indexed."""
        with reading_values(self._path):
            return progress(self._connection)

    def step(self) -> float | None:
        """Write some rows in one transaction. Returns the seconds for which the history was locked; None if everything
        is indexed. Raises BusyError if another connection writes; the call can be repeated."""
        with reading_values(self._path):
            done = self._connection.execute("SELECT seq, parts FROM search_done").fetchone()
            if done != self._done:
                self._done, self._items = done, self._stream(*done)
            self._steps += 1
            if self._steps % CHECKPOINT_STEPS == 0:
                self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            if self._merging:
                return self._merge()
            items = self._next_batch()
            if not items:
                self._done = (-1, -1)
                return None
            began = self._clock()
            try:
                with transaction(self._connection):
                    (same,) = self._connection.execute("SELECT (seq, parts) = (?, ?) FROM search_done", done).fetchone()
                    if same:  # otherwise another program indexes too: continue from its position
                        self._write(items)
            except BaseException:
                self._done = (-1, -1)  # nothing was written: read the same rows again
                raise
            took = self._clock() - began
            if took > LONGEST_S:
                self._most = max(LEAST_COST, self._most // 2)
            elif took < LONGEST_S / 2:
                self._most = min(MOST_COST, self._most * 2)
            self._merging = MERGES
            return took

    def _next_batch(self) -> list[_Item]:
        """The next rows, as many as fit into one transaction."""
        items: list[_Item] = []
        cost = 0
        for item in self._items:
            items.append(item)
            cost += ROW_COST + (sum(map(len, item[0].columns)) if isinstance(item[0], _IndexRow) else 0)
            if cost >= self._most:
                break
        return items

    def _merge(self) -> float:
        """Merge a few pages of the index. If this were left to FTS5, it would happen now and then during a commit and
        take long; without it, a search would read hundreds of segments."""
        began = self._clock()
        with transaction(self._connection):
            before = self._connection.total_changes
            self._connection.execute(_MERGE, (MERGE_PAGES,))
            did = self._connection.total_changes - before >= 2
        self._merging = self._merging - 1 if did else 0
        return self._clock() - began

    def _stream(self, seq: int, parts: int) -> Iterator[_Item]:
        """The rows to write after event `seq` and the first `parts` rows of the next one. Each query is finished before
        its rows are yielded, so that none is open during a commit."""
        while events := self._connection.execute(
            "SELECT seq, document_id, at, kind, round_id, target_seq, text_hash FROM events WHERE seq > ?"
            " ORDER BY seq LIMIT 500",
            (seq,),
        ).fetchall():
            for event in map(_Event._make, events):
                for number, item in enumerate(islice(self._of(event), parts, None), start=parts + 1):
                    yield item, (seq, number)
                seq, parts = event.seq, 0
                yield None, (seq, 0)

    def _of(self, event: _Event) -> Iterator[_IndexRow | int]:
        match event.kind:
            case "opened":
                yield from self._passages(event, 0, event.text_hash or "", "")
            case "arrived":
                query = f"{_EDIT}{IN_FORCE} WHERE p.seq = ? ORDER BY p.id"
                yield from map(_edit, self._all(query, event.seq))
            case "changed":
                yield from self._changes(event)
            case "remarked":
                for number, message in self._all(
                    "SELECT id, message FROM remarks WHERE seq = ? ORDER BY id", event.seq
                ):
                    yield _IndexRow(
                        event.seq, "remark", number, columns_of(event.document_id, "remark", explanation=message)
                    )
            case "round-started":
                query = "SELECT id, instruction, reviser FROM rounds WHERE id = ? AND instruction != ''"
                for number, instruction, reviser in self._all(query, event.round_id):
                    columns = columns_of(event.document_id, "instruction", reviser, instruction=instruction)
                    yield _IndexRow(event.seq, "instruction", number, columns)
            case "decided" | "redecided":
                yield from self._decided(event.seq)
                yield from self._changes(event)
            case "undone" | "redone":
                yield from self._decided(event.target_seq)
        for number, key, before in self._all(_RESULTS, event.seq):
            yield from self._passages(event, number, key, before or "")

    def _decided(self, seq: int | None) -> Iterator[int]:
        for (proposal_id,) in self._all("SELECT DISTINCT proposal_id FROM decisions WHERE seq = ? ORDER BY 1", seq):
            yield proposal_id

    def _changes(self, event: _Event) -> Iterator[_IndexRow]:
        query = "SELECT id, before, after FROM changes WHERE seq = ? ORDER BY id"
        for number, before, after in self._all(query, event.seq):
            columns = columns_of(event.document_id, "typed", before=before, after=after)
            yield _IndexRow(event.seq, "typed", number, columns)

    def _passages(self, event: _Event, source_id: int, key: str, before: str) -> Iterator[_IndexRow]:
        """The passages of a text that the document's previous text did not have."""
        texts = dict(self._all("SELECT hash, text FROM texts WHERE hash IN (?, ?)", key, before))
        text = unpack(texts[key])
        known = set(unpack(texts.get(before, "")).splitlines(keepends=True))
        for start, end in passages(text, known):
            columns = columns_of(event.document_id, "text", text=text[start:end])
            yield _IndexRow(event.seq, "text", source_id, columns, start, end)

    def _all(self, query: str, *values: object) -> list[Any]:
        return self._connection.execute(query, values).fetchall()

    def _write(self, items: Sequence[_Item]) -> None:
        (last,) = self._connection.execute("SELECT coalesce(max(id), 0) FROM search_rows").fetchone()
        at: dict[int, list[int]] = {}
        for item, _ in items:
            match item:
                case _IndexRow():
                    last += 1
                    write_row(self._connection, last, item)
                    at.setdefault(item.seq, [last, last])[1] = last
                case int():
                    rewrite_row(self._connection, item)
        for seq, (first, newest) in at.items():
            self._connection.execute(
                "INSERT INTO search_days (day, first_id, last_id) SELECT CAST(floor(at / 86400) AS INTEGER), ?, ?"
                " FROM events WHERE seq = ? ON CONFLICT (day) DO UPDATE SET last_id = excluded.last_id",
                (first, newest, seq),
            )
        self._connection.execute("UPDATE search_done SET seq = ?, parts = ?", items[-1][1])


def write_row(connection: sqlite3.Connection, number: int, row: _IndexRow) -> None:
    """Insert a row. Must be called inside a transaction."""
    connection.execute(_INSERT, (number, *row.columns))
    connection.execute(
        "INSERT INTO search_rows (id, seq, kind, source_id, start_char_pos, end_char_pos, decision_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, row.seq, row.kind, row.source_id, row.start, row.end, row.decision_id),
    )


def rewrite_row(connection: sqlite3.Connection, proposal_id: int) -> None:
    """Rewrite the row of an edit whose decision has changed. Must be called inside a transaction."""
    for number, written in connection.execute(
        "SELECT s.id, s.decision_id FROM proposals p JOIN search_rows s ON s.seq = p.seq AND s.source_id = p.id"
        " WHERE p.id = ? AND s.kind = 'edit'",
        (proposal_id,),
    ).fetchall():
        new = _edit(connection.execute(f"{_EDIT}{IN_FORCE} WHERE p.id = ?", (proposal_id,)).fetchone())
        if new.decision_id == written:
            continue
        old = _edit(connection.execute(f"{_EDIT}? WHERE p.id = ?", (written, proposal_id)).fetchone())
        connection.execute(_DELETE, (number, *old.columns))
        connection.execute(_INSERT, (number, *new.columns))
        connection.execute("UPDATE search_rows SET decision_id = ? WHERE id = ?", (new.decision_id, number))


def _edit(row: Any) -> _IndexRow:
    number, seq, before, after, why, intent, reviser, by, document_id, decision_id, verdict, rewritten, reason = row
    columns = columns_of(
        document_id,
        "edit",
        *dict.fromkeys((by, reviser)),
        intent=intent,
        verdict=verdict or UNDECIDED,
        before=before,
        after=after,
        rewritten=rewritten,
        explanation=why,
        reason=reason,
    )
    return _IndexRow(seq, "edit", number, columns, decision_id=decision_id)


def delete_document(connection: sqlite3.Connection, document_id: int) -> None:
    """Remove a document from the index. Must be called inside a transaction, and before its other rows are deleted,
    because their texts are needed. The words disappear from the file with `compact` and VACUUM."""
    rows = connection.execute(
        "SELECT s.id, s.seq, s.kind, s.source_id, s.start_char_pos, s.end_char_pos, s.decision_id"
        " FROM events e JOIN search_rows s ON s.seq = e.seq WHERE e.document_id = ?",
        (document_id,),
    ).fetchall()
    for number, *row in rows:
        connection.execute(_DELETE, (number, *_columns_of_row(connection, document_id, *row)))
        connection.execute("DELETE FROM search_rows WHERE id = ?", (number,))


def compact(connection: sqlite3.Connection) -> None:
    """Rebuild the index as one segment, so that nothing deleted remains in it. Must not be called inside a transaction;
    it uses small ones of its own."""
    pages = -MERGE_PAGES
    while True:
        before = connection.total_changes
        with transaction(connection):
            connection.execute(_MERGE, (pages,))
        if connection.total_changes - before < 2:
            break
        pages = MERGE_PAGES


def clear(connection: sqlite3.Connection) -> None:
    """Empty the index, so that it is built anew. Must be called inside a transaction."""
    connection.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    connection.execute("DELETE FROM search_rows")
    connection.execute("DELETE FROM search_days")
    connection.execute("UPDATE search_done SET seq = 0, parts = 0")


def _columns_of_row(
    connection: sqlite3.Connection,
    document_id: int,
    seq: int,
    kind: str,
    source_id: int,
    start: int | None,
    end: int | None,
    decision_id: int | None,
) -> Columns:
    """The columns that a row of the index was written with."""

    def one(query: str, *values: object) -> Any:
        return connection.execute(query, values).fetchone()

    match kind:
        case "edit":
            return _edit(one(f"{_EDIT}? WHERE p.id = ?", decision_id, source_id)).columns
        case "typed":
            before, after = one("SELECT before, after FROM changes WHERE id = ?", source_id)
            return columns_of(document_id, kind, before=before, after=after)
        case "remark":
            return columns_of(
                document_id, kind, explanation=one("SELECT message FROM remarks WHERE id = ?", source_id)[0]
            )
        case "instruction":
            instruction, reviser = one("SELECT instruction, reviser FROM rounds WHERE id = ?", source_id)
            return columns_of(document_id, kind, reviser, instruction=instruction)
        case _:
            return columns_of(document_id, kind, text=text_of(connection, seq, source_id)[start:end])


def text_of(connection: sqlite3.Connection, seq: int, source_id: int) -> str:
    """The whole text that a row of kind text is a passage of."""
    found: tuple[object] = connection.execute(
        "SELECT text FROM texts WHERE hash = CASE WHEN ?2 THEN (SELECT text_hash FROM results WHERE id = ?2)"
        " ELSE (SELECT text_hash FROM events WHERE seq = ?1) END",
        (seq, source_id),
    ).fetchone()
    return unpack(found[0])
