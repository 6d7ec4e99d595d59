"""Finds e-mail addresses, links, numbers and listed names in a text, however they are spelled.

The search uses the normalised text (normalised_text.py), with markup and without. A name is found by its letters and
digits: between its words there may be any signs that are not letters or digits, inside a word hyphens and
underscores."""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from reviser.datasets.normalised_text import Markup, NormalisedText, readings

EMAILS, LINKS, NUMBERS, NAMES = "EMAIL", "LINK", "NUMBER", "NAME"
MASK = re.compile(rf"\[(?:{EMAILS}|{LINKS}|{NUMBERS}|{NAMES})_[0-9]+\]")
WIDEST_GAP = 200  # signs between two words of a name

_AT = r"(?:\s*@\s*|\s*[(\[{]\s*at\s*[)\]}]\s*)"
_DOT = r"(?:\.|\s*[(\[{]\s*dot\s*[)\]}]\s*)"
_EMAIL = (
    rf"(?:(?<![\w.+%-])[\w.+%-]+|\"[^\"\n]{{1,64}}\")"
    rf"(?:{_AT}[\w-]+(?:{_DOT}[\w-]+)+|@(?:[\w-]+|\[[^\]\s]{{2,64}}\]))"
)
# Top-level domains that identify a host without a scheme. English words (in, it, to …) and file extensions (py, md, sh
# …) are not included: they would match after a full stop without a blank, or in a file's name.
_DOMAINS = (
    "com|org|net|edu|gov|mil|int|info|biz|name|pro|mobi|io|ai|app|dev|tv|eu|asia|coop|museum|xyz|online|site|shop|store|"
    "blog|cloud|tech|space|club|live|news|academy|agency|chat|codes|email|media|network|onion|page|social|studio|team|"
    "test|local|example|invalid|"
    "ac|ad|ae|af|ag|al|ao|aq|ar|au|aw|ax|az|ba|bb|bd|bf|bg|bh|bi|bj|bm|bn|bo|br|bs|bt|bw|bz|ca|cd|cf|cg|ch|ci|ck|cl|cm|"
    "cn|co|cr|cu|cv|cw|cx|cy|cz|de|dj|dk|dm|dz|ec|ee|eg|er|es|et|fi|fj|fk|fm|fo|fr|ga|gd|ge|gf|gg|gh|gi|gl|gm|gn|gp|gq|"
    "gr|gs|gt|gu|gw|gy|hk|hm|hn|hr|ht|hu|ie|il|im|iq|ir|je|jm|jo|jp|ke|kg|kh|ki|km|kn|kp|kr|kw|ky|kz|la|lb|lc|li|lk|lr|"
    "ls|lt|lu|lv|ly|ma|mc|mg|mh|mm|mn|mo|mp|mq|mr|ms|mt|mu|mv|mw|mx|mz|na|nc|ne|nf|ng|ni|nl|np|nr|nu|nz|om|pa|pe|pf|pg|"
    "ph|pk|pm|pn|pr|pt|pw|qa|re|ro|ru|rw|sa|sb|sc|sd|se|sg|si|sk|sl|sm|sn|sr|ss|su|sv|sx|sy|sz|tc|td|tf|tg|th|tj|tk|tl|"
    r"tm|tn|tr|tt|tw|tz|ua|ug|uk|uy|uz|va|vc|ve|vg|vn|vu|wf|ws|ye|yt|za|zm|zw|рф|中国|xn--[\w-]+"
)
_BODY = r"(?:\([^\s()<>\"”]*\)|\[[^\s\[\]<>\"”]*\]|[^\s()\[\]<>\"”])*"
_LINK = "|".join(
    (
        rf"(?<![\w.+-])[a-z][a-z0-9+.-]*://{_BODY}",
        rf"\b(?:mailto|tel|sms|doi|urn|magnet|file|xmpp|sips?|skype|callto|geo):(?=[^\s])(?!//){_BODY}",
        rf"(?<![\w.+-])www\.{_BODY}",
        rf"\blocalhost(?::[0-9]+(?:/{_BODY})?|/{_BODY})",
        rf"(?<![\w@.+-])(?:[\w-]+\.)+[^\W\d_]{{2,}}(?::[0-9]+)?[/?#]{_BODY}",  # any host with a path
        r"(?<![\w@.+-])(?:[\w-]+\.)+[^\W\d_]{2,}:[0-9]+(?![\w@])",  # or a port
        r"(?<![\w@.+-])(?:[\w-]{2,}\.){2,}[^\W\d_]{2,}(?![\w@-])",  # or of three parts
        rf"(?<![\w@.+-])(?:[\w-]+\.)+(?:{_DOMAINS})(?![\w@-])",
    )
)
_NUMBER = r"[0-9]+(?:[.,:/⁄\s][0-9]+)*"
_PATTERNS = {EMAILS: re.compile(_EMAIL), LINKS: re.compile(_LINK), NUMBERS: re.compile(_NUMBER)}
# What every value of a kind has, and what is found much sooner.
_SIGNS = {
    EMAILS: re.compile(r"@|[(\[{]\s*at\b"),
    LINKS: re.compile(r"\w\.[^\W\d_]|:[^\s]|localhost/"),
    NUMBERS: re.compile(r"[0-9]"),
}
_BEHIND_LINK = ".,;:!?'’"
_WORD = re.compile(r"[^\W_]+")
_BETWEEN_LETTERS = re.compile(r"[\W_]+")
_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}  # the same of ASCII, sooner
_FEW = 200  # names
_KEPT, _SHORT = 8192, 400  # texts of which the values are kept, and their longest: labels, explanations, words
_IN_WORD = re.compile(r"[-_]*")
# Scripts without blanks between words, where a name may begin and end anywhere.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")


