"""The format of a small server: what is asked is posted to /ask as JSON; the answer comes as JSON by lines, each with
more of the text, the last with the reason for which it ended. /models lists what is there."""

from collections.abc import Iterator, Mapping

from reviser.revisers.net.redaction import KeyRedactor
from reviser.revisers.net.server_errors import RefusalError, problem_in
from reviser.revisers.net.sse import GarbledError, count_at, list_at, text_at
from reviser.revisers.net.wire import AnswerShape, Ask, Ended, Finish, Model, Part, Text, Usage
from reviser.revisers.net.wire_formats import Adapting, Alive, ChunkReader, Get, name_at, path_of


class Parrot(Adapting):
    """Requests, answers and models in the format of parrot servers."""

    optional = frozenset({"temperature", "seed"})

    def __init__(self, address: str, redactor: KeyRedactor) -> None:
        super().__init__()
        path, _ = path_of(address, ("/ask", "/models"))
        self._base = path.rstrip("/")
        self._redactor = redactor

    def headers(self, key: str) -> Mapping[str, str]:
        return {"X-Parrot-Key": key} if key else {}

    def body(self, ask: Ask) -> dict[str, object]:
        lines = [f"{message.role.value}: {message.text}" for message in ask.messages]
        body: dict[str, object] = {"model": ask.model, "prompt": "\n\n".join(lines), "limit": ask.max_tokens}
        if ask.temperature is not None:
            body["temperature"] = ask.temperature
        if ask.seed is not None:
            body["seed"] = ask.seed
        if ask.shape is AnswerShape.SCHEMA and ask.schema is not None:
            body["schema"] = self.form(ask)
        return body

    def request(self, ask: Ask) -> tuple[str, Mapping[str, object]]:
        return f"{self._base}/ask", self.adapted(ask)

    def reader(self) -> "ParrotReader":
        return ParrotReader(self._redactor)

    async def models(self, get: Get) -> tuple[Model, ...]:
        listed = list_at(await get(f"{self._base}/models"), "models")
        names = [name_at(entry, "name", self._redactor) for entry in listed]
        return tuple(Model(name) for name in names if name)


class ParrotReader(ChunkReader):
    """{"say": TEXT} for more of the answer, {"end": REASON, "tokens": COUNT} last, {"error": WORDS} where it fails."""

    def _parts(self, _: str, data: Mapping[str, object]) -> Iterator[Part | Alive]:
        if "error" in data:
            raise RefusalError(problem_in(data, self._redactor))
        if "say" not in data and "end" not in data:
            raise GarbledError("a line is not part of an answer")
        self.has_started = True
        if text := text_at(data, "say"):
            self._has_text = True
            yield Text(text)
        if reason := text_at(data, "end"):
            yield Usage(tokens_out=count_at(data, "tokens"))
            yield Ended(Finish.LENGTH if reason == "limit" else Finish.STOP)

    def _ended(self, unsaid: Finish) -> Ended:
        return Ended(unsaid)
