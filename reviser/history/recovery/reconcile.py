"""Makes the rows read from a damaged history consistent (repair.py): texts must match their hashes, documents are kept
up to the first event that is incomplete or wrong, and rows that refer to missing rows are deleted."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reviser.core.diff import diff
from reviser.core.events import Changed, Opened, Origin
from reviser.core.timeline import Timeline
from reviser.errors import HistoryError
from reviser.history.imports import key_of
from reviser.history.log import event_codec
from reviser.history.log.event_codec import CODECS, kinds_needing, read
from reviser.history.log.event_rows import PART_TABLES
from reviser.history.log.store import HistoryReader
from reviser.history.log.values import hash_of, unpack, unpack_optional
from reviser.history.recovery.verify import faults
from reviser.messages import Message, message, plural

# For each part table, the kinds of events that always have a row in it.
_PARTS = {table.name: kinds_needing(table) for table in PART_TABLES}
_OF_EVENTS = (*_PARTS, "results")
_ALONE = frozenset(kind for codec in CODECS if codec.stands_alone for kind in codec.kinds)
# For equal times, a save comes after a result, and a later row after an earlier one.
_NEWEST = """SELECT text, at FROM (
        SELECT t.text, e.at, 0 AS saved, a.seq AS number FROM results a JOIN rounds r ON r.id = a.round_id
            JOIN events e ON e.seq = a.seq JOIN texts t ON t.hash = a.text_hash WHERE r.document_id = :id
        UNION ALL SELECT t.text, s.at, 1, s.id FROM saves s JOIN texts t ON t.hash = s.text_hash
            WHERE s.document_id = :id
    ) ORDER BY at DESC, saved DESC, number DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class LostPart:
    """A document that has lost something. `kept` counts its remaining events, `lost` those that were read but did not
    fit. `text`: its newest stored text was appended as a change."""

    title: str
    kept: int
    lost: int
    text: bool

    def sentence(self) -> Message:
        """What became of the document, in a sentence."""
        title = self.title
        name = message("“{title}”", title=title) if title else message("An untitled document")
        if not self.kept:
            return message("{name} is lost: neither its beginning nor a text of it could be read.", name=name)
        kept = plural("one step of its history kept", "{n:,} steps of its history kept", self.kept)
        lost = plural("one later step lost", "{n:,} later steps lost", self.lost)
        if not self.lost:
            lost = message("what came later lost")
        if self.text:
            return message("{name}: {kept}, {lost}; its newest stored text is kept.", name=name, kept=kept, lost=lost)
        return message("{name}: {kept}, {lost}.", name=name, kept=kept, lost=lost)


@dataclass(slots=True)
class Reconciled:
    """The result: how many documents are complete, those that are not, and how many texts were wrong."""

    whole: int = 0
    cut: tuple[LostPart, ...] = ()
    texts: int = 0


@dataclass(slots=True)
class _Broken:
    """Events that are incomplete, and those that can be dropped alone."""

    events: set[int] = field(default_factory=set)
    rows: set[tuple[str, int]] = field(default_factory=set)


def in_table(table: str, query: str) -> str:
    """A query with the name of a table of the history in place of "@"."""
    return query.replace("@", table)


def reconcile(
    connection: sqlite3.Connection,
    path: Path,
    wrong: dict[str, int],
    on_progress: Callable[[int, int], None] = lambda *_: None,
) -> Reconciled:
    """Delete rows that do not fit. `wrong` counts the unreadable places by table. Must be called inside a transaction,
    with foreign keys off and deleting allowed. `on_progress` receives how many documents are done, of how many."""
    on_progress(0, 0)
    fitted = Reconciled(texts=_drop_wrong_texts(connection))
    _name_lost_documents(connection)
    broken = _find_broken(connection, wrong)
    for table, number in broken.rows:
        connection.execute(in_table(table, "DELETE FROM @ WHERE rowid = ?"), (number,))
    cut: list[LostPart] = []
    numbers = [number for (number,) in connection.execute("SELECT id FROM documents ORDER BY id")]
    for done, number in enumerate(numbers):
        on_progress(done, len(numbers))
        lost = _fit_document(connection, path, number, broken.events)
        if lost is None:
            fitted.whole += 1
        else:
            cut.append(lost)
    fitted.cut = tuple(cut)
    _drop_dangling(connection)
    return fitted


