"""The pieces of a part's text (see `splices.pieces`), and the runs and paragraphs that contain them, stored as arrays
of numbers instead of objects."""

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
    """An element that tracks a change. `kind` is its local name, prefixed with "mark-" for a paragraph mark and "row-"
    for a table row. Places are byte offsets of the element and of its content. `inside`: it is nested in another
    change."""

    kind: str
    author: str
    date: str
    start: int
    inner: int
    inner_end: int = 0
    end: int = 0
    paragraph: int = -1
    inside: bool = False
    free: bool = False  # its parent is the paragraph

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
        self.runs = array("i")  # the run in which a piece begins, -1 if none
        self.last_runs = array("i")  # the run in which it ends: a field can span several
        self.paragraphs = array("I")
        # Runs: start tag, properties (equal offsets if none), offset behind the end tag, and the containing element.
        self.run_starts = array("I")
        self.run_inner = array("I")
        self.run_content = array("I")
        self.run_ends = array("I")
        self.run_paragraphs = array("I")
        self.run_units = array("i")
        # Whether a run can be split with its paragraph: 1 its parent is the paragraph, 2 it is in links that are split
        # too, 0 it cannot.
        self.run_free = bytearray()
        # Paragraphs: start tag, offset behind it, end of the properties (where the content begins), end tag, offset
        # behind it.
        self.paragraph_starts = array("I")
        self.paragraph_inner = array("I")
        self.paragraph_content = array("I")
        self.paragraph_end_tags = array("I")
        self.paragraph_ends = array("I")
        self.paragraph_next = array("i")  # the paragraph that it can be joined with, -1 if none
        self.paragraph_marks = array("i")  # the piece of its mark, -1 if that is within a field
        self.paragraph_followed = bytearray()  # it is followed by something in its container
        self.paragraph_section = bytearray()  # it ends a section
        self.held: list[int] = []  # inserted marks that stay only because their paragraphs have content
        self.links: list[tuple[int, int]] = []  # begin and end of fields that are links
        self.anchors: list[tuple[str, str, int]] = []  # anchors of comments: element, id, number of pieces before

    def drop(self, count: int) -> None:
        """Keep only the first `count` pieces, because a field, which is one piece, has ended."""
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
    """The characters of a `w:t`: each entity and each line end is one character."""
    text = raw.decode()
    if "\n" in text or "\r" in text:
        text = _LINE_ENDS.sub(" ", text)
    if "&" in text:
        text = markup.unescape(text).replace("\n", " ").replace("\r", " ")
    return text


def without_markup(raw: bytes) -> bytes:
    """The text of an element, without comments, instructions and CDATA markers."""
    return _CDATA.sub(lambda found: markup.escape((found[1] or b"").decode()), raw)
