"""Scores sentences with the model in a file, in the calling thread. `apart` does the same in a process of its own."""

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
    """Scores with the model at `path`, which is loaded at the first use and kept. The steps raise WeightsError or
    OSError if the file cannot be read, and UserError if the engine cannot continue."""

    def begin(self, path: Path) -> None:
        """Start loading the model if that does not block the caller. Raises nothing."""
        ...

    def score(
        self, path: Path, sentences: Sequence[str], candidates: Sequence[Sequence[Candidate]]
    ) -> Steps[list[list[Scored]]]:
        """As `Scorer.score`."""
        ...

    def compare(
        self, path: Path, sentences: Sequence[str], candidates: Sequence[Sequence[Candidate]]
    ) -> Steps[list[list[Scored]]]:
        """As `Scorer.compare`."""
        ...

    def score_wordings(self, path: Path, passages: Sequence[PassageWordings]) -> Steps[list[tuple[WordingScore, ...]]]:
        """See `WordingScorer.score`."""
        ...

    def forget(self) -> None:
        """Free the model's memory."""
        ...


@dataclass(frozen=True, slots=True)
class _LoadedModel:
    path: Path
    scorer: Scorer
    wordings: WordingScorer


class ThreadEngine:
    """An engine that works in the thread that takes its steps."""

    def __init__(self) -> None:
        self._loaded: _LoadedModel | None = None
        self._loading = threading.Lock()

    def begin(self, path: Path) -> None:
        """Does nothing, because loading would block the caller."""

    def score(
        self, path: Path, sentences: Sequence[str], candidates: Sequence[Sequence[Candidate]]
    ) -> Steps[list[list[Scored]]]:
        loaded = yield from self.load(path)
        # One thread: with matrices of this size, more threads only wait for each other.
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
        """The scorer with the model at `path`."""
        while not self._loading.acquire(timeout=_LOOK_S):
            yield
        try:
            if self._loaded is None or self._loaded.path != path:
                self._loaded = None  # frees the memory of the other model first
                numbers, vocabulary = yield from weights.read(path)
                model, tokens = Llama(numbers), Tokens(vocabulary)
                self._loaded = _LoadedModel(path, Scorer(model, tokens), WordingScorer(model, tokens))
                yield
            return self._loaded
        finally:
            self._loading.release()

    def forget(self) -> None:
        self._loaded = None
