"""A person's latest decisions in other documents, which the next round learns from. Reads backwards from the latest
decision, at most LATEST decisions, so the time does not depend on the size of the history."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from reviser.history.connection import connect_to_read, reading_values
from reviser.history.log.values import pack, unpack, unpack_optional

LATEST = 2000  # decisions of all documents and annotators that are read

_DECIDED = """SELECT e.document_id, d.seq, d.proposal_id, p.round_id, p.rule, p.reviser, p.intent, p.before,
        p.after, d.verdict, d.after, d.reason
    FROM (SELECT id FROM decisions ORDER BY id DESC LIMIT :latest) l
    JOIN decisions d ON d.id = l.id
    JOIN events e ON e.seq = d.seq
    JOIN proposals p ON p.id = d.proposal_id
    JOIN documents o ON o.id = e.document_id
    WHERE e.source = 'person' AND e.annotator = :annotator AND e.document_id <> :document AND o.deleted_at IS NULL
    ORDER BY d.id DESC"""
_RULES_SET = """SELECT document_id, rule, silenced, seq FROM events INDEXED BY events_by_rule
    WHERE rule IS NOT NULL ORDER BY seq"""
# SQLite returns `kind` from the row with the largest seq.
_LAST_TURNS = """SELECT target_seq, kind, max(seq) FROM events
    WHERE target_seq IN (SELECT value FROM json_each(?)) GROUP BY target_seq"""
# The first event of a round starts it.
_STARTS = """SELECT (SELECT min(e.seq) FROM events e WHERE e.round_id = r.value), r.value FROM json_each(?) r"""


class DecisionElsewhere(NamedTuple):
    """A decision in force in another document: the event `seq`, about the proposal `before` → `after` that `reviser`
    made by `rule`. `written` is the person's own text, if it differs from `after`. `verdict` and `intent` are codes as
    stored."""

    document: int
    seq: int
    rule: str
    reviser: str
    intent: str
    before: str
    after: str
    verdict: str
    written: str | None
    reason: str


def decisions_elsewhere(path: Path, document_id: int, annotator: str, latest: int = LATEST) -> list[DecisionElsewhere]:
    """The decisions of `annotator` in documents other than `document_id`, latest first. Decisions about a rule are left
    out if they were made before the rule was last reset, in whichever document. At most `latest` decisions of the
    history are read. Opens its own connection. Raises HistoryError if the history cannot be read."""
    with reading_values(path), closing(connect_to_read(path, 5000)) as connection:
        connection.execute("BEGIN")
        return list(_decisions(connection, document_id, annotator, latest))


def _decisions(
    connection: sqlite3.Connection, document_id: int, annotator: str, latest: int
) -> Iterator[DecisionElsewhere]:
    about = {"latest": latest, "annotator": pack(annotator), "document": document_id}
    rows = connection.execute(_DECIDED, about).fetchall()
    undone = _undone_events(connection, {row[1] for row in rows})
    gone = _undone_rounds(connection, {row[3] for row in rows})
    begun = _rule_restarts(connection)
    seen: set[int] = set()
    for document, seq, proposal, round_id, rule, reviser, intent, before, after, verdict, written, reason in rows:
        if seq in undone or round_id in gone or proposal in seen:
            continue
        seen.add(proposal)
        kind = unpack(rule)
        if seq > begun.get(kind, 0):
            yield DecisionElsewhere(
                document,
                seq,
                kind,
                unpack(reviser),
                intent,
                unpack(before),
                unpack(after),
                verdict,
                unpack_optional(written),
                unpack(reason),
            )


def _rule_restarts(connection: sqlite3.Connection) -> dict[str, int]:
    """For each rule, the event at which it was last reset: a rule that was not silent was told to propose."""
    rows = connection.execute(_RULES_SET).fetchall()
    undone = _undone_events(connection, [seq for *_, seq in rows])
    begun: dict[str, int] = {}
    silent: dict[tuple[int, str], bool] = {}
    for document, stored, silenced, seq in rows:
        if seq in undone:
            continue
        rule = unpack(stored)
        if not silenced and not silent.get((document, rule)):
            begun[rule] = seq
        silent[document, rule] = bool(silenced)
    return begun


def _undone_events(connection: sqlite3.Connection, seqs: Iterable[int]) -> set[int]:
    """The events in `seqs` that are undone and not redone."""
    rows = connection.execute(_LAST_TURNS, (json.dumps(list(seqs)),))
    return {target for target, kind, _ in rows if kind == "undone"}


def _undone_rounds(connection: sqlite3.Connection, rounds: Iterable[int]) -> set[int]:
    """The rounds in `rounds` whose start is undone."""
    starts = dict(connection.execute(_STARTS, (json.dumps(list(rounds)),)))
    return {starts[seq] for seq in _undone_events(connection, starts)}
