"""A strategy: the model is asked twice, and only what it proposes both times is proposed."""

from collections.abc import AsyncIterator

from reviser.core.edit import Edit, Proposal
from reviser.revisers.base import Output, Request, Reviser
from reviser.revisers.strategies.parts import StrategyParts

WARM = 0.8  # the temperature: enough for two answers to differ


class Agreed:
    """Proposes the edits that both of two revisers propose, with the explanation of the second."""

    def __init__(self, first: Reviser, second: Reviser) -> None:
        self._first = first
        self._second = second

    @property
    def name(self) -> str:
        return f"{self._first.name} agreed"

    async def revise(self, request: Request) -> AsyncIterator[Output]:
        edits: set[Edit] = set()
        async for output in self._first.revise(request):
            if isinstance(output, Proposal):
                edits.add(output.edit)
            else:
                yield output
        async for output in self._second.revise(request):
            if not isinstance(output, Proposal) or output.edit in edits:
                yield output


def agreed(parts: StrategyParts) -> Reviser:
    """Two requests for each part of the text."""
    return Agreed(parts.chat.sampled(WARM, 1), parts.chat.sampled(WARM, 2))
