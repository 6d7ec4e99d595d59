"""What follows from a document's events, written down for those who read many documents at once: the library, the
charts, exports, and whoever opens the file with sqlite3. Made by the fold, never a truth of its own: two who make the
same at once write the same.
"""

import sqlite3
from collections.abc import Iterator, Sequence

from reviser.core.round_state import RoundState
from reviser.core.session import State
from reviser.history.log import event_rows
from reviser.history.log.values import pack

_STALE = """SELECT d.id FROM documents d LEFT JOIN digests g ON g.document_id = d.id
    WHERE g.seq IS NOT (SELECT max(e.seq) FROM events e WHERE e.document_id = d.id) ORDER BY d.id"""


def stale_documents(connection: sqlite3.Connection) -> list[int]:
    """The documents without a digest, or with events that are newer than it."""
    return [number for (number,) in connection.execute(_STALE)]


def delete_digest(connection: sqlite3.Connection, document_id: int) -> None:
    """Take a document's digest away. Inside the caller's transaction."""
    connection.execute(
        "DELETE FROM standings WHERE proposal_id IN (SELECT p.id FROM proposals p JOIN rounds r ON r.id = p.round_id"
        " WHERE r.document_id = ?)",
        (document_id,),
    )
    connection.execute("DELETE FROM round_digests WHERE document_id = ?", (document_id,))
    connection.execute("DELETE FROM digests WHERE document_id = ?", (document_id,))


def write_round(connection: sqlite3.Connection, document_id: int, round_state: RoundState) -> None:
    """Write down one round. Inside the caller's transaction."""
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
    """Say that the rounds which were written down are those up to event `seq`. Inside the caller's transaction."""
    pending: Sequence[object] = () if state.round_state is None else state.round_state.pending
    connection.execute(
        "INSERT OR REPLACE INTO digests (document_id, seq, rounds, pending, stop) VALUES (?, ?, ?, ?, ?)",
        (document_id, seq, state.depth, len(pending), "" if state.stop is None else state.stop.value),
    )
