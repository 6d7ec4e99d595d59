"""The interface of every reviser: it takes a request and gives a stream of proposals."""

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
    """The default for `late`: it discards outputs that arrive after a cancellation."""


@dataclass(frozen=True, slots=True)
class Request:
    """The input of a reviser for one round. All places are code points into `text`, the round's base.

    `protected`: spans that no proposal may touch (Markdown syntax, code, links), sorted and disjoint. `locked`:
    passages that the person wants left exactly as they are, sorted and disjoint. `foreign`: those of `protected` that
    are prose in a language that the reviser does not know. `written`: the person's own replacements of proposals that
    are still in the text, sorted and disjoint; a reviser that guesses leaves them alone. `scope`: the passages to
    revise; None for all. A reviser that costs nothing may read more.

    `markup`: whether the document's syntax marks what is not prose, so that the layout of lines has no meaning.
    `readings`: markup that stands for something else, in order and disjoint ("\\%" for a percent sign); each is
    protected as a whole or not at all. A reviser that knows the syntax may ignore them. `dialect`: "American",
    "British", "Canadian" or "Australian". `unsure`: whether less certain proposals are wanted too.

    `late` takes outputs that had arrived when the round was cancelled and could no longer be yielded."""

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
    """The progress of a reviser: `done` of `total` code points."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Unusable:
    """A model's answer contained `count` entries that are not edits of this text. `why` is a short clause, such as "the
    quoted passage does not stand in the text". `withdrawn`: they were edits, and who judges them decided against."""

    why: str
    count: int = 1
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Thinking:
    """The end of a model's thinking, in one line, while its answer is awaited; empty when it is over. It is displayed
    and not searched."""

    text: str


Found = Proposal | Remark | ReadProgress  # what an embedded layer puts out
Output = Found | Exchange | Unusable | Waiting | Thinking


class Reviser(Protocol):
    """Proposes edits. `name` is the name that the person types and reads ("embedded")."""

    @property
    def name(self) -> str: ...

    def revise(self, request: Request) -> AsyncIterator[Output]:
        """Yield proposals as they arrive, in any order, until there are no more. Raises ReviserError if it cannot
        continue. Cancelling the task that iterates stops the work within a second."""
        ...


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word at `span` of a text that is in no dictionary, and the words that may have been meant, best first."""

    span: Span
    texts: tuple[str, ...]


class SpellingChecker(Protocol):
    """A spelling checker for one language."""

    async def warm_up(self, dialect: str) -> None:
        """Load the data that the first request or the first round would otherwise wait for."""
        ...

    async def misspelling(self, request: Request, at: int) -> Misspelling | None:
        """The misspelt word that contains, or ends at, the code point `at` of the request's text. None if there is
        none: the word is known, is one of the person's own, is not prose, or is in another language."""
        ...
