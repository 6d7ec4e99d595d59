"""The JSON schemas of a model's answers, and the checks of what it answers. The checks always run, because many servers
only promise the schema and many models only try to follow it.

The schemas use only what every server's structured output supports: objects with all properties required and no others.
The highest number of entries in a list is left out for servers that do not support it (wire_formats.py)."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum

from reviser.core.edit import Intent
from reviser.core.invisible_characters import without_unseen
from reviser.core.pairwise import Choice
from reviser.messages import message

_SID = re.compile(r"\[?[sS]?0*(\d{1,9})(?:\.0{1,9})?\]?")
_COUNTED = re.compile(r"\[?[pP]?0*(\d{1,9})(?:\.0{1,9})?\]?")
_CHOSEN = re.compile(r"(?i:version )?[\[(\"]?([012])[\])\".]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_LONGEST_WHY = 300  # code points
INTENTS = tuple(intent.value for intent in Intent)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An edit as the model words it: in sentence `sid`, `quote` should become `after`. `evidence` is a quotation from
    the source, if one was requested."""

    sid: int
    intent: Intent
    quote: str
    after: str
    why: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """A place where the text could be better, and why. `severity` is from 1, a matter of taste, to 3, wrong."""

    sid: int
    intent: Intent
    quote: str
    severity: int
    why: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A model's answer about one of several numbered proposals. `choice` is what the prompt asked for: keep, drop or
    change; the number of a candidate; or better words."""

    number: int
    choice: str
    why: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A model's answer about one of several numbered pairs of versions. `choice` is None if it cannot be read."""

    number: int
    choice: Choice | None
    why: str


class Severity(Enum):
    """The severity of an error, with its weight (multidimensional quality metrics, MQM)."""

    MAJOR = -5
    MINOR = -1


@dataclass(frozen=True, slots=True)
class PinpointedError:
    """An error in one of several numbered sentences: where (`quote`), of what type (the intent of an edit there), how
    bad, and why."""

    number: int
    quote: str
    intent: Intent
    severity: Severity
    why: str


@dataclass(frozen=True, slots=True)
class Malformed:
    """An entry that does not follow the schema. `why` is a short clause."""

    why: str


