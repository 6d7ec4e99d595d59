"""Ranks the possible corrections of a word with a noisy-channel model, from Harper's suggestions and the neighbouring
words.

Harper's first suggestion is not always the best, because Harper does not look at the neighbours. Here the score of a
candidate is the log-probability of the word after the word before it and before the word after it, less the cost of the
slip that turns it into the written word. The counts of words and word pairs come with symspellpy (Google Books n-grams
and SCOWL). Model: Kernighan, Church and Gale, "A spelling correction program based on a noisy channel model" (COLING
1990)."""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import pairwise

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from reviser.revisers.rules.contextual_spelling import possessive
from reviser.revisers.rules.real_words import RealWords

_TOTAL = 1.0e12  # words that were counted
_RARE = 2.0e4  # the assumed count of a word that is not listed
_BACKOFF = 0.4  # factor of the word's own frequency if the pair is not listed (stupid backoff, Brants et al., 2007)
SLIP = 4.2  # natural logarithms that one ordinary slip costs
_NEAR = 3000  # least count of a candidate that Harper did not suggest

_SHORT = 4  # letters; a word of up to so many may be a slip where only a capital seems missing: "yong"
# Least counts: of the commoner and of the rarer half of a split word, of a frequent word, of a stem.
_COMMONEST, _KNOWN = 1.0e9, 5.0e6
_FREQUENT = 1.0e8
_STEM = 2.0e5
_PREFIXES = (
    *("uni", "bi", "multi", "non", "pre", "hyper", "sub", "semi", "anti", "inter", "intra", "micro", "macro", "auto"),
    *(
        "meta",
        "para",
        "poly",
        "mono",
        "pseudo",
        "quasi",
        "super",
        "ultra",
        "over",
        "under",
        "ex",
        "circum",
        "in",
        "trans",
    ),
    *("nano", "bio", "geo", "neuro", "eigen", "co", "de", "re", "counter", "cross", "self", "photo", "electro"),
)
_SUFFIXES = ("ity", "ness", "ization", "isation", "wise", "like", "able", "izable", "ically", "or")
_OTHER_ENDING = 0.3
LANGUAGE = 0.7  # weight of neighbours and frequency beside that of the slip
_CONTRACTED = frozenset({"it's", "that's", "there's", "here's", "let's", "he's", "she's", "what's", "who's", "where's"})

# Well-known misspellings that are as near to other words.
_USUAL = {"wich": "which", "thay": "they", "waht": "what", "wiht": "with", "becuse": "because", "whcih": "which"}
_DENIED = frozenset("do does did is are was were have has had would could should must need ca wo".split())
_SUBJECTS = frozenset("i you we they he she it that who".split())

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")


# Usual short forms that the dictionaries lack: Latin, computing, units. They would be taken for misspellings of more
# common words.
SHORT_FORMS = frozenset(
    (
        "al printf iconv arg args argv atm atms auth bool bz cf char cmd compat config conf contrib corp cron ctx del "
        "dest dev devel dict dir dirs distro distros doc dst ed eds eg env et etc exe ext fmt fn foo func gc gz hz "
        "ibid ie impl inc init int intl iter ldap len lib libs loc ltd mac misc msg mutandis mutatis num ok "
        "op ops opt opts param params perf pkg pls pre proc prog ptr ref refs regex repo repos req res sed "
        "seq shar sic spec specs src sshd std stderr stdin stdout stmt str struct sudo sync sys tar tbd tmp "
        "todo toolchain uid url urls util utils val var vars vice vs vm vms wc wifi wrt xor yaml zip facto "
        "iff iid lhs rhs cdf pdf cpu cpus gpu gpus "
        "jure priori posteriori situ vitro vivo viz passim seqq "
        "plough ploughs ploughed ploughing masse nauseam facie fide infinitum gratia clef "
        "lol omg btw imho imo brb tbh fwiw afaik rofl lmao idk smh thx pls"
    ).split()
)


