"""Operations on sorted spans."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from reviser.core.text import Span

_IN_LINES = re.compile(r"[^\r\n]")


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans sorted and joined, without empty ones."""
    result: list[Span] = []
    for span in sorted(span for span in spans if len(span)):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def complement(spans: Sequence[Span], length: int) -> tuple[Span, ...]:
    """The gaps of `0 .. length` between sorted, non-overlapping spans."""
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), length]
    return merged(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))


def blanked(text: str, spans: Iterable[Span], sign: str = " ") -> str:
    """The text with `sign` in place of each character in sorted, non-overlapping spans, except line ends."""
    parts: list[str] = []
    place = 0
    for span in spans:
        parts += text[place : span.start], _IN_LINES.sub(sign, span.of(text))
        place = span.end
    return "".join((*parts, text[place:]))


def touches(spans: Sequence[Span], span: Span) -> bool:
    """Whether `span` shares a character with one of the merged `spans`, or is empty and strictly inside one."""
    index = bisect_right(spans, span.start, key=lambda other: other.start)
    before = index > 0 and spans[index - 1].overlaps(span)
    return before or (index < len(spans) and spans[index].overlaps(span))
