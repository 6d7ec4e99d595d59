"""Counts of words, characters, sentences and paragraphs; the rules of Unicode as Qt, which knows them too, has them."""

from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTextBoundaryFinder

from reviser.core.segment import paragraphs, sentences
from reviser.core.word_count import TextCounts, count_characters, count_words, tally

# What the rules for words and graphemes tell apart; no hyphens, which are joined here, no colons and full stops, which
# Qt has rules of its own for, no Thai, which it may cut by a dictionary, and nothing of India, where Qt 6.11 cuts
# surrogates apart, and no flags, of which it cuts one behind an emoji apart.
SIGNS = st.text("aZéßжאع日カひ7'’,;_ \t\n\r\u00a0\u00ad\u0301\u200d\u2028–—!?()*#🙂👩\u200b½①")
TEXTS = st.one_of(SIGNS, st.text(), st.text("ab -.!?\n#>*"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  \n… – 🙂 !", 0),
        ("It can't be; don’t.", 4),
        ("3.14 and 1,234", 3),
        ("a well-known e-mail", 3),
        ("She said—no: nothing.", 4),
        ("two -- dashes - here", 3),
        ("U.S.A. e.g. x_y _z_", 4),
        ("日本語", 3),
        ("カタカナ", 1),
        ("Straße, naïve, cafe\u0301s", 3),
        ("un\u00ad\u00adbeliev\u00adable", 1),
        ("left\nright\r\nand\u2028below", 4),
    ],
)
def test_words(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("", (0, 0)),
        ("a b\r\nc\n", (4, 3)),
        ("e\u0301 👩\u200d👩\u200d👧", (3, 2)),
        ("\u00a0🇩🇪\u2028", (2, 1)),
        ("ab\tc", (4, 3)),
    ],
)
def test_characters(text: str, characters: tuple[int, int]) -> None:
    assert count_characters(text) == characters


@given(SIGNS)
def test_words_are_those_of_unicode(text: str) -> None:
    parts = _parts(text, QTextBoundaryFinder.BoundaryType.Word)
    assert count_words(text) == sum(any(each.isalpha() or each.isnumeric() for each in part) for part in parts)


@given(SIGNS)
def test_characters_are_those_of_unicode(text: str) -> None:
    parts = _parts(text, QTextBoundaryFinder.BoundaryType.Grapheme)
    ends = {"\n", "\r", "\r\n", "\u2028"}
    assert count_characters(text)[0] == sum(part not in ends for part in parts)


def _parts(text: str, kind: QTextBoundaryFinder.BoundaryType) -> list[str]:
    finder, units = QTextBoundaryFinder(kind, text), text.encode("utf-16-le")
    found, start = [], 0
    while (end := finder.toNextBoundary()) >= 0:
        found.append(units[2 * start : 2 * end].decode("utf-16-le"))
        start = end
    return found


@given(TEXTS)
def test_paragraphs_add_up_to_the_text(text: str) -> None:
    parts = list(tally(text))
    whole = sum(parts, TextCounts())
    assert len(parts) == len(paragraphs(text))
    assert whole.words == count_words(text)
    assert (whole.characters, whole.solid) == count_characters(text)
    assert whole.paragraphs <= whole.sentences <= max(whole.words, 0) + len(sentences(text))
    assert whole.solid <= whole.characters <= len(text)


@given(TEXTS, TEXTS)
def test_lines_add_up_to_the_text(one: str, other: str) -> None:
    assert count_words(f"{one}\n{other}") == count_words(one) + count_words(other)


@given(TEXTS)
def test_what_is_no_prose_has_no_words(text: str) -> None:
    found = sum(tally(text, " " * len(text)), TextCounts())
    assert astuple(found) == (0, *count_characters(text), 0, 0)


def test_sentences_and_paragraphs() -> None:
    text = "# A title\n\nOne sentence. Another one!\nAnd a third?\n\n***\n\nThe end.\n"
    found = sum(tally(text), TextCounts())
    assert (found.sentences, found.paragraphs) == (5, 3)


def test_reading_takes_as_long_as_it_was_measured() -> None:
    assert TextCounts(words=476).minutes == 2
