"""Typst: code, mathematics, labels, references and raw text are locked."""

import re
from collections.abc import Iterator

from reviser.core.text import Span
from reviser.documents.lines.line_format import LineFormat
from reviser.documents.lines.masker import HIDDEN, LineSyntax

_KEYWORD = re.compile(r"#(?:let|set|show|import|include|if|for|while|context|return|break|continue)\b")
_CALL = re.compile(r"#(?:[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)?")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_IN_CODE = re.compile(r'"(?:[^"\\]|\\.)*"|//[^\r\n]*|[()\[\]{}]')


def behind_code(text: str, place: int, end: int) -> int:
    """The offset behind the code that begins with the hash at `place`; `end` if a bracket in it is not closed."""
    keyword = _KEYWORD.match(text, place, end)
    call = keyword or _CALL.match(text, place, end)
    at = call.end() if call is not None else place + 1
    while at < end:
        if text[at] == "[" and keyword is None:
            return at + 1  # content blocks are read like the text around them
        if text[at] in _PAIRS:
            at = _behind_bracket(text, at, end)
        elif keyword is not None and text[at] not in "\r\n;":
            at += 1
        elif text[at] == "." and (more := re.compile(r"\.[A-Za-z_][\w-]*(?=[(\[])").match(text, at, end)) is not None:
            at = more.end()
        else:
            break
    return at


def _behind_bracket(text: str, place: int, end: int) -> int:
    stack: list[str] = []
    for found in _IN_CODE.finditer(text, place, end):
        sign = found.group()
        if sign in _PAIRS:
            stack.append(_PAIRS[sign])
        elif stack and sign == stack[-1]:
            stack.pop()
            if not stack:
                return found.end()
    return end


_SPANS = re.compile(
    r"""(?x)
      (?P<raw>`{3,})[\s\S]*?(?:(?P=raw)|\Z) | `[^`\r\n]*` | //[^\r\n]* | /\*[\s\S]*?(?:\*/|\Z)
    | (?:https?://[^\s\])>]+) | \\. | \$(?:[^$\\]|\\.)*(?:\$|\Z) | (?P<code>\#)
    """
)


def spans(text: str) -> Iterator[Span]:
    """Raw text, comments, mathematics and code."""
    place = 0
    while (found := _SPANS.search(text, place)) is not None:
        place = behind_code(text, found.start(), len(text)) if found["code"] else found.end()
        yield Span(found.start(), place)


class Typst(LineFormat):
    """Documents of Typst."""

    including = re.compile(r'(?m)^[ \t]*#include[ \t]+"([^"\\\r\n]{1,200})"')
    syntax = LineSyntax(
        spans=lambda text: tuple(spans(text)),
        lines=re.compile(rf"[{HIDDEN}\s]+$"),
        heading=re.compile(r"(=+)[ \t]+\S"),
        prefix=re.compile(r"(?:=+|[-+]|\d+\.)[ \t]+|/[ \t]+(?=[^\r\n:]+:)"),
        inline=re.compile(r"<[\w.:-]+>|@[\w.:-]+(?:\[[^\]\r\n]*\])?|[*_~\[\]{}#$`@<>\\]|---?"),
    )
