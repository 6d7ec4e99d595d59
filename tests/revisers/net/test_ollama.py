"""Ollama's format, as its documentation has it."""

import pytest

from reviser.revisers.net.ollama import Ollama
from reviser.revisers.net.redaction import KeyRedactor
from reviser.revisers.net.server_errors import RefusalError
from reviser.revisers.net.sse import GarbledError
from reviser.revisers.net.wire import AnswerShape, Ask, ChatMessage, Ended, Finish, Part, Role, Text, Thought, Usage
from reviser.revisers.net.wire_formats import Alive
from tests.faults.hearing import ndjson

SCHEMA = {"type": "object"}


def spoken(address: str = "http://localhost:11434") -> Ollama:
    return Ollama(address, KeyRedactor())


def read(*lines: dict[str, object]) -> list[Part | Alive]:
    return list(spoken().reader().feed(ndjson(*lines)))


def test_a_request_says_all_that_was_asked_and_how_much_context_it_needs() -> None:
    ask = Ask("m", (ChatMessage(Role.USER, "u"),), SCHEMA, AnswerShape.SCHEMA, 9, 0.2, 7, context=8192)
    path, body = spoken().request(ask)
    assert path == "/api/chat"
    assert body == {
        "model": "m",
        "messages": [{"role": "user", "content": "u"}],
        "stream": True,
        "options": {"num_predict": 9, "num_ctx": 8192, "temperature": 0.2, "seed": 7},
        "format": SCHEMA,
    }


def test_shapes_and_paths() -> None:
    assert spoken().request(Ask("m", (), SCHEMA, AnswerShape.OBJECT))[1]["format"] == "json"
    body = spoken().request(Ask("m", (), SCHEMA))[1]
    assert "format" not in body
    assert body["options"] == {"num_predict": 4096}
    for address in ("http://h:1", "http://h:1/", "http://h:1/v1", "http://h:1/api/", "http://h:1/api/chat"):
        assert spoken(address).request(Ask("m", ()))[0] == "/api/chat"
    assert spoken("https://h/ollama").request(Ask("m", ()))[0] == "/ollama/api/chat"


@pytest.mark.parametrize(("reason", "finish"), [("stop", Finish.STOP), ("length", Finish.LENGTH), (None, Finish.STOP)])
def test_a_stream(reason: str | None, finish: Finish) -> None:
    found = read(
        {"message": {"role": "assistant", "content": "", "thinking": "hm"}, "done": False},
        {"message": {"role": "assistant", "content": "a"}, "done": False},
        {"message": {"content": "b"}, "done": True, "done_reason": reason, "prompt_eval_count": 10, "eval_count": 17},
    )
    assert found == [Thought("hm"), Text("a"), Text("b"), Usage(10, 17), Ended(finish)]


def test_an_error_line_and_a_line_that_is_something_else() -> None:
    with pytest.raises(RefusalError) as caught:
        read({"error": "an error was encountered while running the model"})
    assert caught.value.problem.status == 500
    with pytest.raises(GarbledError):
        read({"hello": 1})
