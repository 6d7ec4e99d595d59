"""The answer of a server while it arrives: its parts without keys, and how it failed."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from reviser.messages import message
from reviser.revisers.net.redaction import KeyRedactor
from reviser.revisers.net.server_errors import (
    LONGEST_WAIT_S,
    RefusalError,
    ServerProblem,
    can_be_asked_again,
    error_of,
    is_page,
    problem_in,
)
from reviser.revisers.net.sse import GarbledError, json_object
from reviser.revisers.net.wire import Ask, Ended, Part, ServerError, ShapeRefusedError, Text, Thought
from reviser.revisers.net.wire_formats import Alive, AnswerReader

LONGEST_REFUSAL = 64 << 10  # bytes of an error's body that are read
STREAM_BYTES, BYTES_PER_TOKEN = 1 << 20, 4096  # the most bytes of an answer: a constant, and more for each token
BACKOFF_S, MOST_BACKOFF_S, JITTER = 0.5, 8.0, 0.25

_FAILED = 500
_BEGINNINGS = ("data:", "event:", ":", "{", "id:", "retry:")  # the possible first characters of a stream
_HALF = re.compile("[\ud800-\udfff]")
_FIRST_HALF = re.compile("[\ud800-\udbff]")
_BUSY = {429: message("too many requests"), 503: message("the server is busy"), 529: message("the server is busy")}


@dataclass(frozen=True, slots=True)
class FailedAttempt:
    """How an attempt failed. It is a value and not an exception until no frame with a key is left. `again`: whether a
    new attempt may succeed. `why`: a few words. `wait_s`: the pause that the server asked for, in seconds. `adapted`:
    the next request is written differently."""

    error: ServerError
    again: bool = False
    why: str = ""
    wait_s: float | None = None
    problem: ServerProblem | None = None
    adapted: bool = False

    @property
    def mark(self) -> str:
        """The words of a status 500. If the same words come twice, the request is not tried again. "" for any other
        failure."""
        problem = self.problem
        return problem.words if problem is not None and problem.status == _FAILED else ""

    def final(self, name: str, *, same: bool) -> ServerError:
        """The error to raise. A single status 500 need not come from the schema, so it becomes a general ServerError. A
        repeated one (`same`) stays a ShapeRefusedError."""
        problem = self.problem
        if problem is not None and isinstance(self.error, ShapeRefusedError) and problem.status >= _FAILED and not same:
            return error_of(problem, name, None, self.wait_s)
        return self.error

    def pause(self, tried: int, lot: float) -> float:
        """The seconds to wait before the next attempt, after `tried` failed ones: what the server asked for, else twice
        as long each time. `lot`, a random number from 0 to 1, shortens the pause, so that clients that were refused at
        the same time do not all return at the same time."""
        if self.wait_s is not None:
            return self.wait_s
        return float(min(MOST_BACKOFF_S, BACKOFF_S * 2 ** (tried - 1)) * (1 - JITTER * lot))


def judged(problem: ServerProblem, name: str, ask: Ask | None, wait_s: float | None = None) -> FailedAttempt:
    """The failure for a refusal by the server called `name`."""
    again = can_be_asked_again(problem) and (wait_s is None or wait_s <= LONGEST_WAIT_S)
    why = _BUSY.get(problem.status, message("the server failed (error {status})", status=problem.status))
    return FailedAttempt(error_of(problem, name, ask, wait_s), again, why, wait_s, problem)


def not_an_answer(text: str, name: str) -> ServerError:
    """The error for a body in an unknown format."""
    if is_page(text):
        return ServerError(
            message(
                "{name} answered with a web page: check the address (a login page, or another program?).", name=name
            )
        )
    return ServerError(
        message(
            "{name} did not answer like a model: check the address (a login page, or another program?).",
            name=name,
        )
    )


def not_sendable(ask: Ask, name: str) -> ServerError:
    """The error for a request that contains half of a surrogate pair."""
    texts = (ask.model, *(each.text for each in ask.messages))
    half = next((found[0] for text in texts if (found := _HALF.search(text))), "")
    if _HALF.search(ask.model):
        where = message("the model's name")
    else:
        where = message("the text or what goes with it (instruction, source)")
    if not half:
        return ServerError(
            message(
                "There is half of a character in {where}, which cannot be sent to {name}: remove it.",
                where=where,
                name=name,
            )
        )
    return ServerError(
        message(
            "There is half of a character ({code}) in {where}, which cannot be sent to {name}: remove it.",
            where=where,
            code=f"U+{ord(half):04X}",
            name=name,
        )
    )


def retry_after_seconds(headers: Mapping[str, str], now: float) -> float | None:
    """The seconds that the server asks us to wait, from its headers (names in lower case). `now` is in seconds since
    1970. Formats: `retry-after-ms`, or `Retry-After` (RFC 9110, section 10.2.3). None if there is neither."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) * unit
        except ValueError:
            continue
        if 0 <= seconds < float("inf"):
            return seconds
    try:
        return max(0.0, parsedate_to_datetime(headers.get("retry-after", "")).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return None


class SurrogateJoiner:
    """Joins the two UTF-16 units of a character that arrive in different pieces, which happens if the server counts in
    UTF-16 units."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, text: str) -> str:
        """`text`, without half of a character at its end, which is held back."""
        text = self._held + text
        self._held = text[-1] if _FIRST_HALF.match(text[-1:]) else ""
        text = text[: len(text) - len(self._held)]
        if not _HALF.search(text):
            return text
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")

    def rest(self) -> str:
        """The text that was held back."""
        held, self._held = self._held, ""
        return held


class Listener:
    """Reads one answer of the server called `name`. `signs_of_life` counts the parts that show that the model is at
    work: text, thinking, and parts that are not displayed. `ended`: the answer is complete."""

    def __init__(self, reader: AnswerReader, redactor: KeyRedactor, name: str, ask: Ask) -> None:
        self.signs_of_life = 0
        self.ended = False
        self._reader = reader
        self._redactor_of_text = redactor.stream_redactor()
        self._thoughts = redactor.stream_redactor()
        self._halves, self._halves_of_thoughts = SurrogateJoiner(), SurrogateJoiner()
        self._clean = redactor
        self._name = name
        self._ask = ask
        self._head = b""
        self._left = STREAM_BYTES + BYTES_PER_TOKEN * ask.max_tokens

    def feed(self, data: bytes) -> Iterator[Part | FailedAttempt]:
        """The parts that `data` completes. A failure comes last."""
        self._left -= len(data)
        if not self._reader.has_started:
            self._head = (self._head + data)[:LONGEST_REFUSAL]
        try:
            for part in self._reader.feed(data):
                if isinstance(part, Text | Thought | Alive):
                    self.signs_of_life += 1
                yield from self._emit(part)
                if self.ended:
                    return
        except GarbledError as error:
            trouble = self._broken(error.why)
        except RefusalError as error:
            trouble = judged(error.problem, self._name, self._ask)
        else:
            if self._left >= 0:
                return
            trouble = FailedAttempt(
                ServerError(message("The answer of {name} does not end: try another model.", name=self._name))
            )
        yield from self._held()
        yield trouble

    @property
    def finished(self) -> bool:
        """Whether the server has given the reason why the answer ended, so that only figures can follow."""
        return self._reader.finished

    def finish(self) -> Iterator[Part | FailedAttempt]:
        """The last parts, at the end of the connection. A failure comes last."""
        if self.ended:
            return
        try:
            for part in self._reader.finish():
                yield from self._emit(part)
        except GarbledError as error:
            trouble = self._broken(error.why)
        except RefusalError as error:
            trouble = judged(error.problem, self._name, self._ask)
        else:
            return
        yield from self._held()
        yield trouble

    def _emit(self, part: Part | Alive) -> Iterator[Part]:
        if isinstance(part, Alive):
            return
        if isinstance(part, Text):
            if shown := self._redactor_of_text.feed(self._halves.feed(part.text)):
                yield Text(shown)
            return
        if isinstance(part, Thought):
            if shown := self._thoughts.feed(self._halves_of_thoughts.feed(part.text)):
                yield Thought(shown)
            return
        if isinstance(part, Ended):
            yield from self._held()
            self.ended = True
        yield part

    def _held(self) -> Iterator[Part]:
        if thought := self._thoughts.feed(self._halves_of_thoughts.rest()) + self._thoughts.rest():
            yield Thought(thought)
        if rest := self._redactor_of_text.feed(self._halves.rest()) + self._redactor_of_text.rest():
            yield Text(rest)

    def _broken(self, why: str) -> FailedAttempt:
        """The failure for an incomplete stream, or for a body that is no stream at all."""
        text = self._head.decode(errors="replace").strip()
        if not self._reader.has_started and text:
            with suppress(GarbledError):
                problem = problem_in(json_object(text), self._clean)
                return judged(problem, self._name, None) if problem.text else self._no_answer(text)
            if is_page(text) or not any(text.startswith(sign) or sign.startswith(text) for sign in _BEGINNINGS):
                return self._no_answer(text)
        if why:
            sentence = message("The answer of {name} broke off ({why}): try again.", name=self._name, why=why)
        else:
            sentence = message("The answer of {name} broke off: try again.", name=self._name)
        error = ServerError(sentence)
        return FailedAttempt(error, again=True, why=message("the answer broke off"))

    def _no_answer(self, text: str) -> FailedAttempt:
        return FailedAttempt(not_an_answer(text, self._name))
