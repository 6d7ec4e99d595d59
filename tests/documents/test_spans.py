"""Sums over spans against the plain definition, character by character."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reviser.core.text import Span
from reviser.documents.spans import blanked, complement, merged, touches

spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)).map(lambda pair: Span(pair[0], sum(pair))))


def characters(of: tuple[Span, ...] | list[Span]) -> set[int]:
    return {place for span in of for place in range(span.start, span.end)}


@given(spans)
def test_merged_covers_the_same_places_with_gaps_between(given_spans: list[Span]) -> None:
    result = merged(given_spans)
    assert characters(result) == characters(given_spans)
    assert all(len(span) for span in result)
    assert all(left.end < right.start for left, right in pairwise(result))


@given(spans)
def test_complement_is_the_rest(given_spans: list[Span]) -> None:
    assert characters(complement(merged(given_spans), 40)) == set(range(40)) - characters(given_spans)


@given(spans)
def test_what_is_blanked_keeps_its_length_its_lines_and_what_lies_outside(given_spans: list[Span]) -> None:
    text = "one line\nand\r\nanother, longer one, of words"
    known = merged(span for span in given_spans if span.end <= len(text))
    inside = characters(known)
    assert blanked(text, known, "#") == "".join(
        "#" if place in inside and sign not in "\r\n" else sign for place, sign in enumerate(text)
    )


@given(spans, st.integers(0, 30), st.integers(0, 6))
def test_touches_is_overlap_with_any(given_spans: list[Span], start: int, length: int) -> None:
    known = merged(given_spans)
    span = Span(start, start + length)
    assert touches(known, span) == any(other.overlaps(span) for other in known)
