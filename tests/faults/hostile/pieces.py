"""An answer in pieces, as each of three formats has them, and as HTTP carries them."""

import json
import random
from dataclasses import dataclass

from reviser.revisers.net.wire import Api
from tests.faults.servers import CANARY, Answer, refusal

Rng = random.Random


@dataclass(frozen=True, slots=True)
class Reply:
    """`refusals` come first, in turn; then `answer`, as often as is asked. `pairs`: the mistakes whose mending must be
    kept."""

    answer: Answer
    kinds: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...] = ()
    refusals: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of a stream; `upto` is how much of the answer has come with it."""

    data: bytes
    upto: int


def as_json(rng: Rng, found: object, indent: int | None = None) -> bytes:
    data = json.dumps(found, ensure_ascii=False, indent=indent)
    if rng.random() < 0.5 or any("\ud800" <= sign <= "\udfff" for sign in data):
        data = json.dumps(found, indent=indent)
    return data.encode()


def pieces(rng: Rng, text: str) -> list[str]:
    """The text cut anywhere; at times in the middle of what is two units of UTF-16."""
    size = rng.choice([1, 3, 9, 40, 200, len(text) or 1])
    size = max(size, len(text) // 300 + 1)
    if rng.random() < 0.1:
        units = text.encode("utf-16-le", "surrogatepass")
        return [units[at : at + 2 * size].decode("utf-16-le", "surrogatepass") for at in range(0, len(units), 2 * size)]
    return [text[at : at + size] for at in range(0, len(text), size)]


def event_of(rng: Rng, api: Api, piece: str, how: str) -> dict[str, object]:
    """One event that brings a piece."""
    if api is Api.ANTHROPIC:
        delta = (
            {"type": "input_json_delta", "partial_json": piece}
            if how == "tool"
            else {"type": "text_delta", "text": piece}
        )
        return {"type": "content_block_delta", "index": 0, "delta": delta}
    message: dict[str, object] = {"content": piece}
    if how == "parts":
        more: list[list[object]] = [[], [""], [None], [{"type": "image"}]]
        message = {"content": [{"type": "text", "text": piece}, *rng.choice(more)]}
    if how == "tool" and api is Api.OPENAI:
        message = {"content": None, "tool_calls": [{"index": 0, "function": {"arguments": piece}}]}
    if api is Api.OLLAMA:
        return {"model": "m", "message": {"role": "assistant", **message}, "done": False}
    return {"id": "c", "choices": [{"index": 0, "delta": message, "finish_reason": None}]}


def thought_of(api: Api, thought: str) -> dict[str, object]:
    if api is Api.ANTHROPIC:
        return {"type": "content_block_delta", "delta": {"type": "thinking_delta", "thinking": thought}}
    if api is Api.OLLAMA:
        return {"message": {"thinking": thought}, "done": False}
    return {"choices": [{"delta": {"reasoning_content": thought}}]}


def endings(api: Api) -> list[list[object]]:
    """Ways to say that the answer is whole; the last says nothing."""
    if api is Api.ANTHROPIC:
        reason: dict[str, object] = {
            "type": "message_delta",
            "delta": {"stop_reason": "end_turn"},
            "usage": {"output_tokens": 9},
        }
        null: dict[str, object] = {"type": "message_delta", "delta": {"stop_reason": None}}
        return [[reason, {"type": "message_stop"}], [reason], [null, {"type": "message_stop"}], []]
    if api is Api.OLLAMA:
        done: dict[str, object] = {"model": "m", "done": True, "done_reason": "stop", "eval_count": 10**30}
        return [[done], [{"message": {"content": ""}, "done": True}], []]
    finish = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
    null = {"choices": [{"index": 0, "delta": {}, "finish_reason": None}]}
    usage = {"choices": [], "usage": {"prompt_tokens": -3, "completion_tokens": 2.5, "total_tokens": "x"}}
    odd = {"choices": [{"delta": None, "finish_reason": "eos_token"}], "usage": None}
    return [
        [finish, usage, b"[DONE]"],
        [finish],
        [null, b"[DONE]"],
        [usage, b"[DONE]"],
        [odd],
        [finish, null, usage],
        [],
    ]


def event(rng: Rng, api: Api, found: object, space: bytes) -> bytes:
    data = found if isinstance(found, bytes) else as_json(rng, found)
    if api is Api.OLLAMA:
        return data + b"\n"
    name = b""
    if api is Api.ANTHROPIC and isinstance(found, dict):
        name = b"event: " + str(found["type"]).encode() + b"\n"
    return name + b"data:" + space + data + b"\n\n"


def kind_of(rng: Rng, api: Api) -> str:
    usual = "application/x-ndjson" if api is Api.OLLAMA else "text/event-stream"
    return rng.choice([usual] * 4 + ["text/plain", "text/html", f"x/{CANARY}", "application/json; charset=latin-1"])


def at_once(rng: Rng, size: int) -> int:
    """Bytes that go out at once."""
    if size > 100_000:
        return 0
    return max(rng.choice([0, 0, 0, 1, 7, 100]), size // 300)


def carried(rng: Rng, body: bytes, kinds: list[str]) -> tuple[bytes, list[str]]:
    """The body as HTTP carries it."""
    how = rng.choice(["close", "close", "length", "chunked"])
    if how == "length":
        return body, [f"Content-Length: {len(body)}"]
    if how == "chunked":
        size = max(rng.choice([1, 5, 64, 4096]), len(body) // 300 + 1)
        parts = [body[at : at + size] for at in range(0, len(body), size)]
        extension = rng.choice([b"", b"", b";x=y"])
        kinds.append("chunked")
        data = b"".join(b"%x%s\r\n%s\r\n" % (len(part), extension, part) for part in parts)
        return data + b"0\r\n" + rng.choice([b"", b"X-Trailer: y\r\n"]) + b"\r\n", ["Transfer-Encoding: chunked"]
    return body, []


def before(rng: Rng, kinds: list[str]) -> tuple[Answer, ...]:
    """Refusals that pass when the request is made again."""
    if rng.random() >= 0.1:
        return ()
    kinds.append("refused first")
    said = f"No: {CANARY}"
    return rng.choice(
        [
            (refusal(429, {"error": {"message": said}}, "Retry-After: 0"),),
            (refusal(503, said), refusal(529, {"error": {"message": "busy"}}, f"X-Key: {CANARY}")),
            (refusal(400, {"error": {"message": "System role not supported"}}),),
            (refusal(400, {"error": {"message": "temperature: not supported", "param": "temperature"}}),),
            (refusal(500, "x\x1b[2J\u202e" + CANARY), refusal(502, "<html>")),
            (Answer(reset=True),),
            (Answer(b"HTTP/1.1 200 OK\r\n\r\n"),),
            (Answer(b"garbage\r\n\r\n"),),
        ]
    )
