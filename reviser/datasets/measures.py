"""Measures of a set of revisions, computed as in the papers that published the data. They are pure functions over lists
of tokens.

GLEU is JFLEG's (not Google's, for which nltk and `evaluate` use the same name). SARI is ASSET's, as EASSE computes it.
No maintained package on PyPI has either."""

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

ORDER = 4
ITERATIONS = 500

Tokens = Sequence[str]
Ngram = tuple[str, ...]


def ngrams(tokens: Tokens, n: int) -> Counter[Ngram]:
    """The number of occurrences of each sequence of `n` tokens."""
    return Counter(tuple(tokens[start : start + n]) for start in range(len(tokens) + 1 - n))


def _same_length(*columns: Sequence[object]) -> None:
    if len({len(column) for column in columns}) > 1:
        raise ValueError("sources, hypotheses and references differ in number")


def gleu(
    sources: Sequence[Tokens],
    hypotheses: Sequence[Tokens],
    references: Sequence[Sequence[Tokens]],
    iterations: int = ITERATIONS,
) -> float:
    """Corpus GLEU, 0 to 1: Napoles et al., "Ground Truth for Grammatical Error Correction Metrics" (ACL 2015), in the
    form without a tuning parameter of "GLEU Without Tuning" (2016), as JFLEG's `gleu.py` computes it.

    `references[k][i]` is the k-th reference of sentence i. With one reference drawn for each sentence,
        p_n = sum(max(|H & R| - |H & (S without R)|, 0)) / sum(max(len(H) + 1 - n, 0)),   n = 1 … 4,
        GLEU = min(1, exp(1 - r / c)) * (p_1 p_2 p_3 p_4) ** (1/4),
    where H, R, S are n-gram counts of hypothesis, reference and source, and c and r the lengths of all hypotheses and
    references. The mean over `iterations` draws; draw j is seeded by j * 101, so the figure is the same each time.
    ValueError where the numbers of sentences differ, or there is no reference.
    """
    _same_length(sources, hypotheses, *references)
    if not references:
        raise ValueError("GLEU needs at least one reference")
    by_reference = [
        [
            gleu_counts(source, hypothesis, reference[index])
            for index, (source, hypothesis) in enumerate(zip(sources, hypotheses, strict=True))
        ]
        for reference in references
    ]
    scores: list[float] = []
    for iteration in range(iterations):
        draw = random.Random(iteration * 101)
        drawn = (by_reference[draw.randint(0, len(references) - 1)][index] for index in range(len(sources)))
        scores.append(gleu_of([sum(column) for column in zip(*drawn, strict=True)]))
    return sum(scores) / len(scores)


def gleu_counts(source: Tokens, hypothesis: Tokens, reference: Tokens) -> list[int]:
    """The counts for one sentence: the lengths of hypothesis and reference, then numerator and denominator of p_1 …
    p_4."""
    counts = [len(hypothesis), len(reference)]
    for n in range(1, ORDER + 1):
        in_hypothesis, in_reference = ngrams(hypothesis, n), ngrams(reference, n)
        only_source = Counter({ngram: k for ngram, k in ngrams(source, n).items() if ngram not in in_reference})
        right, kept_wrong = (in_hypothesis & in_reference).total(), (in_hypothesis & only_source).total()
        counts += max(right - kept_wrong, 0), max(len(hypothesis) + 1 - n, 0)
    return counts


def gleu_of(counts: Sequence[float]) -> float:
    """GLEU, 0 to 1, from the counts of `gleu_counts` added up over sentences."""
    if not counts or 0 in counts:
        return 0.0
    length, reference_length = counts[:2]
    logs = sum(math.log(right / all_) for right, all_ in zip(counts[2::2], counts[3::2], strict=True)) / ORDER
    return math.exp(min(0.0, 1 - reference_length / length) + logs)


@dataclass(frozen=True, slots=True)
class Sari:
    """The three parts of SARI, each 0 to 100."""

    add: float
    keep: float
    delete: float

    @property
    def score(self) -> float:
        return (self.add + self.keep + self.delete) / 3


