"""Removes API keys from every text that a server sent or that is displayed: the server's own key in any spelling, and
strings that look like somebody's key."""

import base64
import re
from collections.abc import Iterator

import regex

LONGEST_QUOTED = 200  # code points of a server's own words in a message
HIDDEN = "[key]"
# Shortest keys that are hidden, in code points: in a message; in an answer, which may contain a word such as "ollama";
# and in an answer if the key has letters and digits, which no word has.
SHORTEST = 6
SHORTEST_IN_TEXT = 16
SHORTEST_MIXED = 8
_LONG = 24  # code points of a key so long that even a part of it is no word
_SPELLED = 16  # code points that one character of a key takes at most
_KIND = re.compile(r"[A-Za-z]{1,8}[-_](?:[A-Za-z0-9]{1,8}[-_]){0,2}")
_FOR_ADDRESSES = str.maketrans("+/", "-_")

_SIGNS = re.compile(
    r"(?i:bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}|\bsk-[A-Za-z0-9_-]{8,}|(?<=//)[^/@\s]+(?=@)"
    r"|(?i:(?:x-)?api-?key|authorization)[\"']?\s*[:=]\s*[\"']?[^\s\"',}]+"
)


class KeyRedactor:
    """Removes keys from texts."""

    def __init__(self, key: str = "") -> None:
        self._key = key
        self._spelled = key_pattern(key) if len(key) >= SHORTEST else None

    def __repr__(self) -> str:
        return "KeyRedactor(…)"

    def __call__(self, text: str) -> str:
        """`text` with the key, and everything that looks like a key, replaced by HIDDEN."""
        text = self._spelled.sub(HIDDEN, text) if self._spelled is not None else text
        return _SIGNS.sub(HIDDEN, text)

    def reveals(self, name: str) -> bool:
        """Whether a name that a server gave is or contains the key. A short key may be part of a name by chance, so it
        must be the whole name."""
        if self._spelled is None:
            return False
        return bool(self._spelled.search(name) if is_unmistakable(self._key) else self._spelled.fullmatch(name.strip()))

    def stream_redactor(self) -> "KeyRedactingStream":
        """A redactor for text that arrives in pieces."""
        return KeyRedactingStream(self._key)

    def as_message_text(self, text: str) -> str:
        """A server's words as one short line for a message, without keys."""
        line = " ".join("".join(c if c.isprintable() else " " for c in self(text)).split())
        return line if len(line) <= LONGEST_QUOTED else f"{line[: LONGEST_QUOTED - 1]}…"


def is_unmistakable(key: str) -> bool:
    """Whether the key is so long that no text contains it by chance."""
    mixed = any(map(str.isalpha, key)) and any(map(str.isdigit, key))
    return len(key) >= (SHORTEST_MIXED if mixed else SHORTEST_IN_TEXT)


def key_pattern(key: str) -> regex.Pattern:
    """A pattern that finds the key in any spelling.

    Each character may be written as itself or as its number, behind any backslashes that JSON inside JSON adds, or as
    in a URL or a web page. Of a long key the pattern also finds the first two thirds or more, the key without its
    prefix ("sk-"), and the key in base64."""
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
    """The characters of the key in base64 (RFC 4648, both alphabets) that do not depend on the text around it, for each
    of the three offsets at which it can begin."""
    for before in range(3):
        data = bytes(before) + key.encode()
        text = base64.b64encode(data).decode()[-(-before * 8 // 6) : len(data) * 8 // 6]
        yield from dict.fromkeys((text, text.translate(_FOR_ADDRESSES)))


def _spellings(sign: str) -> str:
    """A pattern for the spellings of one character of a key."""
    number = ord(sign)
    as_number = rf"(?i:u00{number:02x}|x{number:02x})|%(?i:{number:02x})|&#(?:0*{number}|(?i:x0*{number:x}));"
    return rf"\\{{0,8}}(?:{regex.escape(sign)}|{as_number})"


class KeyRedactingStream:
    """Removes a key from text that arrives in pieces."""

    def __init__(self, key: str) -> None:
        self._spelled = key_pattern(key) if is_unmistakable(key) else None
        self._shortest = len(key) // 2
        self._held = ""

    def __repr__(self) -> str:
        return "KeyRedactingStream(…)"

    def feed(self, text: str) -> str:
        """`text` with the key hidden. A possible beginning of the key is held back until more text arrives."""
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
        """The text that was held back, at the end of the stream. It is hidden if it is most of a key."""
        held, self._held = self._held, ""
        whole = self._spelled.search(held) if self._spelled is not None else None
        if whole is not None:
            return f"{held[: whole.start()]}{HIDDEN}{held[whole.end() :]}"
        return held if len(held) <= self._shortest else HIDDEN
