"""Scores of wordings: how well each reads where it stands.

What is compared is a whole passage, a sentence or several, in one wording and in another: a change is weighed with what
follows it. A sum of log-probabilities favours what is shorter, whatever was lost: in sentences of JFLEG it chose the
first two thirds of a sentence before the whole of it each time. The mean per token does not: see `gain`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PassageWordings:
    """A passage in several wordings: whole sentences, without the blanks around them. `before`: the text in front of
    it, as far as it is to be read with it; it is not scored itself."""

    wordings: tuple[str, ...]
    before: str = ""


@dataclass(frozen=True, slots=True)
class WordingScore:
    """The natural logarithm of the probability of a wording behind what stands before it, and its number of tokens."""

    log_probability: float
    tokens: int

    @property
    def per_token(self) -> float:
        """The mean natural logarithm per token; minus infinity for a wording without tokens."""
        return self.log_probability / self.tokens if self.tokens else -math.inf


def gain(new: WordingScore, old: WordingScore) -> float:
    """How much better one wording of a passage is than another, in natural logarithms over a passage as long as the
    old one: the difference of the means per token, times the tokens of `old`. Above 0 where `new` is better."""
    return (new.per_token - old.per_token) * old.tokens if old.tokens else -math.inf


class PassageScorer(Protocol):
    """Scores wordings of passages. `name`: what it is called in the history."""

    @property
    def name(self) -> str: ...

    def check(self) -> None:
        """UserError, with what to do, where nothing can be scored here."""
        ...

    async def scores(self, passages: Sequence[PassageWordings]) -> list[tuple[WordingScore, ...]]:
        """Of each passage the scores of its wordings, in their order. UserError where nothing can be scored here.
        Cancelling stops the work within half a second."""
        ...
