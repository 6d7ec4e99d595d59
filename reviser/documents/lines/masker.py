"""Finds the syntax of line-based markup languages. A table says which lines, line prefixes and inline signs are syntax;
everything else is prose."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from reviser.core.edit import Edit, apply_within
from reviser.core.text import Span
from reviser.documents.plain import addresses
from reviser.documents.spans import blanked, complement, merged, touches

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_INDENT = re.compile(r"[ \t]*")
HIDDEN = "\ue000"  # replacement for syntax that is recognised anywhere
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Fence:
    """A block between two lines. `end` makes the pattern of its last line from the match of its first; None: a line
    equal to the first. `prose`: only the two lines are syntax. `blank`: a blank line follows the last line."""

    begin: re.Pattern[str]
    end: Callable[[re.Match[str]], re.Pattern[str]] | None = None
    prose: bool = False
    blank: bool = False


@dataclass(frozen=True, slots=True)
class LineSyntax:
    """The syntax of a markup language. Patterns are matched at the beginning of a line, after its indent.

    `spans` finds syntax anywhere, also across lines. `fences` are blocks between two lines. `indented` matches first
    lines of blocks that continue while lines are blank or indented further, or, for `paragraphs`, up to a blank line;
    except lines directly before a fence. `lines` matches lines that are syntax as a whole; `prefix` the beginning of a
    line of prose; `inline` syntax within a paragraph; `underline` the line below a title, which must be as long;
    `heading` a one-line title, whose level is the length of the first group; `literal` the end of a paragraph before an
    indented code block. `indent_is_code`: an indented line is code."""

    fences: tuple[Fence, ...] = ()
    indented: re.Pattern[str] = _NOTHING
    paragraphs: re.Pattern[str] = _NOTHING
    lines: re.Pattern[str] = _NOTHING
    prefix: re.Pattern[str] = _NOTHING
    inline: re.Pattern[str] = _NOTHING
    underline: re.Pattern[str] = _NOTHING
    heading: re.Pattern[str] = _NOTHING
    literal: re.Pattern[str] = _NOTHING
    indent_is_code: bool = False
    spans: Callable[[str], Sequence[Span]] | None = None


@dataclass(slots=True)
class _LineScan:
    """The lines of a text during the scan. `locked` is syntax. `prose` are lines with prose, without their prefixes.
    `tops` are the offsets of lines before which nothing is open. `short` are titles that are longer than their
    underline."""

    text: str
    spans: list[Span] = field(default_factory=list)
    locked: list[Span] = field(default_factory=list)
    prose: list[Span] = field(default_factory=list)
    tops: list[int] = field(default_factory=list)
    short: list[int] = field(default_factory=list)

    def body(self, index: int) -> str:
        return self.spans[index].of(self.text).rstrip("\r\n")

    def indent(self, index: int) -> int:
        found = _INDENT.match(self.body(index))
        return len(found.group().expandtabs(8)) if found else 0

    def is_blank(self, index: int) -> bool:
        return not self.body(index).strip()


@dataclass(frozen=True, slots=True)
class Masked:
    """The result. `locked` is sorted, not overlapping. `tops` are offsets of lines before which nothing is open.
    `signature` is the structure."""

    locked: tuple[Span, ...]
    tops: tuple[int, ...]
    signature: tuple[object, ...]


def mask(text: str, syntax: LineSyntax) -> Masked:
    """The syntax of `text`."""
    hidden = merged(syntax.spans(text)) if syntax.spans is not None else ()
    lines = _LineScan(blanked(text, hidden, HIDDEN))
    lines.spans = [Span(*found.span()) for found in _LINE.finditer(text) if found.end() > found.start()]
    index, blank = 0, True
    while index < len(lines.spans):
        if blank or index == 0:
            lines.tops.append(lines.spans[index].start)
        index, blank = _block(lines, index, syntax)
    locked = merged((*hidden, *lines.locked, *_inline(lines, syntax)))
    tops = tuple(top for top in lines.tops if not touches(hidden, Span(top, top)))
    return Masked(locked, tops, _signature(text, lines, locked))


def _block(lines: _LineScan, index: int, syntax: LineSyntax) -> tuple[int, bool]:
    """The line after the block that begins at `index`, and whether nothing is open before it."""
    if lines.is_blank(index):
        lines.locked.append(lines.spans[index])
        return index + 1, True
    text, start = lines.body(index), lines.indent(index)
    bare = text.lstrip(" \t")
    for fence in syntax.fences:
        if (found := fence.begin.match(bare)) is not None:
            return _fenced(lines, index, fence, found), False
    if syntax.indented.match(bare):
        return _lock_while(lines, index, lambda at: lines.is_blank(at) or lines.indent(at) > start), True
    if syntax.paragraphs.match(bare):
        below = lines.body(index + 1).lstrip(" \t") if index + 1 < len(lines.spans) else ""
        if any(fence.begin.match(below) for fence in syntax.fences):
            lines.locked.append(lines.spans[index])
            return index + 1, False
        return _lock_while(lines, index, lambda at: not lines.is_blank(at)), True
    if syntax.lines.match(bare) or (syntax.indent_is_code and start):
        lines.locked.append(lines.spans[index])
        return index + 1, False
    _prose(lines, index, syntax)
    behind = index + 1
    if behind < len(lines.spans) and syntax.underline.fullmatch(lines.body(behind).rstrip()):
        lines.locked.append(lines.spans[behind])
        if len(text.rstrip()) > len(lines.body(behind).rstrip()):
            lines.short.append(index)
        return behind + 1, False
    if syntax.literal.search(text):
        return _literal(lines, behind, start), False
    return behind, False


def _fenced(lines: _LineScan, index: int, fence: Fence, match: re.Match[str]) -> int:
    """The line after a fenced block; the end of the text if its closing line is missing."""
    lines.locked.append(lines.spans[index])
    if fence.prose:
        return index + 1
    end = fence.end(match) if fence.end is not None else re.compile(re.escape(match.group().rstrip()) + r"[ \t]*$")
    for at in range(index + 1, len(lines.spans)):
        lines.locked.append(lines.spans[at])
        closed = not fence.blank or at + 1 == len(lines.spans) or lines.is_blank(at + 1)
        if closed and end.match(lines.body(at).lstrip(" \t")):
            return at + 1
    return len(lines.spans)


def _lock_while(lines: _LineScan, index: int, holds: Callable[[int], bool]) -> int:
    lines.locked.append(lines.spans[index])
    at = index + 1
    while at < len(lines.spans) and holds(at):
        lines.locked.append(lines.spans[at])
        at += 1
    return at


def _literal(lines: _LineScan, at: int, indent: int) -> int:
    """The line after the indented block that a paragraph announces; `at` if there is none."""
    first = at
    while first < len(lines.spans) and lines.is_blank(first):
        first += 1
    if first == at or first == len(lines.spans) or lines.indent(first) <= indent:
        return at
    lines.locked += lines.spans[at:first]
    return _lock_while(lines, first, lambda each: lines.is_blank(each) or lines.indent(each) > indent)


def _prose(lines: _LineScan, index: int, syntax: LineSyntax) -> None:
    span, text = lines.spans[index], lines.body(index)
    indent = _INDENT.match(text)
    place = indent.end() if indent else 0
    while (found := syntax.prefix.match(text, place)) is not None and found.end() > place:
        place = found.end()
    lines.locked.append(Span(span.start, span.start + place))
    lines.prose.append(Span(span.start + place, span.end))


def _inline(lines: _LineScan, syntax: LineSyntax) -> list[Span]:
    """The syntax within paragraphs. Lines of prose separated only by a line end and a prefix are read together."""
    spans: list[Span] = []
    run: list[Span] = []
    for line in [*lines.prose, None]:
        if line is not None and run and run[-1].end <= line.start and not _is_apart(lines, run[-1].end, line.start):
            run.append(line)
            continue
        if run:
            start, end = run[0].start, run[-1].end
            spans += [Span(*each.span()) for each in syntax.inline.finditer(lines.text, start, end)]
            spans += addresses(lines.text, start, end)
        run = [line] if line is not None else []
    return spans


def _is_apart(lines: _LineScan, end: int, start: int) -> bool:
    return bool(lines.text[end:start].strip()) or "\n" in lines.text[end:start] or "\r" in lines.text[end:start]


def _signature(text: str, lines: _LineScan, locked: tuple[Span, ...]) -> tuple[object, ...]:
    """For each line, its syntax and whether it has anything else; and which titles are too long."""
    starts = [span.start for span in lines.spans]
    parts: list[list[object]] = [[] for _ in starts]
    for span in locked:
        place = span.start
        index = bisect_right(starts, place) - 1
        while place < span.end:
            end = min(span.end, lines.spans[index].end)
            parts[index].append(text[place:end])
            place, index = end, index + 1
    for span in complement(locked, len(text)):
        for index in range(bisect_right(starts, span.start) - 1, bisect_right(starts, span.end - 1)):
            line = lines.spans[index]
            if text[max(span.start, line.start) : min(span.end, line.end)].strip():
                parts[index].append(True)
    joined = (tuple(part for at, part in enumerate(line) if at == 0 or line[at - 1] is not True or part is not True)
              for line in parts)  # fmt: skip
    return (tuple(joined), len(lines.short))


class LineGuard:
    """Guards one text: an edit keeps the structure if the surrounding lines are classified as before."""

    def __init__(self, text: str, syntax: LineSyntax) -> None:
        self._text = text
        self._syntax = syntax
        self._masked = mask(text, syntax)

    @property
    def protected(self) -> tuple[Span, ...]:
        return self._masked.locked

    @property
    def signature(self) -> tuple[object, ...]:
        """The structure of the whole text."""
        return self._masked.signature

    def keeps(self, edit: Edit) -> bool:
        return self.keeps_all((edit,))

    def keeps_all(self, edits: Sequence[Edit]) -> bool:
        ordered = sorted(edits)
        if any(touches(self._masked.locked, edit.span) for edit in ordered):
            return False
        if any(_line_ends(edit.before) != _line_ends(edit.after) for edit in ordered):
            return False
        return all(self._keeps_part(start, end, part) for start, end, part in self._parts(ordered))

    def _parts(self, edits: Sequence[Edit]) -> list[tuple[int, int, list[Edit]]]:
        """The ranges around the edits, between places where nothing is open, with one paragraph on each side."""
        parts: list[tuple[int, int, list[Edit]]] = []
        tops = self._masked.tops
        for edit in edits:
            first = max(bisect_right(tops, edit.start) - 2, 0)
            last = bisect_right(tops, edit.end) + 1
            start, end = tops[first], tops[last] if last < len(tops) else len(self._text)
            if parts and start < parts[-1][1]:
                before = parts.pop()
                parts.append((before[0], max(before[1], end), [*before[2], edit]))
            else:
                parts.append((start, end, [edit]))
        return parts

    def _keeps_part(self, start: int, end: int, edits: list[Edit]) -> bool:
        before = self._text[start:end]
        try:
            after = apply_within(self._text, Span(start, end), edits)
        except ValueError:
            return False
        return _masked(before, self._syntax).signature == mask(after, self._syntax).signature


@lru_cache(maxsize=64)
def _masked(text: str, syntax: LineSyntax) -> Masked:
    return mask(text, syntax)


def _line_ends(text: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", text))