def known_words() -> frozenset[str]:
    """The words of the list that comes with symspellpy, in lower case: 83,000, read in about 0.05 s."""
    return frozenset(_counted_words())


def _counted_words() -> dict[str, int]:
    words: dict[str, int] = {}
    path = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt")
    for line in path.read_text("utf-8-sig").splitlines():
        word, _, count = line.partition(" ")
        words[word] = int(count)
    return words


@dataclass(frozen=True)
class Frequencies:
    """Counts of words and of word pairs in a text of about 10^12 words. Keys are in lower case; the words of a pair
    have one space between them."""

    words: dict[str, int]
    pairs: dict[str, int]

    @classmethod
    def load(cls) -> "Frequencies":
        """Read the lists that come with symspellpy: 83,000 words and 240,000 pairs, in about 0.3 s."""
        folder = files("symspellpy")
        words = _counted_words()
        pairs: dict[str, int] = {}
        for line in folder.joinpath("frequency_bigramdictionary_en_243_342.txt").read_text("utf-8-sig").splitlines():
            pair, _, count = line.rpartition(" ")
            pairs[pair] = int(count)
        return cls(words, pairs)

    @cached_property
    def real_words(self) -> RealWords:
        return RealWords(self.words)

    def of(self, word: str) -> float:
        """The count of `word`, at least `_RARE`. Contractions and possessives, which the list does not count well, are
        estimated."""
        count = self.words.get(word, 0)
        if is_contraction(word):
            # The list has low counts for contractions, which are as common as their parts.
            return max(count, 3.0e7)
        if word.endswith("'s"):
            return max(0.05 * self.words.get(word[:-2], 0), _RARE)
        return max(count, _RARE)

    def follows(self, before: str, word: str) -> float:
        """The natural logarithm of the probability of `word` after `before`. "" is the beginning or the end of a
        sentence."""
        alone = self.of(word) / _TOTAL
        pair = self.pairs.get(f"{before} {word}", 0) if before else 0
        if pair:
            return math.log(pair / self.of(before))
        return math.log((_BACKOFF if before else 1.0) * alone)


def is_contraction(word: str) -> bool:
    """Whether `word`, in lower case, is two words in one, such as "don't" or "it's". False for a possessive."""
    return word in _CONTRACTED or word.endswith(("n't", "'m", "'re", "'ve", "'ll", "'d"))


def evident(word: str) -> Iterator[str]:
    """The certain corrections of `word`: "which" for "wich"; with only an apostrophe added, "I've" for "ive" and
    "today's" for "todays"."""
    lower = word.lower()
    if lower in _USUAL:
        yield _cased(_USUAL[lower], word)
    owner = possessive(word)
    if owner is not None:
        yield owner
    if lower.endswith("nt") and lower[:-2] in _DENIED:
        yield f"{word[:-1]}'{word[-1]}"
    for ending in ("m", "re", "ve", "ll"):
        stem = lower.removesuffix(ending)
        if stem != lower and stem in _SUBJECTS:
            yield f"{'I' if stem == 'i' else word[: len(stem)]}'{ending}"


@lru_cache(maxsize=65536)
def slip_cost(wrong: str, right: str) -> float:
    """The cost of writing `wrong` for `right`, in ordinary slips. It is the optimal string alignment distance with
    weights. Swapped letters, doubled letters, a vowel for a vowel, neighbouring keys and the apostrophe of a
    contraction cost less; the first letter and a different ending cost more."""
    wrong, right = wrong.lower(), right.lower()
    rows, columns = len(wrong) + 1, len(right) + 1
    table = [[0.0] * columns for _ in range(rows)]
    for i in range(1, rows):
        table[i][0] = table[i - 1][0] + _extra(wrong, i - 1)
    for j in range(1, columns):
        table[0][j] = table[0][j - 1] + _extra(right, j - 1)
    for i in range(1, rows):
        for j in range(1, columns):
            best = table[i - 1][j - 1] + _substitution(wrong, i - 1, right, j - 1)
            best = min(best, table[i - 1][j] + _extra(wrong, i - 1), table[i][j - 1] + _extra(right, j - 1))
            if i > 1 and j > 1 and wrong[i - 1] == right[j - 2] and wrong[i - 2] == right[j - 1] != wrong[i - 1]:
                best = min(best, table[i - 2][j - 2] + 0.6)
            table[i][j] = best
    return table[-1][-1] + _ending(wrong, right)


