"""Two of the three formats against llama.cpp's own server. (It answers Ollama's path in OpenAI's format, so it proves
nothing about the third.)
"""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from reviser.revisers.net.http import HttpWire, connect
from reviser.revisers.net.wire import (
    AnswerShape,
    Api,
    Ask,
    ChatMessage,
    Ended,
    Finish,
    KeyRefusedError,
    Part,
    Role,
    Server,
    Text,
    TooLongError,
    Usage,
)
from tests.revisers.llama import MODEL, Llama, llama

SCHEMA = {
    "type": "object",
    "properties": {"word": {"type": "string", "pattern": "^[a-z]{1,20}$"}},
    "required": ["word"],
    "additionalProperties": False,
}
ASK = Ask(
    MODEL, (ChatMessage(Role.SYSTEM, "Be brief."), ChatMessage(Role.USER, "Hello")), SCHEMA, max_tokens=60, stable=1
)
apis = pytest.mark.parametrize("api", [Api.OPENAI, Api.ANTHROPIC])
pytestmark = pytest.mark.xdist_group("llama-answers")  # one server serves all of these: in one process


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Llama]:
    with llama(tmp_path_factory.mktemp("llama")) as running:
        yield running


def wire(server: Llama, api: Api, key: str | None = None) -> HttpWire:
    return connect(Server("tiny", api, server.address), server.key if key is None else key)


def answer(spoken: HttpWire, ask: Ask) -> list[Part]:
    async def main() -> list[Part]:
        return [part async for part in spoken.stream(ask)]

    return asyncio.run(main())


def test_its_models_tell_how_much_fits(server: Llama) -> None:
    (model,) = asyncio.run(wire(server, Api.OPENAI).models())
    assert (model.name, model.context) == (MODEL, server.context)
    assert [model.name for model in asyncio.run(wire(server, Api.ANTHROPIC).models())] == [MODEL]


@apis
@pytest.mark.parametrize("shape", [AnswerShape.SCHEMA, AnswerShape.PLAIN])
def test_an_answer_is_whole_and_counted(server: Llama, api: Api, shape: AnswerShape) -> None:
    said = False
    for _ in range(6):  # one in eighty of its answers ends before it begins: noise has no reason not to
        *parts, ended = answer(wire(server, api), replace(ASK, shape=shape))
        usage = [part for part in parts if isinstance(part, Usage)][-1]
        assert isinstance(ended, Ended)
        assert usage.tokens_in
        assert usage.tokens_out
        said = said or any(isinstance(part, Text) for part in parts)
    assert said


def test_a_schema_is_kept_to(server: Llama) -> None:
    parts = answer(wire(server, Api.OPENAI), replace(ASK, shape=AnswerShape.SCHEMA))
    assert parts[-1] == Ended(Finish.STOP)
    assert set(json.loads("".join(part.text for part in parts if isinstance(part, Text)))) == {"word"}


def test_an_answer_that_is_cut_off_says_so(server: Llama) -> None:
    # An object of this schema has more than three tokens, each a byte.
    assert answer(wire(server, Api.OPENAI), replace(ASK, shape=AnswerShape.SCHEMA, max_tokens=3))[-1] == Ended(
        Finish.LENGTH
    )


@apis
def test_a_wrong_key_and_a_text_that_does_not_fit(server: Llama, api: Api) -> None:
    with pytest.raises(KeyRefusedError):
        answer(wire(server, api, "wrong-key"), ASK)
    with pytest.raises(TooLongError, match="shorter parts"):
        answer(wire(server, api), replace(ASK, messages=(ChatMessage(Role.USER, "word " * 3000),)))


@apis
def test_cancelling_frees_it_within_a_second(server: Llama, api: Api) -> None:
    async def main() -> None:
        begun = asyncio.Event()

        async def listen() -> None:
            endless = {"type": "array", "items": {"type": "integer"}, "minItems": 900}
            shape = AnswerShape.SCHEMA if api is Api.OPENAI else AnswerShape.PLAIN
            while not begun.is_set():  # an answer of noise may end before it begins
                async for part in wire(server, api).stream(replace(ASK, schema=endless, shape=shape, max_tokens=1500)):
                    if isinstance(part, Text):
                        begun.set()

        task = asyncio.create_task(listen())
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await asyncio.to_thread(server.wait_until_busy, 0, 1.0)

    asyncio.run(main())
