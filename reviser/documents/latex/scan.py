"""Finds the parts of a LaTeX source that cannot be parsed as LaTeX or are not prose, by tokens: comments, listings,
mathematics, definitions, and everything outside the document's body.

The rest is balanced: every brace and every environment has its end. If that is impossible, the doubtful part is hidden
too."""

import re
from dataclasses import dataclass, field
from enum import Enum, auto

from reviser.core.text import Span
from reviser.documents.latex.brackets import (
    BLANK,
    LINE_END,
    TOKEN,
    address,
    arguments,
    balanced,
    paragraph_end,
    raw_argument,
)
from reviser.documents.plain import LISTINGS, MATHS

STAND_IN = "\ue000"  # replacement for hidden characters
_DEEPEST = 40  # nesting depth of braces and environments; deeper parts are hidden
_PASSES = 8
_DOUBTS = 200  # doubtful places in one file; with more, it is not treated as LaTeX

_ENVIRONMENT = re.compile(r"\s*\{([^{}\r\n\\%$]{1,60})\}")
_LISTING = re.compile(rf"(?:{LISTINGS})\*?|[\w]*(?:[Ll]isting|[Vv]erbatim|[Cc]ode)\*?|tikzpicture|algorithm[a-z0-9]*")
_MATHS = re.compile(rf"(?:{MATHS})\*?")
_VERB = re.compile(r"\\(?:verb|Verb|lstinline|mintinline|path|url|nolinkurl|code)\*?(?![A-Za-z@])")
_DELIMITED = re.compile(r"([^\w\s*{\\%])[^\r\n]*?\1")
_BODY, _END = "document", "end"

# How many arguments (in braces, or a macro instead) belong to a definition.
_DEFINITIONS = {
    **dict.fromkeys(("newcommand", "renewcommand", "providecommand", "DeclareRobustCommand", "newtheorem"), 2),
    **dict.fromkeys(("DeclareMathOperator", "declaretheorem", "newcolumntype", "setlength", "addtolength"), 2),
    **dict.fromkeys(("newenvironment", "renewenvironment", "NewDocumentCommand", "RenewDocumentCommand"), 3),
    **dict.fromkeys(("ProvideDocumentCommand", "DeclareDocumentCommand", "definecolor", "setcounter"), 3),
    **dict.fromkeys(("NewDocumentEnvironment", "RenewDocumentEnvironment", "DeclareDocumentEnvironment"), 4),
    **dict.fromkeys(("newlength", "newcounter", "newif", "hyphenation", "usepackage", "RequirePackage"), 1),
    **dict.fromkeys(("documentclass", "documentstyle", "geometry", "hypersetup", "lstset", "tikzset", "sisetup"), 1),
    **dict.fromkeys(("let", "futurelet"), 2),
}
_PLAIN_DEFINITIONS = frozenset({"def", "gdef", "edef", "xdef", "long", "protected"})
_DEF = re.compile(
    r"(?:\s*\\(?:long|global|protected|outer|[gex]?def)(?![A-Za-z@]))*\s*\\(?:[A-Za-z@]+|[^\s])[^{}\r\n]*"
)
_COMMENT = re.compile(rf"%[^\r\n]*(?:{LINE_END}\s*)?")
# Commands that a source defines as the begin and end of formulas or listings.
_SHORTHAND = r"\\(?:(?:re)?newcommand\*?|def)\s*\{?\\([A-Za-z]+)\}?\s*\{\s*"
_OPENING = re.compile(rf"{_SHORTHAND}\\begin\s*\{{(?:{LISTINGS}|{MATHS})\*?\}}(?:\[[^\]\r\n]*\])?\s*\}}")
_CLOSING = re.compile(rf"{_SHORTHAND}\\end\s*\{{(?:{LISTINGS}|{MATHS})\*?\}}\s*\}}")
# The delimiter of short verbatim text, and classes that define one.
_SHORT = re.compile(r"\\(?:MakeShortVerb\*?|DefineShortVerb(?:\[[^\]\r\n]*\])?)\s*\{?\\([^\w\s{}\\%])")
_SHORT_CLASS = re.compile(r"\\documentclass\s*(?:\[[^\]]*\])?\s*\{(?:ltxguide|ltxdoc|l3doc|l3in2e|ltnews)\}")
# Code from one word to another.
_CODE = {
    "makeatletter": "\\makeatother",
    "ExplSyntaxOn": "\\ExplSyntaxOff",
    "iffalse": "\\fi",
    "catcode": "\n",
    "directlua": "\n",
}
_TITLES = frozenset({"title", "subtitle"})  # commands whose argument is prose in a preamble