def _ending(wrong: str, right: str) -> float:
    """The additional cost of a different inflection: people slip in the stem and mean the ending that they wrote."""
    if right.endswith(("'s", "s'")) and "'" not in wrong and right not in _CONTRACTED:
        return 1.5
    same = any(wrong.endswith(end) and right.endswith(end) for end in ("s", "ed", "ing", "ly"))
    differ = any(wrong.endswith(end) != right.endswith(end) for end in ("s", "ed", "ing", "ly"))
    return _OTHER_ENDING if differ and not same else 0.0


def _extra(word: str, at: int) -> float:
    """The cost of one letter at index `at` too many, or missing from the other word."""
    letter = word[at]
    if letter in "'’":
        return 0.1
    if (at and word[at - 1] == letter) or word[at + 1 : at + 2] == letter:
        return 0.5
    if at == 0:
        return 1.9
    return 0.8 if letter in _VOWELS else 1.0


def _substitution(wrong: str, i: int, right: str, j: int) -> float:
    """The cost of writing `wrong[i]` for `right[j]`."""
    a, b = wrong[i], right[j]
    if a == b:
        return 0.0
    extra = 0.9 if i == 0 else 0.0
    if a in _VOWELS and b in _VOWELS:
        return 0.65 + extra
    if (a, b) in _NEIGHBOURS:
        return 0.9 + extra
    return (0.7 if {a, b} in _ALIKE else 1.1) + extra


_NEIGHBOURS = frozenset(
    pair for row in _KEYS for left, right in pairwise(row) for pair in ((left, right), (right, left))
)
_ALIKE = [{"c", "s"}, {"c", "k"}, {"s", "z"}, {"d", "t"}, {"b", "p"}, {"f", "v"}, {"g", "j"}, {"m", "n"}]


