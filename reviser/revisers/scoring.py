"""Scores of wordings: how well each reads where it stands.

What is compared is a whole passage, a sentence or several, in one wording and in another: a change is weighed with what
follows it. A sum of log-probabilities favours what is shorter, whatever was lost: in 58 sentences of JFLEG it chose the
first two thirds before the whole each time. A mean per token favours what is cut into many tokens, as misspelt words
are. The mean per character does neither: see `gain`.
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
    """The natural logarithm of the probability of a wording behind what stands before it, and its length in code
    points."""

    log_probability: float
    characters: int

    @property
    def per_character(self) -> float:
        """The mean natural logarithm per code point; minus infinity for an empty wording."""
        return self.log_probability / self.characters if self.characters else -math.inf


def gain(new: WordingScore, old: WordingScore) -> float:
    """How much better one wording of a passage is than another, in natural logarithms over a passage as long as the old
    one: the difference of the means per code point, times the length of `old`. Above 0 where `new` is better."""
    return (new.per_character - old.per_character) * old.characters if old.characters else -math.inf


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
