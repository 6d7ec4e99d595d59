"""What servers say instead of an answer, made into one sentence that says what to do; and keys kept out of all of it.

The shapes of errors: OpenAI's `{"error": {message, type, code, param}}`, Anthropic's `{"type": "error", "error": {type,
message}}`, Ollama's `{"error": "…"}`, vLLM's `{"message": …}` and FastAPI's `{"detail": …}`. The sentences by which a
full context is known are those that llama.cpp, OpenAI, vLLM and Anthropic send, as their users report them.
"""

import base64
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

from reviser.revisers.net.sse import inside, text_at
from reviser.revisers.net.wire import AnswerShape, Ask, KeyRefusedError, ServerError, ShapeRefusedError, TooLongError

LONGEST_SAID = 200  # code points of a server's own words in a message
_LONGEST_IN_MINUTES_S, _DAY_S = 2 * 3600.0, 24 * 3600.0
LONGEST_WAIT_S = 120.0  # a server that wants a longer wait is an error
HIDDEN = "[key]"
SHORTEST = 6  # code points of what is taken for a key in a message
SHORTEST_IN_TEXT = 16  # and in an answer, which may well have a word like "ollama"
SHORTEST_MIXED = 8  # and in an answer where it has letters and digits, as no word has
_LONG = 24  # from which on a part of it is no word either
_SPELLED = 16  # code points: as many as one character of a key takes at most
_KIND = re.compile(r"[A-Za-z]{1,8}[-_](?:[A-Za-z0-9]{1,8}[-_]){0,2}")
_FOR_ADDRESSES = str.maketrans("+/", "-_")

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

# The kinds of Anthropic's errors, and OpenAI's, that come inside a stream and so without a status.
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

_SIGNS = re.compile(
    r"(?i:bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}|\bsk-[A-Za-z0-9_-]{8,}|(?<=//)[^/@\s]+(?=@)"
    r"|(?i:(?:x-)?api-?key|authorization)[\"']?\s*[:=]\s*[\"']?[^\s\"',}]+"
)


class Cleaner:
    """Takes keys out of text."""

    def __init__(self, key: str = "") -> None:
        self._key = key
        self._spelled = spelled(key) if len(key) >= SHORTEST else None

    def __repr__(self) -> str:
        return "Cleaner(…)"

    def __call__(self, text: str) -> str:
        """`text` without the key, and without what looks like one."""
        text = self._spelled.sub(HIDDEN, text) if self._spelled is not None else text
        return _SIGNS.sub(HIDDEN, text)

    def reveals(self, name: str) -> bool:
        """Whether a name that a server gave is the key, or has it in it; a short key may well be a word of a name."""
        if self._spelled is None:
            return False
        return bool(self._spelled.search(name) if is_no_word(self._key) else self._spelled.fullmatch(name.strip()))

    def veil(self) -> "KeyFilter":
        """For text that arrives in pieces."""
        return KeyFilter(self._key)

    def said(self, text: str) -> str:
        """A server's words as they may stand in a message: one short line."""
        line = " ".join("".join(c if c.isprintable() else " " for c in self(text)).split())
        return line if len(line) <= LONGEST_SAID else f"{line[: LONGEST_SAID - 1]}…"


def is_no_word(key: str) -> bool:
    """Whether a key is one that no text has by chance."""
    mixed = any(map(str.isalpha, key)) and any(map(str.isdigit, key))
    return len(key) >= (SHORTEST_MIXED if mixed else SHORTEST_IN_TEXT)


