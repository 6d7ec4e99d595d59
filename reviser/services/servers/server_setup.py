"""Setting up servers and their keys, for a window: what is quick happens at once, what may take long answers later."""

from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reviser.core.exchange import Exchange
from reviser.errors import UserError
from reviser.messages import message
from reviser.revisers.net.wire import Model, Server
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.datasets.model_calls import Pricing, pricing
from reviser.services.rounds import cost
from reviser.services.servers import prices
from reviser.services.servers import servers as stored
from reviser.services.servers.secrets import KeyLookup, KeySource, Secret, Secrets
from reviser.services.servers.server_check import Report, try_out
from reviser.services.servers.server_key import Connect, KeyedWire, key_of
from reviser.services.servers.servers import Servers

FailedCall = Callable[[UserError], None]


@dataclass(frozen=True, slots=True)
class ServerTools:
    """What servers are reached with. `path`: where they are stored; `prices` and `prompts`: where the person's own are;
    `clock` gives seconds that only go forward."""

    path: Path
    prices: Path
    prompts: Path
    secrets: Secrets
    connect: Connect
    find_local: Callable[[], Coroutine[Any, Any, tuple[Server, ...]]]
    clock: Callable[[], float]


class ServerSetup:
    """The person's servers. Each task's id comes back, for `forget`."""

    def __init__(self, tools: ServerTools, background_tasks: BackgroundTasks) -> None:
        self._tools = tools
        self._background_tasks = background_tasks

    @property
    def servers(self) -> Servers:
        """As they are stored now."""
        return stored.load(self._tools.path)

    def keep(self, servers: Servers) -> None:
        """Store these in place of those that there are. UserError where that fails."""
        if servers != self.servers:
            stored.save(servers, self._tools.path)

    def cost(self, exchanges: Iterable[Exchange]) -> str:
        """What requests took, in one line; empty for none. PriceError where the table of prices is damaged."""
        bill = cost.bill(exchanges, prices.load(self._tools.prices), self._is_free)
        return cost.bill_line(bill, prices.load(self._tools.prices).currency) if bill.requests else ""

    def pricing(self) -> Pricing:
        """What a request cost, by the table as it is now. PriceError where that is damaged."""
        local = {server.name for server in self.servers.all if stored.is_local(server.address)}
        return pricing(prices.load(self._tools.prices), local.__contains__)

    def price_table(self) -> Path:
        """The person's table of prices and ceilings, begun where there is none. UserError where that fails."""
        prices.create(self._tools.prices)
        return self._tools.prices

    def own_prompts(self) -> Path:
        """The folder of the person's own prompts, with copies of the built-in ones to be changed. UserError where that
        fails."""
        # Here, not above: the chat revisers load after the first paint.
        from reviser.revisers.chat.prompts import copy_to

        copy_to(self._tools.prompts)
        return self._tools.prompts

    def _is_free(self, name: str) -> bool:
        """Whether the server of this name is this machine's own."""
        return any(server.name == name and stored.is_local(server.address) for server in self.servers.all)

    def forget(self, task_id: str) -> None:
        """Nobody waits for it any more."""
        self._background_tasks.forget(task_id)

    def find_local(self, done: Callable[[tuple[Server, ...]], None], failed: FailedCall) -> str:
        """The servers that run on this machine and are not set up yet."""
        known = {server.address for server in self.servers.all}

        async def look() -> tuple[Server, ...]:
            return tuple(server for server in await self._tools.find_local() if server.address not in known)

        return self._background_tasks.run(look, done, failed)

    def models(
        self,
        server: Server,
        done: Callable[[tuple[Model, ...]], None],
        failed: FailedCall,
        *,
        key: Secret | None = None,
    ) -> str:
        """What a server offers; with `key`, which is not kept, in place of its own."""
        given = None if key is None else _typed(key)
        wire = KeyedWire(server, self._tools.secrets, self._tools.connect, given)
        return self._background_tasks.run(wire.models, done, failed)

    def try_out(
        self, server: Server, done: Callable[[Report], None], failed: FailedCall, *, key: Secret | None = None
    ) -> str:
        """What works with a server; nothing of the person's is sent. With `key`, which is not kept, in place of its
        own."""
        tools = self._tools

        async def trial() -> Report:
            found = await key_of(server, tools.secrets) if key is None else _typed(key)
            return await try_out(server, found, tools.connect, tools.clock)

        return self._background_tasks.run(trial, done, failed)

    def find_key(self, name: str, done: Callable[[str], None], failed: FailedCall) -> str:
        """One line: where the key is found, or why it is not."""
        return self._background_tasks.run(lambda: self._tools.secrets.test(name), done, failed)

    def keep_key(self, name: str, key: Secret, done: Callable[[None], None], failed: FailedCall) -> str:
        """Keep a key in the keyring."""
        return self._background_tasks.run(lambda: self._tools.secrets.set(name, key), done, failed)

    def hold_key(self, name: str, key: Secret) -> None:
        """Keep a key for this run only."""
        self._tools.secrets.hold(name, key)

    def remove_key(self, name: str, done: Callable[[bool], None], failed: FailedCall) -> str:
        """Take a key out of the keyring and out of this run; `done` gets whether there was one."""
        return self._background_tasks.run(lambda: self._tools.secrets.remove(name), done, failed)


def _typed(key: Secret) -> KeyLookup:
    return KeyLookup(key, KeySource.THIS_RUN, message("this run only"))
