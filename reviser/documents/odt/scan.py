"""Reads a whole text document into pieces: its text (see `walk`), tracked changes, comments and notes. Deleted content
is read at its mark, and notes come after everything else. Places of text boxes, headers and footers are recorded; each
is read by its own scanner."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reviser.documents.odt.fields import FieldScanner
from reviser.documents.odt.names import NameScope
from reviser.documents.odt.pieces import AnnotationPlace, TextPieces, TrackedChange
from reviser.documents.odt.regions import NAMES, comment, regions
from reviser.documents.odt.shapes import settle
from reviser.documents.odt.text_boxes import BOXES, TextApart
from reviser.documents.odt.walk import LINKED, Match, value
from reviser.documents.splices.markup import elements
from reviser.documents.splices.pieces import OBJECT_SIGN, Kind, PieceState

_HEADERS = [
    f"{space}:{kind}{pages}"
    for space in ("style", "loext")
    for kind in ("header", "footer")
    for pages in ("", "-left", "-first")
]
_ENDNOTE = re.compile(rb"note-class\s*=\s*[\"']endnote[\"']")


@dataclass(slots=True)
class _Note:
    """The body of a note, to be read later."""

    start: int
    end: int
    names: dict[bytes, str]
    at_end: bool  # it is an endnote
    shut: int


class TextDocumentScanner(FieldScanner):
    """One pass over a document. `headers` are the places of headers and footers. The counters count changes that cannot
    be decided here, and format changes."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.headers: list[TextApart] = []
        self.undecidable = self.formats = 0
        self._units: dict[str, int] = {}
        self._notes: list[_Note] = []
        self._anchors: dict[str, int] = {}
        self._opens |= {
            "text:note": self._note, "text:tracked-changes": self._tracked, "text:change": self._change,
            "text:change-start": self._change_start, "text:change-end": self._change_end,
            "office:annotation": self._annotation, "office:annotation-end": self._annotation_end,
        }  # fmt: skip
        self._opens |= dict.fromkeys(_HEADERS, self._header)
        self._scope = NameScope([*self._opens, *NAMES, *BOXES, LINKED])

    def run(self) -> TextPieces:
        """Read the document."""
        self._scan(0, len(self.pieces.data))
        return self._finished()

    def run_apart(self, apart: TextApart, listed: Iterable[TrackedChange] = ()) -> TextPieces:
        """Read a text box, a header or a footer, preceded by an empty line and locked. `listed` are the changes in the
        document's list; those in this part cannot be decided."""
        pieces = self.pieces
        self._shut, self._scope.names = 1, apart.names
        for unit in listed:
            self._units[unit.name] = len(pieces.changes)
            pieces.changes.append(unit.without_place())
        self._add(Kind.SHOWN, "\n", apart.start, apart.start, locked=True)
        self._scan(apart.start, apart.end)
        self._finished()
        for unit in pieces.changes:
            unit.inside = True
        return pieces

    def _finished(self) -> TextPieces:
        """The pieces, including the notes, after the text has been read."""
        pieces = self.pieces
        self._end_story()
        for note in sorted(self._notes, key=lambda note: note.at_end):
            self._scope.names, self._shut = note.names, note.shut
            self._before = self._container = -1
            self._add(Kind.SHOWN, "\n", note.start, note.start, locked=True)
            self._scan(note.start, note.end)
            self._end_story()
        pieces.blanks.sort()
        self.undecidable += settle(pieces)
        pieces.finish()
        return pieces

    def _header(self, tag: Match) -> int:
        end = self._skip(tag)
        if not tag[3].endswith(b"/") and value(tag, b"display") != "false":
            self.headers.append(TextApart(tag.end(), self.pieces.data.rindex(b"</", 0, end), self._scope.names))
        return end

    def _end_story(self) -> None:
        """An insertion that begins but never ends is ignored."""
        super()._end_story()
        pieces = self.pieces
        for number in self._open:
            pieces.changes[number].inside = True
            for piece, unit in enumerate(pieces.units):
                if unit == number:
                    pieces.states[piece] &= ~PieceState.INSERTED
                    pieces.units[piece] = -1
        self._open.clear()

    # Notes

    def _note(self, tag: Match) -> int:
        if self._paragraph < 0:
            return self._object(tag)
        names = self._scope.names
        end = self._skip(tag)
        self._add(Kind.OBJECT, OBJECT_SIGN, tag.start(), end, locked=True)
        self._ignore = False
        if self._open or self._deleting >= 0:  # its text would be inserted or removed at another place than its sign
            unit = self._deleting if self._deleting >= 0 else self._open[-1]
            self.pieces.changes[unit].inside = True
            return end
        for inner, _, behind in elements(self.pieces.data, tag.end(), end):
            within = self._scope.bound(inner[3]) if b"xmlns" in inner[3] else names
            if within.get(inner[2]) == "text:note-body" and not inner[3].endswith(b"/"):
                is_endnote = _ENDNOTE.search(tag[3]) is not None
                self._notes.append(_Note(inner.start(), behind, names, is_endnote, self._shut))
                break
        return end

    # Changes and comments

    def _tracked(self, tag: Match) -> int:
        end = self._skip(tag)
        if self._deleting >= 0 or self._paragraph >= 0:
            return end
        closed = tag.end() if tag[3].endswith(b"/") else self.pieces.data.rindex(b"</", tag.start(), end)
        self.pieces.regions = closed, end
        self.pieces.prelude = tag.start()
        found = regions(self.pieces.data, tag.end(), closed, self._scope)
        self.formats += sum(region.kind == "other" for region in found.values())
        for name, region in found.items():
            if region.kind != "other":
                unit = TrackedChange(
                    region.kind == "insertion",
                    region.author,
                    region.date,
                    region.whole,
                    region.content,
                    name,
                    region.comment,
                )
                unit.inside = unit.stacked = region.stacked
                self._units[name] = len(self.pieces.changes)
                self.pieces.changes.append(unit)
        return end

    def _unit_of(self, tag: Match) -> int:
        return self._units.get(value(tag, b"change-id"), -1)

    def _begin_change(self, tag: Match, end: int, *, inserts: bool) -> int:
        """Record the mark that begins an insertion or a deletion. Returns the number of the change, -1 if there is
        none."""
        number = self._unit_of(tag)
        if self._paragraph < 0:
            self._before = -1
        if number < 0 or self._deleting >= 0:
            return -1
        unit = self.pieces.changes[number]
        if unit.inserts is not inserts or unit.mark[0] >= 0:
            unit.inside = True  # two changes with one name, or a mark of the other kind
            return -1
        unit.mark = tag.start(), end
        unit.paragraph, unit.inline, unit.container = self._paragraph, self._inline, self._container
        for other in self._open:
            unit.inside = self.pieces.changes[other].inside = True
        return number

    def _change_start(self, tag: Match) -> int:
        end = self._skip(tag)
        number = self._begin_change(tag, end, inserts=True)
        if number >= 0:
            self._open.append(number)
        return end

    def _change_end(self, tag: Match) -> int:
        number, end = self._unit_of(tag), self._skip(tag)
        if self._paragraph < 0:
            self._before = -1
        if number in self._open and self._deleting < 0:
            unit = self.pieces.changes[number]
            unit.last = tag.start(), end
            unit.last_paragraph, unit.last_inline = self._paragraph, self._inline
            unit.last_container = self._container
            self._open.remove(number)
        return end

    def _change(self, tag: Match) -> int:
        end = self._skip(tag)
        number = self._begin_change(tag, end, inserts=False)
        if number >= 0:
            unit = self.pieces.changes[number]
            unit.last = unit.mark
            self._read_deleted(number, unit)
        return end

    def _read_deleted(self, number: int, unit: TrackedChange) -> None:
        kept = self._paragraph, self._inline, self._container, self._before, self._ignore, self._scope.names
        scopes, self._scopes = self._scopes, []
        self._deleting, self._place = number, (self._paragraph, self._inline)
        self._paragraph = self._inline = self._container = self._before = -1
        first = len(self.pieces.texts)
        self._scan(*unit.content)
        self._deleting = -1
        self._paragraph, self._inline, self._container, self._before, self._ignore, self._scope.names = kept
        self._scopes = scopes
        pieces = self.pieces
        if self._paragraph >= 0 and len(pieces.texts) > first and pieces.kinds[-1] == Kind.MARK:
            pieces.drop_last()  # the last paragraph continues after the mark

    def _annotation(self, tag: Match) -> int:
        end = self._skip(tag)
        if self._paragraph >= 0:
            self._ignore = False
        else:
            self._before = -1
        if self._deleting < 0:
            name = value(tag, b"name")
            place = len(self.pieces.texts)
            author, date, text = comment(self.pieces.data, tag.end(), end, self._scope)
            if name:
                self._anchors[name] = len(self.pieces.anchors)
            self.pieces.anchors.append(AnnotationPlace(name, author, date, text, place, place))
        return end

    def _annotation_end(self, tag: Match) -> int:
        if self._paragraph < 0:
            self._before = -1
        number = self._anchors.get(value(tag, b"name"))
        if number is not None and self._deleting < 0:
            begun = self.pieces.anchors[number]
            self.pieces.anchors[number] = replace(begun, last=len(self.pieces.texts))
        return self._skip(tag)
