"""Answers that break off, that come whole where a stream was asked for, and what is none at all."""

import gzip
import json
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from reviser.revisers.net.wire import Api
from tests.faults.hostile.around import the_key
from tests.faults.hostile.content import Said
from tests.faults.hostile.pieces import Frame, Reply, Rng, as_json, at_once, before, carried, event, kind_of
from tests.faults.servers import CANARY, Answer, head, refusal

BREAKS = ("reset", "short", "error", "garbage", "no UTF-8", "wrong chunk", "length", "endless line")


def cut(rng: Rng, api: Api, frames: Sequence[Frame], kinds: list[str]) -> tuple[Reply, int]:
    """A stream that ends badly, and how much of the answer had come."""
    at = rng.randrange(len(frames) + 1)
    kept = frames[at - 1].upto if at else 0
    data = b"".join(frame.data for frame in frames[:at])
    start = head(200, f"Content-Type: {kind_of(rng, api)}")
    # An honest half of the next one must do no harm.
    if at < len(frames) and rng.random() < 0.3:
        data += frames[at].data[: rng.randrange(len(frames[at].data))]
    error = {"type": "error", "error": {"type": "overloaded_error", "message": f"Busy {the_key(rng)}"}}
    how = "hang" if rng.random() < 0.03 else rng.choice(BREAKS)
    kinds.append(f"broken by: {how}")
    answer = Answer(start + data)
    if how == "reset":
        answer = Answer(start + data, reset=True)
    elif how == "short":
        answer = Answer(head(200, f"Content-Length: {len(data) + 9}") + data)
    elif how == "hang":
        answer = Answer(start + data, hang=True)
    elif how == "error":
        found = {"error": f"Busy {the_key(rng)}"} if api is Api.OLLAMA else error
        data = b"".join(frame.data for frame in frames[:at])
        answer = Answer(start + data + event(rng, api, found, b" "))
    elif how == "garbage":
        data = b"".join(frame.data for frame in frames[:at])
        answer = Answer(start + data + (b"" if api is Api.OLLAMA else b"data: ") + b'{"choices": [{"delta"\n\n')
    elif how == "no UTF-8":
        data = b"".join(frame.data for frame in frames[:at])
        answer = Answer(start + data + b"data: \xff\xfe\n\n")
    elif how == "wrong chunk":
        chunk = b"%x\r\n%s\r\n" % (len(data), data) if data else b""
        answer = Answer(
            head(200, "Transfer-Encoding: chunked") + chunk + rng.choice([b"zz\r\nx", b"ffff\r\nx", b"-1\r\n"])
        )
    elif how == "length":
        data = b"".join(frame.data for frame in frames[:at])
        last: dict[Api, object] = {
            Api.OPENAI: {"choices": [{"delta": {}, "finish_reason": "length"}]},
            Api.ANTHROPIC: {"type": "message_delta", "delta": {"stop_reason": "max_tokens"}},
            Api.OLLAMA: {"done": True, "done_reason": "length"},
        }
        answer = Answer(start + data + event(rng, api, last[api], b" "))
    else:
        answer = Answer(start + data + b"data: " + b"x" * (5 << 20))
    return Reply(answer, (how,)), kept


