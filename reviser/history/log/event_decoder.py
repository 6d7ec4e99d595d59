"""Rows back into the events they were, equal to what was appended. event_encoder.py is the other way."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from reviser.core.edit import (
    Anchor,
    Decision,
    DecisionSource,
    Edit,
    Intent,
    Proposal,
    Remark,
    RiskFlag,
    Verdict,
)
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
from reviser.core.exchange import Exchange
from reviser.core.text import Span
from reviser.history.log.values import unpack, unpack_list, unpack_optional, unpack_pairs

Value = TypeVar("Value")

_EVENTS = """SELECT e.seq, e.at, e.kind, r.name AS round, r.reviser, r.instruction, r.strategy, r.style_sheet,
        s.text AS given, e.target_seq, t.text, e.origin, e.outcome, e.message, e.source, e.annotator, e.elapsed_s,
        e.words, e.rule, e.silenced, e.reason, e.start_char_pos, e.end_char_pos, e.restored_seq,
        e.continues
    FROM events e LEFT JOIN rounds r ON r.id = e.round_id LEFT JOIN texts t ON t.hash = e.text_hash
        LEFT JOIN texts s ON s.hash = r.source_hash AND e.kind = 'round-started'
    WHERE e.document_id = ? ORDER BY e.seq"""
_CHANGES = """SELECT c.seq, c.start_char_pos, c.before, c.after
    FROM events e JOIN changes c ON c.seq = e.seq WHERE e.document_id = ? ORDER BY c.id"""
_PROPOSALS = """SELECT p.seq, p.start_char_pos, p.before, p.after, p.intent, p.reviser, p.rule, p.explanation,
        p.confidence, p.anchor, p.alternatives, p.risk, p.group_name, p.word, p.form
    FROM events e JOIN proposals p ON p.seq = e.seq WHERE e.document_id = ? ORDER BY p.id"""
_REMARKS = """SELECT m.seq, m.start_char_pos, m.end_char_pos, m.message, m.reviser, m.rule
    FROM events e JOIN remarks m ON m.seq = e.seq WHERE e.document_id = ? ORDER BY m.id"""
_REQUESTS = """SELECT q.seq, q.server, q.model, q.purpose, q.prompt, a.text, b.text, q.tokens_in, q.tokens_out,
        q.tokens_cached, q.seconds, q.ended
    FROM events e JOIN requests q ON q.seq = e.seq JOIN texts a ON a.hash = q.sent_hash
        JOIN texts b ON b.hash = q.received_hash WHERE e.document_id = ? ORDER BY q.id"""
_DECISIONS = """SELECT d.seq, r.name, p.number, d.verdict, d.after, d.reason
    FROM events e JOIN decisions d ON d.seq = e.seq JOIN proposals p ON p.id = d.proposal_id
    JOIN rounds r ON r.id = p.round_id WHERE e.document_id = ? ORDER BY d.id"""


def read(connection: sqlite3.Connection, document_id: int) -> Iterator[Recorded]:
    """All events of a document, in order. Inside the caller's transaction, so that the tables agree."""

    def rows(query: str, value: Callable[..., Value]) -> dict[int, tuple[Value, ...]]:
        return _by_event(connection.execute(query, (document_id,)), value)

    changes = rows(_CHANGES, _edit)
    proposals = rows(_PROPOSALS, _proposal)
    remarks = rows(_REMARKS, _remark)
    decisions = rows(_DECISIONS, _decision)
    requests = rows(_REQUESTS, _exchange)
    cursor = connection.execute(_EVENTS, (document_id,))
    names = [column[0] for column in cursor.description]
    for values in cursor:
        row: dict[str, Any] = dict(zip(names, values, strict=True))
        seq: int = row["seq"]
        event: Event
        match row["kind"]:
            case "changed":
                event = Changed(
                    changes.get(seq, ()), Origin(row["origin"]), row["restored_seq"], bool(row["continues"])
                )
            case "arrived":
                event = Arrived(unpack(row["round"]), proposals.get(seq, ()))
            case "remarked":
                event = Remarked(unpack(row["round"]), remarks.get(seq, ()))
            case "asked":
                (exchange,) = requests[seq]
                event = RequestMade(unpack(row["round"]), exchange)
            case "decided":
                source = DecisionSource(row["source"])
                event = Decided(decisions.get(seq, ()), source, unpack(row["annotator"]), row["elapsed_s"])
            case "redecided":
                source = DecisionSource(row["source"])
                event = Redecided(decisions.get(seq, ()), changes.get(seq, ()), source, unpack(row["annotator"]))
            case _:
                event = _alone(row)
        yield Recorded(seq, row["at"], event)


