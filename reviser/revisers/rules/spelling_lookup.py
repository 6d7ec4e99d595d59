"""What the word at one place of a text may have been meant to be: what a person asks who clicks on it.

Unlike a proposal, which must be sure of itself, this answers for names and terms too: the person chooses.
"""

from reviser.core.text import Span
from reviser.revisers.base import Misspelling, Request
from reviser.revisers.rules.harper import Harper
from reviser.revisers.rules.languages import Foreign, Languages
from reviser.revisers.rules.protected_words import WORD, masked, merged, symbolic_spans

MOST = 5
AROUND = 2000  # code points before and behind that are looked at for the language and the neighbouring words
_MASK = "\ue000"


class Lookup:
    """Asks `harper`, in whose thread it is used; what `languages` holds for another language than English is left
    alone."""

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
        found = self._harper.spellings(masked(passage, hidden, _MASK), word, at - start, request.dialect)
        if found is None or found[0].of(passage) in request.memory.words:
            return None
        part, texts = found
        return Misspelling(part.shift(start), texts[:MOST])

    def _is_foreign(self, passage: str, hidden: tuple[Span, ...], word: Span) -> bool:
        found = self._languages.foreign(passage, hidden) if self._languages else ()
        return any(isinstance(each, Foreign) and each.span.overlaps(word) for each in found)


def _word_at(text: str, at: int) -> Span | None:
    line = text.rfind("\n", 0, at) + 1
    for match in WORD.finditer(text, line):
        if match.start() > at:
            break
        if at <= match.end():
            return Span(match.start(), match.end())
    return None
