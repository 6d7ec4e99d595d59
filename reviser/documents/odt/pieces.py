"""What a document's text is made of: pieces (see `splices.pieces`), and the paragraphs, spans and containers that they
stand in, each a row of numbers in arrays, not an object."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reviser.documents.odt.names import closed, copied
from reviser.documents.splices import markup
from reviser.documents.splices.pieces import InlinePieceArrays, PieceState


class InlineKind:
    """What an element within a line is, as plain numbers. What is put behind the end of any but a SPAN is no longer in
    it; a CONTROL stands once, so that it is neither parted nor taken out."""

    SPAN = 0
    LINK = 1
    META = 2
    CONTROL = 3


@dataclass(slots=True)
class TrackedChange:
    """One change that somebody tracked: what stands between two marks, or the content of a region that one mark says
    the place of. Places are bytes. `paragraph` and `inline` are those of the first mark, `container` where it stands
    between paragraphs; `last_…` those of the second. `inside`: it lies in another one, or cannot be decided here."""

    inserts: bool
    author: str
    date: str
    region: tuple[int, int]  # the element that tells who
    content: tuple[int, int]  # of a deletion
    name: str  # by which its marks say that they are its own
    comment: str
    mark: tuple[int, int] = (-1, -1)
    last: tuple[int, int] = (-1, -1)
    paragraph: int = -1
    inline: int = -1
    container: int = -1
    last_paragraph: int = -1
    last_inline: int = -1
    last_container: int = -1
    inside: bool = False
    stacked: bool = False  # it deletes what somebody inserted
    moves: bool = False

    def without_place(self) -> "TrackedChange":
        """The same, as the list of changes says it, before any mark of it was found."""
        return TrackedChange(
            self.inserts, self.author, self.date, self.region, self.content, self.name, self.comment,
            stacked=self.stacked,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnnotationPlace:
    """A comment: who, when, what, and between which pieces."""

    name: str
    author: str
    date: str
    text: str
    first: int
    last: int


class TextPieces(InlinePieceArrays[TrackedChange]):
    """The arrays of one document. Pieces of deletions stand elsewhere in the bytes than where they belong."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.paragraphs = array("i")  # the one that a piece stands in, of a deletion that of its mark
        # Paragraphs: the tag, behind it, the end tag, behind it; equal places in the middle where it has none.
        self.paragraph_starts = array("I")
        self.paragraph_inner = array("I")
        self.paragraph_end_tags = array("I")
        self.paragraph_ends = array("I")
        self.paragraph_containers = array("i")
        self.paragraph_next = array("i")  # the one that it can be joined with, -1 where none
        # Spans and links, and containers (lists, their items, cells, sections), in the same way.
        self.inline_end_tags = array("I")
        self.inline_ends = array("I")
        self.inline_kinds = bytearray()  # see InlineKind
        self.container_names: list[str] = []
        self.container_starts = array("I")
        self.container_inner = array("I")
        self.container_end_tags = array("I")
        self.container_ends = array("I")
        self.container_parents = array("i")
        self.blanks: list[tuple[int, int]] = []  # blanks between the tags of paragraphs that are no text
        self.anchors: list[AnnotationPlace] = []
        self.regions = (-1, -1)  # the end tag of the list of changes; equal to its end where it has none
        self.prelude = -1  # where that list stands, or has to

    def drop_last(self) -> None:
        """Leave the last piece out."""
        for column in (
            self.kinds, self.states, self.locked, self.starts, self.ends, self.units, self.paragraphs, self.inlines,
            self.texts,
        ):  # fmt: skip
            del column[-1:]

    @cached_property
    def rows(self) -> dict[int, list[int]]:
        """By paragraph, the pieces that stand in its bytes, in their order; the last is its mark."""
        found: dict[int, list[int]] = {}
        for number, paragraph in enumerate(self.paragraphs):
            if paragraph >= 0 and not self.states[number] & PieceState.DELETED:
                found.setdefault(paragraph, []).append(number)
        return found

    def tag(self, paragraph: int) -> bytes:
        """A paragraph's start tag."""
        return self.data[self.paragraph_starts[paragraph] : self.paragraph_inner[paragraph]]

    def holds_item(self, paragraph: int) -> bool:
        """Whether a paragraph is of an item of a list, and so ends with it."""
        container = self.paragraph_containers[paragraph]
        return container >= 0 and self.container_names[container] == "text:list-item"

    def control(self, inline: int) -> int:
        """The innermost control that an element within a line is, or is in; -1 where in none."""
        while inline >= 0 and self.inline_kinds[inline] != InlineKind.CONTROL:
            inline = self.inline_parents[inline]
        return inline

    def spans(self, inline: int) -> list[int]:
        """The elements around that can be parted, the outermost first: those in the innermost control."""
        control, chain = self.control(inline), self.chain(inline)
        return chain if control < 0 else chain[chain.index(control) + 1 :]

    def reopened(self, inline: int) -> tuple[bytes, bytes]:
        """The end tags of the spans around a place, and the start tags that open them again."""
        openings = [copied(self.opening(each)) for each in self.spans(inline)]
        return b"".join(closed(opening) for opening in reversed(openings)), b"".join(openings)

    def between_items(self, paragraph: int) -> bytes:
        """What ends a list's item and begins another one, where a paragraph is of one."""
        if not self.holds_item(paragraph):
            return b""
        item = self.paragraph_containers[paragraph]
        opening = self.data[self.container_starts[item] : self.container_inner[item]]
        return closed(opening) + copied(opening)

    def path(self, container: int) -> list[int]:
        """A container and those around, the outermost first."""
        found: list[int] = []
        while container >= 0:
            found.append(container)
            container = self.container_parents[container]
        return found[::-1]

    def blanks_in(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The blanks that are no text from one place to another."""
        for at in range(bisect_left(self.blanks, (start, 0)), len(self.blanks)):
            if self.blanks[at][0] >= end:
                return
            yield self.blanks[at]


def spoken(raw: bytes) -> str:
    """The characters that bytes between tags stand for: one for each entity and line end."""
    text = raw.decode()
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if "&" in text:
        text = markup.unescape(text)
    return text.replace("\t", " ").replace("\n", " ").replace("\r", " ")
