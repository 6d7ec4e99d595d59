"""The figures of a judge's comparison of two results."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reviser.core.pairwise import PairOutcome, Tally
from reviser.datasets.bootstrap import Interval, Weights, interval

_POINTS = {PairOutcome.A: 100.0, PairOutcome.B: -100.0}


@dataclass(frozen=True, slots=True)
class Lead:
    """The wins of A less the wins of B in percent of all judged pairs, -100 to 100, with the interval of 95 % of
    resamples of the pairs."""

    value: float
    interval: Interval


def lead(outcomes: Sequence[PairOutcome], seed: int) -> Lead | None:
    """The lead of A over B; None if no pair was judged. The same seed gives the same interval."""
    points = np.array([_POINTS.get(each, 0.0) for each in outcomes if each is not PairOutcome.UNJUDGED])
    if not len(points):
        return None

    def statistic(weights: Weights) -> float:
        return float(weights @ points / weights.sum())

    return Lead(float(points.mean()), interval(statistic, len(points), seed))


def judged(tally: Tally) -> int:
    """The number of judged pairs, including those without a visible difference."""
    return tally.pairs - tally.counts[PairOutcome.UNJUDGED]
