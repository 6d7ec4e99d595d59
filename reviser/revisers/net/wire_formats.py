"""What a wire format is to the network: how a request is written, and how an answer is read."""

import json
from abc import abstractmethod
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import urlsplit

from reviser.revisers.net.redaction import KeyRedactor
from reviser.revisers.net.server_errors import ServerProblem, refuses_system, rejects
from reviser.revisers.net.sse import Chunks, GarbledError, inside, text_at
from reviser.revisers.net.wire import Ask, ChatMessage, Ended, Finish, Model, Part, Role, Text, Thought


@dataclass(frozen=True, slots=True)
class Alive:
    """The model works, and nothing of what it does can be shown."""


class AnswerReader(Protocol):
    """One answer as it arrives."""

    @property
    def has_started(self) -> bool:
        """Whether anything of the format has been read."""
        ...

    @property
    def finished(self) -> bool:
        """Whether the server has said how the answer ended: what follows is only figures."""
        ...

    def feed(self, data: bytes) -> Iterator[Part | Alive]:
        """What `data` completes; the last part is Ended. GarbledError or RefusalError after what was good before."""
        ...

    def finish(self) -> Iterator[Part | Alive]:
        """What the end of the connection completes; Ended last, or an error as for `feed`."""
        ...


class ChunkReader:
    """A Reader of an answer in chunks, or of one whole. Complete with a reason, or what else says so; a proper end of
    the connection after some of it may be one of a whole answer."""

    def __init__(self, redactor: KeyRedactor) -> None:
        self.has_started = False
        self._redactor = redactor
        self._chunks = Chunks()
        self._reason = ""  # why it ended
        self._said = False  # some of the answer has come

    @property
    def finished(self) -> bool:
        return bool(self._reason)

    @abstractmethod
    def _parts(self, name: str, found: Mapping[str, object]) -> Iterator[Part | Alive]:
        """What one chunk brings, of the event with this name. GarbledError or RefusalError."""

    @abstractmethod
    def _ended(self, unsaid: Finish) -> Ended:
        """How the answer ended; `unsaid` where it gave no reason."""

    def feed(self, data: bytes) -> Iterator[Part | Alive]:
        """As Reader has it."""
        for name, found in self._chunks.feed(data):
            yield from self._parts(name, found)
        if self._chunks.done:
            yield self._ended(Finish.STOP)

    def finish(self) -> Iterator[Part | Alive]:
        """As Reader has it."""
        try:
            for name, found in self._chunks.finish():
                for part in self._parts(name, found):
                    yield part
                    if isinstance(part, Ended):
                        return
        except GarbledError:
            if not self._reason:
                raise
        if self._chunks.done or self._reason:
            yield self._ended(Finish.STOP)
        elif self._said:
            yield self._ended(Finish.UNSAID)
        else:
            raise GarbledError("")


Get = Callable[..., Awaitable[object]]  # get(path) or get(path, body to post), gives JSON; ServerError


class WireFormat(Protocol):
    """One wire format, spoken to one server."""

    def headers(self, key: str) -> Mapping[str, str]:
        """What is sent with every request; `key` may be empty."""
        ...

    def request(self, ask: Ask) -> tuple[str, Mapping[str, object]]:
        """Path under the server's address, and the body."""
        ...

    def left_out(self, ask: Ask) -> tuple[str, ...]:
        """What the request does not say, since the server refused it."""
        ...

    def takes_system(self, ask: Ask) -> bool:
        """Whether the request says what the system says as that."""
        ...

    def reader(self) -> AnswerReader:
        """For one answer."""
        ...

    def adapt(self, problem: ServerProblem, body: Mapping[str, object]) -> bool:
        """Whether the request can be written otherwise, now that `body` was refused so; remembered."""
        ...

    async def models(self, get: Get) -> tuple[Model, ...]:
        """What the server offers."""
        ...