@dataclass(frozen=True, slots=True)
class _Share:
    """Precision and recall of one operation at one n, 0 to 1; 0 if there is nothing to count."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def sari(sources: Sequence[Tokens], hypotheses: Sequence[Tokens], references: Sequence[Sequence[Tokens]]) -> Sari:
    """Corpus SARI as EASSE counts it by default, the figure reported with ASSET (Alva-Manchego et al., 2019 and 2020).

    Counts are summed over the corpus for each n = 1 … 4; F1 is taken for each n, and each operation's score is the mean
    of the four, deletion included. ValueError where the numbers of sentences differ.
    """
    return sari_versions(sources, hypotheses, references)[0]


def sari_versions(
    sources: Sequence[Tokens], hypotheses: Sequence[Tokens], references: Sequence[Sequence[Tokens]]
) -> tuple[Sari, Sari]:
    """The result of `sari`, and that of EASSE with `use_paper_version`, where precision and recall are averaged over n
    and F1 is computed from the two averages."""
    parts = [_shares(total) for total in _sari_totals(sources, hypotheses, references)]
    means = [
        _Share(sum(share.precision for share in part) / ORDER, sum(share.recall for share in part) / ORDER)
        for part in parts
    ]
    return _sari_of(parts), Sari(*(100 * mean.f1 for mean in means))


def sari_of(totals: Iterable[Iterable[Sequence[float]]]) -> Sari:
    """The result of `sari` from the counts of `sari_counts` added up over sentences: for add, keep and delete, for each
    n."""
    return _sari_of([_shares(total) for total in totals])


def _sari_of(parts: Iterable[Iterable[_Share]]) -> Sari:
    return Sari(*(100 * sum(share.f1 for share in part) / ORDER for part in parts))


def _shares(total: Iterable[Sequence[float]]) -> list[_Share]:
    return [_share(*counts) for counts in total]


def _sari_totals(
    sources: Sequence[Tokens], hypotheses: Sequence[Tokens], references: Sequence[Sequence[Tokens]]
) -> list[list[list[int]]]:
    """The counts right, done and wanted, for each n, of n-grams that were added, kept and deleted. Added n-grams count
    once a sentence. Kept and deleted ones count as often as they occur, weighted by the number of references that
    agree."""
    _same_length(sources, hypotheses, *references)
    totals = [[[0, 0, 0] for _ in range(ORDER)] for _ in range(3)]
    for source, hypothesis, *rest in zip(sources, hypotheses, *references, strict=True):
        for n in range(1, ORDER + 1):
            operations = sari_counts(ngrams(source, n), ngrams(hypothesis, n), [ngrams(each, n) for each in rest])
            for total, counts in zip(totals, operations, strict=True):
                total[n - 1] = [old + new for old, new in zip(total[n - 1], counts, strict=True)]
    return totals


def _share(correct: float, proposed: float, wanted: float) -> _Share:
    return _Share(correct / proposed if proposed else 0.0, correct / wanted if wanted else 0.0)


def sari_counts(
    source: Counter[Ngram], hypothesis: Counter[Ngram], references: Iterable[Counter[Ngram]]
) -> Iterator[tuple[int, int, int]]:
    """The counts right, done and wanted of one sentence's n-grams, for add, keep and delete."""
    agreed: Counter[Ngram] = Counter()
    weight = 0
    for reference in references:
        agreed.update(reference)
        weight += 1
    weighted = Counter({ngram: count * weight for ngram, count in source.items()})
    output = Counter({ngram: count * weight for ngram, count in hypothesis.items()})
    added, wanted = set(hypothesis) - set(source), set(agreed) - set(source)
    yield len(added & set(agreed)), len(added), len(wanted)
    kept, to_keep = weighted & output, weighted & agreed
    yield (kept & to_keep).total(), kept.total(), to_keep.total()
    deleted, to_delete = weighted - output, weighted - agreed
    yield (deleted & to_delete).total(), deleted.total(), to_delete.total()