class Speller:
    """Ranks the possible corrections of an unknown word."""

    def __init__(self, frequencies: Frequencies) -> None:
        self._frequencies = frequencies
        by_length: dict[int, list[str]] = {}
        for word, count in frequencies.words.items():
            if count >= _NEAR and word.isalpha():
                by_length.setdefault(len(word), []).append(word)
        self._by_length = by_length
        self._near = lru_cache(maxsize=4096)(self._search)

    def is_slip(self, word: str) -> bool:
        """Whether `word` is certainly a slip whatever its neighbours are: a usual misspelling, or a common word with
        two neighbouring letters exchanged ("taht")."""
        lower = word.lower()
        exchanged = (lower[:at] + lower[at + 1] + lower[at] + lower[at + 2 :] for at in range(len(lower) - 1))
        return lower in _USUAL or any(self._frequencies.words.get(text, 0) >= _FREQUENT for text in exchanged)

    def ranked(
        self, word: str, before: str, after: str, suggested: Iterable[str], known: Callable[[str], bool]
    ) -> tuple[tuple[str, float], ...]:
        """The corrections of `word` between `before` and `after`, best first, with scores in natural logarithms. All of
        `suggested` are included; other words only if `known` returns True for them."""
        offered = list(dict.fromkeys(_cased(text, word) for text in (*evident(word), *suggested)))
        scores = {text: self.score(word, text, before, after) for text in offered}
        best = max(scores.values(), default=-math.inf)
        others = [
            (text, self.score(word, text, before, after))
            for text in self._near(word.lower())
            if text not in {*scores, word.lower()}
        ]
        for text, score in sorted(others, key=lambda item: -item[1])[:3]:
            shown = _cased(text, word)
            if shown not in scores and score > best - 3 and all(known(part) for part in shown.split()):
                scores[shown] = score
        return tuple(sorted(scores.items(), key=lambda item: -item[1]))

    def score(self, word: str, text: str, before: str, after: str) -> float:
        """The score of `text` as the correction of `word` between `before` and `after`, in natural logarithms; 0 is
        certain."""
        parts = text.lower().replace("’", "'").split() or [""]
        if len(word) > _SHORT and text.lower() == word.lower():
            return 0.0  # only its capital is missing: "maoist"
        if _USUAL.get(word.lower()) == text.lower() or possessive(word) == text:
            return 0.0
        contracted = text.lower().replace("’", "'")
        if contracted.replace("'", "") == word.lower() and is_contraction(contracted):
            return 0.0  # only its apostrophe is missing; the list of pairs counts "we don" for "we don't"
        total, previous = 0.0, before.lower()
        for part in parts:
            total += self._frequencies.follows(previous, part)
            previous = part
        if after:
            total += self._frequencies.follows(previous, after.lower())
        return LANGUAGE * total - SLIP * (slip_cost(word, text.replace(" ", "")) + 0.5 * (len(parts) - 1))

    def plausibility(self, word: str, text: str) -> float:
        """The score of `text` as the correction of `word`, without neighbours. It is compared with the thresholds for
        the writer's own words."""
        return self.score(word, text, "", "")

    def is_open(self, pair: str) -> bool:
        """Whether two words are usually written as two and never as one: "stepping stone"."""
        known, lower = self._frequencies, pair.lower()
        return lower in known.pairs and "".join(lower.split()) not in known.words

    def is_common(self, word: str) -> bool:
        """Whether `word` is one of the most frequent words: "by", "this" and "when" are, "zip" is not."""
        return self._frequencies.words.get(word.lower(), 0) >= _FREQUENT

    def is_derived(self, word: str) -> bool:
        """Whether `word` is a known word with a learned prefix or suffix, and so a term: univariate, optimality,
        incircle."""
        lower, counts = word.lower(), self._frequencies.words
        for prefix in _PREFIXES:
            rest = lower.removeprefix(prefix)
            if rest != lower and len(rest) >= 5 and counts.get(rest, 0) >= _STEM:
                return f"{prefix} {rest}" not in self._frequencies.pairs
        return any(
            lower.endswith(suffix) and counts.get(lower.removesuffix(suffix), 0) >= _STEM for suffix in _SUFFIXES
        )

    def _splits(self, word: str) -> Iterator[str]:
        """Readings of `word` as two words that were run together: a listed pair, or a very common word and a known
        one."""
        counts, pairs = self._frequencies.words, self._frequencies.pairs
        for at in range(1, len(word)):
            first, second = word[:at], word[at:]
            lesser, greater = sorted((counts.get(first, 0), counts.get(second, 0)))
            short = min(len(first), len(second)) == 1 and "a" not in (first, second)
            usual = greater >= _COMMONEST and lesser >= _KNOWN and max(len(first), len(second)) >= 4
            if not short and (f"{first} {second}" in pairs or usual):
                yield f"{first} {second}"

    def _search(self, word: str) -> tuple[str, ...]:
        """Known words of similar length at most two edits away, or one edit for words of up to four letters."""
        limit = 1 if len(word) <= 4 else 2
        words = list(self._splits(word))
        for length in range(max(1, len(word) - limit), len(word) + limit + 1):
            choices = self._by_length.get(length, [])
            words += (match[0] for match in extract(word, choices, scorer=OSA.distance, score_cutoff=limit, limit=30))
        return tuple(words)


def _cased(text: str, like: str) -> str:
    """`text` with a capital first letter if `like` has one."""
    return text[:1].upper() + text[1:] if like[:1].isupper() else text
