"""One model on one server, asked and listened to: every request leaves a record, however it ends, and what the server
cannot do is remembered, so that it is asked for something simpler the next time.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from reviser.core.exchange import Exchange
from reviser.errors import ReviserError
from reviser.revisers.base import Output, Unusable
from reviser.revisers.chat.schema import Malformed, one_line
from reviser.revisers.chat.sent import as_sent
from reviser.revisers.chat.stream import Entries
from reviser.revisers.wire import (
    Ask,
    Ended,
    Finish,
    Message,
    Part,
    Sent,
    Server,
    ServerError,
    Shape,
    ShapeRefusedError,
    Text,
    Usage,
    Waiting,
    Wire,
)

INVALID_TO_STEP = 2  # answers in a row that are no list, before something simpler is asked for
MOST_ENTRIES = 200  # in one answer; what goes on beyond is not read
_CHARACTERS_PER_TOKEN = 16  # an answer beyond so many for each allowed token does not end by itself
_LONGEST_SAID = 200
_CANCELLED, _FAILED = "cancelled", "failed"  # how an Exchange ended, beside a Finish

_ATTEMPTS = 7  # at one question: every rung of the ladder twice, and once more

T = TypeVar("T")
Sink = Callable[[Output], None]


class Mode(StrEnum):
    """How edits are asked for, from the strictest to what the weakest model can do."""

    SCHEMA = "schema"
    OBJECT = "object"
    PLAIN = "plain"
    SENTENCES = "sentences"  # one at a time, answered in plain text


_LADDER = tuple(Mode)
_SHAPES = {Mode.SCHEMA: Shape.SCHEMA, Mode.OBJECT: Shape.OBJECT}


class Abilities(Protocol):
    """Remembers how a model on a server is asked; `key` names both."""

    def mode(self, key: str) -> Mode | None: ...

    def remember(self, key: str, mode: Mode) -> None: ...


@dataclass
class Remembered:
    """Abilities for one run of the program."""

    modes: dict[str, Mode] = field(default_factory=dict)

    def mode(self, key: str) -> Mode | None:
        return self.modes.get(key)

    def remember(self, key: str, mode: Mode) -> None:
        self.modes[key] = mode


class CutOffError(ReviserError):
    """The answer was longer than it may be; what was complete in it has been taken."""


class RefusedError(ReviserError):
    """The model does not want to do this."""


class NoListError(ReviserError):
    """The model gives no list, however it is asked."""


@dataclass(frozen=True, slots=True)
class Question:
    """`messages` to send, for a list under `key` as `schema` has it (plain text where that is empty). `purpose` and
    `prompt` are kept with the answer."""

    purpose: str
    prompt: str
    messages: tuple[Message, ...]
    key: str = ""
    schema: Mapping[str, object] | None = None
    max_tokens: int = 4096


class Talk:
    """A conversation partner. Each question stands alone."""

    def __init__(
        self,
        wire: Wire,
        server: Server,
        model: str,
        abilities: Abilities,
        clock: Callable[[], float],
        *,
        context: int = 0,
        temperature: float | None = None,
        seed: int | None = None,
    ) -> None:
        """`clock` counts seconds; `context` in tokens is what the server should make room for, 0 for its own choice."""
        self.server = server
        self.model = model
        self._wire = wire
        self._abilities = abilities
        self._clock = clock
        self._context = context
        self._temperature = temperature
        self._seed = seed
        self._invalid = 0

    @property
    def key(self) -> str:
        """What abilities are remembered by."""
        return f"{self.server.address} {self.model}"

    @property
    def mode(self) -> Mode:
        """How this model is asked now."""
        return self._abilities.mode(self.key) or Mode.SCHEMA

    async def entries(
        self, question: Question, check: Callable[[object], T | Malformed], sink: Sink
    ) -> AsyncGenerator[T, None]:
        """The entries of the list that `check` lets through, each as soon as it is complete; the others are counted.
        Asked again, for something simpler where that has to be, while no answer is of use. CutOffError, RefusedError,
        ServerError, after what was complete; NoListError at the end of the ladder."""
        for _ in range(_ATTEMPTS):
            mode = self.mode
            if mode is Mode.SENTENCES:
                break
            listing = _Listing(Entries(question.key), check, sink)
            failure: ReviserError | None = None
            try:
                async with aclosing(self._pieces(question, _SHAPES.get(mode, Shape.PLAIN), sink)) as pieces:
                    async for piece in pieces:
                        for entry in listing.feed(piece):
                            yield entry
                        if listing.full:
                            return
            except ShapeRefusedError as error:
                if mode is not Mode.PLAIN and not listing.good:
                    self._step_down(mode)
                    continue
                failure = error
            except ReviserError as error:
                failure = error
            for entry in listing.finish():
                yield entry
            if failure is not None:
                raise failure
            if listing.of_use:
                self._invalid = 0
                return
            self.misled(mode)
        raise NoListError(f"{self.model} gives no list that can be read; choose another model.")

    def misled(self, mode: Mode) -> None:
        """An answer in `mode` was of no use; the second in a row makes the next question a simpler one."""
        self._invalid += 1
        if self._invalid >= INVALID_TO_STEP:
            self._step_down(mode)

    def _step_down(self, mode: Mode) -> None:
        self._invalid = 0
        if self.mode is mode:  # else another answer was quicker
            self._abilities.remember(self.key, _LADDER[min(len(_LADDER) - 1, _LADDER.index(mode) + 1)])

    async def text(self, question: Question, sink: Sink) -> str:
        """The whole answer, in plain text. CutOffError, RefusedError, ServerError."""
        async with aclosing(self._pieces(question, Shape.PLAIN, sink)) as pieces:
            return "".join([piece async for piece in pieces])

    async def _pieces(self, question: Question, shape: Shape, sink: Sink) -> AsyncGenerator[str, None]:
        """The answer as it comes. An Exchange goes to `sink` for each request that was sent, when it ends, is cut off,
        fails or is given up: one that is tried again has cost what it has cost."""
        ask = Ask(
            self.model,
            question.messages,
            schema=question.schema,
            shape=shape,
            max_tokens=question.max_tokens,
            temperature=self._temperature,
            seed=self._seed,
            stable=1,
            context=self._context,
        )
        attempts = _Attempts(self, question, self._clock, sink)
        length = 0
        ended = _CANCELLED
        try:
            async with aclosing(_closing(self._wire.stream(ask))) as parts:
                async for part in parts:
                    attempts.hear(part)
                    match part:
                        case Text(text):
                            length += len(text)
                            if length > _CHARACTERS_PER_TOKEN * question.max_tokens:
                                raise CutOffError(f"{self.model} answered without an end; choose another model.")
                            yield text
                        case Ended(finish, said):
                            _complain(self.model, finish, said)
                            ended = finish.value
                            return
                        case Waiting():
                            sink(part)
                        case _:
                            pass
            raise ServerError(f"The answer of {self.server.name} broke off; try again.")
        except (CutOffError, RefusedError) as error:
            ended = Finish.LENGTH.value if isinstance(error, CutOffError) else Finish.REFUSED.value
            raise
        except Exception:
            ended = _FAILED
            raise
        finally:
            attempts.end(ended)


class _Attempts:
    """The requests that one question takes. Each becomes an Exchange in `sink` when it is over."""

    def __init__(self, talk: Talk, question: Question, clock: Callable[[], float], sink: Sink) -> None:
        self._talk = talk
        self._question = question
        self._clock = clock
        self._sink = sink
        self._sent = ""  # empty while none goes on
        self._begun = 0.0
        self._received: list[str] = []
        self._usage = Usage()

    def hear(self, part: Part) -> None:
        """Keep what belongs to the request that goes on."""
        match part:
            case Sent():
                self.end(_FAILED)
                self._sent, self._begun = as_sent(part), self._clock()
                self._received, self._usage = [], Usage()
            case Text(text):
                self._received.append(text)
            case Usage():
                self._usage = part
            case Waiting():
                self.end(_FAILED)
            case Ended():
                pass

    def end(self, ended: str) -> None:
        """The request that goes on, if any, is over."""
        if not self._sent:
            return
        self._sink(
            Exchange(
                server=self._talk.server.name,
                model=self._talk.model,
                purpose=self._question.purpose,
                prompt=self._question.prompt,
                sent=self._sent,
                received="".join(self._received),
                tokens_in=self._usage.tokens_in,
                tokens_out=self._usage.tokens_out,
                tokens_cached=self._usage.tokens_cached,
                seconds=self._clock() - self._begun,
                ended=ended,
            )
        )
        self._sent = ""


class _Listing(Generic[T]):
    """One answer's list as it is read: what passes goes on, the rest is counted."""

    def __init__(self, reader: Entries, check: Callable[[object], T | Malformed], sink: Sink) -> None:
        self.good = 0
        self._count = 0
        self._reader = reader
        self._check = check
        self._sink = sink

    @property
    def full(self) -> bool:
        """Whether nothing more is read."""
        return self._count > MOST_ENTRIES

    @property
    def of_use(self) -> bool:
        """Whether the whole answer was a list as asked, be it an empty one."""
        return self.good > 0 or (self._reader.closed and not self._count and not self._reader.broken)

    def feed(self, piece: str) -> Iterator[T]:
        yield from self._checked(self._reader.feed(piece))

    def finish(self) -> Iterator[T]:
        yield from self._checked(self._reader.finish())
        if self._reader.broken:
            self._sink(Unusable("an entry that is not whole", self._reader.broken))

    def _checked(self, entries: Iterable[object]) -> Iterator[T]:
        for entry in entries:
            self._count += 1
            if self._count > MOST_ENTRIES:
                self._sink(Unusable(f"more than {MOST_ENTRIES} entries in one answer; the rest was not read"))
                return
            found = self._check(entry)
            if isinstance(found, Malformed):
                self._sink(Unusable(f"an entry with {found.why}"))
            else:
                self.good += 1
                yield found


async def _closing(stream: AsyncIterator[Part]) -> AsyncGenerator[Part, None]:
    """`stream`, closed with this."""
    try:
        async for part in stream:
            yield part
    finally:
        if isinstance(stream, AsyncGenerator):
            await stream.aclose()


def _complain(model: str, finish: Finish, said: str) -> None:
    if finish is Finish.LENGTH:
        raise CutOffError(
            f"The answer of {model} was cut off; what was whole in it is kept. Try again, or another model."
        )
    if finish is Finish.REFUSED:
        words = one_line(said, _LONGEST_SAID)
        raise RefusedError(f"{model} refused: {words}" if words else f"{model} refused to revise this text.")
