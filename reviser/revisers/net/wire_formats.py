"""The interface of a wire format to the network: how a request is written and how an answer is read."""

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
    """The model is at work, and there is nothing to show."""


_LIMITS = ("maxItems", "maxLength")  # of a schema: how long a list or a text may be


class AnswerReader(Protocol):
    """Reads one answer as it arrives."""

    @property
    def has_started(self) -> bool:
        """Whether anything in this format has been read."""
        ...

    @property
    def finished(self) -> bool:
        """Whether the server has given the reason why the answer ended. Only figures can follow."""
        ...

    def feed(self, data: bytes) -> Iterator[Part | Alive]:
        """The parts that `data` completes; the last part of an answer is Ended. Raises GarbledError or RefusalError
        after the parts that were good."""
        ...

    def finish(self) -> Iterator[Part | Alive]:
        """The parts that the end of the connection completes, Ended last. Raises as `feed`."""
        ...


class ChunkReader:
    """Reads an answer that comes in JSON objects. The answer is complete with a finish reason or another mark of the
    format. If the connection ends properly after some text, the answer may be complete too."""

    def __init__(self, redactor: KeyRedactor) -> None:
        self.has_started = False
        self._redactor = redactor
        self._chunks = Chunks()
        self._reason = ""  # why the answer ended
        self._has_text = False  # whether some text of the answer has arrived

    @property
    def finished(self) -> bool:
        return bool(self._reason)

    @abstractmethod
    def _parts(self, name: str, data: Mapping[str, object]) -> Iterator[Part | Alive]:
        """The parts in one object, `data`, which came in an event with this name. Raises GarbledError or
        RefusalError."""

    @abstractmethod
    def _ended(self, unsaid: Finish) -> Ended:
        """How the answer ended; with `unsaid` if it gave no reason."""

    def feed(self, data: bytes) -> Iterator[Part | Alive]:
        """As `AnswerReader.feed`."""
        for name, parsed in self._chunks.feed(data):
            yield from self._parts(name, parsed)
        if self._chunks.done:
            yield self._ended(Finish.STOP)

    def finish(self) -> Iterator[Part | Alive]:
        """As `AnswerReader.finish`."""
        try:
            for name, data in self._chunks.finish():
                for part in self._parts(name, data):
                    yield part
                    if isinstance(part, Ended):
                        return
        except GarbledError:
            if not self._reason:
                raise
        if self._chunks.done or self._reason:
            yield self._ended(Finish.STOP)
        elif self._has_text:
            yield self._ended(Finish.UNSAID)
        else:
            raise GarbledError("")


Get = Callable[..., Awaitable[object]]  # get(path), or get(path, body to post): returns parsed JSON, raises ServerError


class WireFormat(Protocol):
    """One wire format for one server."""

    def headers(self, key: str) -> Mapping[str, str]:
        """The headers of every request. `key` may be ""."""
        ...

    def request(self, ask: Ask) -> tuple[str, Mapping[str, object]]:
        """The path on the server, and the body."""
        ...

    def left_out(self, ask: Ask) -> tuple[str, ...]:
        """The parameters that are missing in the request because the server has refused them."""
        ...

    def takes_system(self, ask: Ask) -> bool:
        """Whether system messages are sent as such."""
        ...

    def reader(self) -> AnswerReader:
        """A reader for one answer."""
        ...

    def adapt(self, problem: ServerProblem, body: Mapping[str, object]) -> bool:
        """Whether the request can be written differently after `body` was refused. The change is kept for later
        requests."""
        ...

    async def models(self, get: Get) -> tuple[Model, ...]:
        """The models that the server offers. `get` requests JSON."""
        ...


