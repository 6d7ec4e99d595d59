"""Methods of asking a model about one section. Each gives suggestions; placement.py decides where they belong."""

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Protocol

from reviser.core.edit import Edit, Intent
from reviser.core.risk import STATED, risks
from reviser.core.text import Span, normalise
from reviser.errors import ReviserError
from reviser.messages import message
from reviser.revisers.base import Request, Unusable
from reviser.revisers.chat import schema
from reviser.revisers.chat.client import ChatClient, Question, Sink
from reviser.revisers.chat.prompt_builder import PromptBuilder
from reviser.revisers.chat.schema import Suggestion, WeakPoint
from reviser.revisers.chat.sections import Section


@dataclass(frozen=True, slots=True)
class RequestContext:
    """The tools of a method: the model to ask, the prompt builder, and the receiver of its exchanges. `max_tokens`
    limits an answer; `fits` tells whether a suggestion has a place in the section."""

    talk: ChatClient
    told: PromptBuilder
    sink: Sink
    max_tokens: int
    fits: Callable[[Suggestion], bool]

    def question(
        self, purpose: str, prompt: str, section: Section, key: str, form: Mapping[str, object], **more: str
    ) -> Question:
        """A question about a section that asks for a list under `key` with the schema `form`."""
        return Question(
            purpose,
            self.told.prompts.version(prompt),
            self.told.about(prompt, section, form, **more),
            key,
            form,
            self.max_tokens,
            self.told.about(prompt, section, None, **more),
        )


class Method(Protocol):
    """A method. `name` is the name that the person types and reads."""

    @property
    def name(self) -> str: ...

    def check(self, request: Request) -> None:
        """Raises ReviserError if the request lacks something that the method needs."""
        ...

    def suggest(self, request_context: RequestContext, section: Section) -> AsyncGenerator[Suggestion, None]:
        """Yield suggestions for the section as they arrive. Raises ReviserError after them if the model fails."""
        ...


class Direct:
    """One question with one list of edits as the answer."""

    name = "direct"

    def check(self, request: Request) -> None:
        """Nothing is needed."""

    async def suggest(self, request_context: RequestContext, section: Section) -> AsyncGenerator[Suggestion, None]:
        question = request_context.question(
            "propose", "propose", section, "edits", schema.edits(section.asked_sentences)
        )
        async with aclosing(
            request_context.talk.entries(question, schema.suggestion, request_context.sink, request_context.fits)
        ) as found:
            async for suggestion in found:
                yield suggestion


class Pinpoint:
    """First asks where the text is weak and why, with a severity; then asks for edits of the places with at least
    `severity` (1 to 3)."""

    name = "pinpoint"

    def __init__(self, severity: int = 1) -> None:
        self._severity = severity

    def check(self, request: Request) -> None:
        """Nothing is needed."""

    async def suggest(self, request_context: RequestContext, section: Section) -> AsyncGenerator[Suggestion, None]:
        told = request_context.told
        where = request_context.question(
            "pinpoint", "pinpoint", section, "points", schema.points(section.asked_sentences)
        )
        points: list[WeakPoint] = []
        async with aclosing(request_context.talk.entries(where, schema.point, request_context.sink)) as found:
            async for point in found:
                if point.sid not in section.asked_sentences:
                    request_context.sink(Unusable(message("a sentence that was not asked about")))
                elif point.severity >= self._severity:
                    points.append(point)
        if not points:
            return
        points.sort(key=lambda point: (-point.severity, point.sid))
        listed = "\n".join(
            f"- [S{point.sid}] severity {point.severity}, {point.intent}: “{schema.one_line(point.quote)}”: {point.why}"
            for point in points
        ).replace(told.fence, "")
        how = request_context.question(
            "mend", "mend", section, "edits", schema.edits(section.asked_sentences), points=listed
        )
        named = {point.sid: point for point in reversed(points)}
        async with aclosing(
            request_context.talk.entries(how, schema.suggestion, request_context.sink, request_context.fits)
        ) as edits:
            async for suggestion in edits:
                place = named.get(suggestion.sid)
                if place is None:
                    request_context.sink(Unusable(message("a place where nothing was found wrong")))
                    continue
                why = suggestion.why or place.why
                intent = place.intent if suggestion.intent is Intent.OTHER else suggestion.intent
                said = f"{why} (severity {place.severity} of 3)".strip()
                yield Suggestion(suggestion.sid, intent, suggestion.quote, suggestion.after, said)


class SourceAnchored:
    """Makes the text agree with a source. A change of fact must quote the passage of the source that supports it, and
    the quote is looked up there."""

    name = "source-anchored"

    def check(self, request: Request) -> None:
        if not request.brief.source.strip():
            raise ReviserError(
                message("The strategy source-anchored needs a source text; give one, or choose another strategy.")
            )

    async def suggest(self, request_context: RequestContext, section: Section) -> AsyncGenerator[Suggestion, None]:
        told = request_context.told
        question = request_context.question(
            "propose", "source", section, "edits", schema.edits(section.asked_sentences, sourced=True)
        )
        source = normalise(told.request.brief.source).text
        async with aclosing(
            request_context.talk.entries(question, schema.suggestion, request_context.sink, request_context.fits)
        ) as found:
            async for suggestion in found:
                evidence = normalise(suggestion.evidence).text.strip()
                if evidence and evidence not in source:
                    request_context.sink(Unusable(message("evidence that is not in the source")))
                elif not evidence and _states_otherwise(told.request.text, section, suggestion):
                    request_context.sink(Unusable(message("a change of fact without evidence in the source")))
                elif evidence:
                    why = f"{suggestion.why} The source: “{schema.one_line(suggestion.evidence, 120)}”".strip()
                    yield Suggestion(suggestion.sid, suggestion.intent, suggestion.quote, suggestion.after, why)
                else:
                    yield suggestion


def _states_otherwise(text: str, section: Section, suggestion: Suggestion) -> bool:
    """Whether a suggestion changes a fact in the text, as far as that can be seen without understanding it."""
    if suggestion.intent is Intent.MEANING_CHANGED:
        return True
    sentence = section.asked_sentences.get(suggestion.sid)
    # A capital says something of a word only where no sentence begins.
    begins = sentence is not None and sentence.of(text).lstrip().startswith(suggestion.quote.strip())
    head = "" if begins else "so "
    base = head + suggestion.quote
    flags = risks(base, Edit(len(head), suggestion.quote, suggestion.after), Span(0, len(base)))
    return any(flag.kind in STATED for flag in flags)
