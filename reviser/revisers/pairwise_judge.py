"""The interface of every judge of pairs: it is shown two versions of a sentence without names, and says which is
better."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from reviser.core.pairwise import PairVerdict, ShownPair

Keep = Callable[[ShownPair, PairVerdict], None]


class PairwiseJudge(Protocol):
    """Compares pairs. `name` is the name that the person reads. `prompt` is the version of the prompt that asks, empty
    where nobody is asked in words. `sees_order`: whether the order in which a pair is shown can change the answer.
    `parallel`: batches at once."""

    @property
    def name(self) -> str: ...

    @property
    def prompt(self) -> str: ...

    @property
    def sees_order(self) -> bool: ...

    @property
    def parallel(self) -> int: ...

    def batches(self, shown: Iterable[ShownPair]) -> list[tuple[ShownPair, ...]]:
        """The pairs in order, as many together as are judged at once."""
        ...

    def begin(self, batches: Sequence[Sequence[ShownPair]]) -> None:
        """All of these are about to be judged. Raises ReviserError if they may not be."""
        ...

    async def judge(self, batch: Sequence[ShownPair], keep: Keep) -> None:
        """Judge the pairs of a batch. `keep` receives each verdict; a pair of which the judge says nothing that can be
        used gets none. Raises ReviserError if the judge cannot continue; what it had said by then, also before a
        cancellation, was kept."""
        ...
