# What this project uses of transformers: checkpoints that are read from a folder, and their answers.
from os import PathLike
from typing import Any

from torch import Tensor

class PreTrainedTokenizerBase:
    def __call__(self, text: Any, **options: Any) -> Any: ...
    def batch_decode(self, sequences: Any, skip_special_tokens: bool = ...) -> list[str]: ...
    def convert_ids_to_tokens(self, ids: list[int]) -> list[str]: ...
    def get_vocab(self) -> dict[str, int]: ...
    @property
    def model_max_length(self) -> int: ...

class PreTrainedModel:
    config: Any
    generation_config: Any
    def eval(self) -> PreTrainedModel: ...
    def generate(self, **options: Any) -> Any: ...
    def __call__(self, **inputs: Any) -> Any: ...

class _Tokenizers:
    @staticmethod
    def from_pretrained(path: str | PathLike[str], **options: Any) -> PreTrainedTokenizerBase: ...

class _Models:
    @staticmethod
    def from_pretrained(path: str | PathLike[str], **options: Any) -> PreTrainedModel: ...

class _Logging:
    def set_verbosity_error(self) -> None: ...
    def disable_progress_bar(self) -> None: ...

class _Utils:
    logging: _Logging

utils: _Utils

AutoTokenizer: type[_Tokenizers]
AutoModelForSeq2SeqLM: type[_Models]
AutoModelForSequenceClassification: type[_Models]
AutoModelForTokenClassification: type[_Models]
