"""The document's prose and the writer's own words in it, read once and shared by all kinds of inconsistency.

Quotations and references are not the writer's words. Capitals in headings and at the beginning of sentences mean
nothing. Both are decided here, so that every kind counts the same words."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reviser.core.blockquotes import block_quotations
from reviser.core.memory import Memory
from reviser.core.text import Span
from reviser.revisers.base import ReadProgress, Request
from reviser.revisers.rules.protected_words import WORD, count_symbols, masked, merged, symbolic_spans

FILL = "\ufffc"  # overwrites hidden text: no letter, no white space, and no punctuation that a kind searches for

# Longer runs than this are more likely a missing closing mark than a quotation.
_QUOTED = re.compile(
    r"“[^“”]{1,1500}”|‘(?=\S)[^‘’\n]{1,300}(?:’(?=\w)[^‘’\n]{1,300})*(?<=\S)’(?!\w)"
    r"|(?<![\w\d])\"(?=\S)[^\"\n]{1,1500}\"|(?<![\w'])'(?=[^\W\d])[^'\n]{1,200}(?<=[\w.,!?])'(?!\w)"
)
_REFERENCES = re.compile(r"(?im)^[#*\s]{0,6}(?:references|bibliography|works cited|literature cited)[\s:*#]*$")
_CITATION = re.compile(r"\((?:[^()\n]{0,200}\b(?:1[6-9]|20)\d\d[a-z]?)[^()\n]{0,60}\)|\[\d[\d,;\s–-]*\]")
_LINE = re.compile(r"[^\n]*\n?")
_LINE_END = re.compile(r"[.!?:;,…][\"'”’)\]*_]*\s*$")
_OPENING = "\"'“‘([{*_-–—•#> \t\u00a0"
_ENDS = frozenset(".!?…:;|\n\r\v\f" + FILL)
_ENDS_QUOTED = re.compile(r"[.!?…:;|\n\ufffc][\"'”’)\]*_ ]*$")
_HEADING_WORDS = 14
_ENOUGH_CODE = 3
_CODE = 0.02  # share of words


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the writer's own. `opens`: its capital means nothing, because it begins a sentence or is in a
    heading."""

    start: int
    text: str
    opens: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def lower(self) -> str:
        return self.text.lower()


@dataclass(frozen=True)
class ProsePage:
    """The document as the kinds of inconsistency read it. `prose` is `text` with protected spans, symbols and
    references overwritten by FILL. `own` has quotations and citations overwritten too. Both have the offsets of `text`.
    `words` are the words of `own`, in order."""

    text: str
    prose: str
    own: str
    memory: Memory
    dialect: str
    headings: tuple[Span, ...] = ()
    words: list[Word] = field(default_factory=list)
    symbols: int = 0

    @classmethod
    def read(cls, request: Request) -> Iterator["ProsePage | ReadProgress"]:
        """Yield ReadProgress while reading, and at the end one complete ProsePage."""
        text = request.text
        hidden = merged((*request.protected, *symbolic_spans(text), *_references(text)))
        prose = masked(text, hidden, FILL)
        yield ReadProgress(0, len(text))
        cited = (Span(*match.span()) for match in _CITATION.finditer(prose))
        quoted = (Span(*match.span()) for match in _QUOTED.finditer(prose))
        own = masked(prose, merged((*cited, *quoted, *block_quotations(text))), FILL)
        symbols = count_symbols(text, merged((*request.protected, *symbolic_spans(text))), request.foreign)
        headings = tuple(_headings(prose))
        page = cls(text, prose, own, request.memory, request.dialect, headings, symbols=symbols)
        for count, match in enumerate(WORD.finditer(own)):
            if count % 500 == 0:
                yield ReadProgress(0, len(text))
            capital, start = match.group()[0].isupper(), match.start()
            opens = capital and (_opens(own, start) or page.in_heading(start))
            page.words.append(Word(match.start(), match.group(), opens))
        yield page

    @property
    def is_technical(self) -> bool:
        """Whether the document has many names in code, paths and formulas among its words."""
        return self.symbols >= _ENOUGH_CODE and self.symbols > _CODE * len(self.words)

    def in_heading(self, position: int) -> bool:
        """Whether the code point at `position` is in a heading."""
        index = bisect_right(self.headings, position, key=lambda span: span.start) - 1
        return index >= 0 and position < self.headings[index].end

    def is_own_word(self, word: str) -> bool:
        """Whether the person has marked `word` as one of their own."""
        return word in self.memory.words

    def accepted(self, form: str) -> str | None:
        """The text that the person accepted for the form with this key. None if they accepted none."""
        return next((text for key, text in self.memory.forms if key == form), None)

    def hidden(self, span: Span) -> bool:
        """Whether `span` contains protected or symbolic text."""
        return FILL in self.prose[span.start : span.end]


def _references(text: str) -> Iterator[Span]:
    """The span from the heading of the last list of references to the end of the text."""
    headings = list(_REFERENCES.finditer(text))
    if headings:
        yield Span(headings[-1].start(), len(text))


def _headings(text: str) -> Iterator[Span]:
    """The lines that are headings: marked with "#", or short and without punctuation at the end."""
    for match in _LINE.finditer(text):
        line = match.group().strip()
        if line and (line.startswith("#") or (len(line) < 120 and not _LINE_END.search(line) and _short(line))):
            yield Span(*match.span())


def _opens(own: str, start: int) -> bool:
    """Whether a sentence, a line or a quotation begins at `start`, or may begin there because the text before it is
    hidden."""
    lead = own[max(0, start - 40) : start].rstrip(_OPENING)
    return not lead or lead[-1] in _ENDS or _ENDS_QUOTED.search(lead) is not None


def _short(line: str) -> bool:
    """Whether the line has few words and does not begin with a small letter."""
    return len(line.split()) < _HEADING_WORDS and not line[0].islower()


def times(count: int) -> str:
    """A count in words: "once", "twice", "5 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def majority(counts: Iterable[tuple[str, int]], tie: str | None = None) -> str:
    """The most frequent form. In a tie it is `tie` if that is one of them, else the first given."""
    forms = list(counts)
    most = max(count for _, count in forms)
    best = [name for name, count in forms if count == most]
    return tie if tie in best else best[0]


def cased(form: str, like: str) -> str:
    """`form` with a capital first letter if `like` has one."""
    return form[:1].upper() + form[1:] if like[:1].isupper() else form
