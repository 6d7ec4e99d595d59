"""The interface of highlighters, which say how the lines of a document look by its format's syntax.

A highlighter reads lines in order, starting from a state that describes what earlier lines left open. After a change,
the block of the changed line is read again, and the lines after it until the state is the same as before."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

HEADING_SHIFT = 7
_JOINING = frozenset("*_~")  # signs that can occur within words


class SyntaxStyle:
    """Bits that describe how a span looks. The heading level (1 to 6) is stored above them, see `heading`. Plain
    numbers, because thousands are combined at each change of a text."""

    SIGN = 1  # syntax: shown dimmed
    STRONG = 2
    EMPHASIS = 4
    CODE = 8  # in a monospaced font
    CELL = 16  # a table cell: monospaced, but not code
    LINK = 32
    OBJECT = 64  # one character that stands for a picture, a field and the like


def heading(level: int) -> int:
    """The bits for a heading level; 0 for no heading."""
    return level << HEADING_SHIFT


def heading_level(face: int) -> int:
    """The heading level in the bits `face`; 0 for none."""
    return face >> HEADING_SHIFT


class StyledSpan(NamedTuple):
    """`start:end` of a line (code points), and its look: bits of `SyntaxStyle` and a heading level."""

    start: int
    end: int
    face: int


class TableCell(NamedTuple):
    """The table, row and column of a line; tables are counted through the document."""

    table: int
    row: int
    column: int


class Syntax(NamedTuple):
    """The syntax of a line. `before` is the state in which the line was read. `begins`: a block begins here.
    `stretches` are in order, not overlapping, without those that look plain. `columns` is the indent by lists and
    quotations, in columns of their signs; `content` is where these signs end in the line. For texts without signs,
    `mark` is the bullet or number before the line, and `labels` are the displayed texts of its objects."""

    before: object
    begins: bool
    stretches: tuple[StyledSpan, ...] = ()
    columns: int = 0
    content: int = 0
    mark: str = ""
    cell: TableCell | None = None
    labels: tuple[str, ...] = ()


def without_syntax(text: str, stretches: Sequence[StyledSpan]) -> str:
    """A line with spaces in place of syntax and code, so that its words keep their places. Signs of emphasis become
    soft hyphens, which do not separate words."""
    parts: list[str] = []
    position = 0
    for start, end, face in stretches:
        if face & SyntaxStyle.SIGN or (face & SyntaxStyle.CODE and not face & SyntaxStyle.CELL):
            joins = face & SyntaxStyle.SIGN and not face & SyntaxStyle.CODE and _JOINING.issuperset(text[start:end])
            parts += text[position:start], ("\u00ad" if joins else " ") * (end - start)
            position = end
    return "".join((*parts, text[position:])) if parts else text


class Highlighter(Protocol):
    """Reads lines block by block, without storing a text. The look of a block depends on the state before it, on its
    own lines, and on the block after it; except for the head of a document, see `head`."""

    @property
    def start(self) -> object:
        """The state before the first line of a document. States can be compared."""
        ...

    def head(self, line: str) -> int:
        """How many lines at the beginning are needed to interpret the first one, `line`."""
        ...

    def block(self, lines: Sequence[str], first: int, before: object) -> tuple[list[Syntax], object]:
        """The syntax of the block of lines from `first` on (at least one line), and the state after it. `lines` are all
        lines of the document without line ends; `before` is the state before `first`."""
        ...
