"""What is read off the pages of a file is what SQLite reads there, and what is damaged is counted."""

import shutil
import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.history.recovery.page_reader import PAGE_SIZE, DamageError, Pages, SalvagedRow, TableWalk, Value

# The widths in which a whole number is stored, and the lengths around which a record goes on on other pages.
NUMBERS = [sign * ((1 << bits) - 1) for bits in (0, 1, 7, 15, 23, 31, 47, 63) for sign in (1, -1)] + [-(1 << 63), 128]
LENGTHS = [0, 1, 57, 58, 120, 4050, 4057, 4058, 4061, 4062, 4600, 8140, 9000, 20_000]
_VALUES = st.one_of(
    st.none(),
    st.sampled_from(NUMBERS),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.binary(max_size=8),
    st.sampled_from(LENGTHS).map(lambda length: "é" * (length // 2) + "x" * (length % 2)),
)


def write(path: Path, rows: list[tuple[int, Value, Value]]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, one, other)")
        connection.executemany("INSERT OR IGNORE INTO t VALUES (?, ?, ?)", rows)
        connection.commit()


def stored(path: Path) -> list[SalvagedRow]:
    """As SQLite reads it; the rowid is no column of a record."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT id, one, other FROM t ORDER BY id").fetchall()
    return [SalvagedRow(number, (None, *values)) for number, *values in rows]


def read(path: Path, wal: Path | None = None) -> tuple[list[SalvagedRow], TableWalk]:
    """The rows of the only table, which begins on page 2."""
    found: list[SalvagedRow] = []
    walk = TableWalk(found.append)
    with Pages(path, wal) as pages:
        pages.walk(2, walk)
    return found, walk


def put(path: Path, page: int, place: int, content: bytes) -> None:
    """Overwrite a few bytes of a page."""
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE_SIZE + place)
        file.write(content)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A table of three levels of pages, some of whose records are longer than one."""
    path = tmp_path / "a.db"
    write(path, [(number, "x" * (700 if number % 50 else 9000), number) for number in range(1, 2800)])
    return path


@given(st.dictionaries(st.sampled_from([*NUMBERS, *range(60)]), st.tuples(_VALUES, _VALUES), max_size=12))
def test_every_value_is_read_as_sqlite_reads_it(rows: dict[int, tuple[Value, Value]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.db")
        write(path, [(number, *values) for number, values in rows.items()])
        found, walk = read(path)
        assert (found, walk.wrong) == (stored(path), 0)


def test_a_tree_of_many_pages_is_read_in_order_and_each_page_once(path: Path) -> None:
    found, walk = read(path)
    assert (found, walk.wrong) == (stored(path), 0)
    with Pages(path, None) as pages:
        assert walk.pages == set(range(2, pages.count + 1))


def test_what_the_log_holds_of_whole_transactions_counts(path: Path) -> None:
    copy = path.with_name("copy.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        for number in (5000, 5001):
            connection.execute("INSERT INTO t VALUES (?, 'in the log', 0)", (number,))
            connection.execute("DELETE FROM t WHERE id = ?", (number - 4990,))
            connection.commit()
        log = copy.with_name("copy.db-wal")
        shutil.copy(path, copy)
        shutil.copy(path.with_name("a.db-wal"), log)
        now = stored(path)
    assert read(copy, log)[0] == now
    content = log.read_bytes()
    for cut, newest in ((1, 5000), (len(content) - 33, 2799)):  # half of the last transaction; half of the first frame
        log.write_bytes(content[:-cut])
        assert read(copy, log)[0][-1].id == newest
    log.write_bytes(content[:40] + bytes([content[40] ^ 1]) + content[41:])
    assert read(copy, log)[0][-1].id == 2799
    log.write_bytes(b"no log" + content[6:])
    assert read(copy, log)[0][-1].id == 2799


def test_free_pages_are_known_as_such(path: Path) -> None:
    before, _ = read(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM t WHERE id > 5")
        connection.commit()
    with Pages(path, None) as pages:
        used = read(path)[1].pages
        assert pages.free() == set(range(2, pages.count + 1)) - used
    assert len(before) > 5


def test_pages_that_lead_nowhere_or_back_are_counted_and_the_rest_is_read(path: Path) -> None:
    whole = stored(path)
    with Pages(path, None) as pages:
        (first,) = struct.unpack_from(">H", pages[2], 12)
        inner = struct.unpack_from(">I", pages[2], first)[0]
        (last,) = struct.unpack_from(">I", pages[2], 8)
    for target in (2, inner + 100_000):  # back to the root; behind the end of the file
        broken = path.with_name(f"{target}.db")
        shutil.copy(path, broken)
        put(broken, 2, 8, struct.pack(">I", target))
        found, walk = read(broken)
        assert walk.wrong == 1
        assert found == whole[: len(found)]
        assert last not in walk.pages
    for page, place, content in (
        (2, 12, struct.pack(">H", PAGE_SIZE - 2)),  # a cell that would end behind its page
        (inner, 0, b"\0"),  # a page of no kind
    ):
        broken = path.with_name("broken.db")
        shutil.copy(path, broken)
        put(broken, page, place, content)
        found, walk = read(broken)
        assert walk.wrong == 1
        assert 0 < len(found) < len(whole)
        assert found == whole[-len(found) :]


def test_a_record_that_cannot_be_is_counted_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    write(path, [(number, "abcd", number) for number in range(1, 5)])
    with Pages(path, None) as pages:
        cells = struct.unpack_from(">4H", pages[2], 8)
    whole = stored(path)
    # The lengths of a record and of its header, the kinds of its columns; a text that is no UTF-8.
    for place, content in ((0, b"\x7f"), (2, b"\x7f"), (4, b"\x0a"), (4, b"\x7f"), (6, b"\xff"), (0, b"\xff" * 8)):
        broken = tmp_path / "broken.db"
        shutil.copy(path, broken)
        put(broken, 2, cells[1] + place, content)
        found, walk = read(broken)
        assert (walk.wrong, [row for row in whole if row not in found][:1]) == (1, [whole[1]]), (place, content)
    put(path, 2, 3, b"\xff\xff")  # more cells than a page has room for
    found, walk = read(path)
    assert (found, walk.wrong) == ([], 1)
    with Pages(path, None) as pages, pytest.raises(DamageError, match="there is no page 3"):
        pages.kind(3)


def test_a_record_that_says_it_is_longer_than_the_file_is_not_gathered_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    write(path, [(1, "x" * 20_000, 1)])
    with Pages(path, None) as pages:
        (cell,) = struct.unpack_from(">H", pages[2], 8)
        length = bytes(pages[2][cell : cell + 3])
    more = (length[0] & 127) << 14 | (length[1] & 127) << 7 | length[2]
    more += 400 * (PAGE_SIZE - 4)  # as much of it lies on its own page
    put(path, 2, cell, bytes([more >> 14 | 128, more >> 7 & 127 | 128, more & 127]))
    put(path, 7, 0, struct.pack(">I", 3))  # its last page goes on at its first
    found, walk = read(path)
    assert (found, walk.wrong, walk.pages) == ([], 1, {2})
