"""Finds words or a regular expression in a text, and computes replacements.

A plain search uses Unicode case folding, finds a letter however its accents are encoded, never splits a grapheme, and
matches a no-break space by a space. Regular expressions are those of the `regex` library: `^` and `$` match at lines,
and in a text whose lines do not end with line feeds, the escape for a line feed matches any line end."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from reviser.core.edit import Edit
from reviser.core.text import Span, is_boundary

LIMIT_S = 2.0  # seconds after which a search is stopped
_CLUSTER = regex.compile(r"\X")
_BLANKS = "[ \u00a0\u202f]"
# The parts of a regular expression that matter for line ends: escapes, character sets, assertions.
_PART = regex.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[$^.]", regex.DOTALL)
_OVER_LINES = regex.compile(r"\(\?[a-z]*s")
_PARTS = {
    r"\n": r"(?>\r\n|\n|\r)",
    "$": r"(?=[\r\n]|\Z)(?!(?<=\r)\n)",
    "^": r"(?<=\A|\n|\r(?!\n))",
    ".": r"[^\r\n]",
}
_LINE_FEED = regex.compile(r"(?<!\r)\n")
_NOT_IN_A_FILE = regex.compile("[\0\ud800-\udfff]")


class PatternError(ValueError):
    """A regular expression is invalid. `place` is the number of valid characters; None if unknown."""

    def __init__(self, message: str, place: int | None = None) -> None:
        super().__init__(message)
        self.place = place


class TemplateError(ValueError):
    """A replacement is invalid, or refers to a group that the expression does not have."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to find."""

    words: str
    match_case: bool = False
    whole_words: bool = False
    expression: bool = False  # `words` is a regular expression


@dataclass(frozen=True, slots=True)
class Matches:
    """The start and end of each match, in order. Not `complete`: the search took too long and was stopped."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    complete: bool = True

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, index: int) -> Span:
        return Span(self.starts[index], self.ends[index])

    def index_of(self, span: Span) -> int | None:
        """The index of the match at exactly this span."""
        at = bisect_left(self.starts, span.start)
        # An empty match can be where another begins.
        return next((i for i in (at, at + 1) if i < len(self) and self.span(i) == span), None)

    def within(self, start: int, end: int) -> list[Span]:
        """The matches that touch `start:end`."""
        first = bisect_left(self.ends, start)
        return [self.span(index) for index in range(first, bisect_left(self.starts, end + 1))]


@dataclass(frozen=True, slots=True)
class Replacements:
    """The `edits` of a replacement (adjacent ones joined), for so many matches. Not `complete`: the search took too
    long."""

    edits: tuple[Edit, ...]
    count: int
    complete: bool = True


def find(text: str, query: Query, *, limit_s: float = LIMIT_S) -> Matches:
    """All matches; they never overlap. Raises PatternError for an invalid expression."""
    starts: list[int] = []
    ends: list[int] = []
    try:
        for match in _matches(text, query, limit_s):
            start, end = match.span()
            starts.append(start)
            ends.append(end)
    except TimeoutError:
        return Matches(tuple(starts), tuple(ends), complete=False)
    return Matches(tuple(starts), tuple(ends))


def replace_all(
    text: str, query: Query, template: str, line_end: str = "\n", *, limit_s: float = LIMIT_S
) -> Replacements:
    """The edits that replace all matches. `template` is literal text, or for a regular expression a template with group
    references and escapes, in which a line feed becomes `line_end`. Raises PatternError, TemplateError."""
    edits: list[Edit] = []
    count = 0
    complete = True
    try:
        for match in _matches(text, query, limit_s):
            edit = _edit(match, query, template, line_end)
            if edit.before == edit.after:
                continue
            count += 1
            if edits and edits[-1].end == edit.start:
                last = edits.pop()
                edit = Edit(last.start, last.before + edit.before, last.after + edit.after)
            edits.append(edit)
    except TimeoutError:
        complete = False
    return Replacements(tuple(edits), count, complete)


def replace_one(
    text: str, query: Query, span: Span, template: str, line_end: str = "\n", *, limit_s: float = LIMIT_S
) -> Edit | None:
    """The edit that replaces the match at `span`; None if there is none or the search took too long."""
    pattern = _compiled(query, "\r" in text)
    try:
        match = pattern.match(text, span.start, concurrent=True, timeout=limit_s)
    except TimeoutError:
        return None
    return (
        _edit(match, query, template, line_end)
        if match is not None and match.span() == (span.start, span.end)
        else None
    )


def _matches(text: str, query: Query, limit_s: float) -> Iterator[regex.Match]:
    """The matches. Raises TimeoutError after `limit_s` seconds."""
    if not query.words:
        return
    pattern = _compiled(query, "\r" in text)
    if query.expression:
        # Lets other threads run.
        yield from pattern.finditer(text, concurrent=True, timeout=limit_s)
        return
    reached = 0
    # Overlapping: a match that splits a grapheme is skipped and must not hide one that begins inside it (flags are
    # pairs of letters).
    for match in pattern.finditer(text, overlapped=True, concurrent=True, timeout=limit_s):
        if match.start() >= reached and is_boundary(text, match.start()) and is_boundary(text, match.end()):
            reached = match.end()
            yield match


def _edit(match: regex.Match, query: Query, template: str, line_end: str) -> Edit:
    before = match.group()
    if not query.expression:
        return Edit(match.start(), before, template)
    try:
        after = match.expand(template)
    except (regex.error, IndexError) as error:
        raise TemplateError(str(error)) from error
    if line_end != "\n":
        after = _LINE_FEED.sub(line_end, after)
    if not set(_NOT_IN_A_FILE.findall(after)) <= set(before):
        raise TemplateError("a character that no text file can hold")
    return Edit(match.start(), before, after)


@lru_cache(maxsize=8)
def _compiled(query: Query, other_line_ends: bool) -> regex.Pattern:
    words = query.words
    if query.expression:
        _compile(words, query)  # reports errors in terms of what was typed
        words = _by_lines(words) if other_line_ends else words
    else:
        words = "".join(map(_literal, _CLUSTER.findall(words)))
    if query.whole_words:
        words = rf"(?<!\w)(?:{words})(?!\w)"
    return _compile(words, query)


def _compile(words: str, query: Query) -> regex.Pattern:
    flags = regex.MULTILINE | (0 if query.match_case else regex.IGNORECASE | regex.FULLCASE)
    try:
        return regex.compile(words, flags)
    except regex.error as error:
        raise PatternError(str(error), error.pos) from error
    except (RecursionError, OverflowError) as error:
        raise PatternError(str(error)) from error


def _literal(cluster: str) -> str:
    """A pattern for a grapheme, however it is encoded."""
    if cluster == " ":
        return _BLANKS
    forms = dict.fromkeys((cluster, unicodedata.normalize("NFC", cluster), unicodedata.normalize("NFD", cluster)))
    escaped = [regex.escape(form, special_only=True) for form in forms]
    return escaped[0] if len(escaped) == 1 else f"(?:{'|'.join(escaped)})"


def _by_lines(expression: str) -> str:
    """The expression adapted to a text whose lines can end with CRLF or CR."""
    over_lines = _OVER_LINES.search(expression) is not None

    def part(match: regex.Match) -> str:
        found = match.group()
        return found if found == "." and over_lines else _PARTS.get(found, found)

    return _PART.sub(part, expression)