class Value(NamedTuple):
    """A value to mask: its span in the text, its kind, and a key that is equal for equal values of the kind."""

    start: int
    end: int
    kind: str
    key: str


class _Name(NamedTuple):
    """A name's letters and digits, and the offsets in them where its words after the first begin."""

    letters: str
    breaks: frozenset[int]


class ValueFinder:
    """Finds values of some kinds, and names."""

    def __init__(self, kinds: Iterable[str], names: Iterable[str] = ()) -> None:
        self._patterns = {kind: _PATTERNS[kind] for kind in kinds if kind in _PATTERNS}
        listed = {one for name in names if (one := _name(name)).letters}
        self._kept = lru_cache(maxsize=_KEPT)(self._find)
        self._kept_between = lru_cache(maxsize=_KEPT)(self._between)
        self._names: defaultdict[str, list[_Name]] = defaultdict(list)
        self._letters = [one.letters for one in listed]
        self._shortest = min((len(one.letters) for one in listed), default=0)
        for one in sorted(listed, key=lambda name: (-len(name.letters), name.letters)):
            self._names[one.letters[: self._shortest]].append(one)

    def values(self, text: str) -> list[Value]:
        """The values in a text, in order and without overlaps. Masks in the text are not values."""
        return list(self._kept(text) if len(text) <= _SHORT else self._find(text))

    def _find(self, text: str) -> tuple[Value, ...]:
        masks = [(mask.start(), mask.end(), "") for mask in MASK.finditer(text)]
        spans: list[tuple[int, int, str]] = []
        while True:  # what is left may read otherwise without what was found
            places: list[tuple[int, int, str]] = []
            place = 0
            for start, end, _ in sorted([*masks, *spans, (len(text), len(text), "")]):
                part = text[place:start]
                between = self._kept_between(part) if len(part) <= _SHORT else self._between(part)
                places += [(place + first, place + last, kind) for first, last, kind in between]
                place = end
            if not places:
                return tuple(Value(start, end, kind, _key(kind, text[start:end])) for start, end, kind in spans)
            spans = sorted([*spans, *_joined(places)])

    def _between(self, part: str) -> tuple[tuple[int, int, str], ...]:
        """The values in a part of a text. A value may be given several times."""
        return tuple(self._read(part))

    def _read(self, part: str) -> Iterator[tuple[int, int, str]]:
        for markup in readings(part):
            normalised = NormalisedText(part, markup)
            for start, end, kind in self._matches(normalised.text):
                first, last = normalised.span(start, end)
                while last < len(part) and unicodedata.category(part[last])[0] == "M":
                    last += 1  # what stands on its last letter
                yield first, last, kind

    def _matches(self, text: str) -> Iterator[tuple[int, int, str]]:
        for kind, pattern in self._patterns.items():
            first = _SIGNS[kind].search(text)
            for found in () if first is None else pattern.finditer(text):
                end = found.end()
                if kind == LINKS:
                    end = found.start() + len(found.group().rstrip(_BEHIND_LINK))
                if found.start() < end:
                    yield found.start(), end, kind
        if self._names:
            yield from self._name_matches(text)

    def _name_matches(self, text: str) -> Iterator[tuple[int, int, str]]:
        if len(self._letters) <= _FEW:  # one after the other is quick then
            together = text.translate(_NO_LETTERS) if text.isascii() else _BETWEEN_LETTERS.sub("", text)
            if not any(letters in together for letters in self._letters):
                return
        letters = _Letters(text)
        for begin in letters.begins:
            for name in self._names.get(letters.text[begin : begin + self._shortest], ()):
                if letters.text.startswith(name.letters, begin) and letters.stands(name, begin):
                    start, end = letters.span(begin, begin + len(name.letters))
                    yield start, end, NAMES
                    break


