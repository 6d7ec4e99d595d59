"""Parses streams that arrive in pieces cut anywhere: lines of UTF-8, server-sent events, and JSON lines.

Where a browser is lenient, this is strict: bytes that are not UTF-8, or a line without an end, make the stream
unreadable. What was complete before is given first. Server-sent events: WHATWG HTML standard, section 9.2. JSON lines:
ndjson.org. `Chunks` also reads what servers send that deviates from these."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reviser.messages import message

MOST_COUNTED = 10**9  # tokens; a larger number is an error of the server
LONGEST_LINE = 4 << 20  # code points of a line and of an event's data; a model's answer has none as long

_LINE_END = re.compile(r"\r\n|\n|\r")
_MOST_OF_A_CHARACTER = 3  # bytes of an incomplete UTF-8 character at most


class GarbledError(Exception):
    """The stream cannot be read any further. Its argument is a few words that say why, possibly ""."""

    @property
    def why(self) -> str:
        """The reason, as the Message that was given."""
        return str(self) if not self.args else self.args[0]  # a Message, as it was given


class LineSplitter:
    """Splits bytes into lines that end with CR, LF or both. A byte order mark at the beginning is removed."""

    def __init__(self, longest: int = LONGEST_LINE) -> None:
        self._longest = longest
        self._bytes = b""  # the bytes of an incomplete character
        self._pieces: list[str] = []  # the parts of an incomplete line
        self._length = 0
        self._after_cr = False
        self._begun = False

    def feed(self, data: bytes) -> Iterator[str]:
        """The lines that `data` completes, without their ends. GarbledError is raised after them."""
        text, fault = self._decoded(self._bytes + data)
        if text and not self._begun:
            self._begun = True
            text = text.removeprefix("\ufeff")
        if text and self._after_cr:
            self._after_cr = False
            text = text.removeprefix("\n")
        start = 0
        for end in _LINE_END.finditer(text):
            self._keep(text[start : end.start()])
            yield "".join(self._pieces)
            self._pieces, self._length = [], 0
            start = end.end()
        self._after_cr = text.endswith("\r")
        self._keep(text[start:])
        if fault:
            raise GarbledError(fault)

    def rest(self) -> str:
        """The text behind the last line end. Raises GarbledError if its last character is incomplete."""
        if self._bytes:
            raise GarbledError(message("a character is cut off"))
        return "".join(self._pieces)

    def _decoded(self, data: bytes) -> tuple[str, str]:
        """The text up to the first error in UTF-8, and a description of the error ("" for none)."""
        self._bytes = b""
        try:
            return data.decode(), ""
        except UnicodeDecodeError as error:
            if (
                error.end == len(data)
                and len(data) - error.start <= _MOST_OF_A_CHARACTER
                and "end of data" in error.reason
            ):
                self._bytes = data[error.start :]
                return data[: error.start].decode(), ""
            return data[: error.start].decode(), message("its text is not UTF-8")

    def _keep(self, piece: str) -> None:
        """Add `piece` to the incomplete line. Raises GarbledError if the line is too long."""
        self._length += len(piece)
        if self._length > self._longest:
            raise GarbledError(message("a line does not end"))
        if piece:
            self._pieces.append(piece)


UNNAMED = "message"


@dataclass(frozen=True, slots=True)
class Event:
    """A server-sent event. `name` is UNNAMED if it has no name of its own."""

    name: str
    data: str


class Events:
    """Parses bytes into server-sent events. An empty line ends an event; the end of the stream may end the last one."""

    def __init__(self, longest: int = LONGEST_LINE) -> None:
        self._lines = LineSplitter(longest)
        self._longest = longest
        self._name = ""
        self._data: list[str] = []
        self._length = 0

    def feed(self, data: bytes) -> Iterator[Event]:
        """The events that `data` completes. GarbledError is raised after them."""
        for line in self._lines.feed(data):
            yield from self.take(line)

    def take(self, line: str) -> Iterator[Event]:
        """The event that `line` completes, if any. Raises GarbledError if an event is too long."""
        if not line:
            if self._data:
                yield Event(self._name or UNNAMED, "\n".join(self._data))
            self._name, self._data, self._length = "", [], 0
            return
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            self._length += len(value)
            if self._length > self._longest:
                raise GarbledError(message("an event does not end"))
            self._data.append(value)
        elif field == "event":
            self._name = value

    def alone(self, line: str) -> tuple[str, Mapping[str, object]] | None:
        """The JSON object that is all the data in `line`, with the event's name. Some servers send no empty lines, so
        such an object must not wait for one. None if the line has no such object."""
        value = line.removeprefix("data:").strip()
        if any(self._data) or not line.startswith("data:") or not (value.startswith("{") and value.endswith("}")):
            return None
        found = _object(value)
        return None if found is None else (self._name or UNNAMED, found)


DONE = "[DONE]"


class Chunks:
    """Parses bytes into the JSON objects of an answer. They may come as server-sent events, as JSON lines, or as one
    object on many lines. Ignored are events without data, data that is not JSON (": still here", "ping") and fields
    outside the standard. Several objects in one event are given one by one.

    `done`: the mark that ends OpenAI's streams was read."""

    def __init__(self, longest: int = LONGEST_LINE) -> None:
        self.done = False
        self._lines = LineSplitter(longest)
        self._events = Events(longest)
        self._longest = longest
        self._whole: list[str] = []  # lines of an incomplete object outside events
        self._length = 0
        self._begun = False

    def feed(self, data: bytes) -> Iterator[tuple[str, Mapping[str, object]]]:
        """The objects that `data` completes, each with its event's name, "" outside an event. GarbledError is raised
        after them."""
        for line in self._lines.feed(data):
            yield from self._take(line)
            if self.done:
                return

    def finish(self) -> Iterator[tuple[str, Mapping[str, object]]]:
        """The objects that the end of the stream completes. Raises GarbledError if an object is incomplete."""
        if not self.done:
            yield from self._take(self._lines.rest())
            yield from self._take("")
        if self._whole and not self.done:
            yield "", json_object("\n".join(self._whole))

    def _take(self, line: str) -> Iterator[tuple[str, Mapping[str, object]]]:
        bare = line.strip()
        if bare == DONE:
            self.done = True
        elif self._whole or bare.startswith("{"):
            yield from self._bare(line)
        elif (found := self._events.alone(line)) is not None:
            self._begun = True
            yield found
        else:
            for event in self._events.take(line):
                yield from ((event.name, found) for found in self._objects(event.data))

    def _bare(self, line: str) -> Iterator[tuple[str, Mapping[str, object]]]:
        """The object that a line of JSON outside events completes, if any."""
        self._length += len(line)
        if self._length > self._longest:
            raise GarbledError(message("an object does not end"))
        alone = not self._whole
        if alone or line.rstrip() == "}":
            found = _object("\n".join((*self._whole, line)))
            if found is not None:
                self._whole, self._length, self._begun = [], 0, True
                yield "", found
                return
            if alone and self._begun:
                raise GarbledError(message("a part of it is not a JSON object"))
        self._whole.append(line)

    def _objects(self, data: str) -> Iterator[Mapping[str, object]]:
        """The JSON objects in the data of one event."""
        found = [data] if _object(data) is not None else data.split("\n")
        for text in found:
            bare = text.strip()
            if bare.strip('"') == DONE:
                self.done = True
                return
            if bare.startswith(("{", "[")):
                self._begun = True
                yield json_object(bare)


