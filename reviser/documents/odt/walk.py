"""Reads the XML of a text document into pieces, paragraphs, spans and containers with byte offsets, in one pass over
its tags.

White space is read as by LibreOffice: of several spaces one is visible, even with tags between them, and none at the
beginning of a paragraph. After a tab, an object or a comment, a space is visible again."""

import re
from collections.abc import Callable
from functools import lru_cache

from reviser.documents.odt.names import NameScope
from reviser.documents.odt.pieces import InlineKind, TextPieces, spoken
from reviser.documents.odt.text_boxes import BOXES, TextApart, boxes_in
from reviser.documents.splices.markup import TAG, attributes, closing, end_of
from reviser.documents.splices.pieces import LINE, OBJECT_SIGN, SHUT, Kind, PieceState

Match = re.Match[bytes]

_PARAGRAPHS = ("text:p", "text:h")
# Elements without visible content in or between paragraphs: skipped.
_SILENT = (
    "text:bookmark text:bookmark-start text:bookmark-end text:reference-mark text:reference-mark-start "
    "text:reference-mark-end text:toc-mark text:toc-mark-start text:toc-mark-end text:user-index-mark "
    "text:user-index-mark-start text:user-index-mark-end text:alphabetical-index-mark text:number "
    "text:alphabetical-index-mark-start text:alphabetical-index-mark-end text:sequence-decls text:variable-decls "
    "text:section-source text:user-field-decls text:dde-connection-decls text:alphabetical-index-auto-mark-file "
    "table:table-column table:table-columns table:table-column-group table:table-header-columns table:title table:desc "
    "table:shapes table:calculation-settings table:content-validations table:label-ranges office:dde-source "
    "office:meta office:settings office:scripts office:font-face-decls office:styles office:automatic-styles "
    "loext:list-item"
).split()
# Elements that only contain other elements.
_OUTER = (
    "office:document office:document-content office:document-styles office:body office:master-styles style:master-page"
).split()
_HOLDERS = (
    "office:text text:section text:list text:list-item text:list-header table:table table:table-row table:table-cell "
    "table:table-rows table:table-header-rows table:table-row-group text:note-body"
).split()
_INLINE = {
    "text:span": InlineKind.SPAN, "text:a": InlineKind.LINK, "text:meta": InlineKind.META,
    "loext:content-control": InlineKind.CONTROL,
}  # fmt: skip
# Elements that are a sign of their own between paragraphs in one of these.
_FLOWS = frozenset(
    "office:text text:section text:list-item text:list-header table:table-cell text:note-body".split()
)  # fmt: skip
LINKED = "text:section-source"
_LARGEST = 1000  # spaces in one element, at most
_IRREGULAR = re.compile(rb"[ \t\r\n]{2}|[\t\r\n]|&#")
_SHUT_TAG = re.compile(
    rb":(?:protected|protect)\s*=\s*[\"']true[\"']|:number-columns-repeated\s*=|:number-rows-repeated\s*="
    rb"|:name\s*=\s*[\"']ZOTERO_BIBL"  # what Zotero writes again
)
_UNITS = re.compile(r"&[^;]+;|\r\n|.", re.DOTALL)
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


