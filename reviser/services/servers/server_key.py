"""A server with its key, which is looked up in the background when the first request needs it."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable

from reviser.messages import Message, message, sentences, verbatim
from reviser.revisers.net.wire import Ask, KeyRefusedError, Model, Part, Server, Wire
from reviser.services.servers.secrets import KeyLookup, KeySource, Secrets, variables

Connect = Callable[[Server, KeyLookup], Wire]


class KeyedWire:
    """Speaks to `server` as `connect` does. If the server needs a key and there is none, the error says how to provide
    one. After a refusal the key is looked up again, because the person may have set another. A `given` key overrides
    the stored one."""

    def __init__(self, server: Server, secrets: Secrets, connect: Connect, lookup: KeyLookup | None = None) -> None:
        self._server = server
        self._secrets = secrets
        self._connect = connect
        self._lookup = lookup
        self._used_lookup = KeyLookup()
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
            if self._lookup is not None:
                self._used_lookup = self._lookup
            else:
                self._used_lookup = await key_of(self._server, self._secrets)
            self._wire = self._connect(self._server, self._used_lookup)
        return self._wire

    def _refused(self, error: KeyRefusedError) -> KeyRefusedError:
        self._wire = None
        if self._used_lookup.secret is not None:
            came = message("The key came from {place}.", place=_place(self._used_lookup))
            return KeyRefusedError(sentences(ended(error.message), came))
        name = self._server.key or self._server.name
        how = message(
            "There is no key: set it with reviser keys set {name}, or in the environment variable {variable}.",
            name=self._server.name,
            variable=variables(name)[0],
        )
        return KeyRefusedError(sentences(self._used_lookup.trouble, how))


async def key_of(server: Server, secrets: Secrets) -> KeyLookup:
    """The key of a server: the one that it names, or else that of the program's own variable for its name."""
    if server.key:
        return await secrets.find(server.key)
    return secrets.in_environment(server.name, ours=True) or KeyLookup()


def ended(text: Message) -> Message:
    """A server's message with a full stop, to be followed by another sentence."""
    return text if text.endswith((".", "!", "?", "…")) else message("{said}.", said=text)


def _place(lookup: KeyLookup) -> Message:
    match lookup.source:
        case KeySource.KEYRING:
            return message("the keyring")
        case KeySource.THIS_RUN:
            return message("what you typed in this run")
        case _:
            return verbatim(lookup.where)
