"""What stands for what in a text that has a syntax: a command for a letter, a formula for a word, a comment for
nothing. Whoever reads the prose alone reads it so."""

from dataclasses import dataclass

from reviser.core.text import Span

STAND_IN = "\ufffc"  # stands for a word, or more, that is no prose


@dataclass(frozen=True, slots=True)
class Reading:
    """`span` of a text reads as `text`, which may be empty."""

    span: Span
    text: str
