"""What is lost of a history takes nothing with it but what follows from it, and that is said."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reviser.core.timeline import Timeline
from reviser.errors import HistoryError
from reviser.history.log.store import SCHEMA_VERSION, Store
from reviser.history.recovery.reconcile import LostPart, Reconciled, in_table, reconcile
from reviser.history.recovery.repair import RepairStep, repair
from reviser.history.recovery.verify import verify
from tests.history.recovery.test_verify import listing, meddle
from tests.history.sample import EVENTS, LAST, make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The sample, with a row in every table that is kept, and a second document behind it."""
    path = tmp_path / "history.db"
    make(path)
    with Store.open(path, clock=lambda: 8.0) as store:
        store.keep_label(3, "early")
        store.keep_label(18, "late")
        store.keep_round_settings(1, "{}")
        store.add_document(path=None, title="other", text="Other.", format="plain", encoding="utf-8", bom=b"")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO queue VALUES (1, 2, 1, 'ann', 'done', 7.0)")
        connection.execute("INSERT INTO merged VALUES (2, 'key', 'other.db', 7.0)")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


# What follows from the other tables, what is only used inside a transaction, and what SQLite keeps for itself.
MADE_AGAIN = ("search", "digest", "round_", "standings", "purging", "sqlite_", "_sqlite")


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1").fetchall()
        kept = [name for (name,) in names if not name.startswith(MADE_AGAIN)]
        return {table: connection.execute(in_table(table, "SELECT * FROM @ ORDER BY 1")).fetchall() for table in kept}


def texts(path: Path) -> list[str]:
    """How each document stands in a history that is whole again."""
    assert verify(path) == []
    with Store.open(path) as store:
        numbers = sorted(document.id for document in store.documents())
        return [Timeline(store.records(number)).state.text for number in numbers]


def test_every_row_of_every_table_comes_back(path: Path) -> None:
    there = rows(path)
    repaired = repair(path, path.with_name("new.db"))
    assert (repaired.whole, repaired.lost) == (2, False)
    assert rows(path.with_name("new.db")) == there
    assert all(there.values())


@pytest.mark.parametrize("table", ["changes", "decisions", "proposals"])
def test_a_table_that_no_name_leads_to_any_more_is_found_by_its_rows(path: Path, table: str) -> None:
    there = rows(path)
    meddle(path, "PRAGMA writable_schema = ON", in_table(table, "DELETE FROM sqlite_schema WHERE name = '@'"))
    repaired = repair(path, path.with_name("new.db"))
    assert repaired.unreadable == 1
    assert rows(path.with_name("new.db")) == there


@pytest.mark.parametrize("seq", [7, 11, 18, 26])
def test_a_document_is_kept_up_to_the_event_of_which_a_part_is_damaged(path: Path, seq: int) -> None:
    meddle(path, in_table(str(seq), "UPDATE decisions SET verdict = 'perhaps' WHERE seq = @"))
    repaired = repair(path, path.with_name("new.db"))
    assert repaired.whole == 1
    assert repaired.cut == (LostPart("sample", seq - 1, len(EVENTS) - seq + 1, text=seq < 26),)
    assert texts(path.with_name("new.db")) == [LAST, "Other."]
    with Store.open(path.with_name("new.db")) as store:
        assert store.labels(1) == {at: name for at, name in {3: "early", 18: "late"}.items() if at < seq}


