"""Splits a text into paragraphs and sentences without loss: joined, the spans give the text.

Sentences are what a model sees by number and what a rejection belongs to. So the same text must always be split the
same way, and a key press must only need its own paragraph. sentencex handles abbreviations, initials, decimals and
quotations; lines, Markdown and line ends of all systems are handled here."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache

import regex
import sentencex

from reviser.core.text import Span, is_boundary

ASKED_SINGLY = 20  # after this many single requests, all sentences are computed, which is faster


def paragraphs(text: str) -> list[Span]:
    """The paragraphs, separated by blank lines, before and after headings, list items, quotations, table rows and
    fences of Markdown, and after lines that end long before they are full. Blank lines belong to the paragraph before
    them (at the top: after)."""
    spans: list[Span] = []
    start = 0
    previous: Span | None = None
    for line in _lines_from(text, 0):
        if previous is not None and _parts(text, previous, line) and not _is_blank(text, Span(start, previous.end)):
            spans.append(Span(start, line.start))
            start = line.start
        previous = line
    if start < len(text):
        spans.append(Span(start, len(text)))
    return spans


def sentences(text: str) -> list[Span]:
    """The sentences in order; white space belongs to the sentence before it. No sentence extends beyond its
    paragraph."""
    return [span for paragraph in paragraphs(text) for span in _sentences_in(text, paragraph)]


def sentence_at(text: str, offset: int) -> Span:
    """The sentence that contains the code point at `offset` (at the end of the text: the last one), the same as in
    `sentences`, but computed from its paragraph only. Empty if the text is empty. Raises ValueError outside the
    text."""
    if not 0 <= offset <= len(text):
        raise ValueError(f"no offset {offset} in the text")
    if not text:
        return Span(0, 0)
    place = min(offset, len(text) - 1)
    found = _sentences_in(text, _paragraph_at(text, place))
    return next(span for span in found if place < span.end)


def paragraph_at(text: str, offset: int) -> Span:
    """The paragraph that contains the code point at `offset` (at the end of the text: the last one), the same as in
    `paragraphs`. Empty if the text is empty. Raises ValueError outside the text."""
    if not 0 <= offset <= len(text):
        raise ValueError(f"no offset {offset} in the text")
    return _paragraph_at(text, min(offset, len(text) - 1)) if text else Span(0, 0)


class Sentences:
    """The sentences of one text for many requests: the first few are computed singly, then all at once; all at once
    from the beginning if many are `expected`."""

    def __init__(self, text: str, expected: int = 0) -> None:
        self._text = text
        self._requests = expected if expected > ASKED_SINGLY else 0

    def at(self, offset: int) -> Span:
        """As `sentence_at`."""
        self._requests += 1
        if self._requests <= ASKED_SINGLY or not self._text:
            return sentence_at(self._text, offset)
        if not 0 <= offset <= len(self._text):
            raise ValueError(f"no offset {offset} in the text")
        return self._all[bisect_right(self._starts, offset) - 1]

    @cached_property
    def _all(self) -> tuple[Span, ...]:
        return _cached_sentences(self._text)

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self._all]


@lru_cache(maxsize=4)
def _cached_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text, cached for the last few texts: the text at a round's end is the base of the next."""
    return tuple(sentences(text))


def _paragraph_at(text: str, offset: int) -> Span:
    line = _line_at(text, offset)
    start = end = line
    while start.start > 0:
        before = _line_at(text, start.start - 1)
        if _parts(text, before, start):
            if not _is_blank(text, Span(0, start.start)):
                break
            # Blank lines at the top of the text belong to the first paragraph.
            start = Span(0, 0)
            break
        start = before
    leading = _is_blank(text, Span(start.start, end.end))
    for after in _lines_from(text, end.end):
        if _parts(text, end, after) and not (leading and start.start == 0):
            break
        end = after
        leading = leading and _is_blank(text, after)
    return Span(start.start, end.end)


def _lines_from(text: str, start: int) -> Iterator[Span]:
    """The lines from `start` on, with their line ends."""
    while start < len(text):
        line = _line_at(text, start)
        yield Span(start, line.end)
        start = line.end


def _line_at(text: str, offset: int) -> Span:
    """The line that contains the code point at `offset`, with its line end."""
    after = _LINE_END.search(text, offset - 1 if text[offset] == "\n" and text[offset - 1 : offset] == "\r" else offset)
    end = after.end() if after else len(text)
    place = after.start() if after else len(text)
    before = _LINE_END_BACKWARD.search(text, 0, place)
    return Span(before.end() if before else 0, end)


def _is_blank(text: str, span: Span) -> bool:
    return _BLANK.fullmatch(text, span.start, span.end) is not None


