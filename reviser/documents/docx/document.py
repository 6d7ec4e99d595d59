"""A Word document as one text, and that text's edits back into its file.

The text: the body, then footnotes and endnotes. A paragraph's mark is a line feed, a tab, a line break and the special
hyphens are characters, and what else stands there is U+FFFC, one for each. What others changed under tracking is a
proposal of theirs: what they inserted is not in the text, what they deleted is.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from reviser.core.edit import Edit, check
from reviser.core.text import Span
from reviser.documents.docx import markup
from reviser.documents.docx.markup import spliced
from reviser.documents.docx.package import Package
from reviser.documents.docx.pieces import Pieces, PieceState
from reviser.documents.docx.plan import LockedError, plan
from reviser.documents.docx.scan import Scanner
from reviser.documents.docx.write import Tracking, splices
from reviser.documents.spans import merged

_NUMBERS = re.compile(rb":id=[\"'](\d{1,10})[\"']")
_LARGEST = 2**31 - 1  # what Word reads as the number of a change
_SHOWN = re.compile(rb"<(?:[\w.-]+:)?t(?:\s[^>]*)?>[^<]*\S[^<]*<")


@dataclass(frozen=True, slots=True)
class Story:
    """One part's text in the whole: `offset` is where it begins."""

    name: str
    offset: int
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class Facts:
    """What the caller asks about before it edits or saves, and how much is shown or kept without being edited."""

    signed: bool
    protected: bool
    tracking: bool
    headers: int
    text_boxes: int
    placeholders: int
    bound: int
    stacked: int
    moves: int
    rows: int
    formats: int


class WordDocument:
    """One document in memory. `text` is the base that edits are relative to."""

    def __init__(self, data: bytes, called: str) -> None:
        """DocumentError, one sentence, where `data` cannot be read as a Word document; `called` names it."""
        self.package = package = Package(data, called)
        self.stories: list[Story] = []
        offset = 0
        boxes = placeholders = bound = stacked = 0
        for name in (package.document, *package.related("footnotes"), *package.related("endnotes")):
            scanner = Scanner(package.part(name).data)
            self.stories.append(Story(name, offset, scanner.run()))
            offset += len(scanner.pieces.text)
            boxes += scanner.text_boxes
            placeholders += scanner.placeholders
            bound += scanner.bound
            stacked += scanner.stacked
        self.text = "".join(story.pieces.text for story in self.stories)
        units = [unit for story in self.stories for unit in story.pieces.changes]
        self.facts = Facts(
            signed=package.signed,
            protected=package.protected,
            tracking=package.tracking,
            headers=sum(
                _SHOWN.search(package.part(name).data) is not None
                for kind in ("header", "footer")
                for name in package.related(kind)
            ),
            text_boxes=boxes,
            placeholders=placeholders,
            bound=bound,
            stacked=stacked,
            moves=sum(unit.moves for unit in units),
            rows=sum(unit.kind.startswith("row-") for unit in units),
            formats=sum(
                len(re.findall(rb"<[^\s>/]*(?:rPr|pPr|sectPr|tblPr|tcPr|trPr)Change[\s>]", story.pieces.data))
                for story in self.stories
            ),
        )

    @property
    def locked(self) -> tuple[Span, ...]:
        """What is shown and cannot be edited, and what others have deleted, as long as that is not decided."""
        spans: list[Span] = []
        for story in self.stories:
            pieces = story.pieces
            for number, locked in enumerate(pieces.locked):
                if locked or pieces.states[number] & PieceState.DELETED:
                    start, end = pieces.offsets[number], pieces.offsets[number + 1]
                    spans.append(Span(start + story.offset, end + story.offset))
        return merged(spans)

    def allows(self, edit: Edit) -> bool:
        """Whether the edit touches nothing locked and has a place. ValueError where it does not fit the text."""
        check(self.text, (edit,))
        try:
            self._planned((edit,))
        except LockedError:
            return False
        return True

    def clean(self, edits: Iterable[Edit]) -> bytes:
        """The file with the edits applied. LockedError where one is not allowed; ValueError where they overlap."""
        return self._written(check(self.text, edits), None)

    def tracked(self, edits: Iterable[Edit], author: str, date: str) -> bytes:
        """The file with each edit as a tracked change by `author`, at `date` (ISO 8601, as 2026-01-31T12:00:00Z).
        Raises as `clean`."""
        numbers = count(self._largest_number() + 1)
        return self._written(check(self.text, edits), Tracking(author, date, numbers, {}))

    def _written(self, edits: Sequence[Edit], tracking: Tracking | None) -> bytes:
        contents: dict[str, bytes] = {}
        for story, mine in self._by_story(edits):
            made = splices(story.pieces, plan(story.pieces, mine), tracking)
            contents[story.name] = spliced(story.pieces.data, made)
            markup.check(contents[story.name], self.package.called)
        return self.package.replaced(contents)

    def _planned(self, edits: Sequence[Edit]) -> None:
        for story, mine in self._by_story(edits):
            plan(story.pieces, mine)

    def _by_story(self, edits: Sequence[Edit]) -> list[tuple[Story, list[Edit]]]:
        """The edits of each story, in its own places. LockedError where one goes over two."""
        offsets = [story.offset for story in self.stories]
        found: dict[int, list[Edit]] = {}
        for edit in edits:
            number = bisect_right(offsets, edit.start) - 1
            story = self.stories[number]
            if edit.end > story.offset + len(story.pieces.text):
                raise LockedError("an edit goes over the end of a text")
            found.setdefault(number, []).append(Edit(edit.start - story.offset, edit.before, edit.after))
        return [(self.stories[number], mine) for number, mine in found.items()]

    def _largest_number(self) -> int:
        """The largest id of any change, bookmark or comment in the document."""
        package = self.package
        names = [story.name for story in self.stories]
        names += [name for kind in ("comments", "header", "footer") for name in package.related(kind)]
        found = (int(number) for name in names for number in _NUMBERS.findall(package.part(name).data))
        return max((number for number in found if number < _LARGEST - 1_000_000), default=0)
