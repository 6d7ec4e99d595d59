"""What a part's text is made of: pieces (see `splices.pieces`), and the runs and paragraphs that they stand in, each a
row of numbers in arrays, not an object."""

import re
from array import array
from dataclasses import dataclass

from reviser.documents.splices import markup
from reviser.documents.splices.pieces import PieceArrays

HYPHEN, SOFT = "\u2011", "\u00ad"
_LINE_ENDS = re.compile(r"\r\n|[\r\n]")
_CDATA = re.compile(rb"<(?:!--.*?--|!\[CDATA\[(.*?)\]\]|\?.*?\?)>", re.DOTALL)


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


class Pieces(PieceArrays[Unit]):
    """The arrays of one part."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.runs = array("i")  # the run that a piece begins in, -1 where in none
        self.last_runs = array("i")  # the run that it ends in: a field goes over several
        self.paragraphs = array("I")
        # Runs: its tag, its properties (equal places where it has none), behind its end tag; what it lies in.
        self.run_starts = array("I")
        self.run_inner = array("I")
        self.run_content = array("I")
        self.run_ends = array("I")
        self.run_paragraphs = array("I")
        self.run_units = array("i")
        # Whether it can be parted with its paragraph: 1 the paragraph is its parent, 2 it stands in links that are
        # parted too, 0 it cannot.
        self.run_free = bytearray()
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
        self.links: list[tuple[int, int]] = []  # fields that are links: where each begins and ends
        self.anchors: list[tuple[str, str, int]] = []  # of comments: element, id, number of pieces before

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


def spoken(raw: bytes) -> str:
    """The characters that a `w:t`'s bytes stand for: one for each entity and line end."""
    text = raw.decode()
    if "\n" in text or "\r" in text:
        text = _LINE_ENDS.sub(" ", text)
    if "&" in text:
        text = markup.unescape(text).replace("\n", " ").replace("\r", " ")
    return text


def without_markup(raw: bytes) -> bytes:
    """The text of an element with comments, instructions and CDATA within."""
    return _CDATA.sub(lambda found: markup.escape((found[1] or b"").decode()), raw)
