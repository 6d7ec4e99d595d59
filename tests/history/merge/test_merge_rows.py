"""What a merge says that it did, and whose everything is that came with it, also through a third history."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from reviser.core.events import RoundStarted
from reviser.history.log.store import HistoryReader, ImportedSession, NewDocument, Store
from reviser.history.merge.merge import merge
from reviser.history.purge import mark_for_purge
from reviser.history.recovery.verify import verify
from tests.history.merge.test_merge import Clock, decisions, everything, go_on, history
from tests.history.sample import IMPORTED


def count(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (found,) = connection.execute("SELECT count(*) FROM @".replace("@", table)).fetchone()
        return int(found)


def test_it_says_how_much_came_and_how_far_it_is(tmp_path: Path) -> None:
    clock = Clock()
    a = history(tmp_path / "a.db", clock, 3)
    b = Path(shutil.copy(a, tmp_path / "b.db"))
    go_on(b, clock, "bea")
    with Store.open(b, clock=clock) as store:
        store.add_document(path=None, title="b", text="B.", format="plain", encoding="utf-8", bom=b"")
        store.add_words("one", "two")
    before = {table: count(a, table) for table in ("events", "decisions", "words")}
    heard: list[tuple[int, int]] = []
    (done,) = merge(a, [b], on_progress=lambda progress: heard.append((progress.done, progress.documents)), clock=clock)
    assert before == {
        "events": count(a, "events") - done.events,
        "decisions": count(a, "decisions") - done.decisions,
        "words": count(a, "words") - done.words,
    }
    assert (done.documents, done.grown, done.same, done.forks, done.words) == (1, 1, 0, 0, 2)
    assert heard == sorted(heard)
    assert {(0, 2), (1, 2), (2, 2)} <= set(heard)
    (again,) = merge(a, [b], clock=clock)
    assert (again.same, again.changed) == (2, False)


def test_what_came_from_one_history_goes_on_into_a_third_under_its_name(tmp_path: Path) -> None:
    clock = Clock()
    a = history(tmp_path / "a.db", clock, 3)
    b, c = (Path(shutil.copy(a, tmp_path / f"{letter}.db")) for letter in "bc")
    go_on(a, clock, "ann")
    go_on(b, clock, "bea")
    merge(a, [b], clock=clock)
    for _ in range(2):
        merge(c, [a], clock=clock)
    assert verify(c) == []
    assert set(decisions(c)) == set(decisions(a))
    assert {row for row in everything(a) if row[0] == "document"} == {
        row for row in everything(c) if row[0] == "document"
    }
    with closing(sqlite3.connect(c)) as connection:
        assert connection.execute("SELECT source FROM merged").fetchall() == [(str(b),)]
    with HistoryReader.open_to_read(c) as reader:
        assert {row.title for row in reader.documents()} == {"a.txt", "a.txt (from b.db)"}
    empty = tmp_path / "empty.db"
    Store.open(empty).close()
    assert [merge(empty, [a], clock=clock)[0].documents for _ in range(2)] == [2, 0]
    assert set(decisions(empty)) == set(decisions(a))
    with closing(sqlite3.connect(a, isolation_level=None)) as connection:
        mark_for_purge(connection, [1])  # what came from b is left alone
    alone = tmp_path / "alone.db"
    Store.open(alone).close()
    assert [merge(alone, [a], clock=clock)[0].documents for _ in range(2)] == [1, 0]
    with closing(sqlite3.connect(alone)) as connection:
        assert connection.execute("SELECT source FROM merged").fetchall() == [(str(b),)]


def test_a_save_that_is_new_here_belongs_to_the_document_that_was_here(tmp_path: Path) -> None:
    clock = Clock()
    a, b = tmp_path / "a.db", tmp_path / "b.db"
    more = replace(IMPORTED, save="{}", annotator="ann2")
    for path, saves in ((a, [IMPORTED]), (b, [IMPORTED, more])):
        with Store.open(path, clock=clock) as store:
            new = NewDocument(path=None, title="paper", text="A text.", format="plain", encoding="utf-8", bom=b"")
            store.add_imports(ImportedSession(saves, new))
    (done,) = merge(a, [b], clock=clock)
    assert (done.imports, done.documents, done.same) == (1, 0, 1)
    with Store.open(a) as store:
        assert [(save.annotator, save.document_id) for save in store.imports()] == [("ann1", 1), ("ann2", 1)]


def test_a_dataset_that_both_imported_and_nobody_decided_there_is_here_once(tmp_path: Path) -> None:
    clock = Clock()
    a, b = tmp_path / "a.db", tmp_path / "b.db"
    other = replace(IMPORTED, save="{}")
    for path, save, name in ((a, IMPORTED, "one"), (b, IMPORTED, "two"), (b, other, "three")):
        with Store.open(path, clock=clock) as store:
            new = NewDocument(path=None, title="paper", text="A text.", format="plain", encoding="utf-8", bom=b"")
            store.add_imports(ImportedSession([save], new, [RoundStarted(name, "r3")]))
    (done,) = merge(a, [b], clock=clock)
    assert (done.same, done.documents, done.imports) == (1, 1, 1)


def test_an_older_history_takes_the_others_as_one_of_now(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript((Path(__file__).parents[1] / "v8.sql").read_text(encoding="utf-8"))
    clock = Clock()
    a = history(tmp_path / "a.db", clock, 3)
    (done,) = merge(old, [a], clock=clock)
    assert done.documents == 1
    assert verify(old) == []
    with Store.open(old) as store:
        assert len(store.documents()) == 2
