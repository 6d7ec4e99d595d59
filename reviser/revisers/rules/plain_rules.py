"""Rules that a table cannot hold: "a" or "an" before a changed word, and sentences that begin with an empty "there"."""

import re
from collections.abc import Sequence

from reviser.core.edit import Edit
from reviser.revisers.rules import inflect
from reviser.revisers.rules.plain_table import PlainEntry, entry

_ARTICLE = re.compile(r"(?<![\w’'-])(an?)( +)$", re.IGNORECASE)
_VOWEL = re.compile(r"[aeiou]", re.IGNORECASE)
_SOUNDS_CONSONANT = re.compile(r"(?:uni(?!n|m)|use|usu|uti|eu|one\b|once\b|ur[ai]|ubi)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)

EXPLETIVE: PlainEntry = entry("there-are", "expletive", "there", ("-",))
_QUANTITIES = frozenset("many some several few numerous countless multiple various certain two three four five".split())


def article(word: str) -> str:
    """The article "a" or "an", by the first sound of `word`."""
    if _SILENT_H.match(word):
        return "an"
    return "an" if _VOWEL.match(word) and not _SOUNDS_CONSONANT.match(word) else "a"


def with_article(text: str, start: int, end: int, after: str, following: str = "") -> Edit:
    """The edit that replaces `text[start:end]` by `after`, with "a" or "an" before it corrected if there is one.
    `following` is the next word, which counts if `after` is empty."""
    plain = Edit(start, text[start:end], after)
    match = _ARTICLE.search(text, max(0, start - 8), start)
    first = after or following
    if match is None or not first[:1].isalpha():
        return plain
    wanted = article(first)
    if match.group(1).lower() == wanted:
        return plain
    written = wanted.capitalize() if match.group(1)[0].isupper() else wanted
    return Edit(match.start(), text[match.start() : end], written + match.group(2) + after)


def expletive(words: Sequence[str], left: Sequence[str]) -> tuple[int, str] | None:
    """Shorten "there are many people who believe" to "many people believe": how many of `words` are replaced, and by
    what. None unless a plural noun with a quantity comes first, and a predicate directly behind "who" or "that". `left`
    are the words before "there"."""
    if len(words) < 6 or words[1] not in {"are", "were"} or words[2] not in _QUANTITIES:
        return None
    if left and left[-1] not in {"that", "because", "but", "while", "although", "since"}:
        return None
    for place in (4, 5):
        if words[place] in {"who", "that"} and len(words) > place + 1:
            noun = inflect.starts_plural(words[3:place]) and inflect.is_plural(words[place - 1])
            # "that cars cause": a noun is the subject there.
            if noun and inflect.starts_predicate(words[place + 1 :]):
                return place + 1, " ".join(words[2:place])
    return None
