"""The look of the lines of pages: bold, italics and links by elements and by classes of style sheets, headings, list
marks, table cells, and labels of objects."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reviser.documents.appearance import LineLook
from reviser.documents.highlight import SyntaxStyle, heading
from reviser.documents.html.elements import EMPHASIS, STRONG
from reviser.documents.html.pieces import HtmlPieces
from reviser.documents.html.tags import TAG, attributes
from reviser.documents.splices.line_looks import LineLooks

_INDENT = 3  # columns of indent for each list level
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SELECTOR = re.compile(r"[A-Za-z][\w-]*|(?:[A-Za-z][\w-]*)?\.[\w-]+")
_DECLARED = re.compile(r"(?:^|;)\s*(font-weight|font-style)\s*:\s*(\w+)", re.IGNORECASE)
_PROPERTIES = {
    "font-weight": (SyntaxStyle.STRONG, frozenset({"bold", "bolder", "600", "700", "800", "900"})),
    "font-style": (SyntaxStyle.EMPHASIS, frozenset({"italic", "oblique"})),
}
_STYLE = re.compile(rb"<style(?=[\s>])[^>]*>(.*?)(?:</style|\Z)", re.DOTALL | re.IGNORECASE)


@dataclass(slots=True)
class StyleSheet:
    """What simple rules say about bold and italics: for the name of an element, a class, or both, whether a bit of
    `SyntaxStyle` is set."""

    bits: dict[str, dict[int, bool]] = field(default_factory=dict)

    def add(self, css: str) -> None:
        for rule in _COMMENT.sub("", css).split("}"):
            selectors, _, declarations = rule.rpartition("{")
            declared = _declared_bits(declarations)
            for selector in selectors.split(",") if declared else ():
                name = selector.strip()
                if _SELECTOR.fullmatch(name):
                    self.bits.setdefault(name, {}).update(declared)

    def bits_of(self, name: str, attributes: dict[bytes, str]) -> dict[int, bool]:
        """The bits of an element with these attributes. More specific rules come last and take precedence."""
        classes = attributes.get(b"class", "").split()
        found: dict[int, bool] = {}
        for selector in (name, *(f".{each}" for each in classes), *(f"{name}.{each}" for each in classes)):
            found |= self.bits.get(selector, {})
        return found | _declared_bits(attributes.get(b"style", ""))


def _declared_bits(declarations: str) -> dict[int, bool]:
    found = {found[1].lower(): found[2].lower() for found in _DECLARED.finditer(declarations)}
    return {bit: found[name] in values for name, (bit, values) in _PROPERTIES.items() if name in found}


def looks(pages: Iterable[HtmlPieces], sheet: StyleSheet) -> Sequence[LineLook]:
    """The look of each line of the text."""
    found: list[LineLook] = []
    for pieces in pages:
        for style in _STYLE.finditer(pieces.data):
            sheet.add(style[1].decode("utf-8", "replace"))
        found += _PageLines(pieces, sheet).run()
    return [*found, LineLook()]  # the empty line after the last line end


class _PageLines(LineLooks[HtmlPieces]):
    def __init__(self, pieces: HtmlPieces, sheet: StyleSheet) -> None:
        super().__init__(pieces)
        self._sheet = sheet
        self._of_inline: dict[int, int] = {-1: 0}

    def _line_look(self, mark: int, look: LineLook) -> LineLook:
        pieces, line = self._pieces, self._pieces.lines[mark]
        return look._replace(
            columns=_INDENT * pieces.line_depths[line], mark=pieces.line_marks[line], cell=pieces.line_cells.get(line)
        )

    def _face(self, number: int) -> int:
        pieces, line = self._pieces, self._pieces.lines[number]
        face = self._inline(pieces.inlines[number])
        if number in pieces.code:
            face |= SyntaxStyle.CODE
        if line < 0:
            return face
        return face | self._of_line(line) | heading(pieces.line_levels[line])

    def _of_line(self, line: int) -> int:
        pieces = self._pieces
        return self._styled(pieces.tag(line), 0) if pieces.line_free[line] else 0

    def _inline(self, inline: int) -> int:
        """The bits of an inline element, including those around it."""
        if inline not in self._of_inline:
            pieces = self._pieces
            around = self._inline(pieces.inline_parents[inline])
            self._of_inline[inline] = self._styled(pieces.opening(inline), around)
        return self._of_inline[inline]

    def _styled(self, opening: bytes, around: int) -> int:
        tag = TAG.match(opening)
        if tag is None:
            return around
        name, said = tag[3].lower(), attributes(tag[4])
        bits = {
            SyntaxStyle.STRONG: name in STRONG,
            SyntaxStyle.EMPHASIS: name in EMPHASIS,
            SyntaxStyle.LINK: name == b"a" and b"href" in said,
        }
        face = around | sum(bit for bit, is_set in bits.items() if is_set)
        for bit, is_set in self._sheet.bits_of(name.decode(), said).items():
            face = face | bit if is_set else face & ~bit
        return face

    def _label(self, number: int) -> str:
        return self._pieces.labels.get(number, "")
