"""What a part's text is made of: pieces, runs and paragraphs, each a row of numbers in arrays, not an object.

A piece is a stretch of characters that one stretch of bytes stands for: the text of a `w:t`, a tab, an object, a
paragraph's mark. Pieces of what others inserted are not in the base text (their changes are proposals): they have a
length, and no length in the base.
"""

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from enum import IntEnum

from reviser.documents.splices import markup

OBJECT_SIGN = "\ufffc"
LINE = "\u2028"  # a line break within a paragraph
SHUT = 2  # in a control that is locked as a whole
HYPHEN, SOFT = "\u2011", "\u00ad"
_UNITS = re.compile(r"&[^;]+;|\r\n|.", re.DOTALL)
_LINE_ENDS = re.compile(r"\r\n|[\r\n]")


class Kind(IntEnum):
    """TEXT: of a `w:t`. SIGN: one element that is one character. OBJECT: U+FFFC. MARK: of a paragraph. SHOWN: text that
    no element of its own stands for (what parts the notes) or that cannot be edited."""

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


@dataclass(slots=True)
class Unit:
    """One element by which somebody tracked a change. `kind`: the element's local name, behind "mark-" for a
    paragraph's mark and "row-" for a table's row. Places are bytes: the element, and its content. `inside`: it lies in
    another one (stacked)."""

    kind: str
    author: str
    date: str
    start: int
    inner: int
    inner_end: int = 0
    end: int = 0
    paragraph: int = -1
    inside: bool = False
    free: bool = False  # the paragraph is its parent

    @property
    def inserts(self) -> bool:
        return self.kind.endswith(("ins", "moveTo"))

    @property
    def moves(self) -> bool:
        return "move" in self.kind


class Pieces:
    """The arrays of one part. `data` is its XML in UTF-8."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.kinds = bytearray()
        self.states = bytearray()
        self.locked = bytearray()  # 1 not to be edited; 2 (SHUT) nor may anything come in beside it
        self.starts = array("I")
        self.ends = array("I")
        self.runs = array("i")  # the run that a piece begins in, -1 where in none
        self.last_runs = array("i")  # the run that it ends in: a field goes over several
        self.paragraphs = array("I")
        self.units = array("i")  # the innermost change that a piece lies in
        self.texts: list[str] = []
        # Runs: its tag, its properties (equal places where it has none), behind its end tag; what it lies in.
        self.run_starts = array("I")
        self.run_inner = array("I")
        self.run_content = array("I")
        self.run_ends = array("I")
        self.run_paragraphs = array("I")
        self.run_units = array("i")
        self.run_free = bytearray()  # whether the paragraph is its parent, so that it can be split with it
        # Paragraphs: its tag, behind it, its properties' end (where its content begins), its end tag, behind it.
        self.paragraph_starts = array("I")
        self.paragraph_inner = array("I")
        self.paragraph_content = array("I")
        self.paragraph_end_tags = array("I")
        self.paragraph_ends = array("I")
        self.paragraph_next = array("i")  # the one that it can be joined with, -1 where none
        self.paragraph_marks = array("i")  # the mark's piece, -1 where it is within a field
        self.paragraph_followed = bytearray()  # something stands behind it in its container
        self.paragraph_section = bytearray()  # it ends a section
        self.held: list[int] = []  # inserted marks that stay only because something stands in their paragraphs
        self.changes: list[Unit] = []
        self.tied: dict[int, range] = {}  # more changes that a field's piece lies in
        self.anchors: list[tuple[str, str, int]] = []  # of comments: element, id, number of pieces before
        self.text = ""
        self.offsets = array("I")  # where each piece begins in the base text; one more at the end

    def add(self, kind: Kind, text: str, start: int, end: int) -> int:
        """A piece at its places; whose it is, the scanner says."""
        self.kinds.append(kind)
        self.texts.append(text)
        self.starts.append(start)
        self.ends.append(end)
        return len(self.texts)

    def drop(self, count: int) -> None:
        """Leave only the first `count` pieces (a field has ended, which is one)."""
        for column in (
            self.kinds, self.states, self.locked, self.starts, self.ends, self.runs, self.last_runs,
            self.paragraphs, self.units, self.texts,
        ):  # fmt: skip
            del column[count:]
        for paragraph in range(len(self.paragraph_marks) - 1, -1, -1):
            if self.paragraph_marks[paragraph] >= count:
                self.paragraph_marks[paragraph] = -1
            elif self.paragraph_marks[paragraph] >= 0:
                break
        self.anchors = [(kind, name, min(place, count)) for kind, name, place in self.anchors]

    def finish(self) -> None:
        """Count the base text's offsets, and keep the text as one string."""
        offset = 0
        for text, state in zip(self.texts, self.states, strict=True):
            self.offsets.append(offset)
            if not state & PieceState.INSERTED:
                offset += len(text)
        self.offsets.append(offset)
        self.text = self.seen(PieceState.INSERTED)

    def seen(self, hidden: int) -> str:
        """The text without the pieces in the state `hidden`: INSERTED gives the base, DELETED all accepted."""
        return "".join(text for text, state in zip(self.texts, self.states, strict=True) if not state & hidden)

    def piece_at(self, offset: int) -> int:
        """The piece that the base's character at `offset` lies in."""
        return bisect_right(self.offsets, offset, hi=len(self.offsets) - 1) - 1

    def byte_at(self, piece: int, within: int) -> int:
        """The byte where the character `within` of a text's piece begins."""
        start, end = self.starts[piece], self.ends[piece]
        if end - start == len(self.texts[piece]):  # a byte a character
            return start + within
        place = start
        for number, unit in enumerate(_UNITS.finditer(self.data[start:end].decode())):
            if number == within:
                return place
            place += len(unit[0].encode())
        return end


def spoken(raw: bytes) -> str:
    """The characters that a `w:t`'s bytes stand for: one for each entity and line end."""
    text = raw.decode()
    if "\n" in text or "\r" in text:
        text = _LINE_ENDS.sub(" ", text)
    if "&" in text:
        text = markup.unescape(text).replace("\n", " ").replace("\r", " ")
    return text
