"""A history that somebody put a program into: it is said, and not run."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reviser.errors import HistoryError
from reviser.history.backup import Reason, back_up_slowly
from reviser.history.foreign_objects import ForeignError
from reviser.history.log.store import HistoryReader, Store
from reviser.history.merge.merge import merge
from reviser.history.purge import delete_from_copy
from reviser.history.recovery.repair import repair
from reviser.history.recovery.restore import restore
from reviser.history.recovery.verify import verify
from tests.cli.terminal import Terminal

TEXT = "This is an test of the the program.\n"
FOREIGN = {
    "trigger": "CREATE TRIGGER evil AFTER INSERT ON events BEGIN UPDATE words SET word = 'owned'; END",
    "trigger of a name of ours": "DROP TRIGGER texts_no_update; CREATE TRIGGER texts_no_update BEFORE UPDATE ON texts"
    " BEGIN SELECT 1; END",
    "trigger on a view": "CREATE VIEW seen AS SELECT 1;"
    " CREATE TRIGGER evil INSTEAD OF INSERT ON seen BEGIN SELECT 1; END",
    "view": "CREATE VIEW evil AS SELECT * FROM texts",
    "view in the place of ours": "DROP VIEW undone_events; CREATE VIEW undone_events AS SELECT 1 AS seq",
    "name": 'CREATE VIEW "e\x1b[2Jvil" AS SELECT 1',
}


def history(folder: Path) -> Path:
    path = folder / "history.db"
    with Store.open(path) as store:
        store.add_document(path=None, title="a", text=TEXT, format="plain", encoding="utf-8", bom=b"")
        store.add_words("mine")
    return path


def put_in(path: Path, what: str) -> bytes:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(FOREIGN[what])
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.read_bytes()


@pytest.mark.parametrize("what", FOREIGN)
def test_it_is_said_and_not_a_byte_is_written(what: str, tmp_path: Path) -> None:
    path = history(tmp_path)
    before = put_in(path, what)
    ways: list[Callable[[], object]] = [
        lambda: Store.open(path).close(),
        lambda: HistoryReader.open_to_read(path).close(),
        lambda: back_up_slowly(path, 0, Reason.ASKED),
        lambda: delete_from_copy(path, [1]),
    ]
    for way in ways:
        with pytest.raises(ForeignError, match="did not create") as caught:
            way()
        assert str(caught.value).isprintable()
        assert path.read_bytes() == before
    (problem,) = verify(path)
    assert "did not create" in str(problem)


@pytest.mark.parametrize("what", FOREIGN)
def test_it_comes_in_by_no_backup_and_no_other_history(what: str, tmp_path: Path) -> None:
    mine, theirs = history(tmp_path), tmp_path / "theirs"
    theirs.mkdir()
    other = history(theirs)
    put_in(other, what)
    before = mine.read_bytes()
    with pytest.raises(HistoryError, match="did not create"):
        restore(mine, other, 0)
    with pytest.raises(HistoryError, match="did not create"):
        merge(mine, [other])
    assert mine.read_bytes() == before


@pytest.mark.parametrize("what", FOREIGN)
def test_what_it_holds_can_be_saved_without_it(what: str, tmp_path: Path) -> None:
    path = history(tmp_path)
    put_in(path, what)
    assert repair(path, tmp_path / "repaired.db").whole == 1
    with Store.open(tmp_path / "repaired.db") as store:
        assert [row.title for row in store.documents()] == ["a"]


def test_a_history_of_each_schema_has_nothing_foreign(tmp_path: Path) -> None:
    for dump in sorted((Path(__file__).parents[1] / "history").glob("v*.sql")):
        path = tmp_path / f"{dump.stem}.db"
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.executescript(dump.read_text(encoding="utf-8"))
        Store.open(path).close()
        assert verify(path) == []


def test_the_terminal_says_it(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    document = terminal.write("essay.txt", TEXT)
    assert terminal.run("revise", document, "--decide", "accept", "--max-rounds", "1").code == 0
    (path,) = tmp_path.rglob("history.db")
    put_in(path, "trigger")
    for command in (("revise", document, "--decide", "accept"), ("show", document), ("library",), ("search", "test")):
        ended = terminal.run(*command)
        assert ended.code == 1
        assert "contains a trigger that reviser did not create (evil)" in ended.err