def _list_of(key: str, most: int | None = None, **properties: Mapping[str, object]) -> Mapping[str, object]:
    """The schema of an object with one list, under `key`, whose entries have these properties. `most`: the highest
    number of entries."""
    entry = {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
    listed: dict[str, object] = {"type": "array", "items": entry}
    if most is not None:
        listed["maxItems"] = most
    return {
        "type": "object",
        "properties": {key: listed},
        "required": [key],
        "additionalProperties": False,
    }


_STRING: Mapping[str, object] = {"type": "string"}
_NUMBER: Mapping[str, object] = {"type": "integer"}  # supported by every server, unlike patterns
_INTENT: Mapping[str, object] = {"type": "string", "enum": list(INTENTS)}
_MOST_EACH, _MOST = 4, 60  # entries for each sentence, and in all: a longer list comes from a model in a loop

_SHORT: Mapping[str, object] = {"type": "string", "maxLength": 200}  # a small model repeats itself without end
VERDICTS = _list_of("verdicts", number=_NUMBER, choice=_STRING, why=_SHORT)
_CHOICE: Mapping[str, object] = {"type": "string", "enum": [choice.value for choice in Choice]}


def errors(count: int) -> Mapping[str, object]:
    """The schema of errors in sentences that are numbered from 1 to `count`."""
    return _list_of(
        "errors",
        _most(range(count)),
        number=_one_of(range(1, count + 1)),
        quote=_SHORT,
        intent=_INTENT,
        severity={"type": "string", "enum": ["major", "minor"]},
        why=_SHORT,
    )


def comparisons(count: int) -> Mapping[str, object]:
    """The schema of the answers about `count` pairs. The reason comes first, because a model decides by what it writes
    first."""
    return _list_of("verdicts", count, number=_one_of(range(1, count + 1)), why=_SHORT, choice=_CHOICE)


def edits(numbers: Collection[int], *, sourced: bool = False) -> Mapping[str, object]:
    """The schema of edits for the sentences with these numbers. The sentence number and the quote come first, because a
    model decides by what it writes first. `sourced` adds the evidence."""
    more = {"evidence": _STRING} if sourced else {}
    properties = {"quote": _STRING, "after": _STRING, "intent": _INTENT, "why": _STRING, **more}
    return _list_of("edits", _most(numbers), sid=_one_of(numbers), **properties)


def points(numbers: Collection[int]) -> Mapping[str, object]:
    """The schema of weak points in the sentences with these numbers."""
    severity = {"type": "integer", "enum": [1, 2, 3]}
    return _list_of(
        "points", _most(numbers), sid=_one_of(numbers), quote=_STRING, intent=_INTENT, severity=severity, why=_STRING
    )


def _one_of(numbers: Collection[int]) -> Mapping[str, object]:
    return {**_NUMBER, "enum": sorted(numbers)}


def _most(numbers: Collection[int]) -> int:
    """The highest number of entries about the sentences."""
    return min(_MOST, _MOST_EACH * len(numbers))


def suggestion(entry: object) -> Suggestion | Malformed:
    """An entry of `edits`, checked. `why` and `intent` may be missing; the other fields must be there as strings."""
    sid = _number_at(entry, "sid", _SID)
    quote, after = _text(entry, "quote"), _text(entry, "after")
    if sid is None:
        return Malformed(message("no sentence number"))
    if quote is None or not quote.strip() or after is None:
        return Malformed(message("no quote or no new text"))
    if "\t" in after and "\t" not in quote:
        return Malformed(message("a tab that nobody wrote"))  # probably a LaTeX command whose backslash was an escape
    return Suggestion(sid, _intent(entry), quote, after, _why(entry), _text(entry, "evidence") or "")


def point(entry: object) -> WeakPoint | Malformed:
    """An entry of `points`, checked."""
    sid, quote = _number_at(entry, "sid", _SID), _text(entry, "quote")
    if sid is None or quote is None or not quote.strip():
        return Malformed(message("no sentence number or no quote"))
    severity = _number_at(entry, "severity", _COUNTED)
    return WeakPoint(sid, _intent(entry), quote, min(3, max(1, severity or 1)), _why(entry))


def verdict(entry: object) -> Judgement | Malformed:
    """An entry of VERDICTS, checked."""
    number, choice = _number_at(entry, "number", _COUNTED), _text(entry, "choice")
    if number is None or not choice:
        return Malformed(message("no number or no choice"))
    return Judgement(number, choice.strip(), _why(entry))


def comparison(entry: object) -> Compared | Malformed:
    """An entry of `comparisons`."""
    number, said = _number_at(entry, "number", _COUNTED), _text(entry, "choice")
    if number is None:
        return Malformed(message("no number or no choice"))
    found = _CHOSEN.fullmatch((said or "").strip())
    return Compared(number, Choice(found[1]) if found else None, _why(entry))


def pinpointed(entry: object) -> PinpointedError | Malformed:
    """An entry of `errors`."""
    number, quote = _number_at(entry, "number", _COUNTED), _text(entry, "quote")
    if number is None or quote is None:
        return Malformed(message("no sentence number or no quote"))
    said = _text(entry, "severity") or ""
    severity = Severity.MAJOR if said.strip().casefold() == "major" else Severity.MINOR
    return PinpointedError(number, quote, _intent(entry), severity, _why(entry))


def one_line(text: str, longest: int = _LONGEST_WHY) -> str:
    """`text` without invisible characters, on one line, cut at `longest` code points."""
    line = " ".join(without_unseen(text).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _field(entry: object, name: str) -> object:
    return entry.get(name) if isinstance(entry, Mapping) else None


def _text(entry: object, name: str) -> str | None:
    """The string under `name`. None if there is none, or if it contains a control character."""
    value = _field(entry, name)
    return value if isinstance(value, str) and not _CONTROL.search(value) else None


def _number_at(entry: object, name: str, pattern: re.Pattern[str]) -> int | None:
    """The number under `name` in an entry, if it matches `pattern`."""
    value = _field(entry, name)  # numbers are read as text (stream.py)
    match = pattern.fullmatch(value.strip()) if isinstance(value, str) else None
    return int(match[1]) if match else None


def _intent(entry: object) -> Intent:
    value = _field(entry, "intent")
    named = value.strip().casefold().replace("_", "-").replace(" ", "-") if isinstance(value, str) else ""
    return Intent(named) if named in INTENTS else Intent.OTHER


def _why(entry: object) -> str:
    value = _field(entry, "why")
    return one_line(value) if isinstance(value, str) else ""
