"""Finds the possible corrections of the word that the person has clicked on.

A proposal must be certain. Here the person chooses, so names and terms are included too."""

from reviser.core.text import Span
from reviser.revisers.base import Misspelling, Request
from reviser.revisers.rules.harper import Harper
from reviser.revisers.rules.languages import Foreign, Languages
from reviser.revisers.rules.protected_words import WORD, masked, merged, symbolic_spans

MOST = 5
AROUND = 2000  # code points on each side that are read for the language and the neighbouring words
_MASK = "\ue000"


class Lookup:
    """Looks up words with `harper`, and must be used in the thread of that object. Text that `languages` finds to be in
    another language than English is left alone."""

    def __init__(self, harper: Harper, languages: Languages | None = None) -> None:
        self._harper = harper
        self._languages = languages

    def misspelling(self, request: Request, at: int) -> Misspelling | None:
        """As `SpellingChecker.misspelling`."""
        start = request.text.rfind("\n", 0, max(0, at - AROUND)) + 1
        end = (request.text.find("\n", at + AROUND) + 1) or len(request.text)
        passage = request.text[start:end]
        word = _word_at(passage, at - start)
        if word is None or word.of(passage) in request.memory.words:
            return None
        here = (span.shift(-start) for span in request.protected if start <= span.start and span.end <= end)
        hidden = merged((*here, *symbolic_spans(passage)))
        if any(span.overlaps(word) for span in hidden) or self._is_foreign(passage, hidden, word):
            return None
        finding = self._harper.spellings(masked(passage, hidden, _MASK), word, at - start, request.dialect)
        if finding is None or finding[0].of(passage) in request.memory.words:
            return None
        part, texts = finding
        return Misspelling(part.shift(start), texts[:MOST])

    def _is_foreign(self, passage: str, hidden: tuple[Span, ...], word: Span) -> bool:
        """Whether `word` is in a passage in another language."""
        found = self._languages.foreign(passage, hidden) if self._languages else ()
        return any(isinstance(each, Foreign) and each.span.overlaps(word) for each in found)


def _word_at(text: str, at: int) -> Span | None:
    """The word of the line that contains or ends at the code point `at`. None if there is none."""
    line = text.rfind("\n", 0, at) + 1
    for match in WORD.finditer(text, line):
        if match.start() > at:
            break
        if at <= match.end():
            return Span(match.start(), match.end())
    return None
