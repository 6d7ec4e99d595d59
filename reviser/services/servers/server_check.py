"""Tests a server and reports in one line: reachable, key, model, structured output, speed."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from reviser.core.anchor import Refused, place
from reviser.core.text import Span
from reviser.errors import UserError
from reviser.messages import Message, joined, message, sentences, verbatim
from reviser.revisers.net.wire import (
    AnswerShape,
    Ask,
    ChatMessage,
    Ended,
    Finish,
    KeyRefusedError,
    Role,
    Server,
    ServerError,
    ShapeRefusedError,
    Text,
    Usage,
    Wire,
)
from reviser.services.servers.secrets import KeyLookup, variables
from reviser.services.servers.server_key import Connect, ended

DEADLINE_S = 120.0  # seconds for the whole test: a local server may load its model first
MOST_TOKENS = 800  # tokens of the answer; a model that thinks first needs some
CHARS_PER_TOKEN = 4  # for English, if a server gives no figures
MOST_NAMED = 5  # models that a line names

SENTENCE = "She have told the the committee that there results was wrong."
SCHEMA: Mapping[str, object] = {
    "type": "object",
    "properties": {
        "edits": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"quote": {"type": "string"}, "after": {"type": "string"}},
                "required": ["quote", "after"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["edits"],
    "additionalProperties": False,
}
MESSAGES = (
    ChatMessage(
        Role.SYSTEM,
        "You correct the sentence you are given. Answer with JSON and nothing else, of this form: "
        '{"edits": [{"quote": "the words that are wrong", "after": "the words that should stand there"}]}',
    ),
    ChatMessage(Role.USER, SENTENCE),
)

SHAPES: Mapping[AnswerShape, Message] = {
    AnswerShape.SCHEMA: message("structured output"),
    AnswerShape.OBJECT: message("JSON without a schema"),
    AnswerShape.PLAIN: message("no structured output (plain text is used)"),
}

UNUSABLE = message(
    "its answer did not follow the request: no edit in it fits the sentence (sentences are then sent one by one)"
)

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Report:
    """The result, as far as the test came. `shape` is the strictest answer format that worked, None if nothing was
    answered. The speed is in tokens per second after the first text, which came after `first_s` seconds. `trouble` is a
    sentence, empty if all is well."""

    reachable: bool = False
    key: str = ""
    model: str = ""
    shape: AnswerShape | None = None
    valid: bool = False  # the answer contained a valid edit of the sentence in the requested format
    tokens_per_s: float | None = None
    first_s: float | None = None
    trouble: str = ""

    @property
    def works(self) -> bool:
        """Whether the server can be used with its settings."""
        return self.shape is not None and not self.trouble

    @property
    def line(self) -> Message:
        """The whole report in one line."""
        parts: list[str] = [message("Reachable")] if self.reachable else []
        if self.key:
            parts.append(self.key)
        if self.model:
            named = message("model {name}", name=self.model)
            parts.append(named if parts else message("Model {name}", name=self.model))
        if self.shape is not None:
            parts.append(SHAPES[self.shape] if self.valid else UNUSABLE)
        if self.tokens_per_s is not None:
            parts.append(message("{speed:.3g} tokens/s", speed=self.tokens_per_s))
        if self.first_s is not None:
            parts.append(message("first words after {seconds:.1f} s", seconds=self.first_s))
        return sentences(message("{found}.", found=joined("; ", parts)) if parts else "", self.trouble)


@dataclass(frozen=True, slots=True)
class _Answer:
    text: str
    finish: Finish
    first_s: float
    tokens_per_s: float | None


async def try_out(
    server: Server, key: KeyLookup, connect: Connect, clock: Clock, *, deadline_s: float = DEADLINE_S
) -> Report:
    """Ask a server for its models and for one small edit. Nothing of the person's is sent. `clock` returns monotonic
    seconds. Errors are in the report."""
    reports = [Report()]
    try:
        async with asyncio.timeout(deadline_s):
            await _steps(server, key, connect(server, key), clock, reports.append)
    except KeyRefusedError as error:
        if key.secret is not None:
            return replace(
                reports[-1],
                reachable=True,
                key=message("key refused ({where})", where=key.where),
                trouble=error.message,
            )
        name = server.key or server.name
        hint = message("Set it with reviser keys set {name}, or in {variable}.", name=name, variable=variables(name)[0])
        return replace(
            reports[-1], reachable=True, key=message("no key"), trouble=sentences(ended(error.message), hint)
        )
    except TimeoutError:
        late = message(
            "It did not answer within {seconds:g} seconds: it may be busy with another request, or still "
            "loading its model. Check the server, or choose a smaller model.",
            seconds=deadline_s,
        )
        return replace(reports[-1], trouble=late)
    except UserError as error:
        return replace(reports[-1], trouble=sentences(ended(error.message), key.trouble))
    return reports[-1]


async def _steps(server: Server, key: KeyLookup, wire: Wire, clock: Clock, tell: Callable[[Report], None]) -> None:
    """Report the test as it proceeds; the last report is complete."""
    report = Report()
    offered: tuple[str, ...] = ()
    try:
        offered = tuple(model.name for model in await wire.models())
    except KeyRefusedError:
        raise
    except ServerError:
        # Some services list no models but answer anyway.
        if not server.model:
            raise
    else:
        report = replace(report, reachable=True)
        tell(report)
    model = server.model or (offered[0] if len(offered) == 1 else "")
    if not model:
        tell(replace(report, trouble=message("Choose a model: {models}.", models=_name_list(offered))))
        return
    report = replace(report, model=model)
    try:
        answered = await _stepping_down(model, wire, clock)
    except ServerError as error:
        if offered and model not in offered and not isinstance(error, KeyRefusedError):
            raise ServerError(
                sentences(ended(error.message), message("The server offers: {models}.", models=_name_list(offered)))
            ) from error
        raise
    key_state = message("key accepted ({where})", where=key.where) if key.secret else message("no key needed")
    if answered is None:
        refused = message("It rejects every answer format: try another model.")
        tell(replace(report, reachable=True, key=key_state, trouble=refused))
        return
    shape, answer = answered
    tell(
        replace(
            report,
            reachable=True,
            key=key_state,
            shape=shape,
            valid=is_usable(answer.text),
            tokens_per_s=answer.tokens_per_s,
            first_s=answer.first_s,
            trouble=_trouble(answer),
        )
    )


async def _stepping_down(model: str, wire: Wire, clock: Clock) -> tuple[AnswerShape, _Answer] | None:
    """The strictest answer format that the server accepts, and its answer."""
    for shape in AnswerShape:
        try:
            return shape, await _answer(
                Ask(model, MESSAGES, SCHEMA, shape, max_tokens=MOST_TOKENS, temperature=0.0), wire, clock
            )
        except ShapeRefusedError:
            pass
    return None


async def _answer(ask: Ask, wire: Wire, clock: Clock) -> _Answer:
    began = clock()
    first: float | None = None
    text: list[str] = []
    usage = Usage()
    finish = Finish.STOP
    async for part in wire.stream(ask):
        match part:
            case Text(more):
                first = clock() if first is None else first
                text.append(more)
            case Usage():
                usage = part
            case Ended(how):
                finish = how
            case _:
                pass
    ended = clock()
    first = ended if first is None else first
    answer = "".join(text)
    tokens = usage.tokens_out or round(len(answer) / CHARS_PER_TOKEN)
    speed = tokens / (ended - first) if ended > first and tokens > 1 else None
    return _Answer(answer, finish, first - began, speed)


def is_usable(answer: str) -> bool:
    """Whether an answer contains an edit of the sentence in the expected list."""
    # Imported here: the chat revisers load after the first paint.
    from reviser.revisers.chat.escapes import mended
    from reviser.revisers.chat.json_lists import lists_in, meant, unpacked

    answer = unpacked(mended(answer), "edits")
    told = "\n".join(message.text for message in MESSAGES)
    found = meant(answer, lists_in(answer, "edits"), told, _fits, ended=True)
    return found is not None and any(map(_fits, found.entries))


def _fits(entry: object) -> bool:
    """Whether an entry is an edit whose place in the sentence can be found."""
    quote, after = (entry.get(name) if isinstance(entry, Mapping) else None for name in ("quote", "after"))
    if not isinstance(quote, str) or not isinstance(after, str) or quote == after:
        return False
    return not isinstance(place(SENTENCE, Span(0, len(SENTENCE)), quote), Refused)


def _trouble(answer: _Answer) -> str:
    if answer.finish is Finish.REFUSED:
        return message("The model refused to correct a harmless sentence: try another model.")
    if answer.finish is Finish.LENGTH:
        return message(
            "The answer was cut off after {most} tokens: a model that thinks less is more suitable.", most=MOST_TOKENS
        )
    if not answer.text.strip():
        return message("The answer of the model was empty: try another model.")
    return ""


def _name_list(names: tuple[str, ...]) -> Message:
    if not names:
        return message("the server lists none, so type the name of one")
    more = len(names) - MOST_NAMED
    if more > 0:
        return message("{names} and {more} more", names=names[:MOST_NAMED], more=more)
    return verbatim(", ".join(names))
