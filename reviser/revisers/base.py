"""What every reviser is: a request in, a stream of proposals out."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Protocol

from reviser.core.edit import Proposal, Remark
from reviser.core.exchange import Exchange
from reviser.core.memory import Memory
from reviser.core.text import Span


@dataclass(frozen=True, slots=True)
class Request:
    """What a round asks of a reviser. All offsets are code points into `text`, the round's base.

    `protected`: spans that no proposal may touch (Markdown syntax, code, links), sorted, not overlapping.
    `dialect`: "American", "British", "Canadian" or "Australian".
    """

    text: str
    protected: tuple[Span, ...] = ()
    memory: Memory = field(default_factory=Memory)
    dialect: str = "American"
    instruction: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reviser has come: `done` of `total` code points."""

    done: int
    total: int


Found = Proposal | Remark | Progress  # what an embedded layer puts out
Output = Found | Exchange


class Reviser(Protocol):
    """Proposes edits. `name` is what the person types and reads ("embedded")."""

    @property
    def name(self) -> str: ...

    def revise(self, request: Request) -> AsyncIterator[Output]:
        """Proposals as they come, in any order; ends when there is nothing more. ReviserError where it cannot go on.
        Cancelling the task that iterates stops the work within a second."""
        ...
