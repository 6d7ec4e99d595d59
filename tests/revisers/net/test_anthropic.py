"""Anthropic's format: what is written and marked to be cached, and how answers are counted and end."""

import pytest

from reviser.revisers.net.anthropic import Anthropic
from reviser.revisers.net.redaction import KeyRedactor
from reviser.revisers.net.server_errors import RefusalError, ServerProblem
from reviser.revisers.net.wire import (
    AnswerShape,
    Ask,
    ChatMessage,
    Ended,
    Finish,
    Part,
    Role,
    ShapeRefusedError,
    Text,
    Thought,
    Usage,
)
from reviser.revisers.net.wire_formats import Alive
from tests.faults.hearing import delta, named

SCHEMA = {"type": "object"}
MESSAGES = (
    ChatMessage(Role.SYSTEM, "s"),
    ChatMessage(Role.USER, "u"),
    ChatMessage(Role.ASSISTANT, "a"),
    ChatMessage(Role.USER, "v"),
)
MARK = {"cache_control": {"type": "ephemeral"}}


def spoken(address: str = "https://api.anthropic.com") -> Anthropic:
    return Anthropic(address, KeyRedactor())


def read(*events: dict[str, object]) -> list[Part | Alive]:
    return list(spoken().reader().feed(named(*events)))


def stop(reason: str | None, **more: object) -> tuple[dict[str, object], dict[str, object]]:
    return {"type": "message_delta", "delta": {"stop_reason": reason, **more}}, {"type": "message_stop"}


def text(words: str) -> dict[str, object]:
    return {"type": "text", "text": words}


def test_a_request_says_all_that_was_asked() -> None:
    path, body = spoken().request(Ask("m", MESSAGES, SCHEMA, AnswerShape.SCHEMA, 9, 0.2, stable=1))
    assert path == "/v1/messages"
    assert body == {
        "model": "m",
        "max_tokens": 9,
        "system": [text("s") | MARK],
        "messages": [
            {"role": "user", "content": [text("u")]},
            {"role": "assistant", "content": [text("a")]},
            {"role": "user", "content": [text("v")]},
        ],
        "stream": True,
        "temperature": 0.2,
        "output_config": {"format": {"type": "json_schema", "schema": SCHEMA}},
    }


def test_the_last_message_that_stays_the_same_is_marked() -> None:
    _, body = spoken().request(Ask("m", MESSAGES, stable=2))
    assert body["system"] == [text("s")]
    assert str(body).count("cache_control") == 1
    assert body["messages"] == [
        {"role": "user", "content": [text("u") | MARK]},
        {"role": "assistant", "content": [text("a")]},
        {"role": "user", "content": [text("v")]},
    ]
    assert "cache_control" not in str(spoken().request(Ask("m", MESSAGES))[1])


def test_paths_headers_and_shapes() -> None:
    assert spoken("https://host/anthropic/v1/").request(Ask("m", MESSAGES))[0] == "/anthropic/v1/messages"
    assert spoken("https://host/v1/messages").request(Ask("m", MESSAGES))[0] == "/v1/messages"
    assert spoken("https://host/messages?api-version=1").request(Ask("m", MESSAGES))[0] == "/v1/messages?api-version=1"
    assert spoken().headers("k") == {"anthropic-version": "2023-06-01", "x-api-key": "k"}
    with pytest.raises(ShapeRefusedError):
        spoken().request(Ask("m", MESSAGES, SCHEMA, AnswerShape.OBJECT))


def test_a_refused_temperature_is_left_out() -> None:
    model = spoken()
    ask = Ask("m", MESSAGES, temperature=0.3)
    assert model.adapt(ServerProblem(400, text="`temperature` is deprecated for this model."), model.request(ask)[1])
    assert "temperature" not in model.request(ask)[1]


def test_tokens_are_counted_with_what_the_cache_gave() -> None:
    start = {"input_tokens": 10, "cache_read_input_tokens": 90, "cache_creation_input_tokens": 5, "output_tokens": 1}
    found = read(
        {"type": "message_start", "message": {"usage": start}},
        delta("a"),
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 7}},
        {"type": "message_stop"},
    )
    assert found == [Usage(105, 1, 90), Text("a"), Usage(105, 7, 90), Ended(Finish.STOP)]


@pytest.mark.parametrize(
    ("reason", "finish"),
    [
        ("end_turn", Finish.STOP),
        ("stop_sequence", Finish.STOP),
        ("max_tokens", Finish.LENGTH),
        ("model_context_window_exceeded", Finish.LENGTH),
        ("refusal", Finish.REFUSED),
    ],
)
def test_ends(reason: str, finish: Finish) -> None:
    assert read(*stop(reason))[-1] == Ended(finish)
    said = read(*stop(reason, stop_details={"explanation": "why"}))[-1]
    assert said == Ended(finish, "why")


def test_an_error_event_and_events_yet_to_come() -> None:
    with pytest.raises(RefusalError) as caught:
        read({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}})
    assert caught.value.problem == ServerProblem(529, "overloaded_error", "", "Overloaded", inside=True)
    assert read({"type": "something_new"}, {"type": "content_block_delta", "delta": {"thinking": "hm"}}) == [
        Thought("hm")
    ]
