"""How sure a figure is: the bootstrap's figures are the measures' own, and its intervals hold what they say."""

import numpy as np
import pytest

from reviser.datasets.bootstrap import Interval, difference, gleu_statistic, interval, sari_statistic
from reviser.datasets.measures import gleu, sari

SOURCES = [f"he go to school {n} every days".split() for n in range(40)]
GOOD = [f"he goes to school {n} every day".split() for n in range(40)]
HALF = [good if n % 2 else source for n, (source, good) in enumerate(zip(SOURCES, GOOD, strict=True))]
REFERENCES = [GOOD, [f"he went to school {n} each day".split() for n in range(40)]]
ONES = np.ones(40)


def test_the_figure_of_all_sentences_is_the_measures_own() -> None:
    statistic = gleu_statistic(SOURCES, HALF, [GOOD])
    assert statistic(ONES) == pytest.approx(100 * gleu(SOURCES, HALF, [GOOD]))
    assert sari_statistic(SOURCES, HALF, REFERENCES)(ONES) == pytest.approx(sari(SOURCES, HALF, REFERENCES).score)
    both = gleu_statistic(SOURCES, HALF, REFERENCES)(ONES)
    assert both == pytest.approx(100 * gleu(SOURCES, HALF, REFERENCES), abs=3)  # of 20 draws of references, not 500


def test_sari_of_one_sentence_by_hand() -> None:
    # "a b" became "a c", as the reference: unigrams and bigrams are right in each operation; there are no longer ones,
    # and of an operation with nothing to do F1 is 0.
    statistic = sari_statistic([["a", "b"]], [["a", "c"]], [[["a", "c"]]])
    # add: 1, 1, 0, 0; keep: 1, 0, 0, 0; delete: 1, 1, 0, 0
    assert statistic(np.ones(1)) == pytest.approx(100 * (2 + 1 + 2) / 12)


def test_a_sentence_that_is_drawn_twice_counts_twice() -> None:
    weights = np.array([2.0, 0.0, 1.0])
    for statistic in (gleu_statistic, sari_statistic):
        drawn = [0, 0, 2]
        same = statistic([SOURCES[n] for n in drawn], [HALF[n] for n in drawn], [[GOOD[n] for n in drawn]])
        assert statistic(SOURCES[:3], HALF[:3], [GOOD[:3]])(weights) == pytest.approx(same(np.ones(3)))


def sari_interval(seed: int) -> Interval:
    mixed = [[*sentence, str(n)][: 4 + n % 5] for n, sentence in enumerate(HALF)]
    return interval(sari_statistic(SOURCES, mixed, REFERENCES), 40, seed)


def test_an_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    statistic = gleu_statistic(SOURCES, HALF, [GOOD])
    found = interval(statistic, 40)
    assert found.low < statistic(ONES) < found.high
    assert found == interval(statistic, 40)
    assert sari_interval(1) != sari_interval(2)
    assert interval(gleu_statistic(SOURCES, GOOD, [GOOD]), 40).low == pytest.approx(100)


def test_an_interval_of_proportions_is_that_of_the_normal_approximation() -> None:
    right = np.array([1.0] * 250 + [0.0] * 250)
    found = interval(lambda weights: 100 * float(weights @ right / weights.sum()), 500)
    assert found.low == pytest.approx(50 - 1.96 * 100 * (0.25 / 500) ** 0.5, abs=0.5)
    assert found.high == pytest.approx(50 + 1.96 * 100 * (0.25 / 500) ** 0.5, abs=0.5)


def test_what_is_better_everywhere_is_surely_better_and_what_is_alike_is_not() -> None:
    better = gleu_statistic(SOURCES, GOOD, [GOOD])
    worse = gleu_statistic(SOURCES, HALF, [GOOD])
    found = difference(better, worse, 40)
    assert found.interval.low > 0
    assert found.p == 0
    back = difference(worse, better, 40)
    assert back.value == pytest.approx(-found.value)
    assert back.p == 0
    assert difference(better, better, 40).p == 1
