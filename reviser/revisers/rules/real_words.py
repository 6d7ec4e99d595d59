"""Common words that one slip turns into each other: "form" and "from", "sit" and "seat".

A slip removes, adds, changes or exchanges letters. Two words are one slip apart only if removing at most one letter
from each gives the same letters. That is the index of SymSpell (Garbe 2012); the edit distance confirms it."""

from collections.abc import Iterator, Mapping

from rapidfuzz.distance import OSA

_COMMON = 1.0e7  # least count of a common word (see Frequencies): about nine thousand words
_SHORTEST = 3  # letters: every short word is one slip from "a" or "of"


class RealWords:
    """An index of the common words among `words`, which maps each word in lower case to its count."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._by_rest: dict[str, list[str]] = {}
        self._known: dict[str, tuple[str, ...]] = {}
        for word, count in words.items():
            if count >= _COMMON and len(word) >= _SHORTEST and word.isalpha():
                for rest in _rests(word):
                    self._by_rest.setdefault(rest, []).append(word)

    def near(self, word: str) -> tuple[str, ...]:
        """The common words that are one slip away from `word`, which is in lower case."""
        if len(word) < _SHORTEST:
            return ()
        if word not in self._known:
            candidates = {other for rest in _rests(word) for other in self._by_rest.get(rest, ())} - {word}
            self._known[word] = tuple(sorted(other for other in candidates if OSA.distance(word, other) == 1))
        return self._known[word]


def _rests(word: str) -> Iterator[str]:
    """The word, and the word without each one of its letters."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
