"""Finding words or a regular expression in a text, and what replacing them would change.

A plain search compares by Unicode case folding, finds a letter however its accents are encoded, never cuts a grapheme,
and takes a blank for a no-break space too. A regular expression is of the `regex` library: `^` and `$` are the ends of
lines, and in a text whose lines end otherwise than by a line feed, `\\n` is any line end.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from reviser.core.edit import Edit
from reviser.core.text import Span, is_boundary

LIMIT_S = 2.0  # of one search, after which it is given up
_CLUSTER = regex.compile(r"\X")
_BLANKS = "[ \u00a0\u202f]"
# What a regular expression is made of, as far as line ends matter: what is escaped, a set of characters, an assertion.
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
    """A regular expression cannot be read. `place`: how many of its characters can be; None where that is not known."""

    def __init__(self, message: str, place: int | None = None) -> None:
        super().__init__(message)
        self.place = place


class TemplateError(ValueError):
    """What is to be put in cannot be read, or names a group that the expression does not have."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for."""

    words: str
    match_case: bool = False
    whole_words: bool = False
    expression: bool = False  # `words` are a regular expression


@dataclass(frozen=True, slots=True)
class Matches:
    """Where matches begin and end, in order. Not `complete`: the search took too long, and was given up here."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    complete: bool = True

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, index: int) -> Span:
        return Span(self.starts[index], self.ends[index])

    def index_of(self, span: Span) -> int | None:
        """Which match stands exactly there."""
        at = bisect_left(self.starts, span.start)
        # An empty match may stand where another begins.
        return next((i for i in (at, at + 1) if i < len(self) and self.span(i) == span), None)

    def within(self, start: int, end: int) -> list[Span]:
        """The matches that touch `start:end`."""
        first = bisect_left(self.ends, start)
        return [self.span(index) for index in range(first, bisect_left(self.starts, end + 1))]


@dataclass(frozen=True, slots=True)
class Replacements:
    """What replacing changes: `edits`, those of neighbours in one, for so many matches. Not `complete`: it took too
    long to find all."""

    edits: tuple[Edit, ...]
    count: int
    complete: bool = True


def find(text: str, query: Query, *, limit_s: float = LIMIT_S) -> Matches:
    """All matches, which never overlap. PatternError where the expression cannot be read."""
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
    """What replacing all matches changes. `template` stands for itself; in the place of a regular expression it may
    have references to groups, and escapes, of which a line feed becomes `line_end`. PatternError, TemplateError."""
    found: list[Edit] = []
    count = 0
    complete = True
    try:
        for match in _matches(text, query, limit_s):
            edit = _edit(match, query, template, line_end)
            if edit.before == edit.after:
                continue
            count += 1
            if found and found[-1].end == edit.start:
                last = found.pop()
                edit = Edit(last.start, last.before + edit.before, last.after + edit.after)
            found.append(edit)
    except TimeoutError:
        complete = False
    return Replacements(tuple(found), count, complete)


def replace_one(
    text: str, query: Query, span: Span, template: str, line_end: str = "\n", *, limit_s: float = LIMIT_S
) -> Edit | None:
    """Likewise of the match at `span`; None where there is none, or it took too long."""
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
    """TimeoutError after `limit_s` seconds."""
    if not query.words:
        return
    pattern = _compiled(query, "\r" in text)
    if query.expression:
        # Whoever waits in another thread goes on meanwhile.
        yield from pattern.finditer(text, concurrent=True, timeout=limit_s)
        return
    reached = 0
    # Overlapping: what splits a grapheme is no match, and must not hide the one that begins inside it (flags are pairs
    # of letters).
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
        _compile(words, query)  # what is wrong is then said of what was typed
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
    """A pattern of a grapheme, however it is encoded."""
    if cluster == " ":
        return _BLANKS
    forms = dict.fromkeys((cluster, unicodedata.normalize("NFC", cluster), unicodedata.normalize("NFD", cluster)))
    escaped = [regex.escape(form, special_only=True) for form in forms]
    return escaped[0] if len(escaped) == 1 else f"(?:{'|'.join(escaped)})"


def _by_lines(expression: str) -> str:
    """The expression for a text whose lines may end by CRLF or CR."""
    over_lines = _OVER_LINES.search(expression) is not None

    def part(match: regex.Match) -> str:
        found = match.group()
        return found if found == "." and over_lines else _PARTS.get(found, found)

    return _PART.sub(part, expression)
