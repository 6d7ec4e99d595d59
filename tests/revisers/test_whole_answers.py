"""When an answer is whole, in every format: what says so, and what is said where nothing does."""

import json
from dataclasses import replace

import pytest

from reviser.revisers.net.wire import Api, Ended, Finish, Thought
from tests.faults.hearing import BEGUN, PATIENT, WHOLE, delta, hear, named, ndjson, sse
from tests.faults.servers import Answer, good, head

apis = pytest.mark.parametrize("api", list(Api))
# The last thing that says that the answer is whole, taken away in each format.
REASON = {
    Api.OPENAI: WHOLE[Api.OPENAI].replace(b"data: [DONE]\n\n", b""),
    Api.ANTHROPIC: WHOLE[Api.ANTHROPIC][: WHOLE[Api.ANTHROPIC].index(b"event: message_stop")],
}
SIGN = {
    Api.OPENAI: WHOLE[Api.OPENAI].replace(b'"stop"', b"null"),
    Api.ANTHROPIC: WHOLE[Api.ANTHROPIC].replace(b'"end_turn"', b"null"),
    Api.OLLAMA: WHOLE[Api.OLLAMA].replace(b'"done_reason": "stop"', b'"done_reason": null'),
}
NOTHING = {
    Api.OPENAI: REASON[Api.OPENAI].replace(b'"stop"', b"null"),
    Api.ANTHROPIC: REASON[Api.ANTHROPIC].replace(b'"end_turn"', b"null"),
    Api.OLLAMA: WHOLE[Api.OLLAMA][: WHOLE[Api.OLLAMA].rindex(b'{"model"')],
}


@pytest.mark.parametrize("end", ["close", "reset", "hang"])
@pytest.mark.parametrize("api", list(REASON))
def test_a_reason_is_enough_however_the_connection_ends(api: Api, end: str) -> None:
    answer = replace(good(REASON[api]), reset=end == "reset", hang=end == "hang")
    heard, server = hear(api, answer, limits=replace(PATIENT, figures_s=0.3))
    assert (heard.text, heard.parts[-1], heard.error) == ("Héllo", Ended(Finish.STOP), None)
    assert len(server.requests) == 1


@apis
def test_a_sign_of_the_end_is_enough_without_a_reason(api: Api) -> None:
    heard, _ = hear(api, good(SIGN[api]))
    assert (heard.text, heard.parts[-1], heard.error) == ("Héllo", Ended(Finish.STOP), None)


@apis
def test_a_proper_end_of_the_connection_is_told_apart_from_a_broken_one(api: Api) -> None:
    heard, _ = hear(api, good(NOTHING[api]))
    assert (heard.text, heard.parts[-1], heard.error) == ("Héllo", Ended(Finish.UNSAID), None)
    heard, _ = hear(api, replace(good(NOTHING[api]), reset=True))
    assert "was lost" in heard.said
    size = len(NOTHING[api])
    heard, _ = hear(api, good(NOTHING[api], f"Content-Length: {size + 1}"))
    assert "was lost" in heard.said


@apis
@pytest.mark.parametrize("end", [b"", b"\n"])
def test_no_empty_line_is_needed_behind_the_last_event(api: Api, end: bytes) -> None:
    heard, _ = hear(api, good(WHOLE[api].rstrip() + end))
    assert (heard.text, heard.parts[-1]) == ("Héllo", Ended(Finish.STOP))


ODD = [
    b"data: \n\n",
    b"data:\n\n",
    b": still here\n\n",
    b"data: : still here\n\n",
    b"\n\n",
    b"data: ping\n\n",
    b"data: {}\n\n",
    b"data\n\n",
]


@pytest.mark.parametrize(
    "odd", [*ODD, b"PROCESSING\n\n", b"data: null\n\n", b"event: ping\ndata: {}\n\n", b"id: 3\n\n"]
)
@pytest.mark.parametrize("api", [Api.OPENAI, Api.ANTHROPIC])
def test_signs_of_life_of_any_form_are_no_fault(api: Api, odd: bytes) -> None:
    spaced = odd + (b"\n\n" + odd).join(WHOLE[api].split(b"\n\n"))
    for data in (spaced, spaced.replace(b"\n", b"\r\n")):
        heard, _ = hear(api, good(data))
        assert (heard.text, heard.parts[-1], heard.error) == ("Héllo", Ended(Finish.STOP), None)


@pytest.mark.parametrize("api", [Api.OPENAI, Api.ANTHROPIC])
def test_events_without_empty_lines_between_them_are_read(api: Api) -> None:
    heard, _ = hear(api, good(WHOLE[api].replace(b"\n\n", b"\n")))
    assert (heard.text, heard.complete) == ("Héllo", True)