class TextScanner:
    """One pass over a document or a part of it. `pieces` is the result, and `boxes` the text boxes within signs;
    `protected` counts locked sections."""

    def __init__(self, data: bytes) -> None:
        self.pieces = TextPieces(data)
        self.boxes: list[TextApart] = []
        self.protected = 0
        self.is_text = False
        self._stack: list[str] = []
        self._scopes: list[
            tuple[int, dict[bytes, str]]
        ] = []  # how deep names were declared, and what they meant outside
        self._paragraph = self._inline = self._container = self._before = -1
        self._ignore = True  # a space is ignored here
        self._open: list[int] = []  # open insertions
        self._deleting = -1  # the deletion whose content is being read
        self._place = (-1, -1)  # paragraph and span of its mark
        self._shut = 0
        self._locks: list[bool] = []
        self._opens: dict[str, Callable[[Match], int]] = {
            "text:s": self._spaces, "text:tab": self._sign, "text:line-break": self._sign,
            "text:soft-page-break": self._page, "office:forms": self._forms,
        }  # fmt: skip
        self._opens |= dict.fromkeys(_PARAGRAPHS, self._open_paragraph) | dict.fromkeys(_SILENT, self._skip)
        self._opens |= dict.fromkeys(_HOLDERS, self._hold) | dict.fromkeys(_OUTER, self._push)
        self._opens |= dict.fromkeys(_INLINE, self._open_inline)
        self._closes: dict[str, Callable[[Match], None]] = {}
        self._closes |= dict.fromkeys(_PARAGRAPHS, self._close_paragraph) | dict.fromkeys(_HOLDERS, self._release)
        self._closes |= dict.fromkeys(_INLINE, self._close_inline)
        self._scope = NameScope([*self._opens, *BOXES, LINKED])

    def _scan(self, place: int, stop: int) -> None:
        data, stack, scope = self.pieces.data, self._stack, self._scope
        opens, closes, search, other = self._opens, self._closes, TAG.search, self._object
        base = len(stack)
        while (tag := search(data, place, stop)) is not None:
            if self._paragraph >= 0 and tag.start() > place:
                self._text(place, tag.start())
            slash, name, rest = tag.groups()
            place = tag.end()
            if slash:
                if len(stack) == base:  # the end of the separate part
                    return
                close = closes.get(stack.pop())
                if close is not None:
                    close(tag)
                if self._scopes and self._scopes[-1][0] == len(stack):
                    scope.names = self._scopes.pop()[1]
            elif name is not None:
                if b"xmlns" in rest:
                    self._scopes.append((len(stack), scope.names))
                    scope.names = scope.bound(rest)
                place = opens.get(scope.names.get(name, ""), other)(tag)
                if self._scopes and self._scopes[-1][0] == len(stack):  # it was skipped, or is empty
                    scope.names = self._scopes.pop()[1]
            elif self._paragraph >= 0 and (found := _CDATA.fullmatch(tag[0])) is not None:
                shown = re.sub(r"[ \t\r\n]+", " ", found[1].decode())
                if shown:
                    self._add(Kind.SHOWN, shown, tag.start(), tag.end(), locked=True)
                    self._ignore = False

    def _push(self, tag: Match) -> int:
        if not tag[3].endswith(b"/"):
            self._stack.append(self._scope.names.get(tag[2], ""))
        return tag.end()

    def _skip(self, tag: Match) -> int:
        """Skip an element and return the offset behind it."""
        if tag[3].endswith(b"/"):
            return tag.end()
        return end_of(self.pieces.data, closing(tag[2]), tag.end())[1]

    def _add(self, kind: Kind, text: str, start: int, end: int, *, locked: bool = False) -> None:
        pieces = self.pieces
        state, unit, paragraph, inline = PieceState.KEPT, -1, self._paragraph, self._inline
        if self._open:
            state, unit = PieceState.INSERTED, self._open[-1]
        if self._deleting >= 0:
            state, unit = state | PieceState.DELETED, self._deleting
            state |= PieceState.INSERTED if pieces.changes[unit].stacked else 0
            paragraph, inline = self._place
        pieces.kinds.append(kind)  # inlined, because a book has very many
        pieces.texts.append(text)
        pieces.starts.append(start)
        pieces.ends.append(end)
        pieces.states.append(state)
        pieces.units.append(unit)
        pieces.locked.append(SHUT if self._shut else locked)
        pieces.paragraphs.append(paragraph)
        pieces.inlines.append(inline)

    # Containers

    def _hold(self, tag: Match) -> int:
        name = self._scope.names[tag[2]]
        if self._paragraph >= 0:
            return self._object(tag)
        pieces = self.pieces
        if tag[3].endswith(b"/"):
            self._before = -1
            return tag.end()
        if name == "office:text":
            self.is_text = True
            pieces.prelude = tag.end()
        number = len(pieces.container_names)
        following = self._before >= 0 and name == "text:list-item" and self._follows_item()
        self._before = self._before if following else -1
        pieces.container_names.append(name)
        pieces.container_starts.append(tag.start())
        pieces.container_inner.append(tag.end())
        pieces.container_end_tags.append(tag.end())
        pieces.container_ends.append(tag.end())
        pieces.container_parents.append(self._container)
        self._container = number
        shut = self._is_shut(name, tag)
        self._locks.append(shut)
        self._shut += shut
        self.protected += shut and name == "text:section"
        return self._push(tag)

    def _is_shut(self, name: str, tag: Match) -> bool:
        """Whether the content of a container cannot be edited: it is protected, linked, or shown several times."""
        first = TAG.match(self.pieces.data, tag.end()) if name == "text:section" else None
        if first is not None and self._scope.names.get(first[2] or b"") == LINKED:
            return True
        return _says_shut(tag[3])

    def _follows_item(self) -> bool:
        """Whether the last paragraph ends the previous item of the list in which an item begins."""
        pieces = self.pieces
        item = pieces.paragraph_containers[self._before]
        return item >= 0 and pieces.container_names[item] == "text:list-item" and (
            pieces.container_parents[item] == self._container
        )  # fmt: skip

    def _release(self, tag: Match) -> None:
        pieces, number = self.pieces, self._container
        pieces.container_end_tags[number], pieces.container_ends[number] = tag.span()
        name = pieces.container_names[number]
        self._shut -= self._locks.pop()
        if name != "text:list-item" or self._before < 0 or pieces.paragraph_containers[self._before] != number:
            self._before = -1
        self._container = pieces.container_parents[number]

    # Paragraphs and what stands in them

    def _open_paragraph(self, tag: Match) -> int:
        if self._paragraph >= 0:  # a nested paragraph is part of something that is one sign
            return self._object(tag)
        pieces = self.pieces
        number = self._paragraph = len(pieces.paragraph_starts)
        pieces.paragraph_starts.append(tag.start())
        for column in (pieces.paragraph_inner, pieces.paragraph_end_tags, pieces.paragraph_ends):
            column.append(tag.end())
        pieces.paragraph_containers.append(self._container)
        pieces.paragraph_next.append(-1)
        if self._before >= 0 and self._deleting < 0:
            within = pieces.paragraph_containers[self._before] == self._container
            if not (within and pieces.holds_item(number)):
                pieces.paragraph_next[self._before] = number
        self._ignore = True
        if tag[3].endswith(b"/"):
            self._mark(tag.start(), tag.end())
            return tag.end()
        ends = self._text_alone(tag)
        if ends is None:
            return self._push(tag)
        pieces.paragraph_end_tags[number], pieces.paragraph_ends[number] = ends
        self._mark(*ends)
        return ends[1]

    def _text_alone(self, tag: Match) -> tuple[int, int] | None:
        """Read an element that contains only text. Returns where its end tag begins and ends."""
        data, start = self.pieces.data, tag.end()
        place, ending = data.find(b"<", start), b"</" + tag[2] + b">"
        if not data.startswith(ending, place):
            return None
        if start < place:
            self._text(start, place)
        return place, place + len(ending)

    def _close_paragraph(self, tag: Match) -> None:
        pieces, number = self.pieces, self._paragraph
        pieces.paragraph_end_tags[number], pieces.paragraph_ends[number] = tag.span()
        self._mark(*tag.span())

    def _mark(self, start: int, end: int) -> None:
        self._add(Kind.MARK, "\n", start, end)
        self._before, self._paragraph, self._inline = self._paragraph, -1, -1

    def _open_inline(self, tag: Match) -> int:
        if self._paragraph < 0:
            return self._object(tag)
        if tag[3].endswith(b"/"):
            return tag.end()
        pieces, outer = self.pieces, self._inline
        self._inline = len(pieces.inline_starts)
        pieces.inline_starts.append(tag.start())
        pieces.inline_inner.append(tag.end())
        pieces.inline_parents.append(outer)
        pieces.inline_kinds.append(_INLINE[self._scope.names[tag[2]]])
        place, end = self._text_alone(tag) or (-1, -1)
        pieces.inline_end_tags.append(max(place, 0))
        pieces.inline_ends.append(max(end, 0))
        if place < 0:
            return self._push(tag)
        self._inline = outer
        return end

    def _close_inline(self, tag: Match) -> None:
        pieces, number = self.pieces, self._inline
        pieces.inline_end_tags[number], pieces.inline_ends[number] = tag.span()
        self._inline = pieces.inline_parents[number]

    def _text(self, start: int, end: int) -> None:
        raw = self.pieces.data[start:end]
        if self._ignore and raw[:1] == b" " and not _IRREGULAR.match(raw):
            self._blank(start, start + 1)
            start, raw = start + 1, raw[1:]
            if not raw:
                return
        if not _IRREGULAR.search(raw):
            self._add(Kind.TEXT, spoken(raw), start, end)
            self._ignore = raw.endswith(b" ")
            return
        begun, place, shown = start, start, list[str]()
        for unit in _UNITS.finditer(raw.decode()):
            size = len(unit[0].encode())
            sign = spoken(unit[0].encode())
            if sign == " " and self._ignore:
                if shown:
                    self._add(Kind.TEXT, "".join(shown), begun, place)
                    shown.clear()
                self._blank(place, place + size)
                begun = place + size
            else:
                shown.append(sign)
                self._ignore = sign == " "
            place += size
        if shown:
            self._add(Kind.TEXT, "".join(shown), begun, place)

    def _blank(self, start: int, end: int) -> None:
        self.pieces.blanks.append((start, end))

    def _spaces(self, tag: Match) -> int:
        said = value(tag, b"c") or "1"
        count = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0
        if not 0 < count <= _LARGEST:
            return self._object(tag)
        return self._one(tag, " " * count)

    def _sign(self, tag: Match) -> int:
        return self._one(tag, "\t" if self._scope.names[tag[2]] == "text:tab" else LINE)

    def _one(self, tag: Match, sign: str) -> int:
        if self._paragraph < 0:
            return self._object(tag)
        end = self._skip(tag)
        self._add(Kind.SIGN, sign, tag.start(), end)
        self._ignore = False
        return end

    def _page(self, tag: Match) -> int:
        self._ignore = False if self._paragraph >= 0 else self._ignore
        return self._skip(tag)

    def _object(self, tag: Match) -> int:
        """Any other element: one locked sign; between paragraphs, a line of its own."""
        end = self._skip(tag)
        self.boxes += boxes_in(self.pieces.data, tag.start(), end, self._scope)
        if self._paragraph >= 0:
            self._add(Kind.OBJECT, OBJECT_SIGN, tag.start(), end, locked=True)
            self._ignore = False
        elif self._container >= 0 and self.pieces.container_names[self._container] in _FLOWS:
            self._before = -1
            self._add(Kind.SHOWN, OBJECT_SIGN + "\n", tag.start(), end, locked=True)
        return end

    def _forms(self, tag: Match) -> int:
        """Handle forms, which come before everything else, including the list of changes."""
        end = self._skip(tag)
        if self.pieces.prelude == tag.start():
            self.pieces.prelude = end
        return end


@lru_cache(maxsize=512)
def _says_shut(raw: bytes) -> bool:
    """Whether the attributes of a container say that nothing in it is to be edited."""
    return _SHUT_TAG.search(raw) is not None


def value(tag: Match, local: bytes) -> str:
    """What an attribute of a tag says, whatever its prefix."""
    return next((value for key, value in attributes(tag[3]).items() if key.rpartition(b":")[2] == local), "")
