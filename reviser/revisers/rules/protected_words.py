"""Finds the writer's own names, terms, symbols and LaTeX. They are not errors because a dictionary lacks them.

In ten abstracts, 57 of 59 words that a spell checker marked were terms and names, and some of its corrections changed
the meaning (univariate -> multivariate). So a word counts as the writer's own if it has a capital inside a sentence, a
digit, a hyphen or inner capitals. A word that occurs twice or more is not therefore right: misspellings are repeated
too."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reviser.core.text import Span

WORD = re.compile(r"\w+(?:[’'\-‑]\w+)*")

# Passages that are not prose: LaTeX, formulas, version-control keywords, addresses.
_SYMBOLIC = re.compile(
    r"""(?x)
    \$\$[^$]{1,2000}?\$\$ | \$(?=\S)[^$\n]{1,400}?(?<=\S)\$(?!\d)  # TeX mathematics, by pandoc's rule
    | \\\[ [^\[]{0,2000}? \\\] | \\\( .{0,200}? \\\)          # the same, LaTeX's brackets
    | %DIF(?:DEL|ADD)CMD [^%\n]{0,400} %%%                # latexdiff's marks, met in real abstracts
    # LaTeX commands whose argument is no prose.
    | \\(?:mbox|cite\w*|(?:eq|page|auto)?ref|label|url|href|begin|end|input|include\w*|texttt|math\w+)\*?
      \s?(?:\[[^\]\n]{0,80}\])?\{[^{}\n]{0,200}\}
    | \$[A-Z]\w+:\ [^$\n]{1,200}\$                       # $Id: … $, which a version control fills in
    | (?:https?://|www\.)\S+                              # addresses
    """
)
_ENTITY = re.compile(r"&#?\w+;")
_MARKED = 0.04  # share of words of a technical text; R3's abstracts and news have more, learners' sentences mostly none
_ENOUGH = 3  # symbols of a clearly technical text
_CODE = 0.005  # its share of symbols among the words
_HYPHEN = re.compile(r"[-‑]")
_UNBROKEN = re.compile(r"\S+")
# Signs that do not occur in prose. A run without white space that has one of them is code, a path or a formula.
_SIGN = re.compile(r"[\\{}^=<>|~#@]|\w_\w|::|://|->|^/[\w.\-]+/")
_SENTENCE_END = re.compile(r"""[.!?…]["'”’)\]]*\s*$""")
_OPENING = "\"'“‘([{*_-–—•#>| "
_FILLS = "\ue000\ufffc"  # the characters that overwrite text that is not prose
_CELLS = re.compile(r"\A[\s|:-]*\|[\s|:-]*|[\s|:-]*\|[\s|:-]*\Z")  # between two cells of a table
_MARKERS = re.compile(r"(?:[-*+>#|:\s]|\d{1,9}[.)]|\[[ xX]\])*")  # of items, headings, quotations and cells


def symbolic_spans(text: str) -> Iterator[Span]:
    """The spans of `text` that are not prose, in order and disjoint: mathematics, LaTeX commands, addresses, code,
    paths."""
    spans = [Span(match.start(), match.end()) for match in _SYMBOLIC.finditer(text)]
    spans += (Span(match.start(), match.end()) for match in _UNBROKEN.finditer(text) if _SIGN.search(match.group()))
    yield from merged(spans)


def count_symbols(text: str, spans: Iterable[Span], foreign: Sequence[Span] = ()) -> int:
    """How many of `spans`, which are not prose, hold names in code, paths or formulas. Not counted are Markdown's
    signs, addresses, which any essay may cite, entities, and spans that overlap `foreign`."""
    parts = (span.of(text) for span in spans if not any(span.overlaps(other) for other in foreign))
    return sum(
        "://" not in part
        and "www." not in part
        and not _ENTITY.fullmatch(part)
        and not _MARKERS.fullmatch(part)
        and any(map(str.isalnum, part))
        for part in parts
    )


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order; spans that overlap or touch are joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def masked(text: str, spans: Iterable[Span], fill: str) -> str:
    """`text` with every span overwritten by the one character `fill`, so that offsets stay valid. Line breaks and the
    white space at the ends of a span stay. A separator of table cells becomes line breaks, so that each cell is a text
    of its own."""
    parts: list[str] = []
    position = 0
    for span in spans:
        part = _CELLS.sub(lambda match: "\n" * len(match.group()), span.of(text))
        first, last = len(part) - len(part.lstrip()), len(part.rstrip())
        hidden = "".join(
            char if char in "\r\n" or not first <= place < last else fill for place, char in enumerate(part)
        )
        parts += text[position : span.start], hidden
        position = span.end
    parts.append(text[position:])
    return "".join(parts)


@dataclass(frozen=True)
class ProtectedWords:
    """The words of one document. `counts`: how often each occurs, in lower case. `names`: words with a capital inside a
    sentence at least once, in lower case. `own`: the person's own words, exactly as written. `variants`: how many words
    have a British spelling. `marked`: how many are written as names or terms, with capitals inside a sentence, hyphens
    or digits. `symbols`: how many passages of code, paths or formulas are between the words."""

    counts: Counter[str]
    names: frozenset[str]
    own: frozenset[str]
    variants: int = 0
    marked: int = 0
    symbols: int = 0

    @property
    def is_technical(self) -> bool:
        """Whether the document is full of names and terms, so that an unknown word is probably one too."""
        return self.marked > _MARKED * self.counts.total()

    @property
    def is_clearly_technical(self) -> bool:
        """Whether the document is about programs or mathematics: it has many names in code, paths, options or
        formulas."""
        return self.symbols >= _ENOUGH and self.symbols > _CODE * self.counts.total()

    @classmethod
    def read(cls, text: str, own: Iterable[str] = (), symbols: int = 0) -> "ProtectedWords":
        """Read the words of a document. `text` has everything masked that is not prose. `symbols`: see
        `count_symbols`."""
        counts: Counter[str] = Counter()
        names: set[str] = set()
        variants = marked = 0
        for match in WORD.finditer(text):
            word = match.group()
            counts[word.lower()] += 1
            parts = _HYPHEN.split(word.lower())
            if len(parts) > 1:
                counts.update(parts)
                names.update(part.lower() for part in _HYPHEN.split(word) if part[:1].isupper())
            if word[0].isupper() and not starts_sentence(text, match.start()):
                names.add(word.lower())
            marked += word != "I" and ((not word.isalpha() and "'" not in word) or word.lower() in names)
            variants += bool(_BRITISH.search(word))
        return cls(counts, frozenset(names), frozenset(own), variants, marked, symbols)

    def occurrences(self, word: str) -> int:
        """How often `word` occurs, in upper or lower case."""
        return self.counts[word.lower()]

    def is_named(self, text: str, start: int, word: str) -> bool:
        """Whether the word at `start` is written as a name or a symbol: with capitals, a digit or a hyphen."""
        if word in self.own or not word:
            return True
        if any(char.isdigit() for char in word) or any(sign in word for sign in "-‑_."):
            return True
        if any(char.isupper() for char in word[1:]):
            return True
        end = start + len(word)
        before, after = neighbours(text, Span(start, end))
        if before[:1].isupper() and after[:1].isupper() and word.islower() and not starts_sentence(text, start):
            return True  # the particle of a name: Eduard von Liebert
        if {text[start - 1 : start], text[end : end + 1]} & {"-", "‑", "_", "/"}:
            return True
        if not word[0].isupper():
            return False
        return word.lower() in self.names or not starts_sentence(text, start) or _is_listed(text, start, end)


def _is_listed(text: str, start: int, end: int) -> bool:
    """Whether the capitalised word at the beginning of a line is in a list of names: a capitalised word or an address
    comes next, or the line is one of several with a few words and no full stop."""
    line_start = text.rfind("\n", 0, start) + 1
    if text[line_start:start].strip(_OPENING):
        return False
    if _NAME_NEXT.match(text, end):
        return True
    line = _LINE.match(text, line_start)
    if line is None:
        return False
    others = (_LINE.match(text, line.end() + 1), _LINE.match(text, text.rfind("\n", 0, max(0, line_start - 1)) + 1))
    return is_label(line.group()) and any(
        other is not None and other.start() != line_start and is_label(other.group()) for other in others
    )


_NAME_NEXT = re.compile(r"[ ,](?:[A-Z]\.|(?!I\b)[A-Z][\w’'-]+| ?[<(]?\ue000)")
_LINE = re.compile(r"[^\n]*")
_LABEL_WORDS = 4


def is_label(line: str) -> bool:
    """Whether a line has only a few words, and none of them ends a sentence."""
    return 0 < len(line.split()) <= _LABEL_WORDS and any(map(str.isalnum, line)) and not _SENTENCE_END.search(line)


# British endings, and the American endings of the same words.
_TO_AMERICAN = (
    (re.compile(r"our(?=$|s|ed|ing|al|ful|able|ite|er)"), "or"),
    (re.compile(r"is(?=e$|ed$|es$|ing$|ation|er)"), "iz"),
    (re.compile(r"ys(?=e$|ed$|es$|ing$)"), "yz"),
    (re.compile(r"re(?=$|s$|d$)"), "er"),
    (re.compile(r"ll(?=ed$|ing$|er$|or$|ors$|ers$)"), "l"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"ence(?=s?$)"), "ense"),
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"mme(?=s?$)"), "m"),
)
_BRITISH = re.compile(
    r"(?i)(?:col|fav|hon|lab|behavi|neighb|harb|hum|rum|vap|arm|flav|vig|endeav)our"
    r"|(?:met|cent|theat|lit|fib|calib)res?$|kilometres?$"
    r"|(?:organ|real|recogn|uncategor|categor|emphas|character|minim|maxim|optim|general|util|special)is(?:e[ds]?|ing|ation)"
    r"|analys(?:e[ds]?|ing)$|(?:travell|modell|labell|cancell|councill|counsell)(?:ed|ing|ers?|ors?)$"
    r"|(?:catal|dial)ogues?$|programmes?$|(?:def|off|lic)ences?$"
)


