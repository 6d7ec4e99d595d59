"""Signs that do something without being seen: control characters, marks of direction, joiners, tags, whatever a font
shows as nothing. A text of a person's may have them; what somebody proposes may not bring them in unseen.

What is seen all the same is none of them: line ends, tabs, an emoji that several signs are joined into. Joiners that a
script needs stand where RFC 5892 (A.1, A.2) lets them.
"""

from collections import Counter

import regex

_UNSEEN = regex.compile(
    r"(?V1)[[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]--[\t\n\r]]"
)
# What steers a terminal, turns the direction of what follows, or hides a message, whatever else stands in the text.
_STEERING = regex.compile("[\\p{Cc}\u202a-\u202e\u2066-\u2069\U000e0000-\U000e0fff\ufff9-\ufffb]")
_SEEN = regex.compile(
    r"\p{Extended_Pictographic}[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*"
    r"(?:\u200d\p{Extended_Pictographic}[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*)*"
    r"|[0-9#*]\ufe0f\u20e3"
    r"|(?<=[\p{Arabic}\p{Syriac}\p{Nko}\p{Mongolian}\p{ccc=Virama}])[\u200c\u200d]"
)


def count_invisible(text: str) -> Counter[str]:
    """The signs in `text` that nobody sees, with how often each stands there."""
    if text.isascii() and text.isprintable():
        return Counter()
    return Counter(_UNSEEN.findall(_SEEN.sub("", text)))


def without_unseen(text: str) -> str:
    """`text` without them; those of its white space become a blank."""
    parts: list[str] = []
    position = 0
    for seen in _SEEN.finditer(text):
        parts += _bare(text[position : seen.start()]), seen.group()
        position = seen.end()
    return "".join((*parts, _bare(text[position:])))


def _bare(text: str) -> str:
    return _UNSEEN.sub(lambda sign: " " if sign.group().isspace() else "", text)


def added_invisible(before: str, after: str, text: str) -> tuple[str, ...]:
    """The unseen signs that `after` has more of than `before`, in whose place it comes, each once. A harmless one that
    stands elsewhere in `text` is how its writer writes; one that steers is none, wherever it stands."""
    found = count_invisible(after)
    if not found:
        return ()
    more = found - count_invisible(before)
    return tuple(sign for sign in more if _STEERING.match(sign) or sign not in text)


def describe_invisible(signs: tuple[str, ...]) -> str:
    """Signs in words: "U+202E, U+0000"."""
    return ", ".join(f"U+{ord(sign):04X}" for sign in signs)
