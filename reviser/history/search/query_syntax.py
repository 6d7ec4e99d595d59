"""Parses typed queries into words and phrases, and finds them in a text. Words are the same as those of the index.

The index splits and folds text like FTS5's unicode61 (https://www.sqlite.org/fts5.html, section 4.3.1): letters, digits
and private-use characters form words; case and diacritics are ignored. Scripts without spaces between words are indexed
character by character, and searched as phrases of characters."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from reviser.core.text import Span

SHORTEST_PREFIX = 3  # letters of a prefix, at least
MOST_WORDS = 40
MOST_CHARACTERS = 1000

_UNPARTED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
# Private use: the marks. U+0000: SQLite ends a text there. Surrogates: not valid UTF-8.
_NOT_OURS = re.compile("[\x00\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]")
_PART = re.compile(f"([{_UNPARTED}])")
_WORD = re.compile(f"[{_UNPARTED}]|(?:[^\\W_{_UNPARTED}][\u0300-\u036f]*)+")
_PIECE = re.compile(r'"([^"]*)("?)|([^\s"]+)')
_QUOTES = str.maketrans("“”„«»", '"""""')


def index_text(text: str) -> str:
    """The text as it is indexed: the same words, but not every character is at its original place."""
    if text.isascii() and "\0" not in text:
        return text
    return _PART.sub(r" \1 ", _NOT_OURS.sub(" ", text))


def fold(word: str) -> str:
    """A word without case and diacritics."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word)
    return "".join(each for each in parts if not unicodedata.combining(each)).casefold()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Consecutive words, as typed. `prefix`: the last word may be longer."""

    words: tuple[str, ...]
    prefix: bool = False

    def __str__(self) -> str:
        """The phrase in FTS5 syntax. Words contain no quotation marks or other syntax."""
        return f'"{" ".join(self.words)}"{" *" if self.prefix else ""}'


def parse_query(text: str) -> tuple[Phrase, ...]:
    """The phrases of a query, all of which must match. A part in quotation marks is a phrase, and so are words
    joined by hyphens or other signs. `meth*` is a prefix, also as the last word of a phrase; so is the last word of
    the query, unless a space follows it. A prefix has at least three letters. Any text is a valid query; it may have
    no phrases."""
    pieces = list(_PIECE.finditer(_NOT_OURS.sub(" ", text[:MOST_CHARACTERS]).translate(_QUOTES)))
    phrases: list[Phrase] = []
    for piece in pieces:
        quoted, closed, plain = piece.groups()
        words = _words(quoted or plain or "")
        open_end = piece.end() == len(text) and not closed if piece is pieces[-1] else False
        if words:
            starred = (plain or quoted).rstrip().endswith("*")
            phrases.append(Phrase(words, (open_end or starred) and _can_go_on(words[-1])))
    kept: list[Phrase] = []
    left = MOST_WORDS
    for phrase in phrases:
        if left:
            kept.append(replace(phrase, words=phrase.words[:left]))
            left -= len(kept[-1].words)
    return tuple(dict.fromkeys(kept))


def find_phrases(phrases: tuple[Phrase, ...], text: str) -> list[Span]:
    """The matches of any phrase in a text (code points), in order and without overlaps; longer phrases first."""
    if text.isascii():  # the most frequent case, in a tenth of the time
        pattern = _pattern(phrases)
        return [] if pattern is None else [Span(*match.span()) for match in pattern.finditer(text)]
    spans: list[Span] = []
    words = [(fold(match.group()), match.start(), match.end()) for match in _WORD.finditer(text)]
    tests = [[_test(phrase, index) for index in range(len(phrase.words))] for phrase in phrases]
    at = 0
    while at < len(words):
        lengths = [
            len(test)
            for test in tests
            if test[0](words[at][0])
            and at + len(test) <= len(words)
            and all(fits(word) for fits, (word, _, _) in zip(test, words[at : at + len(test)], strict=True))
        ]
        if lengths:
            spans.append(Span(words[at][1], words[at + max(lengths) - 1][2]))
        at += max(lengths, default=1)
    return spans


@lru_cache(maxsize=32)
def _pattern(phrases: tuple[Phrase, ...]) -> re.Pattern[str] | None:
    """A pattern for ASCII text; None if no phrase can match ASCII text."""
    said: list[str] = []
    for phrase in sorted(phrases, key=lambda each: len(each.words), reverse=True):
        words = list(map(fold, phrase.words))
        if all(word.isascii() for word in words):
            said.append("[^0-9a-z]+".join(words) + ("[0-9a-z]*" if phrase.prefix else ""))
    alternatives = "|".join(f"{each}(?![0-9a-z])" for each in said)
    return re.compile(f"(?<![0-9a-z])(?:{alternatives})", re.ASCII | re.IGNORECASE) if said else None


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


def _can_go_on(word: str) -> bool:
    return len(fold(word)) >= SHORTEST_PREFIX


def _test(phrase: Phrase, index: int) -> Callable[[str], bool]:
    wanted = fold(phrase.words[index])
    if phrase.prefix and index == len(phrase.words) - 1:
        return lambda word: word.startswith(wanted)
    return lambda word: word == wanted
