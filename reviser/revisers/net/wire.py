"""What a chat server is to the rest of the program: messages in, a stream of text out.

One file each knows a server's own format (openai.py, anthropic.py, ollama.py); http.py alone knows the network.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from reviser.errors import ReviserError


class Api(StrEnum):
    """The formats that are spoken."""

    OPENAI = "openai"
    ANTHROPIC = "anthropic"
    OLLAMA = "ollama"


class Role(StrEnum):
    """Who says a message."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


class AnswerShape(StrEnum):
    """How an answer's structure is asked for, from the strictest to none; one steps down where a server refuses."""

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
    LENGTH = "length"  # cut off: what is incomplete in it counts for nothing
    REFUSED = "refused"
    UNSAID = "unsaid"  # the connection was closed properly, and nothing said that the answer is whole


@dataclass(frozen=True, slots=True)
class Server:
    """A server as the person set it up. `context`, and the longest `answer`, in tokens, 0 where the server tells it or
    nobody knows; `parallel` requests at once; `key` names where its key is found, never the key itself."""

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
    allowed: str = ""  # the address that the person lets texts go to; one on this machine needs no leave


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """A message of a conversation."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. `messages` begin with the system's, if any, which go to the user where the model is known to take
    none (`system`); the first `stable` of them are the same from request to request, for servers that cache prompts.
    `schema` is JSON schema, sent where `shape` says so."""

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
    """A request goes out, each time that it does: `body` to `path` on the server, without headers. `left_out`: what
    would stand in it, had the server not refused that. `system`: whether what the system says stands as that."""

    path: str
    body: Mapping[str, object]
    left_out: tuple[str, ...] = ()
    system: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """More of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Thought:
    """More of what the model thinks before it answers, where a server tells that apart."""

    text: str


@dataclass(frozen=True, slots=True)
class Usage:
    """The server's own figures, in tokens; None where it gave none. The last one of a stream counts."""

    tokens_in: int | None = None
    tokens_out: int | None = None
    tokens_cached: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """The request is tried again in so many seconds; `why` is a short sentence."""

    seconds: float
    why: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The answer has ended, by what the server said or at the end of the connection. Without it an answer broke off.
    `tool`: some of it was the arguments of a tool call, which are given as text."""

    finish: Finish
    said: str = ""  # the refusal's words
    tool: bool = False


Part = Sent | Text | Thought | Usage | Waiting | Ended


@dataclass(frozen=True, slots=True)
class Model:
    """A model that a server offers; `context`, and its longest `answer`, in tokens, 0 where it does not say."""

    name: str
    context: int = 0
    answer: int = 0


class ServerError(ReviserError):
    """A server did not do what was asked; the sentence says what to do. Tried again already where that makes sense."""


class KeyRefusedError(ServerError):
    """401 or 403: the key is missing, wrong or not allowed to do this."""


class TooLongError(ServerError):
    """The request does not fit the model's context."""


class ShapeRefusedError(ServerError):
    """The server cannot give an answer of this shape (400 or 500 on the schema): step down and ask again."""


class Wire(Protocol):
    """A server, spoken to in its own format."""

    def stream(self, ask: Ask) -> AsyncIterator[Part]:
        """The answer as it comes, behind what is Sent for it; that again for each time it is tried again. Ends after
        `Ended`, or raises ServerError. Closing or cancelling it closes the connection at once."""
        ...

    async def models(self) -> tuple[Model, ...]:
        """What the server offers. ServerError where it does not answer."""
        ...
