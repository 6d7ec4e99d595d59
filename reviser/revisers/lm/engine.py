"""What scores sentences with the model of a file: here, in the calling thread; `apart` has a process of its own."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from threadpoolctl import threadpool_limits

from reviser.revisers.lm import weights
from reviser.revisers.lm.forward import Llama
from reviser.revisers.lm.kinds import Candidate
from reviser.revisers.lm.scoring import Scored, Scorer
from reviser.revisers.lm.steps import Steps
from reviser.revisers.lm.tokens import Tokens
from reviser.revisers.lm.wordings import WordingScorer
from reviser.revisers.scoring import PassageWordings, WordingScore

_LOOK_S = 0.05  # seconds of waiting for another thread between two steps


class Engine(Protocol):
    """Scores with the model at `path`, which is loaded at first use and kept. Its steps raise WeightsError and OSError
    where the file is none that can be read, UserError where the engine cannot go on."""

    def begin(self, path: Path) -> None:
        """Have the model ready soon, as far as that takes none of the caller's time. Raises nothing."""
        ...

    def score(
        self, path: Path, sentences: Sequence[str], candidates: Sequence[Sequence[Candidate]]
    ) -> Steps[list[list[Scored]]]:
        """See `Scorer.score`."""
        ...

    def compare(
        self, path: Path, sentences: Sequence[str], candidates: Sequence[Sequence[Candidate]]
    ) -> Steps[list[list[Scored]]]:
        """See `Scorer.compare`."""
        ...

    def score_wordings(self, path: Path, passages: Sequence[PassageWordings]) -> Steps[list[tuple[WordingScore, ...]]]:
        """See `WordingScorer.score`."""
        ...

    def forget(self) -> None:
        """Give the model's memory back."""
        ...


@dataclass(frozen=True, slots=True)
class _LoadedModel:
    path: Path
    scorer: Scorer
    wordings: WordingScorer


class Here:
    """In the thread that takes the steps. Several may."""

    def __init__(self) -> None:
        self._loaded: _LoadedModel | None = None
        self._loading = threading.Lock()

    def begin(self, path: Path) -> None:
        """Nothing: it would take the caller's time."""

    def score(
        self, path: Path, sentences: Sequence[str], candidates: Sequence[Sequence[Candidate]]
    ) -> Steps[list[list[Scored]]]:
        loaded = yield from self.load(path)
        # One thread: on these sizes more only wait for each other.
        with threadpool_limits(limits=1, user_api="blas"):
            return (yield from loaded.scorer.score(sentences, candidates))

    def compare(
        self, path: Path, sentences: Sequence[str], candidates: Sequence[Sequence[Candidate]]
    ) -> Steps[list[list[Scored]]]:
        loaded = yield from self.load(path)
        with threadpool_limits(limits=1, user_api="blas"):
            return (yield from loaded.scorer.compare(sentences, candidates))

    def score_wordings(self, path: Path, passages: Sequence[PassageWordings]) -> Steps[list[tuple[WordingScore, ...]]]:
        loaded = yield from self.load(path)
        with threadpool_limits(limits=1, user_api="blas"):
            return (yield from loaded.wordings.score(passages))

    def load(self, path: Path) -> Steps[_LoadedModel]:
        """The model at `path`."""
        while not self._loading.acquire(timeout=_LOOK_S):
            yield
        try:
            if self._loaded is None or self._loaded.path != path:
                self._loaded = None  # the memory of one model at a time
                numbers, vocabulary = yield from weights.read(path)
                model, tokens = Llama(numbers), Tokens(vocabulary)
                self._loaded = _LoadedModel(path, Scorer(model, tokens), WordingScorer(model, tokens))
                yield
            return self._loaded
        finally:
            self._loading.release()

    def forget(self) -> None:
        self._loaded = None
