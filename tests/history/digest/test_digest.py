"""What is written down for readers is what the fold says, on every branch, and is made again when something happens."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Decision, Verdict
from reviser.core.events import Arrived, Changed, Decided, Event, Restored, RoundStarted
from reviser.core.timeline import Timeline
from reviser.history.log.store import Store
from reviser.history.recovery.verify import verify
from reviser.services.documents.digest_updates import update_digest
from tests.core.recording import propose
from tests.history.sample import make, quick_path

TEXT = "one two three four\n"


def opened(store: Store) -> int:
    return store.add_document(path=None, title="a", text=TEXT, format="plain", encoding="utf-8", bom=b"")


def edits(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        query = (
            "SELECT round, depth, start_char_pos, before, applied, standing, decision FROM edits ORDER BY proposal_id"
        )
        return connection.execute(query).fetchall()


def test_each_edit_reads_as_a_row(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    make(path)
    with Store.open(path) as store:
        assert update_digest(store) == ()
        assert store.undigested() == []
    # The sample went back to the first round, and on from there; the second was on the branch that was left.
    assert edits(path) == [
        ("one", 1, 3, "utilise", "use", "live", "accept"),
        ("one", 1, 11, "teh", "the", "live", "rewrite"),
        ("one", 1, 0, "We", None, "live", "reject"),
        ("two", 2, 25, " was", "", "live", "accept"),
    ]
    assert verify(path) == []


def test_what_happens_later_makes_it_again(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with Store.open(path) as store:
        document = opened(store)
        store.append(document, RoundStarted("a", "test"), Arrived("a", (propose(TEXT, "two", "2"),)))
        update_digest(store)
        assert edits(path) == [("a", 1, 4, "two", None, "live", None)]
        store.append(document, Decided((Decision("a:0", Verdict.REJECT),)))
        assert store.undigested() == [document]
        # What is left of a proposal, where a part of it was rejected before.
        wide = propose(TEXT, "two three", "2 3")
        store.append(document, RoundStarted("b", "test"), Arrived("b", (propose(TEXT, "two", "2"), wide)))
        update_digest(store)
        assert edits(path) == [
            ("a", 1, 4, "two", None, "live", "reject"),
            ("b", 2, 4, "two", None, "held back", None),
            ("b", 2, 8, "three", None, "live", None),
        ]


def test_a_history_that_does_not_fit_together_is_said_and_the_others_are_done(tmp_path: Path) -> None:
    with Store.open(tmp_path / "history.db") as store:
        damaged, whole = opened(store), opened(store)
        store.append(damaged, RoundStarted("a", "test"), Arrived("a", (propose(TEXT, "two", "2"),)))
        store.append(damaged, Decided((Decision("a:0", Verdict.ACCEPT),)), Changed((propose(TEXT, "two", "").edit,)))
        (said,) = update_digest(store)
        assert "is inconsistent" in said
        assert store.undigested() == [damaged]
        assert whole not in store.undigested()


def test_it_can_be_ended_and_goes_on_later(tmp_path: Path) -> None:
    class EnoughError(Exception):
        pass

    def told(done: int, of: int) -> None:
        assert of == 3
        if done == 2:
            raise EnoughError

    with Store.open(tmp_path / "history.db") as store:
        documents = [opened(store) for _ in range(3)]
        with pytest.raises(EnoughError):
            update_digest(store, told)
        assert store.undigested() == documents[2:]


@given(data=st.data())
def test_it_is_what_the_fold_says(data: st.DataObject) -> None:
    with quick_path() as path, Store.open(path) as store:
        document = opened(store)
        timeline = Timeline(store.records(document))

        def do(event: Event) -> None:
            for recorded in store.append(document, event):
                timeline.take(recorded)

        for number in range(data.draw(st.integers(1, 8))):
            round_state = timeline.state.round_state
            match data.draw(st.sampled_from(["round", "decide", "back"])):
                case "round":
                    words = [word for word in TEXT.split() if word in timeline.state.text]
                    do(RoundStarted(f"r{number}", "test"))
                    text = timeline.state.text
                    do(Arrived(f"r{number}", tuple(propose(text, word, word[0]) for word in words)))
                case "decide" if round_state is not None and round_state.pending:
                    verdict = data.draw(st.sampled_from([Verdict.ACCEPT, Verdict.REJECT]))
                    do(Decided((Decision(round_state.pending[0].id, verdict),)))
                case "back":
                    do(Restored(data.draw(st.integers(1, timeline.last))))
            if data.draw(st.booleans()):
                update_digest(store)
        update_digest(store)
        expected = {
            (item.id, round_state.round.depth, item.standing.value, _verdict(round_state.decisions.get(item.id)))
            for round_state in timeline.rounds()
            for item in round_state.round.items
        }
        with closing(sqlite3.connect(path)) as connection:
            query = """SELECT round || ':' || (SELECT number FROM proposals WHERE id = proposal_id), depth, standing,
                decision FROM edits"""
            assert set(connection.execute(query)) == expected
            (pending,) = connection.execute("SELECT pending FROM digests").fetchone()
        assert pending == (0 if timeline.state.round_state is None else len(timeline.state.round_state.pending))


def _verdict(made: object) -> str | None:
    decision = getattr(made, "decision", None)
    return None if decision is None else str(decision.verdict.value)
