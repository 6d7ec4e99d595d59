"""How parts of a text with syntax are read as prose: a command stands for a letter, a formula for a word, a comment for
nothing."""

from dataclasses import dataclass

from reviser.core.text import Span

STAND_IN = "\ufffc"  # stands for one or more words that are not prose


@dataclass(frozen=True, slots=True)
class Reading:
    """`span` of a text reads as `text`, which may be empty."""

    span: Span
    text: str
