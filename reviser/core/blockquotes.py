"""Block quotations: paragraphs whose lines begin with ">", in Markdown and in e-mail. They are other people's words."""

import re
from collections.abc import Iterator

from reviser.core.text import Span

_LINE = re.compile(r"[^\n]*\n?")
_QUOTED = re.compile(r"(?:[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)*[ \t]{0,3}>")
# "> [!NOTE]" begins a box written by the writer.
_ALERT = re.compile(r"[^\n>]*>\s*\[![A-Za-z]+\]")
# What begins a new block after the last line of a quotation, so that it does not continue there.
_BLOCK = re.compile(r"[ \t]{0,3}(?:#{1,6}[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t]|```|~~~|\||(?:[-*_][ \t]*){3,}$)")


def block_quotations(text: str) -> Iterator[Span]:
    """The block quotations of `text` as whole lines, in order. A line without ">" that follows without a blank line
    continues the quotation, as in Markdown."""
    start: int | None = None
    own = False
    end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        if _QUOTED.match(line):
            if start is None:
                start, own = match.start(), _ALERT.match(line) is not None
        elif start is not None and (not line.strip() or _BLOCK.match(line)):
            if not own:
                yield Span(start, end)
            start = None
        end = match.end()
    if start is not None and not own:
        yield Span(start, end)


def in_block_quotation(text: str, offset: int) -> bool:
    """Whether the code point at `offset` is in a block quotation. Reads only its own paragraph."""
    begin = end = offset
    while begin > 0 and not _ends_paragraph(text, begin):
        begin = text.rfind("\n", 0, begin - 1) + 1 if begin > 1 else 0
    end = text.find("\n", offset)
    part = text[begin : len(text) if end < 0 else end]
    return any(span.start <= offset - begin < max(span.end, span.start + 1) for span in block_quotations(part + "\n"))


def _ends_paragraph(text: str, place: int) -> bool:
    """Whether a line begins at `place` and the line before it is blank."""
    if text[place - 1] != "\n":
        return False
    before = text[text.rfind("\n", 0, place - 1) + 1 : place]
    return not before.strip()
