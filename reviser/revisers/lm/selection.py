"""Selects the candidates of a sentence that are proposed: those above the threshold of their kind, the surest first."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reviser.core.edit import Edit
from reviser.core.memory import USUAL
from reviser.core.preferences import Preferences, pair_of
from reviser.revisers.lm.kinds import Candidate
from reviser.revisers.lm.scoring import Scored

_FORMS = frozenset({"agreement", "number", "verb", "ing", "article-in", "word-in", "degree"})
_NEAR = 30  # code points between two forms that may depend on each other
UNSURE = 1.5  # natural logarithms below the threshold that are accepted if the person wants unsure proposals
_STEEP = 0.45  # slope of the logistic curve from the gain above the threshold to the probability of being right

_USUAL = 0.007  # edits per word above the thresholds, in the texts on which the thresholds were set
_KNOWN = 300.0  # words of such a text that are counted in addition (a prior)
_PULL = 1.5  # change of the margin for one natural logarithm of the ratio of errors
_USUALLY_MENDED = 0.0044  # errors per word that the other layers find in those texts
_PULL_OF_MENDED = 0.5  # the same for these errors; a logistic regression of the labels gave 0.17 against 0.33


class Density:
    """An estimate of the errors per word in a text. The more errors it has, the lower the thresholds are."""

    def __init__(self, words: int = 0, mended: int = 0) -> None:
        """`words`: how many words the text has. `mended`: how many errors the other layers found in it."""
        self._words = _KNOWN
        self._edits = _KNOWN * _USUAL
        share = (_KNOWN * _USUALLY_MENDED + mended) / (_KNOWN + words)
        self._by_mended = -_PULL_OF_MENDED * math.log(share / _USUALLY_MENDED)

    def count(self, words: int, edits: int) -> None:
        """Count a passage that was read: its words, and how many edits passed the unchanged thresholds there."""
        self._words += words
        self._edits += edits

    @property
    def margin(self) -> float:
        """The amount by which every threshold is raised, in natural logarithms. It is negative in a text with many
        errors."""
        by_own = -_PULL * math.log(self._edits / self._words / _USUAL)
        return max(-2.5, min(1.0, by_own + self._by_mended))


_LEAST = -2.0  # natural logarithms below a threshold: candidates below that were never labelled


class ExtraMargin:
    """The amount by which the threshold for a candidate is raised because of this person's decisions, in natural
    logarithms. Decisions about its words count more than those about its kind. The amount is 0 if three in four were
    accepted, negative if more were, and infinite if the words are refused."""

    def __init__(self, taste: Preferences, layer: str) -> None:
        self._taste = taste
        self._layer = layer

    def of(self, sentence: str, candidate: Candidate) -> float:
        """The amount for `candidate` in `sentence`."""
        edit = Edit(candidate.start, sentence[candidate.start : candidate.end], candidate.after)
        pair = pair_of(sentence, edit)
        if self._taste.refuses(pair):
            return math.inf
        share = self._taste.share(f"{self._layer}/{candidate.kind.name}", pair, USUAL)
        return max(_LEAST, (_log_odds(USUAL.share) - _log_odds(share)) / _STEEP)


def _log_odds(share: float) -> float:
    return math.log(share / (1 - share))


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate that is proposed. `margin`: by how much its gain exceeds the threshold. `others`: other corrections
    of the same place, best first."""

    scored: Scored
    margin: float
    others: tuple[str, ...]

    @property
    def confidence(self) -> float:
        """The probability that it is right: 0.75 at the threshold."""
        return 1 / (1 + math.exp(-(math.log(3) + _STEEP * self.margin)))


def chosen(
    scored: Iterable[Scored], margin: float = 0.0, more: Callable[[Candidate], float] = lambda _: 0.0
) -> list[Chosen]:
    """The candidates to propose, in order of place. No two of them touch. Of two that may correct the same error
    ("there is questions": "are" or "question") the surer one is kept. Every threshold is raised by `margin`, and by
    `more(candidate)`."""
    sure = sorted(
        ((one.gain - one.candidate.kind.threshold - margin - more(one.candidate), one) for one in scored),
        key=lambda pair: (-pair[0], pair[1].candidate.start, pair[1].candidate.after),
    )
    kept: list[tuple[float, Scored]] = []
    for over, one in sure:
        if over < 0:
            break
        span = one.candidate
        if not any(_excludes(span, other.candidate) for _, other in kept):
            kept.append((over, one))
    return [
        Chosen(
            one,
            over,
            tuple(
                other.candidate.after
                for rest, other in sure
                if (other.candidate.start, other.candidate.end) == (one.candidate.start, one.candidate.end)
                and other is not one
                and rest > -UNSURE
            ),
        )
        for over, one in sorted(kept, key=lambda pair: pair[1].candidate.start)
    ]


def _excludes(one: Candidate, other: Candidate) -> bool:
    """Whether only one of the two candidates may be proposed."""
    gap = max(one.start - other.end, other.start - one.end)
    return gap <= 0 or (gap < _NEAR and one.kind.name in _FORMS and other.kind.name in _FORMS)
