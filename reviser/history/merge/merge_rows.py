"""Merges the rows of one history into another. Documents are matched by what they are, not by their numbers, and every
event is stored once.

A document is identified by when it was first opened and by its text at that time; an imported document, by its
annotations. Then the events are compared one by one; sequence numbers in events are compared relative to the opening.
If the events of one history are a prefix of the other's, the rest is appended. If both histories continued differently,
the other's document is inserted as a new one with all its events, and recorded in `merged`.

Writing happens in transactions of about 10 ms, event by event in order. An interruption leaves a prefix, which is a
valid history; merging again finds it and continues."""

import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from reviser.core.events import Decided, Opened, Recorded, Redecided
from reviser.errors import HistoryError
from reviser.history.connection import damaged_error, reading_values, transaction, translating_errors
from reviser.history.log import event_codec, event_rows
from reviser.history.log.store import HistoryReader, Result
from reviser.history.log.values import pack, unpack
from reviser.messages import message

_FEW = 20  # documents
TRANSACTION_S = 0.008  # seconds after which a transaction is committed
OnDocuments = Callable[[int, int], None]
_Results = dict[int, list[Result]]  # results by the event that closed the round

_DOCUMENTS = """SELECT d.id, d.path, d.title, d.format, d.encoding, d.bom, d.created_at, d.archived_at, d.deleted_at,
        (SELECT e.text_hash FROM events e WHERE e.document_id = d.id ORDER BY e.seq LIMIT 1) AS first
    FROM documents d WHERE d.deleted_at IS NOT 0 {where} ORDER BY d.id"""
_IMPORTED = "SELECT document_id, key FROM imports WHERE document_id IS NOT NULL ORDER BY id"
_IMPORTS = """SELECT key, at, format, setting, annotator, document, depth, saved, save, document_id FROM imports
    ORDER BY id"""
_IMPORT = "SELECT key, at, format, setting, annotator, document, depth, saved, save FROM imports WHERE key = ?"
_PUT_IMPORT = """INSERT INTO imports (key, at, format, setting, annotator, document, depth, saved, save, document_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING"""
_PUT_MERGED = """INSERT INTO merged (document_id, key, source, at) VALUES (?, ?, ?, ?)
    ON CONFLICT (key) DO NOTHING"""
_PUT_SAVE = "INSERT INTO saves (document_id, at, text_hash) VALUES (?, ?, ?)"


