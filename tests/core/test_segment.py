import json
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.segment import ASKED_SINGLY, Sentences, paragraph_at, paragraphs, sentence_at, sentences
from reviser.core.text import Span
from tests.core.strategies import boundaries, plain_texts, texts
from tests.data import shared

ANY_TEXT = st.one_of(texts(), plain_texts(40), texts(8).map(lambda text: text * 3))


def _check_lossless(text: str, spans: list[Span]) -> None:
    assert "".join(span.of(text) for span in spans) == text
    assert all(one.end == next_one.start for one, next_one in pairwise(spans))
    assert all(spans)
    if spans:
        assert (spans[0].start, spans[-1].end) == (0, len(text))


@given(ANY_TEXT)
def test_paragraphs_and_sentences_joined_give_the_text_back(text: str) -> None:
    _check_lossless(text, paragraphs(text))
    _check_lossless(text, sentences(text))


@given(ANY_TEXT)
def test_no_sentence_goes_beyond_its_paragraph(text: str) -> None:
    ends = {span.end for span in sentences(text)}
    assert {span.end for span in paragraphs(text)} <= ends


@given(ANY_TEXT)
def test_always_2_no_sentence_cuts_a_grapheme(text: str) -> None:
    assert {span.end for span in sentences(text)} <= boundaries(text)


@given(ANY_TEXT)
def test_the_sentence_at_a_place_is_the_one_that_the_whole_text_has(text: str) -> None:
    whole = sentences(text)
    for span in whole:
        for offset in {span.start, (span.start + span.end) // 2, span.end - 1}:
            assert sentence_at(text, offset) == span
    assert sentence_at(text, len(text)) == (whole[-1] if whole else Span(0, 0))


@given(ANY_TEXT)
def test_the_paragraph_at_a_place_is_the_one_that_the_whole_text_has(text: str) -> None:
    whole = paragraphs(text)
    for span in whole:
        for offset in {span.start, (span.start + span.end) // 2, span.end - 1}:
            assert paragraph_at(text, offset) == span
    assert paragraph_at(text, len(text)) == (whole[-1] if whole else Span(0, 0))
    for offset in (-1, len(text) + 1):
        with pytest.raises(ValueError, match="no offset"):
            paragraph_at(text, offset)


@given(texts(10), texts(10), st.data())
def test_a_sentence_depends_on_its_own_paragraph_only(one: str, other: str, data: st.DataObject) -> None:
    middle = "A sentence here. And one more.\n\n"
    text = "X" + one + "\n\n" + middle + "# " + other
    offset = text.index(middle, len(one)) + data.draw(st.integers(0, len(middle) - 1))
    assert sentence_at(text, offset).of(text) in ("A sentence here. ", "And one more.\n\n")


def test_a_place_outside_the_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="no offset"):
        sentence_at("abc", 4)


@pytest.mark.parametrize(
    "parts",
    [
        ["Dr. Smith et al. (2020) saw it. ", "It was late."],
        ["As Fig. 3 shows, it works. ", "See also vol. 2, Eq. (3), p. 7 and Sec. 4. ", "Done."],
        ["It cost 3.5 million, i.e. a lot. ", "Others, e.g. the cars, cost less."],
        ["J. K. Rowling and A. B. Smith met on Jan. 5 in the U.S. Army camp. ", "They left."],
        ["She left... but came back. ", "Then what?! ", "Nothing…"],
        ['"Really?" he asked. ', '"Yes!" ', "She went."],
        ["He said “Hello there. How are you?” to me. ", "I left."],
        ["It would be no. ", "A car may. ", "I would if it were me. ", "I said no. 5 is so."],
        ["He asked (was it so?) again. ", "No answer."],
        ["At 5 p.m. we left. ", "It rained."],
        ["I told Mr. X, Mrs. Y and Prof. Z that St. John is a Ph.D. student. ", "All agreed."],
        # Left open, a quotation ends with its sentence.
        ["He saw “no chance for it to be so.  ", "But how can we be certain? ", "Nobody can."],
        ["One thing (see here. ", "Another thing."],
        ["Two  spaces.  ", "And\u00a0one. ", "B\u00a0. X."],
        ["\ufeffWith a BOM. ", "And more.\r\n"],
        [
            "Wrapped by hand, this line is full of words that go\non in the next one. ",
            "Then it\nends.\n\n",
            "Another paragraph.",
        ],
        ["Title Without Stop\n", "A longer line that follows it, as titles have. ", "Yes."],
        ["你好。", "我很好！", "是吗？"],
        ["A number as 11.1 ⁇ % is one."],
    ],
)
def test_sentences_part_where_a_reader_parts_them(parts: list[str]) -> None:
    text = "".join(parts)
    assert [span.of(text) for span in sentences(text)] == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["One.\n\n", "Two.\n\n\n", "Three."],
        ["\n\nOne.\n \n", "Two."],
        ["One\r\n\r\n", "Two\r\n"],
        ["One\r\r", "Two"],
        ["# Heading\n", "Text of it\nthat goes on.\n", "## Another\n", "More."],
        ["- one\n", "- two\n  and more\n", "- three\n\n", "1. first\n", "2) second\n", "(a) third"],
        ["> quoted\n", "> again\n\n", "Text."],
        ["| a | b |\n", "| 1 | 2 |\n", "Text."],
        ["Text.\n", "```\n", "code\n", "```\n", "Text."],
        ["Short line\n", "Another line that is longer than it"],
        ["x " * 100 + "end\n", "and this"],
        ["so it goes on to the end of the line, which is full,\nand then it ends"],
    ],
)
def test_paragraphs_part_where_a_reader_parts_them(parts: list[str]) -> None:
    text = "".join(parts)
    assert [span.of(text) for span in paragraphs(text)] == parts


