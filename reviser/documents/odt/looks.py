"""The look of the lines of an OpenDocument text: bold and italics, headings, links, list marks, table cells, and labels
of objects."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from reviser.documents.appearance import LineLook
from reviser.documents.highlight import SyntaxStyle, TableCell, heading
from reviser.documents.odt.pieces import InlineKind, TextPieces, spoken
from reviser.documents.splices.line_looks import LineLooks
from reviser.documents.splices.markup import TAG, attributes

_INDENT = 3  # columns of indent for each list level
_MOST = 6  # heading levels that the view distinguishes
_DEEP = 12  # length of a chain of styles based on one another
_LONGEST = 60  # characters of a field's text that are shown
_BULLET = "•"
_STYLE = re.compile(rb"<(?:[\w.-]+:)?style(?=[\s/>])([^>]*)>(?:(?!</?(?:[\w.-]+:)?style[\s/>]).)*", re.DOTALL)
_PROPERTIES = re.compile(rb"<(?:[\w.-]+:)?text-properties(?=[\s/>])([^>]*)>")
_LIST_STYLE = re.compile(rb"<(?:[\w.-]+:)?list-style(?=[\s>])([^>]*)>(.*?)</(?:[\w.-]+:)?list-style>", re.DOTALL)
_LEVEL = re.compile(rb"<(?:[\w.-]+:)?list-level-style-(number|bullet|image)(?=[\s/>])([^>]*)>")
_NOTE = re.compile(rb"<(?:[\w.-]+:)?note[\s>].*?<(?:[\w.-]+:)?note-citation[^>]*>([^<]*)<", re.DOTALL)
_PICTURE = re.compile(rb"<draw:")


@dataclass(frozen=True, slots=True)
class _TextStyleLook:
    """What a style specifies. None: not specified, so the style that it is based on decides."""

    bold: bool | None
    italic: bool | None
    based_on: str


@dataclass(slots=True)
class TextStyles:
    """The styles of a document by name, and whether the levels of a list style are numbered."""

    texts: dict[str, _TextStyleLook] = field(default_factory=dict)
    numbered: dict[str, list[bool]] = field(default_factory=dict)

    def face(self, names: Iterable[str]) -> int:
        """The bits of `SyntaxStyle` for a text in these styles, the innermost first."""
        bold = italic = None
        for style in (style for name in names for style in self._chain(name)):
            bold = style.bold if bold is None else bold
            italic = style.italic if italic is None else italic
        return (SyntaxStyle.STRONG if bold else 0) | (SyntaxStyle.EMPHASIS if italic else 0)

    def _chain(self, name: str) -> list[_TextStyleLook]:
        found: list[_TextStyleLook] = []
        while name in self.texts and len(found) < _DEEP:
            found.append(self.texts[name])
            name = found[-1].based_on
        return found


def styles_of(parts: Iterable[bytes]) -> TextStyles:
    """The styles in the XML of these parts (UTF-8)."""
    styles = TextStyles()
    for part in parts:
        for style in _STYLE.finditer(part):
            own = _values(style[1])
            properties = None if style[1].endswith(b"/") else _PROPERTIES.search(style[0])
            said = _values(properties[1]) if properties is not None else {}
            weight, slant = said.get(b"font-weight"), said.get(b"font-style")
            styles.texts.setdefault(
                own.get(b"name", ""),
                _TextStyleLook(
                    None if weight is None else weight == "bold" or (weight.isdigit() and int(weight) > 500),
                    None if slant is None else slant in {"italic", "oblique"},
                    own.get(b"parent-style-name", ""),
                ),
            )
        for listed in _LIST_STYLE.finditer(part):
            levels = [
                level[1] == b"number" and bool(_values(level[2]).get(b"num-format"))
                for level in _LEVEL.finditer(listed[2])
            ]
            styles.numbered.setdefault(_values(listed[1]).get(b"name", ""), levels)
    return styles


def _values(raw: bytes) -> dict[bytes, str]:
    return {key.rpartition(b":")[2]: value for key, value in attributes(raw).items()}


def looks(stories: Iterable[TextPieces], styles: TextStyles) -> Sequence[LineLook]:
    """The look of each line of the whole text."""
    tables = count()  # numbered through the document
    found = [look for pieces in stories for look in _TextLines(pieces, styles, tables).run()]
    return [*found, LineLook()]  # the empty line after the last line end


class _TextLines(LineLooks[TextPieces]):
    def __init__(self, pieces: TextPieces, styles: TextStyles, tables: Iterator[int]) -> None:
        super().__init__(pieces)
        self._styles = styles
        self._numbers: dict[int, int] = {}  # by list: the number of its last item
        self._counted: set[int] = set()  # items whose mark has been shown
        self._cells: dict[int, TableCell] = {}
        rows = dict[int, list[int]]()
        for container, name in enumerate(pieces.container_names):
            if name == "table:table":
                rows[container] = [next(tables), -1, -1]
            table = next((each for each in reversed(pieces.path(container)) if each in rows), -1)
            if table >= 0 and name == "table:table-row":
                rows[table][1:] = [rows[table][1] + 1, -1]
            elif table >= 0 and name == "table:table-cell":
                rows[table][2] += 1
                self._cells[container] = TableCell(*rows[table])

    def _line_look(self, mark: int, look: LineLook) -> LineLook:
        paragraph = self._pieces.paragraphs[mark]
        if paragraph < 0:
            return look
        path = self._pieces.path(self._pieces.paragraph_containers[paragraph])
        sign, depth = self._mark(path)
        cell = next((self._cells[each] for each in reversed(path) if each in self._cells), None)
        return look._replace(columns=_INDENT * depth, mark=sign, cell=cell)

    def _mark(self, path: Sequence[int]) -> tuple[str, int]:
        """The bullet or number of a paragraph, and its list depth."""
        pieces = self._pieces
        lists = [each for each in path if pieces.container_names[each] == "text:list"]
        item = path[-1] if path else -1
        if not lists or item in self._counted or pieces.container_names[item] != "text:list-item":
            return "", len(lists)
        self._counted.add(item)
        number = self._numbers[lists[-1]] = self._numbers.get(lists[-1], 0) + 1
        style = next((name for each in reversed(lists) if (name := self._own(each))), "")
        levels = self._styles.numbered.get(style, [])
        is_numbered = levels[min(len(lists), len(levels)) - 1] if levels else False
        return (f"{number}." if is_numbered else _BULLET), len(lists)

    def _own(self, container: int) -> str:
        pieces = self._pieces
        raw = pieces.data[pieces.container_starts[container] : pieces.container_inner[container]]
        return _style_name(raw)

    def _face(self, number: int) -> int:
        pieces = self._pieces
        paragraph, chain = pieces.paragraphs[number], pieces.chain(pieces.inlines[number])
        names = [_style_name(pieces.opening(each)) for each in reversed(chain)]
        is_link = any(pieces.inline_kinds[each] == InlineKind.LINK for each in chain)
        opening = pieces.tag(paragraph) if paragraph >= 0 else b""
        level = _values(opening).get(b"outline-level", "")
        face = self._styles.face([*names, _style_name(opening)])
        face |= SyntaxStyle.LINK if is_link else 0
        return face | heading(min(int(level), _MOST) if level.isdecimal() else 0)

    def _label(self, number: int) -> str:
        """The displayed text of an object: the number of a note, the text of a field; empty for a picture."""
        raw = self._pieces.data[self._pieces.starts[number] : self._pieces.ends[number]]
        if (found := _NOTE.match(raw)) is not None:
            return spoken(found[1])
        if _PICTURE.match(raw):
            return ""
        return " ".join(spoken(TAG.sub(b"", raw)).split())[:_LONGEST]


def _style_name(raw: bytes) -> str:
    """The style name in a start tag."""
    return _values(raw).get(b"style-name", "") if raw else ""
