"""A sequence-to-sequence checkpoint (T5, BART, PEGASUS) in memory, through transformers."""

import math
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from reviser.errors import ReviserError
from reviser.messages import message
from reviser.revisers.checkpoints.folder import CheckpointFolder, look

if TYPE_CHECKING:
    import torch
    import transformers

_LONGER = 2  # times as many tokens as went in, and
_LONGER_BY = 16  # so many more, are generated at most
_MEMORY = Path("/proc/meminfo")
_SLACK = 300_000_000  # bytes that torch and the generation take besides the weights
_GB = 1e9  # bytes


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
        """The checkpoint in the folder `path`, as 32-bit floats. `pickle`: whether pickled weights may be read; torch
        reads them without running code. `beams`: how many wordings are followed at once. ReviserError where torch and
        transformers are missing, the memory is too small, or the files are no such model."""
        transformers = import_transformers()
        folder = look(path)
        check_pickle(folder, allowed=pickle)
        check_memory(folder)
        try:
            tokenizer = transformers.AutoTokenizer.from_pretrained(path, local_files_only=True, trust_remote_code=False)
            model = transformers.AutoModelForSeq2SeqLM.from_pretrained(
                path,
                local_files_only=True,
                trust_remote_code=False,
                use_safetensors=not folder.pickled,
                dtype="float32",
            )
        except Exception as error:  # transformers raises what it likes: OSError, ValueError, KeyError, SafetensorError
            raise unreadable(path, error) from error
        return cls(tokenizer, model.eval(), beams)

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


def import_transformers() -> ModuleType:
    """The package, which then writes nothing but errors to the terminal. ReviserError where it or torch is missing."""
    try:
        import_module("torch")
        import transformers
    except ImportError as error:
        raise ReviserError(
            message("Checkpoints need torch and transformers, which are missing: pip install 'reviser[models]'.")
        ) from error
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    return transformers


def check_pickle(folder: CheckpointFolder, *, allowed: bool) -> None:
    """ReviserError where the weights are pickled and the person has not allowed that."""
    if folder.pickled and not allowed:
        raise ReviserError(
            message(
                "The weights in {folder} are pickled, and you have not allowed that: add the checkpoint again with"
                " --allow-pickle, or save it as safetensors.",
                folder=folder.path,
            )
        )


def check_memory(folder: CheckpointFolder) -> None:
    """ReviserError where the weights need more memory than is free, as far as the system tells (Linux)."""
    free = _free_memory()
    if free is not None and folder.memory + _SLACK > free:
        raise ReviserError(
            message(
                "{folder} takes {needed:.1f} GB of memory, and {free:.1f} GB are free: close other programs, or use a"
                " smaller checkpoint.",
                folder=folder.path,
                needed=(folder.memory + _SLACK) / _GB,
                free=free / _GB,
            )
        )


def _free_memory() -> int | None:
    """Bytes that can be had without swapping; None where the system does not tell."""
    try:
        lines = _MEMORY.read_text("ascii").splitlines()
    except OSError:
        return None
    kilobytes = next((line.split()[1] for line in lines if line.startswith("MemAvailable:")), None)
    return None if kilobytes is None else int(kilobytes) * 1024


def unreadable(path: Path, error: Exception) -> ReviserError:
    """What to raise where transformers cannot read the folder `path`."""
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return ReviserError(
        message(
            "The checkpoint in {folder} cannot be loaded: it is damaged, or of another kind ({reason}).",
            folder=path,
            reason=reason.rstrip("."),
        )
    )
