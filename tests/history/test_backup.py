import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit
from reviser.core.events import Changed
from reviser.errors import HistoryError
from reviser.history.backup import (
    DAYS,
    LAST,
    Backup,
    Reason,
    back_up,
    back_up_slowly,
    backup_paths,
    backups_to_keep,
    changed_since,
    documents_gone_since,
    list_backups,
)
from reviser.history.log.store import ImportedSession, ReadingPlace, Store
from reviser.history.purge import mark_for_purge
from tests.history.sample import IMPORTED, assert_is_sample, make

DAY_S = 86_400.0


def test_a_backup_is_a_whole_history(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    make(path)
    with closing(sqlite3.connect(path)) as connection:
        copy = back_up(connection, path, 0.0)
    assert copy.name == "history.backup-1970-01-01T000000Z.db"
    with Store.open(copy) as store:
        assert_is_sample(store)


def test_a_backup_is_one_file_that_can_be_moved(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    make(path)
    copy = back_up_slowly(path, 0.0, Reason.DAY)
    assert copy is not None
    moved = tmp_path / "elsewhere" / "copy.db"
    moved.parent.mkdir()
    copy.rename(moved)
    with closing(sqlite3.connect(moved)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert [file.name for file in moved.parent.iterdir()] == ["copy.db"]


def test_a_backup_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    make(path)
    (tmp_path / "history.backup-day-1970-01-01T000000Z.db.part").mkdir()  # where it would be written
    with pytest.raises(HistoryError, match="Nothing was lost"):
        back_up_slowly(path, 0.0, Reason.DAY)


def test_what_was_purged_since_a_backup_is_known(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    make(path)
    with Store.open(path) as store:
        for title in ("kept", "purged"):
            store.add_document(path=None, title=title, text="x", format="plain", encoding="utf-8", bom=b"")
    copy = back_up_slowly(path, 0.0, Reason.DAY)
    assert copy is not None
    assert documents_gone_since(path, copy) == []
    with Store.open(path) as store:
        store.add_document(path=None, title="later", text="x", format="plain", encoding="utf-8", bom=b"")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        mark_for_purge(connection, [3])
    assert documents_gone_since(path, copy) == [3]


def test_what_is_only_in_the_log_is_in_the_backup(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with Store.open(path) as store:
        store.add_words("late")
        copy = back_up_slowly(path, 0.0, Reason.DAY)
    assert copy == tmp_path / "history.backup-day-1970-01-01T000000Z.db"
    with Store.open(copy) as store:
        assert store.words() == {"late"}


@pytest.mark.parametrize("name", ["history.db", "history", "my [old] history.v1.db"])
def test_the_newest_are_kept(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    make(path)
    with closing(sqlite3.connect(path)) as connection:
        made = [back_up(connection, path, day * DAY_S, Reason.DAY) for day in range(4, 70)]
    files = backup_paths(path)
    assert files[:DAYS] == made[: -DAYS - 1 : -1]
    assert len(files) == DAYS + 3  # these are in two of the five weeks
    assert path.exists()


days = st.floats(0, 400 * DAY_S)


@given(st.lists(st.tuples(days, st.sampled_from(Reason)), unique_by=lambda made: made[0]))
def test_the_rule_keeps_the_newest_and_nothing_without_end(made: list[tuple[float, Reason]]) -> None:
    copies = [Backup(Path(str(number)), at, reason, 1) for number, (at, reason) in enumerate(made)]
    stay = backups_to_keep(copies)
    assert stay <= set(copies)
    assert {copy for copy in copies if copy.reason is Reason.REPLACED} <= stay
    if copies:
        assert max(copies, key=lambda copy: copy.at) in stay
    others = [copy for copy in stay if copy.reason is not Reason.REPLACED]
    assert len(others) <= DAYS + 5 + 4 * LAST
    for copy in set(copies) - stay:
        # Whatever was dropped, something newer of the same day stayed, or enough newer days and weeks did.
        day = datetime.fromtimestamp(copy.at, UTC).date()
        newer = [other for other in stay if other.at > copy.at]
        same = any(datetime.fromtimestamp(other.at, UTC).date() == day for other in newer)
        assert same or len(newer) >= 5
    assert backups_to_keep(stay) == stay


def test_two_of_one_second_are_two(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    make(path)
    with closing(sqlite3.connect(path)) as connection:
        assert back_up(connection, path, 0.0) != back_up(connection, path, 0.0)
    assert len(list_backups(path)) == 2


@pytest.mark.parametrize("suffix", [".db", ""])
def test_what_was_left_unfinished_is_no_backup(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"history{suffix}"
    make(path)
    (tmp_path / f"history.backup-1970-01-01T000000Z{suffix}.part").write_bytes(b"half")
    (tmp_path / f"history.backup-other-1970-01-01T000000Z{suffix}").write_bytes(b"another's")
    assert backup_paths(path) == []


def test_a_damaged_history_is_not_copied_and_no_older_copy_goes(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    make(path)
    with closing(sqlite3.connect(path)) as connection:
        made = [back_up(connection, path, second) for second in range(LAST)]
    content = bytearray(path.read_bytes())
    content[8 * 4096 : 12 * 4096] = bytes(4 * 4096)
    path.write_bytes(content)
    with pytest.raises(HistoryError, match="damaged"):
        back_up_slowly(path, 9.0, Reason.DAY)
    assert sorted(backup_paths(path)) == sorted(made)
    assert not list(tmp_path.glob("*.part"))


def test_one_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    make(path)
    assert back_up_slowly(path, 0.0, Reason.DAY, lambda: True) is None
    assert not list(tmp_path.glob("*backup*"))


def test_who_writes_meanwhile_does_not_wait_and_the_copy_is_of_one_moment(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    make(path)
    with Store.open(path) as store:
        for number in range(40):
            text = str(number) * 50_000
            store.add_document(path=None, title="", text=text, format="plain", encoding="utf-8", bom=b"")
        copies: list[Path | None] = []
        thread = threading.Thread(target=lambda: copies.append(back_up_slowly(path, 0.0, Reason.DAY)))
        thread.start()
        written = 0
        while thread.is_alive():
            store.add_words(f"first {written}", f"second {written}")  # BusyError, if it had to wait
            written += 1
        thread.join()
    assert written
    (copy,) = copies
    assert copy is not None
    with Store.open(copy) as store:
        words = store.words()
    assert len(words) % 2 == 1  # each transaction whole, behind the sample's one


def test_whether_anything_changed(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    make(path)
    copy = back_up_slowly(path, 0.0, Reason.DAY)
    assert copy is not None
    assert not changed_since(path, copy)
    with Store.open(path) as store:
        store.mark(1, title="other")
    assert changed_since(path, copy)


def test_each_day_of_a_week_each_week_of_a_month_and_three_of_a_kind_can_be_gone_back_to() -> None:
    day = timedelta(days=1)
    today = datetime(2026, 11, 29, 20, tzinfo=UTC)
    hours = [today - timedelta(hours=8) * number for number in range(3 * 60)]  # three a day, for sixty days
    by_itself = [Backup(Path(f"day {at}"), at.timestamp(), Reason.DAY, 1) for at in hours]
    asked = [Backup(Path(f"asked {at}"), (at + day / 100).timestamp(), Reason.ASKED, 1) for at in hours[90:]]
    stay = sorted((copy for copy in backups_to_keep(by_itself) if copy.reason is Reason.DAY), key=lambda copy: -copy.at)
    newest = [(today - day * number).timestamp() for number in range(7)]
    assert [copy.at for copy in stay[:7]] == newest
    assert len(stay) < 15
    for weeks in range(5):
        week = (today - 7 * day * weeks).isocalendar()[:2]
        assert any(datetime.fromtimestamp(copy.at, UTC).isocalendar()[:2] == week for copy in stay)
    assert [copy for copy in asked if copy in backups_to_keep(by_itself + asked)] == asked[:3]


KEPT: dict[str, Callable[[Store], object]] = {
    "a document": lambda store: store.add_document(
        path=None, title="new", text="New.", format="plain", encoding="utf-8", bom=b""
    ),
    "its file": lambda store: store.move_document(1, Path("other.txt")),
    "its title": lambda store: store.mark(1, title="other"),
    "that it is deleted": lambda store: store.mark(1, deleted_at=9.0),
    "an event": lambda store: store.append(1, Changed((Edit(0, "", "x"),))),
    "a save": lambda store: store.keep_saved(1, "other"),
    "a word": lambda store: store.add_words("Steiner"),
    "a word less": lambda store: store.remove_word("Poncelet"),
    "a wish": lambda store: store.keep_round_settings(1, "Be brief."),
    "a label": lambda store: store.keep_label(2, "first"),
    "an import": lambda store: store.add_imports(ImportedSession([replace(IMPORTED, save="{}")])),
    "a queue": lambda store: store.queue.add(1, "ann"),
}


@pytest.mark.parametrize("kept", KEPT)
def test_whatever_a_person_keeps_is_a_change(tmp_path: Path, kept: str) -> None:
    path = tmp_path / "history.db"
    make(path)
    copy = back_up_slowly(path, 0.0, Reason.DAY)
    assert copy is not None
    with Store.open(path) as store:
        KEPT[kept](store)
    assert changed_since(path, copy)


def test_where_the_person_stands_is_no_change(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    make(path)
    copy = back_up_slowly(path, 0.0, Reason.DAY)
    assert copy is not None
    with Store.open(path) as store:
        store.keep_place(1, ReadingPlace(1, "", 0))
    assert not changed_since(path, copy)
