"""How far a text has moved from its first draft: the share of its wording, numbers, names and negations that is left,
and chrF against the draft. Over many revisions a text loses facts first, which cannot be seen round by round."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from reviser.core.diff import diff
from reviser.core.risk import Facts, facts
from reviser.core.text import words

ORDERS = 6  # the longest character n-grams
BETA = 2.0  # weight of recall relative to precision
MOST_NAMED = 3  # facts that a warning names


@dataclass(frozen=True)
class CountedText:
    """A text with its counts, computed once for several comparisons."""

    text: str

    @cached_property
    def facts(self) -> Facts:
        return facts(self.text)

    @cached_property
    def words(self) -> int:
        """The number of words."""
        return _count_words(self.text)

    @cached_property
    def grams(self) -> tuple[Counter[str], ...]:
        """The character n-grams, without white space, for n from 1 to `ORDERS`."""
        letters = "".join(self.text.split())
        return tuple(
            Counter(letters[start : start + order] for start in range(len(letters) - order + 1))
            for order in range(1, ORDERS + 1)
        )


@dataclass(frozen=True, slots=True)
class KeptShare:
    """How many of the first draft's things of one kind are still there, of how many; `lost` as they were written
    there."""

    kind: str
    kept: int
    of: int
    lost: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """From 0 to 1; 1 if there was nothing to keep."""
        return self.kept / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class Drift:
    """A text compared with its first draft. `chrf` is from 0 to 100."""

    wording: KeptShare
    numbers: KeptShare
    dates: KeptShare
    names: KeptShare
    negations: KeptShare
    chrf: float

    @property
    def facts(self) -> tuple[KeptShare, ...]:
        """The kinds of facts that a text must not lose, whatever its wording."""
        return (self.numbers, self.dates, self.names, self.negations)

    @property
    def changed_kinds(self) -> tuple[KeptShare, ...]:
        """The kinds of facts that differ from the first draft."""
        return tuple(kept for kept in self.facts if kept.kept < kept.of)


def drift(first: CountedText, text: CountedText) -> Drift:
    """How far `text` has moved from `first`."""
    ours, theirs = first.facts, text.facts
    changed = sum(_count_words(edit.before) for edit in diff(first.text, text.text))
    lost = {word: count - theirs.negations.get(word, 0) for word, count in ours.negations.items()}
    gone = tuple(word for word, count in lost.items() if count > 0)
    total = sum(ours.negations.values())
    return Drift(
        KeptShare("word", max(0, first.words - changed), first.words),
        _kept_share("number", ours.numbers, theirs.numbers),
        _kept_share("date", ours.dates, theirs.dates),
        _kept_share("name", ours.names, dict.fromkeys(theirs.stems, "")),
        KeptShare("negation", total - sum(lost[word] for word in gone), total, gone),
        chrf(first, text),
    )


def chrf(reference: CountedText, hypothesis: CountedText) -> float:
    """chrF2 of characters only, 0 to 100 (Popović, 2015), as sacrebleu computes it for one text: precision and recall
    are averaged over the orders that both texts have."""
    precision = recall = 0.0
    orders = 0
    for ours, theirs in zip(reference.grams, hypothesis.grams, strict=True):
        if not ours or not theirs:
            continue
        smaller, larger = (ours, theirs) if len(ours) < len(theirs) else (theirs, ours)
        matched = sum(min(count, larger[gram]) for gram, count in smaller.items() if gram in larger)
        precision += matched / theirs.total()
        recall += matched / ours.total()
        orders += 1
    if not precision or not recall:
        return 0.0
    precision, recall = precision / orders, recall / orders
    return 100 * (1 + BETA**2) * precision * recall / (BETA**2 * precision + recall)


def _kept_share(kind: str, ours: Mapping[str, str], theirs: Mapping[str, str]) -> KeptShare:
    lost = tuple(shown for key, shown in ours.items() if key not in theirs)
    return KeptShare(kind, len(ours) - len(lost), len(ours), lost)


def _count_words(text: str) -> int:
    return sum(any(letter.isalnum() for letter in word) for word in words(text))
