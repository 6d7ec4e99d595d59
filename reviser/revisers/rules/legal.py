"""Where a text is law: licences, terms, disclaimers. They mean their very words, so that no plainer one is proposed.

A paragraph is law where two or more of the words stand that hardly anything else is written with; a text is, where a
good part of it is.
"""

import re
from collections.abc import Iterator

from reviser.core.segment import paragraphs
from reviser.core.text import Span

_WORDS = re.compile(
    r"(?i)\b(licen[cs](?:e|ed|ee|ees|or|ors|es|ing)|copyrights?|warrant(?:y|ies)|liab(?:le|ility)|indemni\w+|hereby|herein|"
    r"hereunder|thereof|hereof|(?:re)?distribut(?:e|es|ion|ing)|sublicen[cs]e|merchantability|infring\w+|notwithstanding|"
    r"contributors?|royalty|patents?|derivative|jurisdiction|agreement)\b"
)
_ENOUGH = 2  # different words
_MOSTLY = 0.4  # share of the text


def legal_spans(text: str) -> Iterator[Span]:
    """The paragraphs of `text` that are law, in order."""
    found = [paragraph for paragraph in paragraphs(text) if _is_law(text, paragraph)]
    if sum(map(len, found)) > _MOSTLY * len(text):
        yield Span(0, len(text))
    else:
        yield from found


def _is_law(text: str, paragraph: Span) -> bool:
    words = _WORDS.finditer(text, paragraph.start, paragraph.end)
    return len({match.group(1).lower()[:6] for match in words}) >= _ENOUGH
