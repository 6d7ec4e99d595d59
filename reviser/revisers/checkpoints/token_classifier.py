"""A classifier of tokens in memory: labels of the places of a text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviser.core.text import Span
from reviser.revisers.checkpoints.folder import look
from reviser.revisers.checkpoints.seq2seq import check_memory, check_pickle, import_transformers, unreadable

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
        ReviserError as Seq2SeqModel.load."""
        transformers = import_transformers()
        folder = look(path)
        check_pickle(folder, allowed=pickle)
        check_memory(folder)
        try:
            tokenizer = transformers.AutoTokenizer.from_pretrained(
                path, local_files_only=True, trust_remote_code=False, use_fast=True, add_prefix_space=True
            )
            model = transformers.AutoModelForTokenClassification.from_pretrained(
                path,
                local_files_only=True,
                trust_remote_code=False,
                use_safetensors=not folder.pickled,
                dtype="float32",
            )
        except Exception as error:
            raise unreadable(path, error) from error
        return cls(tokenizer, model.eval())

    def labels(self, texts: Sequence[str], stopped: Callable[[], bool]) -> list[list[LabelledSpan]]:
        """The tokens of each text, special ones left out, in order; none at all once `stopped` said so."""
        import torch

        with torch.inference_mode():
            inputs = self._tokenizer(
                list(texts), return_tensors="pt", padding=True, truncation=True, return_offsets_mapping=True
            )
            places = inputs.pop("offset_mapping").tolist()
            likely = self._model(**inputs).logits.softmax(dim=-1).max(dim=-1)
        if stopped():
            return []
        return [
            [
                LabelledSpan(Span(start, end), self._model.config.id2label[number], probability)
                for (start, end), number, probability in zip(offsets, numbers, probabilities, strict=True)
                if start < end
            ]
            for offsets, numbers, probabilities in zip(
                places, likely.indices.tolist(), likely.values.tolist(), strict=True
            )
        ]

    def word_labels(
        self, sentences: Sequence[Sequence[str]], stopped: Callable[[], bool]
    ) -> list[list[tuple[str, float]]]:
        """For each sentence of words, the label of each word's first token with its probability; none at all once
        `stopped` said so. Words that the model's length cuts off have none."""
        import torch

        with torch.inference_mode():
            inputs = self._tokenizer(
                [list(words) for words in sentences],
                is_split_into_words=True,
                return_tensors="pt",
                padding=True,
                truncation=True,
            )
            likely = self._model(**inputs).logits.softmax(dim=-1).max(dim=-1)
        if stopped():
            return []
        found: list[list[tuple[str, float]]] = []
        numbers, probabilities = likely.indices.tolist(), likely.values.tolist()
        for row in range(len(sentences)):
            labels: list[tuple[str, float]] = []
            for position, word in enumerate(inputs.word_ids(row)):
                if word == len(labels):
                    label = self._model.config.id2label[numbers[row][position]]
                    labels.append((label, probabilities[row][position]))
            found.append(labels)
        return found
