"""What lies at a history's place is known before anything is written there, and SQLite's errors become sentences."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reviser.errors import HistoryError
from reviser.history.connection import BusyError, check_history, connect, translating_errors
from reviser.history.log.store import SCHEMA_VERSION, Store
from tests.history.recovery.test_verify import listing
from tests.history.sample import make


def test_a_history_is_known_whether_its_newest_is_in_the_log_or_not(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    make(path)
    assert check_history(path, SCHEMA_VERSION)
    with Store.open(path) as store:
        store.add_words("late")
        assert check_history(path, SCHEMA_VERSION)


@pytest.mark.parametrize("statements", [[], ["PRAGMA journal_mode = WAL"], ["PRAGMA user_version = 0", "VACUUM"]])
def test_what_a_killed_program_left_before_it_made_anything_is_begun_anew(
    tmp_path: Path, statements: list[str]
) -> None:
    path = tmp_path / "history.db"
    assert not check_history(path, SCHEMA_VERSION)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    path.touch()
    before = listing(path)
    assert not check_history(path, SCHEMA_VERSION)
    assert listing(path) == before
    make(path)
    assert check_history(path, SCHEMA_VERSION)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"An essay.", "not a history"), (b"SQLite format 3\0", "not a history"), (b"x" * 5000, "not a history")],
)
def test_another_file_is_said_and_stays(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "essay.txt"
    path.write_bytes(content)
    with pytest.raises(HistoryError, match=said):
        check_history(path, SCHEMA_VERSION)
    with pytest.raises(HistoryError, match="is a folder"):
        check_history(tmp_path, SCHEMA_VERSION)
    with pytest.raises(HistoryError, match="below a file"):
        check_history(path / "history.db", SCHEMA_VERSION)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("statement", "said"),
    [("PRAGMA application_id = 7", "another program's"), (f"PRAGMA user_version = {SCHEMA_VERSION + 1}", "newer")],
)
def test_another_programs_or_a_newer_history_is_said(tmp_path: Path, statement: str, said: str) -> None:
    path = tmp_path / "history.db"
    make(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)
        with pytest.raises(HistoryError, match=said):  # it is in the log only
            check_history(path, SCHEMA_VERSION)
    with pytest.raises(HistoryError, match=said):
        check_history(path, SCHEMA_VERSION)


def test_who_read_before_another_wrote_is_told_to_try_again(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    make(path)
    with closing(connect(path, 0)) as one, closing(connect(path, 0)) as other:
        one.execute("BEGIN")
        one.execute("SELECT count(*) FROM words").fetchone()
        other.execute("INSERT INTO words VALUES ('new', 1.0)")
        with pytest.raises(BusyError, match="try again"), translating_errors(path):
            one.execute("INSERT INTO words VALUES ('newer', 1.0)")
        one.execute("ROLLBACK")


def test_our_own_mistakes_are_no_damage(tmp_path: Path) -> None:
    with (
        closing(sqlite3.connect(tmp_path / "a.db")) as connection,
        pytest.raises(sqlite3.OperationalError),
        translating_errors(tmp_path),
    ):
        connection.execute("SELEKT 1")
