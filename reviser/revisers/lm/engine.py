"""What scores sentences with the model of a file: here, in the calling thread; `apart` has a process of its own."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from threadpoolctl import threadpool_limits

from reviser.revisers.lm import weights
from reviser.revisers.lm.forward import Llama
from reviser.revisers.lm.kinds import Candidate
from reviser.revisers.lm.scoring import Scored, Scorer
from reviser.revisers.lm.steps import Steps
from reviser.revisers.lm.tokens import Tokens


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

    def forget(self) -> None:
        """Give the model's memory back."""
        ...


class Here:
    """In the thread that takes the steps."""

    def __init__(self) -> None:
        self._loaded: tuple[Path, Scorer] | None = None

    def begin(self, path: Path) -> None:
        """Nothing: it would take the caller's time."""

    def score(
        self, path: Path, sentences: Sequence[str], candidates: Sequence[Sequence[Candidate]]
    ) -> Steps[list[list[Scored]]]:
        scorer = yield from self.load(path)
        # One thread: on these sizes more only wait for each other.
        with threadpool_limits(limits=1, user_api="blas"):
            return (yield from scorer.score(sentences, candidates))

    def compare(
        self, path: Path, sentences: Sequence[str], candidates: Sequence[Sequence[Candidate]]
    ) -> Steps[list[list[Scored]]]:
        scorer = yield from self.load(path)
        with threadpool_limits(limits=1, user_api="blas"):
            return (yield from scorer.compare(sentences, candidates))

    def load(self, path: Path) -> Steps[Scorer]:
        """The model at `path`."""
        if self._loaded is None or self._loaded[0] != path:
            self._loaded = None  # the memory of one model at a time
            numbers, vocabulary = yield from weights.read(path)
            self._loaded = path, Scorer(Llama(numbers), Tokens(vocabulary))
            yield
        return self._loaded[1]

    def forget(self) -> None:
        self._loaded = None
