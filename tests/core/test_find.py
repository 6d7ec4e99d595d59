"""Finding in a text, and what replacing changes: by hand-made cases, and by what must hold of any text."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reviser.core.edit import apply
from reviser.core.find import Matches, PatternError, Query, TemplateError, find, replace_all, replace_one
from reviser.core.text import Span, is_boundary
from tests.core.strategies import texts


def found(text: str, words: str, **how: bool) -> list[str]:
    matches = find(text, Query(words, **how))
    return [text[start:end] for start, end in zip(matches.starts, matches.ends, strict=True)]


def replaced(text: str, words: str, by: str, line_end: str = "\n", **how: bool) -> str:
    return apply(text, replace_all(text, Query(words, **how), by, line_end).edits)


@pytest.mark.parametrize(
    ("text", "words", "how", "expected"),
    [
        ("Cat cat CAT", "cat", {}, ["Cat", "cat", "CAT"]),
        ("Cat cat CAT", "cat", {"match_case": True}, ["cat"]),
        ("Straße STRASSE strasse", "strasse", {}, ["Straße", "STRASSE", "strasse"]),
        ("ΟΔΟΣ οδος οδοσ", "οδος", {}, ["ΟΔΟΣ", "οδος", "οδοσ"]),
        ("5 km, 5\u00a0km, 5\u202fkm, 5\tkm", "5 km", {}, ["5 km", "5\u00a0km", "5\u202fkm"]),
        ("5 km, 5\u00a0km", "5\u00a0km", {}, ["5\u00a0km"]),
        ("caf\u00e9 cafe\u0301 cafe", "caf\u00e9", {}, ["caf\u00e9", "cafe\u0301"]),
        ("caf\u00e9 cafe\u0301 cafe", "cafe", {}, ["cafe"]),
        ("👩‍👩‍👧 👩", "👩", {}, ["👩"]),
        ("a.b axb", "a.b", {}, ["a.b"]),
        ("a+ (b) [c]", "a+ (b) [c]", {}, ["a+ (b) [c]"]),
        ("cat concat cats cat's", "cat", {"whole_words": True}, ["cat", "cat"]),
        ("x (a) y", "(a)", {"whole_words": True}, ["(a)"]),
        ("cat cats", "cat|cats", {"whole_words": True, "expression": True}, ["cat", "cats"]),
        ("one\ntwo", r"^\w+$", {"expression": True}, ["one", "two"]),
        ("one\r\ntwo\rthree", r"^\w+$", {"expression": True}, ["one", "two", "three"]),
        ("one\r\ntwo", r".+", {"expression": True}, ["one", "two"]),
        ("one\r\ntwo", r"(?s).+", {"expression": True}, ["one\r\ntwo"]),
        ("one\r\n\r\ntwo\n\n", r"\n\n", {"expression": True}, ["\r\n\r\n", "\n\n"]),
        ("one [$] two\r\n", r"[$.^]", {"expression": True}, ["$"]),
        ("5\u00a0km 5 km", r"5 km", {"expression": True}, ["5 km"]),
        ("any", "", {}, []),
    ],
)
def test_what_is_found(text: str, words: str, how: dict[str, bool], expected: list[str]) -> None:
    assert found(text, words, **how) == expected


@pytest.mark.parametrize(("words", "place"), [("(a", 2), ("[a", 2), ("*", 0), ("a)", 1)])
def test_what_is_no_expression_says_where(words: str, place: int) -> None:
    with pytest.raises(PatternError) as caught:
        find("any\r\n", Query(words, expression=True))
    assert caught.value.place == place
    assert found("(a [a * a)", words) == [words]


def test_an_expression_that_takes_too_long_is_given_up() -> None:
    text = "ab " + "x" * 60
    query = Query("ab|(?:x|xx)+[yz]", expression=True)
    matches = find(text, query, limit_s=0.1)
    assert (matches.starts, matches.complete) == ((0,), False)
    assert not replace_all(text, query, "c", limit_s=0.1).complete
    assert replace_one(text, query, Span(3, 63), "c", limit_s=0.1) is None


@pytest.mark.parametrize(
    ("text", "words", "by", "line_end", "expected"),
    [
        ("John Smith", r"(\w+) (\w+)", r"\2, \1", "\n", "Smith, John"),
        ("John Smith", r"(?P<first>\w+) (?P<last>\w+)", r"\g<last>, \g<first>", "\n", "Smith, John"),
        ("ab", r"(a)|(b)", r"[\1\2]", "\n", "[a][b]"),
        ("one\r\ntwo", r"e\nt", r"e.\nT", "\r\n", "one.\r\nTwo"),
        ("one\rtwo", r"\n", r"\n\n", "\r", "one\r\rtwo"),
        ("one\ntwo", r"^", "> ", "\n", "> one\n> two"),
        ("one\r\ntwo\r\n", r"$", ".", "\r\n", "one.\r\ntwo.\r\n."),
        ("aab", r"a*", "-", "\n", "--b-"),
        ("5 km", r" ", r"\u00a0", "\n", "5\u00a0km"),
    ],
)
def test_references_and_escapes_in_what_is_put_in(text: str, words: str, by: str, line_end: str, expected: str) -> None:
    assert replaced(text, words, by, line_end, expression=True) == expected


def test_what_is_put_in_for_plain_words_stands_for_itself() -> None:
    assert replaced("a cat", "cat", r"\1 \n \g<x>") == r"a \1 \n \g<x>"


@pytest.mark.parametrize("by", [r"\2", r"\g<name>", r"\q", "\\", r"\ud800", r"\x00"])
def test_what_cannot_be_put_in_is_an_error(by: str) -> None:
    query = Query(r"(a)", expression=True)
    with pytest.raises(TemplateError):
        replace_all("a", query, by)
    with pytest.raises(TemplateError):
        replace_one("a", query, Span(0, 1), by)


def test_bytes_that_were_no_text_are_kept_in_a_group() -> None:
    assert replaced("a\udcff", "a(.)", r"\1a", expression=True) == "\udcffa"


def test_what_stays_the_same_is_no_change() -> None:
    made = replace_all("Cat cat", Query("cat"), "cat")
    assert [(edit.start, edit.before) for edit in made.edits] == [(0, "Cat")]
    assert made.count == 1


def test_one_match_is_replaced_as_it_is_among_all() -> None:
    query = Query(r"(?<=x)(a+)", expression=True)
    edit = replace_one("aa xaa", query, Span(4, 6), r"<\1>")
    assert edit is not None
    assert apply("aa xaa", [edit]) == "aa x<aa>"
    assert replace_one("aa xaa", query, Span(0, 2), "b") is None


def test_matches_are_known_by_their_place() -> None:
    matches = Matches((0, 4, 4, 9), (2, 4, 6, 9))
    assert [matches.index_of(matches.span(index)) for index in range(4)] == [0, 1, 2, 3]
    assert matches.index_of(Span(4, 5)) is None
    assert matches.within(2, 4) == [Span(0, 2), Span(4, 4), Span(4, 6)]
    assert matches.within(7, 8) == []


def test_a_flag_behind_another_is_found_where_half_of_both_looks_the_same() -> None:
    text = "\U0001f1e6\U0001f1e7\U0001f1e7\U0001f1e7"  # flags AB and BB: the letters 1 and 2 are no flag
    matches = find(text, Query(text[2:], match_case=True))
    assert [matches.span(index) for index in range(len(matches))] == [Span(2, 4)]


@given(texts(), st.data())
def test_every_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assume(start < end and is_boundary(text, start) and is_boundary(text, end))
    assume(is_boundary(text[start:end], 0) and not unicodedata.combining(text[start]))
    matches = find(text, Query(text[start:end], match_case=True))
    spans = [matches.span(index) for index in range(len(matches))]
    assert any(span.start <= start < span.end for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(is_boundary(text, span.start) and is_boundary(text, span.end) for span in spans)


@given(texts(), st.text("abc \u00e9e\u0301\r\n", min_size=1, max_size=3), st.text("ab \n", max_size=3))
def test_replacing_leaves_what_stands_between_the_matches(text: str, words: str, by: str) -> None:
    matches = find(text, Query(words))
    stops = [0, *(place for index in range(len(matches)) for place in (matches.starts[index], matches.ends[index]))]
    between = [text[a:b] for a, b in zip(stops[::2], [*stops[1::2], len(text)], strict=True)]
    made = replace_all(text, Query(words), by)
    assert apply(text, made.edits) == by.join(between)
    assert made.count == sum(text[a:b] != by for a, b in zip(matches.starts, matches.ends, strict=True))
    assert all(one.end < other.start for one, other in pairwise(made.edits))
