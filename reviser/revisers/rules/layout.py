"""Finds lines that were laid out by hand, such as tables, columns and indented code, in which white space has a
meaning.

Plain text has no syntax for these, so the lines themselves must show it. A line is laid out in three cases. A tab or a
run of spaces separates its words, and the line above or below has a gap that ends at the same column. Or the run of
spaces is too long for a slip. Or the line is indented and its block is no sentence. This module also cuts a text into
the pieces in which it is checked."""

import re
from collections.abc import Iterator
from itertools import pairwise

from reviser.core.text import Span

_GAP = re.compile(r"(?<=\S)(?:[ \u00a0]{2,}|[ \u00a0]*\t[ \t\u00a0]*)(?=\S)")
_AFTER_SENTENCE = re.compile(r"[.!?:][\"'”’)\]]*$")
_INDENT = re.compile(r"(?: {4}|[ ]{0,3}\t)[ \t]*(?=\S)")
_BULLET = re.compile(r"\s*(?:[-*+•–·]|\(?\w{1,3}[.)])\s")
_SENTENCE = re.compile(r"[.!?][\"'”’)\]]*\s*$")
_INNER = re.compile(r"[^\W\d_]{2}[.!?][\"'”’)\]]*\s+[\"'“‘(]?[A-Z]\w*\s")  # between two sentences
_WORD = re.compile(r"(?<!\S)[\"'“(]*[^\W\d_][\w'’-]*[,.;:!?\"'”)]*(?!\S)")
_WIDE = 4  # spaces: nobody types so many by mistake
_LONG = 110  # code points: a longer line is a paragraph, whatever its first characters are
_PROSE_WORDS = 6
_DOUBLED = re.compile(r"[.!?][\"'”’)\]]*(\s+)(?=[\"'“‘(]?[A-Z])")
_BLANK = re.compile(r"\n[^\S\n]*(?:\r?\n[^\S\n]*)+")
_LONGEST = 4000  # code points given to Harper at once: under 0.2 s, so that the caller can stop
_CUT = re.compile(r"""(?s).{2000,4000}[.!?]["”’)]*\s+|.{2000,3999}\s|.{4000}""")
_HABIT = 3  # sentences with two spaces behind them: fewer may be slips


def laid_out(text: str, *, markup: bool = False) -> Iterator[Span]:
    """The lines of `text` that are laid out by hand, in order, without their line ends. With `markup` the document's
    syntax marks tables and list items, so that only columns outside these count."""
    lines = [Span(match.start(), match.end()) for match in re.finditer(r"[^\r\n]*", text) if match.group()]
    gaps = [_gaps(line.of(text)) for line in lines]
    block: list[Span] = []
    habit = False  # whether the writer indents paragraphs
    for index, line in enumerate(lines):
        aligned = any(
            gaps[index] & gaps[other]
            for other in (index - 1, index + 1)
            if 0 <= other < len(lines) and _is_next(text, lines[min(index, other)], lines[max(index, other)])
        )
        wide = len(line) <= _LONG and any(_is_wide(line.of(text), gap) for gap in _GAP.finditer(line.of(text)))
        if markup:
            if wide and "|" not in line.of(text) and not _BULLET.match(line.of(text)):
                yield line
            continue
        indented = bool(_INDENT.match(text, line.start, line.end)) and bool(line.of(text).strip())
        if block and not (indented and _is_next(text, block[-1], line)):
            if _is_prose(text, block, line, habit=habit):
                habit = habit or _SENTENCE.search(block[-1].of(text)) is not None
            else:
                yield from block
            block = []
        if indented:
            block.append(line)
        elif aligned or wide:
            yield line
    if block and not _is_prose(text, block, None, habit=habit):
        yield from block


def pieces(text: str) -> Iterator[Span]:
    """The paragraphs of `text`, in order. Together they are the whole text. A long paragraph is cut at a sentence end
    or at white space."""
    start = 0
    for blank in [*(match.end() for match in _BLANK.finditer(text)), len(text)]:
        while blank - start > _LONGEST:
            cut = _CUT.match(text, start, blank)
            end = cut.end() if cut else blank
            yield Span(start, end)
            start = end
        if blank > start:
            yield Span(start, blank)
        start = blank


def doubles_spaces(text: str) -> bool:
    """Whether the writer puts two spaces behind most sentences, so that these are a habit and no slips."""
    blanks = [str(match.group(1)) for match in _DOUBLED.finditer(text)]
    counts = [blank == "  " for blank in blanks if "\n" not in blank]
    return sum(counts) >= _HABIT and sum(counts) > len(counts) / 2


def keeps_column(text: str, span: Span) -> bool:
    """Whether the white space at `span` was typed on purpose: a tab, or `_WIDE` spaces and more."""
    return "\t" in span.of(text) or len(span) >= _WIDE


def _gaps(line: str) -> frozenset[int]:
    """The columns at which words begin behind a tab or several spaces, without the gaps between two sentences."""
    return frozenset(
        gap.end()
        for gap in _GAP.finditer(line.expandtabs())
        if not _AFTER_SENTENCE.search(line.expandtabs()[: gap.start()])
    )


def _is_wide(line: str, gap: re.Match[str]) -> bool:
    """Whether `gap`, a match of `_GAP` in `line`, has a tab or too many spaces for a slip."""
    blanks = str(gap.group())
    slip = len(blanks) < _WIDE or _SENTENCE.search(line[: gap.start()]) is not None
    return "\t" in blanks or not slip


def _is_next(text: str, line: Span, other: Span) -> bool:
    """Whether no empty line is between `line` and `other`."""
    return text.count("\n", line.end, other.start) <= 1


def _is_prose(text: str, block: list[Span], behind: Span | None, *, habit: bool) -> bool:
    """Whether an indented block is a paragraph: a list item, sentences, or a first line only. The last sentence may be
    unfinished if others are finished or if the writer has the `habit` of indenting paragraphs. `behind` is the next
    line."""
    first = block[0]
    if len(block) == 1 and (len(first) > _LONG or (behind is not None and _is_next(text, first, behind))):
        return True
    whole = text[first.start : block[-1].end]
    if len(_WORD.findall(whole)) < max(_PROSE_WORDS, 0.7 * len(whole.split())):
        return False
    unfinished = bool(_INNER.search(whole)) or (habit and whole.lstrip()[:1].isupper())
    if not (_SENTENCE.search(whole) or _BULLET.match(whole) or unfinished):
        return False
    columns = [_gaps(line.of(text)) for line in block]
    return not any(one & other for one, other in pairwise(columns))
