"""Places in a text. Offsets are defined and converted here: code points, half-open.

Qt counts UTF-16 units, models change quotation marks and spaces, and one visible character can be many code points. The
conversions are in this module, so that no other module needs them."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass

import regex


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]` in code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character, or one is empty and strictly inside the other."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> "Span":
        return Span(self.start + by, self.end + by)

    def trimmed(self, text: str) -> "Span":
        """The span of `text` without the white space at its ends. Empty, at its end, if it has only white space."""
        part = self.of(text)
        start = self.start + len(part) - len(part.lstrip())
        return Span(start, start + len(part.strip()))


class Utf16:
    """Converts between code points and UTF-16 units (Qt's) of one text, in O(log n) of the characters outside the
    BMP."""

    __slots__ = ("_astral", "_length", "_units")

    def __init__(self, text: str) -> None:
        self._length = len(text)
        # Offsets of characters that take two units: in code points, and in units.
        self._astral = [] if text.isascii() else [match.start() for match in _ASTRAL.finditer(text)]
        self._units = [offset + index for index, offset in enumerate(self._astral)]

    def to_utf16(self, offset: int) -> int:
        """The number of UTF-16 units before the code point `offset`. Raises ValueError outside the text."""
        if not 0 <= offset <= self._length:
            raise ValueError(f"no code point at {offset}")
        return offset + bisect_left(self._astral, offset)

    def to_code_point(self, offset: int) -> int:
        """The code point that contains the UTF-16 unit `offset`. Raises ValueError outside the text."""
        if not 0 <= offset <= self._length + len(self._astral):
            raise ValueError(f"no UTF-16 unit at {offset}")
        return offset - bisect_left(self._units, offset)


class Normalised:
    """A text in the form in which texts are compared: `text`, and a map back to the original."""

    __slots__ = ("_ends", "_lengths", "_places", "_starts", "text")

    def __init__(self, original: str) -> None:
        # The changed parts in order: at `_places[i]` of `text`, `_lengths[i]` characters stand for
        # `_starts[i]:_ends[i]` of the original. Everything between is equal in both.
        self._places: list[int] = []
        self._lengths: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.text = self._fold_spaces(original) if original.isascii() else self._fold(original)

    def span(self, start: int, end: int) -> Span:
        """The place of `text[start:end]` in the original, in code points. What was folded into one character (white
        space, a letter with its marks) is included whole; what was removed at the edges is not."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"no span {start}:{end} in the normalised text")
        first = self._original(start)[0]
        return Span(first, first) if start == end else Span(first, self._original(end - 1)[1])

    def _original(self, place: int) -> tuple[int, int]:
        """The start and end in the original of the character at `place`."""
        index = bisect_right(self._places, place) - 1
        if index < 0:
            return place, place + 1
        beyond = place - self._places[index] - self._lengths[index]
        if beyond < 0:
            return self._starts[index], self._ends[index]
        start = self._ends[index] + beyond
        return start, start + 1

    def _fold_spaces(self, original: str) -> str:
        """As `_fold`, for ASCII text, in which only spaces are folded: the most frequent case, and much faster."""
        parts: list[str] = []
        length = copied = 0
        for match in _FOLDED_SPACE.finditer(original):
            start, end = match.span()
            parts += original[copied:start], " "
            length += start - copied
            self._places.append(length)
            self._lengths.append(1)
            self._starts.append(start)
            self._ends.append(end)
            length += 1
            copied = end
        parts.append(original[copied:])
        return "".join(parts)

    def _fold(self, original: str) -> str:
        parts: list[str] = []
        length = 0
        copied = 0  # how much of the original has been copied
        after_space = False

        def put(start: int, end: int, folded: str) -> None:
            nonlocal length, copied, after_space
            if start > copied:
                parts.append(original[copied:start])
                length += start - copied
                after_space = False
            if after_space and folded == " ":
                folded = ""
            if folded != original[start:end] or folded == "":
                self._places.append(length)
                self._lengths.append(len(folded))
                self._starts.append(start)
                self._ends.append(end)
            parts.append(folded)
            length += len(folded)
            copied = end
            after_space = after_space if not folded else folded == " "

        for match in _FOLDED.finditer(original):
            start, end = match.span()
            if original[start].isspace():
                put(start, end, " ")
                continue
            kept = [offset for offset in range(start, end) if original[offset] not in _ZERO_WIDTH]
            bare = "".join([original[offset] for offset in kept])
            position = start
            for cluster in _GRAPHEME.finditer(bare):
                first, last = kept[cluster.start()], kept[cluster.end() - 1] + 1
                if first > position:
                    put(position, first, "")
                put(first, last, unicodedata.normalize("NFC", cluster.group()).translate(_ALIKE))
                position = last
            if end > position:
                put(position, end, "")
        parts.append(original[copied:])
        return "".join(parts)


def shared_ends(one: str, other: str) -> tuple[int, int]:
    """The lengths of the common prefix and of the common suffix after it, in code points. Found by bisection with
    slices, so it takes no longer than copying the texts."""
    head = _shared_length(len(one), len(other), lambda count: one[:count] == other[:count])
    rest = min(len(one), len(other)) - head
    tail = _shared_length(rest, rest, lambda count: one[len(one) - count :] == other[len(other) - count :])
    return head, tail


def _shared_length(one: int, other: int, same: Callable[[int], bool]) -> int:
    """The largest number up to both lengths for which `same` holds; it holds for all smaller ones too."""
    least, most = 0, min(one, other)
    while least < most:
        middle = (least + most + 1) // 2
        if same(middle):
            least = middle
        else:
            most = middle - 1
    return least


def normalise(text: str) -> Normalised:
    """NFC, with quotation marks, dashes and white space in their simplest form, and without zero-width characters."""
    return Normalised(text)


def is_boundary(text: str, offset: int) -> bool:
    """Whether `offset` is between two graphemes (UAX 29), or at an end of the text. Examines only nearby text."""
    if not 0 <= offset <= len(text):
        raise ValueError(f"no offset {offset} in the text")
    if offset in (0, len(text)):
        return True
    if text[offset - 1] < "\x80" and text[offset] < "\x80":
        return not (text[offset - 1] == "\r" and text[offset] == "\n")
    # Back to a certain boundary: two characters that separate when alone, of which the second cannot join what is
    # before it (marks, joiners).
    start = offset
    while start > 0 and (_REACHING.match(text, start - 1) or len(_GRAPHEME.findall(text[start - 1 : start + 1])) == 1):
        start -= 1
    while start < offset:
        match = _GRAPHEME.match(text, start)
        start = match.end() if match else start + 1
    return start == offset


def words(text: str) -> list[str]:
    """`text` split into words, runs of white space and other single characters; joined they give the text. An
    apostrophe, hyphen or decimal sign inside a word belongs to it; scripts without spaces are split into characters; no
    grapheme is split."""
    if _PLAIN.fullmatch(text):
        return _PLAIN_TOKEN.findall(text)
    tokens: list[str] = _TOKEN.findall(text)
    if not _CLINGING.search(text):
        return tokens
    joined: list[str] = []
    position = 0
    for token in tokens:
        clings = joined and (_CLINGING.match(token) or _CLINGING.match(joined[-1][-1]))
        if clings and not is_boundary(text, position):
            joined[-1] += token
        else:
            joined.append(token)
        position += len(token)
    return joined


_ASTRAL = regex.compile("[\U00010000-\U0010ffff]")
_GRAPHEME = regex.compile(r"\X")
_REACHING = regex.compile(r"[\p{M}\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=Regional_Indicator}\p{GCB=Prepend}]")
# What can join a neighbour to one grapheme; line ends are handled by the tokens.
_CLINGING = regex.compile(r"[^\p{GCB=Other}\p{GCB=Control}\p{GCB=CR}\p{GCB=LF}]")
# Everything that normalising can change, including the letter before a mark.
_FOLDED = regex.compile(r"\s+|[\x21-\x7e]?[^\x00-\x7f\s]+")
_FOLDED_SPACE = regex.compile(r"\s{2,}|[^\S ]")
_ZERO_WIDTH = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2039\u203a\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)
# Latin, Greek and Cyrillic without marks, and common punctuation: every character is a grapheme, so the faster `re`
# gives the same tokens as the pattern below.
_PLAIN = re.compile(
    "[\\x00-\\x1b\\x20-\u02ff\u0370-\u0373\u0376\u0377\u037b-\u037f\u0384-\u0482\u048a-\u052f\u1e00-\u1eff"
    "\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2100-\u214f\u2190-\u22ff]*"
)
_PLAIN_TOKEN = re.compile(r"\s+|\w+(?:(?:['\u2019\u2010\u2011-]|(?<=\d)[.,](?=\d))\w+)*|.", re.DOTALL)
_TOKEN = regex.compile(
    r"""(?xsV1)
    \s+
    | [\p{Han}\p{Hiragana}] \p{M}*
    | (?=[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]) \X
    | [\p{L}\p{N}_] [\p{L}\p{N}\p{M}_--[\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]]*
      (?: (?: ['\u2019\u2010\u2011-] (?=[\p{L}\p{N}_]) | (?<=\p{Nd}) [.,] (?=\p{Nd}) )
          [\p{L}\p{N}\p{M}_--[\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]]+ )*
    | \X
    """
)
