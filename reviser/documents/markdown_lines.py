"""Which block a line of Markdown belongs to, told from the line and what the lines before left open.

The rules are CommonMark's, with tables, front matter, footnotes and dollar maths, as `markdown_tree.Parser` has them.
"""

import re
from enum import Enum, auto
from typing import NamedTuple

QUOTE = 0  # as a container; a list item is the columns that its lines are indented by
CODE_INDENT = 4
QUOTE_COLUMNS = 2  # that its sign takes, with the blank behind it
DEEPEST = 50  # containers in each other: more are no writing

_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_ITEM = re.compile(r"(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)")
_FOOTNOTE = re.compile(r"\[\^[^\s\[\]]+\]:")
_VERBATIM = "(?:script|pre|style|textarea)"
# What begins a block of HTML, and what ends it; those that None ends are ended by a blank line.
_HTML = (
    (re.compile(r"<" + _VERBATIM + r"(?:\s|>|$)", re.I), re.compile(r"</" + _VERBATIM + r">", re.I)),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<![A-Za-z]"), re.compile(r">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
    (
        re.compile(
            r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir"
            r"|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li"
            r"|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot"
            r"|th|thead|title|tr|track|ul)(?:\s|/?>|$)",
            re.I,
        ),
        None,
    ),
    (re.compile(r"<(?:[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?|/[A-Za-z][A-Za-z0-9-]*\s*)>\s*$"), None),
)  # fmt: skip
TAGS = (5, 6)  # the kinds of HTML that are words with tags between them
COMMENT = 1
_LONE_TAG = 6  # the kind that does not end a paragraph


class Leaf(Enum):
    """What the line before left open."""

    NONE = auto()
    PARAGRAPH = auto()
    FENCE = auto()
    MATH = auto()
    HTML = auto()
    TABLE = auto()


class LineKind(Enum):
    """What a line is."""

    BLANK = auto()
    PARAGRAPH = auto()  # its first line
    MORE = auto()  # a further line of it
    UNDERLINE = auto()  # of the paragraph that it makes a heading
    HEADING = auto()
    RULE = auto()
    FENCE = auto()  # opens or closes code, or a formula
    CODE = auto()
    HTML = auto()
    ROW = auto()  # of a table, not the first


class OpenBlocks(NamedTuple):
    """What is open behind a line: containers from outside to inside, and a leaf in them with what is to be known of it:
    of a fence its sign, its length and its indentation, of HTML its kind, of a paragraph how many lines it has."""

    containers: tuple[int, ...] = ()
    leaf: Leaf = Leaf.NONE
    detail: tuple[str, int, int] = ("", 0, 0)


ROOT = OpenBlocks()
_NOTHING = ROOT.detail
_BARE = ("bare item", 0, 0)  # a blank line ends it


class Read(NamedTuple):
    """A line as it was read: signs of containers and indentation end at `content`. `level`: of a heading."""

    kind: LineKind
    content: int
    after: OpenBlocks
    level: int = 0

    @property
    def columns(self) -> int:
        """How far the containers that the line stands in set it in."""
        return sum([container or QUOTE_COLUMNS for container in self.after.containers])


