"""What a page's text is made of: pieces (see `splices.pieces`), the elements within lines that they stand in, and the
lines, each a row of numbers in arrays, not an object."""

from array import array
from functools import cached_property

from reviser.documents.highlight import TableCell
from reviser.documents.html.tags import TAG
from reviser.documents.splices.markup import ATTRIBUTE
from reviser.documents.splices.pieces import ChangeUnit, InlinePieceArrays, Kind

_PERSONAL = frozenset({b"id", b"xml:id"})  # what no copy of an element has


class HtmlPieces(InlinePieceArrays[ChangeUnit]):
    """The arrays of one page."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.lines = array("i")  # the one that a piece stands in, -1 where in none
        self.inline_names: list[bytes] = []
        # Lines: the tag of the element that the line is, behind it, its end tag, behind it; of a line that is no whole
        # element all four are where the line ends.
        self.line_starts = array("I")
        self.line_inner = array("I")
        self.line_end_tags = array("I")
        self.line_ends = array("I")
        self.line_free = bytearray()  # it is a whole element, which can be parted
        self.line_stays = bytearray()  # it is a line also where nothing is in it
        self.line_next = array("i")  # the one that it can be joined with, -1 where none
        # How lines look: the level of a heading, how deep they are in lists, what stands before them, their cells.
        self.line_levels = bytearray()
        self.line_depths = bytearray()
        self.line_marks: list[str] = []
        self.line_cells: dict[int, TableCell] = {}
        self.blanks: dict[int, list[tuple[int, int]]] = {}  # by line, white space that is no text
        self.bare: dict[int, list[tuple[int, int]]] = {}  # by line, signs of markup that stand for themselves
        self.labels: dict[int, str] = {}  # what is shown for an object, by its piece
        self.code: set[int] = set()  # pieces that are code

    def drop(self, count: int) -> None:
        """Leave only the first `count` pieces."""
        for column in (self.kinds, self.texts, self.starts, self.ends, self.locked, self.lines, self.inlines):
            del column[count:]

    def tag(self, line: int) -> bytes:
        """The start tag of a line's element."""
        return self.data[self.line_starts[line] : self.line_inner[line]]

    @cached_property
    def rows(self) -> dict[int, range]:
        """The pieces of each line."""
        found: dict[int, range] = {}
        for number, line in enumerate(self.lines):
            if line >= 0:
                found[line] = range(found[line].start if line in found else number, number + 1)
        return found

    def is_wrapped(self, number: int) -> bool:
        """Whether a piece is white space of the source, with a line end in it, that reads as one blank."""
        return self.kinds[number] == Kind.SIGN and self.texts[number] == " "


def copy_of(opening: bytes) -> bytes:
    """A start tag for another element of the kind: without what only one can have."""
    for found in reversed(list(ATTRIBUTE.finditer(opening))):
        if found[1].lower() in _PERSONAL:
            opening = opening[: found.start()].rstrip() + opening[found.end() :]
    return opening


def end_tag(opening: bytes) -> bytes:
    """The end tag for a start tag."""
    tag = TAG.match(opening)
    assert tag is not None
    return b"</" + tag[3] + b">"
