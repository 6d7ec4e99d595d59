"""OpenAI's format: what is written, what is left out when it is refused, and how answers end."""

from dataclasses import replace

import pytest

from reviser.revisers.net.openai import OpenAI
from reviser.revisers.net.redaction import KeyRedactor
from reviser.revisers.net.server_errors import ServerProblem
from reviser.revisers.net.sse import GarbledError
from reviser.revisers.net.wire import (
    AnswerShape,
    Api,
    Ask,
    ChatMessage,
    Ended,
    Finish,
    Part,
    Role,
    Text,
    Thought,
    Usage,
)
from reviser.revisers.net.wire_formats import Alive
from tests.faults.hearing import ASK, WHOLE, hear, sse
from tests.faults.servers import good, refusal

SCHEMA = {"type": "object"}
AZURE = "/openai/deployments/d/chat/completions?api-version=1"


def openai(address: str = "https://api.openai.com/v1") -> OpenAI:
    return OpenAI(address, KeyRedactor())


def read(*events: object) -> list[Part | Alive]:
    return list(openai().reader().feed(sse(*events)))


def chunk(finish: str | None = None, **delta: str) -> dict[str, object]:
    return {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}


def test_a_request_says_all_that_was_asked() -> None:
    ask = Ask("m", (ChatMessage(Role.SYSTEM, "s"), ChatMessage(Role.USER, "u")), SCHEMA, AnswerShape.SCHEMA, 9, 0.2, 7)
    path, body = openai().request(ask)
    assert path == "/v1/chat/completions"
    assert body == {
        "model": "m",
        "messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "u"}],
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": 9,
        "temperature": 0.2,
        "seed": 7,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": SCHEMA},
        },
    }


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("http://localhost:8080", "/v1/chat/completions"),
        ("http://localhost:8080/", "/v1/chat/completions"),
        ("https://openrouter.ai/api/v1/", "/api/v1/chat/completions"),
        ("https://host/v1beta/openai", "/v1beta/openai/chat/completions"),
        ("http://localhost:8080/v1/chat/completions", "/v1/chat/completions"),
        ("http://localhost:8080/v1/models/", "/v1/chat/completions"),
        ("http://localhost:8080/chat/completions", "/chat/completions"),
        ("https://h.openai.azure.com/openai/deployments/d?api-version=1", AZURE),
        ("https://h.openai.azure.com/openai/deployments/d/chat/completions?api-version=1", AZURE),
    ],
)
def test_paths(address: str, path: str) -> None:
    assert openai(address).request(ASK)[0] == path


def test_shapes() -> None:
    for shape, form in ((AnswerShape.OBJECT, {"type": "json_object"}), (AnswerShape.PLAIN, None)):
        assert openai().request(Ask("m", (), SCHEMA, shape))[1].get("response_format") == form


def test_headers() -> None:
    assert openai().headers("k") == {"Authorization": "Bearer k"}
    assert openai("https://h.openai.azure.com/openai").headers("k") == {"api-key": "k"}
    assert openai("https://openrouter.ai/api/v1").headers("") == {"X-Title": "reviser"}


def test_a_refused_parameter_is_called_otherwise_then_left_out_and_that_is_remembered() -> None:
    spoken = openai()
    ask = Ask("m", (), max_tokens=9, temperature=0.5, seed=1)
    said = "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
    assert spoken.adapt(ServerProblem(400, parameter="max_tokens", text=said), spoken.request(ask)[1])
    body = spoken.request(ask)[1]
    assert (body.get("max_tokens"), body["max_completion_tokens"]) == (None, 9)
    assert spoken.adapt(ServerProblem(400, text="'temperature' does not support 0.5 with this model"), body)
    assert spoken.adapt(ServerProblem(422, text="stream_options: extra fields not permitted"), body)
    assert spoken.adapt(ServerProblem(400, text="max_completion_tokens: unknown"), body)
    body = spoken.request(ask)[1]
    assert set(body) == {"model", "messages", "stream", "seed"}
    assert not spoken.adapt(ServerProblem(400, text="temperature again"), body)
    assert not spoken.adapt(ServerProblem(500, text="seed"), body)


def test_over_the_network_a_refused_parameter_costs_one_request_and_no_wait() -> None:
    no = refusal(400, {"error": {"message": "Unsupported parameter", "param": "max_tokens"}})
    heard, server = hear(Api.OPENAI, no, good(WHOLE[Api.OPENAI]))
    assert heard.complete
    assert not heard.slept
    assert ["max_tokens" in body for body in server.bodies] == [True, False]


def test_usage_comes_between_the_finish_and_the_end() -> None:
    usage = {"prompt_tokens": 5, "completion_tokens": 2, "prompt_tokens_details": {"cached_tokens": 4}}
    assert read(chunk(content="a"), chunk("length"), {"choices": [], "usage": usage}, b"[DONE]") == [
        Text("a"),
        Usage(5, 2, 4),
        Ended(Finish.LENGTH),
    ]


@pytest.mark.parametrize(
    ("events", "ended"),
    [
        ([chunk("stop")], Ended(Finish.STOP)),
        ([chunk("content_filter")], Ended(Finish.REFUSED)),
        ([chunk(refusal="I can"), chunk(refusal="not."), chunk("stop")], Ended(Finish.REFUSED, "I cannot.")),
        ([chunk("stop", content=""), {"choices": []}], Ended(Finish.STOP)),
    ],
)
def test_ends(events: list[object], ended: Ended) -> None:
    assert read(*events, b"[DONE]")[-1] == ended


def test_thinking_is_no_text() -> None:
    assert read(chunk(reasoning_content="hm")) == [Thought("hm")]


def test_the_failure_of_a_service_behind_the_server_is_no_end() -> None:
    with pytest.raises(GarbledError):
        read(chunk("error"), b"[DONE]")


@pytest.mark.parametrize("odd", [{}, {"choices": None}, {"choices": [{}]}, {"choices": [{"delta": {"content": 3}}]}])
def test_odd_chunks_say_nothing(odd: dict[str, object]) -> None:
    assert read(odd) == []


def test_what_stands_after_the_end_is_not_read() -> None:
    heard, _ = hear(Api.OPENAI, good(WHOLE[Api.OPENAI] + b"data: nonsense\n\n"))
    assert heard.complete
    assert heard.text == "Héllo"


ITEM = {"type": "object", "properties": {"why": {"type": "string", "maxLength": 200}}}
LIMITED = {"type": "object", "properties": {"edits": {"type": "array", "maxItems": 4, "items": ITEM}}}


@pytest.mark.parametrize("limit", ["maxItems", "maxLength"])
def test_a_list_and_a_text_have_no_limit_for_servers_that_know_none(limit: str) -> None:
    ask = replace(ASK, schema=LIMITED, shape=AnswerShape.SCHEMA)
    no = refusal(400, {"error": {"message": f"For this type, property '{limit}' is not supported"}})
    heard, server = hear(Api.OPENAI, no, good(WHOLE[Api.OPENAI]), ask=ask)
    assert (heard.complete, heard.slept) == (True, [])
    for each in ("maxItems", "maxLength"):
        assert [each in str(body) for body in server.bodies] == [True, False]
    heard, server = hear(Api.ANTHROPIC, good(WHOLE[Api.ANTHROPIC]), ask=ask)
    assert heard.complete
    assert "max" not in str(server.bodies[0]["output_config"])