class _ColumnPlace:
    """A place in a line with its column: a tab goes on to the next multiple of four, and may be taken in part."""

    __slots__ = ("at", "column", "text")

    def __init__(self, text: str) -> None:
        self.text, self.at, self.column = text, 0, 0

    def ahead(self) -> tuple[int, int]:
        """Where the white space from here on ends, and how many columns it takes."""
        at, column = self.at, self.column
        while at < len(self.text) and self.text[at] in " \t":
            column = column + 1 if self.text[at] == " " else (column // 4 + 1) * 4
            at += 1
        return at, column - self.column

    def skip(self, columns: int) -> None:
        """Go on over white space."""
        goal = self.column + columns
        while self.column < goal and self.at < len(self.text) and self.text[self.at] in " \t":
            stop = self.column + 1 if self.text[self.at] == " " else (self.column // 4 + 1) * 4
            if stop > goal:
                self.column = goal
                return
            self.column = stop
            self.at += 1

    def sign(self, at: int, columns: int, width: int) -> None:
        """Go to `at`, over so many columns of white space, and behind a sign there of this width."""
        self.column += columns + width
        self.at = at + width


def is_blank(text: str) -> bool:
    return not text or text.isspace()


def read(text: str, state: OpenBlocks) -> Read:
    """What a line is in this state."""
    if not state.containers and text[:1].isalpha():
        # Most lines of prose.
        if state.leaf is Leaf.PARAGRAPH:
            return Read(LineKind.MORE, 0, _longer(state))
        if state.leaf is Leaf.NONE:
            return Read(LineKind.PARAGRAPH, 0, _paragraph(()))
    place = _ColumnPlace(text)
    matched = _continue_containers(place, state.containers)
    inside = matched == len(state.containers)
    if inside and state.leaf in (Leaf.FENCE, Leaf.MATH, Leaf.HTML):
        return _in_leaf(place, state)
    return _open_blocks(place, state, matched)


def _paragraph(containers: tuple[int, ...]) -> OpenBlocks:
    return OpenBlocks(containers, Leaf.PARAGRAPH, ("", 1, 0))


def _longer(state: OpenBlocks) -> OpenBlocks:
    return state._replace(detail=("", state.detail[1] + 1, 0))


def _continue_containers(place: _ColumnPlace, containers: tuple[int, ...]) -> int:
    """How many of the open containers the line goes on with; `place` is then behind their signs."""
    for count, container in enumerate(containers):
        at, columns = place.ahead()
        blank = at == len(place.text)
        if container == QUOTE:
            if blank or columns >= CODE_INDENT or place.text[at] != ">":
                return count
            place.sign(at, columns, 1)
            place.skip(1)
        elif not blank:
            if columns < container:
                return count
            place.skip(container)
    return len(containers)


def _in_leaf(place: _ColumnPlace, state: OpenBlocks) -> Read:
    """A line inside code, a formula or HTML."""
    text, (sign, length, _) = place.text, state.detail
    at, columns = place.ahead()
    closed = state._replace(leaf=Leaf.NONE, detail=("", 0, 0))
    if state.leaf is Leaf.FENCE:
        rest = text[at:].rstrip()
        if columns < CODE_INDENT and len(rest) >= length and not rest.strip(sign):
            return Read(LineKind.FENCE, place.at, closed)
        return Read(LineKind.CODE, place.at, state)
    if state.leaf is Leaf.MATH:
        if text.rstrip().endswith("$$"):
            return Read(LineKind.FENCE if text[at:].rstrip() == "$$" else LineKind.CODE, place.at, closed)
        return Read(LineKind.CODE, place.at, state)
    end = _HTML[length][1]
    if end is None and at == len(text):
        return Read(LineKind.BLANK, place.at, closed)
    done = end is not None and end.search(text, place.at) is not None
    return Read(LineKind.HTML, place.at, closed if done else state, length)


def _open_blocks(place: _ColumnPlace, state: OpenBlocks, matched: int) -> Read:
    """A line that may begin something: containers first, then what is in them."""
    text = place.text
    containers = state.containers[:matched]
    inside = matched == len(state.containers)
    goes_on = state.leaf is Leaf.PARAGRAPH  # whether the line can be one more of it
    bare = False  # a list item begins, with nothing behind its sign
    while True:
        at, columns = place.ahead()
        if at == len(text):
            if inside and state.detail == _BARE and containers == state.containers:
                return Read(LineKind.BLANK, place.at, OpenBlocks(containers[:-1]))
            return Read(LineKind.BLANK, place.at, OpenBlocks(containers, detail=_BARE if bare else _NOTHING))
        if columns >= CODE_INDENT:
            if goes_on:
                break
            return Read(LineKind.CODE, place.at, OpenBlocks(containers))
        direct = goes_on and inside  # in the paragraph's own container
        deep = len(containers) >= DEEPEST
        if text[at] == ">" and not deep:
            place.sign(at, columns, 1)
            place.skip(1)
            containers, goes_on = (*containers, QUOTE), False
            continue
        leaf = _leaf(text, at, containers, columns, interrupts=goes_on, direct=direct)
        if leaf is not None:
            return leaf
        if deep:
            break
        if (note := _FOOTNOTE.match(text, at)) is not None:
            place.sign(at, columns, note.end() - at)
            place.skip(1)
            containers, goes_on = (*containers, CODE_INDENT), False
            continue
        item = _ITEM.match(text, at)
        if item is None or (direct and (is_blank(text[item.end() :]) or item[1] not in (None, "1"))):
            break
        width = item.end() - at
        place.sign(at, columns, width)
        _, behind = place.ahead()
        empty = is_blank(text[item.end() :])
        taken = 1 if empty or behind > CODE_INDENT else behind
        place.skip(taken)
        containers, goes_on, bare = (*containers, columns + width + taken), False, empty
    at, _ = place.ahead()
    if goes_on:
        return Read(LineKind.MORE, at, _longer(state))
    if inside and state.leaf is Leaf.TABLE and containers == state.containers:
        return Read(LineKind.ROW, at, state)
    return Read(LineKind.PARAGRAPH, at, _paragraph(containers))


def _leaf(
    text: str, at: int, containers: tuple[int, ...], columns: int, *, interrupts: bool, direct: bool
) -> Read | None:
    """The block that is no paragraph and begins at `at`."""
    after = OpenBlocks(containers)
    match text[at]:
        case "#":
            if (found := _HEADING.match(text, at)) is not None:
                return Read(LineKind.HEADING, at, after, len(found[1]))
        case "`" | "~":
            if (found := _FENCE.match(text, at)) is not None:
                signs = found[1] or found[2]
                return Read(LineKind.FENCE, at, OpenBlocks(containers, Leaf.FENCE, (signs[0], len(signs), columns)))
        case "$":
            return _math(text, at, containers)
        case "<":
            return _html(text, at, containers, interrupts=interrupts)
        case "=" | "-" | "*" | "_":
            if direct and _UNDERLINE.match(text, at):
                return Read(LineKind.UNDERLINE, at, after, 1 if text[at] == "=" else 2)
            if _RULE.match(text, at):
                return Read(LineKind.RULE, at, after)
        case _:
            pass
    return None


def _math(text: str, at: int, containers: tuple[int, ...]) -> Read | None:
    """A formula between double dollar signs, on lines of its own."""
    if not text.startswith("$$", at):
        return None
    rest = text[at + 2 :].rstrip()
    if rest.endswith("$$"):
        return Read(LineKind.CODE, at, OpenBlocks(containers))
    return (
        Read(LineKind.CODE if rest else LineKind.FENCE, at, OpenBlocks(containers, Leaf.MATH))
        if "$" not in rest
        else None
    )


def _html(text: str, at: int, containers: tuple[int, ...], *, interrupts: bool) -> Read | None:
    for kind, (begin, end) in enumerate(_HTML):
        if begin.match(text, at) and not (interrupts and kind == _LONE_TAG):
            done = end is not None and end.search(text, at) is not None
            after = OpenBlocks(containers) if done else OpenBlocks(containers, Leaf.HTML, ("", kind, 0))
            return Read(LineKind.HTML, at, after, kind)
    return None
