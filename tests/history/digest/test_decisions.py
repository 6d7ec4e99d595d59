"""What is read of a round all at once is what was offered and decided, whatever the texts and numbers are."""

import json
import sqlite3
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Decision, Edit, Intent, Proposal, RiskFlag, Verdict
from reviser.core.events import Arrived, Decided, RoundStarted
from reviser.core.timeline import Timeline
from reviser.history.digest import decisions as decided
from reviser.history.digest.decisions import EditRow
from reviser.history.log.store import Store
from reviser.services.documents.digest_updates import update_digest
from tests.history.sample import quick_path

PLAIN = st.sampled_from(["", "a", '"', "\\u00e9", "\n\x1f\x7f\u2028", "é😀"])
TEXTS = PLAIN | st.text(st.characters(exclude_categories=()), max_size=4)
CONFIDENCES = st.sampled_from([0.0, 0.8, 1.0, 2 / 3, 1e-7, 2**-9 / 3]) | st.floats(0, 1)


def expected(store: Store, document: int) -> list[list[object]]:
    (round_state,) = Timeline(store.records(document)).rounds()
    rows: list[list[object]] = []
    for item in round_state.round.live:
        proposal, made = item.proposal, round_state.decisions.get(item.id)
        written = made.decision.after if made else None
        rows.append(
            [
                int(item.id.rpartition(":")[2]),
                *(proposal.edit.start, proposal.edit.before, proposal.edit.after),
                *(proposal.intent, proposal.rule, proposal.explanation, proposal.confidence),
                [[flag.kind, flag.message] for flag in proposal.risk],
                list(proposal.alternatives),
                made.seq if made else None,
                made.decision.verdict if made else Verdict.UNDECIDED,
                None if written == proposal.edit.after else written,
                made.decision.reason if made else "",
                proposal.reviser,
            ]
        )
    return rows


def read(row: EditRow) -> list[object]:
    """With what is JSON in it read."""
    return [*row[:8], *([] if value is None else json.loads(value) for value in row[8:10]), *row[10:]]


@given(data=st.data())
def test_a_round_is_read_as_it_was_played(data: st.DataObject) -> None:
    texts = data.draw(st.sampled_from([PLAIN, TEXTS]))
    words = data.draw(st.lists(texts.filter(bool), min_size=1, max_size=5))
    with quick_path() as path, Store.open(path) as store:
        document = store.add_document(
            path=None, title="a", text=" ".join(words), format="plain", encoding="utf-8", bom=b""
        )
        proposals, decisions, place = [], [], 0
        for number, word in enumerate(words):
            after = word + data.draw(texts.filter(bool))
            risk = data.draw(st.lists(st.builds(RiskFlag, texts, texts), max_size=1).map(tuple))
            others = data.draw(st.lists(texts, max_size=1).map(tuple))
            proposals.append(
                Proposal(
                    Edit(place, word, after), Intent.STYLE, "here", data.draw(texts), data.draw(texts),
                    data.draw(CONFIDENCES), others, risk,
                )
            )  # fmt: skip
            place += len(word) + 1
            verdict = data.draw(st.sampled_from(Verdict))
            written = data.draw(texts) if verdict is Verdict.REWRITE else None
            if data.draw(st.booleans()):
                decisions.append(Decision(f"r:{number}", verdict, written, data.draw(texts)))
        store.append(document, RoundStarted("r", "here"), Arrived("r", tuple(proposals)))
        if decisions:
            store.append(document, Decided(tuple(decisions)))
        update_digest(store)
        (row,) = store.decided(document)
        assert [read(edit) for edit in row.edits.rows()] == expected(store, document)


def test_a_row_as_others_write_it_is_read_too() -> None:
    """What this program never writes, and SQLite's JSON cannot hold."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(
            """CREATE TABLE round_digests (round_id, document_id, depth, at, base_hash);
            CREATE TABLE proposals (id, round_id, number, start_char_pos, before, after, intent, rule, explanation,
                confidence, risk, alternatives, reviser);
            CREATE TABLE standings (proposal_id, standing, decision_id, start_char_pos, before, after);
            CREATE TABLE decisions (id, seq, verdict, after, reason);
            CREATE TABLE rounds (id, document_id, name, reviser, instruction);
            CREATE TABLE requests (id, round_id, model, prompt);
            CREATE TABLE events (seq, document_id, kind, source, annotator, at, elapsed_s);
            CREATE TABLE texts (hash, text);
            INSERT INTO texts VALUES ('h', 'ab');
            INSERT INTO rounds VALUES (1, 1, 'r', 'here', '');
            INSERT INTO round_digests VALUES (1, 1, 1, 0.0, 'h');"""
        )
        for number, confidence in enumerate([9e999, 1e300, -0.0, 0.5, 7]):
            connection.execute(
                "INSERT INTO proposals VALUES (?, 1, ?, ?, 'a', 'b', 'style', '', '', ?, '[]', '[]', 'here')",
                (number, number, number, confidence),
            )
            connection.execute("INSERT INTO standings VALUES (?, 'live', NULL, NULL, NULL, NULL)", (number,))
            (row,) = decided.read_rounds(connection, 1)
            assert row.edits.confidences[-1] == confidence