def _object(text: str) -> Mapping[str, object] | None:
    """The JSON object that `text` is; None if it is none."""
    try:
        return json_object(text)
    except GarbledError:
        return None


def json_object(text: str) -> Mapping[str, object]:
    """The JSON object that `text` is. Raises GarbledError if it is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise GarbledError(message("a part of it is not a JSON object"))
    return found


def written(body: Mapping[str, object]) -> bytes | None:
    """The body of a request as JSON in UTF-8. None if it contains half of a surrogate pair, which is no character. An
    escape would not help, because most servers refuse it."""
    try:
        return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except UnicodeEncodeError:
        return None


def inside(value: object, *path: str | int) -> object:
    """The value at `path` in parsed JSON; None if there is none."""
    for step in path:
        if isinstance(step, str) and isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def text_at(data: object, *path: str | int) -> str:
    """The string at `path`; "" if there is none."""
    value = inside(data, *path)
    return value if isinstance(value, str) else ""


def count_at(data: object, *path: str | int) -> int | None:
    """The whole number from 0 to `MOST_COUNTED` at `path`; None for anything else."""
    value = inside(data, *path)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_COUNTED else None


def list_at(data: object, *path: str | int) -> list[object]:
    """The list at `path`; empty if there is none."""
    value = inside(data, *path)
    return value if isinstance(value, list) else []
