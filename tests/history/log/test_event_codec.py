"""The table of the kinds of events: it has all that there are, as the schema has."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest

from reviser.core.edit import Edit
from reviser.core.events import Changed, Event, Origin, Redone, Restored, Undone, WordsAdded
from reviser.history.log.event_codec import CODECS, kinds_needing, renumbered
from reviser.history.log.event_rows import DECISIONS, PART_TABLES, EventRow
from reviser.history.log.store import Store
from tests.history.sample import make

KINDS = [kind for codec in CODECS for kind in codec.kinds]


def test_every_event_has_one_entry() -> None:
    assert Counter(codec.event for codec in CODECS) == Counter(get_args(Event))
    assert len(set(KINDS)) == len(KINDS)


def test_the_schema_has_these_kinds_and_columns(tmp_path: Path) -> None:
    Store.open(tmp_path / "history.db").close()
    with closing(sqlite3.connect(tmp_path / "history.db")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for kind in KINDS:
            EventRow(kind).insert(connection, 1, 1.0)
        with pytest.raises(sqlite3.IntegrityError, match="kind"):
            EventRow("slept").insert(connection, 1, 1.0)
        columns = [row[1] for row in connection.execute("PRAGMA table_info(events)")]
    assert sorted(columns) == sorted(("seq", "document_id", "at", *EventRow._fields))


def test_the_sample_has_every_kind_and_something_in_each_table_that_a_kind_needs(tmp_path: Path) -> None:
    make(tmp_path / "history.db")
    with closing(sqlite3.connect(tmp_path / "history.db")) as connection:
        assert {kind for (kind,) in connection.execute("SELECT DISTINCT kind FROM events")} == set(KINDS)
        for table in PART_TABLES:
            query = "SELECT DISTINCT e.kind FROM events e JOIN @ p ON p.seq = e.seq".replace("@", table.name)
            assert {kind for (kind,) in connection.execute(query)} >= set(kinds_needing(table))
    assert kinds_needing(DECISIONS) == ("decided", "redecided")


@pytest.mark.parametrize(
    ("event", "moved"),
    [
        (Undone(3), Undone(13)),
        (Redone(3), Redone(13)),
        (Restored(3, "b"), Restored(13, "b")),
        (Changed((Edit(0, "", "a"),), Origin.BRANCH, 3), Changed((Edit(0, "", "a"),), Origin.BRANCH, 13)),
        (Changed((Edit(0, "", "a"),)), Changed((Edit(0, "", "a"),))),
        (WordsAdded(("a",)), WordsAdded(("a",))),
    ],
)
def test_an_event_names_others_by_their_new_numbers(event: Event, moved: Event) -> None:
    assert renumbered(event, {3: 13}) == moved
