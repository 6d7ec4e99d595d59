"""What every reviser is: a request in, a stream of proposals out."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Protocol

from reviser.core.edit import Proposal, Remark
from reviser.core.exchange import Exchange
from reviser.core.few_shot import Brief
from reviser.core.memory import Memory
from reviser.core.readings import Reading
from reviser.core.text import Span
from reviser.messages import message
from reviser.revisers.net.wire import Waiting

UNSEEN = message("text with invisible characters")  # why a proposal is unusable, whoever makes it
LANGUAGE_RULE = "embedded/language"  # of the remark about what a round left alone, which is said when the round ends


def _forgotten(_: "Output") -> None:
    """Nobody wants what comes after a cancel."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a round asks of a reviser. All offsets are code points into `text`, the round's base.

    `protected`: spans that no proposal may touch (Markdown syntax, code, links), sorted, not overlapping.
    `markup`: whether the document's syntax says what is no prose, so that how its lines are laid out says nothing.
    `locked`: passages that the person wants left exactly as they are, likewise.
    `dialect`: "American", "British", "Canadian" or "Australian".
    `foreign`: those of `protected` that are prose in a language that the reviser does not know.
    `scope`: the passages that are to be revised, the others being settled; all where None. A reviser that costs nothing
    may read more.
    `written`: what the person wrote in the place of a proposal and still stands, sorted, not overlapping: a reviser
    that guesses leaves it alone.
    `readings`: what stands there for something else, in order, apart ("\\%" for a percent sign), each protected as a
    whole or not at all. A reviser that knows the syntax may leave them alone.
    `unsure`: whether proposals that a reviser is less sure of are wanted, too.
    `late`: takes what had arrived when the round was cancelled and could no longer be yielded.
    """

    text: str
    protected: tuple[Span, ...] = ()
    markup: bool = field(default=False, kw_only=True)
    memory: Memory = field(default_factory=Memory)
    dialect: str = "American"
    instruction: str = ""
    locked: tuple[Span, ...] = ()
    brief: Brief = field(default_factory=Brief)
    foreign: tuple[Span, ...] = ()
    scope: tuple[Span, ...] | None = None
    written: tuple[Span, ...] = ()
    unsure: bool = False
    readings: tuple[Reading, ...] = ()
    late: Callable[["Output"], None] = field(default=_forgotten, compare=False)


@dataclass(frozen=True, slots=True)
class ReadProgress:
    """How far the reviser has come: `done` of `total` code points."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Unusable:
    """A model answered `count` times with what is no edit of this text. `why` is a short clause: "the quoted passage
    does not stand in the text"."""

    why: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Thinking:
    """What a model thinks while its answer is waited for: the end of it, in one line; empty when it is over. Shown, and
    searched for nothing."""

    text: str


Found = Proposal | Remark | ReadProgress  # what an embedded layer puts out
Output = Found | Exchange | Unusable | Waiting | Thinking


class Reviser(Protocol):
    """Proposes edits. `name` is what the person types and reads ("embedded")."""

    @property
    def name(self) -> str: ...

    def revise(self, request: Request) -> AsyncIterator[Output]:
        """Proposals as they come, in any order; ends when there is nothing more. ReviserError where it cannot go on.
        Cancelling the task that iterates stops the work within a second."""
        ...


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word that no dictionary has, at `span` of a text, and what may have been meant by it, best first."""

    span: Span
    texts: tuple[str, ...]


class SpellingChecker(Protocol):
    """Knows the words of a language."""

    async def warm_up(self, dialect: str) -> None:
        """Reads what whoever asks first, or the first round, would wait for."""
        ...

    async def misspelling(self, request: Request, at: int) -> Misspelling | None:
        """The misspelt word that the code point `at` of the request's text stands in, or right behind; None where there
        is none: the word is known, the person's own, no prose, or in another language."""
        ...
