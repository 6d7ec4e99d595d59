"""The interface of a chat server to the rest of the program: messages in, a stream of text out.

Each wire format has its own file (openai.py, anthropic.py, ollama.py). Only http.py uses the network."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from reviser.errors import ReviserError


class Api(StrEnum):
    """The wire formats."""

    OPENAI = "openai"
    ANTHROPIC = "anthropic"
    OLLAMA = "ollama"


class Role(StrEnum):
    """The author of a message."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


class AnswerShape(StrEnum):
    """How the structure of an answer is requested, from the strictest to none. If a server refuses one, the next is
    used."""

    SCHEMA = "schema"
    OBJECT = "object"
    PLAIN = "plain"


class Asking(StrEnum):
    """How the person wants a model to be asked for edits."""

    AUTOMATIC = "automatic"  # for a list while it can give one, else sentence by sentence
    LIST = "list"
    SENTENCE = "sentence"


class Finish(StrEnum):
    """How an answer ended."""

    STOP = "stop"
    LENGTH = "length"  # cut off: an incomplete edit at its end is ignored
    REFUSED = "refused"
    UNSAID = "unsaid"  # the connection was closed properly, without a sign that the answer is complete


@dataclass(frozen=True, slots=True)
class Server:
    """A server as the person has configured it. `context` and `answer` (the longest answer) are in tokens; 0 if the
    server tells them or nobody knows. `parallel`: requests at the same time. `key` says where the key is stored, and is
    never the key itself."""

    name: str
    api: Api
    address: str
    model: str = ""
    key: str = ""
    context: int = 0
    answer: int = 0
    parallel: int = 2
    ca_file: str = ""
    plain_http: bool = False  # the person allowed http to another machine
    asking: Asking = Asking.AUTOMATIC
    allowed: str = ""  # the address to which the person allows texts to be sent; not needed for this machine


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """A message of a conversation."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. `messages` begin with the system messages, if any; without `system` their words are sent as the
    user's, because the model is known not to accept them. The first `stable` messages are the same in each request, for
    servers that cache prompts. `schema` is a JSON schema, which is sent if `shape` is SCHEMA."""

    model: str
    messages: tuple[ChatMessage, ...]
    schema: Mapping[str, object] | None = None
    shape: AnswerShape = AnswerShape.PLAIN
    max_tokens: int = 4096
    temperature: float | None = None
    seed: int | None = None
    stable: int = 0
    context: int = 0  # tokens that the server should make room for, 0 for its own choice
    system: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """A request is being sent: `body` to `path` on the server, without headers. It comes again for each attempt.
    `left_out`: parameters that the server has refused before. `system`: whether the system's words are sent as system
    messages."""

    path: str
    body: Mapping[str, object]
    left_out: tuple[str, ...] = ()
    system: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """More text of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Thought:
    """More text of the model's thinking, from servers that separate it from the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Usage:
    """The server's own figures, in tokens; None if it gave none. The last one of a stream counts."""

    tokens_in: int | None = None
    tokens_out: int | None = None
    tokens_cached: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """The request is tried again in `seconds`. `why` is a short sentence."""

    seconds: float
    why: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The answer has ended, as the server said, or with the connection. A stream without it broke off. `said`: the
    words of a refusal. `tool`: part of the answer was the arguments of a tool call, which are given as text."""

    finish: Finish
    refusal: str = ""  # the refusal's words
    tool: bool = False


Part = Sent | Text | Thought | Usage | Waiting | Ended


@dataclass(frozen=True, slots=True)
class Model:
    """A model that a server offers. `context` and `answer` (its longest answer) are in tokens; 0 if the server does not
    say."""

    name: str
    context: int = 0
    answer: int = 0


class ServerError(ReviserError):
    """A server did not do what was asked. The message says what to do. The request has already been repeated if that
    made sense."""


class KeyRefusedError(ServerError):
    """Status 401 or 403: the key is missing, wrong, or not allowed to do this."""


class TooLongError(ServerError):
    """The request does not fit the model's context."""


class ShapeRefusedError(ServerError):
    """The server cannot give an answer of this shape (status 400 or 500 for the schema). The caller asks for a simpler
    one."""


class Wire(Protocol):
    """A server, in its own wire format."""

    def stream(self, ask: Ask) -> AsyncIterator[Part]:
        """Yield the parts of the answer as they arrive, after a Sent; both again for each new attempt. Ends after
        `Ended`, or raises ServerError. Closing the generator or cancelling closes the connection at once."""
        ...

    async def models(self) -> tuple[Model, ...]:
        """The models that the server offers. Raises ServerError if it does not answer."""
        ...
