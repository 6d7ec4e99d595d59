"""The interface of every judge of pairs: it is shown two versions of a sentence without names, and says which is
better."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from reviser.core.pairwise import PairVerdict, ShownPair

Keep = Callable[[ShownPair, PairVerdict], None]


class PairwiseJudge(Protocol):
    """Compares pairs. `name` is its displayed name. `prompt` is the version of its prompt, "" for a judge without one.
    `sees_order`: whether the order of a pair can change the answer. `parallel`: how many batches are judged at the same
    time."""

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
