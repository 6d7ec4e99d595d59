"""A chat reviser over a queued server, and what it put out, sorted."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from reviser.core.edit import Proposal
from reviser.core.exchange import Exchange
from reviser.errors import ReviserError
from reviser.revisers.base import Output, ReadProgress, Request, Reviser, Unusable
from reviser.revisers.chat import Chat, Prompts, TokenLimits
from reviser.revisers.chat.abilities import Abilities, Remembered
from reviser.revisers.chat.methods import Method
from reviser.revisers.net.wire import Api, Server
from tests.fakes import Counter, QueuedWire

SERVER = Server("test", Api.OPENAI, "http://127.0.0.1:1", model="m", context=8192)
PROMPTS = Prompts.load()


def chat(
    wire: QueuedWire,
    *,
    server: Server = SERVER,
    abilities: Abilities | None = None,
    limits: TokenLimits | None = None,
    method: Method | None = None,
    parallel: int = 2,
) -> Chat:
    server = replace(server, parallel=parallel)
    return Chat(
        wire, server, PROMPTS, abilities or Remembered(), Counter(), limits=limits or TokenLimits(), method=method
    )


@dataclass
class Heard:
    """What a reviser put out, and how it ended."""

    outputs: list[Output] = field(default_factory=list)
    error: ReviserError | None = None

    @property
    def proposals(self) -> list[Proposal]:
        return [output for output in self.outputs if isinstance(output, Proposal)]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [(proposal.edit.before, proposal.edit.after) for proposal in self.proposals]

    @property
    def exchanges(self) -> list[Exchange]:
        return [output for output in self.outputs if isinstance(output, Exchange)]

    @property
    def progress(self) -> list[ReadProgress]:
        return [output for output in self.outputs if isinstance(output, ReadProgress)]

    @property
    def unusable(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for output in self.outputs:
            if isinstance(output, Unusable):
                counts[output.why] = counts.get(output.why, 0) + output.count
        return counts


def hear(reviser: Reviser, request: Request) -> Heard:
    """A whole round."""
    heard = Heard()

    async def listen() -> None:
        try:
            async for output in reviser.revise(request):
                heard.outputs.append(output)
        except ReviserError as error:
            heard.error = error

    asyncio.run(listen())
    return heard


def cut_off(reviser: Reviser, request: Request, ready: Callable[[], bool]) -> list[Output]:
    """What a round puts out before it is cancelled, as soon as `ready`, which is asked between the loop's steps."""
    outputs: list[Output] = []

    async def listen() -> None:
        async def take() -> None:
            async for output in reviser.revise(request):
                outputs.append(output)

        task = asyncio.create_task(take())
        while not ready():
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(listen())
    return outputs


def steps(number: int) -> Callable[[], bool]:
    """Whether it has been asked so often."""
    left = iter(range(number))
    return lambda: next(left, None) is None


def edit(sid: int | str, quote: str, after: str, intent: str = "fluency", why: str = "because") -> dict[str, str]:
    """An entry as a model writes it."""
    return {
        "sid": f"S{sid}" if isinstance(sid, int) else sid,
        "intent": intent,
        "quote": quote,
        "after": after,
        "why": why,
    }


def listed(*entries: object, key: str = "edits") -> str:
    """An answer with these entries."""
    return json.dumps({key: list(entries)}, ensure_ascii=False)


def prompts_of(wire: QueuedWire) -> Sequence[str]:
    """The last message of each ask."""
    return [ask.messages[-1].text for ask in wire.asks]
