"""A document that is deleted for good: none of its bytes stays anywhere, and every other document stays as it was."""

import multiprocessing
import os
import shutil
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path
from types import FrameType

import pytest
from sqlite_utils import Database

from reviser.core.edit import Decision, DecisionSource, Edit, Intent, Proposal, Remark, Verdict
from reviser.core.events import (
    Arrived,
    Changed,
    Decided,
    Event,
    Opened,
    Outcome,
    Redecided,
    Remarked,
    RequestMade,
    Restored,
    RoundEnded,
    RoundStarted,
    RuleSet,
    Stopped,
    StopReason,
    Undone,
    WordsAdded,
)
from reviser.core.exchange import Exchange
from reviser.core.text import Span
from reviser.errors import HistoryError
from reviser.history import purge as purging
from reviser.history.backup import back_up, backup_paths
from reviser.history.connection import BusyError
from reviser.history.log.store import (
    SCHEMA_VERSION,
    HistoryReader,
    Imported,
    ImportedSession,
    NewDocument,
    ReadingPlace,
    Result,
    Store,
)
from reviser.history.purge import purge
from reviser.history.recovery.verify import verify
from reviser.history.search.indexing import Indexer
from reviser.services.documents.digest_updates import update_digest
from tests.history.sample import TEXT, assert_is_sample, make

CANARY = "Zyxwvutcanary"
SHARED = "Everybody has this text.\n"
DUMPS = sorted(Path(__file__).parent.glob("v*.sql"))


