"""Invisible characters with an effect: control characters, direction marks, joiners, tags, and whatever fonts show as
nothing. A person's text may contain them; a proposal must not add them unnoticed.

Visible effects do not count: line ends, tabs, an emoji joined from several characters. Joiners that a script needs are
allowed where RFC 5892 (A.1, A.2) permits them."""

from collections import Counter

import regex

_UNSEEN = regex.compile(
    r"(?V1)[[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]--[\t\n\r]]"
)
# Characters that control a terminal, change the direction of text, or hide a message, in any context.
_STEERING = regex.compile("[\\p{Cc}\u202a-\u202e\u2066-\u2069\U000e0000-\U000e0fff\ufff9-\ufffb]")
_SEEN = regex.compile(
    r"\p{Extended_Pictographic}[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*"
    r"(?:\u200d\p{Extended_Pictographic}[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*)*"
    r"|[0-9#*]\ufe0f\u20e3"
    r"|(?<=[\p{Arabic}\p{Syriac}\p{Nko}\p{Mongolian}\p{ccc=Virama}])[\u200c\u200d]"
)


def count_invisible(text: str) -> Counter[str]:
    """The invisible characters in `text` with their counts."""
    if text.isascii() and text.isprintable():
        return Counter()
    return Counter(_UNSEEN.findall(_SEEN.sub("", text)))


def without_unseen(text: str) -> str:
    """`text` without invisible characters; invisible white space becomes a space."""
    parts: list[str] = []
    position = 0
    for seen in _SEEN.finditer(text):
        parts += _bare(text[position : seen.start()]), seen.group()
        position = seen.end()
    return "".join((*parts, _bare(text[position:])))


def _bare(text: str) -> str:
    return _UNSEEN.sub(lambda sign: " " if sign.group().isspace() else "", text)


def added_invisible(before: str, after: str, text: str) -> tuple[str, ...]:
    """The invisible characters that `after` has more of than `before`, which it replaces, without duplicates. A
    harmless one that occurs elsewhere in `text` is the writer's habit and is left out."""
    found = count_invisible(after)
    if not found:
        return ()
    more = found - count_invisible(before)
    return tuple(sign for sign in more if _STEERING.match(sign) or sign not in text)


def describe_invisible(signs: tuple[str, ...]) -> str:
    """Characters as text: "U+202E, U+0000"."""
    return ", ".join(f"U+{ord(sign):04X}" for sign in signs)
