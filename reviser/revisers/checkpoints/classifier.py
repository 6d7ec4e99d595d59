"""A classifier of sentences in memory: one label for each."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reviser.revisers.checkpoints.folder import look
from reviser.revisers.checkpoints.seq2seq import check_memory, check_pickle, import_transformers, unreadable

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
        """The checkpoint in the folder `path`. ReviserError as Seq2SeqModel.load."""
        transformers = import_transformers()
        folder = look(path)
        check_pickle(folder, allowed=pickle)
        check_memory(folder)
        try:
            tokenizer = transformers.AutoTokenizer.from_pretrained(path, local_files_only=True, trust_remote_code=False)
            model = transformers.AutoModelForSequenceClassification.from_pretrained(
                path,
                local_files_only=True,
                trust_remote_code=False,
                use_safetensors=not folder.pickled,
                dtype="float32",
            )
        except Exception as error:
            raise unreadable(path, error) from error
        return cls(tokenizer, model.eval())

    def labels(self, texts: Sequence[str]) -> list[str]:
        """The likeliest label of each text, as the config calls it."""
        import torch

        with torch.inference_mode():
            inputs = self._tokenizer(list(texts), return_tensors="pt", padding=True, truncation=True)
            best = self._model(**inputs).logits.argmax(dim=-1).tolist()
        return [self._model.config.id2label[number] for number in best]
