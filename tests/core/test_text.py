import itertools
import os
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.text import Span, Utf16, is_boundary, normalise, shared_ends, words
from tests.core.strategies import boundaries, texts


@pytest.mark.parametrize(
    ("one", "other", "overlaps"),
    [
        (Span(0, 3), Span(3, 5), False),
        (Span(0, 3), Span(2, 5), True),
        (Span(1, 1), Span(0, 3), True),
        (Span(0, 0), Span(0, 3), False),
    ],
)
def test_spans_overlap_where_they_share_a_character(one: Span, other: Span, overlaps: bool) -> None:
    assert one.overlaps(other) is other.overlaps(one) is overlaps


@pytest.mark.parametrize("text", ["a b", "  a b\t", "\n\u2028a b\u00a0", "   ", "", "\n"])
def test_a_span_without_the_white_space_at_its_ends(text: str) -> None:
    whole, around = Span(2, 2 + len(text)), f"x {text} y"
    trimmed = whole.trimmed(around)
    assert trimmed.of(around) == text.strip()
    assert whole.contains(trimmed)


@given(texts())
def test_utf16_offsets_count_what_encoding_counts(text: str) -> None:
    offsets = Utf16(text)
    for place in range(len(text) + 1):
        units = len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
        assert offsets.to_utf16(place) == units
        assert offsets.to_code_point(units) == place


def test_the_second_half_of_a_surrogate_pair_lies_in_its_character() -> None:
    offsets = Utf16("a😀b")
    assert [offsets.to_code_point(unit) for unit in range(5)] == [0, 1, 1, 2, 3]


@pytest.mark.parametrize("offset", [-1, 5])
def test_offsets_outside_the_text_are_errors(offset: int) -> None:
    with pytest.raises(ValueError, match="UTF-16"):
        Utf16("a😀b").to_code_point(offset)
    with pytest.raises(ValueError, match="code point"):
        Utf16("a😀b").to_utf16(offset)
    with pytest.raises(ValueError, match="offset"):
        is_boundary("abcd", offset)


@given(texts())
def test_words_joined_give_the_text_back(text: str) -> None:
    assert "".join(words(text)) == text
    assert all(words(text))


@given(texts())
def test_words_cut_no_grapheme(text: str) -> None:
    whole = boundaries(text)
    place = 0
    for word in words(text):
        place += len(word)
        assert place in whole


@given(texts())
def test_a_place_is_a_boundary_wherever_it_is_asked(text: str) -> None:
    whole = boundaries(text)
    assert {place for place in range(len(text) + 1) if is_boundary(text, place)} == whole


@given(st.text(st.characters(max_codepoint=0x22FF), max_size=12))
def test_plain_text_is_cut_as_any_other(text: str) -> None:
    # A grapheme outside what the quick way takes sends the whole text the slow way.
    assert words(text + "\n🇩🇪") == [*words(text + "\n"), "🇩🇪"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don't know", ["I", " ", "don't", " ", "know"]),
        ("it’s well-being", ["it’s", " ", "well-being"]),
        ("3.5 or 1,000.", ["3.5", " ", "or", " ", "1,000", "."]),
        ("end.Next", ["end", ".", "Next"]),
        ("'quoted' rock-", ["'", "quoted", "'", " ", "rock", "-"]),
        ("one—two", ["one", "—", "two"]),
        ("a \u00a0\r\nb", ["a", " \u00a0\r\n", "b"]),
        ("👩\u200d👧 🇩🇪🇫🇷", ["👩\u200d👧", " ", "🇩🇪", "🇫🇷"]),
        ("cafe\u0301s", ["cafe\u0301s"]),
        ("你好", ["你", "好"]),
        ("...", [".", ".", "."]),
    ],
)
def test_words_are_what_a_reader_takes_for_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It’s” ‘so’", "\"It's\" 'so'"),
        ("a – b — c ‑ d", "a - b - c - d"),
        ("a\u00a0 \r\n\tb", "a b"),
        ("z\u200be\ufeffr\u00ado", "zero"),
        (" \u200b ", " "),
        ("cafe\u0301", "café"),
    ],
)
def test_normalising_folds_what_models_change(text: str, expected: str) -> None:
    assert normalise(text).text == expected


@given(texts())
def test_normalising_is_in_composed_form_and_done_once(text: str) -> None:
    folded = normalise(text).text
    assert normalise(folded).text == folded
    assert unicodedata.is_normalized("NFC", folded.replace(" ", "\n"))


@given(texts(), st.data())
def test_every_part_of_the_normalised_text_has_its_place(text: str, data: st.DataObject) -> None:
    folded = normalise(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    if start < end:
        # The place, normalised again, holds at least what was asked for: it may be wider where one character was folded
        # from several.
        assert folded.text[start:end] in normalise(span.of(text)).text


@given(st.text(st.characters(max_codepoint=0x7F), max_size=20))
def test_ascii_is_normalised_as_any_other_text(text: str) -> None:
    """The shorter way that it takes comes to the same as a text that goes the long one, for its last letter."""
    short, long = normalise(text), normalise(text + "é")
    assert short.text + "é" == long.text
    for start in range(len(short.text)):
        assert short.span(start, start + 1) == long.span(start, start + 1)


@given(texts())
def test_places_in_the_original_keep_their_order(text: str) -> None:
    folded = normalise(text)
    spans = [folded.span(place, place + 1) for place in range(len(folded.text))]
    for one, next_one in itertools.pairwise(spans):
        assert one == next_one or one.end <= next_one.start
    assert folded.span(len(folded.text), len(folded.text)).start <= len(text)


def test_a_span_outside_the_normalised_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="no span"):
        normalise("abc").span(2, 9)


@given(st.text("ab", max_size=40), st.text("ab", max_size=40), st.text("abc", max_size=3), st.text("abc", max_size=3))
def test_what_two_texts_share_at_their_ends_is_all_that_they_share(head: str, tail: str, one: str, other: str) -> None:
    first, second = head + one + tail, head + other + tail
    shared, behind = shared_ends(first, second)
    assert shared == len(os.path.commonprefix([first, second]))
    rest = [text[shared:][::-1] for text in (first, second)]
    assert behind == len(os.path.commonprefix(rest))
