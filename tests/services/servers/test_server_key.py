import asyncio
from collections.abc import AsyncGenerator, AsyncIterator

import pytest

from reviser.messages import verbatim
from reviser.revisers.net.wire import Api, Ask, Ended, Finish, KeyRefusedError, Model, Part, Server, Text, Wire
from reviser.services.servers.secrets import KeyLookup, Secret, Secrets
from reviser.services.servers.server_key import KeyedWire
from tests.keyrings import FailingKeyring, MemoryKeyring

WORK = Server("work", Api.OPENAI, "https://a.example", key="shared")
ASK = Ask("m", ())


class Door:
    """A server that lets in who has the key `wanted`, and keeps what came."""

    def __init__(self, wanted: str = "") -> None:
        self.wanted = wanted
        self.keys: list[str] = []
        self.closed = 0

    def connect(self, _: Server, key: KeyLookup) -> Wire:
        self.keys.append(key.value)
        return _Inside(self, key.value)


class _Inside:
    def __init__(self, door: Door, key: str) -> None:
        self._door = door
        self._key = key

    async def models(self) -> tuple[Model, ...]:
        self._check()
        return (Model("m"),)

    async def stream(self, ask: Ask) -> AsyncIterator[Part]:
        self._check()
        try:
            yield Text(ask.model)
            yield Ended(Finish.STOP)
        finally:
            self._door.closed += 1

    def _check(self) -> None:
        if self._key != self._door.wanted:
            raise KeyRefusedError(verbatim("The key was refused"))


async def answer(wire: Wire) -> list[Part]:
    return [part async for part in wire.stream(ASK)]


def test_the_key_is_looked_for_once_and_only_when_it_is_needed() -> None:
    door, keyring = Door("secret"), MemoryKeyring()
    keyring.kept["reviser", "shared"] = "secret"
    wire = KeyedWire(WORK, Secrets({}, lambda: keyring), door.connect)
    assert keyring.threads == []

    async def use() -> None:
        assert await wire.models() == (Model("m"),)
        assert await answer(wire) == [Text("m"), Ended(Finish.STOP)]
        assert await answer(wire) == [Text("m"), Ended(Finish.STOP)]

    asyncio.run(use())
    assert door.keys == ["secret"]
    assert len(keyring.threads) == 1


def test_a_server_without_a_key_asks_no_keyring() -> None:
    door, keyring = Door(), MemoryKeyring()
    local = Server("home", Api.OLLAMA, "http://localhost:1")
    assert asyncio.run(KeyedWire(local, Secrets({}, lambda: keyring), door.connect).models())
    assert keyring.threads == []


def test_a_missing_key_says_how_to_give_one_and_why_the_keyring_did_not() -> None:
    wire = KeyedWire(WORK, Secrets({}, lambda: FailingKeyring(OSError)), Door("secret").connect)
    for call in (wire.models(), answer(wire)):
        with pytest.raises(KeyRefusedError, match=r"failed \(OSError\).*reviser keys set work.*REVISER_KEY_SHARED"):
            asyncio.run(call)


def test_a_refused_key_is_looked_for_again() -> None:
    door = Door("new")
    environment = {"SHARED_API_KEY": "old"}
    wire = KeyedWire(WORK, Secrets(environment, MemoryKeyring), door.connect)
    with pytest.raises(KeyRefusedError) as caught:
        asyncio.run(answer(wire))
    assert str(caught.value) == "The key was refused. The key came from SHARED_API_KEY."
    environment["SHARED_API_KEY"] = "new"
    assert asyncio.run(answer(wire))
    assert door.keys == ["old", "new"]


def test_a_key_of_this_run_is_found_behind_an_empty_keyring() -> None:
    secrets = Secrets({}, MemoryKeyring)
    secrets.hold("shared", Secret("secret"))
    assert asyncio.run(KeyedWire(WORK, secrets, Door("secret").connect).models())


def test_closing_closes_what_is_behind() -> None:
    door = Door()
    wire = KeyedWire(Server("home", Api.OPENAI, "http://localhost"), Secrets({}, MemoryKeyring), door.connect)

    async def use() -> None:
        parts = wire.stream(ASK)
        assert isinstance(parts, AsyncGenerator)
        assert await anext(parts) == Text("m")
        assert door.closed == 0
        await parts.aclose()

    asyncio.run(use())
    assert door.closed == 1


def test_a_server_that_names_no_key_uses_the_variable_that_the_advice_names() -> None:
    unnamed = Server("home", Api.OPENAI, "http://localhost:1")
    environment = {"REVISER_KEY_HOME": "secret", "HOME_API_KEY": "another program's"}
    door = Door("secret")
    asyncio.run(answer(KeyedWire(unnamed, Secrets(environment, MemoryKeyring), door.connect)))
    assert door.keys == ["secret"]
    del environment["REVISER_KEY_HOME"]
    door = Door("")
    asyncio.run(answer(KeyedWire(unnamed, Secrets(environment, MemoryKeyring), door.connect)))
    assert door.keys == [""]
