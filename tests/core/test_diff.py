import itertools
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.align import align
from reviser.core.diff import diff
from reviser.core.edit import Edit, apply, check, invert
from reviser.core.text import is_boundary, words
from tests.core.strategies import boundaries, plain_texts, revisions, texts
from tests.data import shared


@given(revisions())
def test_always_2_applying_the_diff_gives_the_other_text(pair: tuple[str, str]) -> None:
    base, other = pair
    edits = diff(base, other)
    assert apply(base, edits) == other
    assert apply(other, invert(edits)) == base


@given(revisions())
def test_always_2_edits_are_in_order_apart_and_one_at_a_place(pair: tuple[str, str]) -> None:
    base, other = pair
    edits = diff(base, other)
    assert check(base, edits) == edits
    for one, next_one in itertools.pairwise(edits):
        assert one.end < next_one.start
    assert all(edit.before != edit.after for edit in edits)


@given(revisions())
def test_always_2_no_edit_cuts_a_grapheme(pair: tuple[str, str]) -> None:
    base, other = pair
    ours, theirs = boundaries(base), boundaries(other)
    shift = 0
    for edit in diff(base, other):
        assert edit.start in ours
        assert edit.end in ours
        assert edit.start + shift in theirs
        assert edit.start + shift + len(edit.after) in theirs
        shift += len(edit.after) - len(edit.before)


@given(revisions())
def test_always_2_edits_keep_to_words(pair: tuple[str, str]) -> None:
    base, other = pair
    ends = {0}
    place = 0
    for word in words(base):
        # White space is one word to the diff; lines may part inside it.
        ends |= set(range(place, place + len(word) + 1)) if word.isspace() else {place, place + len(word)}
        place += len(word)
    for edit in diff(base, other):
        assert edit.start in ends
        assert edit.end in ends


@given(revisions())
def test_always_3_what_lies_outside_the_edits_is_the_same(pair: tuple[str, str]) -> None:
    base, other = pair
    place = shift = 0
    for edit in (*diff(base, other), Edit(len(base), "", "")):
        assert base[place : edit.start] == other[place + shift : edit.start + shift]
        place = edit.end
        shift += len(edit.after) - len(edit.before)


@given(texts())
def test_equal_texts_differ_in_nothing(text: str) -> None:
    assert diff(text, text) == ()


@given(st.lists(st.integers(0, 6), max_size=60), st.lists(st.integers(0, 6), max_size=60))
def test_an_alignment_is_in_order_and_true(ours: list[int], theirs: list[int]) -> None:
    i = j = 0
    for a, b, length in align(ours, theirs):
        assert a >= i
        assert b >= j
        assert length > 0
        assert ours[a : a + length] == theirs[b : b + length]
        i, j = a + length, b + length


def test_a_long_alignment_is_as_short_ones_are() -> None:
    same = list(range(4100))
    assert align([-1, *same, -2], [-3, *same, -4]) == [(1, 1, 4100)]
    chance = random.Random(3)
    ours, theirs = (chance.choices(range(3), k=5000) for _ in range(2))
    i = j = 0
    for a, b, length in align(ours, theirs):
        assert min(a - i, b - j) >= 0 < length
        assert ours[a : a + length] == theirs[b : b + length]
        i, j = a + length, b + length
    assert min(i, j) > 4500


def _marked(base: str, other: str) -> list[tuple[str, str]]:
    return [(edit.before, edit.after) for edit in diff(base, other)]