def is_variant(word: str, other: str) -> bool:
    """Whether the two words are the British and the American spelling of one word."""
    one, two = word.lower(), other.lower()
    return any(british.sub(american, a) == b for a, b in ((one, two), (two, one)) for british, american in _TO_AMERICAN)


def follows_abbreviation(text: str, start: int) -> bool:
    """Whether the full stop before `start` belongs to an abbreviation ("Jr. and", "Co. said", "e.g. the")."""
    return bool(_ABBREVIATION.search(text, max(0, start - 16), start))


_ABBREVIATION = re.compile(r"(?:\b[A-Z]\w{0,3}|\b\w(?:\.\w)+|\b(?:al|etc|vs|cf|approx|ca))\.\)? ?$")


_INITIAL = re.compile(r"(?:[A-Z][\w’'-]*|[A-Z]\.) (?:[A-HJ-Z]|[b-z])\. $")  # Martin v. Loewis, John J. Bloe
_WRAPPED = re.compile(r"(?:^|\n)[^\n]{39,}[a-z,]\r?\n *$")  # a wrapped line, which continues on the next one


def starts_sentence(text: str, start: int) -> bool:
    """Whether the word at `start` begins a sentence, a line or a quotation, so that its capital does not show a
    name."""
    before = text[max(0, start - 40) : start]
    if _INITIAL.search(before) or _WRAPPED.search(text, max(0, start - 200), start):
        return False
    line = before.rsplit("\n", 1)[-1]
    stripped = line.rstrip(_OPENING)
    if not line.strip(_OPENING + _FILLS) and (len(line) < len(before) or start <= 40):
        return True
    if line.rstrip().endswith("|"):
        return True  # a cell of a table
    if line[-1:] in set("\"“‘'"):
        return True
    return bool(_SENTENCE_END.search(stripped + " "))


_BEFORE = re.compile(r"(\w+(?:[’'\-]\w+)*) $")
_AFTER = re.compile(r" (\w+(?:[’'\-]\w+)*)")


def neighbours(text: str, span: Span) -> tuple[str, str]:
    """The words directly before and after `span`, as written. "" if there is none or a sign comes between."""
    before = _BEFORE.search(text, max(0, span.start - 60), span.start)
    after = _AFTER.match(text, span.end)
    return before.group(1) if before else "", after.group(1) if after else ""
