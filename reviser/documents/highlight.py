"""How the lines of a document look by its format's syntax: what a highlighter says, and what it is asked.

A highlighter goes through lines in order, from a state that says what the lines before left open. So a changed line is
looked at again together with its block, and what follows it only until the state is again what it was.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

HEADING_SHIFT = 7
_JOINING = frozenset("*_~")  # signs that stand inside of words


class SyntaxStyle:
    """Bits of how a stretch of text looks; a heading's level (1 to 6) stands above them, see `heading`. They are plain
    numbers, since thousands are put together at each change of a text."""

    SIGN = 1  # syntax: it stays, dimmed
    STRONG = 2
    EMPHASIS = 4
    CODE = 8  # in a font of one width
    CELL = 16  # of a table, which is in such a font too, and no code
    LINK = 32
    OBJECT = 64  # one character for what is no text: a picture, a field


def heading(level: int) -> int:
    """The bits of a face that say the level of its heading; 0 for no heading."""
    return level << HEADING_SHIFT


def heading_level(face: int) -> int:
    """The level of the heading that a stretch of this face is in; 0 for none."""
    return face >> HEADING_SHIFT


class StyledSpan(NamedTuple):
    """`start:end` of a line, in code points, and how it looks: bits of `SyntaxStyle`, and a heading's level."""

    start: int
    end: int
    face: int


class TableCell(NamedTuple):
    """Where a line stands in a table, counted through the document."""

    table: int
    row: int
    column: int


class Syntax(NamedTuple):
    """What a line's syntax makes of it. `before`: the state that the line was read in. `begins`: a block begins here.
    `stretches`: in order, apart, without those that look plain. `columns`: how far the lists and quotations that the
    line stands in set it in, in columns of their signs; `content`: where in the line these signs end. Of texts
    without signs: `mark` is the bullet or number before the line, `labels` what is shown for each of its objects."""

    before: object
    begins: bool
    stretches: tuple[StyledSpan, ...] = ()
    columns: int = 0
    content: int = 0
    mark: str = ""
    cell: TableCell | None = None
    labels: tuple[str, ...] = ()


def without_syntax(text: str, stretches: Sequence[StyledSpan]) -> str:
    """A line with blanks for its signs and its code, so that its words are left, where they stand. Signs of emphasis
    become soft hyphens, which part no word."""
    parts: list[str] = []
    position = 0
    for start, end, face in stretches:
        if face & SyntaxStyle.SIGN or (face & SyntaxStyle.CODE and not face & SyntaxStyle.CELL):
            joins = face & SyntaxStyle.SIGN and not face & SyntaxStyle.CODE and _JOINING.issuperset(text[start:end])
            parts += text[position:start], ("\u00ad" if joins else " ") * (end - start)
            position = end
    return "".join((*parts, text[position:])) if parts else text


class Highlighter(Protocol):
    """Reads lines block by block, and keeps nothing of a text. How a block looks depends on the state before it, on its
    own lines, and on the one behind it; but for the head of a document, see `head`."""

    @property
    def start(self) -> object:
        """The state before the first line of a document. States can be compared."""
        ...

    def head(self, line: str) -> int:
        """So many lines at the beginning are looked at to tell what the first one, `line`, is."""
        ...

    def block(self, lines: Sequence[str], first: int, before: object) -> tuple[list[Syntax], object]:
        """The syntax of the lines from `first` on that belong together (one at least), and the state behind them.
        `lines`: those of the document, without their ends; `before`: the state that `first` is read in."""
        ...
