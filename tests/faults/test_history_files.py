"""Files that are no history, or not this program's: one sentence, and not a byte is written."""

import multiprocessing
import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic

import pytest

from reviser.errors import HistoryError
from reviser.history.connection import APPLICATION_ID
from reviser.history.log.store import SCHEMA_VERSION, BusyError, HistoryReader, Store
from reviser.history.recovery.verify import verify
from tests.history.sample import assert_is_sample, make

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "history.db"
    make(path)
    return path


def listing(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def refused(path: Path, said: str) -> None:
    """Everything that opens refuses `path` in one sentence, and its folder stays as it was."""
    before = listing(path.parent) if path.is_file() else None
    for act in (Store.open, HistoryReader.open_to_read, verify):
        with pytest.raises(HistoryError, match=said) as caught:
            act(path)
        sentence = str(caught.value)
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert str(path) in sentence
    assert before is None or listing(path.parent) == before


def test_a_folder(tmp_path: Path) -> None:
    refused(tmp_path, "is a folder")


def test_a_place_below_a_file(path: Path) -> None:
    refused(path / "history.db", "is below a file")


def test_what_is_not_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    before = list(tmp_path.iterdir())
    with pytest.raises(HistoryError, match="is not a file"):
        Store.open(tmp_path / "pipe")
    assert list(tmp_path.iterdir()) == before


@pytest.mark.parametrize("content", [b"x", b"An essay, not a database.\n" * 50, b"SQLite format 3\x00", bytes(5000)])
def test_what_is_not_a_database(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "essay.txt").write_bytes(content)
    refused(tmp_path / "essay.txt", "not a history")


def test_another_programs_database(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    refused(tmp_path / "other.db", "another program's database")


def test_an_empty_file_becomes_a_history(tmp_path: Path) -> None:
    (tmp_path / "history.db").touch()
    Store.open(tmp_path / "history.db").close()
    assert verify(tmp_path / "history.db") == []


def test_a_newer_schema_is_refused_without_a_byte_written(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    assert list(path.parent.iterdir()) == [path]
    refused(path, "newer reviser")


def test_a_newer_schema_that_only_the_log_knows_is_refused(path: Path, tmp_path: Path) -> None:
    """A newer program was killed after its migration: the main file still says the old number."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        copies = tmp_path / "killed"
        copies.mkdir()
        for file in (path, path.with_name("history.db-wal")):
            shutil.copy(file, copies)
    before = listing(copies)
    with pytest.raises(HistoryError, match="newer reviser"):
        Store.open(copies / "history.db")
    assert {name: listing(copies)[name] for name in before} == before


def test_a_log_that_was_left_behind_is_used(path: Path, tmp_path: Path) -> None:
    copies = tmp_path / "killed"
    copies.mkdir()
    with Store.open(path) as store:
        store.add_words("late")
        for file in (path, path.with_name("history.db-wal")):
            shutil.copy(file, copies)
    assert verify(copies / "history.db") == []
    with Store.open(copies / "history.db") as store:
        assert store.words() == {"Poncelet", "late"}


@pytest.mark.parametrize("cut", [100, 512, 4096, 40960])
def test_a_cut_file_is_damaged(path: Path, cut: int) -> None:
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(HistoryError, match=r"damaged|not a history"), Store.open(path) as store:
        assert_is_sample(store)


def test_damage_inside_is_said_and_not_shown_as_history(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page : page + 64] = bytes(64)
    path.write_bytes(content)
    with pytest.raises(HistoryError, match="damaged"), Store.open(path) as store:
        store.records(1)


def test_another_writer_is_busy_at_once_and_nothing_is_written(path: Path) -> None:
    with Store.open(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = monotonic()
        with pytest.raises(BusyError, match="try again"):
            store.add_words("kept")
        assert monotonic() - began < 0.5
        assert store.words() == {"Poncelet"}
        other.execute("ROLLBACK")
        store.add_words("kept")
        assert store.words() == {"Poncelet", "kept"}


def test_who_can_wait_waits_for_the_other_writer(path: Path) -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            held.set()
            done.wait(0.3)
            other.execute("COMMIT")

    with Store.open(path, busy_timeout_ms=10_000) as store:
        thread = threading.Thread(target=hold)
        thread.start()
        held.wait(10)
        store.add_words("kept")
        thread.join()
        assert "kept" in store.words()


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that every user may enter (pytest's own belongs to one)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def open_as_nobody(path: Path) -> str:
    """What opening the history says to a user without rights to it, or "opened". Root may do anything, so a child that
    has all modules loaded gives root up first."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_open_as_nobody, args=(path, sender))
    child.start()
    sender.close()
    said = str(receiver.recv())
    child.join()
    if said == "still root":
        pytest.skip("this root cannot become another user")
    return said


def _open_as_nobody(path: Path, sender: Connection) -> None:
    try:
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
    except OSError:
        sender.send("still root")
        return
    try:
        Store.open(path).close()
    except HistoryError as error:
        sender.send(str(error))
    else:
        sender.send("opened")


def test_a_read_only_file(shared_folder: Path) -> None:
    path = shared_folder / "reviser.db"
    make(path)
    path.chmod(0o444)
    shared_folder.chmod(0o777)
    before = path.read_bytes()
    assert "is read-only" in open_as_nobody(path)
    assert path.read_bytes() == before
    assert list(shared_folder.iterdir()) == [path]


def test_a_read_only_folder(shared_folder: Path) -> None:
    path = shared_folder / "reviser.db"
    make(path)
    path.chmod(0o666)
    shared_folder.chmod(0o555)
    before = listing(shared_folder)
    assert "is read-only; allow writing to the file and its folder" in open_as_nobody(path)
    assert listing(shared_folder) == before
    shared_folder.chmod(0o755)


def test_a_file_that_may_not_be_read(shared_folder: Path) -> None:
    path = shared_folder / "reviser.db"
    make(path)
    path.chmod(0)
    assert "may not be read" in open_as_nobody(path)


def test_a_folder_that_cannot_be_made(shared_folder: Path) -> None:
    shared_folder.chmod(0o555)
    assert "cannot be created" in open_as_nobody(shared_folder / "new" / "reviser.db")
    shared_folder.chmod(0o755)


def test_our_own_mark_is_in_the_file(path: Path) -> None:
    """`file` and other programs can tell whose it is."""
    header = path.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == SCHEMA_VERSION
