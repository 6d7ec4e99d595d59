"""Only a sound backup takes the place of a history, and only a history's place is taken."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reviser.errors import HistoryError
from reviser.history.backup import Reason, back_up_slowly
from reviser.history.log.store import SCHEMA_VERSION, Store
from reviser.history.recovery.restore import restore
from tests.history.recovery.test_verify import listing
from tests.history.sample import assert_is_sample, make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "history.db"
    make(path)
    return path


@pytest.fixture
def copy(path: Path) -> Path:
    copy = back_up_slowly(path, 0.0, Reason.ASKED)
    assert copy is not None
    return copy


@pytest.mark.parametrize(
    ("damage", "said"),
    [("page", "is damaged"), ("empty", "is empty: choose another"), ("newer", "newer"), ("gone", "is empty: choose")],
)
def test_a_backup_that_is_none_any_more_takes_no_place(path: Path, copy: Path, damage: str, said: str) -> None:
    if damage == "page":
        content = bytearray(copy.read_bytes())
        content[4096 : 3 * 4096] = b"\xff" * (2 * 4096)
        copy.write_bytes(content)
    elif damage == "newer":
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    else:
        copy.write_bytes(b"")
        if damage == "gone":
            copy.unlink()
    before = listing(path)
    with pytest.raises(HistoryError, match=said):
        restore(path, copy, 5.0)
    assert listing(path) == before


@pytest.mark.parametrize("what", ["another program's", "a newer one", "a folder", "a text", "a letter"])
def test_what_is_no_history_of_this_program_stays(tmp_path: Path, path: Path, copy: Path, what: str) -> None:
    place = tmp_path / "place.db"
    if what == "another program's":
        with closing(sqlite3.connect(place)) as connection:
            connection.execute("CREATE TABLE notes (note)")
    elif what == "a newer one":
        shutil.copy(copy, place)
        with closing(sqlite3.connect(place, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    elif what == "a folder":
        place.mkdir()
    else:
        place.write_bytes(b"Dear Ann. " * 50 if what == "a text" else b"x")
    before = None if place.is_dir() else place.read_bytes()
    with pytest.raises(HistoryError):
        restore(place, copy, 5.0)
    if before is None:
        assert list(place.iterdir()) == []
    else:
        assert place.read_bytes() == before
    with Store.open(path) as store:
        assert_is_sample(store)


@pytest.mark.parametrize("what", ["nothing", "empty", "damaged", "damaged beginning"])
def test_where_a_history_was_or_is_to_be_one_is_restored(tmp_path: Path, path: Path, copy: Path, what: str) -> None:
    place = path if what.startswith("damaged") else tmp_path / "place" / "place.db"
    aside = None
    if what == "empty":
        place.parent.mkdir()
        place.touch()
    elif what.startswith("damaged"):
        aside = bytearray(path.read_bytes())
        aside[slice(0, 16) if what == "damaged beginning" else slice(4096, 8192)] = bytes(
            16 if what == "damaged beginning" else 4096
        )
        path.write_bytes(aside)
    restored = restore(place, copy, 5.0)
    with Store.open(place) as store:
        assert_is_sample(store)
    assert restored.renamed
    assert what == "empty" or place.stat().st_mode & 0o077 == 0  # what was there keeps its mode
    assert (restored.aside is None) is (what == "nothing")
    if aside is not None:
        assert restored.aside is not None
        assert restored.aside.read_bytes() == aside
    assert not [file.name for file in place.parent.iterdir() if "restoring" in file.name]
