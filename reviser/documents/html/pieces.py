"""The pieces of a page's text (see `splices.pieces`), the inline elements that contain them, and the lines, stored as
arrays of numbers instead of objects."""

from array import array
from functools import cached_property

from reviser.documents.highlight import TableCell
from reviser.documents.html.tags import TAG
from reviser.documents.splices.markup import ATTRIBUTE
from reviser.documents.splices.pieces import ChangeUnit, InlinePieceArrays, Kind

_PERSONAL = frozenset({b"id", b"xml:id"})  # attributes that a copy of an element must not have


class HtmlPieces(InlinePieceArrays[ChangeUnit]):
    """The arrays of one page."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.lines = array("i")  # the line that contains a piece, -1 if none
        self.inline_names: list[bytes] = []
        # Lines: start tag of the line's element, offset behind it, end tag, offset behind it; if the line is not a
        # whole element, all four are the offset of its end.
        self.line_starts = array("I")
        self.line_inner = array("I")
        self.line_end_tags = array("I")
        self.line_ends = array("I")
        self.line_free = bytearray()  # it is a whole element, which can be split
        self.line_stays = bytearray()  # it is a line even if it is empty
        self.line_next = array("i")  # the line that it can be joined with, -1 if none
        # Looks of lines: heading level, list depth, list mark, table cell.
        self.line_levels = bytearray()
        self.line_depths = bytearray()
        self.line_marks: list[str] = []
        self.line_cells: dict[int, TableCell] = {}
        self.blanks: dict[int, list[tuple[int, int]]] = {}  # by line, white space that is not text
        self.bare: dict[int, list[tuple[int, int]]] = {}  # by line, markup characters that stand for themselves
        self.labels: dict[int, str] = {}  # displayed texts of objects, by piece
        self.code: set[int] = set()  # pieces that are code

    def drop(self, count: int) -> None:
        """Keep only the first `count` pieces."""
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
        """Whether a piece is white space with a line end in the source, which reads as one space."""
        return self.kinds[number] == Kind.SIGN and self.texts[number] == " "


def copy_of(opening: bytes) -> bytes:
    """A start tag for another element of the same kind, without unique attributes."""
    for found in reversed(list(ATTRIBUTE.finditer(opening))):
        if found[1].lower() in _PERSONAL:
            opening = opening[: found.start()].rstrip() + opening[found.end() :]
    return opening


def end_tag(opening: bytes) -> bytes:
    """The end tag for a start tag."""
    tag = TAG.match(opening)
    assert tag is not None
    return b"</" + tag[3] + b">"
