"""A text as stretches, each of one hand: who wrote what. They are cut, put in place of others, and woven into what an
edit leaves standing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reviser.core.diff import diff
from reviser.core.text import Span


class Author(StrEnum):
    """Who wrote a word."""

    FIRST = "first draft"
    TYPED = "typed"  # by the writer, since
    MODEL = "model"  # as it was proposed
    REWRITTEN = "rewritten"  # by the writer, in the place of a proposal
    TAKEN = "taken over"  # from another branch, and nobody knows any more whose it was there


@dataclass(frozen=True, slots=True)
class AuthoredSpan:
    """`start:end` of the text, in code points, is of one hand. `depth` is the round that it came in with, 0 before the
    first; `proposal` the one that it came from, or ""."""

    start: int
    end: int
    hand: Author
    depth: int = 0
    proposal: str = ""


Stretches = tuple[AuthoredSpan, ...]
Put = tuple[Span, Stretches]  # what a span of a text gives way to, counted from 0


def whole(text: str, hand: Author, depth: int = 0, proposal: str = "") -> Stretches:
    """All of `text` of one hand; none for an empty one."""
    return (AuthoredSpan(0, len(text), hand, depth, proposal),) if text else ()


def cut(found: Stretches, span: Span) -> Stretches:
    """What stands at `span`, counted from 0."""
    return tuple(
        replace(each, start=max(each.start, span.start) - span.start, end=min(each.end, span.end) - span.start)
        for each in found
        if each.start < span.end and span.start < each.end
    )


def spliced(found: Stretches, puts: Sequence[Put]) -> Stretches:
    """`found` with each of `puts`, which are in order of place and do not overlap, where it belongs. Linear."""
    return tuple(_merged(_pieces(found, puts)))


def woven(before: Stretches, old: str, new: str, put: Stretches) -> Stretches:
    """`old`, whose stretches are `before`, made into `new`, whose words are `put`'s: what both have keeps its hand."""
    puts: list[Put] = []
    grown = 0
    for edit in diff(old, new):
        start = edit.start + grown
        puts.append((edit.span, cut(put, Span(start, start + len(edit.after)))))
        grown += len(edit.after) - len(edit.before)
    return spliced(before, puts)


def _pieces(found: Stretches, puts: Sequence[Put]) -> Iterator[AuthoredSpan]:
    """Each with its length alone right; _merged counts."""
    index = position = 0

    def upto(end: int) -> Iterator[AuthoredSpan]:
        nonlocal index, position
        while position < end:
            each = found[index]
            if each.end <= position:
                index += 1
                continue
            stop = min(end, each.end)
            yield replace(each, start=position, end=stop)
            position = stop

    for span, put in puts:
        yield from upto(span.start)
        yield from put
        position = span.end
    if found:
        yield from upto(found[-1].end)


def _merged(pieces: Iterable[AuthoredSpan]) -> Iterator[AuthoredSpan]:
    """One behind the other, without empty ones, and those of one origin side by side as one."""
    waiting: AuthoredSpan | None = None
    for piece in pieces:
        length = piece.end - piece.start
        if not length:
            continue
        if waiting is None:
            waiting = replace(piece, start=0, end=length)
        elif (waiting.hand, waiting.depth, waiting.proposal) == (piece.hand, piece.depth, piece.proposal):
            waiting = replace(waiting, end=waiting.end + length)
        else:
            yield waiting
            waiting = replace(piece, start=waiting.end, end=waiting.end + length)
    if waiting is not None:
        yield waiting
