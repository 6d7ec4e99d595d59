"""A classifier of sentences in memory: one label for each."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reviser.revisers.checkpoints.loading import load_checkpoint

if TYPE_CHECKING:
    import transformers


class SequenceClassifier:
    """Tokenizer and weights."""

    def __init__(
        self, tokenizer: "transformers.PreTrainedTokenizerBase", model: "transformers.PreTrainedModel"
    ) -> None:
        self._tokenizer = tokenizer
        self._model = model

    @classmethod
    def load(cls, path: Path, *, pickle: bool) -> "SequenceClassifier":
        """The checkpoint in the folder `path`; ReviserError as load_checkpoint."""
        return cls(*load_checkpoint(path, "SequenceClassification", pickle=pickle))

    def labels(self, texts: Sequence[str]) -> list[str]:
        """The likeliest label of each text, as the config calls it."""
        import torch

        with torch.inference_mode():
            inputs = self._tokenizer(list(texts), return_tensors="pt", padding=True, truncation=True)
            best = self._model(**inputs).logits.argmax(dim=-1).tolist()
        return [self._model.config.id2label[number] for number in best]
