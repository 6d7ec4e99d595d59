"""An OpenDocument text as one text, and edits of that text written back into its file.

The text consists of the body, then footnotes and endnotes, then headers, footers and text boxes, which are shown but
not editable. A paragraph mark is a line feed; tabs and line breaks are characters; anything else is one U+FFFC each.
Changes tracked by others are their proposals: their insertions are not in the text, their deletions are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reviser.core.edit import Edit, check
from reviser.core.text import Span
from reviser.documents.odt.changes import resolved
from reviser.documents.odt.expand import expanded
from reviser.documents.odt.package import CONTENT, STYLES, OpenDocumentFile
from reviser.documents.odt.pieces import InlineKind, TextPieces
from reviser.documents.odt.plan import plan
from reviser.documents.odt.scan import TextDocumentScanner
from reviser.documents.odt.text_boxes import TextApart
from reviser.documents.odt.write import TrackedBy, written
from reviser.documents.spans import merged
from reviser.documents.splices.changes import Change, changes
from reviser.documents.splices.document import NO_NOTES, PlacedComment, by_part
from reviser.documents.splices.markup import ILLEGAL
from reviser.documents.splices.stories import StoryDocument
from reviser.errors import DocumentError
from reviser.messages import message


@dataclass(frozen=True, slots=True)
class TextFacts:
    """Whether the file is protected, and counts of what is shown or kept but not editable. `apart` counts changes in
    headers, footers and text boxes."""

    protected: bool
    headers: int
    text_boxes: int
    placeholders: int
    bound: int
    sections: int
    undecidable: int
    apart: int
    formats: int


class TextDocument(StoryDocument[TextPieces]):
    """An OpenDocument text in memory."""

    what = message("an OpenDocument text")

    def __init__(self, data: bytes, called: str) -> None:
        """Raises DocumentError if `data` is not a readable OpenDocument text; `called` is its name in messages."""
        self.called = called
        self.package = package = OpenDocumentFile(data, called)
        scanner = TextDocumentScanner(package.content)
        self.pieces = scanner.run()
        if not scanner.is_text:
            raise DocumentError(
                message("{path} contains no text: open it in the program that created it.", path=called)
            )
        self.stories, self.shown = [], []
        self._append(self.stories, CONTENT, self.pieces)
        headers, boxes = self._read_apart(scanner)
        self.text = "".join(story.pieces.text for story in self.all_stories)
        apart = sum(unit.mark[0] >= 0 for story in self.shown for unit in story.pieces.changes)
        self.facts = TextFacts(
            package.protected,
            headers,
            boxes,
            scanner.placeholders,
            scanner.bound,
            scanner.protected,
            scanner.undecidable,
            apart,
            scanner.formats,
        )

    def _read_apart(self, scanner: TextDocumentScanner) -> tuple[int, int]:
        """Read headers, footers and text boxes, behind all else; how many there are that show something."""
        boxes = [(CONTENT, self.pieces.data, box) for box in scanner.boxes]
        pages = [(CONTENT, self.pieces.data, header) for header in scanner.headers]  # headers of a flat file
        if (styles := self.package.styles) is not None:
            outer = TextDocumentScanner(styles)
            outer.run()
            pages += ((STYLES, styles, header) for header in outer.headers)
        headers = sum(self._show_apart(*page, boxes) for page in pages)
        seen: set[tuple[str, int]] = set()
        for name, data, box in boxes:  # the list grows, because boxes can contain boxes
            if (name, box.start) not in seen:  # a deletion can hold the box that holds its mark
                seen.add((name, box.start))
                self._show_apart(name, data, box, boxes)
        return headers, len(seen)

    def _show_apart(self, name: str, data: bytes, apart: TextApart, boxes: list[tuple[str, bytes, TextApart]]) -> bool:
        """Read what stands there, and note the boxes in it; whether it shows something."""
        scanner = TextDocumentScanner(data)
        listed = self.pieces.changes if name == CONTENT and data.find(b"change", apart.start, apart.end) >= 0 else ()
        pieces = scanner.run_apart(apart, listed)
        boxes += ((name, data, box) for box in scanner.boxes)
        return self._show(name, pieces)

    @property
    def data(self) -> bytes:
        return self.package.data

    @property
    def signed(self) -> bool:
        return self.package.signed

    @cached_property
    def unbroken(self) -> tuple[Span, ...]:
        """The text of controls."""
        pieces = self.pieces
        spans = (
            Span(pieces.offsets[number], pieces.offsets[number + 1])
            for number, inline in enumerate(pieces.inlines if InlineKind.CONTROL in pieces.inline_kinds else ())
            if pieces.control(inline) >= 0 and not pieces.locked[number]
        )
        return merged(span for span in spans if len(span))

    def plan(self, edits: Sequence[Edit]) -> None:
        for number, mine in by_part(self.parts, edits).items():
            plan(self.all_stories[number].pieces, mine)

    def clean(self, edits: Iterable[Edit]) -> bytes:
        return self._written(check(self.text, edits), None)

    def tracked(self, edits: Iterable[Edit], author: str, date: str, notes: Mapping[Edit, str] = NO_NOTES) -> bytes:
        made = check(self.text, edits)
        comments = {owner: notes[edit] for owner, edit in enumerate(made) if notes.get(edit)}
        return self._written(made, TrackedBy(ILLEGAL.sub("", author), date, comments))

    def _written(self, edits: Sequence[Edit], tracking: TrackedBy | None) -> bytes:
        if edits and edits[-1].end > len(self.pieces.text):
            self.plan(edits)  # raises LockedError
        steps = plan(self.pieces, edits)
        pieces = expanded(self.pieces, edits, steps)
        content = written(pieces, steps if pieces is self.pieces else plan(pieces, edits), tracking)
        return self.package.replaced(content) if edits else self.data

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        return tuple(changes(self.pieces, 0, 0))

    @cached_property
    def comments(self) -> tuple[PlacedComment, ...]:
        """What others wrote beside the text, and of their changes."""
        offsets, units = self.pieces.offsets, self.pieces.changes
        comments = [
            PlacedComment(Span(offsets[anchor.first], offsets[anchor.last]), anchor.author, anchor.date, anchor.text)
            for anchor in self.pieces.anchors
        ]
        texts = {comment.text for comment in comments}
        for change in self.changes:
            told = dict.fromkeys(units[unit].comment for unit in sorted(change.units))
            comments += (
                PlacedComment(change.edit.span, change.author, change.date, text)
                for text in told
                if text and text not in texts
            )
        return tuple(sorted(comments, key=lambda comment: comment.span))

    def decided(self, accepted: Iterable[Change], rejected: Iterable[Change]) -> bytes:
        units: dict[str, bool] = {}
        for verdict, mine in ((True, accepted), (False, rejected)):
            for change in mine:
                units.update({self.pieces.changes[unit].name: verdict for unit in change.units})
        return self._resolved(units)

    def settled(self, *, accept: bool, author: str = "") -> bytes:
        """The file with everything accepted or rejected that can be; with `author`, only theirs."""
        return self._resolved(
            {unit.name: accept for unit in self.pieces.changes if not unit.inside and author in {"", unit.author}}
        )

    def _resolved(self, units: Mapping[str, bool]) -> bytes:
        return self.package.replaced(resolved(self.pieces, units, lambda data: TextDocumentScanner(data).run()))
