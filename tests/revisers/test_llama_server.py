"""The OpenAI and Anthropic wires against llama.cpp's own server; its model's words are noise, all else is real."""

import asyncio
import json
import time
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import aclosing
from dataclasses import replace

import pytest

from reviser.core.exchange import Exchange
from reviser.revisers.base import Request
from reviser.revisers.chat import Chat, Prompts
from reviser.revisers.chat.talk import Remembered
from reviser.revisers.http import connect
from reviser.revisers.wire import (
    Api,
    Ask,
    Ended,
    Finish,
    KeyRefusedError,
    Message,
    Part,
    Role,
    Server,
    Shape,
    Text,
    TooLongError,
    Usage,
)
from reviser.services.secrets import Found, Secret, Source
from reviser.services.trial import try_out
from tests.revisers.llama import MODEL, Llama, llama

HELLO = (Message(Role.SYSTEM, "You are brief."), Message(Role.USER, "Hello."))
WIRES = [Api.OPENAI, Api.ANTHROPIC]
LIST: Mapping[str, object] = {
    "type": "object",
    "properties": {
        "edits": {
            "type": "array",
            "maxItems": 3,
            "items": {
                "type": "object",
                "properties": {"sid": {"type": "integer"}, "quote": {"type": "string"}},
                "required": ["sid", "quote"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["edits"],
    "additionalProperties": False,
}
# More than the server writes in a minute.
ENDLESS: Mapping[str, object] = {
    "type": "object",
    "properties": {"edits": {"type": "array", "minItems": 400, "items": {"type": "string", "minLength": 30}}},
    "required": ["edits"],
    "additionalProperties": False,
}
CONTEXT = 16384


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Llama]:
    with llama(tmp_path_factory.mktemp("llama"), context=CONTEXT, slots=2) as server:
        yield server


def server(running: Llama, api: Api = Api.OPENAI) -> Server:
    address = running.address if api is Api.ANTHROPIC else f"{running.address}/v1"
    return Server("tiny", api, address, model=MODEL, key="tiny")


def ask(running: Llama, api: Api, question: Ask, key: str | None = None) -> list[Part]:
    async def listen() -> list[Part]:
        wire = connect(server(running, api), running.key if key is None else key)
        return [part async for part in wire.stream(question)]

    return asyncio.run(listen())


def text_of(parts: list[Part]) -> str:
    return "".join(part.text for part in parts if isinstance(part, Text))


@pytest.mark.parametrize("api", WIRES)
def test_a_conversation_streams_and_ends_with_figures(running: Llama, api: Api) -> None:
    for seed in range(5):
        parts = ask(running, api, Ask(MODEL, HELLO, max_tokens=400, seed=seed, temperature=1.0))
        assert isinstance(parts[-1], Ended)
        pieces = [part for part in parts if isinstance(part, Text)]
        usage = [part for part in parts if isinstance(part, Usage)][-1]
        assert usage.tokens_in is not None
        assert usage.tokens_out is not None
        assert usage.tokens_in > len(HELLO[0].text + HELLO[1].text), "a token for each byte, and the template"
        assert parts[-1].finish is (Finish.LENGTH if usage.tokens_out >= 400 else Finish.STOP)
        # A token is a byte here; the last one says that the answer ends.
        assert abs(len(text_of(parts).encode()) - usage.tokens_out) <= 1
        assert len(pieces) > usage.tokens_out // 4, "it came piece by piece"


@pytest.mark.parametrize("api", WIRES)
def test_an_answer_that_is_cut_off_says_so(running: Llama, api: Api) -> None:
    # Noise may happen to end within two tokens, but not every time.
    ends = [ask(running, api, Ask(MODEL, HELLO, ENDLESS, Shape.SCHEMA, max_tokens=2))[-1] for _ in range(5)]
    assert Ended(Finish.LENGTH) in ends


def test_structured_output_is_valid(running: Llama) -> None:
    valid = 0
    for seed in range(20):
        parts = ask(running, Api.OPENAI, Ask(MODEL, HELLO, LIST, Shape.SCHEMA, max_tokens=4000, seed=seed))
        if parts[-1] != Ended(Finish.STOP):
            continue  # random digits may go on for ever
        found = json.loads(text_of(parts))
        assert set(found) == {"edits"}
        assert all(set(edit) == {"sid", "quote"} and isinstance(edit["sid"], int) for edit in found["edits"])
        valid += 1
    assert valid >= 18


def test_the_list_of_models_tells_the_context(running: Llama) -> None:
    for api in WIRES:
        models = asyncio.run(connect(server(running, api), running.key).models())
        assert [model.name for model in models] == [MODEL]
    found = asyncio.run(connect(server(running), running.key).models())
    assert found[0].context in {0, CONTEXT}


@pytest.mark.parametrize("api", WIRES)
@pytest.mark.parametrize("key", ["", "wrong"])
def test_a_wrong_key_is_refused(running: Llama, api: Api, key: str) -> None:
    with pytest.raises(KeyRefusedError):
        ask(running, api, Ask(MODEL, HELLO), key)


@pytest.mark.parametrize("api", WIRES)
def test_a_request_that_is_too_long_is_known_as_that(running: Llama, api: Api) -> None:
    long = Message(Role.USER, "x" * (CONTEXT + 1000))
    began = time.monotonic()
    with pytest.raises(TooLongError):
        ask(running, api, Ask(MODEL, (long,)))
    assert time.monotonic() - began < 10, "it is not tried again"


@pytest.mark.parametrize("api", WIRES)
@pytest.mark.parametrize("how", ["close", "cancel"])
def test_closing_frees_the_server(running: Llama, api: Api, how: str) -> None:
    shape = Shape.SCHEMA if api is Api.OPENAI else Shape.PLAIN
    question = Ask(MODEL, HELLO, ENDLESS, shape, max_tokens=12_000, seed=1, temperature=1.0)

    async def leave() -> float:
        wire = connect(server(running, api), running.key)
        stream = wire.stream(question)
        assert isinstance(stream, AsyncGenerator)
        async with aclosing(stream):
            await anext(stream)
            busy = await asyncio.to_thread(running.busy)
            if how == "close":
                began = time.monotonic()
                await stream.aclose()
            else:
                task = asyncio.create_task(_drain(stream))
                await asyncio.sleep(0.05)
                began = time.monotonic()
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        assert busy == 1 or api is Api.ANTHROPIC  # plain noise may have ended by itself
        return time.monotonic() - began

    assert asyncio.run(leave()) < 1
    assert running.wait_until_busy(0, 5), "the server goes on writing for nobody"


async def _drain(stream: AsyncGenerator[Part, None]) -> None:
    async for _ in stream:
        pass


def test_a_chat_model_of_noise_changes_nothing(running: Llama) -> None:
    """A whole round: whatever it says has no place in the text, is counted, and every request leaves a record."""
    text = "She have a apple. It is red.\n\nThey was late."
    chat_server = replace(server(running), context=CONTEXT)

    async def listen() -> list[object]:
        chat = Chat(connect(chat_server, running.key), chat_server, Prompts.load(), Remembered(), time.monotonic)
        return [output async for output in chat.revise(Request(text))]

    outputs = asyncio.run(listen())
    exchanges = [output for output in outputs if isinstance(output, Exchange)]
    assert exchanges
    assert all(exchange.tokens_in and exchange.tokens_out for exchange in exchanges if exchange.ended == "stop")
    assert "She have a apple." in exchanges[0].sent


def test_the_trial_says_what_works(running: Llama) -> None:
    key = Found(Secret(running.key), Source.KEYRING, "keyring")
    report = asyncio.run(try_out(server(running), key, lambda to, with_: connect(to, with_.value), time.monotonic))
    assert report.reachable
    assert report.line.startswith(f"Reachable; key accepted (keyring); model {MODEL}; structured output")
    assert report.tokens_per_s is not None
    wrong = Found(Secret("wrong"), Source.KEYRING, "keyring")
    report = asyncio.run(try_out(server(running), wrong, lambda to, with_: connect(to, with_.value), time.monotonic))
    assert not report.works
    assert "key refused (keyring)" in report.line
