"""A sequence-to-sequence checkpoint (T5, BART, PEGASUS) in memory, through transformers."""

import math
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviser.revisers.checkpoints.loading import load_checkpoint

if TYPE_CHECKING:
    import torch
    import transformers

_LONGER = 2  # times as many tokens as went in, and
_LONGER_BY = 16  # so many more, are generated at most


@dataclass(frozen=True, slots=True)
class GeneratedText:
    """`text` without special tokens; `whole`: it ended by itself, not at the limit. `probability`: the geometric mean
    of its tokens', 0 to 1."""

    text: str
    whole: bool
    probability: float


class Seq2SeqModel:
    """Tokenizer and weights. One round at a time uses it."""

    def __init__(
        self, tokenizer: "transformers.PreTrainedTokenizerBase", model: "transformers.PreTrainedModel", beams: int
    ) -> None:
        self._tokenizer = tokenizer
        self._model = model
        self._beams = beams
        self._busy = threading.Lock()

    @classmethod
    def load(cls, path: Path, *, pickle: bool, beams: int) -> "Seq2SeqModel":
        """The checkpoint in the folder `path`; ReviserError as load_checkpoint. `pickle`: whether pickled weights may
        be read. `beams`: how many wordings are followed at once."""
        return cls(*load_checkpoint(path, "Seq2SeqLM", pickle=pickle), beams)

    def generate(self, texts: Sequence[str], stopped: Callable[[], bool]) -> list[GeneratedText]:
        """The best answer to each text; none at all once `stopped` said so, which is asked at each token."""
        import torch

        with self._busy, torch.inference_mode():
            inputs = self._tokenizer(list(texts), return_tensors="pt", padding=True, truncation=True)
            length = int(inputs["input_ids"].shape[1])
            found = self._model.generate(
                **inputs,
                max_new_tokens=_LONGER * length + _LONGER_BY,
                num_beams=self._beams,
                do_sample=False,
                return_dict_in_generate=True,
                output_scores=True,
                stopping_criteria=[_StopEach(stopped)],
            )
        if stopped():
            return []
        ends = _ends(self._model)
        answers = self._tokenizer.batch_decode(found.sequences, skip_special_tokens=True)
        scores = found.sequences_scores.tolist()
        return [
            GeneratedText(text.strip(), bool(ends & set(row[1:])), min(1.0, math.exp(score)))
            for text, row, score in zip(answers, found.sequences.tolist(), scores, strict=True)
        ]


class _StopEach:
    """Ends every sequence of a batch as soon as `stopped` says so."""

    def __init__(self, stopped: Callable[[], bool]) -> None:
        self._stopped = stopped

    def __call__(self, input_ids: "torch.Tensor", _scores: "torch.Tensor", **_: object) -> "torch.Tensor":
        import torch

        return torch.full((input_ids.shape[0],), self._stopped(), dtype=torch.bool)


def _ends(model: "transformers.PreTrainedModel") -> set[int]:
    end = model.generation_config.eos_token_id
    return set(end) if isinstance(end, list) else {end} if end is not None else set()
