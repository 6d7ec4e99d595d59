"""An event as rows, one way: from the program into the tables. event_decoder.py is the way back."""

import sqlite3
from typing import NamedTuple, assert_never

from reviser.core.edit import Edit, Proposal
from reviser.core.events import (
    Arrived,
    Changed,
    Decided,
    Event,
    Locked,
    Opened,
    Redecided,
    Redone,
    Remarked,
    RequestMade,
    Restored,
    RoundEnded,
    RoundStarted,
    RuleSet,
    Stopped,
    Undone,
    WordsAdded,
    proposal_id,
)
from reviser.history.log.values import Stored, hash_of, pack, pack_json, pack_optional


class _EventRow(NamedTuple):
    """The columns of `events`, in the order of _INSERT."""

    document_id: int
    at: float
    kind: str
    round_id: int | None = None
    target_seq: int | None = None
    text_hash: str | None = None
    origin: str | None = None
    outcome: str | None = None
    message: Stored | None = None
    source: str | None = None
    annotator: Stored | None = None
    elapsed_s: float | None = None
    words: Stored | None = None
    rule: Stored | None = None
    silenced: bool | None = None
    reason: str | None = None
    start_char_pos: int | None = None
    end_char_pos: int | None = None
    restored_seq: int | None = None
    continues: bool | None = None


_INSERT = (
    "INSERT INTO events (document_id, at, kind, round_id, target_seq, text_hash, origin, outcome, message, source,"
    " annotator, elapsed_s, words, rule, silenced, reason, start_char_pos, end_char_pos, restored_seq, continues)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def keep_text(connection: sqlite3.Connection, text: str) -> str:
    """The hash under which the text stands in `texts`, once however often it is kept."""
    key = hash_of(text)
    connection.execute("INSERT INTO texts (hash, text) VALUES (?, ?) ON CONFLICT DO NOTHING", (key, pack(text)))
    return key


def round_row(connection: sqlite3.Connection, document_id: int, name: str) -> int:
    """The row of a document's round. ValueError where it never started."""
    found: tuple[int] | None = connection.execute(
        "SELECT id FROM rounds WHERE document_id = ? AND name = ?", (document_id, pack(name))
    ).fetchone()
    if found is None:
        raise ValueError(f"no round {name!r} has started in document {document_id}")
    return found[0]


def write(connection: sqlite3.Connection, document_id: int, at: float, event: Event) -> int:
    """Insert one event with all that belongs to it; its sequence number. Inside the caller's transaction."""
    match event:
        case Opened():
            return _event(connection, _EventRow(document_id, at, "opened", text_hash=keep_text(connection, event.text)))
        case Changed():
            # The column is of an event that a document goes back to: here, where the words were taken from.
            row = _EventRow(
                document_id,
                at,
                "changed",
                origin=event.origin.value,
                restored_seq=event.taken_from,
                continues=event.continues or None,
            )
            return _changed(connection, row, event)
        case RoundStarted():
            return _started(connection, _EventRow(document_id, at, "round-started"), event)
        case Arrived():
            return _arrived(connection, _EventRow(document_id, at, "arrived"), event)
        case Remarked():
            return _remarked(connection, _EventRow(document_id, at, "remarked"), event)
        case RequestMade():
            return _asked(connection, _EventRow(document_id, at, "asked"), event)
        case RoundEnded():
            round_id = round_row(connection, document_id, event.round_id)
            row = _EventRow(
                document_id, at, "round-ended", round_id, outcome=event.outcome.value, message=pack(event.message)
            )
            return _event(connection, row)
        case Decided():
            return _decided(connection, _EventRow(document_id, at, "decided", elapsed_s=event.elapsed_s), event)
        case Redecided():
            seq = _decided(connection, _EventRow(document_id, at, "redecided"), event)
            return _with_changes(connection, seq, event.edits)
        case _:
            return _event(connection, _alone(document_id, at, event))


def _alone(
    document_id: int, at: float, event: Restored | WordsAdded | RuleSet | Locked | Stopped | Undone | Redone
) -> _EventRow:
    """An event that its own row says all about."""
    match event:
        case Restored(seq, name):
            return _EventRow(document_id, at, "restored", restored_seq=seq, message=pack(name))
        case WordsAdded(words):
            return _EventRow(document_id, at, "words-added", words=pack_json(words))
        case RuleSet(rule, silenced):
            return _EventRow(document_id, at, "rule-set", rule=pack(rule), silenced=silenced)
        case Locked(span, lock):
            kind = "locked" if lock else "unlocked"
            return _EventRow(document_id, at, kind, start_char_pos=span.start, end_char_pos=span.end)
        case Stopped(reason):
            return _EventRow(document_id, at, "stopped", reason=reason.value)
        case Undone(seq):
            return _EventRow(document_id, at, "undone", target_seq=seq)
        case Redone(seq):
            return _EventRow(document_id, at, "redone", target_seq=seq)
        case _:
            assert_never(event)


def _event(connection: sqlite3.Connection, row: _EventRow) -> int:
    seq = connection.execute(_INSERT, row).lastrowid
    if seq is None:
        raise AssertionError("an insert always has a row")
    return seq


def _started(connection: sqlite3.Connection, row: _EventRow, event: RoundStarted) -> int:
    started = connection.execute(
        "INSERT INTO rounds (document_id, name, reviser, instruction, strategy, style_sheet, source_hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            row.document_id,
            *map(pack, (event.round_id, event.reviser, event.instruction, event.strategy, event.style_sheet)),
            keep_text(connection, event.source) if event.source else None,
        ),
    )
    passage = event.passage
    places = (None, None) if passage is None else (passage.start, passage.end)
    row = row._replace(round_id=started.lastrowid, start_char_pos=places[0], end_char_pos=places[1])
    return _event(connection, row)


