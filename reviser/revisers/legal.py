"""Where a text is law: licences, terms, disclaimers. They mean their very words, so that no plainer one is proposed.

A paragraph is law where two or more of the words stand that hardly anything else is written with.
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


def legal_spans(text: str) -> Iterator[Span]:
    """The paragraphs of `text` that are law, in order."""
    for paragraph in paragraphs(text):
        found = {match.group(1).lower()[:6] for match in _WORDS.finditer(text, paragraph.start, paragraph.end)}
        if len(found) >= _ENOUGH:
            yield paragraph
