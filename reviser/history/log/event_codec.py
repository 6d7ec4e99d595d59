"""The stored form of events: one table of codecs, by which each kind of event is written as rows and read back equal.

A new kind of event needs a class in reviser.core.events and an entry in CODECS (and its name in the schema's check)."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from reviser.core.edit import DecisionSource, Edit
from reviser.core.events import (
    Arrived,
    Changed,
    Decided,
    Event,
    Locked,
    Opened,
    Origin,
    Outcome,
    Recorded,
    Redecided,
    Redone,
    Remarked,
    RequestMade,
    Restored,
    RoundEnded,
    RoundStarted,
    RuleSet,
    Stopped,
    StopReason,
    Undone,
    WordsAdded,
    proposal_id,
)
from reviser.core.text import Span
from reviser.history.log.event_rows import (
    CHANGES,
    DECISIONS,
    PART_TABLES,
    PROPOSALS,
    REMARKS,
    REQUESTS,
    EventRow,
    PartTable,
    StoredEvent,
    change_row,
    decision_row,
    keep_text,
    proposal_row,
    remark_row,
    request_row,
    round_row,
)
from reviser.history.log.values import pack, pack_json, unpack_list, unpack_optional

E = TypeVar("E", bound=Event)

_EVENTS = """SELECT e.seq, e.at, e.kind, r.name AS round, r.reviser, r.instruction, r.strategy, r.style_sheet,
        s.text AS given, e.target_seq, t.text, e.origin, e.outcome, e.message, e.source, e.annotator, e.elapsed_s,
        e.words, e.rule, e.silenced, e.reason, e.start_char_pos, e.end_char_pos, e.restored_seq,
        e.continues
    FROM events e LEFT JOIN rounds r ON r.id = e.round_id LEFT JOIN texts t ON t.hash = e.text_hash
        LEFT JOIN texts s ON s.hash = r.source_hash AND e.kind = 'round-started'
    WHERE e.document_id = ? ORDER BY e.seq"""


@dataclass(frozen=True, slots=True)
class Target:
    """Where events are written: a document, and an open connection with the caller's transaction."""

    connection: sqlite3.Connection
    document_id: int

    def round_row(self, name: str) -> int:
        """The row id of one of the document's rounds. Raises ValueError if that round was never started."""
        return round_row(self.connection, self.document_id, name)


def _no_parts(_target: Target, _seq: int, _row: EventRow, _event: Event) -> None:
    """Write nothing: for events that need only their own row."""


def _same(event: E, _numbers: Mapping[int, int]) -> E:
    """The event unchanged: for events that refer to no other event."""
    return event


@dataclass(frozen=True, slots=True)
class EventCodec(Generic[E]):
    """How one kind of event is stored.

    `event` is its class, `kinds` the values that it has in `events.kind`. `encode` makes its row and writes the rows
    that this row refers to; it raises ValueError if that is impossible. `write_parts` writes its rows in other tables,
    given the sequence number and the row. `decode` makes the event from the stored rows.

    `needs` is a table that has at least one row for each such event; if there is none, the history is damaged.
    `stands_alone`: no other event depends on it, so the rest of the document is kept if it is lost. `renumbered`
    returns the event with the sequence numbers of other events replaced according to a mapping."""

    event: type[E]
    kinds: tuple[str, ...]
    encode: Callable[[Target, E], EventRow]
    decode: Callable[[StoredEvent], E]
    write_parts: Callable[[Target, int, EventRow, E], None] = _no_parts
    needs: PartTable[Any] | None = None
    stands_alone: bool = False
    renumbered: Callable[[E, Mapping[int, int]], E] = _same


def write(connection: sqlite3.Connection, document_id: int, at: float, event: Event) -> int:
    """Insert an event with all its rows and return its sequence number. Must be called inside a transaction. Raises
    ValueError if the event refers to a round or proposal that does not exist."""
    codec, target = _BY_CLASS[type(event)], Target(connection, document_id)
    row = codec.encode(target, event)
    seq = row.insert(connection, document_id, at)
    codec.write_parts(target, seq, row, event)
    return seq


def read(connection: sqlite3.Connection, document_id: int) -> Iterator[Recorded]:
    """All events of a document, in order. Must be called inside a transaction, so that the tables are consistent."""
    parts = {table: table.read(connection, document_id) for table in PART_TABLES}
    cursor = connection.execute(_EVENTS, (document_id,))
    names = [column[0] for column in cursor.description]
    for values in cursor:
        row = dict(zip(names, values, strict=True))
        codec = _BY_KIND.get(row["kind"])
        if codec is None:
            raise ValueError(f"unknown kind of event: {row['kind']}")
        yield Recorded(row["seq"], row["at"], codec.decode(StoredEvent(row, parts)))