def _parts(text: str, line: Span, following: Span) -> bool:
    """Whether a paragraph ends between two adjacent lines. Depends only on the two lines, so it can be computed
    anywhere: a wrapped line is full, so the first word of the next line would not have fitted."""
    if _is_blank(text, following):
        return False
    if _is_blank(text, line):
        return True
    if _BLOCK.match(text, following.start, following.end) or _BLOCK_ALONE.match(text, line.start, line.end):
        return True
    first = _FIRST_WORD.match(text, following.start, following.end)
    length, room = len(line.of(text).rstrip()), len(following.of(text).rstrip())
    if length > _WIDEST_WRAP:
        return True
    return first is not None and not first.group(1)[0].islower() and length + 1 + len(first.group(1)) <= room


def _sentences_in(text: str, paragraph: Span) -> list[Span]:
    # Replaced by text of equal length, so that offsets stay: sentencex takes line ends as ends of sentences, and cannot
    # read white space outside ASCII after an initial, or halves of surrogate pairs. Tokenisers write U+2047 for unknown
    # characters, which ends no sentence.
    plain = _UNKNOWN.sub("\ufffd", _WHITE_SPACE.sub(" ", paragraph.of(text)))
    plain = _WORD.sub(lambda match: "x" * len(match.group(0)), plain)
    marker = _MARKER.match(plain)
    head = marker.end() if marker else 0
    ends: list[int] = []
    place = head
    for sentence in _split_sentences(plain[head:]):
        place += len(sentence)
        open_end = _GOES_ON.search(plain, max(0, place - 12), place) and _CONTINUATION.match(plain, place)
        if not open_end and sentence.strip() and is_boundary(text, paragraph.start + place):
            ends.append(paragraph.start + place)
    if not ends or ends[-1] != paragraph.end:
        # White space alone belongs to what is before it.
        ends[-1:] = [paragraph.end]
    return [Span(start, end) for start, end in zip([paragraph.start, *ends], ends, strict=False)]


def _split_sentences(plain: str) -> Iterator[str]:
    """Split with sentencex, which keeps a quotation or parenthesis in one sentence, including everything after it if
    it is not closed. A part that is not closed, or too long for a sentence, is split again without regard to
    quotations."""
    for sentence in sentencex.segment("en", plain):
        closed = all(sentence.count(one) == sentence.count(other) for one, other in ("\u201c\u201d", "()", "[]"))
        if closed and len(sentence) < _LONG_SENTENCE:
            yield sentence
            continue
        bare = _QUOTES.sub("x", _CLOSED.sub(lambda match: "x" * len(match.group(2)) + match.group(1), sentence))
        start = 0
        for part in sentencex.segment("en", bare):
            yield sentence[start : start + len(part)]
            start += len(part)


# In code points, about 80 words.
_LONG_SENTENCE = 500
_QUOTES = regex.compile("[\"'()\\[\\]\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb]")
_CLOSED = regex.compile("([.!?\u2026]+)([\"')\\]\u2019\u201d\u00bb]+)(?=\\s|$)")
# Longer lines are paragraphs: nobody wraps lines by hand at this length.
_WIDEST_WRAP = 160
_LINE_END = regex.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LINE_END_BACKWARD = regex.compile(r"(?r)\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BLANK = regex.compile(r"[\s\ufeff]*")
_WHITE_SPACE = regex.compile(r"\s")
_UNKNOWN = regex.compile("[\ud800-\udfff\u2047]")
_FIRST_WORD = regex.compile(r"\s*(\S+)")
# Lines that begin a Markdown block: heading, list item, quotation, table row, fence, rule.
_MARK = r"[ \t]*(?:[-*+\u2022]|\(?[0-9]{1,3}[.)]|\(?[a-zA-Z]\))[ \t]+"
_BLOCK = regex.compile(rf"\ufeff?(?:[ \t]*(?:\#{{1,6}}[ \t]|>|\||```|~~~|(?:---+|===+|\*\*\*+)[ \t]*$)|{_MARK})")
# Lines that are a block by themselves, so that the next line begins another.
_BLOCK_ALONE = regex.compile(r"\ufeff?[ \t]*(?:\#{1,6}[ \t]|\||```|~~~|(?:---+|===+|\*\*\*+)\s*$)")
_MARKER = regex.compile(rf"(?:\s|\ufeff)*(?:{_MARK}|\#{{1,6}}[ \t]+|(?:>[ \t]*)+)")
# Short words that sentencex takes for abbreviations (of Maine, May, Illinois …) before "I", "A" and numbers.
_WORD = regex.compile(r"\b(?:me|may|con|miss|ill|ok)(?=\.\s)|\bno(?=\.\s+[A-Z])")
# Abbreviations that sentencex takes as ends of sentences although what follows cannot begin one.
_GOES_ON = regex.compile(
    r"(?i)\b(?:vols?|eqs?|approx|figs?|secs?|tabs?|chaps?|ch|pp?|nos?|arts?|refs?|ca|cf|par|paras?)\.\s+$"
)
_CONTINUATION = regex.compile(r"[\[(]?[0-9IVX]")