def whole(rng: Rng, api: Api, said: Said) -> Reply:
    """One message where a stream was asked for."""
    kinds = [*said.kinds, "whole"]
    how = rng.choice(["text", "text", "parts", "tool"])
    kinds.append(how)
    text = said.text
    arguments: object = text
    if how == "tool" and rng.random() < 0.5:
        with suppress(ValueError, RecursionError):
            arguments = json.loads(text)
        if not isinstance(arguments, dict):
            arguments = text
    parts: list[object] = [{"type": "text", "text": text}]
    if rng.random() < 0.5 and text:
        at = rng.randrange(len(text))
        parts = [{"type": "text", "text": text[:at]}, None, {"type": "text", "text": text[at:]}, {"type": "x", "x": 1}]
    found: dict[str, object]
    if api is Api.ANTHROPIC:
        blocks: list[object] = [{"type": "thinking", "thinking": said.thought}] if said.thought else []
        called = isinstance(arguments, dict) and how == "tool"
        blocks += [{"type": "tool_use", "name": "answer", "input": arguments}] if called else parts
        found = {"type": "message", "content": blocks, "stop_reason": rng.choice(["end_turn", None, "tool_use"])}
    else:
        message: dict[str, object] = {"role": "assistant", "content": parts if how == "parts" else text}
        if how == "tool":
            calls = [{"type": "function", "function": {"name": "answer", "arguments": arguments}}]
            message = {"role": "assistant", "content": rng.choice([None, ""]), "tool_calls": calls}
        if said.thought:
            message["thinking" if api is Api.OLLAMA else "reasoning_content"] = said.thought
        if api is Api.OLLAMA:
            found = {"message": message, "done": True, "done_reason": "stop"}
            if how == "tool" and not isinstance(arguments, dict):
                found = {"message": {"content": text}, "done": True}
        else:
            finish = rng.choice(["stop", None, "tool_calls", "eos"])
            found = {"object": "chat.completion", "choices": [{"message": message, "finish_reason": finish}]}
    body = as_json(rng, found, rng.choice([None, 1, 4])) + rng.choice([b"", b"\n", b"\r\n\r\n"])
    if api is not Api.OLLAMA and rng.random() < 0.2:
        body = b"data: " + as_json(rng, found) + b"\n\n"
    data, lines = carried(rng, body, kinds)
    answer = Answer(head(200, "Content-Type: application/json", *lines) + data, piece=at_once(rng, len(data)))
    return Reply(answer, tuple(kinds), said.pairs, before(rng, kinds))


def none_at_all(rng: Rng, said: Said) -> Reply:
    """What is no answer at all."""
    text = said.text.encode(errors="replace")
    packed = gzip.compress(text)
    error = {
        "error": {"message": f"No.\x1b[2J\u202e {the_key(rng)} " + "x" * rng.choice([1, 90_000]), "code": the_key(rng)}
    }
    made: dict[str, Answer] = {
        "packed": Answer(head(200, "Content-Encoding: gzip") + packed),
        "packed, name of the key": Answer(head(200, f"Content-Encoding: {CANARY}") + packed),
        "packed, not said": Answer(head(200) + packed),
        "deflated": Answer(head(200, "Content-Encoding: deflate, gzip") + zlib.compress(text)),
        "a page": Answer(head(200, "Content-Type: text/html") + b"<html>" + CANARY.encode() + b"</html>"),
        "an error that is none": refusal(200, error),
        "an error": refusal(rng.choice([400, 401, 403, 404, 413, 418, 422, 429, 451, 500, 501, 503, 529, 599]), error),
        "an error, cut off": Answer(head(400, "Content-Length: 9999") + json.dumps(error).encode()),
        "an error in words": refusal(500, f"\x00\x1b]0;x\x07 {the_key(rng)}"),
        "nothing": Answer(head(200)),
        "no head": Answer(text),
        "half a head": Answer(b"HTTP/1.1 200 OK\r\nContent-"),
        "a long head": Answer(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n"),
        "a status of no kind": Answer(b"HTTP/1.1 999 \x1b[2J" + CANARY.encode() + b"\r\n\r\n"),
        "no content": Answer(head(204)),
        "sent on": Answer(head(302, f"Location: http://{CANARY}.invalid/{CANARY}")),
        "sent on to itself": Answer(head(307, "Location: /again")),
        "sent on nowhere": Answer(head(308, "Location: \x00http://[")),
        "a wait": refusal(
            429, error, f"Retry-After: {rng.choice(['1e999', 'nan', '-1', '99999999999', CANARY, 'x' * 9999])}"
        ),
        "numbers": Answer(head(200) + b"data: 1\n\ndata: [1]\n\n"),
        "a list": Answer(head(200) + b"[{}]\n"),
        "another object": Answer(head(200) + b'{"hello": "' + CANARY.encode() + b'"}\n'),
        "deep": Answer(head(200) + b"data: " + b'{"choices":[' * 100_000 + b"\n\n"),
        "a long line": Answer(head(200) + b"x" * (5 << 20)),
        "line ends": Answer(head(200) + b"\n" * (2 << 20)),
        "zeros": Answer(head(200) + bytes(100_000)),
        "reset": Answer(head(200), reset=True),
    }
    name = rng.choice(list(made))
    return Reply(replace(made[name], piece=at_once(rng, len(made[name].data))), (f"no answer: {name}",))
