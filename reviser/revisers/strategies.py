"""The strategies by which a chat model is asked: one table, which the window, the terminal and the estimate of costs
read.

It loads nothing else: what a strategy is made of comes when a round begins.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from reviser.errors import UsageError
from reviser.messages import message

if TYPE_CHECKING:
    from reviser.revisers.base import Reviser
    from reviser.revisers.chat import Chat

_MADE_IN = "reviser.revisers.chat.strategies"


@dataclass(frozen=True, slots=True)
class Strategy:
    """A way to ask a chat model.

    `name`: in commands, in the history and in exports. `passes`: how often the text goes out at most, for an estimate
    of what a round costs. `maker`: the function (MODULE:NAME) that takes the `Chat` and gives the reviser.
    `needs_source`: the person has to give a source text.
    """

    name: str
    passes: int
    maker: str
    needs_source: bool = False

    def wrap(self, chat: "Chat") -> "Reviser":
        """The reviser that asks `chat` in this way."""
        module, _, name = self.maker.partition(":")
        make: Callable[[Chat], Reviser] = getattr(import_module(module), name)
        return make(chat)


# In the order in which a person is shown them; the first is the usual one.
STRATEGIES: tuple[Strategy, ...] = (
    Strategy("direct", 1, f"{_MADE_IN}:direct"),
    Strategy("self-refine", 3, f"{_MADE_IN}:self_refine"),
    Strategy("sample-and-select", 4, f"{_MADE_IN}:sample_and_select"),
    Strategy("pinpoint", 2, f"{_MADE_IN}:pinpoint"),
    Strategy("source-anchored", 1, f"{_MADE_IN}:source_anchored", needs_source=True),
)
DIRECT = STRATEGIES[0].name


def strategy_named(name: str) -> Strategy:
    """The one of this name. UsageError where there is none."""
    for each in STRATEGIES:
        if each.name == name:
            return each
    raise UsageError(
        message(
            "There is no strategy {strategy}; the strategies are {strategies}.",
            strategy=name,
            strategies=", ".join(each.name for each in STRATEGIES),
        )
    )
