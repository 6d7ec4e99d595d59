"""The pieces of a document's text (see `splices.pieces`), and the paragraphs, spans and containers that contain them,
stored as arrays of numbers instead of objects."""

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
    """A tracked change: the content between two marks, or a deleted region whose place one mark gives. Places are byte
    offsets. `paragraph` and `inline` belong to the first mark, `container` is set if that is between paragraphs;
    `last_…` belong to the second mark. `inside`: it is nested in another change, or cannot be decided here."""

    inserts: bool
    author: str
    date: str
    region: tuple[int, int]  # the element with the author
    content: tuple[int, int]  # the content of a deletion
    name: str  # the name by which its marks refer to it
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
    stacked: bool = False  # it deletes somebody's insertion
    moves: bool = False

    def without_place(self) -> "TrackedChange":
        """The change as in the list of changes, before its marks were found."""
        return TrackedChange(
            self.inserts, self.author, self.date, self.region, self.content, self.name, self.comment,
            stacked=self.stacked,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnnotationPlace:
    """A comment: author, date, text, and the pieces between which it is."""

    name: str
    author: str
    date: str
    text: str
    first: int
    last: int


class TextPieces(InlinePieceArrays[TrackedChange]):
    """The arrays of one document. The bytes of deleted pieces are elsewhere than where the pieces belong."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.paragraphs = array("i")  # the paragraph that contains a piece; for a deletion, that of its mark
        # Paragraphs: start tag, offset behind it, end tag, offset behind it; equal offsets in the middle without an end
        # tag.
        self.paragraph_starts = array("I")
        self.paragraph_inner = array("I")
        self.paragraph_end_tags = array("I")
        self.paragraph_ends = array("I")
        self.paragraph_containers = array("i")
        self.paragraph_next = array("i")  # the paragraph that it can be joined with, -1 if none
        # Spans and links, and containers (lists, items, cells, sections), in the same way.
        self.inline_end_tags = array("I")
        self.inline_ends = array("I")
        self.inline_kinds = bytearray()  # see InlineKind
        self.container_names: list[str] = []
        self.container_starts = array("I")
        self.container_inner = array("I")
        self.container_end_tags = array("I")
        self.container_ends = array("I")
        self.container_parents = array("i")
        self.blanks: list[tuple[int, int]] = []  # spaces between the tags of paragraphs that are not text
        self.anchors: list[AnnotationPlace] = []
        self.regions = (-1, -1)  # the end tag of the list of changes; both offsets are equal without an end tag
        self.prelude = -1  # where that list is, or has to be inserted

    def drop_last(self) -> None:
        """Remove the last piece."""
        for column in (
            self.kinds, self.states, self.locked, self.starts, self.ends, self.units, self.paragraphs, self.inlines,
            self.texts,
        ):  # fmt: skip
            del column[-1:]

    @cached_property
    def rows(self) -> dict[int, list[int]]:
        """The pieces in the bytes of each paragraph, in order; the last is its mark."""
        found: dict[int, list[int]] = {}
        for number, paragraph in enumerate(self.paragraphs):
            if paragraph >= 0 and not self.states[number] & PieceState.DELETED:
                found.setdefault(paragraph, []).append(number)
        return found

    def tag(self, paragraph: int) -> bytes:
        """A paragraph's start tag."""
        return self.data[self.paragraph_starts[paragraph] : self.paragraph_inner[paragraph]]

    def holds_item(self, paragraph: int) -> bool:
        """Whether a paragraph is in a list item, which ends with it."""
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
        """The tags that end a list item and begin another, if a paragraph is in one."""
        if not self.holds_item(paragraph):
            return b""
        item = self.paragraph_containers[paragraph]
        opening = self.data[self.container_starts[item] : self.container_inner[item]]
        return closed(opening) + copied(opening)

    def path(self, container: int) -> list[int]:
        """A container and its ancestors, the outermost first."""
        found: list[int] = []
        while container >= 0:
            found.append(container)
            container = self.container_parents[container]
        return found[::-1]

    def blanks_in(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spaces between two places that are not text."""
        for at in range(bisect_left(self.blanks, (start, 0)), len(self.blanks)):
            if self.blanks[at][0] >= end:
                return
            yield self.blanks[at]


def spoken(raw: bytes) -> str:
    """The characters of bytes between tags: each entity and each line end is one character."""
    text = raw.decode()
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if "&" in text:
        text = markup.unescape(text)
    return text.replace("\t", " ").replace("\n", " ").replace("\r", " ")