class Adapting:
    """Leaves out, or calls otherwise, what a server does not take, and tells the user what a model does not take as the
    system's words; remembered as long as the format is."""

    optional: frozenset[str] = frozenset()
    others: Mapping[str, str] = {}  # another name for the same

    def __init__(self) -> None:
        self._without: set[str] = set()
        self._renamed: dict[str, str] = {}
        self._without_system: set[str] = set()  # models
        self._without_most = False  # lists in schemas that have no limit

    @abstractmethod
    def body(self, ask: Ask) -> dict[str, object]:
        """The request as the format has it."""

    def adapted(self, ask: Ask) -> dict[str, object]:
        """The request as this server takes it."""
        return {name: value for name, value in self._renamed_body(ask).items() if name not in self._without}

    def left_out(self, ask: Ask) -> tuple[str, ...]:
        """As Format has it."""
        return tuple(name for name in self._renamed_body(ask) if name in self._without)

    def takes_system(self, ask: Ask) -> bool:
        """As Format has it."""
        return ask.system and ask.model not in self._without_system

    def form(self, ask: Ask) -> object:
        """The schema of an answer as this server knows schemas."""
        return without_most(ask.schema) if self._without_most else ask.schema

    def _renamed_body(self, ask: Ask) -> dict[str, object]:
        ask = ask if self.takes_system(ask) else without_system(ask)
        return {self._renamed.get(name, name): value for name, value in self.body(ask).items()}

    def adapt(self, problem: ServerProblem, body: Mapping[str, object]) -> bool:
        """As Format has it."""
        model = text_at(body, "model")
        if problem.status in {400, 422, 500} and "maxItems" in problem.words and not self._without_most:
            self._without_most = True
            return True
        if refuses_system(problem) and model not in self._without_system:
            self._without_system.add(model)
            return True
        changeable = {name: value for name, value in body.items() if name in self.optional or name in self.others}
        name = rejects(problem, changeable)
        if name in self.others and self.others[name] not in self._renamed:
            self._renamed = {name: self.others[name]}
            return True
        if name in self.optional:
            self._without.add(name)
            return True
        return False


def without_most(schema: object) -> object:
    """A schema whose lists have no limit: Anthropic's and some others do not know one."""
    if isinstance(schema, Mapping):
        return {name: without_most(value) for name, value in schema.items() if name != "maxItems"}
    return schema


def without_system(ask: Ask) -> Ask:
    """The same, with the words of the system at the beginning of the user's first message."""
    said = [message.text for message in ask.messages if message.role is Role.SYSTEM]
    rest = [message for message in ask.messages if message.role is not Role.SYSTEM]
    first = next((n for n, message in enumerate(rest) if message.role is Role.USER), None)
    if not said:
        return ask
    if first is None:
        rest.append(ChatMessage(Role.USER, "\n\n".join(said)))
    else:
        rest[first] = ChatMessage(Role.USER, "\n\n".join((*said, rest[first].text)))
    return replace(ask, messages=tuple(rest), stable=0)


def path_of(address: str, endings: tuple[str, ...]) -> tuple[str, str]:
    """The path that an address's endpoints lie under, and what follows each of them ("?api-version=…"). The address may
    be that of an endpoint, which is one of `endings`; the path is then told by "/" at its end, be it the only sign."""
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    for ending in endings:
        if path.endswith(ending):
            return f"{path.removesuffix(ending)}/", query
    return path, query


def name_at(entry: object, key: str, redactor: KeyRedactor) -> str:
    """The model's name that stands at `key`, empty where there is none. None is what holds the key of the server, and
    what cannot be printed, or sent: names are shown, kept and sent back."""
    name = text_at(entry, key)
    return name if name.isprintable() and not redactor.reveals(name) else ""


def words_in(content: object) -> Iterator[Text | Thought]:
    """The text of a message's content, be it a string or a list of typed parts, and what in it is thinking."""
    if isinstance(content, str):
        if content:
            yield Text(content)
        return
    for part in content if isinstance(content, list) else []:
        kind = text_at(part, "type")
        if isinstance(part, str):
            yield Text(part)
        elif "think" in kind or "reason" in kind:
            said = "".join(_strings(part, ("thinking", "text", "reasoning", "summary", "content")))
            if said:
                yield Thought(said)
        elif text := text_at(part, "text"):
            yield Text(text)


def arguments_in(function: object) -> str:
    """The arguments of a tool call, as the text of JSON."""
    arguments = inside(function, "arguments")
    if isinstance(arguments, str):
        return arguments
    return json.dumps(arguments, ensure_ascii=False) if isinstance(arguments, Mapping) and arguments else ""


def _strings(found: object, names: tuple[str, ...], deep: int = 4) -> Iterator[str]:
    """The strings that stand under `names` in JSON, at any depth down to `deep`."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, list) and deep:
        for each in found:
            yield from _strings(each, names, deep - 1)
    elif isinstance(found, Mapping) and deep:
        for name in names:
            if name in found:
                yield from _strings(found[name], names, deep - 1)


def under(path: str, version: str) -> str:
    """The path of `version` (like "/v1") under an address's path, which may have it already."""
    path = path.rstrip("/")
    return path if path.endswith(version) else path + version
