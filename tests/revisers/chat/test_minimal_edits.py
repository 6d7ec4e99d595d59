import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit, apply, check
from reviser.core.text import Span, normalise, words
from reviser.revisers.chat.minimal_edits import Marks, dependent, minimal_edits
from tests.core.strategies import plain_texts, texts


def said(text: str) -> list[str]:
    """The words without white space, with which a combining character that stands alone makes one word."""
    return list(filter(None, ("".join(word.split()) for word in words(normalise(text).text))))


def edits(before: str, after: str) -> list[tuple[str, str]]:
    found = minimal_edits(before, Span(0, len(before)), after, Marks.of(before))
    return [(edit.before, edit.after) for edit in found]


@given(st.one_of(plain_texts(), texts()), st.one_of(plain_texts(), texts()), plain_texts(4), plain_texts(4))
def test_what_is_narrowed_says_what_was_wanted_and_changes_nothing_else(
    before: str, after: str, left: str, right: str
) -> None:
    text = left + " " + before + " " + right
    span = Span(len(left) + 1, len(left) + 1 + len(before))
    found = minimal_edits(text, span, after, Marks.of(text))
    check(text, found)
    for edit in found:
        assert span.start - 1 <= edit.start <= edit.end <= span.end + 1
    result = apply(text, found)
    if found:
        assert said(result) == said(f"{left} {after} {right}")


@given(plain_texts())
def test_the_same_in_other_marks_is_no_change(text: str) -> None:
    other = normalise(text).text
    assert edits(text, other) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a very good dog", "a good dog", [("very ", "")]),
        ("good, very, dog", "good, dog", [("very, ", "")]),
        ("the dog’s bone", "the cat's bone", [("dog’s", "cat’s")]),
        ("“So” it “be”", '"So" it was "so"', [("be", "so"), ("it", "it was")]),
        ("one\u00a0two three", "one two four", [("three", "four")]),
        ("one\ntwo three", "one two four", [("three", "four")]),
        ("a well - known dog", "a well — known cat", [("dog", "cat")]),
    ],
)
def test_only_the_words_that_change_are_marked(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    found = edits(before, after)
    assert said(apply(before, minimal_edits(before, Span(0, len(before)), after, Marks.of(before)))) == said(after)
    if before[0] != "“":
        assert found == expected
    else:
        assert all('"' not in new for _, new in found)


@pytest.mark.parametrize(
    ("text", "after", "there"),
    [
        ("A word deleted here.", "A word here.", "A word here."),
        ("Here word", "Here", "Here"),
        ("Word here", "here", "here"),
    ],
)
def test_a_deletion_takes_one_space_along(text: str, after: str, there: str) -> None:
    word = "deleted" if "deleted" in text else ("word" if "word" in text else "Word")
    start = text.index(word)
    found = minimal_edits(text, Span(start, start + len(word)), "", Marks.of(text))
    assert apply(text, found) == there == after


@pytest.mark.parametrize(
    ("pairs", "groups"),
    [
        ([("", "("), ("", ")")], 1),
        ([("", ","), ("", ",")], 1),
        ([("", ","), ("teh", "the")], 2),
        ([("slowly ", ""), ("", " slowly")], 1),
        ([("result", "results"), ("shows", "show")], 1),
        ([("result", "results"), ("is", "are")], 1),
        ([("This", "These"), ("was", "were")], 1),
        ([("go", "goes"), ("eat", "eats")], 2),
        ([("teh", "the"), ("recieve", "receive")], 2),
    ],
)
def test_changes_depend_where_one_alone_would_be_wrong(pairs: list[tuple[str, str]], groups: int) -> None:
    made = [Edit(20 * index, before, after) for index, (before, after) in enumerate(pairs)]
    assert len(dependent(made)) == groups


PIECES = (
    "",
    "(",
    ")",
    ",",
    "slowly ",
    " slowly quick",
    "quick",
    "result",
    "results",
    "shows",
    "show",
    "is",
    "are",
    "teh",
)


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(PIECES)), max_size=7))
def test_edits_depend_where_two_of_them_do_and_through_others(pairs: list[tuple[str, str]]) -> None:
    made = [Edit(40 * index, before, after) for index, (before, after) in enumerate(pairs)]
    groups = dependent(made)
    assert sorted(edit for group in groups for edit in group) == made
    assert all(one < other for group in groups for one, other in pairwise(group))
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)
    where = {edit: number for number, group in enumerate(groups) for edit in group}
    for one in made:
        for other in made:
            if len(dependent([one, other])) == 1:
                assert where[one] == where[other]


def test_what_depends_is_found_at_once_however_many_edits_there_are() -> None:
    made = [Edit(20 * index, f"same{index}", f"other{index}") for index in range(4_000)]
    began = time.process_time()
    assert len(dependent(made)) == len(made)
    assert time.process_time() - began < 2
