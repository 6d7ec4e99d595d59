"""All the lists in an answer, and the one that is meant: models think aloud, repeat what they were asked for, and
change their minds, so that it is the last one that is whole, fits and is theirs. Where there is none, what would stand
in one may stand by itself, or under another name: one object a line, say.
"""

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
    """A list at `span` of an answer, its opening bracket behind it; `closed`: its end was there, too. `broken`: entries
    that are no JSON."""

    span: Span
    entries: tuple[object, ...]
    closed: bool
    broken: int

    @property
    def whole(self) -> bool:
        """Whether all of it could be read."""
        return self.closed and not self.broken


def lists_in(answer: str, key: str) -> list[FoundList]:
    """The lists under `key`, and those that stand alone at a line's start, by where they begin. One inside another is
    given only where the outer one is not whole."""
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
    """An answer in which JSON stands as it was meant, where a string of JSON holds all of it, or what should be the
    list under `key`: the last such string, without what stands around it."""
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


def _loose(answer: str, said: Span, told: str, fits: Callable[[object], bool]) -> FoundList | None:
    """The objects that stand by themselves in `said`, fit, and are not what the model was told."""
    entries: list[object] = []
    place = begin = end = said.start
    closed = True
    for _ in range(_MOST):
        place = answer.find("{", place, said.end)
        if place < 0:
            break
        try:
            entry, after = DECODER.raw_decode(answer, place)
            closed = True
        except (ValueError, RecursionError):
            entry, after = None, place
            closed = closed and not _OBJECT.match(answer, place)
        if entry is not None and fits(entry) and _SPACES.sub("", answer[place:after]) not in told:
            begin = begin if entries else place
            entries.append(entry)
            place = end = after
        else:
            place += 1
    return FoundList(Span(begin, end), tuple(entries), closed, 0) if entries else None


def meant(
    answer: str, found: Sequence[FoundList], prompt: str, fits: Callable[[object], bool], *, ended: bool
) -> FoundList | None:
    """The list that the model means; None where there is none. `fits`: whether an entry is as asked; `prompt`: what the
    model was told; `ended`: whether the answer came to its end, so that thinking which is opened and not closed may be
    an answer whose mark was forgotten."""
    said = spoken(answer, [each.span for each in found if each.whole])
    inside = [each for each in found if said.start <= each.span.start < said.end]
    if not inside and ended:
        inside = [each for each in found if each.span.start >= said.start]
        said = said if inside else Span(said.start, len(answer))
    told = _SPACES.sub("", prompt)
    good = [each for each in inside if any(map(fits, each.entries)) or (each.whole and not each.entries)]
    own = [each for each in good if not (each.entries and _SPACES.sub("", each.span.of(answer)) in told)]
    closed = [each for each in own if each.closed]
    # An empty list in a line of words is talk about the form ("if nothing should change, answer {…}").
    plain = [each for each in closed if each.entries or not _in_prose(answer, each.span)]
    loose = None if any(each.entries for each in own) else _loose(answer, said, told, fits)
    if loose is not None and not (plain and plain[-1].span.end > loose.span.end):
        return loose
    for choice in (plain, [each for each in own if each.entries], closed, own, inside):
        if choice:
            return choice[-1]
    return None


def _in_prose(answer: str, span: Span) -> bool:
    """Whether words stand in the same line as the list."""
    before = answer[answer.rfind("\n", 0, span.start) + 1 : span.start]
    end = answer.find("\n", span.end)
    after = answer[span.end : end if end >= 0 else len(answer)]
    return any(_LETTERS.search(_LANGUAGE.sub("", part.strip())) for part in (before, after))
