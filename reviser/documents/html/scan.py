"""A page's source to its pieces and lines with their places of bytes, in one pass over its tags.

White space is read as a browser reads it, with one difference: blanks that stand in one line of the source are all
text, so that what a person types can be written. A stretch with a line end or tab in it is one blank, or none at the
edges of a line of the text and behind another blank.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from reviser.documents.highlight import TableCell
from reviser.documents.html.elements import (
    BLOCKS,
    CODE,
    HEADINGS,
    IMPLIED,
    LINES,
    LISTS,
    OBJECTS,
    PARAGRAPHS,
    RAW,
    SET_IN,
    SILENT,
    VOID,
)
from reviser.documents.html.pieces import HtmlPieces
from reviser.documents.html.tags import (
    EMPTY_LINE,
    SPECIAL,
    TAG,
    Ends,
    attributes,
    character,
    is_cut_off,
    is_empty,
    name_of,
    plain_text,
)
from reviser.documents.splices.pieces import LINE, OBJECT_SIGN, SHUT, Kind

Match = re.Match[bytes]

_DEEP = 100  # nesting depth of elements that is tracked
_LONGEST = 60  # characters of an object's text that are shown
_BULLET = "•"
_BLANKS = b" \t\r\n\f"
_NOTE_LINK = re.compile(rb"noteref|\bfootnote(?!s)")  # attribute values of a link to a note


class _After(IntEnum):
    """What is before a place in a line: its beginning, a space, or something else."""

    EDGE = 0
    BLANK = 1
    TEXT = 2


@dataclass(slots=True)
class _Block:
    """An element that begins and ends lines. `base` is the number of inline elements open around it. `whole`: it
    contains no other such element. `lines` is its number of own lines. `mark` is shown before its first line. `items`
    is the number of the last item of a list."""

    name: bytes
    start: int
    inner: int
    base: int
    whole: bool = True
    lines: int = 0
    mark: str = ""
    items: int = 0


class HtmlScanner:
    """One pass over a page. `xml`: it is XHTML, in which CDATA is text. `tables` numbers the tables of a document.
    `follows`: another page comes before it, separated by a line that cannot be edited."""

    def __init__(self, data: bytes, *, xml: bool, tables: Iterator[int], follows: bool = False) -> None:
        self.pieces = HtmlPieces(data)
        self._xml = xml
        self._ends = Ends(data)
        self._blocks: list[_Block] = []
        self._inlines: list[int] = []  # the open inline elements
        self._line = -1
        self._lead: list[tuple[int, int, int]] = []  # white space before a line, and the element that contains it
        self._after = _After.EDGE
        self._waiting = -1  # a piece of white space that counts only if something follows
        self._tables = tables
        self._follows = follows
        self._cells: list[list[int]] = []  # number, row and column of each open table

    def run(self) -> HtmlPieces:
        """Read the page."""
        data, place, pieces = self.pieces.data, 0, self.pieces
        if self._follows:
            self._alone("", 0, 0)
        while (tag := TAG.search(data, place)) is not None:
            if tag.start() > place:
                self._text(place, tag.start())
            cut_off = is_cut_off(tag)
            if cut_off:
                self._boundary(tag.start())
            place = len(data) if cut_off and tag[3] else self._tag(tag)  # browsers drop an unfinished tag as well
        if place < len(data):
            self._text(place, len(data))
        self._boundary(len(data))
        if len(pieces.texts) == 1 and self._follows:
            pieces.drop(0)  # the page has no text
        pieces.states = bytearray(len(pieces.texts))
        pieces.units.extend([-1] * len(pieces.texts))
        for mark, line in enumerate(pieces.lines):
            if pieces.kinds[mark] == Kind.MARK and pieces.line_next[line] < 0:
                pieces.locked[mark] = 1
        pieces.finish()
        return pieces

    def _tag(self, tag: Match) -> int:
        """Read a tag, or the whole element if it is skipped. Returns the offset behind it."""
        if not tag[3]:
            if tag[0] == EMPTY_LINE and self._line < 0:
                self._open_line()
            if self._xml and tag[1]:  # CDATA
                self._show(tag[1].decode(), tag.start(), tag.end())
            return tag.end()
        name = name_of(tag)
        if tag[2]:
            if name in BLOCKS:
                self._close_block(tag, name)
            else:
                self._close_inline(name)
        elif name in SILENT or name in OBJECTS:
            return self._jump(tag, name)
        elif name == b"br":
            self._add_piece(Kind.SIGN, LINE, tag.start(), tag.end())
        elif name == b"hr":
            self._boundary(tag.start())
            self._alone(OBJECT_SIGN, tag.start(), tag.end())
        elif name == b"pre":
            return self._preformatted(tag)
        elif name in BLOCKS:
            self._open_block(tag, name)
        else:
            return self._open_inline(tag, name)
        return tag.end()

    def _add(self, kind: Kind, text: str, start: int, end: int, locked: int, inline: int | None = None) -> None:
        pieces = self.pieces
        pieces.add(kind, text, start, end)
        pieces.locked.append(locked)
        pieces.lines.append(self._line)
        pieces.inlines.append((self._inlines[-1] if self._inlines else -1) if inline is None else inline)

    def _add_piece(self, kind: Kind, text: str, start: int, end: int, locked: int = 0) -> None:
        """Add something visible to the current line or a new one."""
        if self._line < 0:
            self._open_line()
        self._settle(counts=not text.startswith(LINE))
        self._add(kind, text, start, end, locked)
        edge = _After.EDGE if text.endswith(LINE) else _After.TEXT
        self._after = _After.BLANK if text.endswith(" ") else edge

    # Content that cannot be edited

    def _jump(self, tag: Match, name: bytes) -> int:
        """Skip an element that is invisible or one sign."""
        stop, end = (tag.end(), tag.end()) if name in VOID else self._ends.behind(tag, raw=name in RAW)
        if name in SILENT and stop == end == len(self.pieces.data):  # never closed: nothing can be written after it
            self._boundary(tag.start())
        if name in OBJECTS:
            is_ruby = name in {b"rt", b"rtc"}
            self._object(
                plain_text(self.pieces.data[tag.end() : stop]) if is_ruby else attributes(tag[4]).get(b"alt", ""),
                tag.start(),
                end,
            )
        return end

    def _object(self, label: str, start: int, end: int) -> None:
        if self._line < 0:
            self._open_line()
        self._settle(counts=True)
        self.pieces.labels[len(self.pieces.texts)] = " ".join(label.split())[:_LONGEST]
        self._add_piece(Kind.OBJECT, OBJECT_SIGN, start, end, locked=1)

    def _show(self, text: str, start: int, end: int) -> None:
        text = " ".join(text.split())
        if text:
            self._add_piece(Kind.SHOWN, text, start, end, locked=1)

    def _alone(self, text: str, start: int, end: int) -> None:
        """A separate line that cannot be edited."""
        self._add(Kind.SHOWN, text + "\n", start, end, SHUT)

    def _preformatted(self, tag: Match) -> int:
        """Read the lines of code one by one."""
        self._boundary(tag.start())
        stop, end = self._ends.behind(tag, raw=False)
        raw = TAG.sub(b"", self.pieces.data[tag.end() : stop]).decode()
        text = html.unescape(raw).replace("\r\n", "\n").replace("\r", "\n").removeprefix("\n").removesuffix("\n")
        for line in text.split("\n") if text.strip() else ():
            self.pieces.code.add(len(self.pieces.texts))
            self._alone(line, tag.start(), tag.start())
        return end

    # Text and white space

    def _text(self, start: int, end: int) -> None:
        data = self.pieces.data
        if self._line < 0 and not data[start:end].strip(b" \t\r\n\f"):
            self._lead.append((start, end, self._inlines[-1] if self._inlines else -1))
            return
        begun = place = start
        shown: list[str] = []
        for match in SPECIAL.finditer(data, start, end):
            at, behind = match.span()
            shown.append(data[place:at].decode())
            place = behind
            meant = character(match[0]) if match[0][:1] == b"&" and behind > at + 1 else ""
            if meant:
                shown.append(meant)
                continue
            self._words(shown, begun, at)
            begun = behind
            if match[0] in {b"<", b"&"}:
                self._add_piece(Kind.TEXT, match[0].decode(), at, behind)
                self.pieces.bare.setdefault(self._line, []).append((at, behind))
            elif match[0][:1] == b"&":
                self._show(html.unescape(match[0].decode()), at, behind)
            else:
                self._space(at, behind)
        shown.append(data[place:end].decode())
        self._words(shown, begun, end)

    def _words(self, shown: list[str], start: int, end: int) -> None:
        if start < end:
            self._add_piece(Kind.TEXT, "".join(shown), start, end)
        shown.clear()

    def _space(self, start: int, end: int) -> None:
        """Read white space that contains a line end."""
        if self._line < 0:
            self._lead.append((start, end, -1))
        elif self._after == _After.TEXT:
            self._waiting = len(self.pieces.texts)
            self._add(Kind.SIGN, " ", start, end, 0)
            self._after = _After.BLANK
        else:
            self._hide(start, end)

    def _hide(self, start: int, end: int) -> None:
        self.pieces.blanks.setdefault(self._line, []).append((start, end))

    def _settle(self, *, counts: bool) -> None:
        """Decide whether the waiting white space counts, because something follows in its line."""
        pieces = self.pieces
        if self._waiting >= 0 and not counts:
            last = self._waiting
            self._hide(pieces.starts[last], pieces.ends[last])
            pieces.drop(last)
        self._waiting = -1

    # Inline elements

    def _open_inline(self, tag: Match, name: bytes) -> int:
        if is_empty(tag) or name in VOID:
            return tag.end()
        data, place = self.pieces.data, tag.end()
        if name in CODE:
            stop, end = self._ends.behind(tag, raw=False)
            if end > place:
                self._code(plain_text(data[place:stop]), tag.start(), end)
                return end
        if self._is_note_sign(tag, name):
            stop, end = self._ends.behind(tag, raw=False)
            if end > place:
                self._object(plain_text(data[place:stop]), tag.start(), end)
                return end
        if len(self._inlines) < _DEEP:
            pieces = self.pieces
            pieces.inline_parents.append(self._inlines[-1] if self._inlines else -1)
            self._inlines.append(len(pieces.inline_starts))
            pieces.inline_starts.append(tag.start())
            pieces.inline_inner.append(place)
            pieces.inline_names.append(name)
        return place

    def _is_note_sign(self, tag: Match, name: bytes) -> bool:
        """Whether an element is the sign of a note: a link that says so, or one that is superscript."""
        pieces, last = self.pieces, self._inlines[-1] if self._inlines else -1
        around = pieces.inline_names[last] if last >= 0 else b""
        if name == b"a" and b"#" in tag[4]:
            return around == b"sup" or _NOTE_LINK.search(tag[4]) is not None
        return name == b"sup" and around == b"a" and b"#" in pieces.opening(last)

    def _code(self, text: str, start: int, end: int) -> None:
        text = " ".join(text.split())
        if text:
            if self._line < 0:
                self._open_line()
            self._settle(counts=True)
            self.pieces.code.add(len(self.pieces.texts))
            self._add_piece(Kind.SHOWN, text, start, end, locked=1)

    def _close_inline(self, name: bytes) -> None:
        for at in range(len(self._inlines) - 1, -1, -1):
            if self.pieces.inline_names[self._inlines[at]] == name:
                del self._inlines[at:]
                return

    # Block elements

    def _open_block(self, tag: Match, name: bytes) -> None:
        place = tag.start()
        if not self._xml:
            if self._blocks and self._blocks[-1].name == b"p":
                self._finish(place, place)
            while self._blocks and self._blocks[-1].name in IMPLIED.get(name, ()):
                self._finish(place, place)
        self._boundary(place)
        if name == b"table":
            self._cells.append([next(self._tables), -1, -1])
        elif self._cells and name == b"tr":
            self._cells[-1][1:] = [self._cells[-1][1] + 1, -1]
        elif self._cells and name in {b"td", b"th"}:
            self._cells[-1][2] += 1
        if is_empty(tag):
            if name == b"table":
                self._cells.pop()
            if name in LINES:
                self._alone("", place, tag.end())
        elif len(self._blocks) < _DEEP:
            block = _Block(name, place, tag.end(), len(self._inlines))
            if name == b"li":
                block.mark = self._item(tag)
            elif name == b"ol":
                start = attributes(tag[4]).get(b"start", "")
                block.items = int(start) - 1 if start.isascii() and start.isdigit() and len(start) < 7 else 0
            self._blocks.append(block)

    def _item(self, tag: Match) -> str:
        """The bullet or number of a list item."""
        around = next((block for block in reversed(self._blocks) if block.name in LISTS), None)
        if around is None or around.name != b"ol":
            return _BULLET
        value = attributes(tag[4]).get(b"value", "")
        around.items = int(value) if value.isascii() and value.isdigit() and len(value) < 7 else around.items + 1
        return f"{around.items}."

    def _close_block(self, tag: Match, name: bytes) -> None:
        if all(block.name != name for block in self._blocks):
            self._boundary(tag.start())
            return
        while self._blocks[-1].name != name:
            self._finish(tag.start(), tag.start())
        self._finish(*tag.span())

    def _finish(self, start: int, end: int) -> None:
        """End the innermost block element, by an end tag, or without one if `start` equals `end`."""
        block = self._blocks[-1]
        if self._line < 0 and block.whole and not block.lines and block.name in LINES:
            self._open_line()
        if self._line >= 0:
            self._end_line(start, end, block)
        self._lead.clear()
        self._blocks.pop()
        if block.name == b"table" and self._cells:
            self._cells.pop()

    def _boundary(self, place: int) -> None:
        """End a line that is no element of its own; the enclosing element has several lines."""
        if self._blocks:
            self._blocks[-1].whole = False
        if self._line >= 0:
            self._end_line(place, place, None)
        self._lead.clear()

    def _open_line(self) -> None:
        pieces = self.pieces
        self._line = len(pieces.line_starts)
        for column in (pieces.line_starts, pieces.line_inner, pieces.line_end_tags, pieces.line_ends):
            column.append(0)
        pieces.line_free.append(0)
        pieces.line_stays.append(0)
        pieces.line_next.append(-1)
        names = {block.name for block in self._blocks}
        pieces.line_levels.append(max((HEADINGS.get(name, 0) for name in names), default=0))
        pieces.line_depths.append(sum(block.name in SET_IN for block in self._blocks))
        marked = next((block for block in reversed(self._blocks) if block.name == b"li"), None)
        pieces.line_marks.append(marked.mark if marked is not None else "")
        if marked is not None:
            marked.mark = ""
        if self._cells and self._cells[-1][2] >= 0:
            pieces.line_cells[self._line] = TableCell(*self._cells[-1])
        if self._blocks:
            self._blocks[-1].lines += 1
        for start, end, inline in self._lead:
            raw = pieces.data[start:end]
            if raw.strip(b" "):
                self._hide(start, end)
            else:
                self._add(Kind.TEXT, raw.decode(), start, end, 0, inline)
        self._lead.clear()
        self._after = _After.EDGE

    def _end_line(self, start: int, end: int, block: _Block | None) -> None:
        """End the current line; `block` is given if it is the line's element and ends too."""
        pieces, line = self.pieces, self._line
        self._settle(counts=False)
        free = (
            block is not None and start < end and block.whole and block.lines == 1
            and block.name in PARAGRAPHS and len(self._inlines) == block.base
        )  # fmt: skip
        places = (block.start, block.inner, start, end) if block is not None and free else (start,) * 4
        columns = (pieces.line_starts, pieces.line_inner, pieces.line_end_tags, pieces.line_ends)
        for column, place in zip(columns, places, strict=True):
            column[line] = place
        pieces.line_free[line] = free
        pieces.line_stays[line] = block is not None and block.whole and block.lines == 1 and block.name in LINES
        if block is not None and free and line and pieces.line_free[line - 1]:
            between = pieces.data[pieces.line_ends[line - 1] : block.start]
            if not between.strip(b" \t\r\n\f") and pieces.lines[self._first(line) - 1] == line - 1:
                pieces.line_next[line - 1] = line
        self._add(Kind.MARK, "\n", pieces.line_end_tags[line], pieces.line_ends[line], 0, -1)
        self._line, self._after = -1, _After.EDGE

    def _first(self, line: int) -> int:
        """The first piece of the current line; the number of pieces if it has none."""
        number = len(self.pieces.lines)
        while number and self.pieces.lines[number - 1] == line:
            number -= 1
        return number
