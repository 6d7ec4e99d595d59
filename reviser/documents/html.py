"""HTML: the text between the tags is open to proposals; tags, comments, scripts and code are not."""

import html
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from reviser.core.readings import STAND_IN, Reading
from reviser.core.text import Span
from reviser.documents.base import FormatHandler
from reviser.documents.plain import addresses
from reviser.documents.prose_guard import ProseGuard
from reviser.documents.spans import blanked, complement, merged

_ATTRIBUTES = r"""(?:[^<>"']|"[^"]{0,5000}"|'[^']{0,5000}')*+"""
_BLOCKS = "script|style|pre|svg|math|template|textarea|iframe|object|select|head(?!er)"
_WORDS = "code|kbd|samp|var|tt"
_TOKEN = re.compile(
    rf"""
      (?P<comment><!--[\s\S]*?(?:-->|\Z))
    | (?P<other><!\[CDATA\[[\s\S]*?(?:\]\]>|\Z) | <[!?][^>]*(?:>|\Z))
    | <(?P<raw>{_BLOCKS}|{_WORDS})\b{_ATTRIBUTES}(?:/>|>[\s\S]*?(?:</(?P=raw)\s*>|\Z)|\Z)
    | </?(?P<tag>[A-Za-z][\w:-]*){_ATTRIBUTES}(?:>|\Z)
    | (?P<entity>&(?:[A-Za-z][A-Za-z0-9]{{1,31}}|\#[0-9]{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}});)
    | (?P<sign>[<>&])
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Tags within a sentence.
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite data del dfn em font i ins label mark q rp rt ruby s small span strike strong
    sub sup time u wbr img""".split()
)
_SYNTAX = re.compile(r"[<>]|&(?!(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)")
_BLANKS = re.compile(r"(?<=[\r\n])[ \t]+|[ \t]{2,}")  # as good as one blank, or none


class HtmlGuard(ProseGuard):
    """One HTML source; everything but its text is protected."""

    def _allows(self, span: Span, before: str, after: str) -> bool:
        """Whether a text between two tags stays text, and does not become empty."""
        del span  # what stands around does not matter
        return not _SYNTAX.search(after) and bool(after.strip()) == bool(before.strip())


class Html(FormatHandler):
    """An HTML or XHTML source."""

    markup = True

    def guard(self, text: str) -> HtmlGuard:
        return HtmlGuard(text, _read(text)[0])

    def readings(self, text: str) -> tuple[Reading, ...]:
        return _read(text)[1]


@lru_cache(maxsize=4)
def _read(text: str) -> tuple[tuple[Span, ...], tuple[Reading, ...]]:
    """What is prose, and what stands for what."""
    locked: list[Span] = []
    readings: list[Reading] = []
    for found in _TOKEN.finditer(text):
        span = Span(*found.span())
        if found["entity"]:
            readings.append(Reading(span, html.unescape(found.group())))
            continue
        locked.append(span)
        if not found["sign"]:
            readings.append(Reading(span, _meant(found)))
    closed = merged(locked)
    prose = complement(merged((*closed, *addresses(blanked(text, closed)))), len(text))
    blanks = (Reading(Span(*found.span()), _blank(text, found.start())) for found in _in(prose, text))
    return prose, tuple(sorted((*readings, *blanks), key=lambda reading: reading.span))


def _meant(found: re.Match[str]) -> str:
    """What a tag, a comment or code stands for."""
    if found["comment"] or (found["tag"] or "").lower() in _INLINE:
        return ""
    if found["raw"] and re.fullmatch(_WORDS, found["raw"], re.IGNORECASE):
        return STAND_IN
    return "\n" if (found["tag"] or "").lower() == "br" else "\n\n"


def _in(prose: Sequence[Span], text: str) -> Iterator[re.Match[str]]:
    for span in prose:
        yield from _BLANKS.finditer(text, span.start, span.end)


def _blank(text: str, start: int) -> str:
    return "" if text[max(0, start - 1) : start] in ("\r", "\n") else " "
