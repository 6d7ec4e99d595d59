"""Writes the digest: tables derived from a document's events, for code that reads many documents at once (library,
charts, exports) and for people who open the file with sqlite3. The digest is computed by folding the events and is
never the primary source; two programs that write it at the same time write the same."""

import sqlite3
from collections.abc import Iterator, Sequence

from reviser.core.round_state import RoundState
from reviser.core.session import State
from reviser.history.log import event_rows
from reviser.history.log.values import pack

_STALE = """SELECT d.id FROM documents d LEFT JOIN digests g ON g.document_id = d.id
    WHERE g.seq IS NOT (SELECT max(e.seq) FROM events e WHERE e.document_id = d.id) ORDER BY d.id"""


def stale_documents(connection: sqlite3.Connection) -> list[int]:
    """The documents without a digest, or with events newer than their digest."""
    return [number for (number,) in connection.execute(_STALE)]


def delete_digest(connection: sqlite3.Connection, document_id: int) -> None:
    """Delete the digest of a document. Must be called inside a transaction."""
    connection.execute(
        "DELETE FROM standings WHERE proposal_id IN (SELECT p.id FROM proposals p JOIN rounds r ON r.id = p.round_id"
        " WHERE r.document_id = ?)",
        (document_id,),
    )
    connection.execute("DELETE FROM round_digests WHERE document_id = ?", (document_id,))
    connection.execute("DELETE FROM digests WHERE document_id = ?", (document_id,))


def write_round(connection: sqlite3.Connection, document_id: int, round_state: RoundState) -> None:
    """Write the digest of one round. Must be called inside a transaction."""
    round_id = event_rows.round_row(connection, document_id, round_state.round.id)
    connection.execute(
        "INSERT OR REPLACE INTO round_digests (round_id, document_id, depth, at, base_hash) VALUES (?, ?, ?, ?, ?)",
        (
            round_id,
            document_id,
            round_state.round.depth,
            round_state.round.started,
            event_rows.keep_text(connection, round_state.round.base),
        ),
    )
    connection.executemany(
        """INSERT OR REPLACE INTO standings (proposal_id, standing, decision_id, start_char_pos, before, after)
        SELECT p.id, :standing, (SELECT max(d.id) FROM decisions d WHERE d.proposal_id = p.id AND d.seq = :seq),
            :start, :before, :after
        FROM proposals p WHERE p.round_id = :round AND p.number = :number""",
        _standings(round_id, round_state),
    )


def _standings(round_id: int, round_state: RoundState) -> Iterator[dict[str, object]]:
    for number, item in enumerate(round_state.round.items):
        made = round_state.decisions.get(item.id)
        offered = None if item.proposal.edit == item.original.edit else item.proposal.edit
        yield {
            "standing": item.standing.value,
            "seq": None if made is None else made.seq,
            "start": None if offered is None else offered.start,
            "before": None if offered is None else pack(offered.before),
            "after": None if offered is None else pack(offered.after),
            "round": round_id,
            "number": number,
        }


def mark_digested(connection: sqlite3.Connection, document_id: int, seq: int, state: State) -> None:
    """Record that the digest is complete up to the event `seq`. Must be called inside a transaction."""
    pending: Sequence[object] = () if state.round_state is None else state.round_state.pending
    connection.execute(
        "INSERT OR REPLACE INTO digests (document_id, seq, rounds, pending, stop) VALUES (?, ?, ?, ?, ?)",
        (document_id, seq, state.depth, len(pending), "" if state.stop is None else state.stop.value),
    )
