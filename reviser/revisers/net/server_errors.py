"""Turns a server's refusal into one sentence that says what to do.

Formats of errors: OpenAI's `{"error": {message, type, code, param}}`, Anthropic's `{"type": "error", "error": {type,
message}}`, Ollama's `{"error": "…"}`, vLLM's `{"message": …}` and FastAPI's `{"detail": …}`. The phrases that show a
full context are those of llama.cpp, OpenAI, vLLM and Anthropic, as their users report them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from reviser.messages import Message, message, plural, sentences
from reviser.revisers.net.redaction import KeyRedactor
from reviser.revisers.net.sse import inside, text_at
from reviser.revisers.net.wire import AnswerShape, Ask, KeyRefusedError, ServerError, ShapeRefusedError, TooLongError

_LONGEST_IN_MINUTES_S, _DAY_S = 2 * 3600.0, 24 * 3600.0
LONGEST_WAIT_S = 120.0  # a server that wants a longer wait is an error

_TOO_LONG = re.compile(
    r"exceed_context_size|context_length_exceeded|maximum context length|context (?:window|size|length)"
    r"|prompt is too long|request_too_large|exceed\w* (?:the )?(?:available )?context|too many (?:input )?tokens",
    re.IGNORECASE,
)
_KEY = re.compile(r"api[ _-]?key|authentication|unauthori[sz]ed|invalid[ _-]token|permission", re.IGNORECASE)
_NO_CREDIT = re.compile(r"insufficient_quota|credit balance|billing|exceeded your current quota", re.IGNORECASE)
_MODEL = re.compile(r"\bmodels?\b|model_not_found", re.IGNORECASE)
_NO_PLACE = re.compile(r"(?:unexpected|unknown|unsupported|no such) (?:endpoint|path|route|url)", re.IGNORECASE)
_NO_SYSTEM = re.compile(
    r"\b(?:system|developer)\W+(?:\w+\W+){0,2}(?:is |are )?(?:not |un)(?:supported|allowed|enabled|expected|permitted)"
    r"|(?:not support|unsupported|cannot have|not allow)\b[^.]{0,40}\bsystem\b"
    r"|roles must alternate|only user(?:,| and) (?:and )?(?:assistant|model)\b",
    re.IGNORECASE,
)
_MESSAGE = re.compile(r'"(?:message|detail|error)"\s*:\s*"((?:[^"\\]|\\.)*)')
_NO_PARAMETER = re.compile(r"[A-Za-z_]+")

# The HTTP status for each kind of error of Anthropic's and OpenAI's that comes inside a stream, without a status.
_STATUS = {
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "timeout_error": 408,
    "request_too_large": 413,
    "invalid_request_error": 400,
    "exceed_context_size_error": 400,
    "rate_limit_error": 429,
    "rate_limit_exceeded": 429,
    "overloaded_error": 529,
}


@dataclass(frozen=True, slots=True)
class ServerProblem:
    """A refusal. `status` is the HTTP status, or the one that the error stands for. `kind` and `parameter` are "" if
    the server does not name them. `inside`: the error came inside an answer with a successful status."""

    status: int
    kind: str = ""
    parameter: str = ""
    text: str = ""
    inside: bool = False  # an answer, which has the status of success

    @property
    def words(self) -> str:
        """All its words in one string, to search in."""
        return f"{self.kind} {self.parameter} {self.text}"


class RefusalError(Exception):
    """An error that came inside a stream."""

    def __init__(self, problem: ServerProblem) -> None:
        super().__init__(problem.status)
        self.problem = problem


def problem_of(status: int, body: str, redactor: KeyRedactor) -> ServerProblem:
    """The problem that the body of a response with `status` describes."""
    try:
        body_json = json.loads(body)
    except (ValueError, RecursionError):
        return ServerProblem(status, text="" if is_page(body) else redactor.as_message_text(_words(body)))
    return problem_in(body_json, redactor, status)


def _words(body: str) -> str:
    """The words of a body that is not JSON. Of JSON that was cut off, only the message."""
    if not body.lstrip().startswith("{"):
        return body
    found = _MESSAGE.search(body)
    if not found:
        return ""
    try:
        return str(json.loads(f'"{found[1]}"', strict=False))
    except ValueError:
        return found[1]


def problem_in(body: object, redactor: KeyRedactor, status: int = 0) -> ServerProblem:
    """The problem that parsed JSON describes. Without a status, the status follows from its kind."""
    error = inside(body, "error") or body
    words = error if isinstance(error, str) else ""
    for path in (("message",), ("detail",), ("detail", 0, "msg"), ("error",)):
        words = words or text_at(error, *path)
    kind = text_at(error, "code") or text_at(error, "type")
    code = inside(error, "code")
    within = not status
    if within:
        number = code if isinstance(code, int) and not isinstance(code, bool) and 400 <= code < 600 else 500
        number = 404 if number == 500 and _NO_PLACE.search(words) else number
        status = _STATUS.get(text_at(error, "type"), _STATUS.get(kind, number))
    return ServerProblem(
        status,
        redactor.as_message_text(kind),
        redactor.as_message_text(text_at(error, "param")),
        redactor.as_message_text(words),
        within,
    )


def is_page(body: str) -> bool:
    """Whether the body is a web page."""
    return body.lstrip("\ufeff \t\r\n")[:1] == "<"


def can_be_asked_again(problem: ServerProblem) -> bool:
    """Whether the same request may soon succeed."""
    if _TOO_LONG.search(problem.words) or _NO_CREDIT.search(problem.words):
        return False
    return problem.status in {408, 409, 429} or problem.status >= 500


def error_of(problem: ServerProblem, name: str, ask: Ask | None, wait_s: float | None = None) -> ServerError:
    """The error for a refusal by the server called `name`. `ask` is the request, None if models were listed. `wait_s`:
    how many seconds the server asks us to wait."""
    kind, refusal = _refusal(problem, name, ask, wait_s)
    if problem.status == 407 or not problem.text:
        return kind(refusal)
    return kind(sentences(refusal, message("Its message: {words}", words=problem.text)))


def _refusal(
    problem: ServerProblem, name: str, ask: Ask | None, wait_s: float | None
) -> tuple[type[ServerError], Message]:
    """The class of the error, and its message without the server's own words."""
    status = problem.status
    if status == 413 or (status in {400, 422, 500} and _TOO_LONG.search(problem.words)):
        text = message("The text is too long for the model's context on {name}: send shorter parts.", name=name)
        return TooLongError, text
    if status == 402 or _NO_CREDIT.search(problem.words):
        return ServerError, message("There is no credit left at {name}: look at your account there.", name=name)
    if status in {401, 403} or (status == 400 and _KEY.search(problem.words)):
        text = message("{name} refused the key: check it, and what it is allowed to do.", name=name)
        return KeyRefusedError, text
    if status == 404:
        return ServerError, _not_found(problem, name, ask)
    if status == 407:
        text = message("The proxy requires a password: add it to HTTPS_PROXY, or add the server to NO_PROXY.")
        return ServerError, text
    if ask is not None and ask.shape is not AnswerShape.PLAIN and status in {400, 422, 500, 501}:
        text = message("{name} does not support this answer format: choose a simpler one.", name=name)
        return ShapeRefusedError, text
    if status == 429:
        when = message("in a minute") if wait_s is None else _later(wait_s)
        text = message(
            "{name} has received too many requests: try again {when}, or send fewer at once.", name=name, when=when
        )
    elif status in {408, 502, 503, 504, 529}:
        when = message("in a few minutes") if wait_s is None else _later(wait_s)
        text = message("{name} is busy or starting: try again {when}.", name=name, when=when)
    elif problem.inside and status >= 500:
        text = message("{name} answered with an error: try again, or check the server's log.", name=name)
    elif status >= 500:
        text = message(
            "{name} failed (error {status}): try again, or check the server's log.", name=name, status=status
        )
    else:
        text = message(
            "{name} refused the request (error {status}): check its model and settings.", name=name, status=status
        )
    return ServerError, text