def test_real_essays_and_abstracts_part_into_sentences_of_sensible_length() -> None:
    read = [path.read_bytes().decode("utf-8", "replace") for path in sorted(shared("argrewrite").glob("*.txt"))]
    for path in sorted(shared("r3", "system_human").rglob("*.json")):
        record = json.loads(path.read_text())
        read += [
            depth["before_revision"]
            for depth in record.values()
            if isinstance(depth, dict) and "before_revision" in depth
        ]
    lengths: list[int] = []
    for text in read:
        spans = sentences(text)
        _check_lossless(text, spans)
        lengths += [len(span.of(text).split()) for span in spans]
    assert 17 < sum(lengths) / len(lengths) < 24
    # Counted: 8 in a thousand are longer than 60 words.
    assert sum(length > 60 for length in lengths) < len(lengths) / 100


def test_a_place_in_a_long_text_is_found_from_its_own_paragraph() -> None:
    paragraph = "It is a sentence of some words. Another one follows it here.\n\n"
    text = paragraph * 20_000
    start = time.perf_counter()
    for offset in range(0, len(text), len(text) // 200):
        assert sentence_at(text, offset).of(text) in paragraph
    # Reading the whole text each time would take minutes.
    assert time.perf_counter() - start < 5


@given(texts())
def test_asking_often_gives_the_same_sentences(text: str) -> None:
    often = Sentences(text)
    offsets = [offset % (len(text) + 1) for offset in range(3 * ASKED_SINGLY)]
    assert [often.at(offset) for offset in offsets] == [sentence_at(text, offset) for offset in offsets]


@given(texts(), st.sampled_from([0, ASKED_SINGLY, ASKED_SINGLY + 1]))
def test_so_does_saying_how_often_will_be_asked(text: str, expected: int) -> None:
    often = Sentences(text, expected)
    assert [often.at(offset) for offset in range(len(text) + 1)] == [
        sentence_at(text, offset) for offset in range(len(text) + 1)
    ]
