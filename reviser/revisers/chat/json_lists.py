"""Finds the lists in an answer, and chooses the one that the model means.

Models think aloud, repeat the request, and change their minds. So the last list that is complete, fits the request and
is not quoted from it is chosen. If there is no list, its objects may be in the answer one by one (one a line, for
example), or under another name."""

import json
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from reviser.core.text import Span
from reviser.revisers.chat.escapes import mended
from reviser.revisers.chat.stream import DECODER, MOST_BROKEN, beginning, parse_entries
from reviser.revisers.chat.thinking import spoken

_MOST = 400  # beginnings of lists in one answer; what has more is no answer
_SPACES = re.compile(r"\s+")
_LETTERS = re.compile(r"[^\W\d_]")
_LANGUAGE = re.compile(r"^```\w*|```$")
_OBJECT = re.compile(r'\{\s*"')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


@dataclass(frozen=True, slots=True)
class FoundList:
    """A list in an answer. `span` begins after its opening bracket. `closed`: its end was found. `broken`: the number
    of entries that are not JSON."""

    span: Span
    entries: tuple[object, ...]
    closed: bool
    broken: int

    @property
    def whole(self) -> bool:
        """Whether all of the list could be read."""
        return self.closed and not self.broken


def lists_in(answer: str, key: str) -> list[FoundList]:
    """The lists under `key`, and those that begin a line without a key, in order. A list inside another is included
    only if the outer one is incomplete."""
    found: list[FoundList] = []
    begins = beginning(key)
    place = broken = 0
    while (start := begins.search(answer, place)) is not None and len(found) < _MOST and broken <= 2 * MOST_BROKEN:
        got = parse_entries(answer, start.end(), ended=True)
        found.append(FoundList(Span(start.start(), got.end), tuple(got.entries), got.closed, got.broken))
        broken += got.broken
        place = got.end if found[-1].whole else start.end()
    return found


def unpacked(answer: str, key: str) -> str:
    """The JSON of an answer that has it inside a JSON string: all of it, or what should be the list under `key`. The
    last such string is returned, without the text around it; another answer is returned unchanged."""
    place = spoken(answer)
    said = place.of(answer) or answer[place.start :]
    if '\\"' not in said or any(found.entries for found in lists_in(said, key)):
        return answer
    for string in reversed(_STRING.findall(said)):
        with suppress(ValueError):
            inner = json.loads(string, strict=False)
            if inner.lstrip()[:1] in {"{", "["} and _OBJECT.search(inner):
                return mended(inner)
    return answer


def _loose(answer: str, answer_span: Span, prompt: str, fits: Callable[[object], bool]) -> FoundList | None:
    """The single objects in `answer_span` that fit and are not quoted from `prompt`, as a list; None if
    there are none."""
    entries: list[object] = []
    place = begin = end = answer_span.start
    closed = True
    for _ in range(_MOST):
        place = answer.find("{", place, answer_span.end)
        if place < 0:
            break
        try:
            entry, after = DECODER.raw_decode(answer, place)
            closed = True
        except (ValueError, RecursionError):
            entry, after = None, place
            closed = closed and not _OBJECT.match(answer, place)
        if entry is not None and fits(entry) and _SPACES.sub("", answer[place:after]) not in prompt:
            begin = begin if entries else place
            entries.append(entry)
            place = end = after
        else:
            place += 1
    return FoundList(Span(begin, end), tuple(entries), closed, 0) if entries else None


def meant(
    answer: str, lists: Sequence[FoundList], prompt: str, fits: Callable[[object], bool], *, ended: bool
) -> FoundList | None:
    """The list that the model means; None if there is none. `fits`: whether an entry has the requested form. `prompt`:
    the text that was sent to the model. `ended`: whether the answer is complete; then thinking that has a start but no
    end may be an answer after a forgotten end mark."""
    answer_span = spoken(answer, [each.span for each in lists if each.whole])
    inside = [each for each in lists if answer_span.start <= each.span.start < answer_span.end]
    if not inside and ended:
        inside = [each for each in lists if each.span.start >= answer_span.start]
        answer_span = answer_span if inside else Span(answer_span.start, len(answer))
    bare_prompt = _SPACES.sub("", prompt)
    good = [each for each in inside if any(map(fits, each.entries)) or (each.whole and not each.entries)]
    own = [each for each in good if not (each.entries and _SPACES.sub("", each.span.of(answer)) in bare_prompt)]
    closed = [each for each in own if each.closed]
    # An empty list in a line of words is talk about the form ("if nothing should change, answer {…}").
    plain = [each for each in closed if each.entries or not _in_prose(answer, each.span)]
    loose = None if any(each.entries for each in own) else _loose(answer, answer_span, bare_prompt, fits)
    if loose is not None and not (plain and plain[-1].span.end > loose.span.end):
        return loose
    for choice in (plain, [each for each in own if each.entries], closed, own, inside):
        if choice:
            return choice[-1]
    return None


def _in_prose(answer: str, span: Span) -> bool:
    """Whether the line of the list contains words outside it."""
    before = answer[answer.rfind("\n", 0, span.start) + 1 : span.start]
    end = answer.find("\n", span.end)
    after = answer[span.end : end if end >= 0 else len(answer)]
    return any(_LETTERS.search(_LANGUAGE.sub("", part.strip())) for part in (before, after))
