"""Questions to one model on one server. Every request leaves a record, however it ends. What the server cannot do is
remembered, so that the next question is simpler."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeVar

from reviser.errors import ReviserError
from reviser.messages import message
from reviser.revisers.base import Output, Thinking
from reviser.revisers.chat.abilities import LADDER, SHAPES, Abilities, AskingMode
from reviser.revisers.chat.answer_facts import Answer, CutOffError, RefusedError
from reviser.revisers.chat.list_answer import ListAnswer
from reviser.revisers.chat.request_records import CANCELLED, FAILED, RequestRecords
from reviser.revisers.chat.schema import Malformed
from reviser.revisers.chat.thinking import ThinkingLine
from reviser.revisers.net.wire import (
    AnswerShape,
    Ask,
    Asking,
    ChatMessage,
    Ended,
    Finish,
    Part,
    Sent,
    Server,
    ServerError,
    ShapeRefusedError,
    Text,
    Thought,
    Waiting,
    Wire,
)

INVALID_TO_STEP = 2  # answers in a row that are no list, before something simpler is asked for
_CHARACTERS_PER_TOKEN = 16  # an answer beyond so many for each allowed token does not end by itself

_ATTEMPTS = 7  # at one question: every rung of the ladder twice, and once more

T = TypeVar("T")
Sink = Callable[[Output], None]


class NothingError(ServerError):
    """The model's answer is empty; the message says what would help."""


class NoListError(ReviserError):
    """The model gives no list in any mode."""


class _Then(Enum):
    """The action after an answer: none, ask the same question again, or ask in plain text."""

    DONE = auto()
    AGAIN = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True)
class Question:
    """The messages to send. The answer should be a list under `key` that follows `schema`, or plain text if `schema` is
    empty. `purpose` and `prompt` are stored with the answer. `bare` are messages without the schema in words, for a
    server that has followed a schema before."""

    purpose: str
    prompt: str
    messages: tuple[ChatMessage, ...]
    key: str = ""
    schema: Mapping[str, object] | None = None
    max_tokens: int = 4096
    bare: tuple[ChatMessage, ...] = ()


