"""Reads a part of a Word document into pieces, runs and paragraphs with byte offsets, in one pass over its tags.

Elements without document text (properties, drawings) are skipped, and a run that contains only text is matched by one
expression, so a book opens in about the time of parsing its XML."""

import re
from collections.abc import Callable

from reviser.documents.docx.boxes import TextBox, boxes_in
from reviser.documents.docx.elements import CHANGES, HOLDERS, LINKS, SIGNS, SILENT
from reviser.documents.docx.links import link_end
from reviser.documents.docx.marks import settle
from reviser.documents.docx.namespaces import NAMESPACES
from reviser.documents.docx.pieces import Pieces, Unit, spoken, without_markup
from reviser.documents.docx.simple_run import simple_run
from reviser.documents.splices.markup import TAG, attributes, closing, end_of
from reviser.documents.splices.pieces import LINE, OBJECT_SIGN, SHUT, Kind, PieceState

Match = re.Match[bytes]

_FIXED = re.compile(
    rb"<[\w.-]+:(?:comboBox|dropDownList|date|picture|checkbox|citation|bibliography|equation|docPartList)[\s/>]"
)
_PLACEHOLDER = re.compile(rb"<(?:[\w.-]+:)?showingPlcHdr(?![^>]*=\s*[\"'](?:0|false|off)[\"'])[\s/>]")
_BOUND = re.compile(rb"<(?:[\w.-]+:)?dataBinding[\s/>]")
_SHUT = re.compile(rb"=[\"'](?:sdtContentLocked|contentLocked)[\"']")
_PAGE = re.compile(rb"=[\"'](?:page|column)[\"']")
_SPACE = b' xml:space="preserve"'


