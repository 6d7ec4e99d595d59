"""Parses the entries of a JSON list from an answer that is still arriving, each as soon as it is complete.

Nothing is repaired: an incomplete entry is no entry. The parser is the standard library's, called for one entry at a
time. (ijson 3.6.0 reads streams too, but its C part ends the process at a number with 5,000 digits, which any model can
send. jiter's partial mode does not tell whether its last entry was complete.)"""

import json
import re
from dataclasses import dataclass

MOST_BROKEN = 200  # broken entries in one answer; after that no more are read, because each takes time
LONGEST = 60_000  # code points of one entry; a longer one is not read
# An entry of more than _LONG code points is parsed again only when it has grown by 1/_STEP: the time stays linear.
_LONG = 4_000
_STEP = 16

_PREAMBLE = 2_000  # code points that are kept while the beginning of the list is searched

DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False)
_CUT_NUMBER = re.compile(r"[.eE][-+]?")
_SPACE_OR_COMMA = re.compile(r"[\s,]*")


class Entries:
    """Reads the first list under `key` of an object, or a list that stands alone, from text that arrives in pieces.
    json_lists.py reads all lists of a complete answer.

    `begun`: the list was found. `closed`: its end was read. `broken`: the number of entries that are not JSON or too
    long."""

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
        """The remaining complete entries, at the end of the answer."""
        if self.closed or (not self.begun and not self._begin()):
            return []
        return self._take(ended=True)

    def _begin(self) -> bool:
        """Whether the beginning of the list has arrived. The text before it is dropped."""
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
    """The entries of a list up to the offset `end`. `closed`: the end of the list was read. `broken`: the number of
    entries that are not JSON."""

    entries: list[object]
    end: int
    closed: bool
    broken: int


def beginning(key: str) -> re.Pattern[str]:
    """A pattern for the beginning of a list under `key`, or of a list that stands alone at the start of a line, up to
    its first entry."""
    return re.compile(rf'"{re.escape(key)}"\s*:\s*\[|^\s*(?:```\w*\s*)?\[\s*(?=[{{\]])', re.MULTILINE)


def parse_entries(text: str, place: int, *, ended: bool, broken: int = 0) -> Taken:
    """The entries of a list from `place` on, which is behind its opening bracket. `ended`: nothing follows `text`.
    `broken`: the number of broken entries before."""
    entries: list[object] = []
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
                break  # the number may not be complete
            within = isinstance(entry, list) and any(isinstance(each, dict) for each in entry)
            entries += entry if within else [entry]  # some models put a list into the list
            place = end
            continue
        except (json.JSONDecodeError, RecursionError) as error:
            open_end = isinstance(error, json.JSONDecodeError) and _reaches_end(text, error)
        if open_end and not ended and len(text) - place <= LONGEST:
            break
        # Not JSON, too long, or cut off: continue with the next possible entry.
        broken += 1
        if broken > MOST_BROKEN:
            closed = True
            break
        after = text.find("{", place + 1)
        if ended and open_end:
            after = -1
        place = after if after >= 0 else len(text)
    return Taken(entries, place, closed, broken)


def _reaches_end(text: str, error: json.JSONDecodeError) -> bool:
    """Whether the parser failed at the end of the text, so that more text may make it valid."""
    if error.msg.startswith("Unterminated string"):
        return True
    rest = text[error.pos :]
    # A word, a number or an escape that is incomplete.
    cut = len(rest) < 12 and any(word.startswith(rest) for word in ("true", "false", "null", "NaN", "-Infinity"))
    escape = error.msg.startswith("Invalid \\") and len(rest) < 12
    return not rest.strip() or cut or escape or _CUT_NUMBER.fullmatch(rest) is not None