def renumbered(event: Event, numbers: Mapping[int, int]) -> Event:
    """The event with the sequence numbers of other events replaced. Raises KeyError if one is missing in `numbers`."""
    codec = _BY_CLASS[type(event)]
    moved: Event = codec.renumbered(event, numbers)
    return moved


def kinds_needing(table: PartTable[Any]) -> tuple[str, ...]:
    """The kinds of events that always have a row in this table."""
    return tuple(kind for codec in CODECS if codec.needs is table for kind in codec.kinds)


def _write_changes(target: Target, seq: int, edits: tuple[Edit, ...]) -> None:
    CHANGES.write(target.connection, seq, map(change_row, edits))


def _encode_changed(_target: Target, event: Changed) -> EventRow:
    # `restored_seq` names the event that a document went back to; here, the event the words were taken from.
    origin, continues = event.origin.value, event.continues or None
    return EventRow("changed", origin=origin, restored_seq=event.taken_from, continues=continues)


def _decode_changed(stored: StoredEvent) -> Changed:
    origin, continues = Origin(stored["origin"]), bool(stored["continues"])
    return Changed(stored.parts(CHANGES), origin, stored["restored_seq"], continues)


def _renumber_changed(event: Changed, numbers: Mapping[int, int]) -> Changed:
    return event if event.taken_from is None else replace(event, taken_from=numbers[event.taken_from])


def _encode_started(target: Target, event: RoundStarted) -> EventRow:
    started = target.connection.execute(
        "INSERT INTO rounds (document_id, name, reviser, instruction, strategy, style_sheet, source_hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            target.document_id,
            *map(pack, (event.round_id, event.reviser, event.instruction, event.strategy, event.style_sheet)),
            keep_text(target.connection, event.source) if event.source else None,
        ),
    )
    start, end = (None, None) if event.passage is None else (event.passage.start, event.passage.end)
    return EventRow("round-started", started.lastrowid, start_char_pos=start, end_char_pos=end)


def _decode_started(stored: StoredEvent) -> RoundStarted:
    return RoundStarted(
        stored.text("round"),
        stored.text("reviser"),
        stored.text("instruction"),
        stored.text("strategy"),
        stored.text("style_sheet"),
        unpack_optional(stored["given"]) or "",
        stored.span(),
    )


def _write_arrived(target: Target, seq: int, row: EventRow, event: Arrived) -> None:
    round_id = row.round_id or 0
    first: int = target.connection.execute(
        "SELECT coalesce(max(number) + 1, 0) FROM proposals WHERE round_id = ?", (round_id,)
    ).fetchone()[0]
    numbered = enumerate(event.proposals, start=first)
    PROPOSALS.write(target.connection, seq, (proposal_row(round_id, number, proposal) for number, proposal in numbered))


def _write_request(target: Target, seq: int, row: EventRow, event: RequestMade) -> None:
    REQUESTS.write(target.connection, seq, [request_row(target.connection, row.round_id or 0, event.exchange)])


def _decode_request(stored: StoredEvent) -> RequestMade:
    (exchange,) = stored.parts(REQUESTS)
    return RequestMade(stored.text("round"), exchange)


def _encode_ended(target: Target, event: RoundEnded) -> EventRow:
    round_id = target.round_row(event.round_id)
    return EventRow("round-ended", round_id, outcome=event.outcome.value, message=pack(event.message))


def _decide_row(target: Target, event: Decided | Redecided) -> EventRow:
    """The row of an event with decisions, without its kind. If the decisions are about several rounds, it names no
    round."""
    names = dict.fromkeys(decision.proposal_id.rpartition(":")[0] for decision in event.decisions)
    rounds = [target.round_row(name) for name in names]
    return EventRow(
        "",
        rounds[0] if len(rounds) == 1 else None,
        source=event.source.value,
        annotator=pack(event.annotator),
    )


def _encode_decided(target: Target, event: Decided) -> EventRow:
    return _decide_row(target, event)._replace(kind="decided", elapsed_s=event.elapsed_s)


def _encode_redecided(target: Target, event: Redecided) -> EventRow:
    return _decide_row(target, event)._replace(kind="redecided")


def _write_decided(target: Target, seq: int, _row: EventRow, event: Decided | Redecided) -> None:
    rounds: dict[str, int] = {}
    rows = []
    for decision in event.decisions:
        name, _, number = decision.proposal_id.rpartition(":")
        if name not in rounds:
            rounds[name] = target.round_row(name)
        if not number.isdecimal() or proposal_id(name, int(number)) != decision.proposal_id:
            raise ValueError(f"{decision.proposal_id!r} is not a proposal's id")
        found = target.connection.execute(
            "SELECT id FROM proposals WHERE round_id = ? AND number = ?", (rounds[name], int(number))
        ).fetchone()
        if found is None:
            raise ValueError(f"no proposal {decision.proposal_id!r} has arrived")
        rows.append(decision_row(found[0], decision))
    DECISIONS.write(target.connection, seq, rows)


