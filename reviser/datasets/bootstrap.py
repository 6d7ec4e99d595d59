"""Confidence intervals of corpus figures: the bootstrap over sentences (Koehn, "Statistical Significance Tests for
Machine Translation Evaluation", EMNLP 2004).

A measure is given as counts for each sentence, so that a resample costs one weighted sum: sentence i counts w_i times,
where w is the result of drawing as many sentences, with replacement, as there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reviser.datasets.library_measures import IBLEU_ALPHA, SMOOTHING, bleu_counts, bleu_of
from reviser.datasets.measures import ORDER, Tokens, gleu_counts, gleu_of, ngrams, sari_counts, sari_of

RESAMPLES = 1000
LEVEL = 0.95
_DRAWS = 20  # of references, for each resample of GLEU: it is a mean over draws

Weights = NDArray[np.float64]
Statistic = Callable[[Weights], float]
Column = Sequence[Tokens]


@dataclass(frozen=True, slots=True)
class Interval:
    """The interval that contains the figure in a share LEVEL of the resamples."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PairedDifference:
    """The difference between the figures of two runs on the same sentences, the first less the second. `p` (two-sided,
    at most 1) is twice the share of resamples in which the difference has the other sign."""

    value: float
    interval: Interval
    p: float


def gleu_statistic(sources: Column, hypotheses: Column, references: Sequence[Column]) -> Statistic:
    """GLEU (JFLEG's), 0 to 100, of weighted sentences. References are drawn `_DRAWS` times, and are the same for every
    resample."""
    counts = np.array(
        [
            [gleu_counts(source, hypothesis, reference[index]) for reference in references]
            for index, (source, hypothesis) in enumerate(zip(sources, hypotheses, strict=True))
        ],
        dtype=np.float64,
    )  # sentences x references x counts
    drawn = np.random.default_rng(0).integers(len(references), size=(_DRAWS, len(sources)))
    chosen = [counts[np.arange(len(sources)), draw] for draw in drawn]

    def statistic(weights: Weights) -> float:
        return 100 * sum(gleu_of(list(weights @ each)) for each in chosen) / _DRAWS

    return statistic


def sari_statistic(sources: Column, hypotheses: Column, references: Sequence[Column]) -> Statistic:
    """SARI with EASSE's defaults, 0 to 100, of weighted sentences: F1 for each n, then the mean over n."""
    counts = np.array(
        [
            [
                list(
                    sari_counts(
                        ngrams(source, n), ngrams(hypothesis, n), [ngrams(each[index], n) for each in references]
                    )
                )
                for n in range(1, ORDER + 1)
            ]
            for index, (source, hypothesis) in enumerate(zip(sources, hypotheses, strict=True))
        ],
        dtype=np.float64,
    )  # sentences x n x operations x (right, done, wanted)
    flat = counts.reshape(len(sources), -1)

    def statistic(weights: Weights) -> float:
        totals = (weights @ flat).reshape(counts.shape[1:])  # n x operations x counts
        return sari_of(list(totals.swapaxes(0, 1))).score

    return statistic


def ibleu_statistic(
    sources: Column, hypotheses: Column, references: Sequence[Column], smoothing: str = SMOOTHING
) -> Statistic:
    """iBLEU, as `library_measures.ibleu` has it, of weighted sentences."""
    to_references = np.array(bleu_counts(hypotheses, references), dtype=np.float64)
    to_sources = np.array(bleu_counts(hypotheses, [sources]), dtype=np.float64)

    def statistic(weights: Weights) -> float:
        near = bleu_of(list(weights @ to_references), smoothing)
        copied = bleu_of(list(weights @ to_sources), smoothing)
        return IBLEU_ALPHA * near - (1 - IBLEU_ALPHA) * copied

    return statistic


def mean_statistic(values: Sequence[float]) -> Statistic:
    """The mean of a figure that each sentence has alone."""
    column = np.array(values, dtype=np.float64)
    return lambda weights: float(weights @ column / weights.sum())


def interval(statistic: Statistic, sentences: int, seed: int = 1, resamples: int = RESAMPLES) -> Interval:
    """The percentile interval of a figure over `sentences`. The same seed gives the same interval."""
    return _interval(np.array([statistic(weights) for weights in _weights(sentences, seed, resamples)]))


def difference(
    first: Statistic, second: Statistic, sentences: int, seed: int = 1, resamples: int = RESAMPLES
) -> PairedDifference:
    """The difference of two figures over the same `sentences`, `first` less `second`. Each resample takes the same
    sentences for both."""
    ones = np.ones(sentences)
    value = first(ones) - second(ones)
    found = np.array([first(weights) - second(weights) for weights in _weights(sentences, seed, resamples)])
    other_side = np.mean(found <= 0) if value > 0 else np.mean(found >= 0)
    return PairedDifference(value, _interval(found), min(1.0, 2 * float(other_side)))


def _weights(sentences: int, seed: int, resamples: int) -> NDArray[np.float64]:
    """How often each sentence is drawn in each resample."""
    drawn = np.random.default_rng(seed).multinomial(sentences, np.full(sentences, 1 / sentences), size=resamples)
    return drawn.astype(np.float64)


def _interval(samples: NDArray[np.float64]) -> Interval:
    low, high = np.percentile(samples, [50 * (1 - LEVEL), 50 * (1 + LEVEL)])
    return Interval(float(low), float(high))
