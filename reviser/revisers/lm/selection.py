"""Which scored candidates of a sentence are proposed: those that are sure enough for their kind, the surest first."""

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
UNSURE = 1.5  # natural logarithms below a kind's threshold, which are shown where the unsure ones are
_STEEP = 0.45  # of the logistic curve from a gain above the threshold to the chance of being right; see kinds

_USUAL = 0.007  # sure edits a word, in the texts that the thresholds were set on
_KNOWN = 300.0  # words of such a text that count with those read
_PULL = 1.5  # natural logarithms of gain for one of the ratio of errors
_USUALLY_MENDED = 0.0044  # errors a word that the other layers mend there
_PULL_OF_MENDED = 0.5  # by a logistic regression of the labels: 0.17 against 0.33 for one of gain


class Density:
    """An estimate of how many errors a text has per word. The more it has, the less sure a candidate needs to be."""

    def __init__(self, words: int = 0, mended: int = 0) -> None:
        """`words`: how many the text has. `mended`: how many errors the other layers found in it."""
        self._words = _KNOWN
        self._edits = _KNOWN * _USUAL
        share = (_KNOWN * _USUALLY_MENDED + mended) / (_KNOWN + words)
        self._by_mended = -_PULL_OF_MENDED * math.log(share / _USUALLY_MENDED)

    def count(self, words: int, edits: int) -> None:
        """Count a passage that was read: its words, and how many edits passed the unmoved thresholds there."""
        self._words += words
        self._edits += edits

    @property
    def margin(self) -> float:
        """What every threshold is raised by, in natural logarithms; negative in a text with many errors."""
        by_own = -_PULL * math.log(self._edits / self._words / _USUAL)
        return max(-2.5, min(1.0, by_own + self._by_mended))


_LEAST = -2.0  # natural logarithms below a threshold: what is less sure was never looked at


class ExtraMargin:
    """What the threshold for a candidate is raised by, from this person's decisions about its kind and, with more
    weight, about its words: 0 where three in four were taken, negative where more were, infinite where the words are
    refused."""

    def __init__(self, taste: Preferences, layer: str) -> None:
        self._taste = taste
        self._layer = layer

    def of(self, sentence: str, candidate: Candidate) -> float:
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
    """A candidate that is proposed. `margin`: by how much its gain passes the threshold. `others`: other corrections of
    the same place, best first."""

    scored: Scored
    margin: float
    others: tuple[str, ...]

    @property
    def confidence(self) -> float:
        """The chance that it is right: three in four at the threshold."""
        return 1 / (1 + math.exp(-(math.log(3) + _STEEP * self.margin)))


def chosen(
    scored: Iterable[Scored], margin: float = 0.0, more: Callable[[Candidate], float] = lambda _: 0.0
) -> list[Chosen]:
    """The candidates to propose, in order of place. No two touch; of two that may correct the same fault ("there is
    questions": "are", or "question") the surer one is taken. `margin` raises every threshold, and `more` gives what it
    is raised by for one candidate."""
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
    gap = max(one.start - other.end, other.start - one.end)
    return gap <= 0 or (gap < _NEAR and one.kind.name in _FORMS and other.kind.name in _FORMS)