class Hidden(Enum):
    """Why a part is hidden."""

    COMMENT = auto()
    MATHS = auto()
    LISTING = auto()  # on separate lines
    CODE = auto()  # within a line
    DEFINITION = auto()
    OUTSIDE = auto()  # outside the document's body
    DOUBT = auto()


@dataclass(frozen=True, slots=True)
class Scanned:
    """The result. `masked` is the source with hidden parts overwritten, at the same offsets, and balanced. `hidden` is
    in order, not overlapping. `theorems` are environments that the source declares for prose."""

    masked: str
    hidden: tuple[tuple[Span, Hidden], ...]
    theorems: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Open:
    """An open brace or environment; `name` is empty for a brace."""

    name: str
    start: int
    end: int


@dataclass(slots=True)
class _Pass:
    """One pass over the source: what it found to hide, and whether anything was doubtful."""

    text: str
    hidden: list[tuple[Span, Hidden]] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    titles: list[Span] = field(default_factory=list)
    body: int = -1
    after: Span | None = None
    doubts: int = 0
    short: re.Pattern[str] | None = None  # short verbatim text between two delimiters
    opening: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()


def scan(text: str) -> Scanned:
    """`text` with everything hidden that its tokens show not to be prose."""
    hidden: list[tuple[Span, Hidden]] = []
    masked = text
    outside: list[Span] = []
    opening, closing = (frozenset(expression.findall(text)) for expression in (_OPENING, _CLOSING))
    short = _short_verbatim(text)
    for _ in range(_PASSES):
        reading = _Pass(masked, short=short, opening=opening, closing=closing)
        _read(reading)
        hidden += reading.hidden
        if reading.body >= 0 or reading.after is not None:
            outside = _outside(reading, len(text))
        masked = _masked(text, hidden)
        if not reading.doubts:
            break
    else:
        hidden.append((Span(0, len(text)), Hidden.DOUBT))
    hidden += [(span, Hidden.OUTSIDE) for span in outside]
    ordered = tuple(_apart(hidden))
    return Scanned(_masked(text, ordered), ordered, _theorems(text))


def _short_verbatim(text: str) -> re.Pattern[str] | None:
    signs = {found[1] for found in _SHORT.finditer(text)} | ({"|"} if _SHORT_CLASS.search(text) else set())
    if not signs:
        return None
    return re.compile(
        "|".join(rf"{re.escape(sign)}[^{re.escape(sign)}\r\n]*{re.escape(sign)}" for sign in sorted(signs))
    )


def parts(text: str) -> tuple[str, ...]:
    """The files that a source includes, as it names them, without duplicates."""
    if "put{" not in text and "include{" not in text and "subfile{" not in text:
        return ()
    bare = _masked(text, [(Span(*found.span()), Hidden.COMMENT) for found in re.finditer(r"(?<!\\)%[^\r\n]*", text)])
    return tuple(dict.fromkeys(name.strip() for name in _PART.findall(bare)))


def _read(reading: _Pass) -> None:
    text, place = reading.text, 0
    short = reading.short.search(text) if reading.short is not None else None
    while True:
        match = TOKEN.search(text, place)
        if reading.short is not None and short is not None and short.start() < place:
            short = reading.short.search(text, place)
        if short is not None and (match is None or short.start() < match.start()):
            place = short.end()
            reading.hidden.append((Span(*short.span()), Hidden.CODE))
            continue
        if match is None:
            break
        start, place = match.span()
        if reading.doubts > _DOUBTS:
            _doubt(reading, start, len(text))
            return
        if match["comment"]:
            comment = _COMMENT.match(text, start)
            assert comment is not None
            place = comment.end()
            reading.hidden.append((Span(start, place), Hidden.COMMENT))
        elif match["maths"] or match["sign"] in ("(", "["):
            place = _maths(reading, match)
        elif match["brace"]:
            place = _brace(reading, match)
        elif match["name"]:
            place = _command(reading, match)
    for left in reversed(reading.stack):
        _unclosed(reading, left)


def _doubt(reading: _Pass, start: int, end: int) -> int:
    reading.hidden.append((Span(start, end), Hidden.DOUBT))
    reading.doubts += 1
    return end


def _unclosed(reading: _Pass, left: _Open) -> None:
    """Hide what is never closed: the first line of an environment, or the rest of a brace's paragraph."""
    _doubt(reading, left.start, left.end if left.name else paragraph_end(reading.text, left.start))


