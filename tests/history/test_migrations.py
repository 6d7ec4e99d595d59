"""Every schema since the oldest that is read can be opened, with what was in it; a backup is made first."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from reviser.history.backup import backup_paths
from reviser.history.connection import OLDEST_SCHEMA, OldSchemaError
from reviser.history.log.store import SCHEMA_VERSION, HistoryReader, Store
from reviser.history.migrations import migrate, migrations
from reviser.history.recovery.repair import repair
from reviser.history.recovery.verify import verify
from tests.history.sample import LATER, RECORDS, assert_is_sample, make

DUMPS = sorted(Path(__file__).parent.glob("v*.sql"))
UNRELEASED = Path(__file__).with_name("unreleased_v3.sql")


def names() -> list[str]:
    with closing(sqlite3.connect(":memory:")) as connection:
        return [migration.name for migration in migrations().pending(Database(connection))]


def test_the_schema_version_counts_the_migrations() -> None:
    assert [name[:5] for name in names()] == [f"m{number:03}_" for number in range(OLDEST_SCHEMA, SCHEMA_VERSION + 1)]


def test_each_released_schema_is_stored() -> None:
    assert [dump.stem for dump in DUMPS] == [f"v{number}" for number in range(OLDEST_SCHEMA, SCHEMA_VERSION + 1)]


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_a_stored_old_history_opens_with_all_that_was_in_it(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))
    with Store.open(path, clock=lambda: 7.0) as store:
        assert_is_sample(store)
        store.append(1)
    assert verify(path) == []


def test_what_the_next_round_was_asked_for_is_there_under_its_new_name(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(DUMPS[0].read_text(encoding="utf-8"))
        connection.execute("INSERT INTO wishes VALUES (1, '{}')")
        connection.commit()
    with Store.open(path) as store:
        assert store.round_settings(1) == "{}"


def test_a_history_from_before_the_first_release_is_refused_and_repair_saves_what_it_holds(tmp_path: Path) -> None:
    path, saved = tmp_path / "history.db", tmp_path / "saved.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(UNRELEASED.read_text(encoding="utf-8"))
    before = path.read_bytes()
    for opened in (Store.open, HistoryReader.open_to_read):
        with pytest.raises(OldSchemaError, match=r"schema 3, .* save its content"):
            opened(path)
    assert path.read_bytes() == before
    repair(path, saved)
    assert path.read_bytes() == before
    with Store.open(saved) as store:
        assert store.records(1) == RECORDS[: len(store.records(1))]
        assert isinstance(store.records(1)[-1].event, type(LATER[-1]))
        assert store.words() == {"Poncelet"}


def test_the_last_stored_dump_is_what_this_program_writes(tmp_path: Path) -> None:
    """So that a change of the schema without a migration is noticed."""
    make(tmp_path / "new.db")
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        connection.executescript(DUMPS[-1].read_text(encoding="utf-8"))
    with (
        closing(sqlite3.connect(tmp_path / "new.db")) as new,
        closing(sqlite3.connect(tmp_path / "old.db")) as old,
    ):
        query = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name"
        assert new.execute(query).fetchall() == old.execute(query).fetchall()


def test_a_migration_is_preceded_by_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    older(path, "CREATE TABLE note (text)", "INSERT INTO note VALUES ('kept')")
    with closing(sqlite3.connect(path)) as connection:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    Store.open(path, clock=lambda: 1_700_000_000.0).close()
    (copy,) = backup_paths(path)
    assert copy.name == "history.backup-2023-11-14T221320Z.db"
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT text FROM note").fetchall() == [("kept",)]
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (tables,)
    assert sorted(file.name for file in tmp_path.iterdir()) == [copy.name, path.name]


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    older(path, "CREATE TABLE round_settings (text)", "INSERT INTO round_settings VALUES ('kept')")
    with closing(sqlite3.connect(path)) as connection:
        before = list(connection.iterdump())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="already another table"):
            migrate(connection, SCHEMA_VERSION)
        assert list(connection.iterdump()) == before
        assert connection.execute("PRAGMA user_version").fetchone() == (OLDEST_SCHEMA,)


def test_a_migration_that_another_has_done_is_not_done_again(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    make(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, SCHEMA_VERSION)
    with Store.open(path) as store:
        assert_is_sample(store)


def older(path: Path, *statements: str) -> None:
    """A history of the oldest schema that is read, with more in it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(DUMPS[0].read_text(encoding="utf-8"))
        for statement in statements:
            connection.execute(statement)