@pytest.mark.parametrize(
    ("base", "other", "marked"),
    [
        ("the cat sat", "the black cat sat", [("", "black ")]),
        ("the black cat sat", "the cat sat", [("black ", "")]),
        ("the cat sat.", "the cat sat down.", [("", " down")]),
        ("It was late.", "It was early.", [("late", "early")]),
        ("It  was  late.", "It was late.", [("  ", " "), ("  ", " ")]),
        ("We utilized it.", "We used it.", [("utilized", "used")]),
        # Punctuation between two changes belongs to them.
        ("with red, green paint", "with blue, yellow paint", [("red, green", "blue, yellow")]),
        # So does a word that stays by chance between two rewritten phrases.
        (
            "We then proceeded quickly to the northern harbour.",
            "We then marched slowly along the southern coastline.",
            [("proceeded quickly to the northern harbour", "marched slowly along the southern coastline")],
        ),
        # A word that stays between two small changes is no chance.
        ("a big red house", "a large red barn", [("big", "large"), ("house", "barn")]),
        # Each sentence has its own decision.
        ("I saw one. Two came.", "I saw three. Four came.", [("one", "three"), ("Two", "Four")]),
        ("One line\nTwo line", "Three line\nFour line", [("One", "Three"), ("Two", "Four")]),
        # Of the places where a repetition can be marked, the one that a reader sees.
        ("The dog ran. The dog slept.", "The dog ran. The dog ate. The dog slept.", [("", "The dog ate. ")]),
        ("he said that that was so", "he said that was so", [("that ", "")]),
        ("A.\n\nC.\n", "A.\n\nB.\n\nC.\n", [("", "B.\n\n")]),
        ("f(x,y)", "f(x,x,y)", [("", ",x")]),
        ("café", "cafe\u0301", [("café", "cafe\u0301")]),
        ("👩\u200d👧 came", "👩\u200d👦 came", [("👩\u200d👧", "👩\u200d👦")]),
        ("line\r\n", "line\n", [("\r\n", "\n")]),
        ("", "new", [("", "new")]),
        ("old", "", [("old", "")]),
    ],
)
def test_a_diff_marks_what_a_reader_marks(base: str, other: str, marked: list[tuple[str, str]]) -> None:
    assert _marked(base, other) == marked


def test_drafts_of_real_essays_become_each_other() -> None:
    for first in sorted(shared("argrewrite").glob("*.draft1.txt")):
        drafts = [first.with_name(first.name.replace("draft1", f"draft{number}")) for number in (1, 2, 3)]
        read = [Path(draft).read_bytes().decode("utf-8", "replace") for draft in drafts if draft.exists()]
        for base, other in itertools.pairwise(read):
            edits = diff(base, other)
            assert apply(base, edits) == other
            assert all(is_boundary(base, edit.start) and is_boundary(base, edit.end) for edit in edits)


def _long_texts() -> dict[str, tuple[str, str]]:
    chance = random.Random(5)
    sentence = "In the year {0} the number {0} of things {1} that we saw was {1} at most, or so they said in {0}. "
    lines = ["".join(sentence.format(i * 7 + j, i + j) for j in range(8)) + "\n\n" for i in range(600)]
    base = "".join(lines)
    shuffled = base.split(" ")
    chance.shuffle(shuffled)
    repeated = ["the same line\n"] * 20_000
    some = [chance.choice(["", "another line\n"]) if chance.random() < 0.02 else line for line in repeated]
    return {
        "moved": (base, "".join(lines[200:400] + lines[:200] + lines[400:])),
        "shuffled": (base, " ".join(shuffled)),
        "one line": (base.replace("\n", " "), base.replace("\n", " ").replace(" number 7", " count 7")),
        "repeated": ("".join(repeated), "".join(some)),
        "nothing common": (base, " ".join(f"x{i % 977}." for i in range(100_000))),
        "two words": (" ".join(chance.choices("ab", k=100_000)), " ".join(chance.choices("ab", k=100_000))),
    }


@pytest.mark.parametrize("case", ["moved", "shuffled", "one line", "repeated", "nothing common", "two words"])
def test_long_texts_never_explode(case: str) -> None:
    # An engine that is quadratic takes minutes here; the figure itself is measured in tests/benchmarks.
    base, other = _long_texts()[case]
    start = time.perf_counter()
    edits = diff(base, other)
    assert time.perf_counter() - start < 20
    assert apply(base, edits) == other


@given(plain_texts(200), plain_texts(200))
def test_texts_of_few_words_become_each_other(base: str, other: str) -> None:
    assert apply(base, diff(base, other)) == other
