"""A classifier of tokens in memory: labels of the places of a text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

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


class TokenClassifier:
    """Tokenizer and weights."""

    def __init__(
        self, tokenizer: "transformers.PreTrainedTokenizerBase", model: "transformers.PreTrainedModel"
    ) -> None:
        self._tokenizer = tokenizer
        self._model = model

    @classmethod
    def load(cls, path: Path, *, pickle: bool) -> "TokenClassifier":
        """The checkpoint in the folder `path`, whose tokenizer must be a fast one, as it tells the places of tokens.
        ReviserError as load_checkpoint."""
        return cls(*load_checkpoint(path, "TokenClassification", pickle=pickle, use_fast=True, add_prefix_space=True))

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
        found: list[list[tuple[str, float]]] = []
        for row, labels in enumerate(likeliest):
            words: list[tuple[str, float]] = []
            for word, label in zip(inputs.word_ids(row), labels, strict=True):
                if word == len(words):
                    words.append(label)
            found.append(words)
        return found

    def _likeliest(self, inputs: "transformers.BatchEncoding") -> list[list[tuple[str, float]]]:
        """The likeliest label of each token of each text, with its probability."""
        import torch

        with torch.inference_mode():
            likely = self._model(**inputs).logits.softmax(dim=-1).max(dim=-1)
        names = self._model.config.id2label
        return [
            [(names[number], probability) for number, probability in zip(numbers, probabilities, strict=True)]
            for numbers, probabilities in zip(likely.indices.tolist(), likely.values.tolist(), strict=True)
        ]
