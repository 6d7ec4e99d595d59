"""Anthropic's Messages API, which llama-server has too.

Sources: the types of anthropic-sdk-python (`types/message_create_params.py`, `raw_message_stream_event.py`, `usage.py`,
`stop_reason.py`, `model_info.py`) and Anthropic's pages on streaming, structured outputs, prompt caching and errors."""

import json
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from reviser.messages import message
from reviser.revisers.net.redaction import KeyRedactor
from reviser.revisers.net.server_errors import RefusalError, problem_in
from reviser.revisers.net.sse import UNNAMED, GarbledError, count_at, inside, list_at, text_at
from reviser.revisers.net.wire import (
    AnswerShape,
    Ask,
    ChatMessage,
    Ended,
    Finish,
    Model,
    Part,
    Role,
    ShapeRefusedError,
    Text,
    Thought,
    Usage,
)
from reviser.revisers.net.wire_formats import Adapting, Alive, ChunkReader, Get, name_at, path_of, under, without_most

VERSION = "2023-06-01"
MOST_LISTED = 1000  # models on a page: the API's maximum

_FINISHES = {
    "max_tokens": Finish.LENGTH,
    "model_context_window_exceeded": Finish.LENGTH,
    "refusal": Finish.REFUSED,
}


class Anthropic(Adapting):
    """Requests, answers and lists of models in Anthropic's format. The address may end in /v1 or not."""

    optional = frozenset({"temperature"})

    def __init__(self, address: str, redactor: KeyRedactor) -> None:
        super().__init__()
        path, self._query = path_of(address, ("/messages", "/models"))
        self._base = under(path, "/v1")
        self._redactor = redactor

    def headers(self, key: str) -> Mapping[str, str]:
        return {"anthropic-version": VERSION} | ({"x-api-key": key} if key else {})

    def body(self, ask: Ask) -> dict[str, object]:
        leading = next(
            (n for n, message in enumerate(ask.messages) if message.role is not Role.SYSTEM), len(ask.messages)
        )
        blocks = [_block(message, last=n + 1 == ask.stable) for n, message in enumerate(ask.messages)]
        body: dict[str, object] = {
            "model": ask.model,
            "max_tokens": ask.max_tokens,
            "messages": [
                {"role": "assistant" if message.role is Role.ASSISTANT else "user", "content": [block]}
                for message, block in zip(ask.messages[leading:], blocks[leading:], strict=True)
            ],
            "stream": True,
        }
        if leading:
            body["system"] = blocks[:leading]
        if ask.temperature is not None:
            body["temperature"] = min(1.0, ask.temperature)
        if ask.shape is AnswerShape.SCHEMA and ask.schema is not None:
            body["output_config"] = {"format": {"type": "json_schema", "schema": without_most(ask.schema)}}
        return body

    def request(self, ask: Ask) -> tuple[str, Mapping[str, object]]:
        if ask.shape is AnswerShape.OBJECT:
            raise ShapeRefusedError(message("Anthropic's format has no JSON without a schema: ask for plain text."))
        return f"{self._base}/messages{self._query}", self.adapted(ask)

    def reader(self) -> "AnthropicReader":
        return AnthropicReader(self._redactor)

    async def models(self, get: Get) -> tuple[Model, ...]:
        models: list[Model] = []
        after = ""
        while True:
            page = await get(f"{self._base}/models?limit={MOST_LISTED}{after}")
            new = [
                Model(name, count_at(entry, "max_input_tokens") or 0, count_at(entry, "max_tokens") or 0)
                for entry in list_at(page, "data")
                if (name := name_at(entry, "id", self._redactor))
            ]
            models += new
            if inside(page, "has_more") is not True or not new or len(models) > 10 * MOST_LISTED:
                return tuple(models)
            after = f"&after_id={quote(new[-1].name, safe='')}"


def _block(message: ChatMessage, *, last: bool) -> dict[str, object]:
    """A message as a text block. With `last` it is the last of the stable messages and is marked, so that the server
    caches everything up to it."""
    block: dict[str, object] = {"type": "text", "text": message.text}
    return block | {"cache_control": {"type": "ephemeral"}} if last else block


class AnthropicReader(ChunkReader):
    """Reads a stream of named events, or one whole message. The answer is complete with a stop reason or
    `message_stop`."""

    def __init__(self, redactor: KeyRedactor) -> None:
        super().__init__(redactor)
        self._explained = ""
        self._usage = Usage()
        self._tool = False

    def _parts(self, name: str, data: Mapping[str, object]) -> Iterator[Part | Alive]:
        kind = text_at(data, "type") or (name if name != UNNAMED else "")  # a whole message has the type "message"
        if kind == "error" or name == "error" or data.get("error"):
            raise RefusalError(problem_in(data, self._redactor))
        if not name and "type" not in data:
            raise GarbledError(message("it is something else"))
        self.has_started = True
        match kind:
            case "message":
                for block in list_at(data, "content"):
                    yield from self._block(block)
                self._reason = text_at(data, "stop_reason") or self._reason
                yield self._counted(data.get("usage"))
                yield self._ended(Finish.STOP)
            case "message_start":
                yield self._counted(inside(data, "message", "usage"))
            case "content_block_start":  # usually empty
                yield from self._block(inside(data, "content_block"))
            case "content_block_delta":
                yield from self._block(inside(data, "delta"))
            case "message_delta":
                self._reason = text_at(data, "delta", "stop_reason") or self._reason
                self._explained = text_at(data, "delta", "stop_details", "explanation") or self._explained
                yield self._counted(data.get("usage"))
            case "message_stop":
                yield self._ended(Finish.STOP)
            case _:
                pass  # pings, ends of blocks, and unknown kinds

    def _block(self, block: object) -> Iterator[Part | Alive]:
        """The parts of a content block, or of a piece of one. The input of a tool call counts as the answer."""
        arguments = inside(block, "input")
        called = json.dumps(arguments, ensure_ascii=False) if isinstance(arguments, Mapping) and arguments else ""
        called = text_at(block, "partial_json") or called
        self._tool = self._tool or text_at(block, "type") in {"tool_use", "input_json_delta"}
        if text := text_at(block, "text") or called:
            self._has_text = True
            yield Text(text)
        elif thought := text_at(block, "thinking"):
            yield Thought(thought)
        else:
            yield Alive()

    def _ended(self, unsaid: Finish) -> Ended:
        finish = _FINISHES.get(self._reason, Finish.STOP) if self._reason else unsaid
        return Ended(finish, self._redactor(self._explained), tool=self._tool)

    def _counted(self, usage: object) -> Usage:
        """The usage so far; the figures are cumulative. `input_tokens` does not include tokens read from or written to
        the cache, so these are added."""
        fresh = count_at(usage, "input_tokens")
        read = count_at(usage, "cache_read_input_tokens")
        written = count_at(usage, "cache_creation_input_tokens")
        out = count_at(usage, "output_tokens")
        before = self._usage
        self._usage = Usage(
            before.tokens_in if fresh is None else max(before.tokens_in or 0, fresh + (read or 0) + (written or 0)),
            before.tokens_out if out is None else out,
            before.tokens_cached if read is None else read,
        )
        return self._usage
