"""A Word document as one text, and edits of that text written back into its file.

The text consists of the body, then footnotes and endnotes, then headers, footers and text boxes, which are shown but
not editable. A paragraph mark is a line feed; tabs, line breaks and special hyphens are characters; anything else is
one U+FFFC each. Changes tracked by others are their proposals: their insertions are not in the text, their deletions
are."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from reviser.core.edit import Edit, check
from reviser.core.text import Span
from reviser.documents.docx.boxes import TextBox
from reviser.documents.docx.changes import resolved
from reviser.documents.docx.comments import Note, added, place_comments
from reviser.documents.docx.package import Package
from reviser.documents.docx.pieces import Pieces
from reviser.documents.docx.plan import plan
from reviser.documents.docx.scan import Scanner
from reviser.documents.docx.write import Tracking, splices
from reviser.documents.spans import merged
from reviser.documents.splices.changes import Change, changes
from reviser.documents.splices.document import NO_NOTES, PlacedComment, by_part
from reviser.documents.splices.markup import ILLEGAL, spliced
from reviser.documents.splices.stories import StoryDocument
from reviser.messages import message

_NUMBERS = re.compile(rb":id=[\"'](\d{1,10})[\"']")
_FORMATS = re.compile(rb"<[^\s>/]*(?:rPr|pPr|sectPr|tblPr|tcPr|trPr)Change[\s>]")
_LARGEST = 2**31 - 1  # the largest number of a change that Word reads


@dataclass(frozen=True, slots=True)
class WordFacts:
    """Facts to know before editing or saving, and counts of what is shown or kept but not editable. `apart` counts
    changes in headers, footers and text boxes."""

    protected: bool
    tracking: bool
    headers: int
    text_boxes: int
    placeholders: int
    bound: int
    stacked: int
    apart: int
    moves: int
    rows: int
    formats: int


class WordDocument(StoryDocument[Pieces]):
    """A Word document in memory."""

    what = message("a Word document")

    def __init__(self, data: bytes, called: str) -> None:
        """Raises DocumentError if `data` is not a readable Word document; `called` is its name in messages."""
        self.called = called
        self.package = package = Package(data, called)
        self.stories, self.shown = [], []
        boxes: list[tuple[str, TextBox]] = []
        counted = placeholders = bound = stacked = 0
        for name in (package.document, *package.related("footnotes"), *package.related("endnotes")):
            scanner = Scanner(package.part(name).data)
            self._append(self.stories, name, scanner.run())
            boxes += ((name, box) for box in scanner.boxes)
            counted += scanner.text_boxes
            placeholders += scanner.placeholders
            bound += scanner.bound
            stacked += scanner.stacked
        headers = 0
        for name in (name for kind in ("header", "footer") for name in package.related(kind)):
            scanner = Scanner(package.part(name).data, shut=True)
            headers += self._show(name, scanner.run_apart())
            boxes += ((name, box) for box in scanner.boxes)
            counted += scanner.text_boxes
        for name, box in boxes:  # the list grows, because boxes can contain boxes
            scanner = Scanner(package.part(name).data, shut=True)
            self._show(name, scanner.run_apart(box))
            boxes += ((name, inner) for inner in scanner.boxes)
        self.text = "".join(story.pieces.text for story in self.all_stories)
        units = [unit for story in self.stories for unit in story.pieces.changes]
        self.facts = WordFacts(
            protected=package.protected,
            tracking=package.tracking,
            headers=headers,
            text_boxes=counted,
            placeholders=placeholders,
            bound=bound,
            stacked=stacked,
            apart=sum(len(story.pieces.changes) for story in self.shown),
            moves=sum(unit.moves for unit in units),
            rows=sum(unit.kind.startswith("row-") for unit in units),
            formats=sum(
                len(_FORMATS.findall(story.pieces.data))
                for story in self.stories
                if b"PrChange" in story.pieces.data  # which is much quicker to say
            ),
        )

    @property
    def data(self) -> bytes:
        return self.package.archive.data

    @property
    def signed(self) -> bool:
        return self.package.signed

    def plan(self, edits: Sequence[Edit]) -> None:
        for number, mine in by_part(self.parts, edits).items():
            plan(self.all_stories[number].pieces, mine)

    @cached_property
    def unbroken(self) -> tuple[Span, ...]:
        """The text of content controls within paragraphs."""
        spans: list[Span] = []
        for story in self.stories:
            pieces = story.pieces
            for number, run in enumerate(pieces.runs) if 0 in pieces.run_free else ():
                if run >= 0 and not pieces.run_free[run] and not pieces.locked[number]:
                    spans.append(Span(pieces.offsets[number] + story.offset, pieces.offsets[number + 1] + story.offset))
        return merged(spans)

    def clean(self, edits: Iterable[Edit]) -> bytes:
        return self._written(check(self.text, edits), None)

    def tracked(self, edits: Iterable[Edit], author: str, date: str, notes: Mapping[Edit, str] = NO_NOTES) -> bytes:
        author = ILLEGAL.sub("", author)
        return self._written(check(self.text, edits), _Saving(author, date, count(self._largest_number() + 1), notes))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        found = (changes(story.pieces, number, story.offset) for number, story in enumerate(self.stories))
        return tuple(change for each in found for change in each)

    @cached_property
    def comments(self) -> tuple[PlacedComment, ...]:
        return place_comments(self.package, ((story.offset, story.pieces) for story in self.stories))

    def decided(self, accepted: Iterable[Change], rejected: Iterable[Change]) -> bytes:
        units: dict[int, dict[int, bool]] = {}
        for verdict, mine in ((True, accepted), (False, rejected)):
            for change in mine:
                units.setdefault(change.story, {}).update(dict.fromkeys(change.units, verdict))
        return self._resolved(units)

    def settled(self, *, accept: bool, author: str = "") -> bytes:
        """The file with all tracked changes accepted or rejected, including moves and stacked changes; with `author`,
        only theirs. Changes of rows, cells and formats are left."""
        return self._resolved(
            {
                number: {
                    unit: accept
                    for unit, change in enumerate(story.pieces.changes)
                    if not author or change.author == author
                }
                for number, story in enumerate(self.stories)
            }
        )

    def _resolved(self, units: Mapping[int, Mapping[int, bool]]) -> bytes:
        contents: dict[str, bytes] = {}
        for number, decisions in units.items():
            story = self.stories[number]
            contents[story.name] = resolved(story.pieces, decisions)
        return self.package.replaced(contents)

    def _written(self, edits: Sequence[Edit], saving: "_Saving | None") -> bytes:
        contents: dict[str, bytes] = {}
        notes: list[Note] = []
        for number, mine in by_part(self.parts, edits).items():
            story, tracking = self.all_stories[number], None
            if saving is not None:
                tracking = saving.tracking(mine, story.offset)
                notes += (
                    Note(identity, saving.author, saving.date, saving.notes[mine[owner].moved(story.offset)])
                    for owner, identity in tracking.comments.items()
                )
            made = splices(story.pieces, plan(story.pieces, mine), tracking)
            contents[story.name] = spliced(story.pieces.data, made)
        if notes:
            contents |= added(self.package, notes)
        return self.package.replaced(contents)

    def _largest_number(self) -> int:
        """The largest id of a change, bookmark or comment in the document."""
        package = self.package
        names = [story.name for story in self.stories]
        names += [name for kind in ("comments", "header", "footer") for name in package.related(kind)]
        found = (int(number) for name in names for number in _NUMBERS.findall(package.part(name).data))
        return max((number for number in found if number < _LARGEST - 1_000_000), default=0)


@dataclass(frozen=True, slots=True)
class _Saving:
    author: str
    date: str
    numbers: Iterator[int]
    notes: Mapping[Edit, str]

    def tracking(self, edits: Sequence[Edit], offset: int) -> Tracking:
        """The tracking information for the edits of a story, with a comment number for each edit that has a comment."""
        noted = [owner for owner, edit in enumerate(edits) if self.notes.get(edit.moved(offset))]
        return Tracking(self.author, self.date, self.numbers, {owner: next(self.numbers) for owner in noted})