def add_canary(store: Store, path: Path | None = None) -> int:
    """A document with the canary wherever a word can be."""
    text = f"We {CANARY} it. It was was good.\n"
    document = store.add_document(
        path=path, title=f"T {CANARY}", text=text, format="plain", encoding="utf-8", bom=CANARY.encode()
    )
    edit = Edit(3, CANARY, f"{CANARY}s")
    proposal = Proposal(edit, Intent.STYLE, CANARY, f"plain/{CANARY}", f"Why {CANARY}.", alternatives=(CANARY,))
    name = f"{CANARY}-{document}"
    result = text.replace(CANARY, f"{CANARY}er")
    exchange = Exchange(CANARY, CANARY, "propose", "v-1", f"Sent {CANARY}", f"Got {CANARY}", 1, 1, 1, 1.0, "stop")
    rewritten = Decision(f"{name}:0", Verdict.REWRITE, f"{CANARY}er", f"as {CANARY}")
    events: tuple[Event, ...] = (
        RoundStarted(name, CANARY, f"Be {CANARY}.", CANARY, CANARY, f"The source {CANARY}."),
        RequestMade(name, exchange),
        Arrived(name, (proposal,)),
        Remarked(name, (Remark(Span(0, 2), f"Look {CANARY}.", CANARY, CANARY),)),
        RoundEnded(name, Outcome.FAILED, f"It broke {CANARY}."),
        Decided((rewritten,), DecisionSource.PERSON, CANARY),
        WordsAdded((CANARY,)),
        RuleSet(f"plain/{CANARY}", True),
    )
    store.append(document, *events)
    (closed,) = store.append(document, RoundStarted(f"{name}2", "embedded"), results=[Result(name, result, result)])
    (typed,) = store.append(document, Changed((Edit(0, "", f"{CANARY} "),)))
    store.append(document, Undone(typed.seq), Restored(closed.seq, f"branch {CANARY}"), Stopped(StopReason.QUIT))
    store.append(
        document,
        Redecided((Decision(f"{name}:0", Verdict.REJECT),), (Edit(3, f"{CANARY}er", CANARY),)),
    )
    store.keep_saved(document, f"Saved {CANARY}\n")
    store.keep_saved(document, SHARED)
    store.keep_place(document, ReadingPlace(0, f"{name}:0", 0))
    store.keep_round_settings(document, f"wish {CANARY}")
    store.keep_label(closed.seq, f"point {CANARY}")
    saved = Imported("r3", CANARY, CANARY, CANARY, 1, "", f'{{"text": "{CANARY}"}}')
    new = NewDocument(path=None, title=CANARY, text=f"{CANARY} imported", format="plain", encoding="utf-8", bom=b"")
    store.add_imports(ImportedSession([saved], new))
    return document


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The sample, and behind it two documents with the canary; digested."""
    made = tmp_path / "history.db"
    make(made)
    with Store.open(made, clock=lambda: 9.0) as store:
        add_canary(store, tmp_path / f"{CANARY}.txt")
        other = store.add_document(path=None, title="Other", text=SHARED, format="plain", encoding="utf-8", bom=b"")
        store.append(other, Changed((Edit(0, "", "So: "),)))
        assert update_digest(store) == ()
    index(made)
    return made


def index(path: Path) -> None:
    """Let the index for searching have everything."""
    with Indexer.open(path, SCHEMA_VERSION) as indexer:
        while indexer.step() is not None:
            pass


def canaries(path: Path) -> list[str]:
    """The files beside the history, and itself, that have the canary in them."""
    return [each.name for each in sorted(path.parent.iterdir()) if CANARY.lower().encode() in each.read_bytes().lower()]


def rows_of(connection: sqlite3.Connection, table: str) -> list[object]:
    return list(Database(connection)[table].rows)


def doom(path: Path) -> set[int]:
    with Store.open(path, clock=lambda: 20.0) as store:
        wanted = {row.id for row in store.documents() if CANARY in row.title}
        for document in wanted:
            store.mark(document, deleted_at=0.0)
        assert not any(CANARY in row.title for row in store.documents(deleted=True))
    return wanted


def back_up_now(path: Path, now: float) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        return back_up(connection, path, now)


def test_no_byte_stays_in_any_file_and_the_others_stay_as_they_were(path: Path) -> None:
    copies = [back_up_now(path, 0.0), back_up_now(path, 86400.0)]
    with HistoryReader.open_to_read(path) as history:
        before = {row.id: (row, history.records(row.id), history.results(row.id)) for row in history.documents()}
    assert len(canaries(path)) == 3
    wanted = doom(path)
    assert len(wanted) == 2
    with Store.open(path) as open_meanwhile:
        purged = purge(path, 0.0)
        assert set(purged.documents) == wanted
        assert purged.kept == ()
        assert canaries(path) == []
        for file in (path, *copies):
            assert verify(file) == []
            with HistoryReader.open_to_read(file) as history:
                left = {row.id: (row, history.records(row.id), history.results(row.id)) for row in history.documents()}
            assert left == {number: each for number, each in before.items() if number not in wanted}
        assert open_meanwhile.words() == {"Poncelet"}
        # A number is never given twice.
        new = open_meanwhile.add_document(
            path=None, title="New", text="New.", format="plain", encoding="utf-8", bom=b""
        )
        assert new > max(wanted)
    assert purge(path, 0.0).documents == ()
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute("DELETE FROM events")


def test_what_expired_is_purged_and_what_did_not_stays(path: Path) -> None:
    with Store.open(path) as store:
        store.mark(2, deleted_at=100.0)
        store.mark(3, deleted_at=200.0)
        store.mark(1, archived_at=100.0)
    assert purge(path, 100.0).documents == ()
    assert purge(path, 150.0).documents == (2,)
    with HistoryReader.open_to_read(path) as history:
        assert [row.id for row in history.documents()] == [4, 1]
        assert [row.id for row in history.documents(deleted=True)] == [4, 3, 1]


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_it_is_taken_out_of_a_backup_of_an_older_schema(dump: Path, tmp_path: Path) -> None:
    copy = tmp_path / "history.backup-1970-01-01T000000Z.db"
    for file in (copy, tmp_path / "history.db"):
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript(dump.read_text(encoding="utf-8"))
    with closing(sqlite3.connect(copy)) as connection:
        schema = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        assert connection.execute("SELECT count(*) FROM texts").fetchone()[0]
    with Store.open(tmp_path / "history.db") as store:
        store.mark(1, deleted_at=0.0)
    assert purge(tmp_path / "history.db", 0.0) == purging.Purged((1,))
    assert b"utilise" not in copy.read_bytes()
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall() == schema
        for query in ("documents", "texts", "events", "proposals", "decisions", "changes", "results", "saves"):
            assert rows_of(connection, query) == [], query
        assert connection.execute("SELECT word FROM words").fetchall() == [("Poncelet",)]
    for file in (copy, tmp_path / "history.db"):
        with Store.open(file) as store:
            assert store.documents(deleted=True) == []


def test_in_a_backup_it_is_known_by_what_it_is(path: Path, tmp_path: Path) -> None:
    """A history that was restored gives numbers again."""
    doomed = next(iter(sorted(doom(path))))
    copy = tmp_path / "history.backup-1970-01-01T000000Z.db"
    with Store.open(copy, clock=lambda: 9.0) as store:
        for number in range(doomed):
            store.add_document(
                path=None, title=f"{number}", text=f"Text {number}.", format="plain", encoding="utf-8", bom=b""
            )
        moved = add_canary(store)
        assert moved > doomed
        kept = store.records(doomed)
    purge(path, 0.0)
    with Store.open(copy) as store:
        assert store.records(doomed) == kept
        assert len(store.documents()) == doomed
    assert canaries(path) == []


def test_a_backup_that_cannot_be_changed_is_said(path: Path) -> None:
    broken = path.with_name("history.backup-1970-01-01T000000Z.db")
    broken.write_bytes(b"no database, long enough to be looked at " * 5 + CANARY.encode())
    newer = back_up_now(path, 86400.0)
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 99")
    good = back_up_now(path, 2 * 86400.0)
    doom(path)
    purged = purge(path, 0.0)
    assert [kept.path for kept in purged.kept] == [newer, broken]
    assert "newer" in purged.kept[0].why
    assert canaries(path) == sorted([broken.name, newer.name])
    assert verify(good) == []


def test_a_damaged_history_that_was_set_aside_is_said_and_stays(path: Path) -> None:
    doom(path)
    whole = path.read_bytes()
    repaired = path.with_name("history.repaired.db")
    repaired.write_bytes(whole)
    damaged = whole[: len(whole) - 100]
    aside = path.with_name("history.damaged-1970-01-01T000000Z.db")
    aside.write_bytes(damaged)
    older = path.with_name("history.damaged-1960-01-01T000000Z-2.db")
    older.write_bytes(damaged)
    os.utime(older, (0.0, -1000.0))  # from before anything was opened
    purged = purge(path, 0.0)
    assert [kept.path for kept in purged.kept] == [aside]
    assert "damaged history" in purged.kept[0].why
    assert aside.read_bytes() == older.read_bytes() == damaged
    assert CANARY.encode() not in repaired.read_bytes()
    assert verify(repaired) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_a_read_only_backup_is_said(path: Path) -> None:
    copy = back_up_now(path, 0.0)
    copy.chmod(stat.S_IRUSR)
    doom(path)
    assert "read-only" in purge(path, 0.0).kept[0].why


def test_what_a_killed_backup_left_is_deleted(path: Path) -> None:
    half = path.with_name("history.backup-1970-01-01T000000Z.db.part")
    half.write_bytes(CANARY.encode())
    os.utime(half, (0, 0))
    doom(path)
    purge(path, 0.0)
    assert canaries(path) == []


def test_while_others_write_nothing_is_deleted_and_it_is_done_later(path: Path) -> None:
    doom(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError):
            purge(path, 0.0, busy_ms=10)
        other.execute("ROLLBACK")
    assert purge(path, 0.0).documents
    assert canaries(path) == []


def test_while_others_read_what_was_there_it_is_not_done(path: Path) -> None:
    wanted = doom(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM texts").fetchone()
        with pytest.raises(HistoryError, match="starts next"):
            purge(path, 0.0, wait_s=0.0)
        assert verify(path) == []
        with HistoryReader.open_to_read(path) as history:
            assert wanted.isdisjoint(row.id for row in history.documents(deleted=True))
    assert set(purge(path, 0.0).documents) == wanted
    assert canaries(path) == []


def _purge_and_die(path: Path, after: int) -> None:
    """Purge, and end like a killed program before SQLite is called once more than so often."""
    left = after

    def count(frame: FrameType, event: str, called: object) -> None:
        nonlocal left
        del frame
        if event == "c_call" and isinstance(getattr(called, "__self__", None), sqlite3.Connection):
            left -= 1
            if left < 0:
                os._exit(9)

    sys.setprofile(count)
    purge(path, 0.0)
    sys.setprofile(None)
    os._exit(0)


def test_a_program_that_is_killed_leaves_all_or_nothing_and_goes_on_next_time(path: Path, tmp_path: Path) -> None:
    back_up_now(path, 0.0)
    wanted = doom(path)
    stored = {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}
    context = multiprocessing.get_context("fork")
    after, step, ended = 0, 7, -1
    while ended:
        folder = tmp_path / str(after)
        folder.mkdir()
        for name, content in stored.items():
            (folder / name).write_bytes(content)
        child = context.Process(target=_purge_and_die, args=(folder / path.name, after))
        child.start()
        child.join()
        ended = child.exitcode or 0
        assert ended in {0, 9}
        left = folder / path.name
        for file in (left, *backup_paths(left)):
            assert verify(file) == []
        with HistoryReader.open_to_read(left) as history:
            assert wanted.isdisjoint(row.id for row in history.documents(deleted=True))
        if ended:
            purge(left, 0.0)
        assert canaries(left) == []
        shutil.rmtree(folder)
        after += step
    assert after > 10 * step


def test_texts_that_another_document_has_stay(path: Path) -> None:
    doom(path)
    purge(path, 0.0)
    with closing(sqlite3.connect(path)) as connection:
        found = [text for (text,) in connection.execute("SELECT text FROM texts")]
    assert SHARED in found
    with Store.open(path) as store:
        assert store.documents_with(SHARED)
        assert store.records(1)[0].event == Opened(TEXT)


def test_the_sample_is_as_it_was(path: Path) -> None:
    doom(path)
    purge(path, 0.0)
    with Store.open(path) as store:
        store.mark(4, deleted_at=0.0)
    purge(path, 0.0)
    with Store.open(path) as store:
        assert_is_sample(store)
