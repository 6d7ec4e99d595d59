"""Authorship: who wrote which words of a text, as a list of spans that covers it, and how edits change that list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reviser.core.diff import diff
from reviser.core.text import Span


class Author(StrEnum):
    """Who wrote a word."""

    FIRST = "first draft"
    TYPED = "typed"  # typed by the writer after the first draft
    MODEL = "model"  # accepted as proposed
    REWRITTEN = "rewritten"  # written by the writer in place of a proposal
    TAKEN = "taken over"  # taken over from another branch, author unknown


@dataclass(frozen=True, slots=True)
class AuthoredSpan:
    """`text[start:end]` (code points), written by one author. `depth` is the round in which it was added, 0 before the
    first. `proposal` is the id of the proposal that it comes from, or ""."""

    start: int
    end: int
    author: Author
    depth: int = 0
    proposal: str = ""


Authorship = tuple[AuthoredSpan, ...]  # in order, without gaps, from 0 to the end of the text
Replacement = tuple[Span, Authorship]  # a span of a text, and the authorship of its replacement, counted from 0


def authored(text: str, author: Author, depth: int = 0, proposal: str = "") -> Authorship:
    """The authorship of a text by one author; empty for an empty text."""
    return (AuthoredSpan(0, len(text), author, depth, proposal),) if text else ()


def slice_authorship(authorship: Authorship, span: Span) -> Authorship:
    """The authorship of the part of the text at `span`, counted from 0."""
    return tuple(
        replace(each, start=max(each.start, span.start) - span.start, end=min(each.end, span.end) - span.start)
        for each in authorship
        if each.start < span.end and span.start < each.end
    )


def replace_spans(authorship: Authorship, puts: Sequence[Replacement]) -> Authorship:
    """The authorship of a text after `puts` have replaced their spans. `authorship` is the authorship before; `puts`
    are in text order and do not overlap. Takes linear time."""
    return tuple(_merged(_rearranged(authorship, puts)))


def keep_unchanged(before: Authorship, old: str, new: str, new_authorship: Authorship) -> Authorship:
    """The authorship of `new`, which replaces `old`: words in both keep their author in `before`, the authorship of
    `old`; the others have that of `new_authorship`, the authorship of `new` alone."""
    puts: list[Replacement] = []
    grown = 0
    for edit in diff(old, new):
        start = edit.start + grown
        puts.append((edit.span, slice_authorship(new_authorship, Span(start, start + len(edit.after)))))
        grown += len(edit.after) - len(edit.before)
    return replace_spans(before, puts)


def _rearranged(authorship: Authorship, puts: Sequence[Replacement]) -> Iterator[AuthoredSpan]:
    """The spans of `authorship` and of `puts` in their new order. Their lengths are right; `_merged` sets their
    offsets."""
    index = position = 0

    def upto(end: int) -> Iterator[AuthoredSpan]:
        nonlocal index, position
        while position < end:
            each = authorship[index]
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
    if authorship:
        yield from upto(authorship[-1].end)


def _merged(pieces: Iterable[AuthoredSpan]) -> Iterator[AuthoredSpan]:
    """The spans placed one after the other from 0, without empty ones; neighbours with the same author, round and
    proposal are joined."""
    waiting: AuthoredSpan | None = None
    for piece in pieces:
        length = piece.end - piece.start
        if not length:
            continue
        if waiting is None:
            waiting = replace(piece, start=0, end=length)
        elif (waiting.author, waiting.depth, waiting.proposal) == (piece.author, piece.depth, piece.proposal):
            waiting = replace(waiting, end=waiting.end + length)
        else:
            yield waiting
            waiting = replace(piece, start=waiting.end, end=waiting.end + length)
    if waiting is not None:
        yield waiting