@pytest.mark.parametrize("api", [Api.OPENAI, Api.ANTHROPIC])
def test_what_came_without_empty_lines_is_not_lost_with_the_connection(api: Api) -> None:
    data = BEGUN[api].replace(b"\n\n", b"\n")
    heard, _ = hear(api, replace(good(data), reset=True))
    assert (heard.text, "was lost" in heard.said) == ("Hé", True)


@pytest.mark.parametrize("odd", [b"data:\nevent: ping\ndata: {}\n", b"data: \n: hm\n"])
@pytest.mark.parametrize("api", [Api.OPENAI, Api.ANTHROPIC])
def test_nor_does_a_sign_of_life_gather_what_follows_into_one(api: Api, odd: bytes) -> None:
    lines = WHOLE[api].replace(b"\n\n", b"\n").splitlines(keepends=True)
    for at in range(len(lines)):
        if not lines[at].startswith(b"data:") or not at:
            heard, _ = hear(api, good(b"".join((*lines[:at], odd, *lines[at:]))))
            assert (heard.text, heard.parts[-1]) == ("Héllo", Ended(Finish.STOP)), at


@apis
@pytest.mark.parametrize("whole", ["👩", "a👩\u200d👩b"])
def test_a_character_that_was_cut_between_its_two_units_is_one(api: Api, whole: str) -> None:
    units = whole.encode("utf-16-le")
    pieces = [units[at : at + 2].decode("utf-16-le", "surrogatepass") for at in range(0, len(units), 2)]
    stream = {
        Api.OPENAI: sse(*({"choices": [{"delta": {"content": piece}}]} for piece in pieces), b"[DONE]"),
        Api.ANTHROPIC: named(*map(delta, pieces), {"type": "message_stop"}),
        Api.OLLAMA: b"".join(ndjson({"message": {"content": piece}}) for piece in pieces) + ndjson({"done": True}),
    }[api]
    heard, _ = hear(api, good(stream))
    assert (heard.text, heard.complete) == (whole, True)
    heard, _ = hear(api, good(stream.replace(json.dumps(pieces[-1]).encode(), b'"\\ud83d"')))
    assert heard.text.endswith("\ud83d"), "half of one stays that, and is refused later"


def as_lines(data: bytes) -> bytes:
    return data.replace(b"data: ", b"").replace(b"\n\n", b"\n")


def test_chunks_one_a_line_are_read_where_events_were_asked_for() -> None:
    heard, _ = hear(Api.OPENAI, good(as_lines(WHOLE[Api.OPENAI])))
    assert (heard.text, heard.complete) == ("Héllo", True)
    heard, _ = hear(Api.OLLAMA, good(b"".join(b"data: " + line + b"\n\n" for line in WHOLE[Api.OLLAMA].splitlines())))
    assert (heard.text, heard.complete) == ("Héllo", True)


# As a server answers that does not stream, content as text.
ALONE: dict[Api, dict[str, object]] = {
    Api.OPENAI: {
        "id": "c",
        "object": "chat.completion",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": "Héllo"}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 3, "completion_tokens": 2},
    },
    Api.ANTHROPIC: {
        "id": "c",
        "type": "message",
        "role": "assistant",
        "content": [{"type": "text", "text": "Héllo"}],
        "stop_reason": "end_turn",
        "usage": {"input_tokens": 3, "output_tokens": 2},
    },
    Api.OLLAMA: {"message": {"role": "assistant", "content": "Héllo"}, "done": True, "done_reason": "stop"},
}


@apis
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n\r\n"])
@pytest.mark.parametrize("piece", [0, 1])
def test_a_whole_answer_where_a_stream_was_asked_for(api: Api, indent: int | None, end: bytes, piece: int) -> None:
    body = json.dumps(ALONE[api], indent=indent, ensure_ascii=False).encode() + end
    length = f"Content-Length: {len(body)}"
    heard, server = hear(api, replace(good(body, length, kind="application/json"), piece=piece))
    assert (heard.text, heard.parts[-1], heard.error) == ("Héllo", Ended(Finish.STOP), None)
    assert len(server.requests) == 1


@apis
def test_a_whole_answer_in_one_event(api: Api) -> None:
    heard, _ = hear(api, good(sse(ALONE[api])))
    assert (heard.text, heard.complete) == ("Héllo", True)


@apis
def test_a_whole_answer_that_is_cut_off_is_broken(api: Api) -> None:
    body = json.dumps(ALONE[api]).encode()
    heard, _ = hear(api, usual=good(body[:-5]))
    assert (heard.text, "broke off" in heard.said) == ("", True)


# What a model thinks, and its answer in parts, by format: in a stream, and whole.
CALL = {"name": "answer", "arguments": '{"edits": []}'}
PARTS: list[object] = [
    {"type": "thinking", "thinking": [{"type": "text", "text": "Hm"}]},
    {"type": "reasoning", "summary": [{"type": "summary_text", "text": "m."}]},
    {"type": "text", "text": "Hé"},
    "llo",
]


