"""What a text is made of: pieces, a row of numbers in arrays, not an object each.

A piece is a stretch of characters that one stretch of bytes stands for: a text between tags, a tab, an object, a
paragraph's mark. Pieces of what others inserted are not in the base text (their changes are proposals): they have a
length, and no length in the base.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator
from enum import IntEnum
from itertools import accumulate
from typing import Generic, Protocol, TypeVar

OBJECT_SIGN = "\ufffc"
LINE = "\u2028"  # a line break within a paragraph
SHUT = 2  # in something that is locked as a whole
_UNITS = re.compile(r"&#?\w+;|\r\n|.", re.DOTALL)


class Kind(IntEnum):
    """TEXT: between tags. SIGN: one element that is one character. OBJECT: U+FFFC. MARK: of a paragraph. SHOWN: text
    that no element of its own stands for (what parts the notes) or that cannot be edited."""

    TEXT = 0
    SIGN = 1
    OBJECT = 2
    MARK = 3
    SHOWN = 4


class PieceState:
    """What others did to a piece, as bits; INSERTED is not in the base, DELETED not in what comes of accepting all.
    Plain numbers: an enum's operators are slow, and a book has many pieces."""

    KEPT = 0
    INSERTED = 1
    DELETED = 2
    MOVED = 4  # by a move, which nobody can decide here


class ChangeUnit(Protocol):
    """One place in a file by which somebody tracked a change. `inside`: it lies in another one (stacked), so that it
    cannot be decided here; nor can a move."""

    author: str
    date: str
    inside: bool

    @property
    def inserts(self) -> bool: ...

    @property
    def moves(self) -> bool: ...


UnitT = TypeVar("UnitT", bound=ChangeUnit)


class PieceArrays(Generic[UnitT]):
    """The arrays of one text. `data` is the XML that it stands in, in UTF-8."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.kinds = bytearray()
        self.states = bytearray()
        self.locked = bytearray()  # 1 not to be edited; 2 (SHUT) nor may anything come in beside it
        self.starts = array("I")
        self.ends = array("I")
        self.units = array("i")  # the innermost change that a piece lies in
        self.texts: list[str] = []
        self.changes: list[UnitT] = []
        self.tied: dict[int, Collection[int]] = {}  # more changes that are decided with the one of a piece
        self.text = ""
        self.offsets = array("I")  # where each piece begins in the base text; one more at the end

    def add(self, kind: Kind, text: str, start: int, end: int) -> int:
        """A piece at its places; whose it is, the scanner says."""
        self.kinds.append(kind)
        self.texts.append(text)
        self.starts.append(start)
        self.ends.append(end)
        return len(self.texts)

    def finish(self) -> None:
        """Count the base text's offsets, and keep the text as one string."""
        shown = self.texts
        if any(self.states):
            pairs = zip(self.texts, self.states, strict=True)
            shown = ["" if state & PieceState.INSERTED else text for text, state in pairs]
        self.offsets = array("I", accumulate(map(len, shown), initial=0))
        self.text = "".join(shown)

    def text_without(self, hidden: int) -> str:
        """The text without the pieces in the state `hidden`: INSERTED gives the base, DELETED all accepted."""
        return "".join(text for text, state in zip(self.texts, self.states, strict=True) if not state & hidden)

    def piece_at(self, offset: int) -> int:
        """The piece that the base's character at `offset` lies in."""
        return bisect_right(self.offsets, offset, hi=len(self.offsets) - 1) - 1

    def covering(self, start: int, end: int) -> Iterator[int]:
        """The pieces of the base that have a character from `start` to `end`."""
        if start < end:
            for number in range(self.piece_at(start), self.piece_at(end - 1) + 1):
                if self.offsets[number + 1] > self.offsets[number]:
                    yield number

    def writable(self, number: int) -> bool:
        """Whether a piece is text that can be edited; a number below 0 is no piece."""
        return (
            number >= 0
            and self.kinds[number] in {Kind.TEXT, Kind.SIGN}
            and not self.locked[number]
            and self.states[number] == PieceState.KEPT
        )

    def byte_at(self, piece: int, within: int) -> int:
        """The byte where the character `within` of a text's piece begins."""
        start, end = self.starts[piece], self.ends[piece]
        if end - start == len(self.texts[piece]):  # a byte a character
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
    """The arrays of a text with elements within its lines, each with its parent."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.inlines = array("i")  # the innermost element within the line that a piece stands in, -1 where in none
        self.inline_starts = array("I")
        self.inline_inner = array("I")
        self.inline_parents = array("i")

    def chain(self, inline: int) -> list[int]:
        """The elements around, the outermost first."""
        found: list[int] = []
        while inline >= 0:
            found.append(inline)
            inline = self.inline_parents[inline]
        return found[::-1]

    def opening(self, inline: int) -> bytes:
        """The start tag of an element within a line."""
        return self.data[self.inline_starts[inline] : self.inline_inner[inline]]
