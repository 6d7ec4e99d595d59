"""A text as a reader perceives it, whatever its spelling in code points, and the place of each piece in the original.

Letters are decomposed (NFKD), lose their marks and become lower case; number signs become digits, and every dash a
hyphen. Invisible signs, Markdown's marks and hyphens at the end of a line are removed. HTML's character references
become the characters that they stand for."""

import re
import unicodedata
from bisect import bisect_right
from enum import Enum
from functools import lru_cache
from html import unescape

_LINE_HYPHEN = r"[-‐‑\u00ad][^\S\n]*\n\s*(?=\w)"
_REFERENCE = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_SIGN = r"[*`~\\\x00-\x08\x0e-\x1b\x7f]|[^\x00-\x7f]"
_TAG = r"<[/A-Za-z!?][^<>]*>"
# The part of a link or note in Markdown that follows its words.
_TARGET = r"\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[\^[^\]\s]*\]"


class Markup(Enum):
    """How much HTML and Markdown a normalised text keeps."""

    ALL = ""
    TARGETS = _TAG
    NONE = f"{_TARGET}|{_TAG}"


_SPECIAL = {kept: re.compile("|".join(filter(None, (kept.value, _LINE_HYPHEN, _REFERENCE, _SIGN)))) for kept in Markup}
_DROPPED = frozenset("*`~\\")


@lru_cache(maxsize=4096)
def fold(sign: str) -> str:
    """The normalised form of one code point; empty if it is invisible or a mark on another one."""
    kind = unicodedata.category(sign)
    if kind[0] == "N":
        return f"{unicodedata.numeric(sign):f}".rstrip("0").rstrip(".") or "0"
    if sign.isspace():
        return sign if sign.isascii() else " "
    if sign in _DROPPED or kind[0] == "M" or kind in {"Cf", "Cc"}:
        return ""
    if kind == "Pd":
        return "-"
    decomposed = unicodedata.normalize("NFKD", sign)
    return sign.casefold() if decomposed == sign else "".join(map(fold, decomposed))


class NormalisedText:
    """A normalised text: `text` is the result. `markup` tells what is kept besides the words: HTML tags or targets of
    links."""

    def __init__(self, original: str, markup: Markup = Markup.ALL) -> None:
        self._parts: list[str] = []
        self._begins: list[int] = []  # where each piece begins in `text`
        self._pieces: list[tuple[int, int, bool]] = []  # where it stands, and whether sign stands for sign
        self._length = 0
        place = 0
        for found in _SPECIAL[markup].finditer(original):
            self._append(original[place : found.start()].lower(), place, found.start())
            place = found.end()
            token = found.group()
            if len(token) == 1:
                self._append(fold(token), found.start(), place)
            elif token[0] == "&":
                self._append("".join(map(fold, unescape(token))), found.start(), place)
        self._append(original[place:].lower(), place, len(original))
        self.text = "".join(self._parts)

    def _append(self, text: str, start: int, end: int) -> None:
        if not text:
            return
        alike = len(text) == end - start
        before = self._pieces[-1] if self._pieces else (0, -1, False)
        if alike and before[2] and before[1] == start:
            self._pieces[-1] = before[0], end, True
        else:
            self._begins.append(self._length)
            self._pieces.append((start, end, alike))
        self._parts.append(text)
        self._length += len(text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original, in code points, of a non-empty span of `text`."""
        return self._original(start)[0], self._original(end - 1)[1]

    def _original(self, place: int) -> tuple[int, int]:
        number = bisect_right(self._begins, place) - 1
        start, end, alike = self._pieces[number]
        if not alike:
            return start, end
        at = start + place - self._begins[number]
        return at, at + 1


def readings(text: str) -> tuple[Markup, ...]:
    """The settings of `markup` with which a text has different normalised forms."""
    if "<" not in text and "](" not in text and "[^" not in text:
        return (Markup.ALL,)
    tags, targets = (re.search(pattern, text) is not None for pattern in (_TAG, _TARGET))
    ways = {Markup.ALL: True, Markup.TARGETS: tags, Markup.NONE: targets}
    return tuple(markup for markup, differs in ways.items() if differs)