def openai(**message: object) -> list[bytes]:
    """A message in a stream, and whole."""
    chunk = {"choices": [{"index": 0, "delta": message, "finish_reason": None}]}
    end = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
    whole = {"object": "chat.completion", "choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}
    return [sse(chunk, end, b"[DONE]"), json.dumps(whole).encode()]


def anthropic(*blocks: dict[str, object]) -> bytes:
    return json.dumps({"type": "message", "content": list(blocks), "stop_reason": "end_turn"}).encode()


def ollama(**message: object) -> bytes:
    return ndjson({"message": message, "done": False}, {"done": True, "done_reason": "stop"})


THINKING: list[tuple[Api, bytes]] = [
    *((Api.OPENAI, data) for data in openai(content=PARTS)),
    *((Api.OPENAI, data) for data in openai(reasoning_content="Hmm.", content="Héllo")),
    *((Api.OPENAI, data) for data in openai(reasoning="Hmm.", reasoning_content="Hmm.", content="Héllo")),
    (Api.ANTHROPIC, anthropic({"type": "thinking", "thinking": "Hmm."}, {"type": "text", "text": "Héllo"})),
    (
        Api.ANTHROPIC,
        named(
            {"type": "content_block_delta", "delta": {"type": "thinking_delta", "thinking": "Hmm."}},
            {"type": "content_block_delta", "delta": {"type": "signature_delta", "signature": "x"}},
            delta("Héllo"),
            {"type": "message_stop"},
        ),
    ),
    (Api.OLLAMA, ollama(thinking="Hmm.", content="Héllo")),
]


@pytest.mark.parametrize(("api", "data"), THINKING)
def test_thinking_is_told_apart_from_the_answer(api: Api, data: bytes) -> None:
    heard, _ = hear(api, good(data))
    assert (heard.text, heard.complete) == ("Héllo", True)
    assert "".join(part.text for part in heard.parts if isinstance(part, Thought)) == "Hmm."


TOOLS: list[tuple[Api, bytes]] = [
    *((Api.OPENAI, data) for data in openai(content=None, tool_calls=[{"index": 0, "function": CALL}])),
    *((Api.OPENAI, data) for data in openai(content=None, function_call=CALL)),
    (Api.ANTHROPIC, anthropic({"type": "tool_use", "name": "answer", "input": {"edits": []}})),
    (
        Api.ANTHROPIC,
        named(
            {"type": "content_block_start", "content_block": {"type": "tool_use", "name": "answer", "input": {}}},
            {"type": "content_block_delta", "delta": {"type": "input_json_delta", "partial_json": '{"edi'}},
            {"type": "content_block_delta", "delta": {"type": "input_json_delta", "partial_json": 'ts": []}'}},
            {"type": "message_delta", "delta": {"stop_reason": "tool_use"}},
            {"type": "message_stop"},
        ),
    ),
    (Api.OLLAMA, ollama(content="", tool_calls=[{"function": {"name": "answer", "arguments": {"edits": []}}}])),
]


@pytest.mark.parametrize(("api", "data"), TOOLS)
def test_the_arguments_of_a_tool_call_are_an_answer_that_says_so(api: Api, data: bytes) -> None:
    heard, _ = hear(api, good(data))
    assert (heard.text.strip(), heard.parts[-1]) == ('{"edits": []}', Ended(Finish.STOP, tool=True))


SAID = "Unexpected endpoint or method. (POST /x)"


@apis
@pytest.mark.parametrize("error", [SAID, {"message": SAID}])
def test_an_error_with_the_status_of_success_is_said_as_what_it_says(api: Api, error: object) -> None:
    heard, server = hear(api, usual=good(json.dumps({"error": error}, indent=2).encode(), kind="application/json"))
    assert heard.said.endswith(f"Its message: {SAID}")
    assert "check its path" in heard.said
    assert len(server.requests) == 1
    other = json.dumps({"error": "The model has no weights"}).encode()
    heard, server = hear(api, usual=good(other, kind="application/json"))
    assert heard.said.endswith("Its message: The model has no weights")
    assert "busy" not in heard.said
    assert "(error" not in heard.said
    assert len(server.requests) == 2  # the same is not tried a third time


@apis
def test_json_of_something_else_is_no_answer(api: Api) -> None:
    heard, server = hear(api, usual=good(b'{"hello": 1}\n', kind="application/json"))
    assert "did not answer like a model" in heard.said
    assert len(server.requests) == 1


@apis
def test_what_came_before_a_broken_object_is_kept(api: Api) -> None:
    heard, _ = hear(api, Answer(head(200) + BEGUN[api] + b'data: {"a":\n\n'))
    assert (heard.text, "broke off" in heard.said) == ("Hé", True)
