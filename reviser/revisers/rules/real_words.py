"""Common words that one slip makes of another word: "form" and "from", "sit" and "seat".

A slip leaves out, adds, changes or exchanges letters. Two words are one slip apart where leaving at most one letter out
of each gives the same (the index of SymSpell, Garbe 2012), and the distance confirms it.
"""

from collections.abc import Iterator, Mapping

from rapidfuzz.distance import OSA

_COMMON = 1.0e7  # occurrences, see Frequencies: some nine thousand words
_SHORTEST = 3  # letters: everything is one slip from "a" and "of"


class RealWords:
    """`words`: how often each word in lower case is written."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._by_rest: dict[str, list[str]] = {}
        self._known: dict[str, tuple[str, ...]] = {}
        for word, count in words.items():
            if count >= _COMMON and len(word) >= _SHORTEST and word.isalpha():
                for rest in _rests(word):
                    self._by_rest.setdefault(rest, []).append(word)

    def near(self, word: str) -> tuple[str, ...]:
        """The common words one slip away from `word`, which is in lower case."""
        if len(word) < _SHORTEST:
            return ()
        if word not in self._known:
            found = {other for rest in _rests(word) for other in self._by_rest.get(rest, ())} - {word}
            self._known[word] = tuple(sorted(other for other in found if OSA.distance(word, other) == 1))
        return self._known[word]


def _rests(word: str) -> Iterator[str]:
    """The word, and what is left of it without one of its letters."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