@pytest.mark.parametrize(
    ("damage", "kept"),
    [
        ("UPDATE changes SET end_char_pos = 99 WHERE seq = 12", 11),
        ("UPDATE changes SET before = 4 WHERE seq = 30", 29),
        ("UPDATE proposals SET before = 'very long' WHERE seq = 4", 3),
        ("DELETE FROM proposals WHERE seq = 4", 7),  # the first decision about it comes as number 8
        ("UPDATE rounds SET source_hash = 'none' WHERE name = 'three'", 20),
        ("UPDATE events SET text_hash = 'none' WHERE seq = 1", 1),  # its newest text is all
    ],
)
def test_what_cannot_follow_is_cut_and_the_newest_stored_text_comes_behind(path: Path, damage: str, kept: int) -> None:
    meddle(path, damage)
    target = path.with_name("new.db")
    (cut,) = repair(path, target).cut
    assert (cut.title, cut.kept) == ("sample", kept)
    assert texts(target) == [LAST, "Other."]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE texts SET text = 'other' WHERE hash = (SELECT text_hash FROM results WHERE round_id = 1)",
        "UPDATE imports SET save = '{}'",
    ],
)
def test_a_text_that_is_not_what_was_stored_is_left_out_and_counted(path: Path, damage: str) -> None:
    meddle(path, damage)
    target = path.with_name("new.db")
    repaired = repair(path, target)
    assert (repaired.texts, repaired.lost) == (1, True)
    assert "One stored text was damaged and left out." in repaired.sentences()
    assert (repaired.whole, texts(target)[1]) == (2, "Other.")


def test_a_page_that_cannot_be_read_is_counted(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'remarks'").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096] = 0
    path.write_bytes(content)
    repaired = repair(path, path.with_name("new.db"))
    assert repaired.unreadable == 2  # it, and what else may have belonged to no table
    assert "2 places of the file could not be read." in repaired.sentences()
    assert texts(path.with_name("new.db"))[1] == "Other."


def test_a_name_that_is_no_text_any_more_is_left_out_alone(path: Path) -> None:
    meddle(path, "UPDATE labels SET name = x'ff' WHERE seq = 3", "UPDATE words SET word = x'ff'")
    target = path.with_name("new.db")
    assert repair(path, target).whole == 2
    with Store.open(target) as store:
        assert store.labels(1) == {18: "late"}
        assert store.words() == frozenset()


@pytest.mark.parametrize(("wrong", "whole"), [({}, 2), ({"words": 1}, 2), ({"events": 1}, 1), ({"": 1}, 1)])
def test_where_events_could_not_be_read_none_is_kept_behind_a_gap(
    path: Path, wrong: dict[str, int], whole: int
) -> None:
    meddle(path, "DELETE FROM events WHERE seq = 14")
    heard: list[tuple[int, int]] = []
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        fitted = reconcile(connection, path, wrong, lambda done, count: heard.append((done, count)))
    assert fitted == Reconciled(whole, () if whole == 2 else (LostPart("sample", 13, len(EVENTS) - 14, text=True),))
    assert heard == [(0, 0), (0, 2), (1, 2)]


def test_a_history_of_a_newer_program_is_not_repaired(path: Path) -> None:
    meddle(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = listing(path)
    for one in (path, path.with_name("none.db")):
        with pytest.raises(HistoryError, match=r"newer|no history|nothing to repair"):
            repair(one, path.with_name("new.db"))
    assert listing(path) == before


def test_where_nobody_knows_how_much_there_is_to_do_no_number_is_told(path: Path) -> None:
    heard: list[tuple[RepairStep, int, int]] = []
    repair(path, path.with_name("new.db"), on_progress=lambda *what: heard.append(what))
    assert heard[:3] == [(RepairStep.COPYING, 0, 0), (RepairStep.READING, 0, 0), (RepairStep.FITTING, 0, 0)]


def test_what_was_lost_is_said_in_a_sentence() -> None:
    assert [
        cut.sentence()
        for cut in (LostPart("a", 1, 1, text=False), LostPart("a", 3, 2, text=True), LostPart("", 0, 4, text=False))
    ] == [
        "“a”: one step of its history kept, one later step lost.",
        "“a”: 3 steps of its history kept, 2 later steps lost; its newest stored text is kept.",
        "An untitled document is lost: neither its beginning nor a text of it could be read.",
    ]
    assert "what came later lost." in LostPart("a", 1, 0, text=False).sentence()
