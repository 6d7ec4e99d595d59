"""Whose word it is: names, terms, symbols and LaTeX are the writer's."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.text import Span
from reviser.revisers.rules.protected_words import (
    ProtectedWords,
    follows_abbreviation,
    is_variant,
    masked,
    merged,
    neighbours,
    starts_sentence,
    symbolic_spans,
)


def symbols(text: str) -> list[str]:
    return [span.of(text) for span in symbolic_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"the parameter \varepsilon . In", [r"\varepsilon"]),
        ("of $n^2  + 1$ bits", ["$n^2  + 1$"]),
        (r"so \(a  b\) holds and \[c  d\] too", [r"\(a  b\)", r"\[c  d\]"]),
        ("see https://example.org/a_b, or", ["https://example.org/a_b,"]),
        ("write to me@example.org now", ["me@example.org"]),
        ("call std::sort or my_name or a->b", ["std::sort", "my_name", "a->b"]),
        ("in /usr/local/bin today", ["/usr/local/bin"]),
        ("he/she costs 50% (or so), and/or “more”", []),
        ("It costs $5 and $6 here.", []),
    ],
)
def test_symbols_are_no_prose(text: str, expected: list[str]) -> None:
    assert symbols(text) == expected


@given(st.text(max_size=200))
def test_symbolic_spans_are_in_order_and_apart(text: str) -> None:
    spans = list(symbolic_spans(text))
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=5))
def test_a_mask_keeps_offsets_and_lines(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = merged(Span(*sorted(min(place, len(text)) for place in pair)) for pair in pairs)
    hidden = masked(text, spans, "\ue000")
    assert len(hidden) == len(text)
    for place, (shown, real) in enumerate(zip(hidden, text, strict=True)):
        inside = any(span.start <= place < span.end for span in spans)
        if not inside or real in "\r\n":
            assert shown == real
        elif shown != "\ue000":
            assert shown.isspace()
            assert real.isspace() or real in "|:-"


def test_a_mask_keeps_the_blanks_at_its_ends_and_parts_cells() -> None:
    text = "| one `a b` | two |"
    spans = (Span(0, 2), Span(6, 14), Span(17, 19))
    assert masked(text, spans, "\ue000") == "\n\none \ue000\ue000\ue000\ue000\ue000\n\n\ntwo\n\n"


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8))
def test_merged_spans_cover_the_same_and_lie_apart(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(min(pair), max(pair)) for pair in pairs]
    joined = merged(spans)
    assert all(left.end < right.start for left, right in pairwise(joined))
    assert {place for span in joined for place in range(span.start, span.end)} == {
        place for span in spans for place in range(span.start, span.end)
    }


@pytest.mark.parametrize(
    ("text", "word", "named"),
    [
        ("The idea of Vazirani is old.", "Vazirani", True),
        ("Dolieb Hill was a mission.", "Dolieb", True),
        ("Dolieb Hill. Near Dolieb they met.", "Dolieb", True),
        ("a min-max problm", "min", True),
        ("it uses fooBar twice", "fooBar", True),
        ("see h264 there", "h264", True),
        ("General Eduard von Liebert spoke", "von", True),
        ("they recieve it", "recieve", False),
        ("(German: Reichstag) met", "Reichstag", True),
        ("It ended. Becouse it rained", "Becouse", False),
    ],
)
def test_a_name_is_known_by_how_it_is_written(text: str, word: str, named: bool) -> None:
    protected_words = ProtectedWords.read(text)
    assert protected_words.is_named(text, text.index(word), word) is named


def test_what_the_person_called_theirs_is_theirs_exactly() -> None:
    protected_words = ProtectedWords.read("we saw teh", own=["teh"])
    assert protected_words.is_named("we saw teh", 7, "teh")
    assert not protected_words.is_named("Teh end", 0, "Teh")


def test_occurrences_are_counted_whatever_the_case() -> None:
    protected_words = ProtectedWords.read("Confocal pairs. The confocal family; a CONFOCAL one.")
    assert protected_words.occurrences("confocal") == 3
    assert protected_words.occurrences("family") == 1


@pytest.mark.parametrize(
    ("text", "place", "starts"),
    [
        ("Word here", 0, True),
        ("Ends. Next", 6, True),
        ("Ends.” Next", 7, True),
        ("line one\nNext line", 9, True),
        ("he said “Next", 9, True),
        ("after: Next", 7, False),
        ("plain Next", 6, False),
        ("# Heading", 2, True),
        ("(Vazirani 2012)", 1, True),
        ("idea (Vazirani 2012)", 6, False),
    ],
)
def test_where_sentences_start(text: str, place: int, starts: bool) -> None:
    assert starts_sentence(text, place) is starts


def test_a_full_stop_of_an_abbreviation_ends_nothing() -> None:
    assert follows_abbreviation("Dave Mussati Jr. and", 17)
    assert follows_abbreviation("Packing Co. indicated", 12)
    assert not follows_abbreviation("It was over. and", 13)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("colour", "color", True),
        ("color", "colour", True),
        ("kilometres", "kilometers", True),
        ("uncategorised", "uncategorized", True),
        ("councillor", "councilor", True),
        ("analyse", "analyze", True),
        ("recieve", "receive", False),
        ("colour", "cooler", False),
    ],
)
def test_british_and_american_spellings_of_one_word(one: str, other: str, same: bool) -> None:
    assert is_variant(one, other) is same


def test_neighbours_are_words_with_one_space_between() -> None:
    text = "we saw teh cat, teh end"
    assert neighbours(text, Span(7, 10)) == ("saw", "cat")
    assert neighbours(text, Span(16, 19)) == ("", "end")