def _drop_wrong_texts(connection: sqlite3.Connection) -> int:
    bad = [
        number
        for number, key, text in connection.execute("SELECT rowid, hash, text FROM texts")
        if not _has_hash(key, text)
    ]
    connection.executemany("DELETE FROM texts WHERE rowid = ?", ((number,) for number in bad))
    saves = connection.execute("SELECT id, key, save FROM imports")
    bad_saves = [number for number, key, save in saves if not _has_hash(key, save, make=key_of)]
    connection.executemany("DELETE FROM imports WHERE id = ?", ((number,) for number in bad_saves))
    for table, query in (
        ("words", "SELECT rowid, word FROM words"),
        ("round_settings", "SELECT rowid, settings FROM round_settings"),
        ("labels", "SELECT rowid, name FROM labels"),
    ):
        for number, text in connection.execute(query).fetchall():
            if not _is_text(text):
                connection.execute(in_table(table, "DELETE FROM @ WHERE rowid = ?"), (number,))
    return len(bad) + len(bad_saves)


def _is_text(stored: object) -> bool:
    try:
        unpack(stored)
    except (ValueError, TypeError):
        return False
    return True


def _has_hash(key: object, stored: object, make: Callable[[str], str] = hash_of) -> bool:
    try:
        return make(unpack(stored)) == key
    except (ValueError, TypeError):
        return False


def _name_lost_documents(connection: sqlite3.Connection) -> None:
    """Insert a row for each document that has events or rounds but no row, and replace invalid names."""
    connection.execute(
        """INSERT INTO documents (id, title, format, encoding, bom, created_at)
        SELECT e.document_id, 'Recovered ' || e.document_id, 'plain', 'utf-8', x'', min(e.at)
        FROM events e LEFT JOIN documents d ON d.id = e.document_id WHERE d.id IS NULL GROUP BY e.document_id"""
    )
    for number, path, title in connection.execute("SELECT id, path, title FROM documents").fetchall():
        try:
            unpack_optional(path)
            unpack(title)
        except (ValueError, TypeError):
            name = f"Recovered {number}"
            connection.execute("UPDATE documents SET path = NULL, title = ? WHERE id = ?", (name, number))


def _find_broken(connection: sqlite3.Connection, wrong: dict[str, int]) -> _Broken:
    broken = _Broken()
    for table, number, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        if table == "events":
            broken.events.add(number)
        elif table == "rounds":
            started = "SELECT seq FROM events WHERE round_id = ? AND kind = 'round-started'"
            broken.events.update(seq for (seq,) in connection.execute(started, (number,)))
        elif table in _PARTS and parent != "events":
            broken.events.update(_seq_of(connection, table, number))
        elif number is not None:
            broken.rows.add((table, number))
    for query in (
        "SELECT seq, end_char_pos - start_char_pos, before FROM proposals",
        "SELECT seq, end_char_pos - start_char_pos, before FROM changes",
    ):
        for seq, width, before in connection.execute(query):
            if not _is_text(before) or len(unpack(before)) != width:
                broken.events.add(seq)
    if wrong:
        for table, kinds in _PARTS.items():
            _find_parts_missing(connection, broken, table, kinds, gaps=table in wrong or "" in wrong)
        if "events" in wrong or "" in wrong:
            broken.events.update(_after_gaps(connection))
    return broken


def _seq_of(connection: sqlite3.Connection, table: str, number: int) -> Iterator[int]:
    for (seq,) in connection.execute(in_table(table, "SELECT seq FROM @ WHERE rowid = ?"), (number,)):
        yield seq


