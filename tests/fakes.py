"""Small real implementations that stand where a slow or random one would: with a queue, never with patching."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable

from reviser.revisers.base import Output, Request


class QueuedReviser:
    """A reviser that answers each request with the next of `rounds`, an error among its outputs being raised there.

    It keeps the requests it was asked. Where `gate` is given it waits for it before each output.
    """

    def __init__(
        self, rounds: Iterable[Iterable[Output | Exception]] = (), gate: asyncio.Semaphore | None = None
    ) -> None:
        self.rounds = deque(tuple(outputs) for outputs in rounds)
        self.requests: list[Request] = []
        self._gate = gate

    @property
    def name(self) -> str:
        return "queued"

    async def revise(self, request: Request) -> AsyncIterator[Output]:
        self.requests.append(request)
        for output in self.rounds.popleft() if self.rounds else ():
            if self._gate is not None:
                await self._gate.acquire()
            if isinstance(output, Exception):
                raise output
            yield output


class Counter:
    """A clock that goes one second a look, and ids in order."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> float:
        self.count += 1
        return float(self.count)

    def id(self) -> str:
        self.count += 1
        return f"r{self.count}"