def spelled(key: str) -> regex.Pattern:
    """Finds a key however JSON within JSON spells it, each character by itself or by its number, behind as many
    backslashes as come of that; and as an address or a web page does. Of a long one that also is what is cut off behind
    two thirds, stands without what says whose it is ("sk-"), or is written in base64."""
    if len(key) < _LONG:
        return regex.compile("".join(map(_spellings, key)))
    kind = _KIND.match(key)
    start = len(kind[0]) if kind and len(key) - len(kind[0]) >= SHORTEST_IN_TEXT else 0
    least = max(start + SHORTEST_IN_TEXT, 2 * len(key) // 3)
    rest = ""
    for sign in reversed(key[least:]):
        rest = f"(?:{_spellings(sign)}{rest})?"
    begin, core = ("".join(map(_spellings, part)) for part in (key[:start], key[start:least]))
    ways = [f"(?:{begin})?{core}{rest}", *("".join(map(_spellings, way)) for way in _in_base64(key))]
    return regex.compile("|".join(ways))


def _in_base64(key: str) -> Iterator[str]:
    """What of a key is the same wherever it begins in text that is written in base64 (RFC 4648), both ways."""
    for before in range(3):
        data = bytes(before) + key.encode()
        text = base64.b64encode(data).decode()[-(-before * 8 // 6) : len(data) * 8 // 6]
        yield from dict.fromkeys((text, text.translate(_FOR_ADDRESSES)))


def _spellings(sign: str) -> str:
    number = ord(sign)
    as_number = rf"(?i:u00{number:02x}|x{number:02x})|%(?i:{number:02x})|&#(?:0*{number}|(?i:x0*{number:x}));"
    return rf"\\{{0,8}}(?:{regex.escape(sign)}|{as_number})"


class KeyFilter:
    """Takes a key out of text that arrives in pieces."""

    def __init__(self, key: str) -> None:
        self._spelled = spelled(key) if is_no_word(key) else None
        self._shortest = len(key) // 2
        self._held = ""

    def __repr__(self) -> str:
        return "Veil(…)"

    def feed(self, text: str) -> str:
        """`text`, without what may be the beginning of the key until more is known."""
        if self._spelled is None:
            return text
        text = self._held + text
        shown: list[str] = []
        position = 0
        found = self._spelled.search(text, partial=True)
        while found is not None and not found.partial and len(text) - found.end() >= _SPELLED:  # else more may come
            shown += text[position : found.start()], HIDDEN
            position = found.end()
            found = self._spelled.search(text, position, partial=True)
        end = len(text) if found is None else found.start()
        self._held = text[end:]
        return "".join((*shown, text[position:end]))

    def rest(self) -> str:
        """What was held back; hidden where it is most of a key."""
        held, self._held = self._held, ""
        whole = self._spelled.search(held) if self._spelled is not None else None
        if whole is not None:
            return f"{held[: whole.start()]}{HIDDEN}{held[whole.end() :]}"
        return held if len(held) <= self._shortest else HIDDEN


@dataclass(frozen=True, slots=True)
class ServerProblem:
    """A refusal. `status`: HTTP's, or what it would have been; `kind` and `parameter` where the server names them."""

    status: int
    kind: str = ""
    parameter: str = ""
    said: str = ""
    inside: bool = False  # an answer, which has the status of success

    @property
    def words(self) -> str:
        """All of it, to look for signs in."""
        return f"{self.kind} {self.parameter} {self.said}"


class RefusalError(Exception):
    """An error that came inside a stream."""

    def __init__(self, problem: ServerProblem) -> None:
        super().__init__(problem.status)
        self.problem = problem


def problem_of(status: int, body: str, cleaner: Cleaner) -> ServerProblem:
    """What a body says that came with `status`."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return ServerProblem(status, said="" if is_page(body) else cleaner.said(_words(body)))
    return problem_in(found, cleaner, status)


def _words(body: str) -> str:
    """The words of a body that is no JSON, or JSON that was cut off, of which only the message is words."""
    if not body.lstrip().startswith("{"):
        return body
    found = _MESSAGE.search(body)
    if not found:
        return ""
    try:
        return str(json.loads(f'"{found[1]}"', strict=False))
    except ValueError:
        return found[1]


def problem_in(found: object, cleaner: Cleaner, status: int = 0) -> ServerProblem:
    """What JSON says; without a status, the one its kind stands for."""
    error = inside(found, "error") or found
    said = error if isinstance(error, str) else ""
    for path in (("message",), ("detail",), ("detail", 0, "msg"), ("error",)):
        said = said or text_at(error, *path)
    kind = text_at(error, "code") or text_at(error, "type")
    code = inside(error, "code")
    within = not status
    if within:
        number = code if isinstance(code, int) and not isinstance(code, bool) and 400 <= code < 600 else 500
        number = 404 if number == 500 and _NO_PLACE.search(said) else number
        status = _STATUS.get(text_at(error, "type"), _STATUS.get(kind, number))
    return ServerProblem(status, cleaner.said(kind), cleaner.said(text_at(error, "param")), cleaner.said(said), within)


def is_page(body: str) -> bool:
    """Whether this is a web page."""
    return body.lstrip("\ufeff \t\r\n")[:1] == "<"


def can_be_asked_again(problem: ServerProblem) -> bool:
    """Whether the same request may succeed in a moment."""
    if _TOO_LONG.search(problem.words) or _NO_CREDIT.search(problem.words):
        return False
    return problem.status in {408, 409, 429} or problem.status >= 500


def error_of(problem: ServerProblem, name: str, ask: Ask | None, wait_s: float | None = None) -> ServerError:
    """The error for a refusal by the server called `name`. `ask`: what was asked, None where models were listed;
    `wait_s`: how long the server wants us to wait."""
    said = f" It says: {problem.said}" if problem.said else ""
    status = problem.status
    if status == 413 or (status in {400, 422, 500} and _TOO_LONG.search(problem.words)):
        return TooLongError(f"The text is too long for the model's context on {name}: send shorter parts.{said}")
    if status == 402 or _NO_CREDIT.search(problem.words):
        return ServerError(f"There is no credit left at {name}: look at your account there.{said}")
    if status in {401, 403} or (status == 400 and _KEY.search(problem.words)):
        return KeyRefusedError(f"{name} refused the key: check it, and what it is allowed to do.{said}")
    if status == 404:
        return ServerError(_not_found(problem, name, ask) + said)
    if status == 407:
        return ServerError("The proxy wants a password: put it into HTTPS_PROXY, or the server into NO_PROXY.")
    if ask is not None and ask.shape is not AnswerShape.PLAIN and status in {400, 422, 500, 501}:
        return ShapeRefusedError(f"{name} cannot give an answer of this form: ask for a simpler one.{said}")
    if status == 429:
        when = "in a minute" if wait_s is None else _later(wait_s)
        return ServerError(f"{name} has had too many requests: try again {when}, or send fewer at once.{said}")
    if status in {408, 502, 503, 504, 529}:
        when = "in a few minutes" if wait_s is None else _later(wait_s)
        return ServerError(f"{name} is busy or starting: try again {when}.{said}")
    if problem.inside and status >= 500:
        return ServerError(f"{name} answered with an error: try again, or look at what the server logs.{said}")
    if status >= 500:
        return ServerError(f"{name} failed (error {status}): try again, or look at what the server logs.{said}")
    return ServerError(f"{name} refused the request (error {status}): check its model and settings.{said}")


def _not_found(problem: ServerProblem, name: str, ask: Ask | None) -> str:
    if ask is not None and _MODEL.search(problem.words):
        return f"{name} has no model called {ask.model}: choose one that it lists."
    return f"Nothing answers at this address of {name}: check its path (for OpenAI's format it usually ends in /v1)."


def _later(seconds: float) -> str:
    """When to try again; what is beyond a day is no figure that anybody waits by."""
    if seconds < LONGEST_WAIT_S:
        return f"in {max(1, round(seconds))} s"
    if seconds < _LONGEST_IN_MINUTES_S:
        return f"in {round(seconds / 60)} minutes"
    if seconds <= _DAY_S:
        return f"in {round(seconds / 3600)} hours"
    return "much later"


def refuses_system(problem: ServerProblem) -> bool:
    """Whether a refusal is of the system's words: models without such a role, and templates that want user and
    assistant in turn."""
    return problem.status in {400, 422, 500} and _NO_SYSTEM.search(problem.words) is not None


def rejects(problem: ServerProblem, parameters: Mapping[str, object]) -> str:
    """The one of `parameters` that a refusal names as unknown or unfit; empty where it names none of them."""
    if problem.status not in {400, 422}:
        return ""
    if problem.parameter in parameters:
        return problem.parameter
    # The first that is named: "max_tokens is not supported, use max_completion_tokens".
    return next((word for word in _NO_PARAMETER.findall(problem.said) if word in parameters), "")
