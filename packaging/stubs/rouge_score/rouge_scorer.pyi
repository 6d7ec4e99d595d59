from typing import NamedTuple, Protocol

class Score(NamedTuple):
    precision: float
    recall: float
    fmeasure: float

class _Tokenizer(Protocol):
    def tokenize(self, text: str) -> list[str]: ...

class RougeScorer:
    def __init__(
        self,
        rouge_types: list[str],
        use_stemmer: bool = ...,
        split_summaries: bool = ...,
        tokenizer: _Tokenizer | None = ...,
    ) -> None: ...
    def score(self, target: str, prediction: str) -> dict[str, Score]: ...
