"""A chat model as a reviser. It sends the text in sections, several at once, and places the edits in the answers.
Results are yielded in the order of the text as soon as they arrive."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass

from reviser.core.edit import Anchor, Intent, Proposal
from reviser.core.text import Span
from reviser.errors import ReviserError
from reviser.messages import message, sentences
from reviser.revisers.base import Output, ReadProgress, Request, Unusable
from reviser.revisers.chat.abilities import Abilities, AskingMode
from reviser.revisers.chat.answer_facts import CutOffError
from reviser.revisers.chat.client import ChatClient, NoListError, NothingError, Question, Sink
from reviser.revisers.chat.methods import Direct, Method, RequestContext
from reviser.revisers.chat.placement import NO_CHANGE, EditPlacer
from reviser.revisers.chat.prompt_builder import SOURCE_ROOM, PromptBuilder
from reviser.revisers.chat.prompts import Prompts
from reviser.revisers.chat.schema import Suggestion, edits
from reviser.revisers.chat.sections import Outline, Section, tokens
from reviser.revisers.chat.sentence_answer import corrected
from reviser.revisers.net.wire import ChatMessage, KeyRefusedError, Model, Server, ServerError, TooLongError, Wire

_SPLITS = 4  # how many times a section is halved if it or its answer is too long
_FAILURES = 3  # sections in a row that the server fails on; then the others are not sent
_A_SENTENCE = 25  # tokens of an average sentence
_LEAST_ROOM = 100  # tokens of text in one request; with less room no request is sent
_EMPTY = 2  # empty answers in a row; then no further sentence is sent
_MISPLACED = 3  # suggestions in one answer, none of which has a place; then the answer counts as unusable


@dataclass(frozen=True, slots=True)
class TokenLimits:
    """Limits, all in tokens. `context` and `answer` (the longest answer) are used if neither the server nor its
    settings give them. `section`: text in one request. `most_answer`: the longest answer that is requested, whatever
    the server allows. `margin`: tokens that are kept free, because tokens are estimated."""

    context: int = 8_192
    section: int = 2_000
    answer: int = 4_096
    most_answer: int = 16_384
    margin: int = 256


class Chat:
    """Proposes the edits that a chat model suggests."""

    def __init__(
        self,
        wire: Wire,
        server: Server,
        prompts: Prompts,
        abilities: Abilities,
        clock: Callable[[], float],
        *,
        method: Method | None = None,
        limits: TokenLimits | None = None,
        temperature: float | None = 0.0,
        seed: int | None = None,
    ) -> None:
        """`clock` returns seconds (time.monotonic). `method` is how the model is asked. `temperature` is left out if a
        server refuses it."""
        self.server = server
        self.prompts = prompts
        self._wire = wire
        self._abilities = abilities
        self._clock = clock
        self._method = method or Direct()
        self._limits = limits or TokenLimits()
        self._temperature = temperature
        self._seed = seed
        self._known: Model | None = None

    @property
    def name(self) -> str:
        """The server's name as the person gave it, the model's name, and the name of the method unless it is the usual
        one."""
        name = f"{self.server.name}:{self.server.model}" if self.server.model else self.server.name
        return name if self._method.name == "direct" else f"{name} {self._method.name}"

    def asking(self, method: Method) -> "Chat":
        """The same model, asked with another method."""
        return self._like(method, self._temperature, self._seed)

    def sampled(self, temperature: float, seed: int) -> "Chat":
        """The same model with sampling, so that its answers differ."""
        return self._like(self._method, temperature, seed)

    def _like(self, method: Method, temperature: float | None, seed: int | None) -> "Chat":
        return Chat(
            self._wire,
            self.server,
            self.prompts,
            self._abilities,
            self._clock,
            method=method,
            limits=self._limits,
            temperature=temperature,
            seed=seed,
        )

    async def talk(self, seed: int | None = None) -> ChatClient:
        """A client for other questions to the model, with the model's own seed if no `seed` is given. Raises
        ServerError if the model's name must be asked for and the server does not answer."""
        model = await self.model()
        return ChatClient(
            self._wire,
            self.server,
            model.name,
            self._abilities,
            self._clock,
            context=model.context,
            temperature=self._temperature,
            seed=self._seed if seed is None else seed,
        )

    def prompt_builder(self, request: Request) -> PromptBuilder:
        """Builds the messages of this round."""
        return PromptBuilder(request, self.prompts)

    async def model(self) -> Model:
        """The model with its context and its longest answer, in tokens."""
        if self._known is None:
            self._known = await self._asked_model()
        return self._known

    async def _asked_model(self) -> Model:
        """The same, with the values that the server gives. Raises ReviserError if the server offers several models and
        none is chosen."""
        model, context, answer = self.server.model, self.server.context, self.server.answer
        if model and context and answer:
            return Model(model, context, answer)
        try:
            offered = await self._wire.models()
        except ServerError:
            if not model:
                raise
            offered = ()  # not every service lists its models; the request itself will show what is wrong
        if not model:
            if len(offered) != 1:
                raise ReviserError(
                    message(
                        "Choose a model for {server}; it offers {count}.", server=self.server.name, count=len(offered)
                    )
                )
            model = offered[0].name
        listed = next((each for each in offered if each.name == model), Model(model))
        answer = answer or min(listed.answer, self._limits.most_answer) or self._limits.answer
        return Model(model, context or listed.context or self._limits.context, answer)

    async def revise(self, request: Request) -> AsyncIterator[Output]:
        self._method.check(request)
        talk = await self.talk()
        talk.begin()
        run = _Run(
            request, self.name, self._method, talk, self.prompt_builder(request), await self.model(), self._limits
        )
        async with aclosing(run.outputs(max(1, self.server.parallel))) as outputs:
            async for output in outputs:
                yield output