def _asked(connection: sqlite3.Connection, row: _EventRow, event: RequestMade) -> int:
    round_id = round_row(connection, row.document_id, event.round_id)
    seq = _event(connection, row._replace(round_id=round_id))
    exchange = event.exchange
    connection.execute(
        "INSERT INTO requests (seq, round_id, server, model, purpose, prompt, sent_hash, received_hash, tokens_in,"
        " tokens_out, tokens_cached, seconds, ended) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            seq,
            round_id,
            *map(pack, (exchange.server, exchange.model, exchange.purpose, exchange.prompt)),
            keep_text(connection, exchange.sent),
            keep_text(connection, exchange.received),
            exchange.tokens_in,
            exchange.tokens_out,
            exchange.tokens_cached,
            exchange.seconds,
            pack(exchange.ended),
        ),
    )
    return seq


def _changed(connection: sqlite3.Connection, row: _EventRow, event: Changed) -> int:
    return _with_changes(connection, _event(connection, row), event.edits)


def _with_changes(connection: sqlite3.Connection, seq: int, edits: tuple[Edit, ...]) -> int:
    connection.executemany(
        "INSERT INTO changes (seq, start_char_pos, end_char_pos, before, after) VALUES (?, ?, ?, ?, ?)",
        ((seq, edit.start, edit.end, pack(edit.before), pack(edit.after)) for edit in edits),
    )
    return seq


def _arrived(connection: sqlite3.Connection, row: _EventRow, event: Arrived) -> int:
    round_id = round_row(connection, row.document_id, event.round_id)
    seq = _event(connection, row._replace(round_id=round_id))
    first: int = connection.execute(
        "SELECT coalesce(max(number) + 1, 0) FROM proposals WHERE round_id = ?", (round_id,)
    ).fetchone()[0]
    connection.executemany(
        "INSERT INTO proposals (seq, round_id, number, type, start_char_pos, end_char_pos, before, after, intent,"
        " reviser, rule, explanation, confidence, anchor, alternatives, risk, group_name, word, form)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((seq, round_id, number, *_proposal(proposal)) for number, proposal in enumerate(event.proposals, start=first)),
    )
    return seq


def _proposal(proposal: Proposal) -> tuple[Stored | int | float, ...]:
    edit = proposal.edit
    return (
        edit.type.value,
        edit.start,
        edit.end,
        pack(edit.before),
        pack(edit.after),
        proposal.intent.value,
        pack(proposal.reviser),
        pack(proposal.rule),
        pack(proposal.explanation),
        proposal.confidence,
        proposal.anchor.value,
        pack_json(proposal.alternatives) if proposal.alternatives else "[]",
        pack_json([(flag.kind, flag.message) for flag in proposal.risk]) if proposal.risk else "[]",
        pack(proposal.group),
        pack(proposal.word),
        pack(proposal.form),
    )


def _remarked(connection: sqlite3.Connection, row: _EventRow, event: Remarked) -> int:
    seq = _event(connection, row._replace(round_id=round_row(connection, row.document_id, event.round_id)))
    connection.executemany(
        "INSERT INTO remarks (seq, start_char_pos, end_char_pos, message, reviser, rule) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (seq, remark.span.start, remark.span.end, pack(remark.message), pack(remark.reviser), pack(remark.rule))
            for remark in event.remarks
        ),
    )
    return seq


def _decided(connection: sqlite3.Connection, row: _EventRow, event: Decided | Redecided) -> int:
    rounds: dict[str, int] = {}
    decided = []
    for decision in event.decisions:
        name, _, number = decision.proposal_id.rpartition(":")
        if name not in rounds:
            rounds[name] = round_row(connection, row.document_id, name)
        if not number.isdecimal() or proposal_id(name, int(number)) != decision.proposal_id:
            raise ValueError(f"{decision.proposal_id!r} is not a proposal's id")
        found = connection.execute(
            "SELECT id FROM proposals WHERE round_id = ? AND number = ?", (rounds[name], int(number))
        ).fetchone()
        if found is None:
            raise ValueError(f"no proposal {decision.proposal_id!r} has arrived")
        decided.append((found[0], decision.verdict.value, pack_optional(decision.after), pack(decision.reason)))
    seq = _event(
        connection,
        row._replace(
            # Decisions about several rounds at once belong to none of them alone.
            round_id=next(iter(rounds.values())) if len(rounds) == 1 else None,
            source=event.source.value,
            annotator=pack(event.annotator),
        ),
    )
    connection.executemany(
        "INSERT INTO decisions (seq, proposal_id, verdict, after, reason) VALUES (?, ?, ?, ?, ?)",
        ((seq, *decision) for decision in decided),
    )
    return seq
