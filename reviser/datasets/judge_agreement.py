"""How far a judge agrees with people's decisions on edits, by whether it prefers the sentence with the edit."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from reviser.core.edit import Verdict
from reviser.core.pairwise import Pair, PairOutcome
from reviser.datasets.annotations import Annotation, JudgedEdit, Setting
from reviser.datasets.bootstrap import Interval, PairedDifference, Weights, difference, interval
from reviser.datasets.changed_sentences import DecidedSentence, decided_sentences
from reviser.datasets.statistics import cohens_kappa

_LEAD = 400  # code points of the sentences before, at most
_NOBODY_DECIDED = frozenset({Setting.SYSTEM_ONLY, Setting.REVISIONS})


class LeftOut(StrEnum):
    """The reason why a decision is not compared."""

    NO_PERSON = "no person decided it"
    NO_TEXT = "its text is missing"
    REWRITTEN = "the person wrote other words"
    NO_PLACE = "the edits do not fit the text"


@dataclass(frozen=True, slots=True)
class HumanDecision:
    """A person's decision to accept or reject an edit, with its sentence: `pair.a` has the edit, `pair.b` does not;
    both come behind the sentences before it."""

    annotation: Annotation
    judged: JudgedEdit
    pair: Pair

    @property
    def accepted(self) -> bool:
        return self.judged.verdict is Verdict.ACCEPT


@dataclass
class HumanDecisions:
    """The decisions that a judge can be compared with, and how many were left out for which reason."""

    found: list[HumanDecision] = field(default_factory=list)
    left_out: dict[LeftOut, int] = field(default_factory=lambda: defaultdict(int))


def human_decisions(annotations: Iterable[Annotation]) -> HumanDecisions:
    """The accepted and rejected edits of people, each with its sentence as it was and with the edit alone."""
    read = HumanDecisions()
    for annotation in annotations:
        decided = sum(judged.verdict is not Verdict.UNDECIDED for judged in annotation.edits)
        if annotation.setting in _NOBODY_DECIDED:
            read.left_out[LeftOut.NO_PERSON] += decided
        elif annotation.base is None:
            read.left_out[LeftOut.NO_TEXT] += decided
        else:
            try:
                found = list(decided_sentences(annotation))
            except ValueError:
                read.left_out[LeftOut.NO_PLACE] += decided
                continue
            kept = [one for one in found if one.judged.verdict is not Verdict.REWRITE]
            read.left_out[LeftOut.REWRITTEN] += len(found) - len(kept)
            read.found += (HumanDecision(annotation, one.judged, _pair(one)) for one in kept)
    read.left_out = {reason: count for reason, count in read.left_out.items() if count}
    return read


def _pair(decided: DecidedSentence) -> Pair:
    return Pair(decided.offered, decided.sentence, before=decided.lead[-_LEAD:])


@dataclass(frozen=True, slots=True)
class JudgeAgreement:
    """How a judge and people agree on the edits of a group, which `key` and `value` name; both are "" for all edits.

    A judge accepts an edit if it prefers the sentence with it. `accepted`: how many edits people accepted, which is the
    agreement of accepting everything. `better` and `worse`: for how many edits the judge prefers the sentence with, and
    without, the edit; the rest are ties. `decided_agreed`: on how many of these two it agrees. `agreed`: on how many of
    all, where a tie accepts nothing. `kappa` is None if the two could not have differed by chance."""

    key: str
    value: str
    edits: int
    accepted: int
    better: int
    worse: int
    agreed: int
    decided_agreed: int
    kappa: float | None
    interval: Interval
    kappa_interval: Interval

    @property
    def share(self) -> float:
        """The share of edits on which the judge agrees, 0 to 1."""
        return self.agreed / self.edits

    @property
    def base(self) -> float:
        """The share that people accepted, 0 to 1."""
        return self.accepted / self.edits

    @property
    def decided_share(self) -> float | None:
        """The share of agreement among the edits for which the judge prefers one version, 0 to 1; None if there are
        none."""
        decided = self.better + self.worse
        return self.decided_agreed / decided if decided else None


_KEYS: tuple[tuple[str, Callable[[HumanDecision], str]], ...] = (
    ("", lambda _: ""),
    ("annotator", lambda one: one.annotation.annotator),
    ("setting", lambda one: one.annotation.setting),
    ("intent", lambda one: one.judged.intent),
)


def judge_agreements(
    decisions: Sequence[HumanDecision], outcomes: Sequence[PairOutcome], seed: int
) -> Iterator[JudgeAgreement]:
    """The agreement on all decisions, then by annotator, setting and intent. `outcomes` are those of each decision's
    pair; pairs that were not judged are left out. The intervals are over resamples of whole documents, because the
    edits of one text are not independent."""
    judged = [(one, out) for one, out in zip(decisions, outcomes, strict=True) if out is not PairOutcome.UNJUDGED]
    for key, value_of in _KEYS:
        groups: defaultdict[str, list[tuple[HumanDecision, PairOutcome]]] = defaultdict(list)
        for one, outcome in judged:
            groups[value_of(one)].append((one, outcome))
        for value in sorted(groups):
            yield _agreement(key, value, groups[value], seed)


def beside_accepting_all(
    decisions: Sequence[HumanDecision], outcomes: Sequence[PairOutcome], seed: int
) -> PairedDifference:
    """The judge's share of agreement less that of accepting everything, both 0 to 1, over the judged pairs. There must
    be at least one."""
    judged = [(one, out) for one, out in zip(decisions, outcomes, strict=True) if out is not PairOutcome.UNJUDGED]
    counts = _counts(judged)
    return difference(
        lambda weights: _share(counts, weights), lambda weights: _base(counts, weights), len(counts), seed
    )


def _agreement(key: str, value: str, judged: Sequence[tuple[HumanDecision, PairOutcome]], seed: int) -> JudgeAgreement:
    counts = _counts(judged)
    ones = np.ones(len(counts))
    decided = [(one, out) for one, out in judged if out in {PairOutcome.A, PairOutcome.B}]
    return JudgeAgreement(
        key,
        value,
        len(judged),
        sum(one.accepted for one, _ in judged),
        sum(out is PairOutcome.A for _, out in judged),
        sum(out is PairOutcome.B for _, out in judged),
        sum(one.accepted == (out is PairOutcome.A) for one, out in judged),
        sum(one.accepted == (out is PairOutcome.A) for one, out in decided),
        _kappa(counts, ones),
        interval(lambda weights: _share(counts, weights), len(counts), seed),
        interval(lambda weights: _kappa(counts, weights) or 0.0, len(counts), seed),
    )


def _counts(judged: Iterable[tuple[HumanDecision, PairOutcome]]) -> Weights:
    """For each document, how many edits both accept, the person alone, the judge alone, and neither."""
    by_document: defaultdict[str, list[float]] = defaultdict(lambda: [0.0] * 4)
    for one, outcome in judged:
        cell = (0 if outcome is PairOutcome.A else 1) if one.accepted else (2 if outcome is PairOutcome.A else 3)
        by_document[one.annotation.document][cell] += 1
    return np.array(list(by_document.values()), dtype=np.float64)


def _share(counts: Weights, weights: Weights) -> float:
    both, _, _, neither = table = weights @ counts
    return float((both + neither) / table.sum())


def _base(counts: Weights, weights: Weights) -> float:
    both, person, _, _ = table = weights @ counts
    return float((both + person) / table.sum())


def _kappa(counts: Weights, weights: Weights) -> float | None:
    both, person, judge, neither = (float(each) for each in weights @ counts)
    edits = both + person + judge + neither
    return cohens_kappa((both + neither) / edits, (both + person) / edits, (both + judge) / edits)
