"""Tokens: those of the pieces are those of the whole, which is what lets a sentence be scored around a change only."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.revisers.lm import weights
from reviser.revisers.lm.tokens import PIECE, Tokens
from tests.revisers.lm import tiny
from tests.revisers.lm.real import known_model, real_model
from tests.revisers.lm.steps import finished

ODD = [
    "the", "The ", " them", "don't", "I'LL", "we’re", "  ", " ", "   \n", "\n\n", "\t", "\r\n", "\u00a0", "\u2028",
    "e\u0301", "é", "👩‍👩‍👧", "😀", "中文", "שלום", "123", "12.5%", "٣٤", "½", "<|endoftext|>", "<|im_start|>",
    "—", "…", "$x_1$", "\\frac{1}{2}",
    "_", "'", "''s", "\0", "\u200d", "\ufeff", "ﬁ", "Ǆ", "\U0001d54f",
]  # fmt: skip
texts = st.lists(st.sampled_from(ODD) | st.text(max_size=6), max_size=12).map("".join)


@cache
def tiny_tokens() -> Tokens:
    with TemporaryDirectory() as folder:
        return Tokens(finished(weights.read(tiny.write(Path(folder) / "tiny.gguf")))[1])


@cache
def real_tokens() -> Tokens:
    return Tokens(finished(weights.read(real_model().path))[1])


def pieces_give_the_whole(tokens: Tokens, text: str) -> None:
    pieces = [match.group() for match in PIECE.finditer(text)]
    assert "".join(pieces) == text
    assert tuple(token for piece in pieces for token in tokens.encode(piece)) == tokens.encode(text)


@given(texts)
def test_with_the_tiny_vocabulary(text: str) -> None:
    pieces_give_the_whole(tiny_tokens(), text)


@pytest.mark.skipif(known_model() is None, reason="the language model is not installed: reviser models get")
@given(texts)
def test_with_the_real_vocabulary(text: str) -> None:
    pieces_give_the_whole(real_tokens(), text)


@given(texts)
def test_every_byte_is_a_token_and_a_text_has_no_token_that_opens_or_ends_one(text: str) -> None:
    tokens = tiny_tokens().encode(text)
    assert bool(tokens) == bool(text)
    assert min(tokens, default=len(tiny.SPECIAL)) >= len(tiny.SPECIAL)
    assert tiny_tokens().begin < len(tiny.SPECIAL)
    if "the" not in text and "th" not in text:
        assert len(tokens) == len(text.encode())


def test_what_the_real_vocabulary_gives() -> None:
    tokens = real_tokens()
    assert len(tokens.encode(" The cat sat there.")) == 5
    assert len(tokens.encode("2024")) == 4
    assert tokens.begin == 0
