"""Finds model servers on this machine by the default port of each kind of server."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reviser.revisers.net.http import HttpTimeouts, connect
from reviser.revisers.net.wire import Api, KeyRefusedError, Model, Server, ServerError

# Names and default addresses, from the documentation of each server.
USUAL = (
    Server("ollama", Api.OLLAMA, "http://localhost:11434"),
    Server("llama.cpp", Api.OPENAI, "http://localhost:8080/v1"),
    Server("lmstudio", Api.OPENAI, "http://localhost:1234/v1"),
    Server("vllm", Api.OPENAI, "http://localhost:8000/v1"),
)

# Short, because a closed port is refused at once; long enough for a server that is busy.
QUICK = HttpTimeouts(connect_s=0.5, list_s=2.0, tries=1)


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers, and its models. `wants_key`: it lists no models without a key."""

    server: Server
    models: tuple[Model, ...] = ()
    wants_key: bool = False


async def look(usual: Iterable[Server] = USUAL, limits: HttpTimeouts = QUICK) -> tuple[Running, ...]:
    """Those of `usual` that answer in their format. All are asked at once, so this takes about as long as `limits`
    allow for one."""
    found = await asyncio.gather(*(_probe(server, limits) for server in usual))
    return tuple(running for running in found if running is not None)


async def find_local(usual: Iterable[Server] = USUAL) -> tuple[Server, ...]:
    """The servers that run on this machine. If a server has exactly one model, that is set."""
    return tuple(
        replace(running.server, model=running.models[0].name) if len(running.models) == 1 else running.server
        for running in await look(usual)
    )


async def _probe(server: Server, limits: HttpTimeouts) -> Running | None:
    try:
        async with asyncio.timeout(limits.list_s):
            return Running(server, await connect(server, limits=limits).models())
    except KeyRefusedError:
        return Running(server, wants_key=True)
    except (ServerError, TimeoutError):
        return None