def _find_parts_missing(
    connection: sqlite3.Connection, broken: _Broken, table: str, kinds: tuple[str, ...], *, gaps: bool
) -> None:
    """Find events without rows in a table that their kind needs, and proposals whose numbers have a gap. If `gaps`,
    also the events next to a gap of the table's ids, which are consecutive: some rows of the table could not be
    read."""
    empty = in_table(table, "SELECT seq FROM events WHERE kind = ? AND seq NOT IN (SELECT seq FROM @)")
    for kind in kinds:
        broken.events.update(seq for (seq,) in connection.execute(empty, (kind,)))
    if table == "proposals":
        jumps = """SELECT p.seq FROM proposals p WHERE p.number > 0 AND NOT EXISTS
            (SELECT 1 FROM proposals q WHERE q.round_id = p.round_id AND q.number = p.number - 1)"""
        broken.events.update(seq for (seq,) in connection.execute(jumps))
    if gaps:
        before = 0, 0
        for number, seq in connection.execute(in_table(table, "SELECT id, seq FROM @ ORDER BY id")):
            if number != before[0] + 1:
                broken.events.update({seq, before[1]} - {0})
            before = number, seq


def _after_gaps(connection: sqlite3.Connection) -> Iterator[int]:
    """For each document, its first event behind a gap in the sequence numbers, unless it is the document's first event:
    an event of this document may be missing. Gaps before its first or behind its last event are ignored."""
    last = 0
    gaps: list[int] = []
    for (seq,) in connection.execute("SELECT seq FROM events ORDER BY seq"):
        if seq != last + 1:
            gaps.append(seq)
        last = seq
    for gap in gaps:
        yield from (
            seq
            for (seq,) in connection.execute(
                """SELECT min(seq) FROM events WHERE seq >= :gap GROUP BY document_id
                HAVING document_id IN (SELECT document_id FROM events WHERE seq < :gap)""",
                {"gap": gap},
            )
        )


def _fit_document(connection: sqlite3.Connection, path: Path, number: int, broken: set[int]) -> LostPart | None:
    """Delete the events of a document that do not fit together. Returns what was lost; None if nothing was."""
    newest = connection.execute(_NEWEST, {"id": number}).fetchone()
    kinds = dict(connection.execute("SELECT seq, kind FROM events WHERE document_id = ? ORDER BY seq", (number,)))
    # Events that others refer to are not dropped alone.
    query = "SELECT restored_seq FROM events WHERE document_id = ? AND restored_seq IS NOT NULL"
    named = {seq for (seq,) in connection.execute(query, (number,))}
    alone = [seq for seq in kinds if seq in broken and kinds[seq] in _ALONE and seq not in named]
    for seq in alone:
        _drop_event(connection, seq)
    end = min((seq for seq in kinds if seq in broken and seq not in alone), default=None)
    while True:
        if end is not None:
            _drop_from(connection, number, end)
        fault = _first_fault(connection, path, number)
        if fault is None:
            break
        end = fault
    kept = connection.execute("SELECT count(*) FROM events WHERE document_id = ?", (number,)).fetchone()[0]
    if end is None and not alone and kept:
        return None
    (title,) = connection.execute("SELECT title FROM documents WHERE id = ?", (number,)).fetchone()
    lost = len(kinds) - kept
    brought = (
        end is not None and newest is not None and _append_newest_text(connection, number, unpack(newest[0]), newest[1])
    )
    if not kept and not brought:
        connection.execute("DELETE FROM documents WHERE id = ?", (number,))
    return LostPart(unpack(title), kept + (not kept and brought), lost, brought)


