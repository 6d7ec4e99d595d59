"""The pieces of a text, stored as arrays of numbers instead of objects.

A piece is a run of characters that a run of bytes represents: text between tags, a tab, an object, a paragraph mark.
Pieces inserted by others are not in the base text (they are proposals): they have a length, but none in the base."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator
from enum import IntEnum
from itertools import accumulate
from typing import Generic, Protocol, TypeVar

OBJECT_SIGN = "\ufffc"
LINE = "\u2028"  # a line break within a paragraph
SHUT = 2  # in something locked as a whole
_UNITS = re.compile(r"&#?\w+;|\r\n|.", re.DOTALL)


class Kind(IntEnum):
    """The kind of a piece. TEXT: between tags. SIGN: one element that is one character. OBJECT: U+FFFC. MARK: a
    paragraph mark. SHOWN: text without an element of its own (such as the separator of notes), or not editable."""

    TEXT = 0
    SIGN = 1
    OBJECT = 2
    MARK = 3
    SHOWN = 4


class PieceState:
    """The changes of others to a piece, as bits; INSERTED is not in the base, DELETED not in the text with all changes
    accepted. Plain numbers, because enum operators are slow and a book has many pieces."""

    KEPT = 0
    INSERTED = 1
    DELETED = 2
    MOVED = 4  # by a move, which cannot be decided here


class ChangeUnit(Protocol):
    """An element in a file that tracks a change. `inside`: it is nested in another change, so it cannot be decided
    here; nor can a move."""

    author: str
    date: str
    inside: bool

    @property
    def inserts(self) -> bool: ...

    @property
    def moves(self) -> bool: ...


UnitT = TypeVar("UnitT", bound=ChangeUnit)


class PieceArrays(Generic[UnitT]):
    """The arrays of one text. `data` is the XML that contains it, in UTF-8."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.kinds = bytearray()
        self.states = bytearray()
        self.locked = bytearray()  # 1: not editable; 2 (SHUT): nothing can be inserted beside it either
        self.starts = array("I")
        self.ends = array("I")
        self.units = array("i")  # the innermost change that contains a piece
        self.texts: list[str] = []
        self.changes: list[UnitT] = []
        self.tied: dict[int, Collection[int]] = {}  # further changes that are decided together with that of a piece
        self.text = ""
        self.offsets = array("I")  # where each piece begins in the base text, and its end

    def add(self, kind: Kind, text: str, start: int, end: int) -> int:
        """Add a piece with its offsets; the scanner sets whose change it is. Returns its number."""
        self.kinds.append(kind)
        self.texts.append(text)
        self.starts.append(start)
        self.ends.append(end)
        return len(self.texts)

    def finish(self) -> None:
        """Compute the offsets in the base text, and store the text as one string."""
        shown = self.texts
        if any(self.states):
            pairs = zip(self.texts, self.states, strict=True)
            shown = ["" if state & PieceState.INSERTED else text for text, state in pairs]
        self.offsets = array("I", accumulate(map(len, shown), initial=0))
        self.text = "".join(shown)

    def text_without(self, hidden: int) -> str:
        """The text without pieces in the state `hidden`: INSERTED gives the base, DELETED the text with all changes
        accepted."""
        return "".join(text for text, state in zip(self.texts, self.states, strict=True) if not state & hidden)

    def piece_at(self, offset: int) -> int:
        """The piece of the base that contains the character at `offset`."""
        return bisect_right(self.offsets, offset, hi=len(self.offsets) - 1) - 1

    def covering(self, start: int, end: int) -> Iterator[int]:
        """The pieces of the base that have a character from `start` to `end`."""
        if start < end:
            for number in range(self.piece_at(start), self.piece_at(end - 1) + 1):
                if self.offsets[number + 1] > self.offsets[number]:
                    yield number

    def writable(self, number: int) -> bool:
        """Whether a piece is editable text; a negative number is no piece."""
        return (
            number >= 0
            and self.kinds[number] in {Kind.TEXT, Kind.SIGN}
            and not self.locked[number]
            and self.states[number] == PieceState.KEPT
        )

    def byte_at(self, piece: int, within: int) -> int:
        """The byte offset of the character `within` of a text piece."""
        start, end = self.starts[piece], self.ends[piece]
        if end - start == len(self.texts[piece]):  # one byte per character
            return start + within
        raw = self.data[start:end]
        if b"&" not in raw and b"\r" not in raw:  # no entity, and each line end is one byte
            return start + len(self.texts[piece][:within].encode())
        place = start
        for number, unit in enumerate(_UNITS.finditer(raw.decode())):
            if number == within:
                return place
            place += len(unit[0].encode())
        return end


class InlinePieceArrays(PieceArrays[UnitT]):
    """The arrays of a text with inline elements, each with its parent."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.inlines = array("i")  # the innermost inline element that contains a piece, -1 if none
        self.inline_starts = array("I")
        self.inline_inner = array("I")
        self.inline_parents = array("i")

    def chain(self, inline: int) -> list[int]:
        """An inline element and its ancestors, the outermost first."""
        found: list[int] = []
        while inline >= 0:
            found.append(inline)
            inline = self.inline_parents[inline]
        return found[::-1]

    def opening(self, inline: int) -> bytes:
        """The start tag of an inline element."""
        return self.data[self.inline_starts[inline] : self.inline_inner[inline]]
