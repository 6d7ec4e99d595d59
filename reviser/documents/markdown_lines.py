"""Determines the block of a line of Markdown, from the line and from what earlier lines left open.

The rules are those of CommonMark, with tables, front matter, footnotes and dollar maths, as in
`markdown_tree.Parser`."""

import re
from enum import Enum, auto
from typing import NamedTuple

QUOTE = 0  # a quotation as a container; a list item is its indent in columns
CODE_INDENT = 4
QUOTE_COLUMNS = 2  # columns of its sign and the space after it
DEEPEST = 50  # nesting depth of containers

_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_ITEM = re.compile(r"(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)")
_FOOTNOTE = re.compile(r"\[\^[^\s\[\]]+\]:")
_VERBATIM = "(?:script|pre|style|textarea)"
# What begins and ends a block of HTML; blocks with None end at a blank line.
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
TAGS = (5, 6)  # the kinds of HTML that are words with tags between
COMMENT = 1
_LONE_TAG = 6  # the kind that cannot interrupt a paragraph


class Leaf(Enum):
    """What the previous line left open."""

    NONE = auto()
    PARAGRAPH = auto()
    FENCE = auto()
    MATH = auto()
    HTML = auto()
    TABLE = auto()


class LineKind(Enum):
    """The kind of a line."""

    BLANK = auto()
    PARAGRAPH = auto()  # the first line of a paragraph
    MORE = auto()  # a further line of a paragraph
    UNDERLINE = auto()  # the underline that makes a paragraph a heading
    HEADING = auto()
    RULE = auto()
    FENCE = auto()  # opens or closes code, or a formula
    CODE = auto()
    HTML = auto()
    ROW = auto()  # a row of a table, not the first


class OpenBlocks(NamedTuple):
    """What is open after a line: containers from the outside in, and a leaf with its details: for a fence its sign,
    length and indent; for HTML its kind; for a paragraph its number of lines."""

    containers: tuple[int, ...] = ()
    leaf: Leaf = Leaf.NONE
    detail: tuple[str, int, int] = ("", 0, 0)


ROOT = OpenBlocks()
_NOTHING = ROOT.detail
_BARE = ("bare item", 0, 0)  # ends at a blank line


class Read(NamedTuple):
    """A line that was read: container signs and indent end at `content`. `level` is that of a heading."""

    kind: LineKind
    content: int
    after: OpenBlocks
    level: int = 0

    @property
    def columns(self) -> int:
        """The indent by the containers of the line, in columns."""
        return sum([container or QUOTE_COLUMNS for container in self.after.containers])


class _ColumnPlace:
    """An offset in a line with its column: a tab goes to the next multiple of four, and can be used in part."""

    __slots__ = ("at", "column", "text")

    def __init__(self, text: str) -> None:
        self.text, self.at, self.column = text, 0, 0

    def ahead(self) -> tuple[int, int]:
        """Where the white space from here ends, and how many columns it takes."""
        at, column = self.at, self.column
        while at < len(self.text) and self.text[at] in " \t":
            column = column + 1 if self.text[at] == " " else (column // 4 + 1) * 4
            at += 1
        return at, column - self.column

    def skip(self, columns: int) -> None:
        """Move over white space."""
        goal = self.column + columns
        while self.column < goal and self.at < len(self.text) and self.text[self.at] in " \t":
            stop = self.column + 1 if self.text[self.at] == " " else (self.column // 4 + 1) * 4
            if stop > goal:
                self.column = goal
                return
            self.column = stop
            self.at += 1

    def sign(self, at: int, columns: int, width: int) -> None:
        """Move to `at`, over so many columns of white space, and behind a sign of this width."""
        self.column += columns + width
        self.at = at + width


def is_blank(text: str) -> bool:
    return not text or text.isspace()


def read(text: str, state: OpenBlocks) -> Read:
    """The kind of a line in this state."""
    if not state.containers and text[:1].isalpha():
        # The most common case: a line of prose.
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
    """How many open containers the line continues; `place` is then behind their signs."""
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
    """Read a line inside code, a formula or HTML."""
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
    """Read a line that can begin blocks: containers first, then their content."""
    text = place.text
    containers = state.containers[:matched]
    inside = matched == len(state.containers)
    goes_on = state.leaf is Leaf.PARAGRAPH  # whether the line can continue the paragraph
    bare = False  # a list item begins with nothing after its sign
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
    """The block at `at`, if it is not a paragraph."""
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
    """A formula between double dollar signs on separate lines."""
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
