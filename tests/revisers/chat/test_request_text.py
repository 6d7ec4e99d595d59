"""What is kept of a request is the very one that went out, and every one that did."""

import asyncio
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.exchange import Exchange
from reviser.errors import ReviserError
from reviser.messages import verbatim
from reviser.revisers.base import Output
from reviser.revisers.chat.abilities import Remembered
from reviser.revisers.chat.answer_facts import RefusedError
from reviser.revisers.chat.client import ChatClient, Question
from reviser.revisers.chat.request_text import as_sent, place
from reviser.revisers.net.anthropic import Anthropic
from reviser.revisers.net.ollama import Ollama
from reviser.revisers.net.openai import OpenAI
from reviser.revisers.net.redaction import KeyRedactor
from reviser.revisers.net.wire import (
    AnswerShape,
    Api,
    Ask,
    ChatMessage,
    Ended,
    Finish,
    Part,
    Role,
    Sent,
    Server,
    ServerError,
    Text,
    Usage,
    Waiting,
)
from reviser.revisers.net.wire_formats import WireFormat
from tests.fakes import Counter, QueuedWire
from tests.faults.hearing import PATIENT, WHOLE, Heard, wire_to
from tests.faults.servers import CANARY, Answer, Misbehaving, good, head, misbehaving, refusal

TEXTS = ("You revise.\n\nBe brief.", 'She have a "apple".\n[request]\n{\n"a": 1')
MESSAGES = (ChatMessage(Role.SYSTEM, TEXTS[0]), ChatMessage(Role.USER, TEXTS[1]))
SCHEMA = {"type": "object", "properties": {"text": {"type": "string"}, "content": {"const": "é"}}}
QUESTION = Question("propose", "v-1", MESSAGES, "edits", SCHEMA, max_tokens=77)
FORMATS: Mapping[Api, type[OpenAI] | type[Anthropic] | type[Ollama]] = {
    Api.OPENAI: OpenAI,
    Api.ANTHROPIC: Anthropic,
    Api.OLLAMA: Ollama,
}


def read_back(sent: str, texts: tuple[str, ...]) -> object:
    """The body that is shown in `sent`, with its texts put back where they were taken out."""
    body = sent.rpartition("\n\n[request]\n")[2].partition("\n")[2]
    for number, text in enumerate(texts, 1):
        assert body.count(json.dumps(place(number))) == 1
        body = body.replace(json.dumps(place(number)), json.dumps(text))
    return json.loads(body)


LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(
    st.sampled_from(list(Api)),
    st.lists(LINES, max_size=2),
    st.lists(st.tuples(st.sampled_from([Role.USER, Role.ASSISTANT]), LINES), min_size=1, max_size=3),
    st.sampled_from([AnswerShape.SCHEMA, AnswerShape.PLAIN]),
    st.none() | st.floats(0, 1),
)
def test_any_request_can_be_read_back_letter_by_letter(
    api: Api, system: list[str], others: list[tuple[Role, str]], shape: AnswerShape, temperature: float | None
) -> None:
    messages = (
        *(ChatMessage(Role.SYSTEM, text) for text in system),
        *(ChatMessage(role, text) for role, text in others),
    )
    # Where texts look like the places of others, a person still sees which is which: they are in order.
    texts = tuple(f"{number}{message.text}" for number, message in enumerate(messages))
    messages = tuple(replace(message, text=text) for message, text in zip(messages, texts, strict=True))
    written: WireFormat = FORMATS[api]("http://127.0.0.1:1", KeyRedactor())
    path, body = written.request(Ask("m", messages, SCHEMA, shape, temperature=temperature, seed=4, stable=1))
    sent = as_sent(Sent(path, body))
    headed = "\n\n".join(f"[{message.role}]\n{message.text}" for message in messages)
    assert sent.startswith(f"{headed}\n\n[request]\nPOST {path}\n{{\n")
    assert read_back(sent, texts) == body


def talked(api: Api, *answers: Answer, question: Question = QUESTION) -> tuple[list[Output], Misbehaving]:
    """What a question put out, whose server gave `answers`."""
    heard: list[Output] = []

    async def main() -> Misbehaving:
        async with misbehaving(*answers) as server:
            described = Server("Work", api, f"http://127.0.0.1:{server.port}")
            wire = wire_to(server, api, Heard(), PATIENT)
            talk = ChatClient(wire, described, "m", Remembered(), Counter(), temperature=0.25, seed=3, context=4096)
            async for _ in talk.entries(question, lambda entry: entry, heard.append):
                pass
        return server

    server = asyncio.run(main())
    return heard, server


