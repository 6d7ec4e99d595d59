"""Marks: filters of a search as words of the index, so that a selective filter is as fast as a rare word.

A mark consists of private-use characters, which never occur in indexed text, so it cannot be typed. Several values can
share a mark, so hits must be checked again."""

from collections.abc import Iterable
from enum import IntEnum
from zlib import crc32

_FIRST = 0xE000
_DIGITS = 0xE100
_BASE = 4096


class Of(IntEnum):
    """The kind of value that a mark stands for. The numbers are stored and never change."""

    KIND = 0
    DOCUMENT = 1
    REVISER = 2
    INTENT = 3
    VERDICT = 4


def mark(of: Of, value: str | int) -> str:
    """The mark of a value: two characters, so it is in no prefix index; longer for document numbers from 4096 on."""
    number = value if isinstance(value, int) else crc32(value.encode("utf-8", "surrogatepass")) % _BASE
    digits = [number % _BASE]
    while number := number // _BASE:
        digits.append(number % _BASE)
    return chr(_FIRST + of) + "".join(chr(_DIGITS + digit) for digit in digits)


def marks(pairs: Iterable[tuple[Of, str | int]]) -> str:
    """Several marks as one text."""
    return " ".join(mark(of, value) for of, value in pairs)
