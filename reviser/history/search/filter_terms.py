"""What is filtered by, as words of the index: a filter that little passes then costs as little as a rare word.

A mark is made of characters of private use, which no indexed text has, so nobody can type one. Several values may share
one: whoever finds by marks looks again.
"""

from collections.abc import Iterable
from enum import IntEnum
from zlib import crc32

_FIRST = 0xE000
_DIGITS = 0xE100
_BASE = 4096


class Of(IntEnum):
    """What a mark is about. The numbers are stored: they never change."""

    KIND = 0
    DOCUMENT = 1
    REVISER = 2
    INTENT = 3
    VERDICT = 4


def mark(of: Of, value: str | int) -> str:
    """The word for a value: two characters, and so in no index of prefixes, but for documents from the 4096th."""
    number = value if isinstance(value, int) else crc32(value.encode("utf-8", "surrogatepass")) % _BASE
    digits = [number % _BASE]
    while number := number // _BASE:
        digits.append(number % _BASE)
    return chr(_FIRST + of) + "".join(chr(_DIGITS + digit) for digit in digits)


def marks(pairs: Iterable[tuple[Of, str | int]]) -> str:
    """Several marks as one text."""
    return " ".join(mark(of, value) for of, value in pairs)