def answered(api: Api) -> Answer:
    """A good answer, with an empty list where it says "Héllo"."""
    quoted = {json.dumps("Hé"): '{"edits":', json.dumps("llo"): " []}"}
    data = WHOLE[api].decode()
    for said, listed in quoted.items():
        data = data.replace(said, json.dumps(listed))
    return good(data.encode())


@pytest.mark.parametrize("api", list(Api))
def test_every_request_that_reached_the_server_is_kept_as_it_was(api: Api) -> None:
    heard, server = talked(api, refusal(503, {"error": CANARY}), Answer(head(200)), answered(api))
    exchanges = [output for output in heard if isinstance(output, Exchange)]
    assert [exchange.ended for exchange in exchanges] == ["failed", "failed", "stop"]
    assert [read_back(exchange.sent, TEXTS) for exchange in exchanges] == server.bodies
    assert len(server.bodies) == 3
    assert [(exchange.tokens_in, exchange.received) for exchange in exchanges] == [
        (None, ""),
        (None, ""),
        (3, '{"edits": []}'),
    ]
    kinds = [type(output) for output in heard]
    assert kinds == [Exchange, Waiting, Exchange, Waiting, Exchange]
    assert CANARY not in str(heard)
    for said in ('"seed": 3', "0.25", "77", '"const": "é"'):
        assert (said in exchanges[0].sent) == (api is not Api.ANTHROPIC or "seed" not in said)


def test_what_the_server_refused_is_named_where_it_is_left_out() -> None:
    no = refusal(400, {"error": {"message": "No", "param": "temperature"}})
    heard, server = talked(Api.OPENAI, no, answered(Api.OPENAI))
    exchanges = [output for output in heard if isinstance(output, Exchange)]
    assert [exchange.ended for exchange in exchanges] == ["failed", "stop"]
    assert [read_back(exchange.sent, TEXTS) for exchange in exchanges] == server.bodies
    refused = "\nPOST /v1/chat/completions (without temperature: the server refused that)\n"
    assert [refused in exchange.sent for exchange in exchanges] == [False, True]
    assert [bool(re.search('^"temperature"', exchange.sent, re.MULTILINE)) for exchange in exchanges] == [True, False]


def test_nothing_is_kept_of_what_was_not_sent() -> None:
    question = replace(QUESTION, messages=(ChatMessage(Role.USER, "caf\udce9"),))
    with pytest.raises(ServerError, match="half of a character"):
        talked(Api.OPENAI, answered(Api.OPENAI), question=question)


SENT = Sent("/v1", {"model": "m"})


@pytest.mark.parametrize(
    ("parts", "ended"),
    [
        ([Usage(5, 1), Waiting(2, "busy"), Waiting(1, "busy"), SENT, Ended(Finish.STOP)], ["failed", "stop"]),
        ([SENT, SENT, Ended(Finish.LENGTH)], ["failed", "failed", "length"]),
        ([Text("I"), Ended(Finish.REFUSED)], ["refused"]),
        ([Waiting(2, "busy"), RefusedError(verbatim("no more"))], ["failed"]),
        ([Waiting(2, "busy"), SENT, ServerError(verbatim("gone"))], ["failed", "failed"]),
    ],
)
def test_each_attempt_is_an_exchange_with_its_own_figures(parts: list[Part | Exception], ended: list[str]) -> None:
    heard: list[Output] = []
    server = Server("Work", Api.OPENAI, "http://127.0.0.1:1")
    talk = ChatClient(QueuedWire(parts), server, "m", Remembered(), Counter())

    async def main() -> None:
        with suppress(ReviserError):
            await talk.text(QUESTION, heard.append)

    asyncio.run(main())
    exchanges = [output for output in heard if isinstance(output, Exchange)]
    assert [exchange.ended for exchange in exchanges] == ended
    assert [exchange.tokens_in for exchange in exchanges[1:]] == [None] * (len(ended) - 1)
    assert all(exchange.seconds == 1 for exchange in exchanges), "waiting is not part of one"
