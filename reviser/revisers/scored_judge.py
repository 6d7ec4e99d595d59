"""A scorer of wordings as a judge of pairs: the version that reads better wins. It sees neither the source nor the
order."""

from collections.abc import Iterable, Sequence

from reviser.core.pairwise import Choice, PairVerdict, ShownPair, as_shown
from reviser.revisers.pairwise_judge import Keep
from reviser.revisers.scoring import PassageScorer, PassageWordings, gain

AT_ONCE = 16  # pairs: what a cancellation loses


class ScoringJudge:
    """Judges by the scores of `scorer` for each version."""

    def __init__(self, scorer: PassageScorer) -> None:
        self._scorer = scorer

    @property
    def name(self) -> str:
        return self._scorer.name

    @property
    def prompt(self) -> str:
        return ""

    @property
    def sees_order(self) -> bool:
        return False

    @property
    def parallel(self) -> int:
        return 1

    def batches(self, shown: Iterable[ShownPair]) -> list[tuple[ShownPair, ...]]:
        pairs = list(shown)
        return [tuple(pairs[at : at + AT_ONCE]) for at in range(0, len(pairs), AT_ONCE)]

    def begin(self, batches: Sequence[Sequence[ShownPair]]) -> None:
        """Raises UserError, with what to do, if nothing can be scored on this machine."""
        del batches  # nothing costs anything
        self._scorer.check()

    async def judge(self, batch: Sequence[ShownPair], keep: Keep) -> None:
        wordings = [
            PassageWordings((as_shown(pair.first), as_shown(pair.second)), f"{as_shown(pair.before)} ".lstrip())
            for pair in batch
        ]
        for pair, (first, second) in zip(batch, await self._scorer.scores(wordings), strict=True):
            better = gain(second, first)
            choice = Choice.SECOND if better > 0 else Choice.FIRST if better < 0 else Choice.NEITHER
            keep(pair, PairVerdict(choice, f"{first.per_character:.3f}, {second.per_character:.3f} nats per character"))
