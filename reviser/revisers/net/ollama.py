"""Ollama's own format. Its OpenAI-compatible format cannot set how much context a model gets, so long prompts would be
cut.

Sources: Ollama's `docs/api.md` (chat, tags, show) and `docs.ollama.com/api/streaming` and `/api/errors`, and the types
of ollama-python (`_types.py`). An error inside a stream is a line `{"error": "…"}`."""

import asyncio
from collections.abc import Iterator, Mapping

from reviser.messages import message
from reviser.revisers.net.redaction import KeyRedactor
from reviser.revisers.net.server_errors import RefusalError, problem_in
from reviser.revisers.net.sse import GarbledError, count_at, inside, list_at, text_at
from reviser.revisers.net.wire import AnswerShape, Ask, Ended, Finish, Model, Part, ServerError, Text, Thought, Usage
from reviser.revisers.net.wire_formats import (
    Adapting,
    Alive,
    ChunkReader,
    Get,
    arguments_in,
    name_at,
    path_of,
    words_in,
)

MOST_SHOWN = 30  # models whose context is requested
AT_ONCE = 4  # requests for it at the same time


class Ollama(Adapting):
    """Requests, answers and lists of models in Ollama's format. An ending /v1 or /api of the address is removed."""

    def __init__(self, address: str, redactor: KeyRedactor) -> None:
        super().__init__()
        path, _ = path_of(address, ("/api/chat", "/api/generate", "/api/tags", "/chat/completions"))
        self._base = path.rstrip("/").removesuffix("/v1").removesuffix("/api")
        self._redactor = redactor

    def headers(self, key: str) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {key}"} if key else {}

    def body(self, ask: Ask) -> dict[str, object]:
        options: dict[str, object] = {"num_predict": ask.max_tokens}
        if ask.context:
            options["num_ctx"] = ask.context
        if ask.temperature is not None:
            options["temperature"] = ask.temperature
        if ask.seed is not None:
            options["seed"] = ask.seed
        body: dict[str, object] = {
            "model": ask.model,
            "messages": [{"role": message.role.value, "content": message.text} for message in ask.messages],
            "stream": True,
            "options": options,
        }
        if ask.shape is AnswerShape.SCHEMA and ask.schema is not None:
            body["format"] = self.form(ask)
        elif ask.shape is not AnswerShape.PLAIN:
            body["format"] = "json"
        return body

    def request(self, ask: Ask) -> tuple[str, Mapping[str, object]]:
        return f"{self._base}/api/chat", self.adapted(ask)

    def reader(self) -> "OllamaReader":
        return OllamaReader(self._redactor)

    async def models(self, get: Get) -> tuple[Model, ...]:
        listed = list_at(await get(f"{self._base}/api/tags"), "models")
        found = [[name_at(entry, key, self._redactor) for key in ("model", "name")] for entry in listed]
        names = [model or name for model, name in found if model or name]
        room = asyncio.Semaphore(AT_ONCE)

        async def context(name: str) -> int:
            try:
                async with room:
                    shown = await get(f"{self._base}/api/show", {"model": name})
            except ServerError:
                return 0
            family = text_at(shown, "model_info", "general.architecture")
            return count_at(shown, "model_info", f"{family}.context_length") or 0

        contexts = await asyncio.gather(*map(context, names[:MOST_SHOWN]))
        return tuple(Model(name, context) for name, context in zip(names, [*contexts, *[0] * len(names)], strict=False))


class OllamaReader(ChunkReader):
    """Reads a stream of JSON lines, or one whole answer. The answer is complete with an object that has `done`."""

    def __init__(self, redactor: KeyRedactor) -> None:
        super().__init__(redactor)
        self._tool = False

    def _parts(self, _: str, data: Mapping[str, object]) -> Iterator[Part | Alive]:
        if data.get("error"):
            raise RefusalError(problem_in(data, self._redactor))
        if "message" not in data and "done" not in data:
            raise GarbledError(message("a line is not part of an answer"))
        self.has_started = True
        if thought := text_at(data, "message", "thinking"):
            yield Thought(thought)
        for part in words_in(inside(data, "message", "content")):
            self._has_text = self._has_text or isinstance(part, Text)
            yield part
        for call in list_at(data, "message", "tool_calls"):
            if arguments := arguments_in(inside(call, "function")):
                self._has_text = self._tool = True
                yield Text(f"{arguments}\n")
        if inside(data, "done") is True:
            yield Usage(count_at(data, "prompt_eval_count"), count_at(data, "eval_count"))
            finish = Finish.LENGTH if text_at(data, "done_reason") == "length" else Finish.STOP
            yield Ended(finish, tool=self._tool)

    def _ended(self, unsaid: Finish) -> Ended:
        return Ended(unsaid, tool=self._tool)
