"""Search in the whole history: texts, edits, explanations, instructions and reasons.

A hit found in the index is read from the history itself, so it shows the present state. Each page says how much of the
history is indexed. The rows of the index are in order of time, so a page sorted by newest first costs only what it
shows. Sorting by relevance (BM25) ranks all matches, so it is limited to few matches."""

import sqlite3
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Self

from reviser.errors import HistoryError
from reviser.history.connection import check_history, connect_to_read, reading_values
from reviser.history.log.store import SCHEMA_VERSION
from reviser.history.log.values import pack, unpack
from reviser.history.search import hits
from reviser.history.search.filter_terms import Of, mark
from reviser.history.search.hits import Hit
from reviser.history.search.indexing import DAY_S, IndexProgress, progress
from reviser.history.search.query_syntax import Phrase, parse_query
from reviser.messages import message

NOTHING = IndexProgress(0, 0)
MOST_WEIGHED = 20_000  # matches that are ranked by relevance, at most; each takes about 2 µs
MOST_COUNTED = 1000
MOST_LOOKED_AT = 2000  # matches that one page may skip, at most
MOST_NAMED = 200


class HitKind(StrEnum):
    """Where to search."""

    TEXT = "text"
    TYPED = "typed"
    EDIT = "edit"
    EXPLANATION = "explanation"
    INSTRUCTION = "instruction"
    REASON = "reason"


