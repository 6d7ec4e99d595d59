"""Splits a text into tokens with the `tokenizers` library and the vocabulary of a model file.

The rules that split a text before its bytes are merged are those of SmolLM (llama.cpp, `LLAMA_VOCAB_PRE_TYPE_SMOLLM`):
each digit by itself, then GPT-2's rules."""

import regex
from tokenizers import Tokenizer, models, pre_tokenizers

from reviser.revisers.lm.weights import Vocabulary

PIECE = regex.compile(r"\p{N}|'(?:s|t|re|ve|m|ll|d)| ?\p{L}+| ?[^\s\p{L}\p{N}]+|\s+(?=\p{N})|\s+(?!\S)|\s+")


class Tokens:
    """The tokenizer. `begin` is the token at the beginning of every text, which `encode` does not return."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.begin = vocabulary.begin
        merges = [(left, right) for left, _, right in (merge.partition(" ") for merge in vocabulary.merges)]
        self._tokenizer = Tokenizer(
            models.BPE(vocab={token: at for at, token in enumerate(vocabulary.tokens)}, merges=merges)
        )
        self._tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
        )

    def encode(self, text: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(text).ids)

    def beginning(self, text: str, most: int) -> tuple[tuple[int, ...], int]:
        """The first tokens of a text, at most so many, and where they end in it, in code points."""
        encoding = self._tokenizer.encode(text)
        if len(encoding.ids) <= most:
            return tuple(encoding.ids), len(text)
        return tuple(encoding.ids[:most]), encoding.offsets[most - 1][1]
