"""Backups: made when they are due, without what is being deleted, and restored with what was there kept."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from reviser.core.edit import Edit
from reviser.core.events import Changed
from reviser.errors import HistoryError
from reviser.history.backup import list_backups
from reviser.history.log.store import BusyError, Store
from reviser.history.purge import mark_for_purge
from reviser.history.recovery.verify import verify
from reviser.services.documents.backups import (
    Reason,
    describe_backups,
    is_due,
    repair,
    repaired_path,
    restore,
    take_backup,
)
from tests.history.sample import assert_is_sample, make

DAY_S = 86_400.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "history.db"
    make(path)
    return path


def test_due_once_a_day_when_something_changed(path: Path) -> None:
    assert is_due(path, 10 * DAY_S)
    take_backup(path, 10 * DAY_S, Reason.DAY)
    assert not is_due(path, 10.5 * DAY_S)
    assert not is_due(path, 12 * DAY_S)
    with Store.open(path) as store:
        store.add_words("new")
    assert not is_due(path, 10.5 * DAY_S)
    assert is_due(path, 12 * DAY_S)


def test_what_is_being_deleted_for_good_is_in_no_backup(path: Path) -> None:
    with Store.open(path) as store:
        doomed = store.add_document(
            path=None, title="secret", text="A secret thing.", format="plain", encoding="utf-8", bom=b""
        )
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        mark_for_purge(connection, [doomed])
    copy = take_backup(path, 0.0, Reason.DELETE)
    assert copy is not None
    assert b"secret" not in copy.read_bytes()
    with Store.open(copy) as store:
        assert_is_sample(store)


def test_restored_while_it_is_open(path: Path) -> None:
    copy = take_backup(path, 0.0, Reason.ASKED)
    assert copy is not None
    with Store.open(path) as store:
        last = store.append(1, Changed((Edit(0, "", "Later. "),)))[0].seq
        restored = restore(path, copy, 5.0)
        assert_is_sample(store)  # by the same connection
        with pytest.raises(HistoryError, match="another window"):
            store.append(1, Changed((Edit(0, "", "x"),)), last=last)
        (new,) = store.append(1, Changed((Edit(0, "", "Again. "),)))
        assert new.seq > last  # so that nobody takes it for the one that was there
    assert verify(path) == []
    assert not restored.renamed
    assert restored.aside is not None
    with Store.open(restored.aside) as store:
        assert store.records(1)[-1].seq == last
    assert [one.backup.reason for one in describe_backups(path)] == [Reason.REPLACED, Reason.ASKED]


def test_a_damaged_history_is_set_aside_whole(path: Path) -> None:
    copy = take_backup(path, 0.0, Reason.ASKED)
    assert copy is not None
    content = path.read_bytes()[:20_000]
    path.write_bytes(content)
    log = path.with_name("history.db-wal")
    log.write_bytes(b"a log")
    restored = restore(path, copy, 5.0)
    assert restored.renamed
    assert restored.aside is not None
    assert restored.aside.read_bytes() == content
    assert restored.aside.with_name(f"{restored.aside.name}-wal").read_bytes() == b"a log"
    assert not log.exists()
    with Store.open(path) as store:
        assert_is_sample(store)


def test_a_backup_of_an_older_schema_is_brought_up(path: Path) -> None:
    old = path.with_name("old.db")
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript((Path(__file__).parents[2] / "history" / "v8.sql").read_text(encoding="utf-8"))
    before = old.read_bytes()
    restore(path, old, 5.0)
    assert old.read_bytes() == before
    with Store.open(path) as store:
        assert_is_sample(store)


@pytest.mark.parametrize("content", [b"", b"An essay.", b"SQLite format 3\0" + bytes(84), bytes(9000)])
def test_what_is_no_backup_is_refused_and_nothing_changes(path: Path, content: bytes) -> None:
    other = path.with_name("other.db")
    other.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(HistoryError):
        restore(path, other, 5.0)
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir()) == ["history.db", "other.db"]


def test_no_other_file_is_set_aside(path: Path) -> None:
    essay = path.with_name("essay.txt")
    essay.write_text("Not a history. " * 100, encoding="utf-8")
    with pytest.raises(HistoryError, match="not a history"):
        restore(essay, path, 5.0)
    assert essay.read_text(encoding="utf-8") == "Not a history. " * 100


def test_another_writer_is_waited_for_and_then_said(path: Path) -> None:
    copy = take_backup(path, 0.0, Reason.ASKED)
    assert copy is not None
    before = path.read_bytes()
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            held.set()
            done.wait(60)
            other.execute("ROLLBACK")

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    try:
        with pytest.raises(BusyError, match="try again"):
            restore(path, copy, 5.0)
    finally:
        done.set()
        thread.join()
    assert path.read_bytes() == before


def test_one_that_cannot_be_read_is_listed_as_such(path: Path) -> None:
    take_backup(path, 0.0, Reason.ASKED)
    list_backups(path)[0].path.write_bytes(b"no history")
    (one,) = describe_backups(path)
    assert one.documents is None
    assert one.why


def test_a_repaired_history_takes_the_damaged_ones_place(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[:4096] = bytes(4096)
    path.write_bytes(content)
    target = repaired_path(path)
    repair(path, target)
    assert repaired_path(path) != target
    assert path.read_bytes() == content