class ChatClient:
    """Asks one model questions; each question is independent of the others."""

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
        """`clock` returns seconds. `context`, in tokens, is the context that the server should allocate; 0 leaves it to
        the server."""
        self.server = server
        self.model = model
        self._wire = wire
        self._abilities = abilities
        self._clock = clock
        self._context = context
        self._temperature = temperature
        self._seed = seed
        self._invalid = 0
        self.thinks = False  # the model has thought before an answer

    @property
    def key(self) -> str:
        """The key by which the model's abilities are remembered."""
        return f"{self.server.address} {self.model}"

    @property
    def mode(self) -> AskingMode:
        """The mode in which the model is asked now."""
        if self.server.asking is Asking.SENTENCE:
            return AskingMode.SENTENCES
        mode = self._abilities.mode(self.key) or AskingMode.SCHEMA
        return AskingMode.PLAIN if self.server.asking is Asking.LIST and mode is AskingMode.SENTENCES else mode

    def begin(self) -> None:
        """A round begins."""
        self._abilities.begin(self.key)

    async def entries(
        self,
        question: Question,
        check: Callable[[object], T | Malformed],
        sink: Sink,
        fits: Callable[[T], bool] = lambda _: True,
    ) -> AsyncGenerator[T, None]:
        """Yield the entries of the meant list that pass `check`; the others are counted. While no answer is usable, the
        question is repeated, in a simpler mode if necessary. `fits`: whether an entry has a place in the text. If none
        of the first entries of an answer has one, the rest of the answer is not awaited. Raises, after the complete
        entries, CutOffError, RefusedError or ServerError; NoListError if no mode is left."""
        prompt = "\n".join(message.text for message in question.messages)
        then = _Then.AGAIN
        fits = fits if self.server.asking is Asking.AUTOMATIC else lambda _: True
        for _ in range(_ATTEMPTS):
            mode = self.mode
            if mode is AskingMode.SENTENCES:
                break
            shape = AnswerShape.PLAIN if then is _Then.PLAIN else SHAPES.get(mode, AnswerShape.PLAIN)
            listing = ListAnswer(question.key, prompt, check, fits, sink, streams=self._abilities.streams(self.key))
            answer = Answer(listing.is_whole)
            failure: BaseException | None = None
            try:
                async with aclosing(self._pieces(question, shape, sink, answer)) as pieces:
                    async for piece in pieces:
                        for entry in listing.feed(piece):
                            yield entry
                        if listing.full or listing.misplaced:
                            break
            except (ReviserError, asyncio.CancelledError) as error:
                failure = error  # the complete entries are kept even if the round is cancelled
            for entry in listing.finish(ended=failure is None):
                yield entry
            if failure is not None:
                self._failed(failure, question, mode, shape, listing, answer)
                continue
            then = self._next_step(question, mode, shape, listing, answer)
            if then is _Then.DONE:
                return
        raise NoListError(
            message("{model} does not answer with a readable list: choose another model.", model=self.model)
        )

    def _failed(
        self,
        failure: BaseException,
        question: Question,
        mode: AskingMode,
        shape: AnswerShape,
        listing: ListAnswer[T],
        answer: Answer,
    ) -> None:
        """Raise `failure` or a more exact error; return if the question is to be asked again."""
        if isinstance(failure, ShapeRefusedError) and shape is not AnswerShape.PLAIN and not listing.good:
            self._step_down(mode)
            return
        if isinstance(failure, CutOffError) and answer.empty:
            raise self._nothing(question, answer)
        if isinstance(failure, CutOffError) and not listing.good and self.server.asking is not Asking.LIST:
            self._step_to(AskingMode.SENTENCES, mode)  # the same question would take as long again
        raise failure

    def _next_step(
        self, question: Question, mode: AskingMode, shape: AnswerShape, listing: ListAnswer[T], answer: Answer
    ) -> "_Then":
        """The action after an answer that has ended. Raises NothingError if the answer is empty and was asked for in
        plain text."""
        if listing.misplaced:
            self._step_to(AskingMode.SENTENCES, mode)
        elif listing.of_use or listing.full:
            self._invalid = 0
            if shape is not SHAPES.get(mode, AnswerShape.PLAIN):
                self._step_to(AskingMode.PLAIN, mode)
            if not listing.full:
                self._abilities.remember_streams(self.key, streams=listing.bare)
            return _Then.DONE
        elif answer.empty or answer.tool:
            if shape is AnswerShape.PLAIN:
                raise self._nothing(question, answer)
            return _Then.PLAIN
        else:
            self.record_unusable_answer(mode)
        return _Then.AGAIN

    def _nothing(self, question: Question, answer: Answer) -> NothingError:
        return NothingError(answer.nothing(self.model, self.server.name, question.max_tokens))

    def record_unusable_answer(self, mode: AskingMode) -> None:
        """Record that an answer in `mode` was unusable. After the second in a row, the next question is simpler."""
        self._invalid += 1
        if self._invalid >= INVALID_TO_STEP:
            self._step_down(mode)

    def _step_down(self, mode: AskingMode) -> None:
        self._step_to(LADDER[min(len(LADDER) - 1, LADDER.index(mode) + 1)], mode)

    def _step_to(self, wanted: AskingMode, mode: AskingMode) -> None:
        self._invalid = 0
        if self.mode is mode:  # else another answer has changed the mode already
            self._abilities.remember(self.key, wanted)

    async def text(self, question: Question, sink: Sink, whole: Callable[[str, bool], bool] = lambda *_: False) -> str:
        """The whole answer in plain text, without thinking. `whole`: whether a text is complete, asked if the server
        does not tell. Raises CutOffError, RefusedError or ServerError."""
        answer = Answer(whole)
        try:
            async with aclosing(self._pieces(question, AnswerShape.PLAIN, sink, answer)) as pieces:
                async for _ in pieces:
                    pass
        except CutOffError as error:
            if answer.empty:
                raise self._nothing(question, answer) from error
            raise
        if answer.empty:
            raise self._nothing(question, answer)
        return answer.text

    def _messages(self, question: Question, shape: AnswerShape) -> tuple[ChatMessage, ...]:
        keeps = shape is AnswerShape.SCHEMA and self._abilities.streams(self.key)
        return question.bare if keeps and question.bare else question.messages

    def _look_at(self, part: Part, ask: Ask, thinking: ThinkingLine, sink: Sink) -> None:
        """Remember what a part shows about the model's abilities, and report new thinking."""
        if isinstance(part, Sent) and ask.system and not part.system:
            self._abilities.remember_no_system(self.key)
        if (line := _new_thought(part, thinking)) is not None:
            sink(Thinking(line))

    async def _pieces(
        self, question: Question, shape: AnswerShape, sink: Sink, answer: Answer
    ) -> AsyncGenerator[str, None]:
        """Yield the answer as it arrives and store it in `answer`. Each request that was sent gives an Exchange to
        `sink` when it ends, is cut off, fails or is given up; a failed request that is repeated has its cost too."""
        ask = Ask(
            self.model,
            self._messages(question, shape),
            schema=question.schema,
            shape=shape,
            max_tokens=question.max_tokens,
            temperature=self._temperature,
            seed=self._seed,
            stable=1 if question.key else len(question.messages) - 1,
            context=self._context,
            system=self._abilities.takes_system(self.key),
        )
        attempts = RequestRecords(self.server.name, self.model, question.purpose, question.prompt, self._clock, sink)
        thinking = ThinkingLine()
        ended = CANCELLED
        try:
            async with aclosing(_closing(self._wire.stream(ask))) as parts:
                async for part in parts:
                    attempts.add(part)
                    self._look_at(part, ask, thinking, sink)
                    match part:
                        case Text(text):
                            answer.add(text)
                            yield text
                            if answer.length > _CHARACTERS_PER_TOKEN * question.max_tokens:
                                raise CutOffError(
                                    message(
                                        "The answer of {model} did not end: choose another model.", model=self.model
                                    )
                                )
                        case Thought():
                            answer.thought = self.thinks = True
                        case Ended():
                            answer.finish, answer.refusal, answer.tool = part.finish, part.refusal, part.tool
                            break
                        case Waiting():
                            sink(part)
                        case _:
                            pass
            answer.complain(self.model, self.server.name)
            ended = Finish.STOP.value
        except RefusedError:
            ended = Finish.REFUSED.value
            raise
        except (CutOffError, ServerError) as error:
            if answer.whole and not isinstance(error, ShapeRefusedError):
                ended = Finish.STOP.value
                return
            ended = Finish.LENGTH.value if isinstance(error, CutOffError) else FAILED
            raise
        except Exception:
            ended = FAILED
            raise
        finally:
            attempts.end(ended)


def _new_thought(part: Part, thinking: ThinkingLine) -> str | None:
    """The part of the model's thinking that is new to the display; None if there is none."""
    match part:
        case Thought(text):
            return thinking.think(text)
        case Text(text):
            return thinking.speak(text)
        case _:
            return None


async def _closing(stream: AsyncIterator[Part]) -> AsyncGenerator[Part, None]:
    """Pass on `stream`, and close it when this generator is closed."""
    try:
        async for part in stream:
            yield part
    finally:
        if isinstance(stream, AsyncGenerator):
            await stream.aclose()
