"""API keys kept out of every text that a server sent or that is shown: the key itself, however it is spelled, and what
looks like a key of anybody."""

import base64
import re
from collections.abc import Iterator

import regex

LONGEST_SAID = 200  # code points of a server's own words in a message
HIDDEN = "[key]"
SHORTEST = 6  # code points of what is taken for a key in a message
SHORTEST_IN_TEXT = 16  # and in an answer, which may well have a word like "ollama"
SHORTEST_MIXED = 8  # and in an answer where it has letters and digits, as no word has
_LONG = 24  # from which on a part of it is no word either
_SPELLED = 16  # code points: as many as one character of a key takes at most
_KIND = re.compile(r"[A-Za-z]{1,8}[-_](?:[A-Za-z0-9]{1,8}[-_]){0,2}")
_FOR_ADDRESSES = str.maketrans("+/", "-_")

_SIGNS = re.compile(
    r"(?i:bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}|\bsk-[A-Za-z0-9_-]{8,}|(?<=//)[^/@\s]+(?=@)"
    r"|(?i:(?:x-)?api-?key|authorization)[\"']?\s*[:=]\s*[\"']?[^\s\"',}]+"
)


class KeyRedactor:
    """Takes keys out of text."""

    def __init__(self, key: str = "") -> None:
        self._key = key
        self._spelled = key_pattern(key) if len(key) >= SHORTEST else None

    def __repr__(self) -> str:
        return "KeyRedactor(…)"

    def __call__(self, text: str) -> str:
        """`text` without the key, and without what looks like one."""
        text = self._spelled.sub(HIDDEN, text) if self._spelled is not None else text
        return _SIGNS.sub(HIDDEN, text)

    def reveals(self, name: str) -> bool:
        """Whether a name that a server gave is the key, or has it in it; a short key may well be a word of a name."""
        if self._spelled is None:
            return False
        return bool(self._spelled.search(name) if is_unmistakable(self._key) else self._spelled.fullmatch(name.strip()))

    def stream_redactor(self) -> "KeyRedactingStream":
        """For text that arrives in pieces."""
        return KeyRedactingStream(self._key)

    def as_message_text(self, text: str) -> str:
        """A server's words as they may stand in a message: one short line."""
        line = " ".join("".join(c if c.isprintable() else " " for c in self(text)).split())
        return line if len(line) <= LONGEST_SAID else f"{line[: LONGEST_SAID - 1]}…"


def is_unmistakable(key: str) -> bool:
    """Whether a key is one that no text has by chance."""
    mixed = any(map(str.isalpha, key)) and any(map(str.isdigit, key))
    return len(key) >= (SHORTEST_MIXED if mixed else SHORTEST_IN_TEXT)


def key_pattern(key: str) -> regex.Pattern:
    """A pattern that finds a key however JSON within JSON spells it, each character by itself or by its number, behind
    as many backslashes as come of that; and as an address or a web page does. Of a long one that also is what is cut
    off behind two thirds, stands without what says whose it is ("sk-"), or is written in base64."""
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


class KeyRedactingStream:
    """Takes a key out of text that arrives in pieces."""

    def __init__(self, key: str) -> None:
        self._spelled = key_pattern(key) if is_unmistakable(key) else None
        self._shortest = len(key) // 2
        self._held = ""

    def __repr__(self) -> str:
        return "KeyRedactingStream(…)"

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