def _span(row: dict[str, Any]) -> Span | None:
    """The places of an event's own row, where it has some."""
    start: int | None = row["start_char_pos"]
    return None if start is None else Span(start, row["end_char_pos"])


def _alone(row: dict[str, Any]) -> Event:
    """An event that its own row says all about."""
    match row["kind"]:
        case "opened":
            return Opened(unpack(row["text"]))
        case "round-started":
            return RoundStarted(
                unpack(row["round"]),
                unpack(row["reviser"]),
                unpack(row["instruction"]),
                unpack(row["strategy"]),
                unpack(row["style_sheet"]),
                unpack_optional(row["given"]) or "",
                _span(row),
            )
        case "round-ended":
            return RoundEnded(unpack(row["round"]), Outcome(row["outcome"]), unpack(row["message"]))
        case "restored":
            return Restored(row["restored_seq"], unpack(row["message"]))
        case "words-added":
            return WordsAdded(unpack_list(row["words"]))
        case "rule-set":
            return RuleSet(unpack(row["rule"]), bool(row["silenced"]))
        case "locked" | "unlocked" as kind:
            return Locked(Span(row["start_char_pos"], row["end_char_pos"]), kind == "locked")
        case "stopped":
            return Stopped(StopReason(row["reason"]))
        case "undone":
            return Undone(row["target_seq"])
        case "redone":
            return Redone(row["target_seq"])
        case kind:
            raise ValueError(f"unknown kind of event: {kind}")


def _by_event(rows: Iterable[Any], value: Callable[..., Value]) -> dict[int, tuple[Value, ...]]:
    grouped: defaultdict[int, list[Value]] = defaultdict(list)
    for seq, *columns in rows:
        grouped[seq].append(value(*columns))
    return {seq: tuple(values) for seq, values in grouped.items()}


def _edit(start: int, before: object, after: object) -> Edit:
    return Edit(start, unpack(before), unpack(after))


def _proposal(*columns: Any) -> Proposal:
    start, before, after, intent, reviser, rule, explanation, confidence, anchor, others, risk, group, word, form = (
        columns
    )
    return Proposal(
        Edit(start, unpack(before), unpack(after)),
        Intent(intent),
        unpack(reviser),
        unpack(rule),
        unpack(explanation),
        confidence,
        () if others == "[]" else unpack_list(others),
        () if risk == "[]" else tuple(RiskFlag(kind, message) for kind, message in unpack_pairs(risk)),
        Anchor(anchor),
        unpack(group),
        unpack(word),
        unpack(form),
    )


def _remark(start: int, end: int, message: object, reviser: object, rule: object) -> Remark:
    return Remark(Span(start, end), unpack(message), unpack(reviser), unpack(rule))


def _exchange(*columns: Any) -> Exchange:
    server, model, purpose, prompt, sent, received, tokens_in, tokens_out, tokens_cached, seconds, ended = columns
    return Exchange(
        unpack(server),
        unpack(model),
        unpack(purpose),
        unpack(prompt),
        unpack(sent),
        unpack(received),
        tokens_in,
        tokens_out,
        tokens_cached,
        seconds,
        unpack(ended),
    )


def _decision(name: object, number: int, verdict: str, after: object, reason: object) -> Decision:
    return Decision(proposal_id(unpack(name), number), Verdict(verdict), unpack_optional(after), unpack(reason))
