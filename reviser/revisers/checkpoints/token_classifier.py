"""A classifier of tokens in memory: labels of the places of a text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from reviser.core.text import Span
from reviser.revisers.checkpoints.loading import load_checkpoint

if TYPE_CHECKING:
    import transformers


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """A token at `span` of its text, in code points, with its likeliest label and how likely that is, 0 to 1."""

    span: Span
    label: str
    probability: float


T = TypeVar("T")
_NO_BIAS: Mapping[str, float] = MappingProxyType({})


def firsts_of_words(words: Sequence[int | None], values: Sequence[T]) -> list[T]:
    """Of the tokens' values, that of each word's first token. `words`: the number of each token's word, None for a
    special one. Words that were cut off have none."""
    found: list[T] = []
    for word, value in zip(words, values, strict=True):
        if word == len(found):
            found.append(value)
    return found


class TokenClassifier:
    """Tokenizer and weights."""

    def __init__(
        self,
        tokenizer: "transformers.PreTrainedTokenizerBase",
        model: "transformers.PreTrainedModel",
        bias: Mapping[str, float] = _NO_BIAS,
    ) -> None:
        """`bias`: what is added to the probability of a label before the likeliest one is chosen."""
        self._tokenizer = tokenizer
        self._model = model
        self._bias = {number: bias[label] for number, label in model.config.id2label.items() if label in bias}

    @classmethod
    def load(cls, path: Path, *, pickle: bool, bias: Mapping[str, float] = _NO_BIAS) -> "TokenClassifier":
        """The checkpoint in the folder `path`, whose tokenizer must be a fast one, as it tells the places of tokens.
        ReviserError as load_checkpoint."""
        loaded = load_checkpoint(path, "TokenClassification", pickle=pickle, use_fast=True, add_prefix_space=True)
        return cls(*loaded, bias)

    def labels(self, texts: Sequence[str], stopped: Callable[[], bool]) -> list[list[LabelledSpan]]:
        """The tokens of each text, special ones left out, in order; none at all once `stopped` said so."""
        inputs = self._tokenizer(
            list(texts), return_tensors="pt", padding=True, truncation=True, return_offsets_mapping=True
        )
        places = inputs.pop("offset_mapping").tolist()
        likeliest = self._likeliest(inputs)
        if stopped():
            return []
        return [
            [
                LabelledSpan(Span(start, end), label, probability)
                for (start, end), (label, probability) in zip(offsets, labels, strict=True)
                if start < end
            ]
            for offsets, labels in zip(places, likeliest, strict=True)
        ]

    def word_labels(
        self, sentences: Sequence[Sequence[str]], stopped: Callable[[], bool]
    ) -> list[list[tuple[str, float]]]:
        """For each sentence of words, the label of each word's first token with its probability; none at all once
        `stopped` said so. Words that the model's length cuts off have none."""
        inputs = self._tokenizer(
            [list(words) for words in sentences],
            is_split_into_words=True,
            return_tensors="pt",
            padding=True,
            truncation=True,
        )
        likeliest = self._likeliest(inputs)
        if stopped():
            return []
        return [firsts_of_words(inputs.word_ids(row), labels) for row, labels in enumerate(likeliest)]

    def _likeliest(self, inputs: "transformers.BatchEncoding") -> list[list[tuple[str, float]]]:
        """The likeliest label of each token of each text, with its probability."""
        import torch

        with torch.inference_mode():
            chances = self._model(**inputs).logits.softmax(dim=-1)
            for number, more in self._bias.items():
                chances[:, :, number] += more
            likely = chances.max(dim=-1)
        names = self._model.config.id2label
        return [
            [(names[number], probability) for number, probability in zip(numbers, probabilities, strict=True)]
            for numbers, probabilities in zip(likely.indices.tolist(), likely.values.tolist(), strict=True)
        ]