@dataclass(slots=True)
class Merged:
    """The result of a merge. `documents` counts new documents; `forks`, those of them that continued differently in
    both histories; `grown`, those that got more events; `same`, those that had all events. `decisions` counts new
    decisions of people and rules."""

    source: Path
    documents: int = 0
    forks: int = 0
    grown: int = 0
    same: int = 0
    events: int = 0
    decisions: int = 0
    imports: int = 0
    words: int = 0
    queued: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything was new."""
        return any((self.documents, self.grown, self.events, self.imports, self.words, self.queued))


class _Document(NamedTuple):
    """A row of `documents` as stored, and the hash of the text that the document was opened with."""

    id: int
    path: Any
    title: Any
    format: str
    encoding: str
    bom: bytes
    created_at: float
    archived_at: float | None
    deleted_at: float | None
    first: str

    @property
    def identity(self) -> tuple[float, str]:
        return self.created_at, self.first


class _Candidate(NamedTuple):
    """A document of the target that may be the same as one of the other history. `alike` is the number of leading
    events that are equal."""

    number: int
    length: int
    alike: int


class Merge:
    """Merges the history that `source` reads into the one that `connection` writes. It can be interrupted after each
    transaction."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, source: sqlite3.Connection, name: Path, now: float
    ) -> None:
        """`name` is the file that the other history is known by. `now` is in UNIX seconds."""
        self._here = connection
        self._path = path
        self._there = source
        self._now = now
        self._reader = HistoryReader(connection, path)
        self._other = HistoryReader(source, name)
        self._name = name
        self._numbers: dict[int, int] = {}  # document numbers: from the other history to the target
        self._seqs: dict[int, int] = {}  # sequence numbers: from the other history to the target
        self._by_identity: defaultdict[tuple[float, str], list[int]] = defaultdict(list)
        self._by_key: dict[str, int | None] = {}
        self.done = Merged(name)

    @property
    def numbers(self) -> Mapping[int, int]:
        """For each document of the source that was merged, its number in this history."""
        return self._numbers

    def run(self, on_progress: OnDocuments = lambda *_: None, only: Collection[int] | None = None) -> Merged:
        """Run the merge; with `only`, of these documents (their numbers in the source) and the dictionary alone.
        `on_progress` receives from time to time how many documents are done, of how many; an exception that it raises
        stops the merge. Raises HistoryError if one of the histories cannot be read or written. What was merged before
        stays, and merging again continues."""
        with reading_values(self._name):
            documents = list(_documents(self._there, "id", only))
            keys: defaultdict[int, list[str]] = defaultdict(list)
            for number, key in self._there.execute(_IMPORTED):
                keys[number].append(key)
            forked = dict(self._there.execute("SELECT document_id, source FROM merged"))
            has_imports = self._there.execute("SELECT EXISTS (SELECT 1 FROM imports)").fetchone()[0]
        with translating_errors(self._path):
            # Of a few documents, which come one by one from a cluster, not all that are here are looked at.
            moments = {row.created_at for row in documents} if len(documents) <= _FEW else None
            for row in _documents(self._here, "created_at", moments):
                self._by_identity[row.identity].append(row.id)
            if has_imports:
                self._by_key = dict(self._here.execute("SELECT key, document_id FROM imports"))
        for count, document in enumerate(documents):
            still = partial(on_progress, count, len(documents))
            still()
            self._document(document, keys[document.id], forked.get(document.id), still)
        with translating_errors(self._path):
            self._words()
            if only is None:
                self._imports()
                self._queue()
        on_progress(len(documents), len(documents))
        return self.done

    # Documents

    def _document(self, document: _Document, keys: list[str], forked: str | None, on_row: Callable[[], None]) -> None:
        with reading_values(self._name):
            records = self._other.records(document.id)
            results: defaultdict[int, list[Result]] = defaultdict(list)
            for seq, result in self._other.results(document.id):
                results[seq].append(result)
        if not records or not isinstance(records[0].event, Opened):
            raise damaged_error(self._name)
        links = _event_hashes(records, self._name)
        match = self._find(document, keys, links)
        at = records[0].at
        with translating_errors(self._path):
            new = False
            if match is not None and match.alike == len(links):
                self._seqs_of(match.number, records)
                self.done.same += 1
            elif match is not None and match.alike == match.length:
                self._append(match.number, match.alike, records, results, on_row)
                self.done.grown += 1
            elif match is not None and _all_known(keys, self._by_key) and all(each.at == at for each in records):
                # The same dataset was imported in both, and nothing was decided in the other's copy.
                self._numbers[document.id] = match.number
                self.done.same += 1
                return
            else:
                key = None if match is None else _hash(*links[: match.alike + 1])
                match = _Candidate(self._add(document, records, keys, key, forked), 1, 1)
                self._append(match.number, 1, records, results, on_row)
                new = True
                self.done.documents += 1
                self.done.forks += key is not None
            self._numbers[document.id] = match.number
            self._rest(document, match.number, new=new)

    def _find(self, document: _Document, keys: list[str], links: list[str]) -> _Candidate | None:
        """The best match for a document among those of the target. One whose events are all in the other, or that has
        all of the other's, is preferred to one that continued differently."""
        numbers = dict.fromkeys(self._by_identity[document.identity])
        numbers |= dict.fromkeys(number for key in keys if (number := self._by_key.get(key)) is not None)
        best: tuple[tuple[bool, int, bool], _Candidate] | None = None
        for number in numbers:
            with reading_values(self._path):
                records = self._reader.records(number)
                (title,) = self._here.execute("SELECT title FROM documents WHERE id = ?", (number,)).fetchone()
                ours = _event_hashes(records, self._path)
            alike = next((at for at, pair in enumerate(zip(ours, links, strict=False)) if pair[0] != pair[1]), None)
            alike = min(len(ours), len(links)) if alike is None else alike
            if alike == 0:
                continue  # another text: only an annotation is the same
            rank = alike in (len(ours), len(links)), alike, bool(title == document.title)
            if best is None or rank > best[0]:
                best = rank, _Candidate(number, len(ours), alike)
        return None if best is None else best[1]

    def _add(
        self, document: _Document, records: list[Recorded], keys: list[str], key: str | None, forked: str | None
    ) -> int:
        """Insert a document with its opening. `key` identifies the fork if the document continued differently in the
        target."""
        title, source = document.title, forked or str(self._name)
        if key is not None and forked is None:
            title = pack(f"{unpack(title)} (from {self._name.name})")
        with transaction(self._here):
            taken = self._here.execute("SELECT 1 FROM documents WHERE path = ?", (document.path,)).fetchone()
            path = None if taken or key is not None else document.path
            number = self._here.execute(
                "INSERT INTO documents (path, title, format, encoding, bom, created_at, archived_at, deleted_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (path, title, *document[3:9]),
            ).lastrowid
            if number is None:
                raise AssertionError("an insert always has a row")
            self._seqs[records[0].seq] = event_codec.write(self._here, number, records[0].at, records[0].event)
            if key is not None or forked is not None:
                key = key or _hash(*map(str, document.identity), source)
                self._here.execute(_PUT_MERGED, (number, key, source, self._now))
            # With its annotations; without them it would count as a session of this program.
            for save in keys:
                row = self._there.execute(_IMPORT, (save,)).fetchone()
                self._import(row, number)
        self._by_identity[document.identity].append(number)
        self.done.events += 1
        return number

    def _append(
        self,
        number: int,
        start: int,
        records: list[Recorded],
        results: _Results,
        on_row: Callable[[], None],
    ) -> None:
        """Append the events from index `start` on, a few in each transaction."""
        self._seqs_of(number, records[:start])
        newest = self._seqs[records[start - 1].seq]
        waiting = iter(records[start:])
        recorded = next(waiting, None)
        while recorded is not None:
            begun, decisions, events = time.perf_counter(), 0, 0
            with transaction(self._here):
                if self._newest(number) != newest:
                    raise HistoryError(message("A document was revised during the merge: merge again to continue."))
                while recorded is not None and time.perf_counter() - begun < TRANSACTION_S:
                    event = event_codec.renumbered(recorded.event, self._seqs)
                    newest = self._seqs[recorded.seq] = event_codec.write(self._here, number, recorded.at, event)
                    for result in results.get(recorded.seq, ()):
                        self._result(number, newest, result)
                    events += 1
                    decisions += len(event.decisions) if isinstance(event, Decided | Redecided) else 0
                    recorded = next(waiting, None)
            self.done.events += events
            self.done.decisions += decisions
            on_row()

    def _result(self, number: int, seq: int, result: Result) -> None:
        self._here.execute(
            "INSERT INTO results (seq, round_id, result_hash, text_hash) VALUES (?, ?, ?, ?)",
            (
                seq,
                event_rows.round_row(self._here, number, result.round_id),
                event_rows.keep_text(self._here, result.result),
                event_rows.keep_text(self._here, result.text),
            ),
        )

    def _seqs_of(self, number: int, records: Iterable[Recorded]) -> None:
        """Record the target's sequence numbers for the first events of a document."""
        found = self._here.execute("SELECT seq FROM events WHERE document_id = ? ORDER BY seq", (number,))
        self._seqs |= {each.seq: seq for each, (seq,) in zip(records, found, strict=False)}

    def _newest(self, number: int) -> int:
        row = self._here.execute("SELECT max(seq) FROM events WHERE document_id = ?", (number,)).fetchone()
        return int(row[0])

    def _rest(self, document: _Document, number: int, *, new: bool) -> None:
        """Merge what belongs to a document besides its events: annotations, labels, round settings. Existing values are
        kept."""
        there = {"id": document.id}
        labels = self._there.execute(
            "SELECT l.seq, l.name FROM labels l JOIN events e ON e.seq = l.seq WHERE e.document_id = :id", there
        ).fetchall()
        settings = self._there.execute("SELECT settings FROM round_settings WHERE document_id = :id", there).fetchall()
        query = "SELECT at, text_hash FROM saves WHERE document_id = ? ORDER BY id"
        theirs: list[tuple[float, str]] = self._there.execute(query, (document.id,)).fetchall()
        if not labels and not settings and not theirs:
            return
        with transaction(self._here):
            self._here.executemany(
                "INSERT INTO labels (seq, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [(self._seqs[seq], name) for seq, name in labels],
            )
            self._here.executemany(
                "INSERT INTO round_settings (document_id, settings) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [(number, stored) for (stored,) in settings],
            )
            ours: list[tuple[float, str]] = self._here.execute(query, (number,)).fetchall()
            missing = [save for save in theirs if save not in set(ours)]
            for at, text_hash in missing:
                text = "SELECT hash, text FROM texts WHERE hash = ?"
                row = self._there.execute(text, (text_hash,)).fetchone()
                self._here.execute("INSERT INTO texts (hash, text) VALUES (?, ?) ON CONFLICT DO NOTHING", row)
                self._here.execute(_PUT_SAVE, (number, at, text_hash))
            if missing and not new:
                # The last save says what the file contains; that of this machine counts.
                self._here.execute(_PUT_SAVE, (number, *(ours[-1] if ours else document.identity)))

    # Rows without a document

    def _imports(self) -> None:
        """Merge annotations without a text, and those whose documents were already in the target."""
        found = self._there.execute(_IMPORTS)
        self._batches(found, lambda row: self._import(row[:-1], self._numbers.get(row[-1])))

    def _import(self, row: tuple[Any, ...], number: int | None) -> None:
        if row[0] not in self._by_key:
            self._here.execute(_PUT_IMPORT, (*row, number))
            self._by_key[row[0]] = number
            self.done.imports += 1

    def _words(self) -> None:
        def put(row: tuple[Any, ...]) -> None:
            self.done.words += self._here.execute(
                "INSERT INTO words (word, added_at) VALUES (?, ?) ON CONFLICT DO NOTHING", row
            ).rowcount

        self._batches(self._there.execute("SELECT word, added_at FROM words"), put)

    def _queue(self) -> None:
        """Merge the queues: who is to judge what, and the state of each entry. The latest change counts."""

        def put(row: tuple[Any, ...]) -> None:
            document, given, annotator, state, at = row
            if document in self._numbers:
                self.done.queued += self._here.execute(
                    "INSERT INTO queue (document_id, given_id, annotator, state, changed_at) VALUES (?, ?, ?, ?, ?)"
                    " ON CONFLICT (document_id) DO UPDATE SET annotator = excluded.annotator, state = excluded.state,"
                    " changed_at = excluded.changed_at WHERE excluded.changed_at > changed_at",
                    (self._numbers[document], self._numbers.get(given), annotator, state, at),
                ).rowcount

        query = "SELECT document_id, given_id, annotator, state, changed_at FROM queue ORDER BY id"
        self._batches(self._there.execute(query), put)

    def _batches(self, rows: Iterable[tuple[Any, ...]], put: Callable[[tuple[Any, ...]], None]) -> None:
        """Write rows in transactions of limited duration."""
        waiting = iter(rows)
        row = next(waiting, None)
        while row is not None:
            begun = time.perf_counter()
            with transaction(self._here):
                while row is not None and time.perf_counter() - begun < TRANSACTION_S:
                    put(row)
                    row = next(waiting, None)


def _documents(connection: sqlite3.Connection, column: str, values: Collection[float] | None) -> Iterator[_Document]:
    """The documents with these values in a column, in order of their numbers; all with None."""
    if values is None:
        yield from map(_Document._make, connection.execute(_DOCUMENTS.format(where="")))
        return
    for value in sorted(values):
        where = _DOCUMENTS.format(where=f"AND d.{column} = ?")
        yield from map(_Document._make, connection.execute(where, (value,)))


def _event_hashes(records: list[Recorded], path: Path) -> list[str]:
    """A hash for each event that does not depend on its sequence number. Events written together with the opening (by
    an import) have no time of their own."""
    counted = {recorded.seq: count for count, recorded in enumerate(records)}
    try:
        return [
            _hash("" if each.at == records[0].at else repr(each.at), repr(event_codec.renumbered(each.event, counted)))
            for each in records
        ]
    except KeyError as error:
        raise damaged_error(path) from error


def _all_known(keys: list[str], ours: dict[str, int | None]) -> bool:
    return bool(keys) and all(key in ours for key in keys)


def _hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
