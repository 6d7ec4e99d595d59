"""Finds braces, brackets and arguments of LaTeX."""

import re

TOKEN = re.compile(
    r"""
      \\(?P<name>[A-Za-z@]+)\*?
    | \\(?P<sign>\r\n|[\s\S])
    | (?P<comment>%)
    | (?P<maths>\$\$?)
    | (?P<brace>[{}])
    """,
    re.VERBOSE,
)
LINE_END = r"(?:\r\n|\n|\r(?!\n))"
BLANK = re.compile(rf"{LINE_END}[ \t]*{LINE_END}")
GAP = re.compile(rf"[ \t]*(?:{LINE_END}[ \t]*)?")  # white space before an argument, no blank line
_IN_BRACES = re.compile(r"\\[\s\S]|%[^\r\n]*|[{}]")
_IN_OPTION = re.compile(rf"\\[\s\S]|%[^\r\n]*|[\[\]{{}}]|{BLANK.pattern}")
_OPTION, _OPTIONS = 2000, 4  # longest option in code points, and deepest nesting of options


def paragraph_end(text: str, place: int) -> int:
    """Where the paragraph at `place` ends: before its blank line."""
    blank = BLANK.search(text, place)
    return blank.start() if blank else len(text)


def balanced(text: str, place: int, pair: str = "{}") -> int:
    """The offset behind the bracket that closes the one at `place`; -1 if there is none. A square bracket must be
    closed within its paragraph and its braces and soon after; otherwise it opens no option."""
    if pair == "{}":
        return _behind_brace(text, place)
    depth, end = 0, min(len(text), place + _OPTION)
    while (match := _IN_OPTION.search(text, place, end)) is not None:
        sign, place = match.group(), match.end()
        if sign == "[":
            depth += 1
        elif sign == "]":
            depth -= 1
            if depth == 0:
                return place
        elif sign == "{":
            place = _behind_brace(text, match.start(), end)
        elif sign == "}" or sign[0] in "\r\n":
            return -1
        if place < 0 or depth > _OPTIONS:
            return -1
    return -1


def _behind_brace(text: str, place: int, end: int | None = None) -> int:
    depth = 0
    for match in _IN_BRACES.finditer(text, place, len(text) if end is None else end):
        sign = match.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                return match.end()
    return -1


def address(text: str, place: int) -> int:
    """The offset of the first brace of a link, behind its options; -1 if there is none."""
    if text.startswith("[", place):
        place = balanced(text, place, "[]")
    gap = GAP.match(text, place) if place >= 0 else None
    at = gap.end() if gap else place
    return at if text.startswith("{", at) else -1


def arguments(text: str, place: int, count: int) -> int:
    """The offset behind `count` arguments and the options before, between and after them; -1 if they do not end."""
    last = place
    while True:
        gap = GAP.match(text, place)
        at = gap.end() if gap else place
        sign = text[at : at + 1]
        if sign == "*" or (sign == "=" and last == place):
            place = last = at + 1
        elif sign == "[":
            end = balanced(text, at, "[]")
            if end < 0:
                return last if not count else -1
            place = last = end
        elif count and sign == "{":
            place = last = balanced(text, at)
            if place < 0:
                return -1
            count -= 1
        elif count and sign == "\\" and (token := TOKEN.match(text, at)) is not None:
            place = last = token.end()
            count -= 1
        elif count and sign and not sign.isspace() and sign not in "}%$":
            place = last = at + 1
            count -= 1
        else:
            return last if not count else -1


def raw_argument(text: str, place: int) -> int:
    """The offset behind the brace that closes the one at `place`, with backslashes and percent signs as letters, within
    the paragraph; else -1."""
    depth = 0
    for found in re.compile(r"[{}]").finditer(text, place, paragraph_end(text, place)):
        depth += 1 if found.group() == "{" else -1
        if depth == 0:
            return found.end()
    return -1