class Scanner:
    """One pass over a part. `pieces` is the result; the counters count what is shown and locked. `shut`: nothing in the
    part may be edited or decided."""

    def __init__(self, data: bytes, *, shut: bool = False) -> None:
        self.pieces = Pieces(data)
        self.placeholders = self.bound = self.text_boxes = self.stacked = 0
        self.boxes: list[TextBox] = []
        self._stack: list[str] = []
        self._names: list[dict[bytes, str]] = [{}]  # local names in Word's namespace by raw name, one dict per scope
        self._scopes: list[int] = []  # the depths at which scopes began
        self._last = [-1]  # by depth: the last paragraph, if only marks follow it
        self._paragraph = self._run = -1
        self._state = PieceState.KEPT
        self._inside: list[int] = []  # the open changes
        self._states: list[int] = []
        self._locks: list[bool] = []
        self._shut = int(shut)
        self._link_end = 0  # the offset behind the link being read
        self._tie: tuple[int, int] | None = None  # a link's first piece, and the change that contains its beginning
        self._fields: list[tuple[int, int, int, int, int]] = []
        self._opens: dict[str, Callable[[Match], int]] = {
            "p": self._open_paragraph, "r": self._open_run, "t": self._text, "delText": self._text, "br": self._break,
            "fldChar": self._field, "sdt": self._open_control, "sdtPr": self._control, "trPr": self._row,
            "footnote": self._note, "endnote": self._note, "tcPr": self._skip,
        }  # fmt: skip
        self._opens |= dict.fromkeys(SILENT, self._skip) | dict.fromkeys(HOLDERS, self._hold)
        self._opens |= dict.fromkeys(CHANGES, self._open_change) | dict.fromkeys(SIGNS, self._sign)
        self._opens |= dict.fromkeys(("commentRangeStart", "commentRangeEnd", "commentReference"), self._anchor)
        self._closes = {"p": self._close_paragraph, "r": self._close_run, "sdt": self._close_control}
        self._closes |= dict.fromkeys(CHANGES, self._close_change)

    def run(self) -> Pieces:
        """Read the part."""
        return self._scan(0, len(self.pieces.data))

    def run_apart(self, box: TextBox | None = None) -> Pieces:
        """Read the part, or a text box in it, preceded by an empty line; its changes cannot be decided."""
        self._add(Kind.SHOWN, "\n", 0, 0, locked=True)
        box = box or TextBox(0, len(self.pieces.data), {})
        self._names[-1] = box.names
        for unit in self._scan(box.start, box.end).changes:
            unit.inside = True
        return self.pieces

    def _scan(self, place: int, stop: int) -> Pieces:
        data, stack, closes = self.pieces.data, self._stack, self._closes
        opens, search, other = self._opens, TAG.search, self._object
        while (tag := search(data, place, stop)) is not None:
            slash, name, rest = tag.groups()
            place = tag.end()
            if slash:
                local = stack.pop()
                self._last.pop()
                close = closes.get(local)
                if close is not None:
                    close(tag)
                if self._scopes and self._scopes[-1] == len(stack):
                    self._scopes.pop()
                    self._names.pop()
            elif name is not None:
                if b"xmlns" in rest:
                    self._bind(tag)
                local = self._names[-1].get(name, "")
                place = opens.get(local, other)(tag)
                if self._scopes and self._scopes[-1] == len(stack):  # it was skipped
                    self._scopes.pop()
                    self._names.pop()
        self.stacked += settle(self.pieces)
        self.pieces.finish()
        return self.pieces

    def _bind(self, tag: Match) -> None:
        """Read the namespace declarations of a tag, which hold up to its end tag."""
        names = dict(self._names[-1])
        for key, value in attributes(tag[3]).items():
            if key == b"xmlns" or key.startswith(b"xmlns:"):
                prefix = key[6:] + b":" if key != b"xmlns" else b""
                for old in [name for name in names if name.startswith(prefix) and (prefix or b":" not in name)]:
                    del names[old]
                if value.encode() in NAMESPACES:
                    names |= {prefix + local.encode(): local for local in self._opens}
        self._names.append(names)
        self._scopes.append(len(self._stack))

    def _push(self, tag: Match) -> int:
        self._stack.append(self._names[-1].get(tag[2], ""))
        self._last.append(-1)
        return tag.end()

    def _skip(self, tag: Match) -> int:
        """Skip an element and return the offset behind it."""
        if tag[3].endswith(b"/"):
            return tag.end()
        return end_of(self.pieces.data, closing(tag[2]), tag.end())[1]

    def _hold(self, tag: Match) -> int:
        if self._paragraph < 0:
            self._follow()
        return tag.end() if tag[3].endswith(b"/") else self._push(tag)

    def _follow(self) -> None:
        """Record that something follows the last paragraph, so that it cannot be joined with the next one."""
        if self._last[-1] >= 0:
            self.pieces.paragraph_followed[self._last[-1]] = 1
            self._last[-1] = -1

    def _add(self, kind: Kind, text: str, start: int, end: int, *, locked: bool = False) -> None:
        pieces = self.pieces
        pieces.add(kind, text, start, end)
        pieces.states.append(self._state)
        pieces.locked.append(SHUT if self._shut else locked)
        pieces.runs.append(self._run)
        pieces.last_runs.append(self._run)
        pieces.paragraphs.append(max(self._paragraph, 0))
        pieces.units.append(self._inside[-1] if self._inside else -1)

    # Paragraphs

    def _open_paragraph(self, tag: Match) -> int:
        if self._paragraph >= 0:  # a nested paragraph is part of something that is one sign
            return self._object(tag)
        pieces = self.pieces
        number = self._paragraph = len(pieces.paragraph_starts)
        if self._last[-1] >= 0:
            last = self._last[-1]
            pieces.paragraph_followed[last] = 1
            if not pieces.paragraph_section[last]:
                pieces.paragraph_next[last] = number
        self._last[-1] = number
        content = tag.end()
        pieces.paragraph_starts.append(tag.start())
        pieces.paragraph_inner.append(content)
        pieces.paragraph_end_tags.append(tag.end())
        pieces.paragraph_ends.append(tag.end())
        pieces.paragraph_next.append(-1)
        pieces.paragraph_marks.append(-1)
        pieces.paragraph_followed.append(0)
        pieces.paragraph_section.append(0)
        if tag[3].endswith(b"/"):
            pieces.paragraph_content.append(content)
            pieces.paragraph_marks[number] = len(pieces.texts)
            self._add(Kind.MARK, "\n", tag.start(), tag.end())
            self._paragraph = -1
            return content
        first = self._first(content, "pPr")
        if first is not None:
            pieces.paragraph_inner[number] = first.start()
            content = self._skip(first)
            pieces.paragraph_section[number] = b"sectPr" in pieces.data[first.start() : content]
        pieces.paragraph_content.append(content)
        self._push(tag)
        return content

    def _first(self, place: int, kind: str) -> Match | None:
        """The next tag if it opens an element of this kind; comments are skipped."""
        tag = TAG.search(self.pieces.data, place)
        while tag is not None and tag[2] is None:
            tag = TAG.search(self.pieces.data, tag.end())
        return tag if tag is not None and not tag[1] and self._names[-1].get(tag[2]) == kind else None

    def _close_paragraph(self, tag: Match) -> None:
        pieces, number = self.pieces, self._paragraph
        pieces.paragraph_end_tags[number], pieces.paragraph_ends[number] = tag.span()
        start, end = pieces.paragraph_inner[number], pieces.paragraph_content[number]
        state, first = self._state, len(pieces.changes)
        if b"ins" in (properties := pieces.data[start:end]) or b"del" in properties or b"move" in properties:
            for kind, change in self._mark_changes(start, end):
                self._unit("mark-" + kind, change, state != self._state)
                state |= CHANGES[kind]
        pieces.paragraph_marks[number] = len(pieces.texts)
        self._add(Kind.MARK, "\n", *tag.span())
        pieces.states[-1] = state
        if len(pieces.changes) > first:
            pieces.units[-1] = len(pieces.changes) - 1
        self._paragraph = -1

    def _mark_changes(self, start: int, end: int) -> list[tuple[str, Match]]:
        """The changes of a paragraph's mark: in `w:rPr` within `w:pPr`."""
        changes: list[tuple[str, Match]] = []
        path: list[str] = []
        data, names = self.pieces.data, self._names[-1]
        for tag in TAG.finditer(data, start, end):
            if tag[1]:
                path.pop()
            elif tag[2]:
                kind = names.get(tag[2], "")
                if kind in CHANGES and path == ["pPr", "rPr"]:
                    changes.append((kind, tag))
                if not tag[3].endswith(b"/"):
                    path.append(kind)
        return changes

    # Runs and their content

    def _open_run(self, tag: Match) -> int:
        pieces = self.pieces
        if self._run >= 0:  # Word never writes nested runs
            return self._object(tag)
        free = self._free(tag.start())
        match = simple_run(tag[2][:-1]).match(pieces.data, tag.start()) if self._paragraph >= 0 else None
        if match is None:
            if tag[3].endswith(b"/") or self._paragraph < 0:
                return self._skip(tag)
            content = tag.end()
            inner = content
            if (first := self._first(content, "rPr")) is not None:
                inner, content = first.start(), self._skip(first)
            self._add_run(tag.start(), inner, content, free)
            self._push(tag)
            return content
        self._add_run(tag.start(), tag.end(), match.end(1) if match[1] is not None else tag.end(), free)
        pieces.run_ends[-1] = match.end()
        start, end = match.span(3)
        if start < end:
            raw: bytes = match[3]
            if match[2] != _SPACE:
                raw = raw.strip(b" \t\r\n")
                start += match[3].find(raw) if raw else 0
            if raw:
                self._add(Kind.TEXT, spoken(raw), start, start + len(raw))
        self._run = -1
        return match.end()

    def _free(self, start: int) -> int:
        """How the run at `start` can be split from its paragraph; see `Pieces.run_free`."""
        if start < self._link_end:
            return 0  # a field over several paragraphs is one sign
        at = len(self._stack) - 1
        while at >= 0 and self._stack[at] in LINKS:
            at -= 1
        if at < 0 or self._stack[at] != "p":
            return 0
        return 1 if at == len(self._stack) - 1 else 2

    def _add_run(self, start: int, inner: int, content: int, free: int) -> None:
        pieces = self.pieces
        self._run = len(pieces.run_starts)
        pieces.run_starts.append(start)
        pieces.run_inner.append(inner)
        pieces.run_content.append(content)
        pieces.run_ends.append(content)
        pieces.run_paragraphs.append(self._paragraph)
        pieces.run_units.append(self._inside[-1] if self._inside else -1)
        pieces.run_free.append(free)

    def _close_run(self, tag: Match) -> None:
        self.pieces.run_ends[self._run] = tag.end()
        self._run = -1

    def _text(self, tag: Match) -> int:
        if self._run < 0:
            return self._object(tag)
        if tag[3].endswith(b"/"):
            return tag.end()
        data, start, end = self.pieces.data, tag.end(), self._skip(tag)
        stop = data.rfind(b"</", start, end)
        raw = data[start:stop]
        if b"<" in raw:  # contains a comment or CDATA: shown, but not editable
            self._add(Kind.SHOWN, spoken(without_markup(raw)), start, stop, locked=True)
            return end
        if b"preserve" not in tag[3]:
            whole, raw = raw, raw.strip(b" \t\r\n")
            start += whole.find(raw) if raw else 0
        if raw:
            self._add(Kind.TEXT, spoken(raw), start, start + len(raw))
        return end

    def _sign(self, tag: Match) -> int:
        return self._one(tag, SIGNS[self._names[-1][tag[2]]])

    def _break(self, tag: Match) -> int:
        return self._object(tag) if _PAGE.search(tag[3]) else self._one(tag, LINE)

    def _one(self, tag: Match, sign: str) -> int:
        if self._run < 0:
            return self._object(tag)
        end = self._skip(tag)
        self._add(Kind.SIGN, sign, tag.start(), end)
        return end

    def _object(self, tag: Match) -> int:
        """Any other element: one locked sign; between paragraphs, a line of its own."""
        end = self._skip(tag)
        if self.pieces.data.find(b"txbxContent", tag.start(), end) >= 0:
            self.text_boxes += 1
            self.boxes += boxes_in(self.pieces.data, tag.start(), end, self._names[-1])
        if self._paragraph < 0 and self._run < 0 and self._stack:
            if self._stack[-1] in {"body", "tc", "sdtContent", "customXml", "footnote", "endnote"}:
                self._follow()
                self._add(Kind.SHOWN, OBJECT_SIGN + "\n", tag.start(), end, locked=True)
        elif self._paragraph >= 0:
            self._add(Kind.OBJECT, OBJECT_SIGN, tag.start(), end, locked=True)
        return end

    def _field(self, tag: Match) -> int:
        """Read a field, which is one sign from begin to end, even over several paragraphs."""
        pieces, depth = self.pieces, len(self._stack)
        if self._run < 0:
            return self._object(tag)
        if tag.start() < self._link_end:  # a link: its words are text, and its edges are nothing
            self._end_link(tag)
            return self._skip(tag)
        kind = next((v for k, v in attributes(tag[3]).items() if k.split(b":")[-1] == b"fldCharType"), "")
        if kind == "begin" and not self._fields and self._is_link(tag):
            return self._skip(tag)
        if kind == "begin":
            self._fields.append((len(pieces.texts), depth, self._state, self._run, len(pieces.changes)))
            return self._object(tag)
        end = self._skip(tag)
        if kind == "end" and self._fields:
            number, begun, state, run, before = self._fields.pop()
            if not self._fields and depth == begun and state == self._state and number < len(pieces.texts):
                pieces.drop(number + 1)
                pieces.ends[number], pieces.runs[number], pieces.last_runs[number] = end, run, self._run
                self._swallow(number, before)
        return end

    def _is_link(self, tag: Match) -> bool:
        """Whether this field is a link whose words are text."""
        end = link_end(self.pieces.data, tag)
        if not end:
            return False
        self._link_end = end
        self.pieces.links.append((tag.start(), end))
        if self._inside:
            self._tie = len(self.pieces.texts), self._inside[-1]
        return True

    def _end_link(self, tag: Match) -> None:
        """At the end of a link within changes: tie its words and edges, so that they are decided together."""
        if tag.end() == self._link_end and self._tie is not None:
            first, unit = self._tie
            units = range(unit, len(self.pieces.changes))
            for number in range(first, len(self.pieces.texts)):
                if self.pieces.units[number] >= 0:
                    self.pieces.tied[number] = units
            self._tie = None

    def _swallow(self, number: int, before: int) -> None:
        """Handle changes within a field: they are one change with the whole field, or cannot be decided here."""
        pieces = self.pieces
        inside = range(before, len(pieces.changes))
        if pieces.units[number] >= 0:
            pieces.tied[number] = range(pieces.units[number], len(pieces.changes))
        else:
            for change in inside:
                self.stacked += not pieces.changes[change].inside
                pieces.changes[change].inside = True

    # Changes, controls, rows, notes, comments

    def _unit(self, kind: str, tag: Match, stacked: bool) -> None:
        values = {name.split(b":")[-1]: value for name, value in attributes(tag[3]).items()}
        self.pieces.changes.append(
            Unit(
                kind, values.get(b"author", ""), values.get(b"date", ""), tag.start(), tag.end(), tag.end(), tag.end(),
                self._paragraph, stacked, bool(self._stack) and self._stack[-1] == "p",
            )
        )  # fmt: skip
        self.stacked += stacked

    def _open_change(self, tag: Match) -> int:
        if tag[3].endswith(b"/"):
            return tag.end()
        kind = self._names[-1][tag[2]]
        self._unit(kind, tag, bool(self._inside))
        if self._inside:
            self.pieces.changes[self._inside[-1]].inside = True
        self._states.append(self._state)
        self._inside.append(len(self.pieces.changes) - 1)
        self._state |= CHANGES[kind]
        return self._push(tag)

    def _close_change(self, tag: Match) -> None:
        unit = self.pieces.changes[self._inside.pop()]
        unit.inner_end, unit.end = tag.span()
        self._state = self._states.pop()

    def _open_control(self, tag: Match) -> int:
        if not tag[3].endswith(b"/"):
            self._locks.append(False)
        return self._hold(tag)

    def _control(self, tag: Match) -> int:
        end = self._skip(tag)
        inner = self.pieces.data[tag.start() : end]
        placeholder, bound = _PLACEHOLDER.search(inner) is not None, _BOUND.search(inner) is not None
        self.placeholders += placeholder
        self.bound += bound and not placeholder
        if self._locks and not self._locks[-1] and (
            placeholder or bound or _FIXED.search(inner) or _SHUT.search(inner)
        ):  # fmt: skip
            self._locks[-1] = True
            self._shut += 1
        return end

    def _close_control(self, _: Match) -> None:
        if self._locks and self._locks.pop():
            self._shut -= 1

    def _row(self, tag: Match) -> int:
        end = self._skip(tag)
        for change in TAG.finditer(self.pieces.data, tag.end(), end):
            kind = self._names[-1].get(change[2] or b"", "")
            if kind in {"ins", "del"} and not change[1]:
                self._unit("row-" + kind, change, False)
        return end

    def _note(self, tag: Match) -> int:
        if b"eparator" in tag[3] or b"continuationNotice" in tag[3] or tag[3].endswith(b"/"):
            return self._skip(tag)
        self._add(Kind.SHOWN, "\n", tag.end(), tag.end(), locked=True)
        return self._push(tag)

    def _anchor(self, tag: Match) -> int:
        identity = next((v for k, v in attributes(tag[3]).items() if k.split(b":")[-1] == b"id"), "")
        self.pieces.anchors.append((self._names[-1][tag[2]], identity, len(self.pieces.texts)))
        return self._skip(tag)
