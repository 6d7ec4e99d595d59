"""OpenAI's chat completions, the format of most servers: llama-server, vLLM, LM Studio, OpenRouter and many services.

Sources: the types of openai-python (`types/chat/chat_completion_chunk.py`, `completion_usage.py`, `model.py`) and
OpenAI's API reference for requests and streams; llama.cpp's `tools/server/README.md` for `/props` and `owned_by`;
vLLM's `ModelCard` for `max_model_len`; OpenRouter's documentation for `context_length` and errors in a stream; LM
Studio's REST API for `/api/v0/models`."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

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

SCHEMA_NAME = "answer"
ENDPOINTS = ("/chat/completions", "/completions", "/models", "/responses")

_FINISHES = {"length": Finish.LENGTH, "max_tokens": Finish.LENGTH, "content_filter": Finish.REFUSED}
_OF_AN_ANSWER = {"choices", "usage", "object", "id"}


class OpenAI(Adapting):
    """Requests, answers and lists of models in OpenAI's format. The address ends in /v1, in another path with a
    version, or in the path of an endpoint; one without a path gets /v1. Azure has a query and its own header for the
    key."""

    optional = frozenset({"temperature", "seed", "stream_options", "max_tokens", "max_completion_tokens"})
    others: Mapping[str, str] = {"max_tokens": "max_completion_tokens"}

    def __init__(self, address: str, redactor: KeyRedactor) -> None:
        super().__init__()
        parts = urlsplit(address)
        self._host = parts.hostname or ""
        path, self._query = path_of(address, ENDPOINTS)
        self._base = path.rstrip("/") if path else "/v1"
        self._azure = self._host.endswith(".azure.com") or "api-version=" in self._query
        self._redactor = redactor

    def headers(self, key: str) -> Mapping[str, str]:
        name, value = ("api-key", key) if self._azure else ("Authorization", f"Bearer {key}")
        headers = {name: value} if key else {}
        if self._host.endswith("openrouter.ai"):
            headers["X-Title"] = "reviser"
        return headers

    def body(self, ask: Ask) -> dict[str, object]:
        body: dict[str, object] = {
            "model": ask.model,
            "messages": [{"role": message.role.value, "content": message.text} for message in ask.messages],
            "stream": True,
            "stream_options": {"include_usage": True},
            "max_tokens": ask.max_tokens,
        }
        if ask.temperature is not None:
            body["temperature"] = ask.temperature
        if ask.seed is not None:
            body["seed"] = ask.seed
        if ask.shape is AnswerShape.SCHEMA and ask.schema is not None:
            form = {"name": SCHEMA_NAME, "strict": True, "schema": self.form(ask)}
            body["response_format"] = {"type": "json_schema", "json_schema": form}
        elif ask.shape is not AnswerShape.PLAIN:
            body["response_format"] = {"type": "json_object"}
        return body

    def request(self, ask: Ask) -> tuple[str, Mapping[str, object]]:
        return f"{self._base}/chat/completions{self._query}", self.adapted(ask)

    def reader(self) -> "OpenAIReader":
        return OpenAIReader(self._redactor)

    async def models(self, get: Get) -> tuple[Model, ...]:
        listed = await get(f"{self._base}/models{self._query}")
        entries = list_at(listed, "data")
        models = {name: _context(entry) for entry in entries if (name := name_at(entry, "id", self._redactor))}
        answers = {text_at(entry, "id"): _answer(entry) for entry in entries}
        owners = {text_at(entry, "owned_by") for entry in entries}
        if "llamacpp" in owners:
            # The list has the context that the model was trained with; /props has the one that the server uses.
            served = count_at(await _optional_get(get, f"{self._root}/props"), "default_generation_settings", "n_ctx")
            models = {name: served or context for name, context in models.items()}
        elif "organization_owner" in owners and not any(models.values()):
            found = list_at(await _optional_get(get, f"{self._root}/api/v0/models"), "data")
            contexts = {text_at(entry, "id"): _context(entry) for entry in found}
            models = {name: contexts.get(name, 0) for name in models}
        return tuple(Model(name, context, answers.get(name, 0)) for name, context in models.items())

    @property
    def _root(self) -> str:
        """The path without /v1, under which servers have endpoints of their own."""
        return self._base.removesuffix("/v1")


def _context(entry: object) -> int:
    """The context of a model in a list, in tokens; 0 if the entry does not have it."""
    for path in (("loaded_context_length",), ("max_model_len",), ("context_length",), ("max_context_length",)):
        if found := count_at(entry, *path):
            return found
    return count_at(entry, "meta", "n_ctx") or count_at(entry, "meta", "n_ctx_train") or 0


def _answer(entry: object) -> int:
    """The longest answer of a model in a list, in tokens; 0 if the entry does not have it."""
    for path in (("top_provider", "max_completion_tokens"), ("max_completion_tokens",), ("max_output_tokens",)):
        if found := count_at(entry, *path):
            return found
    return 0


async def _optional_get(get: Get, path: str) -> object:
    """JSON from an endpoint that is not in the standard; None if the server does not have it."""
    try:
        return await get(path)
    except ServerError:
        return None


class OpenAIReader(ChunkReader):
    """Reads a stream of chat completion chunks, or one whole chat completion. The answer is complete with a finish
    reason or `[DONE]`."""

    def __init__(self, redactor: KeyRedactor) -> None:
        super().__init__(redactor)
        self._refusal: list[str] = []
        self._calls = 0

    def _parts(self, name: str, chunk: Mapping[str, object]) -> Iterator[Part | Alive]:
        if chunk.get("error"):
            raise RefusalError(problem_in(chunk, self._redactor))
        if not name and not chunk.keys() & _OF_AN_ANSWER:
            raise GarbledError(message("it is something else"))
        self.has_started = True
        choice = inside(chunk, "choices", 0)
        answer = inside(choice, "delta") or inside(choice, "message")
        if thought := text_at(answer, "reasoning_content") or text_at(answer, "reasoning"):
            yield Thought(thought)
        for part in words_in(inside(answer, "content")):
            self._has_text = self._has_text or isinstance(part, Text)
            yield part
        for call in (*list_at(answer, "tool_calls"), inside(answer, "function_call")):
            yield from self._call(call)
        if refusal := text_at(answer, "refusal"):
            self._refusal.append(refusal)
            yield Alive()
        whole = isinstance(inside(choice, "message"), Mapping) and not inside(choice, "delta")
        self._reason = text_at(choice, "finish_reason") or self._reason or ("stop" if whole else "")
        usage = chunk.get("usage")
        if isinstance(usage, Mapping):
            yield Usage(
                count_at(usage, "prompt_tokens"),
                count_at(usage, "completion_tokens"),
                count_at(usage, "prompt_tokens_details", "cached_tokens"),
            )

    def _call(self, call: object) -> Iterator[Text]:
        """The text of a tool call, or of a piece of one: its arguments count as the answer."""
        function = inside(call, "function") or call
        if name := text_at(function, "name"):
            self._calls += 1
            if self._calls > 1 and name:
                yield Text("\n")
        if arguments := arguments_in(function):
            self._calls = self._calls or 1
            self._has_text = True
            yield Text(arguments)

    def _ended(self, unsaid: Finish) -> Ended:
        if self._reason == "error":  # OpenRouter's reason if the service behind it failed
            raise GarbledError(message("the service behind it failed"))
        finish = _FINISHES.get(self._reason, Finish.STOP) if self._reason else unsaid
        finish = Finish.REFUSED if self._refusal else finish
        return Ended(finish, self._redactor("".join(self._refusal)), tool=self._calls > 0)
