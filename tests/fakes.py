"""Small real implementations that stand where a slow or random one would: with a queue, never with patching."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable

from reviser.revisers.base import Output, Request
from reviser.revisers.net.openai import OpenAI
from reviser.revisers.net.redaction import KeyRedactor
from reviser.revisers.net.wire import Ask, Ended, Finish, Model, Part, Sent, Text, Usage

_FORMAT = OpenAI("http://127.0.0.1:1", KeyRedactor())  # that the fakes write in


class QueuedReviser:
    """A reviser that answers each request with the next of `rounds`, an error among its outputs being raised there.

    It keeps the requests it was asked. Where `gate` is given it waits for it before each output.
    """

    def __init__(
        self, rounds: Iterable[Iterable[Output | Exception]] = (), gate: asyncio.Semaphore | None = None
    ) -> None:
        self.rounds = deque(tuple(outputs) for outputs in rounds)
        self.requests: list[Request] = []
        self.gate = gate

    @property
    def name(self) -> str:
        return "queued"

    async def revise(self, request: Request) -> AsyncIterator[Output]:
        self.requests.append(request)
        for output in self.rounds.popleft() if self.rounds else ():
            if self.gate is not None:
                await self.gate.acquire()
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


class QueuedWire:
    """A chat server that answers each ask with the next of `answers`, and with `usual` when none are left.

    An answer is text, sent in pieces of `piece` code points with usage and a proper end; or parts as given, an error
    among them being raised there. It keeps the asks. Where `gate` is given it waits for it before each part.
    """

    def __init__(
        self,
        *answers: "str | Iterable[Part | Exception]",
        usual: str = '{"edits": []}',
        piece: int = 7,
        gate: asyncio.Semaphore | None = None,
        offered: tuple[Model, ...] = (),
    ) -> None:
        self.answers = deque(answers)
        self.asks: list[Ask] = []
        self.closed = 0  # streams that ended, however
        self._usual = usual
        self._piece = piece
        self._gate = gate
        self._offered = offered

    async def stream(self, ask: Ask) -> AsyncIterator[Part]:
        self.asks.append(ask)
        answer = self.answer(ask)
        try:
            yield Sent(*_FORMAT.request(ask))
            for part in self._parts(answer) if isinstance(answer, str) else answer:
                if self._gate is not None:
                    await self._gate.acquire()
                await asyncio.sleep(0)
                if isinstance(part, Exception):
                    raise part
                yield part
        finally:
            self.closed += 1

    def answer(self, _: Ask) -> "str | Iterable[Part | Exception]":
        """The next answer in the queue; to be overridden by what answers as it is asked."""
        return self.answers.popleft() if self.answers else self._usual

    def _parts(self, answer: str) -> Iterable[Part]:
        yield from (Text(answer[at : at + self._piece]) for at in range(0, len(answer), self._piece))
        yield Usage(tokens_in=100, tokens_out=len(answer) // 4)
        yield Ended(Finish.STOP)

    async def models(self) -> tuple[Model, ...]:
        return self._offered
