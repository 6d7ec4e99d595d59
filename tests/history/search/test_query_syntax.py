import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.text import Span
from reviser.history.search.query_syntax import MOST_WORDS, Phrase, find_phrases, index_text, parse_query


@pytest.mark.parametrize(
    ("said", "phrases"),
    [
        ("method", [Phrase(("method",), prefix=True)]),
        ("method ", [Phrase(("method",))]),
        ("me", [Phrase(("me",))]),
        ("a b cde", [Phrase(("a",)), Phrase(("b",)), Phrase(("cde",), prefix=True)]),
        ('"the method"', [Phrase(("the", "method"))]),
        ('"the method', [Phrase(("the", "method"), prefix=True)]),
        ("“the method” used ", [Phrase(("the", "method")), Phrase(("used",))]),
        ('"the meth*" used ', [Phrase(("the", "meth"), prefix=True), Phrase(("used",))]),
        ('"the meth* " ', [Phrase(("the", "meth"), prefix=True)]),
        ('"the me*" "the meth* of" ', [Phrase(("the", "me")), Phrase(("the", "meth", "of"))]),
        ("e-mail ", [Phrase(("e", "mail"))]),
        ("meth* of ", [Phrase(("meth",), prefix=True), Phrase(("of",))]),
        ("me* of ", [Phrase(("me",)), Phrase(("of",))]),
        ("文章を", [Phrase(("文", "章", "を"))]),
        ("AND OR NOT NEAR(a, b) ", [Phrase(("AND",)), Phrase(("OR",)), Phrase(("NOT",)), Phrase(("NEAR", "a")),
                                    Phrase(("b",))]),
        ("🙂 -- \x00 \"\" \ue000 '", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_phrases(said: str, phrases: list[Phrase]) -> None:
    assert list(parse_query(said)) == phrases


def test_very_much_is_cut() -> None:
    assert sum(len(phrase.words) for phrase in parse_query("a-b c " * 1000)) <= MOST_WORDS


@pytest.mark.parametrize(
    ("said", "text", "found"),
    [
        ("Method", "a method, Methods; unmethod", ["method", "Methods"]),
        ("cafe ", "Un CAFÉ, cafe\u0301 and cafes", ["CAFÉ", "cafe\u0301"]),
        ("café ", "a cafe", ["cafe"]),
        ('"of the"', "of, the of-the of\nthe", ["of, the", "of-the", "of\nthe"]),
        ('"the meth*" ', "the methods, the method of a meth", ["the methods", "the method"]),
        ("文章", "この文章は", ["文章"]),
        ('"of the"', "a café of", []),
        ('"of the"', "a café of the", ["of the"]),
        ("of the", "Of theirs", ["Of", "theirs"]),
        ("ΟΔΟΣ", "οδος", ["οδος"]),
    ],
)
def test_what_was_looked_for_is_found_in_a_text(said: str, text: str, found: list[str]) -> None:
    assert [span.of(text) for span in find_phrases(parse_query(said), text)] == found


@given(st.text(st.sampled_from('abAB -"*,\n'), max_size=12), st.text(st.sampled_from("abAB ,-_\n"), max_size=30))
def test_text_in_ascii_is_read_like_any_other(said: str, text: str) -> None:
    other = find_phrases(parse_query(said), text + " é")
    assert find_phrases(parse_query(said), text) == other


@given(st.text())
def test_the_index_gets_neither_marks_nor_nul(text: str) -> None:
    given_ = index_text(text)
    assert "\0" not in given_
    assert not any("\ue000" <= character <= "\uf8ff" for character in given_)
    given_.encode()


def test_a_place_is_in_code_points() -> None:
    assert find_phrases(parse_query("b "), "🙂é b") == [Span(3, 4)]
