"""The length of a text: words, characters, sentences, paragraphs, and reading time.

Words are those of Unicode's default rules (UAX 29, as in `regex`), with the change that every word processor makes: a
hyphenated word is one word. Scripts without spaces count by characters."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from reviser.core.segment import paragraphs, sentences
from reviser.core.text import Span

# Brysbaert (2019), "How many words do we read per minute?", Journal of Memory and Language 109: English, silent
# reading.
WORDS_A_MINUTE = 238


@dataclass(frozen=True, slots=True)
class TextCounts:
    """The counts of a text. `characters` are graphemes without line ends; `solid` are those that are not white
    space."""

    words: int = 0
    characters: int = 0
    solid: int = 0
    sentences: int = 0
    paragraphs: int = 0

    def __add__(self, other: "TextCounts") -> "TextCounts":
        return TextCounts(
            self.words + other.words,
            self.characters + other.characters,
            self.solid + other.solid,
            self.sentences + other.sentences,
            self.paragraphs + other.paragraphs,
        )

    @property
    def minutes(self) -> float:
        """The reading time in minutes."""
        return self.words / WORDS_A_MINUTE


def count_words(text: str) -> int:
    """How many words begin in `text`; counts of lines can be added up."""
    return len(_WORD_START.findall(text))


def count_characters(text: str) -> tuple[int, int]:
    """The number of graphemes without line ends, and how many of them are not white space."""
    if text.isascii():
        blank = len(_BLANK.findall(text))
        ends = len(_LINE_END_CHARACTER.findall(text))
        return len(text) - ends, len(text) - blank
    return len(_GRAPHEME.findall(text)) - len(_LINE_END.findall(text)), len(_SOLID.findall(text))


def tally(text: str, prose: str | None = None) -> Iterator[TextCounts]:
    """The counts of each paragraph of `text`, in order; their sum is that of the text. `prose` is the text with spaces
    in place of what has no words; a paragraph and a sentence must have a word."""
    prose = text if prose is None else prose
    for span in paragraphs(text):
        own, words = span.of(text), span.of(prose)
        characters, solid = count_characters(own)
        found = sum(_holds_word(words, sentence) for sentence in sentences(own))
        yield TextCounts(count_words(words), characters, solid, found, min(found, 1))


def _holds_word(text: str, span: Span) -> bool:
    return _WORD_CHARACTER.search(text, span.start, span.end) is not None


_LETTER = r"[\p{L}\p{N}]"
_WORD_CHARACTER = regex.compile(_LETTER)
_WORD_START = regex.compile(
    rf"(?V1w)\b(?={_LETTER}|\p{{Pc}}[\p{{Pc}}\p{{M}}\p{{Cf}}]*+\B{_LETTER})(?<!{_LETTER}[\p{{M}}\p{{Cf}}]*[-\u2010\u2011]\p{{Cf}}*)"
)
_GRAPHEME = regex.compile(r"\X")
_SOLID = regex.compile(r"(?=\S)\X")
_BLANK = regex.compile(r"\s")
_LINE_END_CHARACTER = regex.compile(r"[\n\r\x0b\x0c]")
_LINE_END = regex.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
