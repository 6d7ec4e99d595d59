"""Whose word is it? The writer's names, terms, symbols and LaTeX are not errors because a dictionary lacks them.

Measured on ten abstracts: 57 of 59 words that a spell checker marked were terms and names, and some of its corrections
changed the meaning (univariate -> multivariate). So a word is the writer's where it is capitalised inside a sentence,
has a digit, a hyphen or inner capitals, or stands twice or more in the document.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reviser.core.text import Span

WORD = re.compile(r"\w+(?:[’'\-‑]\w+)*")

# Maximal runs without white space that are not prose, whole: LaTeX, code, paths, addresses, formulas.
_SYMBOLIC = re.compile(
    r"""(?x)
    \$\$[^$]{1,2000}?\$\$ | \$[^$\n]{1,400}?\$           # TeX mathematics
    | \\\[ .{0,2000}? \\\] | \\\( .{0,400}? \\\)          # the same, LaTeX's brackets
    | %DIF(?:DEL|ADD)CMD [^%\n]{0,400} %%%                # latexdiff's marks, met in real abstracts
    | (?:https?://|www\.)\S+                              # addresses
    | \S+@\S+\.\w+
    | \S* (?: [\\{}^=<>|~#@] | \w_\w | ::|:// | ->|=> ) \S*  # anything with a sign that prose does not have
    | (?<!\S)(?:/[\w.\-]+){2,}/?                          # paths
    """
)
_SENTENCE_END = re.compile(r"""[.!?…:;|]["'”’)\]]*\s*$""")
_OPENING = "\"'“‘([{*_-–—•#> "


def symbolic_spans(text: str) -> Iterator[Span]:
    """What is not prose in `text`, in order, not overlapping: mathematics, LaTeX commands, addresses, code, paths."""
    for match in _SYMBOLIC.finditer(text):
        yield Span(match.start(), match.end())


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap or touch joined into one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def masked(text: str, spans: Iterable[Span], fill: str) -> str:
    """`text` with every span overwritten by the one-character `fill`, line breaks kept, so that offsets hold."""
    parts: list[str] = []
    position = 0
    for span in spans:
        hidden = "".join(char if char in "\r\n" else fill for char in span.of(text))
        parts += text[position : span.start], hidden
        position = span.end
    parts.append(text[position:])
    return "".join(parts)


@dataclass(frozen=True)
class Lexis:
    """The words of one document. `counts`: how often each stands there, in lower case; `names`: those that stand
    capitalised inside a sentence at least once, in lower case; `own`: those that the person called theirs, exactly."""

    counts: Counter[str]
    names: frozenset[str]
    own: frozenset[str]

    @classmethod
    def read(cls, text: str, own: Iterable[str] = ()) -> "Lexis":
        """Read a document's words; `text` has what is no prose masked."""
        counts: Counter[str] = Counter()
        names: set[str] = set()
        for match in WORD.finditer(text):
            word = match.group()
            counts[word.lower()] += 1
            if word[0].isupper() and not starts_sentence(text, match.start()):
                names.add(word.lower())
        return cls(counts, frozenset(names), frozenset(own))

    def occurrences(self, word: str) -> int:
        return self.counts[word.lower()]

    def is_named(self, text: str, start: int, word: str) -> bool:
        """Whether the word at `start` is written as a name or a symbol: by its capitals, a digit or a hyphen."""
        if word in self.own or not word:
            return True
        if any(char.isdigit() for char in word) or any(sign in word for sign in "-‑_."):
            return True
        if any(char.isupper() for char in word[1:]):
            return True
        end = start + len(word)
        if {text[start - 1 : start], text[end : end + 1]} & {"-", "‑", "_"}:
            return True
        return word[0].isupper() and (word.lower() in self.names or not starts_sentence(text, start))


def starts_sentence(text: str, start: int) -> bool:
    """Whether the word at `start` begins a sentence, a line or a quotation, so that its capital says nothing."""
    before = text[max(0, start - 40) : start]
    line = before.rsplit("\n", 1)[-1]
    stripped = line.rstrip(_OPENING)
    if not stripped and (len(line) < len(before) or start <= 40):
        return True
    if line[-1:] in set("\"“‘'"):
        return True
    return bool(_SENTENCE_END.search(stripped + " "))
