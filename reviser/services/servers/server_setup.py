"""Sets up servers and their keys for a window: fast actions run at once, slow ones answer later."""

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
    """What is needed to reach servers. `path` is the file of servers; `prices` and `prompts` are the person's own
    files; `clock` returns monotonic seconds."""

    path: Path
    prices: Path
    prompts: Path
    secrets: Secrets
    connect: Connect
    find_local: Callable[[], Coroutine[Any, Any, tuple[Server, ...]]]
    clock: Callable[[], float]


class ServerSetup:
    """The person's servers. Each task returns an id for `forget`."""

    def __init__(self, tools: ServerTools, background_tasks: BackgroundTasks) -> None:
        self._tools = tools
        self._background_tasks = background_tasks

    @property
    def servers(self) -> Servers:
        """The servers as stored now."""
        return stored.load(self._tools.path)

    def keep(self, servers: Servers) -> None:
        """Store these servers in place of the present ones. Raises UserError on failure."""
        if servers != self.servers:
            stored.save(servers, self._tools.path)

    def cost(self, exchanges: Iterable[Exchange]) -> str:
        """The usage of requests in one line; empty for none. Raises PriceError if the table of prices is damaged."""
        bill = cost.bill(exchanges, prices.load(self._tools.prices), self._is_free)
        return cost.bill_line(bill, prices.load(self._tools.prices).currency) if bill.requests else ""

    def pricing(self) -> Pricing:
        """A function that gives the cost of a request, by the present table. Raises PriceError if that is damaged."""
        local = {server.name for server in self.servers.all if stored.is_local(server.address)}
        return pricing(prices.load(self._tools.prices), local.__contains__)

    def price_table(self) -> Path:
        """The person's table of prices and ceilings, created if needed. Raises UserError on failure."""
        prices.create(self._tools.prices)
        return self._tools.prices

    def own_prompts(self) -> Path:
        """The folder of the person's prompts, with copies of the built-in ones to edit. Raises UserError on failure."""
        # Imported here: the chat revisers load after the first paint.
        from reviser.revisers.chat.prompts import copy_to

        copy_to(self._tools.prompts)
        return self._tools.prompts

    def _is_free(self, name: str) -> bool:
        """Whether a server is on this machine."""
        return any(server.name == name and stored.is_local(server.address) for server in self.servers.all)

    def forget(self, task_id: str) -> None:
        """Ignore the result of a task."""
        self._background_tasks.forget(task_id)

    def find_local(self, done: Callable[[tuple[Server, ...]], None], failed: FailedCall) -> str:
        """Find the servers that run on this machine and are not set up yet."""
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
        """List the models of a server; `key` overrides its own and is not stored."""
        given = None if key is None else _typed(key)
        wire = KeyedWire(server, self._tools.secrets, self._tools.connect, given)
        return self._background_tasks.run(wire.models, done, failed)

    def try_out(
        self, server: Server, done: Callable[[Report], None], failed: FailedCall, *, key: Secret | None = None
    ) -> str:
        """Test a server; nothing of the person's is sent. `key` overrides its own and is not stored."""
        tools = self._tools

        async def trial() -> Report:
            found = await key_of(server, tools.secrets) if key is None else _typed(key)
            return await try_out(server, found, tools.connect, tools.clock)

        return self._background_tasks.run(trial, done, failed)

    def find_key(self, name: str, done: Callable[[str], None], failed: FailedCall) -> str:
        """A line that says where the key is found, or why not."""
        return self._background_tasks.run(lambda: self._tools.secrets.test(name), done, failed)

    def keep_key(self, name: str, key: Secret, done: Callable[[None], None], failed: FailedCall) -> str:
        """Store a key in the keyring."""
        return self._background_tasks.run(lambda: self._tools.secrets.set(name, key), done, failed)

    def hold_key(self, name: str, key: Secret) -> None:
        """Keep a key for this run only."""
        self._tools.secrets.hold(name, key)

    def remove_key(self, name: str, done: Callable[[bool], None], failed: FailedCall) -> str:
        """Remove a key from the keyring and from this run; `done` receives whether there was one."""
        return self._background_tasks.run(lambda: self._tools.secrets.remove(name), done, failed)


def _typed(key: Secret) -> KeyLookup:
    return KeyLookup(key, KeySource.THIS_RUN, message("this run only"))