def _brace(reading: _Pass, match: re.Match[str]) -> int:
    stack = reading.stack
    if match["brace"] == "{":
        if len(stack) >= _DEEPEST:
            end = balanced(reading.text, match.start())
            return _doubt(reading, match.start(), end if end >= 0 else len(reading.text))
        stack.append(_Open("", match.start(), match.end()))
        return match.end()
    if any(not each.name for each in stack):
        while stack[-1].name:
            _unclosed(reading, stack.pop())
        stack.pop()
        return match.end()
    return _doubt(reading, *match.span())


def _maths(reading: _Pass, match: re.Match[str]) -> int:
    """Hide a formula and return the offset behind it; if it does not end, hide the rest of its paragraph."""
    text, start = reading.text, match.start()
    sign = match["maths"] or match["sign"]
    closing = {"(": "\\)", "[": "\\]"}.get(sign, sign)
    depth, place = 0, match.end()
    inner = re.compile(rf"\\[\s\S]|%[^\r\n]*|\$\$?|[{{}}]|{BLANK.pattern}")
    while (token_match := inner.search(text, place)) is not None:
        token, place = token_match.group(), token_match.end()
        if token == "{":
            depth += 1
        elif token == "}":
            depth -= 1
            if depth < 0:
                break
        elif token[0] in "\r\n":
            if sign in ("$", "("):
                break
        elif depth == 0 and token.startswith(closing):
            place = token_match.start() + len(closing)
            reading.hidden.append((Span(start, place), Hidden.MATHS))
            return place
    return _doubt(reading, start, max(paragraph_end(text, match.end()), match.end()))


def _command(reading: _Pass, match: re.Match[str]) -> int:
    """The offset behind a command, or behind everything that it hides."""
    text, name, start = reading.text, match["name"], match.start()
    if name == "begin":
        return _begin(reading, match)
    if name == "end":
        return _end(reading, match)
    if _VERB.fullmatch(text, start, match.end()):
        return _verbatim(reading, match)
    if name == "href":
        return _link(reading, match)
    if name in reading.opening:
        return _shorthand(reading, match)
    if name in _TITLES and reading.body < 0:
        end = arguments(text, match.end(), 1)
        if end > 0:
            reading.titles.append(Span(start, end))
        return match.end()
    end = _definition(text, match)
    if end == match.end():
        return end
    if end < 0:
        return _doubt(reading, start, paragraph_end(text, match.end()))
    reading.hidden.append((Span(start, end), Hidden.DEFINITION))
    return end


def _definition(text: str, match: re.Match[str]) -> int:
    """The offset behind what the command defines or sets; behind the command itself if it does neither; -1 if it does
    not end."""
    name = match["name"]
    if name in _CODE:
        close = text.find(_CODE[name], match.end())
        return close + len(_CODE[name]) if close >= 0 else len(text)
    if name in _PLAIN_DEFINITIONS:
        found = _DEF.match(text, match.start())
        return balanced(text, found.end()) if found and text.startswith("{", found.end()) else -1
    if name in _DEFINITIONS:
        return arguments(text, match.end(), _DEFINITIONS[name])
    return match.end()


def _link(reading: _Pass, match: re.Match[str]) -> int:
    brace = address(reading.text, match.end())
    end = raw_argument(reading.text, brace) if brace >= 0 else -1
    if end < 0:
        return _doubt(reading, match.start(), paragraph_end(reading.text, match.end()))
    reading.hidden.append((Span(brace + 1, end - 1), Hidden.CODE))
    return end


def _shorthand(reading: _Pass, match: re.Match[str]) -> int:
    """The offset behind a formula in commands that the source itself defines as its begin and end."""
    text = reading.text
    for other in TOKEN.finditer(text, match.end()):
        if other["name"] in reading.closing:
            reading.hidden.append((Span(match.start(), other.end()), Hidden.MATHS))
            return other.end()
    return _doubt(reading, match.start(), max(paragraph_end(text, match.end()), match.end()))


