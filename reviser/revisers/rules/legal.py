"""Finds legal text: licences, terms, disclaimers. Their exact words matter, so no plainer word is proposed.

A paragraph is legal text if it has two or more different words that are rare elsewhere. A whole text is, if a large
part of it is."""

import re
from collections.abc import Iterator

from reviser.core.segment import paragraphs
from reviser.core.text import Span

_WORDS = re.compile(
    r"(?i)\b(licen[cs](?:e|ed|ee|ees|or|ors|es|ing)|copyrights?|warrant(?:y|ies)|liab(?:le|ility)|indemni\w+|hereby|herein|"
    r"hereunder|thereof|hereof|(?:re)?distribut(?:e|es|ion|ing)|sublicen[cs]e|merchantability|infring\w+|notwithstanding|"
    r"contributors?|royalty|patents?|derivative|jurisdiction|agreement)\b"
)
_ENOUGH = 2  # different words of `_WORDS` in a paragraph
_MOSTLY = 0.4  # share of the text


def legal_spans(text: str) -> Iterator[Span]:
    """The paragraphs of `text` that are legal text, in order; the whole text if they are more than `_MOSTLY` of it."""
    legal = [paragraph for paragraph in paragraphs(text) if _is_law(text, paragraph)]
    if sum(map(len, legal)) > _MOSTLY * len(text):
        yield Span(0, len(text))
    else:
        yield from legal


def _is_law(text: str, paragraph: Span) -> bool:
    words = _WORDS.finditer(text, paragraph.start, paragraph.end)
    return len({match.group(1).lower()[:6] for match in words}) >= _ENOUGH
