"""Reads a damaged database without SQLite, which refuses a file for one wrong byte: the pages of the file and of its
log, and the rows of its tables on these pages. Writes nothing.

https://www.sqlite.org/fileformat2.html: the database header (1.3), pages of b-trees (1.6), records (2.1), and the
write-ahead log (4.1, checksums 4.2, reading 4.4)."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from mmap import ACCESS_READ, mmap
from pathlib import Path
from types import TracebackType
from typing import Self

PAGE_SIZE = 4096  # bytes; the page size of this program's files
LEAF, INTERIOR = 0x0D, 0x05  # page types of tables; index pages contain nothing that is not in a table
_WAL_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}  # the byte order of the checksums
_WAL_HEADER, _FRAME_HEADER = 32, 24
_ROOT_HEADER = 100  # bytes before the header of the first page
_INTEGER_BYTES = (0, 1, 2, 3, 4, 6, 8)

Value = None | int | float | str | bytes


@dataclass(frozen=True, slots=True)
class SalvagedRow:
    """One row of a table: its rowid and its columns as stored. Text that is not valid UTF-8 is None."""

    id: int
    values: tuple[Value, ...]


@dataclass(slots=True)
class TableWalk:
    """The state of reading a table. `take` receives rows; `pages` holds the pages read; `wrong` counts unreadable
    places."""

    take: Callable[[SalvagedRow], None]
    pages: set[int] = field(default_factory=set)
    wrong: int = 0


class DamageError(ValueError):
    """Bytes that are not valid in this place."""


class Pages:
    """The pages of a database, numbered from 1, including those of its log. Must be closed, or used as a context
    manager."""

    def __init__(self, path: Path, wal: Path | None) -> None:
        """`path` must not be empty. Raises OSError if it cannot be read."""
        self._file = path.open("rb")
        try:
            self._content = mmap(self._file.fileno(), 0, access=ACCESS_READ)
        except BaseException:
            self._file.close()
            raise
        self.size = PAGE_SIZE
        self._log = _pages_in_log(wal.read_bytes()) if wal is not None and wal.is_file() else {}
        self.count = max(-(-len(self._content) // self.size), *self._log, 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and free the memory."""
        self._content.close()
        self._file.close()

    def __getitem__(self, number: int) -> bytes:
        """The content of a page. Raises DamageError if it does not exist."""
        if number in self._log:
            return self._log[number]
        start = (number - 1) * self.size
        page = self._content[start : start + self.size] if number > 0 else b""
        if not page:
            raise DamageError(f"there is no page {number}")
        return page.ljust(self.size, b"\0")

    def kind(self, number: int) -> int:
        """The byte that gives the type of a page."""
        return self[number][_begin(number)]

    def free(self) -> set[int]:
        """The pages in the free list, as far as it can be read."""
        pages: set[int] = set()
        try:
            (trunk,) = struct.unpack_from(">I", self[1], 32)
            while trunk and trunk not in pages:
                pages.add(trunk)
                page = self[trunk]
                trunk, count = struct.unpack_from(">II", page)
                pages.update(struct.unpack_from(f">{min(count, self.size // 4 - 2)}I", page, 8))
        except DamageError:
            pass  # the pages found before stay in the result
        return pages

    def walk(self, root: int, walk: TableWalk) -> None:
        """Read every row that can be reached from a table's root page."""
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number in walk.pages:
                walk.wrong += 1
                continue
            try:
                kind = self.kind(number)
                if kind == INTERIOR:
                    walk.pages.add(number)
                    waiting += reversed(self._children(number, walk))
                elif kind == LEAF:
                    walk.pages.add(number)
                    self.read(number, walk)
                else:
                    walk.wrong += 1
            except DamageError:
                walk.wrong += 1

    def read(self, number: int, walk: TableWalk) -> None:
        """Read every row of one leaf page. Raises DamageError if it is not a leaf of a table."""
        for place in self._cells(number, 8):
            try:
                row = self._row(self[number], place, walk)
            except (DamageError, struct.error, IndexError, OverflowError):
                walk.wrong += 1
            else:
                walk.take(row)

    def _cells(self, number: int, header: int) -> tuple[int, ...]:
        """The offsets of a page's cells, in order."""
        page, begin = self[number], _begin(number)
        (count,) = struct.unpack_from(">H", page, begin + 3)
        first = begin + header
        if count > (self.size - first) // 2:
            raise DamageError(f"page {number} cannot have {count} cells")
        return struct.unpack_from(f">{count}H", page, first)

    def _children(self, number: int, walk: TableWalk) -> list[int]:
        page = self[number]
        found: list[int] = []
        for place in self._cells(number, 12):
            if place + 4 > self.size:
                walk.wrong += 1
                continue
            found += struct.unpack_from(">I", page, place)
        found += struct.unpack_from(">I", page, _begin(number) + 8)
        return found

    def _row(self, page: bytes, place: int, walk: TableWalk) -> SalvagedRow:
        length, place = _varint(page, place)
        rowid, place = _varint(page, place)
        if rowid >= 1 << 63:
            rowid -= 1 << 64
        # How much of a long record is on its own page: section 1.6.
        most, least = self.size - 35, (self.size - 12) * 32 // 255 - 23
        here = length
        if length > most:
            rest = least + (length - least) % (self.size - 4)
            here = rest if rest <= most else least
        content = page[place : place + here]
        if length > here:
            if length > self.count * self.size:
                raise DamageError("a record longer than the file")
            (following,) = struct.unpack_from(">I", page, place + here)
            content = self._overflow(content, length, following, walk)
        if len(content) != length:
            raise DamageError("a record is cut")
        return SalvagedRow(rowid, tuple(_values(content)))

    def _overflow(self, content: bytes, length: int, following: int, walk: TableWalk) -> bytes:
        parts, have = [content], len(content)
        while have < length:
            page = self[following]
            walk.pages.add(following)
            part = page[4 : 4 + length - have]
            parts.append(part)
            have += len(part)
            (following,) = struct.unpack_from(">I", page)
        return b"".join(parts)