def _first_fault(connection: sqlite3.Connection, path: Path, number: int) -> int | None:
    """The first event of a document that does not follow from those before it; None if all do."""
    records = []
    reader = read(connection, number)
    try:
        for recorded in reader:
            records.append(recorded)
    except (ValueError, TypeError, KeyError):
        # The event after those that could be decoded. Parts are decoded first, so a damaged part would stop at the
        # first event.
        last = records[-1].seq if records else 0
        query = "SELECT min(seq) FROM events WHERE document_id = ? AND seq > ?"
        return _parts_fault(connection, number) or int(connection.execute(query, (number, last)).fetchone()[0])
    if not records:
        return None
    try:
        results = HistoryReader(connection, path).results(number)
    except HistoryError:
        connection.execute(
            "DELETE FROM results WHERE round_id IN (SELECT id FROM rounds WHERE document_id = ?)", (number,)
        )
        results = []
    return next((seq for seq, _ in faults(records, results)), None)


def _parts_fault(connection: sqlite3.Connection, number: int) -> int | None:
    """The first event of a document with a part that cannot be decoded; None if the fault is in the event's own row."""
    seqs = [
        seq for (seq,) in connection.execute("SELECT seq FROM events WHERE document_id = ? ORDER BY seq", (number,))
    ]
    low, high = 0, len(seqs)
    if _can_be_read(connection, number, None):
        return None
    while low < high:  # the events before `low` can be decoded, those up to `high` cannot
        middle = (low + high) // 2
        if _can_be_read(connection, number, seqs[middle]):
            low = middle + 1
        else:
            high = middle
    return seqs[low] if low < len(seqs) else None


def _can_be_read(connection: sqlite3.Connection, number: int, upto: int | None) -> bool:
    """Whether the events of a document up to `upto` can be decoded."""
    connection.execute("SAVEPOINT reading")
    try:
        if upto is not None:
            _drop_from(connection, number, upto + 1)
        for _ in read(connection, number):
            pass
    except (ValueError, TypeError, KeyError):
        return False
    finally:
        connection.execute("ROLLBACK TO reading")
        connection.execute("RELEASE reading")
    return True


def _append_newest_text(connection: sqlite3.Connection, number: int, text: str, at: float) -> bool:
    """Append the newest stored text as a change by hand, if it differs from the text so far. Returns whether it was
    appended."""
    records = list(read(connection, number))
    if not records:
        event_codec.write(connection, number, at, Opened(text))
        return True
    edits = diff(Timeline(records).state.text, text)
    if edits and at >= records[-1].at:
        event_codec.write(connection, number, at, Changed(edits, Origin.OUTSIDE))
    return bool(edits) and at >= records[-1].at


def _drop_event(connection: sqlite3.Connection, seq: int) -> None:
    for table in (*_OF_EVENTS, "labels"):
        connection.execute(in_table(table, "DELETE FROM @ WHERE seq = ?"), (seq,))
    connection.execute("DELETE FROM events WHERE seq = ?", (seq,))


def _drop_from(connection: sqlite3.Connection, number: int, seq: int) -> None:
    """Delete a document's events from `seq` on, with all their rows."""
    which = {"id": number, "seq": seq}
    behind = "DELETE FROM @ WHERE seq IN (SELECT seq FROM events WHERE document_id = :id AND seq >= :seq)"
    for table in (*_OF_EVENTS, "labels"):
        connection.execute(in_table(table, behind), which)
    connection.execute("DELETE FROM events WHERE document_id = :id AND seq >= :seq", which)
    connection.execute(
        "DELETE FROM rounds WHERE document_id = :id AND id NOT IN"
        " (SELECT round_id FROM events WHERE document_id = :id AND round_id IS NOT NULL)",
        which,
    )


def _drop_dangling(connection: sqlite3.Connection) -> None:
    """Delete rows that refer to missing rows."""
    while found := connection.execute("PRAGMA foreign_key_check").fetchall():
        for table, number, _, _ in found:
            connection.execute(in_table(table, "DELETE FROM @ WHERE rowid = ?"), (number,))
