"""Comparisons of two versions of a sentence by a judge, and their outcomes. The judge sees both versions without their
names, once in each order. A choice counts only if both orders agree, so a judge that prefers whatever it is shown first
decides nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from reviser.core.invisible_characters import without_unseen


class Choice(StrEnum):
    """What a judge says of two versions, in the order in which it was shown them."""

    FIRST = "1"
    SECOND = "2"
    NEITHER = "0"

    @property
    def turned(self) -> "Choice":
        """The same choice where the two are shown in the other order."""
        return {Choice.FIRST: Choice.SECOND, Choice.SECOND: Choice.FIRST}.get(self, Choice.NEITHER)


class PairOutcome(StrEnum):
    """The outcome of a pair from its two choices. EQUAL: neither, twice. DISAGREE: the two orders do not agree.
    IDENTICAL: the versions have no visible difference, so the judge was not asked. UNJUDGED: a choice is missing."""

    A = "a"
    B = "b"
    EQUAL = "equal"
    DISAGREE = "disagree"
    IDENTICAL = "identical"
    UNJUDGED = "unjudged"


DECIDED = (PairOutcome.A, PairOutcome.B)


@dataclass(frozen=True, slots=True)
class Pair:
    """Versions `a` and `b` of a sentence. `source`: what both revise, `before`: the text that both stand behind; they
    are shown with them, and empty for none."""

    a: str
    b: str
    source: str = ""
    before: str = ""

    @property
    def identical(self) -> bool:
        """Whether no difference can be seen between the two."""
        return as_shown(self.a) == as_shown(self.b)

    @property
    def a_first(self) -> bool:
        """Whether `a` is shown first when the pair is shown the first time. It is drawn by a hash of the texts, and so
        falls on neither side more often; the requests are the same where `a` and `b` change places."""
        return _hash(self.source, self.before, self.a) <= _hash(self.source, self.before, self.b)

    def shown(self, *, a_first: bool) -> "ShownPair":
        """The pair in one of its orders."""
        first, second = (self.a, self.b) if a_first else (self.b, self.a)
        return ShownPair(first, second, self.source, self.before)


@dataclass(frozen=True, slots=True)
class ShownPair:
    """Two versions of a sentence in the order in which they are shown. `source` and `before` as in `Pair`."""

    first: str
    second: str
    source: str = ""
    before: str = ""

    @property
    def turned(self) -> "ShownPair":
        """The same pair in the other order."""
        return ShownPair(self.second, self.first, self.source, self.before)

    @property
    def key(self) -> str:
        """What the pair and its order are known by: 32 hexadecimal digits of a hash of its texts."""
        return _hash(self.source, self.before, self.first, self.second).hex()[:32]


@dataclass(frozen=True, slots=True)
class PairVerdict:
    """A judge's verdict on a pair in one of its orders. `why` is its reason, "" for none. `exchange` is SHA-256
    (hexadecimal) of the request as sent, "" if no server was asked."""

    choice: Choice
    why: str = ""
    exchange: str = ""


def as_shown(text: str) -> str:
    """The text on one line without invisible characters, as a judge sees it."""
    return " ".join(without_unseen(text).split())


def combine(a_shown_first: Choice | None, b_shown_first: Choice | None) -> PairOutcome:
    """The outcome of two choices: the one with `a` shown first, and the one with `b` shown first."""
    if a_shown_first is None or b_shown_first is None:
        return PairOutcome.UNJUDGED
    if a_shown_first is not b_shown_first.turned:
        return PairOutcome.DISAGREE
    return {Choice.FIRST: PairOutcome.A, Choice.SECOND: PairOutcome.B}.get(a_shown_first, PairOutcome.EQUAL)


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of pairs with each outcome."""

    counts: Mapping[PairOutcome, int]

    @classmethod
    def of(cls, outcomes: Iterable[PairOutcome]) -> "Tally":
        counted = Counter(outcomes)
        return cls({outcome: counted[outcome] for outcome in PairOutcome})

    @property
    def pairs(self) -> int:
        return sum(self.counts.values())

    @property
    def decided(self) -> int:
        """The number of pairs with a winner."""
        return sum(self.counts[outcome] for outcome in DECIDED)

    @property
    def p(self) -> float:
        """The sign test over the decided pairs: how probable it is that the wins are shared out so unevenly, or more,
        where both versions win equally often. Two-sided, 0 to 1."""
        return sign_test(self.counts[PairOutcome.A], self.counts[PairOutcome.B])


def sign_test(wins: int, losses: int) -> float:
    """The exact two-sided probability of so uneven a share of `wins` and `losses`, or of one more uneven, if each is as
    likely as the other; 1 where there is neither."""
    count, fewer = wins + losses, min(wins, losses)
    ways = term = 1
    for drawn in range(1, fewer + 1):
        term = term * (count - drawn + 1) // drawn
        ways += term
    if 2 * fewer == count:
        return 1.0
    return min(1.0, ways / (1 << count - 1))


@dataclass(frozen=True, slots=True)
class PositionBias:
    """How often the version that was shown first was chosen, of the answers that chose one. Without a bias it is half,
    since every pair is shown in both orders."""

    first: int
    chosen: int

    @classmethod
    def of(cls, choices: Iterable[Choice]) -> "PositionBias":
        counted = Counter(choices)
        return cls(counted[Choice.FIRST], counted[Choice.FIRST] + counted[Choice.SECOND])

    @property
    def share(self) -> float | None:
        """The share, 0 to 1. None if no answer chose a version."""
        return self.first / self.chosen if self.chosen else None


def _hash(*texts: str) -> bytes:
    told_apart = "".join(f"{len(text)}:{text}" for text in texts)
    return sha256(told_apart.encode("utf-8", "surrogatepass")).digest()