def _not_found(problem: ServerProblem, name: str, ask: Ask | None) -> Message:
    """The message for a missing model or path."""
    if ask is not None and _MODEL.search(problem.words):
        return message("{name} has no model called {model}: choose one that it lists.", name=name, model=ask.model)
    return message(
        "Nothing answers at this address of {name}: check its path (for OpenAI's format it usually ends in /v1).",
        name=name,
    )


def _later(seconds: float) -> Message:
    """When to try again. More than a day is not given as a figure."""
    if seconds < LONGEST_WAIT_S:
        return message("in {seconds} s", seconds=max(1, round(seconds)))
    if seconds < _LONGEST_IN_MINUTES_S:
        return plural("in 1 minute", "in {n} minutes", round(seconds / 60))
    if seconds <= _DAY_S:
        return plural("in 1 hour", "in {n} hours", round(seconds / 3600))
    return message("much later")


def refuses_system(problem: ServerProblem) -> bool:
    """Whether the server refuses system messages: some models have no such role, and some templates want user and
    assistant in turn."""
    return problem.status in {400, 422, 500} and _NO_SYSTEM.search(problem.words) is not None


def rejects(problem: ServerProblem, parameters: Mapping[str, object]) -> str:
    """The one of `parameters` that a refusal names as unknown or invalid; "" if it names none."""
    if problem.status not in {400, 422}:
        return ""
    if problem.parameter in parameters:
        return problem.parameter
    # The first one that is named counts: "max_tokens is not supported, use max_completion_tokens".
    return next((word for word in _NO_PARAMETER.findall(problem.text) if word in parameters), "")
