"""A server together with its key, which is looked for in the background when the first request needs it."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable

from reviser.revisers.net.wire import Ask, KeyRefusedError, Model, Part, Server, Wire
from reviser.services.servers.secrets import KeyLookup, Secrets, variables

Connect = Callable[[Server, KeyLookup], Wire]


class KeyedWire:
    """Speaks to `server` as `connect` does. Where the server wants a key and there is none, the error says how to give
    one. The key is looked for again after it was refused, since the person may have set another. A key that is `given`
    is used in place of what is kept."""

    def __init__(self, server: Server, secrets: Secrets, connect: Connect, given: KeyLookup | None = None) -> None:
        self._server = server
        self._secrets = secrets
        self._connect = connect
        self._given = given
        self._found = KeyLookup()
        self._wire: Wire | None = None

    async def models(self) -> tuple[Model, ...]:
        wire = await self._ready()
        try:
            return await wire.models()
        except KeyRefusedError as error:
            raise self._refused(error) from error

    async def stream(self, ask: Ask) -> AsyncIterator[Part]:
        wire = await self._ready()
        parts = wire.stream(ask)
        try:
            async for part in parts:
                yield part
        except KeyRefusedError as error:
            raise self._refused(error) from error
        finally:
            if isinstance(parts, AsyncGenerator):
                await parts.aclose()

    async def _ready(self) -> Wire:
        if self._wire is None:
            if self._given is not None:
                self._found = self._given
            else:
                self._found = await key_of(self._server, self._secrets)
            self._wire = self._connect(self._server, self._found)
        return self._wire

    def _refused(self, error: KeyRefusedError) -> KeyRefusedError:
        self._wire = None
        if self._found.secret is not None:
            return KeyRefusedError(f"{ended(str(error))} The key came from {_place(self._found)}.")
        name = self._server.key or self._server.name
        how = f"There is no key: reviser keys set {self._server.name}, or the variable {variables(name)[0]}, gives one."
        return KeyRefusedError(" ".join(part for part in (self._found.trouble, how) if part))


async def key_of(server: Server, secrets: Secrets) -> KeyLookup:
    """The key of a server: the one that it names; else what the program's own variable for its name holds, as the
    advice for servers that want one has it."""
    if server.key:
        return await secrets.find(server.key)
    return secrets.in_environment(server.name, ours=True) or KeyLookup()


def ended(said: str) -> str:
    """Words of a server's that another sentence follows."""
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def _place(found: KeyLookup) -> str:
    return {"keyring": "the keyring", "this run only": "what you typed in this run"}.get(found.where, found.where)