class _Run:
    """One round."""

    def __init__(
        self,
        request: Request,
        reviser: str,
        method: Method,
        talk: ChatClient,
        prompt_builder: PromptBuilder,
        model: Model,
        limits: TokenLimits,
    ) -> None:
        self._request = request
        self._method = method
        self._talk = talk
        self._prompt_builder = prompt_builder
        self._placer = EditPlacer(request, reviser)
        self._outline = Outline(request.text)
        # The tokens of a request besides its section: the prompts, the schema, and the longest part of a source.
        longest = max(tokens(prompt_builder.prompts.text(name)) for name in ("propose", "pinpoint", "mend", "source"))
        rest = (
            tokens(prompt_builder.system.text)
            + longest
            + tokens(json.dumps(edits(range(limits.section // _A_SENTENCE))))
        )
        rest += tokens(request.brief.source[:SOURCE_ROOM])
        context = model.context
        free = context - rest - limits.margin
        self._room = min(limits.section, free // 3)
        self._answer = min(model.answer, free - self._room)
        if self._room < _LEAST_ROOM:
            raise ReviserError(
                message(
                    "A context of {context} tokens is too small for {model}; set a larger one for the server.",
                    context=context,
                    model=talk.model,
                )
            )
        self._failures: list[ReviserError] = []
        self._in_a_row = 0
        self._unasked = 0

    async def outputs(self, parallel: int) -> AsyncGenerator[Output, None]:
        """All outputs, section by section in the order of the text. Raises ReviserError at the end if a section
        failed."""
        asked = self._outline.open(self._request.scope, self._placer.fixed)
        long = [index for index in asked if self._outline.cost(index) > 2 * self._room]
        if long:
            yield Unusable(message("a sentence too long for the model's context"), len(long))
        tasks: list[asyncio.Task[None]] = []
        queues: list[asyncio.Queue[Output | None]] = []
        turns = asyncio.Semaphore(parallel)
        sections = list(self._outline.sections([index for index in asked if index not in set(long)], self._room))
        total = sum(section.size for section in sections)
        done = 0
        yield ReadProgress(0, total)
        try:
            for section in sections:
                queue: asyncio.Queue[Output | None] = asyncio.Queue()
                queues.append(queue)
                tasks.append(asyncio.create_task(self._whole(section, queue, turns)))
            for section, queue in zip(sections, queues, strict=True):
                while (output := await queue.get()) is not None:
                    yield output
                done += section.size
                yield ReadProgress(done, total)
            await asyncio.gather(*tasks)  # raises unexpected errors, which are bugs
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for queue in queues:
                while not queue.empty():
                    if (output := queue.get_nowait()) is not None:
                        self._request.late(output)
        if self._failures:
            raise self._failure(len(sections))

    async def _whole(self, section: Section, queue: asyncio.Queue[Output | None], turns: asyncio.Semaphore) -> None:
        """Revise one section when a turn is free. Its outputs are put into `queue`, and None last."""
        try:
            async with turns:
                if self._in_a_row >= _FAILURES or any(isinstance(each, KeyRefusedError) for each in self._failures):
                    self._unasked += 1
                    return
                try:
                    await self._section(section, queue.put_nowait, 0)
                    self._in_a_row = 0
                except ReviserError as error:
                    self._failures.append(error)
                    self._in_a_row += isinstance(error, ServerError)
        finally:
            queue.put_nowait(None)

    async def _section(self, section: Section, sink: Sink, depth: int) -> None:
        """Revise one section, which was halved `depth` times already. If it or its answer is too long, revise its
        halves."""
        try:
            if self._talk.mode is AskingMode.SENTENCES:
                await self._by_sentence(section, sink)
            else:
                await self._by_list(section, sink)
        except NoListError:
            if self._talk.mode is not AskingMode.SENTENCES:
                raise
            await self._by_sentence(section, sink)
        except (CutOffError, TooLongError):
            halves = self._outline.halves(section) if depth < _SPLITS else None
            if halves is None:
                raise
            for half in halves:
                await self._section(half, sink, depth + 1)

    async def _by_list(self, section: Section, sink: Sink) -> None:
        """Ask for a list of suggestions for the section."""

        def fits(suggestion: Suggestion) -> bool:
            return self._placer.has_place(suggestion, section)

        request_context = RequestContext(self._talk, self._prompt_builder, sink, self._answer, fits)
        mode = self._talk.mode
        count = placed = 0
        async with aclosing(self._method.suggest(request_context, section)) as suggestions:
            async for suggestion in suggestions:
                count += 1
                placed += self._take(suggestion, section, sink)
                await asyncio.sleep(0)  # lets a cancellation through between many suggestions
        if count >= _MISPLACED and not placed:
            self._talk.record_unusable_answer(mode)

    def _take(self, suggestion: Suggestion, section: Section, sink: Sink) -> bool:
        """Place the suggestion and send the result to `sink`. Returns whether it has a place."""
        wanted = self._request.brief.wanted
        if wanted and suggestion.intent not in {*wanted, Intent.OTHER}:
            sink(Unusable(message("an intent that was not asked for")))
            return True
        return self._give(self._placer.place(suggestion, section), sink)

    def _give(self, proposals: tuple[Proposal, ...] | str, sink: Sink) -> bool:
        """Send the proposals, or the reason why there are none, to `sink`. Returns whether there are proposals."""
        if isinstance(proposals, str):
            sink(Unusable(proposals))
            return False
        for proposal in proposals:
            sink(proposal)
        return True

    async def _by_sentence(self, section: Section, sink: Sink) -> None:
        """Ask for one sentence after the other in plain text, and compare each answer with the sentence. This is for
        models that give no list."""
        text, spans = self._request.text, self._outline.sentences
        empty = 0  # answers in a row
        for number, whole in section.asked_sentences.items():
            span = whole.trimmed(text)
            before = spans[number - 2].of(text) if number > 1 else ""
            after = spans[number].of(text) if number < len(spans) else ""
            try:
                answer = await self._sentence(span, self._prompt_builder.sentence(span, before, after), sink)
                empty = 0
            except CutOffError:
                sink(Unusable(message("an answer far longer than the sentence")))
                continue
            except NothingError:
                empty += 1
                if empty >= min(_EMPTY, len(section.asked_sentences)):
                    raise
                sink(Unusable(message("an empty answer")))
                continue
            better = corrected(span.of(text), answer)
            if better is None:
                sink(Unusable(message("an answer that is not a version of the sentence")))
                continue
            suggestion = Suggestion(number, Intent.OTHER, span.of(text), better, "")
            found = self._placer.fit(span, better, suggestion, Anchor.EXACT)
            if found != NO_CHANGE:
                self._give(found, sink)

    async def _sentence(self, span: Span, messages: tuple[ChatMessage, ...], sink: Sink) -> str:
        """The answer to a question about one sentence. A model that thinks first gets the full length of an answer."""
        sentence = span.of(self._request.text)
        version = self._prompt_builder.prompts.version("sentence")
        room = self._answer if self._talk.thinks else min(64 + 3 * tokens(sentence), self._answer)
        try:
            return await self._talk.text(
                Question("sentence", version, messages, max_tokens=room), sink, _ends_as(sentence)
            )
        except NothingError:
            if not self._talk.thinks or room == self._answer:
                raise
        question = Question("sentence", version, messages, max_tokens=self._answer)
        return await self._talk.text(question, sink, _ends_as(sentence))

    def _failure(self, sections: int) -> ReviserError:
        """The error for the round, with a message about what is missing."""
        first = self._failures[0]
        missing = len(self._failures) + self._unasked
        if sections in {1, missing}:
            return first
        summary = message(
            "{missing} of {parts} parts of the text could not be revised; what had arrived is kept.",
            missing=missing,
            parts=sections,
        )
        return ReviserError(sentences(summary, first.message))


def _ends_as(sentence: str) -> Callable[[str, bool], bool]:
    """A test for an answer that may be incomplete: it is complete if its last character is that of the sentence."""
    return lambda answer, _: (corrected(sentence, answer) or answer)[-1:] == sentence[-1:]