def _write_redecided(target: Target, seq: int, row: EventRow, event: Redecided) -> None:
    _write_decided(target, seq, row, event)
    _write_changes(target, seq, event.edits)


def _decode_decided(stored: StoredEvent) -> Decided:
    source = DecisionSource(stored["source"])
    return Decided(stored.parts(DECISIONS), source, stored.text("annotator"), stored["elapsed_s"])


def _decode_redecided(stored: StoredEvent) -> Redecided:
    source = DecisionSource(stored["source"])
    return Redecided(stored.parts(DECISIONS), stored.parts(CHANGES), source, stored.text("annotator"))


def _encode_locked(_target: Target, event: Locked) -> EventRow:
    kind = "locked" if event.locked else "unlocked"
    return EventRow(kind, start_char_pos=event.span.start, end_char_pos=event.span.end)


CODECS: tuple[EventCodec[Any], ...] = (
    EventCodec(
        Opened,
        ("opened",),
        lambda target, event: EventRow("opened", text_hash=keep_text(target.connection, event.text)),
        lambda stored: Opened(stored.text("text")),
    ),
    EventCodec(
        Changed,
        ("changed",),
        _encode_changed,
        _decode_changed,
        lambda target, seq, _row, event: _write_changes(target, seq, event.edits),
        needs=CHANGES,
        renumbered=_renumber_changed,
    ),
    EventCodec(RoundStarted, ("round-started",), _encode_started, _decode_started),
    EventCodec(
        Arrived,
        ("arrived",),
        lambda target, event: EventRow("arrived", target.round_row(event.round_id)),
        lambda stored: Arrived(stored.text("round"), stored.parts(PROPOSALS)),
        _write_arrived,
        needs=PROPOSALS,
    ),
    EventCodec(
        Remarked,
        ("remarked",),
        lambda target, event: EventRow("remarked", target.round_row(event.round_id)),
        lambda stored: Remarked(stored.text("round"), stored.parts(REMARKS)),
        lambda target, seq, _row, event: REMARKS.write(target.connection, seq, map(remark_row, event.remarks)),
        needs=REMARKS,
        stands_alone=True,
    ),
    EventCodec(
        RequestMade,
        ("asked",),
        lambda target, event: EventRow("asked", target.round_row(event.round_id)),
        _decode_request,
        _write_request,
        needs=REQUESTS,
        stands_alone=True,
    ),
    EventCodec(
        RoundEnded,
        ("round-ended",),
        _encode_ended,
        lambda stored: RoundEnded(stored.text("round"), Outcome(stored["outcome"]), stored.text("message")),
    ),
    EventCodec(Decided, ("decided",), _encode_decided, _decode_decided, _write_decided, needs=DECISIONS),
    # It can have no changes.
    EventCodec(Redecided, ("redecided",), _encode_redecided, _decode_redecided, _write_redecided, needs=DECISIONS),
    EventCodec(
        Restored,
        ("restored",),
        lambda _target, event: EventRow("restored", restored_seq=event.seq, message=pack(event.name)),
        lambda stored: Restored(stored["restored_seq"], stored.text("message")),
        renumbered=lambda event, numbers: replace(event, seq=numbers[event.seq]),
    ),
    EventCodec(
        WordsAdded,
        ("words-added",),
        lambda _target, event: EventRow("words-added", words=pack_json(event.words)),
        lambda stored: WordsAdded(unpack_list(stored["words"])),
    ),
    EventCodec(
        RuleSet,
        ("rule-set",),
        lambda _target, event: EventRow("rule-set", rule=pack(event.rule), silenced=event.silenced),
        lambda stored: RuleSet(stored.text("rule"), bool(stored["silenced"])),
    ),
    EventCodec(
        Locked,
        ("locked", "unlocked"),
        _encode_locked,
        lambda stored: Locked(Span(stored["start_char_pos"], stored["end_char_pos"]), stored["kind"] == "locked"),
    ),
    EventCodec(
        Stopped,
        ("stopped",),
        lambda _target, event: EventRow("stopped", reason=event.reason.value),
        lambda stored: Stopped(StopReason(stored["reason"])),
    ),
    EventCodec(
        Undone,
        ("undone",),
        lambda _target, event: EventRow("undone", target_seq=event.seq),
        lambda stored: Undone(stored["target_seq"]),
        renumbered=lambda event, numbers: replace(event, seq=numbers[event.seq]),
    ),
    EventCodec(
        Redone,
        ("redone",),
        lambda _target, event: EventRow("redone", target_seq=event.seq),
        lambda stored: Redone(stored["target_seq"]),
        renumbered=lambda event, numbers: replace(event, seq=numbers[event.seq]),
    ),
)
_BY_CLASS: Mapping[type[Any], EventCodec[Any]] = {codec.event: codec for codec in CODECS}
_BY_KIND: Mapping[str, EventCodec[Any]] = {kind: codec for codec in CODECS for kind in codec.kinds}
