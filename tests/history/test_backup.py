import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reviser.history.backup import back_up, backups
from reviser.history.store import Store
from tests.history.sample import assert_is_sample, make


def test_a_backup_is_a_whole_history(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    make(path)
    with closing(sqlite3.connect(path)) as connection:
        copy = back_up(connection, path, 0.0)
    assert copy.name == "history.backup-1970-01-01T000000Z.db"
    with Store.open(copy) as store:
        assert_is_sample(store)


def test_what_is_only_in_the_log_is_in_the_backup(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with Store.open(path) as store, closing(sqlite3.connect(path)) as connection:
        store.add_words("late")
        copy = back_up(connection, path, 0.0)
    with Store.open(copy) as store:
        assert store.words() == {"late"}


@pytest.mark.parametrize("name", ["history.db", "history", "my [old] history.v1.db"])
def test_the_newest_are_kept(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    make(path)
    with closing(sqlite3.connect(path)) as connection:
        made = [back_up(connection, path, day * 86400.0, kept=2) for day in range(4)]
    assert backups(path) == [made[3], made[2]]
    assert path.exists()


@pytest.mark.parametrize("suffix", [".db", ""])
def test_what_was_left_unfinished_is_no_backup(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"history{suffix}"
    make(path)
    (tmp_path / f"history.backup-1970-01-01T000000Z{suffix}.part").write_bytes(b"half")
    assert backups(path) == []
