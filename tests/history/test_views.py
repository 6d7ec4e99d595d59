"""What a person reads with sqlite3 or Datasette: the views agree with the program, the tables cannot be rewritten."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Decision, Edit, Intent, Proposal, Verdict
from reviser.core.events import Arrived, Decided, Event, Redone, RoundStarted, Undone
from reviser.core.session import State
from reviser.core.timeline import Timeline
from reviser.history.log.store import Store
from tests.history.sample import make, quick_path

APPEND_ONLY = ("texts", "rounds", "events", "proposals", "decisions", "changes", "remarks", "results", "saves")


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    make(tmp_path / "history.db")
    with closing(sqlite3.connect(tmp_path / "history.db")) as connection:
        yield connection


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET rowid = rowid + 100", "DELETE FROM {}", "REPLACE INTO {} SELECT * FROM {}"]
)
def test_what_was_written_cannot_be_rewritten(sample: sqlite3.Connection, table: str, statement: str) -> None:
    sample.execute("PRAGMA recursive_triggers = ON")
    before = list(sample.iterdump())
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        sample.execute(statement.replace("{}", table))
    assert list(sample.iterdump()) == before


def test_decisions_in_force_read_as_a_person_would_say_it(sample: sqlite3.Connection) -> None:
    found = sample.execute(
        "SELECT proposal, verdict, before, proposed_after, applied_after, annotator"
        " FROM decisions_in_force ORDER BY seq"
    ).fetchall()
    assert found == [
        ("one:1", "rewrite", "teh", "then", "the", "me"),
        ("one:2", "reject", "We", "I", None, ""),
        ("two:0", "accept", " was", "", "", ""),
        ("one:0", "reject", "utilise", "use", None, "me"),
    ]


class Person:
    """Makes events that fit the state, as the program would."""

    def __init__(self, store: Store, text: str) -> None:
        self.store = store
        self.document = store.add_document(path=None, title="", text=text, format="plain", encoding="utf-8", bom=b"")
        self.timeline = Timeline(store.records(self.document))
        self.rounds = 0

    @property
    def state(self) -> State:
        return self.timeline.state

    def do(self, event: Event) -> None:
        for recorded in self.store.append(self.document, event):
            self.timeline.take(recorded)

    def start(self) -> None:
        self.rounds += 1
        name = f"r{self.rounds}"
        self.do(RoundStarted(name, "embedded"))
        text = self.state.text
        found = [index for index, letter in enumerate(text) if letter == "a"]
        edits = [Edit(index, "a", "the") for index in found]
        self.do(Arrived(name, tuple(Proposal(edit, Intent.STYLE, "embedded", "rule", "") for edit in edits)))

    def decide(self, data: st.DataObject) -> None:
        ids = [item.id for item in self.state.round_state.round.live] if self.state.round_state else []
        if ids:
            chosen = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
            self.do(Decided(tuple(Decision(item_id, data.draw(st.sampled_from(Verdict))) for item_id in chosen)))

    def undo(self) -> None:
        for each in self.timeline.undo_step:
            self.do(Undone(each.seq))

    def redo(self) -> None:
        for each in self.timeline.redo_step:
            self.do(Redone(each.seq))


@given(data=st.data())
def test_the_views_agree_with_the_program(data: st.DataObject) -> None:
    with quick_path() as path, Store.open(path) as store:
        person = Person(store, "a b a c a d")
        person.start()
        for action in data.draw(st.lists(st.sampled_from(["decide", "decide", "undo", "undo", "redo", "start"]))):
            match action:
                case "decide":
                    person.decide(data)
                case "undo":
                    person.undo()
                case "redo":
                    person.redo()
                case _:
                    person.start()
        expected = {
            (made.seq, made.decision.proposal_id, made.decision.verdict.value)
            for round_state in person.state.rounds
            for made in round_state.decisions.values()
        }
        undone_rounds = {f"r{number + 1}" for number in range(person.rounds)} - {
            round_state.round.id for round_state in person.state.rounds
        }
        in_force = {
            recorded.seq
            for recorded in (store.records(person.document)[0], *person.timeline.in_force())
            if not isinstance(recorded.event, Arrived) or recorded.event.round_id not in undone_rounds
        }
        with closing(sqlite3.connect(store.path)) as connection:
            assert set(connection.execute("SELECT seq, proposal, verdict FROM decisions_in_force")) == expected
            assert {seq for (seq,) in connection.execute("SELECT seq FROM events_in_force")} == in_force
