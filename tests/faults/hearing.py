"""An answer recorded in each wire format, and what a wire makes of it when a server of ours sends it."""

import asyncio
import json
import traceback
from dataclasses import dataclass, field, replace

from reviser.revisers.net.http import HttpTimeouts, HttpWire, connect
from reviser.revisers.net.wire import (
    AnswerShape,
    Api,
    Ask,
    ChatMessage,
    Ended,
    Finish,
    Part,
    Role,
    Server,
    ServerError,
    Text,
)
from tests.faults.servers import CANARY, Answer, Misbehaving, misbehaving

ASK = Ask("m", (ChatMessage(Role.SYSTEM, "Be brief."), ChatMessage(Role.USER, "Hello")), max_tokens=50, stable=1)
SCHEMA = replace(ASK, shape=AnswerShape.SCHEMA, schema={"type": "object"})
# A busy machine may be late with a real answer; a test of what is silent on purpose shortens the one limit it is about.
PATIENT = HttpTimeouts(connect_s=60, first_remote_s=60, first_local_s=60, idle_s=60, list_s=60)


def sse(*events: object) -> bytes:
    return b"".join(b"data: " + (e if isinstance(e, bytes) else json.dumps(e).encode()) + b"\n\n" for e in events)


def named(*events: dict[str, object]) -> bytes:
    return b"".join(f"event: {e['type']}\ndata: {json.dumps(e)}\n\n".encode() for e in events)


def delta(text: str) -> dict[str, object]:
    return {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}}


def ndjson(*lines: dict[str, object]) -> bytes:
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


# As the servers send them: the same answer, "Héllo", in three formats; `begun` is its first half.
OPENAI_BEGUN = sse({"choices": [{"index": 0, "delta": {"role": "assistant", "content": "Hé"}, "finish_reason": None}]})
ANTHROPIC_BEGUN = named(
    {"type": "message_start", "message": {"usage": {"input_tokens": 3, "output_tokens": 1}}},
    {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
    {"type": "ping"},
    delta("Hé"),
)
OLLAMA_BEGUN = ndjson({"model": "m", "message": {"role": "assistant", "content": "Hé"}, "done": False})
BEGUN = {Api.OPENAI: OPENAI_BEGUN, Api.ANTHROPIC: ANTHROPIC_BEGUN, Api.OLLAMA: OLLAMA_BEGUN}
WHOLE = {
    Api.OPENAI: OPENAI_BEGUN
    + sse({"choices": [{"index": 0, "delta": {"content": "llo"}, "finish_reason": None}]})
    + sse({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    + sse({"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 2}}, b"[DONE]"),
    Api.ANTHROPIC: ANTHROPIC_BEGUN
    + named(
        delta("llo"),
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 2}},
        {"type": "message_stop"},
    ),
    Api.OLLAMA: OLLAMA_BEGUN
    + ndjson(
        {"model": "m", "message": {"role": "assistant", "content": "llo"}, "done": False},
        {"model": "m", "done": True, "done_reason": "stop", "prompt_eval_count": 3, "eval_count": 2},
    ),
}  # fmt: skip
PATHS = {Api.OPENAI: "/v1", Api.ANTHROPIC: "", Api.OLLAMA: ""}


@dataclass
class Heard:
    """What came, how it ended, and how long was waited."""

    parts: list[Part] = field(default_factory=list)
    error: ServerError | None = None
    slept: list[float] = field(default_factory=list)
    shown: str = ""
    chained: bool = False

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts if isinstance(part, Text))

    @property
    def complete(self) -> bool:
        return any(isinstance(part, Ended) and part.finish is not Finish.UNSAID for part in self.parts[-1:])

    @property
    def said(self) -> str:
        return str(self.error)


def wire_to(server: Misbehaving, api: Api, heard: Heard, limits: HttpTimeouts = PATIENT, **more: str) -> HttpWire:
    async def sleep(seconds: float) -> None:
        heard.slept.append(seconds)

    scheme, ca_file = more.get("scheme", "http"), more.get("ca_file", "")
    host = more.get("host", "127.0.0.1")
    described = Server("Work", api, f"{scheme}://{host}:{server.port}{PATHS[api]}", ca_file=ca_file)
    return connect(described, CANARY, limits=limits, sleep=sleep, now=lambda: 0.0, lot=lambda: 0.0)


async def listen(wire: HttpWire, ask: Ask, heard: Heard) -> None:
    try:
        async for part in wire.stream(ask):
            heard.parts.append(part)
    except ServerError as error:
        heard.error = error
        found = traceback.TracebackException.from_exception(error, capture_locals=True, compact=False)
        # Frames of the package and below: a test's own know the key.
        ours = [frame for frame in found.stack if "/tests/" not in frame.filename]
        heard.chained = error.__context__ is not None or error.__cause__ is not None
        heard.shown = f"{error!r} {error} {wire!r} {[frame.locals for frame in ours]}"


def hear(
    api: Api, *answers: Answer, ask: Ask = ASK, limits: HttpTimeouts = PATIENT, usual: Answer | None = None
) -> tuple[Heard, Misbehaving]:
    async def main() -> tuple[Heard, Misbehaving]:
        heard = Heard()
        async with misbehaving(*answers, usual=usual) as server:
            await listen(wire_to(server, api, heard, limits), ask, heard)
        assert not heard.chained
        return heard, server

    return asyncio.run(main())
