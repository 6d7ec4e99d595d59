import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.anchor import Placed, Refused, place
from reviser.core.edit import Anchor
from reviser.core.segment import sentence_at, sentences
from reviser.core.text import Span, is_boundary, normalise
from reviser.messages import message
from tests.core.strategies import boundaries, texts
from tests.data import shared

TEXT = (
    "It is a start. He said “it’s a test” — twice. "
    "It is a test, a fine\u00a0 test of anchoring long quotes. Done. Done."
)


def _sentence(holding: str) -> Span:
    return sentence_at(TEXT, TEXT.index(holding))


@pytest.mark.parametrize(
    ("sentence", "quote", "expected", "anchor"),
    [
        ("It is a test", "a test", "a test", Anchor.EXACT),
        ("It is a test", "is", "is", Anchor.EXACT),
        ("It is a test", "He said", "He said", Anchor.UNIQUE),
        (None, "He said", "He said", Anchor.UNIQUE),
        # A whole word stands before a part of one.
        ("It is a start", "a", "a", Anchor.EXACT),
        ("He said", '"it\'s a test" - twice', "“it’s a test” — twice", Anchor.NORMALISED),
        ("It is a start", "a fine test", "a fine\u00a0 test", Anchor.NORMALISED),
        ("It is a test", " a fine test ", "a fine\u00a0 test", Anchor.NORMALISED),
        (
            "It is a test",
            "fine test of anchorring long quotes",
            "fine\u00a0 test of anchoring long quotes",
            Anchor.FUZZY,
        ),
    ],
)
def test_a_quote_is_placed_by_the_surest_rung(sentence: str | None, quote: str, expected: str, anchor: Anchor) -> None:
    placed = place(TEXT, _sentence(sentence) if sentence else None, quote)
    assert isinstance(placed, Placed)
    assert placed.span.of(TEXT) == expected
    assert placed.anchor is anchor


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        (None, "Done"),  # twice
        (None, "it is"),  # models change case, but then mean another place too
        ("It is a test", "Done."),
        ("It is a test", "test"),  # twice in the sentence that was named
        ("He said", "fine test of anchorring long quotes"),  # alike, in another sentence than named
        (None, "fine test of anchorring long quotes"),
        (None, "nothing of the kind"),
        (None, ""),
        (None, " \u200b\n"),
    ],
)
def test_a_quote_without_one_place_is_refused(sentence: str | None, quote: str) -> None:
    refused = place(TEXT, _sentence(sentence) if sentence else None, quote)
    assert isinstance(refused, Refused)
    assert refused.reason.endswith(".")


def test_a_quote_like_two_places_is_refused() -> None:
    text = "The first large experiment failed and the first larger experiment failed."
    refused = place(text, Span(0, len(text)), "first largee experiment failed")
    assert refused == Refused(message("The quoted passage resembles more than one place in the sentence."))


@pytest.mark.parametrize(
    ("text", "quote"),
    [("cafe\u0301 x", "cafe"), ("👩\u200d👧", "👩"), ("a\r\nb", "a\r"), ("🇩🇪🇫🇷", "🇪🇫"), ("🇩🇪🇫🇷", "🇩")],
)
def test_a_place_that_would_cut_a_grapheme_is_none(text: str, quote: str) -> None:
    placed = place(text, Span(0, len(text)), quote)
    if isinstance(placed, Placed):
        assert is_boundary(text, placed.span.start)
        assert is_boundary(text, placed.span.end)
        assert placed.span.of(text) != quote
        assert normalise(placed.span.of(text)).text.strip() == normalise(quote).text.strip()


@given(texts(), st.data())
def test_always_2_no_place_cuts_a_grapheme_and_each_holds_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    named = data.draw(st.one_of(st.none(), st.sampled_from(sentences(text) or [Span(0, 0)])))
    quote = text[start:end]
    placed = place(text, named, quote)
    if isinstance(placed, Placed):
        assert {placed.span.start, placed.span.end} <= boundaries(text)
        assert placed.span
        if placed.anchor in (Anchor.EXACT, Anchor.UNIQUE):
            assert placed.span.of(text) == quote
        if placed.anchor is Anchor.NORMALISED:
            assert normalise(quote).text.strip() in normalise(placed.span.of(text)).text
        if placed.anchor in (Anchor.EXACT, Anchor.FUZZY):
            assert named is not None
            assert named.contains(placed.span)


@given(texts(), st.text(max_size=8))
def test_any_quote_gets_an_answer(text: str, quote: str) -> None:
    for named in [None, *sentences(text)[:2]]:
        assert isinstance(place(text, named, quote), Placed | Refused)


def test_quotes_as_models_write_them_find_their_place_in_real_essays() -> None:
    chance = random.Random(7)
    right = wrong = refused = 0
    for path in sorted(shared("argrewrite").glob("*.draft1.txt"))[:20]:
        text = path.read_bytes().decode("utf-8", "replace")
        spans = [span for span in sentences(text) if len(span) > 60]
        for sentence in chance.sample(spans, min(5, len(spans))):
            meant = Span(sentence.start, sentence.start + len(sentence.of(text).rstrip()))
            quote = " ".join(normalise(meant.of(text)).text.split())
            spoilt = chance.randrange(10, len(quote) - 10)
            quote = quote[:spoilt] + quote[spoilt + 1 :]  # one letter lost
            placed = place(text, sentence, quote)
            if isinstance(placed, Refused):
                refused += 1
            elif normalise(placed.span.of(text)).text.strip() == normalise(meant.of(text)).text.strip():
                right += 1
            else:
                wrong += 1
    assert wrong == 0
    assert right > 20 * refused


@pytest.mark.parametrize("times", [1, 30])
def test_a_misquote_is_looked_for_as_long_as_that_takes_no_time(times: int) -> None:
    chance = random.Random(1)
    text = " ".join("".join(chance.choices("abcdefgh", k=5)) for _ in range(12 * times)) + " end."
    found = place(text, Span(0, len(text)), text[:-10].replace("a", "aa", 2))
    assert isinstance(found, Placed if times == 1 else Refused)