_COLUMNS = {
    HitKind.TEXT: ("text",),
    HitKind.TYPED: ("before", "after"),
    HitKind.EDIT: ("before", "after", "rewritten"),
    HitKind.EXPLANATION: ("explanation",),
    HitKind.INSTRUCTION: ("instruction",),
    HitKind.REASON: ("reason",),
}
# Used without words, and where the columns are not enough.
_ROWS = {
    HitKind.TEXT: ("text",),
    HitKind.TYPED: ("typed",),
    HitKind.EDIT: ("edit",),
    HitKind.EXPLANATION: ("edit", "remark"),
    HitKind.INSTRUCTION: ("instruction",),
    HitKind.REASON: ("edit",),
}


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search: `words` as typed (query_syntax.py), and a value for each filter (None: all). Only edits have an intent
    and a decision; only rows of a round have a reviser and a model. `since` and `until` are UNIX seconds, half-open.
    `by_relevance` is ignored above MOST_WEIGHED matches."""

    words: str = ""
    kind: HitKind | None = None
    intent: str | None = None
    decision: str | None = None  # a verdict, or "undecided"
    reviser: str | None = None
    model: str | None = None
    document_id: int | None = None
    since: float | None = None
    until: float | None = None
    by_relevance: bool = False

    @property
    def empty(self) -> bool:
        """Whether the search has neither words nor filters."""
        return not parse_query(self.words) and replace(self, words="", by_relevance=False) == SearchRequest()


@dataclass(frozen=True, slots=True)
class Cursor:
    """The end of a page."""

    id: int
    score: float | None = None  # BM25 score; None if sorted by newest first


@dataclass(frozen=True, slots=True)
class HitPage:
    """A page of hits in order. `after` is the cursor of the next page, None if there is none. `count` is the number of
    matches, or a lower bound if `more`. `progress` says how much of the history was indexed."""

    hits: tuple[Hit, ...] = ()
    after: Cursor | None = None
    count: int = 0
    more: bool = False
    progress: IndexProgress = NOTHING


class Search:
    """Searches through its own read-only connection. Must be used in the thread that created it, except `stop`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._stopping = threading.Lock()
        self._stops = 0

    @classmethod
    def open(cls, path: Path, *, busy_timeout_ms: int = 5000) -> Self:
        """Open the history at `path`. Raises HistoryError if there is none of this version."""
        if not check_history(path, SCHEMA_VERSION):
            raise HistoryError(
                message("There is no history at {path}; open a document first, or name another with --db.", path=path)
            )
        with reading_values(path):
            connection = connect_to_read(path, busy_timeout_ms)
            try:
                version: int = connection.execute("PRAGMA user_version").fetchone()[0]
                if version < SCHEMA_VERSION:
                    raise HistoryError(
                        message(
                            "The history at {path} was written by an older reviser; open it once in reviser "
                            "before you search it.",
                            path=path,
                        )
                    )
            except BaseException:
                connection.close()
                raise
        return cls(connection, path)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def stop(self) -> None:
        """Stop the running search, from any thread; the search raises HistoryError."""
        # The connection may be closed already.
        with self._stopping, suppress(sqlite3.ProgrammingError):
            self._connection.interrupt()
            self._stops += 1

    @contextmanager
    def _stoppable(self) -> Iterator[None]:
        """Raise HistoryError if `stop` interrupted the block.

        SQLite then reports SQLITE_INTERRUPT, or, if FTS5 was opening its table, only that the table could not be
        opened."""
        before = self._stops
        try:
            yield
        except sqlite3.OperationalError as error:
            with self._stopping:  # wait until the stop that interrupted it is counted
                stopped = self._stops != before
            if stopped or error.sqlite_errorname == "SQLITE_INTERRUPT":
                raise HistoryError(message("The search was stopped.")) from error
            raise

    @property
    def progress(self) -> IndexProgress:
        """How much of the history is indexed."""
        with reading_values(self._path), self._stoppable():
            return progress(self._connection)

    def page(self, search_request: SearchRequest, *, after: Cursor | None = None, limit: int = 50) -> HitPage:
        """The first page of hits, or the page after a cursor. Any typed words are valid."""
        with reading_values(self._path), self._stoppable(), _snapshot(self._connection):
            reached = progress(self._connection)
            phrases = parse_query(search_request.words)
            found = None if search_request.empty else self._query(search_request)
            if found is None:
                return HitPage(progress=reached)
            by_relevance = search_request.by_relevance and bool(phrases) and (after is None or after.score is not None)
            count = self._count(found, MOST_WEIGHED if by_relevance and after is None else MOST_COUNTED + 1)
            by_relevance = by_relevance and (after is not None or count < MOST_WEIGHED)
            matches = self._weighed(found, after) if by_relevance else self._newest(found, after)
            kept: list[Hit] = []
            last = None
            seen = hits.PageContext()
            columns = None if search_request.kind is None else _COLUMNS[search_request.kind]
            for cursor in islice(matches, MOST_LOOKED_AT):
                last = cursor
                if not self._in_time(search_request, cursor.id):
                    continue
                hit = hits.read_hit(self._connection, cursor.id, phrases, columns, seen)
                if hit is not None and _passes(search_request, hit):
                    kept.append(hit)
                    if len(kept) == limit:
                        break
            last = last if next(matches, None) else None
            matches.close()
            return HitPage(tuple(kept), last, min(count, MOST_COUNTED), count > MOST_COUNTED, reached)

    def documents(self, words: str) -> list[int]:
        """The documents that contain or ever contained the words, as far as they are indexed, newest match first. The
        time depends on the number of matches: a second or two for a word in every other edit of a million."""
        with reading_values(self._path), self._stoppable(), _snapshot(self._connection):
            found = self._query(SearchRequest(words)) if parse_query(words) else None
            if found is None:
                return []
            rows = self._connection.execute(
                "SELECT e.document_id FROM (SELECT rowid AS id FROM search_index WHERE search_index MATCH ?)"
                " AS m JOIN search_rows s ON s.id = m.id JOIN events e ON e.seq = s.seq"
                " GROUP BY e.document_id ORDER BY max(s.id) DESC",
                (found.match,),
            )
            return [number for (number,) in rows]

    def values(self) -> tuple[list[str], list[str]]:
        """The names of revisers and of models that occur, for the filters."""
        with reading_values(self._path), self._stoppable():
            revisers = self._connection.execute("SELECT DISTINCT reviser FROM rounds").fetchall()
            models = self._connection.execute("SELECT DISTINCT model FROM requests").fetchall()
        return sorted(unpack(name) for (name,) in revisers), sorted(unpack(name) for (name,) in models)

    def _query(self, search_request: SearchRequest) -> "_Query | None":
        """The query for a search; None if it cannot match anything."""
        low, high = 0, 2**62
        if search_request.since is not None or search_request.until is not None:
            first, last = self._connection.execute(
                "SELECT min(first_id), max(last_id) FROM search_days WHERE day BETWEEN ? AND ?",
                (
                    -(2**62) if search_request.since is None else int(search_request.since // DAY_S),
                    2**62 if search_request.until is None else int(search_request.until // DAY_S),
                ),
            ).fetchone()
            if first is None:
                return None
            low, high = first, last
        match = self._match(search_request, parse_query(search_request.words))
        return None if match is None else _Query(match, low, high)

    def _match(self, search_request: SearchRequest, phrases: Sequence[Phrase]) -> str | None:
        terms: list[str] = []
        if phrases:
            said = " AND ".join(map(str, phrases))
            terms.append(
                f"{{{' '.join(_COLUMNS[search_request.kind])}}} : ({said})" if search_request.kind else f"({said})"
            )
        if search_request.kind is not None and (not phrases or search_request.kind in {HitKind.EDIT, HitKind.TYPED}):
            terms.append(_any(Of.KIND, _ROWS[search_request.kind]))
        for of, value in (
            (Of.INTENT, search_request.intent),
            (Of.VERDICT, search_request.decision),
            (Of.REVISER, search_request.reviser),
            (Of.DOCUMENT, search_request.document_id),
        ):
            if value is not None:
                terms.append(_any(of, (value,)))
        if search_request.model is not None:
            # A round's model is known only after its edits have arrived, so there is no mark for it.
            revisers = self._connection.execute(
                "SELECT DISTINCT r.reviser FROM requests q JOIN rounds r ON r.id = q.round_id WHERE q.model = ?",
                (pack(search_request.model),),
            ).fetchall()
            if not revisers:
                return None
            terms.append(_any(Of.REVISER, [unpack(name) for (name,) in revisers]))
        if not terms:  # only a time range
            return ""
        deleted = self._connection.execute(
            "SELECT id FROM documents WHERE deleted_at IS NOT NULL LIMIT ?", (MOST_NAMED,)
        ).fetchall()
        without = f" NOT {_any(Of.DOCUMENT, [number for (number,) in deleted])}" if deleted else ""
        return f"({' AND '.join(terms)}){without}"

    def _count(self, parsed: "_Query", most: int) -> int:
        """The number of matches, counted up to `most`."""
        query = (
            "SELECT count(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH ? AND rowid BETWEEN ? AND ?"
            " LIMIT ?)"
            if parsed.match
            else "SELECT count(*) FROM (SELECT 1 FROM search_rows WHERE ? = '' AND id BETWEEN ? AND ? LIMIT ?)"
        )
        (count,) = self._connection.execute(query, (parsed.match, parsed.low, parsed.high, most)).fetchone()
        return int(count)

    def _in_time(self, search_request: SearchRequest, number: int) -> bool:
        """Whether a row is in the time range: rows of another time can be between rows of the range."""
        if search_request.since is None and search_request.until is None:
            return True
        row = self._connection.execute(
            "SELECT coalesce(e.at >= ?, 1) AND coalesce(e.at < ?, 1) FROM search_rows s JOIN events e ON e.seq = s.seq"
            " WHERE s.id = ?",
            (search_request.since, search_request.until, number),
        ).fetchone()
        return row is not None and bool(row[0])

    def _newest(self, parsed: "_Query", after: Cursor | None) -> Generator[Cursor, None, None]:
        high = parsed.high if after is None else min(parsed.high, after.id - 1)
        query = (
            "SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC"
            if parsed.match
            else "SELECT id FROM search_rows WHERE ? = '' AND id BETWEEN ? AND ? ORDER BY id DESC"
        )
        rows = self._connection.execute(query, (parsed.match, parsed.low, high))
        for (number,) in rows:
            yield Cursor(number)

    def _weighed(self, query: "_Query", after: Cursor | None) -> Generator[Cursor, None, None]:
        rows = self._connection.execute(
            "SELECT rowid, rank FROM search_index WHERE search_index MATCH ?1 AND rowid BETWEEN ?2 AND ?3"
            " AND rank MATCH 'bm25(1, 1, 1, 1, 1, 1, 1, 0)'"
            " AND (?4 IS NULL OR rank > ?5 OR (rank = ?5 AND rowid < ?4)) ORDER BY rank, rowid DESC",
            (query.match, query.low, query.high, after and after.id, after and after.score),
        )
        for number, score in rows:
            yield Cursor(number, score)


@dataclass(frozen=True, slots=True)
class _Query:
    match: str  # for FTS5; empty if everything matches
    low: int  # the range of rows to search, both inclusive
    high: int


def _any(of: Of, values: Sequence[str | int]) -> str:
    return f"({' OR '.join(dict.fromkeys(mark(of, value) for value in values))})"


def _passes(search_request: SearchRequest, hit: Hit) -> bool:
    """Whether a hit really passes the filters: values can share a mark, and a decision can be newer than the index."""
    return (
        not hit.deleted
        and search_request.document_id in {None, hit.document_id}
        and search_request.intent in {None, hit.intent}
        and search_request.decision in {None, hit.decision}
        and (search_request.reviser is None or search_request.reviser in {hit.reviser, hit.proposed_by})
        and (search_request.model is None or search_request.model in hit.models)
    )


@contextmanager
def _snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    if connection.in_transaction:  # it was stopped at its end
        connection.execute("ROLLBACK")
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