def _begin(number: int) -> int:
    return _ROOT_HEADER if number == 1 else 0


def _varint(content: bytes, place: int) -> tuple[int, int]:
    """A variable-length integer of up to nine bytes, and the offset behind it."""
    value = 0
    for at in range(place, place + 8):
        byte = content[at]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + 1
    return value << 8 | content[place + 8], place + 9


def _values(record: bytes) -> Iterator[Value]:
    """The columns of a record."""
    end, place = _varint(record, 0)
    if end > len(record):
        raise DamageError("a record's header is longer than the record")
    at = end
    while place < end:
        kind, place = _varint(record, place)
        width = _INTEGER_BYTES[kind] if kind < 7 else 8 if kind == 7 else 0 if kind < 12 else (kind - 12) // 2
        part = record[at : at + width]
        at += width
        if len(part) != width or kind in {10, 11}:
            raise DamageError("a record is shorter than its header says")
        yield _value(kind, part)


def _value(kind: int, part: bytes) -> Value:
    if kind == 0:
        return None
    if kind < 7:
        return int.from_bytes(part, "big", signed=True)
    if kind == 7:
        (number,) = struct.unpack(">d", part)
        return float(number)
    if kind < 10:
        return kind - 8
    if kind % 2 == 0:
        return bytes(part)
    try:
        return part.decode()
    except UnicodeDecodeError as error:
        raise DamageError("a text is no UTF-8") from error


def _pages_in_log(wal: bytes) -> dict[int, bytes]:
    """The pages in a write-ahead log up to its last complete transaction, as SQLite would read them."""
    order = _WAL_MAGIC.get(int.from_bytes(wal[:4], "big"), "") if len(wal) >= _WAL_HEADER else ""
    if not order or int.from_bytes(wal[8:12], "big") != PAGE_SIZE:
        return {}
    sums = _checksum(wal[:24], order, (0, 0))
    if sums != struct.unpack_from(">II", wal, 24):
        return {}
    pages: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    for start in range(_WAL_HEADER, len(wal) - _FRAME_HEADER - PAGE_SIZE + 1, _FRAME_HEADER + PAGE_SIZE):
        page = wal[start + _FRAME_HEADER : start + _FRAME_HEADER + PAGE_SIZE]
        if wal[start + 8 : start + 16] != wal[16:24]:
            break
        sums = _checksum(wal[start : start + 8] + page, order, sums)
        if sums != struct.unpack_from(">II", wal, start + 16):
            break
        number, commits = struct.unpack_from(">II", wal, start)
        waiting[number] = page
        if commits:
            pages.update(waiting)
            waiting.clear()
    return pages


def _checksum(content: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