class Adapting:
    """A wire format that adapts to a server. It leaves out or renames parameters that the server refuses, and sends
    system messages as the user's if the model refuses them. The changes last as long as this object."""

    optional: frozenset[str] = frozenset()
    others: Mapping[str, str] = {}  # the other name of a parameter

    def __init__(self) -> None:
        self._without: set[str] = set()
        self._renamed: dict[str, str] = {}
        self._without_system: set[str] = set()  # models that refuse system messages
        self._without_most = False  # whether limits are left out of schemas

    @abstractmethod
    def body(self, ask: Ask) -> dict[str, object]:
        """The body of the request, before any adaptation."""

    def adapted(self, ask: Ask) -> dict[str, object]:
        """The body of the request as this server accepts it."""
        return {name: value for name, value in self._renamed_body(ask).items() if name not in self._without}

    def left_out(self, ask: Ask) -> tuple[str, ...]:
        """As `WireFormat.left_out`."""
        return tuple(name for name in self._renamed_body(ask) if name in self._without)

    def takes_system(self, ask: Ask) -> bool:
        """As `WireFormat.takes_system`."""
        return ask.system and ask.model not in self._without_system

    def form(self, ask: Ask) -> object:
        """The schema of an answer, without limits if this server refuses them."""
        return without_most(ask.schema) if self._without_most else ask.schema

    def _renamed_body(self, ask: Ask) -> dict[str, object]:
        ask = ask if self.takes_system(ask) else without_system(ask)
        return {self._renamed.get(name, name): value for name, value in self.body(ask).items()}

    def adapt(self, problem: ServerProblem, body: Mapping[str, object]) -> bool:
        """As `WireFormat.adapt`."""
        model = text_at(body, "model")
        if problem.status in {400, 422, 500} and not self._without_most:
            self._without_most = any(limit in problem.words for limit in _LIMITS)
            if self._without_most:
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
    """The schema without limits, which Anthropic's API and some other servers do not support."""
    if isinstance(schema, Mapping):
        return {name: without_most(value) for name, value in schema.items() if name not in _LIMITS}
    return schema


def without_system(ask: Ask) -> Ask:
    """The request with the text of its system messages at the beginning of the user's first message."""
    texts = [message.text for message in ask.messages if message.role is Role.SYSTEM]
    rest = [message for message in ask.messages if message.role is not Role.SYSTEM]
    first = next((n for n, message in enumerate(rest) if message.role is Role.USER), None)
    if not texts:
        return ask
    if first is None:
        rest.append(ChatMessage(Role.USER, "\n\n".join(texts)))
    else:
        rest[first] = ChatMessage(Role.USER, "\n\n".join((*texts, rest[first].text)))
    return replace(ask, messages=tuple(rest), stable=0)


def path_of(address: str, endings: tuple[str, ...]) -> tuple[str, str]:
    """The path under which the endpoints of an address are, and the query that follows each of them ("?api-version=…").
    If the address is that of an endpoint, with one of `endings`, that is removed and the path ends in "/"."""
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    for ending in endings:
        if path.endswith(ending):
            return f"{path.removesuffix(ending)}/", query
    return path, query


def name_at(entry: object, key: str, redactor: KeyRedactor) -> str:
    """The model's name at `key`. "" if there is none, if it contains the server's key, or if it cannot be printed:
    names are displayed, stored and sent back."""
    name = text_at(entry, key)
    return name if name.isprintable() and not redactor.reveals(name) else ""


def words_in(content: object) -> Iterator[Text | Thought]:
    """The text and the thinking in a message's content, which is a string or a list of typed parts."""
    if isinstance(content, str):
        if content:
            yield Text(content)
        return
    for part in content if isinstance(content, list) else []:
        kind = text_at(part, "type")
        if isinstance(part, str):
            yield Text(part)
        elif "think" in kind or "reason" in kind:
            thinking = "".join(_strings(part, ("thinking", "text", "reasoning", "summary", "content")))
            if thinking:
                yield Thought(thinking)
        elif text := text_at(part, "text"):
            yield Text(text)


def arguments_in(function: object) -> str:
    """The arguments of a tool call, as JSON text."""
    arguments = inside(function, "arguments")
    if isinstance(arguments, str):
        return arguments
    return json.dumps(arguments, ensure_ascii=False) if isinstance(arguments, Mapping) and arguments else ""


def _strings(value: object, names: tuple[str, ...], deep: int = 4) -> Iterator[str]:
    """The strings under the keys `names` in JSON, down to a depth of `deep`."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and deep:
        for each in value:
            yield from _strings(each, names, deep - 1)
    elif isinstance(value, Mapping) and deep:
        for name in names:
            if name in value:
                yield from _strings(value[name], names, deep - 1)


def under(path: str, version: str) -> str:
    """The path of `version` (such as "/v1") under the path of an address, which may already end in it."""
    path = path.rstrip("/")
    return path if path.endswith(version) else path + version
