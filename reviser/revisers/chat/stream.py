"""The entries of a JSON list, each as soon as it is complete, out of an answer that still arrives.

Nothing is repaired: what is cut off is no entry. The parser is the standard library's, asked for one entry at a time.
(ijson 3.6.0 reads streams too, but its C part ends the process at a number of 5,000 digits, and any model can send one;
jiter's partial mode does not say whether its last entry was complete.)
"""

import json
import re
from dataclasses import dataclass

MOST_BROKEN = 200  # entries; an answer with more is none, and each takes time to give up
LONGEST = 60_000  # code points of one entry; what is longer is not read
_LONG = 4_000  # code points from which on an entry is tried again
_STEP = 16  # only when it has grown by 1/16, so that odd answers cost no more than long ones

_PREAMBLE = 2_000  # code points within which a list's start stands whole

DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False)
_CUT_NUMBER = re.compile(r"[.eE][-+]?")
_SPACE_OR_COMMA = re.compile(r"[\s,]*")


class Entries:
    """Reads the first list under `key` of an object, or one that stands alone. Feed it what arrives; json_lists.py
    reads all of an answer that has ended.

    `begun`: the list was found; `closed`: its end was read; `broken`: entries that are no JSON, or too long.
    """

    def __init__(self, key: str) -> None:
        self.begun = False
        self.closed = False
        self.broken = 0
        self._start = beginning(key)
        self._waiting = ""
        self._tried = 0

    def feed(self, text: str) -> list[object]:
        """The entries that `text`, the next part of the answer, completes."""
        if self.closed:
            return []
        self._waiting += text
        if not self.begun and not self._begin():
            return []
        grown = len(self._waiting) - self._tried
        if "}" not in text and "]" not in text and len(self._waiting) <= LONGEST:
            return []
        if self._tried > _LONG and grown * _STEP < len(self._waiting):
            return []
        return self._take(ended=False)

    def finish(self) -> list[object]:
        """The answer has ended: the entries that were complete and still waited."""
        if self.closed or (not self.begun and not self._begin()):
            return []
        return self._take(ended=True)

    def _begin(self) -> bool:
        """Whether the list's start is there; what stands before it is let go."""
        start = self._start.search(self._waiting)
        if start is None:
            self._waiting = self._waiting[-_PREAMBLE:] if len(self._waiting) > 2 * _PREAMBLE else self._waiting
            return False
        self.begun = True
        self._waiting = self._waiting[start.end() :]
        return True

    def _take(self, *, ended: bool) -> list[object]:
        got = parse_entries(self._waiting, 0, ended=ended, broken=self.broken)
        self.broken = got.broken
        self.closed = got.closed
        self._waiting = self._waiting[got.end :]
        self._tried = len(self._waiting)
        return got.entries


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read of a list up to `end`; `closed`: its end was there."""

    entries: list[object]
    end: int
    closed: bool
    broken: int


def beginning(key: str) -> re.Pattern[str]:
    """What a list under `key` begins with, or one that stands alone at a line's start; up to its first entry."""
    return re.compile(rf'"{re.escape(key)}"\s*:\s*\[|^\s*(?:```\w*\s*)?\[\s*(?=[{{\]])', re.MULTILINE)


def parse_entries(text: str, place: int, *, ended: bool, broken: int = 0) -> Taken:
    """The entries of a list from `place` on, behind its opening bracket. `ended`: nothing comes after `text`; `broken`:
    how many there were before."""
    found: list[object] = []
    closed = False
    while True:
        gap = _SPACE_OR_COMMA.match(text, place)
        place = gap.end() if gap else place
        if place >= len(text):
            break
        if text[place] == "]":
            closed = True
            place += 1
            break
        try:
            entry, end = DECODER.raw_decode(text, place)
            if end == len(text) and text[place] not in '{["' and not ended:
                break  # a number may go on
            within = isinstance(entry, list) and any(isinstance(each, dict) for each in entry)
            found += entry if within else [entry]  # some models put a list into the list
            place = end
            continue
        except (json.JSONDecodeError, RecursionError) as error:
            open_end = isinstance(error, json.JSONDecodeError) and _reaches_end(text, error)
        if open_end and not ended and len(text) - place <= LONGEST:
            break
        # No JSON, too long, or cut off: on to what may be the next entry, if there is one.
        broken += 1
        if broken > MOST_BROKEN:
            closed = True
            break
        after = text.find("{", place + 1)
        if ended and open_end:
            after = -1
        place = after if after >= 0 else len(text)
    return Taken(found, place, closed, broken)


def _reaches_end(text: str, error: json.JSONDecodeError) -> bool:
    """Whether the parser failed because the text ends, and more of it could make it right."""
    if error.msg.startswith("Unterminated string"):
        return True
    rest = text[error.pos :]
    # A word, a number or an escape that is cut in the middle.
    cut = len(rest) < 12 and any(word.startswith(rest) for word in ("true", "false", "null", "NaN", "-Infinity"))
    escape = error.msg.startswith("Invalid \\") and len(rest) < 12
    return not rest.strip() or cut or escape or _CUT_NUMBER.fullmatch(rest) is not None