class _Letters:
    """The letters and digits of a normalised text. `begins`: where in them a name may begin."""

    def __init__(self, text: str) -> None:
        spans = [found.span() for found in _WORD.finditer(text)]
        ends = list(accumulate(end - start for start, end in spans))
        self._original = text
        self._places = [0, *ends[:-1]] if ends else []
        self._words = dict(zip(self._places, spans, strict=True))  # by its place in the letters: where a word stands
        self.text = "".join([text[start:end] for start, end in spans])
        unspaced = () if text.isascii() else _UNSPACED.finditer(self.text)
        self.begins = sorted({*self._places, *(found.start() for found in unspaced)})

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """The span in the text of a span of the letters."""
        return self._place(begin), self._place(end - 1) + 1

    def stands(self, name: _Name, begin: int) -> bool:
        """Whether a name whose letters were found really occurs there: it ends at the end of a word, and only allowed
        signs are between its letters."""
        end = begin + len(name.letters)
        if end < len(self.text) and end not in self._words and not _UNSPACED.match(self.text[end - 1]):
            return False
        for place in range(begin + 1, end):
            if place in self._words:
                gap = self._original[self._place(place - 1) + 1 : self._words[place][0]]
                if place - begin in name.breaks:
                    if len(gap) > WIDEST_GAP:
                        return False
                elif not _IN_WORD.fullmatch(gap):
                    return False
        return True

    def _place(self, at: int) -> int:
        first = self._places[bisect_right(self._places, at) - 1]
        return self._words[first][0] + at - first


def _name(name: str) -> _Name:
    words = _WORD.findall(NormalisedText(name).text)
    breaks, length = set(), 0
    for word in words[:-1]:
        length += len(word)
        breaks.add(length)
    return _Name("".join(words), frozenset(breaks))


def _joined(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The spans in order, with overlapping ones joined. A joined span has the kind of the first and longest of them."""
    joined: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if joined and start < joined[-1][1]:
            first, last, before = joined[-1]
            joined[-1] = first, max(last, end), before
        else:
            joined.append((start, end, kind))
    return joined


def _key(kind: str, value: str) -> str:
    """A key that is equal for two spellings of one value."""
    if kind == NUMBERS:  # 10² is not 102
        signs = (unicodedata.normalize("NFKC", sign) if sign.isdecimal() else sign for sign in value)
        return "".join(" " if sign.isspace() else sign for sign in signs if unicodedata.category(sign) != "Cf")
    text = NormalisedText(value, Markup.NONE if kind == NAMES else Markup.ALL).text
    return "".join(_WORD.findall(text)) if kind == NAMES else "".join(text.split())