def _verbatim(reading: _Pass, match: re.Match[str]) -> int:
    text, place = reading.text, match.end()
    if match["name"] in ("lstinline", "mintinline", "Verb") and text.startswith("[", place):
        end = balanced(text, place, "[]")
        place = end if end > 0 else place
    if match["name"] == "mintinline" and text.startswith("{", place):
        end = balanced(text, place)
        place = end if end > 0 else place
    end = -1
    if text.startswith("{", place):
        end = raw_argument(text, place)
        if end < 0:
            return _doubt(reading, match.start(), paragraph_end(text, place))
    elif (found := _DELIMITED.match(text, place)) is not None:
        end = found.end()
    if end < 0:
        line = re.compile(r"[^\r\n]*").match(text, match.end())
        return _doubt(reading, match.start(), line.end() if line else match.end())
    reading.hidden.append((Span(match.start(), end), Hidden.CODE))
    return end


def _begin(reading: _Pass, match: re.Match[str]) -> int:
    text, start = reading.text, match.start()
    named = _ENVIRONMENT.match(text, match.end())
    if named is None:
        return _doubt(reading, start, paragraph_end(text, match.end()))
    name = named[1]
    listing = _LISTING.fullmatch(name)
    if listing or _MATHS.fullmatch(name):
        close = re.compile(rf"\\end\s*\{{{re.escape(name)}\}}").search(text, named.end())
        if close is None:
            return _doubt(reading, start, max(paragraph_end(text, named.end()), named.end()))
        reading.hidden.append((Span(start, close.end()), Hidden.LISTING if listing else Hidden.MATHS))
        return close.end()
    if name == _BODY:
        return _body(reading, start, named.end())
    if len(reading.stack) >= _DEEPEST:
        return _doubt(reading, start, len(text))
    reading.stack.append(_Open(name, start, named.end()))
    return named.end()


def _body(reading: _Pass, start: int, end: int) -> int:
    """The offset behind the begin of the document. A second one is only mentioned in the text."""
    if reading.body >= 0:
        reading.hidden.append((Span(start, end), Hidden.CODE))
        return end
    while reading.stack:
        _unclosed(reading, reading.stack.pop())
    reading.body = end
    return end


def _end(reading: _Pass, match: re.Match[str]) -> int:
    text, stack = reading.text, reading.stack
    named = _ENVIRONMENT.match(text, match.end())
    if named is None:
        return _doubt(reading, match.start(), paragraph_end(text, match.end()))
    if named[1] == _BODY:
        if reading.after is not None:
            reading.hidden.append((reading.after, Hidden.CODE))  # it was only mentioned
        reading.after = Span(match.start(), named.end())
        return named.end()
    if not any(each.name == named[1] for each in stack):
        return _doubt(reading, match.start(), named.end())
    while stack[-1].name != named[1]:
        _unclosed(reading, stack.pop())
    stack.pop()
    return named.end()


def _outside(reading: _Pass, length: int) -> list[Span]:
    """The spans outside the body: the preamble except its titles, and everything after the body."""
    spans: list[Span] = []
    place = 0
    for title in reading.titles if reading.body >= 0 else ():
        spans.append(Span(place, title.start))
        place = title.end
    if reading.body >= 0:
        spans.append(Span(place, reading.body))
    if reading.after is not None and reading.after.start >= reading.body:
        spans.append(Span(reading.after.start, length))
    return spans


_PART = re.compile(r"\\(?:input|include|subfile)\s*\{([^{}\\#%\r\n]{1,200})\}")
_DECLARED = re.compile(r"\\(?:newtheorem\*?|declaretheorem(?:\[[^\]\r\n]*\])?)\s*\{([A-Za-z]+\*?)\}")


def _theorems(text: str) -> frozenset[str]:
    return frozenset(_DECLARED.findall(text))


def _apart(hidden: list[tuple[Span, Hidden]]) -> list[tuple[Span, Hidden]]:
    """The hidden spans in order; overlapping ones are joined and get the kind of the longest."""
    result: list[tuple[Span, Hidden]] = []
    for span, why in sorted(hidden, key=lambda each: (each[0].start, -each[0].end)):
        if not len(span):
            continue
        if result and span.start < result[-1][0].end:
            last, kind = result[-1]
            kind = why if len(span) > len(last) else kind
            result[-1] = (Span(last.start, max(last.end, span.end)), kind)
        else:
            result.append((span, why))
    return result


def _masked(text: str, hidden: "list[tuple[Span, Hidden]] | tuple[tuple[Span, Hidden], ...]") -> str:
    """`text` with hidden parts overwritten, comments with spaces."""
    parts: list[str] = []
    place = 0
    for span, why in _apart(list(hidden)):
        parts += text[place : span.start], (" " if why is Hidden.COMMENT else STAND_IN) * len(span)
        place = span.end
    parts.append(text[place:])
    return "".join(parts)
