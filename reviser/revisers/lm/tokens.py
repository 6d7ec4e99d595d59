"""The tokens of a text, made by the `tokenizers` library from the vocabulary that a model file holds.

The rules that split a text before its bytes are merged are those of SmolLM (llama.cpp, `LLAMA_VOCAB_PRE_TYPE_SMOLLM`):
each digit by itself, then GPT-2's.
"""

import regex
from tokenizers import Tokenizer, models, pre_tokenizers

from reviser.revisers.lm.weights import Vocabulary

PIECE = regex.compile(r"\p{N}|'(?:s|t|re|ve|m|ll|d)| ?\p{L}+| ?[^\s\p{L}\p{N}]+|\s+(?=\p{N})|\s+(?!\S)|\s+")


class Tokens:
    """Text to tokens. `begin` is the one that opens every text; `encode` does not give it."""

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
