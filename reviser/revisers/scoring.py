"""Scores of wordings: how well each reads at its place.

A whole passage, one or several sentences, is compared in several wordings, so that a change is scored together with the
text behind it. A sum of log-probabilities favours a shorter wording, whatever is lost: in 58 sentences of JFLEG it
always preferred the first two thirds to the whole. A mean per token favours words that are split into many tokens, as
misspelt words are. The mean per character has neither fault, see `gain`."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PassageWordings:
    """A passage in several wordings, which are whole sentences without white space around them. `before` is the text in
    front of the passage, as far as it should be read; it is not scored."""

    wordings: tuple[str, ...]
    before: str = ""


@dataclass(frozen=True, slots=True)
class WordingScore:
    """The natural logarithm of the probability of a wording behind the text before it, and its length in code
    points."""

    log_probability: float
    characters: int

    @property
    def per_character(self) -> float:
        """The mean natural logarithm per code point; minus infinity for an empty wording."""
        return self.log_probability / self.characters if self.characters else -math.inf


def gain(new: WordingScore, old: WordingScore) -> float:
    """How much better `new` is than `old`, in natural logarithms: the difference of the means per code point, times the
    length of `old`. Above 0 if `new` is better."""
    return (new.per_character - old.per_character) * old.characters if old.characters else -math.inf


class PassageScorer(Protocol):
    """Scores wordings of passages. `name` is its name in the history."""

    @property
    def name(self) -> str: ...

    def check(self) -> None:
        """Raises UserError, with what to do, if nothing can be scored on this machine."""
        ...

    async def scores(self, passages: Sequence[PassageWordings]) -> list[tuple[WordingScore, ...]]:
        """For each passage, the scores of its wordings in their order. Raises UserError if nothing can be scored on
        this machine. Cancelling stops the work within half a second."""
        ...
