"""The strategies by which revisers are asked: one table, which the window, the terminal and the estimate of costs read.

It loads nothing else: what a strategy is made of comes when a round begins.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING

from reviser.errors import UsageError
from reviser.messages import message

if TYPE_CHECKING:
    from reviser.revisers.base import Reviser
    from reviser.revisers.strategies.parts import StrategyParts

_MADE_IN = "reviser.revisers.strategies.makers"


class JudgeKind(Enum):
    """Who judges proposals: a chat model, the embedded language model by its scores, or a vote of the revisers."""

    CHAT = "chat"
    MODEL = "model"
    VOTE = "vote"


# What a person names as the judge; anything else is a chat model's server.
MODEL, VOTE = JudgeKind.MODEL.value, JudgeKind.VOTE.value


@dataclass(frozen=True, slots=True)
class Strategy:
    """A way to ask revisers.

    `name`: in commands, in the history and in exports. `passes`: how often the text goes out to the one who proposes,
    at most; `judging`: how often to a chat model that judges: for an estimate of what a round costs. `maker`: the
    function (MODULE:NAME) that takes the `StrategyParts` and gives the reviser. `needs_chat`: only a chat model can
    propose; otherwise any reviser can. `judges`: who may judge, none where nobody does; a chat model that proposes
    judges itself where nobody is named. `takes_others`: other revisers propose too. `needs_source`: the person has to
    give a source text.
    """

    name: str
    passes: int
    maker: str
    judging: int = 0
    needs_chat: bool = True
    judges: frozenset[JudgeKind] = frozenset()
    takes_others: bool = False
    needs_source: bool = False

    def make(self, parts: "StrategyParts") -> "Reviser":
        """The reviser that asks `parts` in this way."""
        module, _, name = self.maker.partition(":")
        make: Callable[[StrategyParts], Reviser] = getattr(import_module(module), name)
        return make(parts)


_CHAT_ONLY = frozenset({JudgeKind.CHAT})
_CHAT_OR_MODEL = frozenset({JudgeKind.CHAT, JudgeKind.MODEL})
_ANY_JUDGE = frozenset(JudgeKind)

# In the order in which a person is shown them; the first is the usual one.
STRATEGIES: tuple[Strategy, ...] = (
    Strategy("direct", 1, f"{_MADE_IN}:direct", needs_chat=False),
    Strategy("self-refine", 1, f"{_MADE_IN}:self_refine", judging=2, needs_chat=False, judges=_CHAT_ONLY),
    Strategy("sample-and-select", 3, f"{_MADE_IN}:sample_and_select", judging=1, judges=_ANY_JUDGE),
    Strategy("pinpoint", 2, f"{_MADE_IN}:pinpoint"),
    Strategy("ensemble", 1, f"{_MADE_IN}:ensemble", judging=1, needs_chat=False, judges=_ANY_JUDGE, takes_others=True),
    Strategy("screws", 1, f"{_MADE_IN}:screws", judging=2, needs_chat=False, judges=_ANY_JUDGE, takes_others=True),
    Strategy("anneal", 4, f"{_MADE_IN}:anneal", judging=5, judges=_CHAT_OR_MODEL),
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
