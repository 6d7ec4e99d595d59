"""The look of the lines of a Word document: formats of runs, headings, links, list marks, table cells, and labels of
objects."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count

from reviser.documents.appearance import LineLook
from reviser.documents.docx.pieces import Pieces
from reviser.documents.docx.properties import paragraph_properties, run_properties
from reviser.documents.docx.styles import ParagraphLook, Styles, paragraph_look, run_look
from reviser.documents.highlight import SyntaxStyle, TableCell
from reviser.documents.splices.line_looks import LineLooks

_INDENT = 3  # columns of indent for each list level
_PLACES = re.compile(rb"<(/?)(?:[\w.-]+:)?(tbl|tr|tc|hyperlink)(?=[\s/>])[^>]*?(/?)>")
_SAYS = re.compile(rb"<(?:[\w.-]+:)?(?:t|delText)(?:\s[^>]*)?>([^<]*)<")
_NOTE = re.compile(rb"<(?:[\w.-]+:)?(?:footnote|endnote)(?:Reference|Ref)[\s/>]")
_PICTURE = re.compile(rb"<(?:[\w.-]+:)?(?:drawing|pict|object)[\s/>]")
_CODES = re.compile(rb"<(?:[\w.-]+:)?instrText[^>]*>.*?</(?:[\w.-]+:)?instrText>", re.DOTALL)
_LONGEST = 60  # characters of a field's text that are shown


def looks(stories: Iterable[Pieces], styles: Styles) -> list[LineLook]:
    """The look of each line of the whole text."""
    found: list[LineLook] = []
    notes, tables = count(1), count()
    for pieces in stories:
        found += _Lines(pieces, styles, notes, tables).run()
    return [*found, LineLook()]  # the empty line after the last line end


class _Lines(LineLooks[Pieces]):
    """The looks of the lines of one part. `notes` numbers the note references, `tables` the tables, across the
    document."""

    def __init__(self, pieces: Pieces, styles: Styles, notes: Iterator[int], tables: Iterator[int]) -> None:
        super().__init__(pieces)
        self._styles, self._notes = styles, notes
        self._cells = _Regions(pieces.data, tables)

    def _line_look(self, mark: int, look: LineLook) -> LineLook:
        paragraph = self._pieces.paragraphs[mark]
        sign, depth = self._styles.mark(self._paragraph(paragraph))
        cell = self._cells.cell(self._pieces.paragraph_starts[paragraph])
        return look._replace(columns=_INDENT * (depth + 1) if sign else 0, mark=sign, cell=cell)

    def _paragraph(self, paragraph: int) -> ParagraphLook:
        return paragraph_look(paragraph_properties(self._pieces, paragraph))

    def _face(self, number: int) -> int:
        pieces, run = self._pieces, self._pieces.runs[number]
        if run < 0:
            return 0
        own = run_look(run_properties(pieces, run))
        face = self._styles.face(own, self._paragraph(pieces.paragraphs[number]))
        start = pieces.run_starts[run]
        number_of = bisect_right(pieces.links, (start, len(pieces.data))) - 1
        in_field = number_of >= 0 and start < pieces.links[number_of][1]
        return face | (SyntaxStyle.LINK if in_field or self._cells.in_link(start) else 0)

    def _label(self, number: int) -> str:
        """The displayed text of an object: the number of a note, or the text of a field or text box; empty for a
        picture."""
        raw = self._pieces.data[self._pieces.starts[number] : self._pieces.ends[number]]
        if _NOTE.match(raw):
            return str(next(self._notes)) if b"Reference" in raw else ""
        if b"txbxContent" in raw:
            raw = raw.partition(b"Fallback")[0]  # the fallback repeats the content for older programs
        elif _PICTURE.match(raw):
            return ""
        said = b"".join(_SAYS.findall(_CODES.sub(b"", raw))).decode("utf-8", "replace")
        return " ".join(said.split())[:_LONGEST]


class _Regions:
    """The positions of table cells and links in a part."""

    def __init__(self, data: bytes, tables: Iterator[int]) -> None:
        self._places: list[int] = []
        self._cells: list[TableCell | None] = []
        self._links: list[bool] = []
        stack: list[list[int]] = []  # table, row and column of each open table
        links: Counter[bool] = Counter()
        for tag in _PLACES.finditer(data):
            closes, name = bool(tag[1]), tag[2]
            if tag[3]:
                continue
            if name == b"hyperlink":
                links[True] += -1 if closes else 1
            elif name == b"tbl":
                if closes and stack:
                    stack.pop()
                elif not closes:
                    stack.append([next(tables), -1, -1])
            elif not closes and stack:
                at = 1 if name == b"tr" else 2
                stack[-1][at] += 1
                if at == 1:
                    stack[-1][2] = -1
            self._places.append(tag.start())
            self._cells.append(TableCell(*stack[-1]) if stack else None)
            self._links.append(links[True] > 0)

    def _at(self, place: int) -> int:
        return bisect_right(self._places, place) - 1

    def cell(self, place: int) -> TableCell | None:
        at = self._at(place)
        return self._cells[at] if at >= 0 else None

    def in_link(self, place: int) -> bool:
        at = self._at(place)
        return at >= 0 and self._links[at]
