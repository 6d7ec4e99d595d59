"""Selects what a model is told for given sentences: the writer's decisions that fit best, the accepted share of each
wanted intent, and the relevant parts of a source text.

Similarity is counted in shared words, rare ones more: simple, the same on every machine, and easy to explain."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reviser.core.edit import Decision, Intent, Proposal, Verdict
from reviser.core.segment import paragraphs
from reviser.core.text import Span, normalise, words

MOST = 8
LEAST = 4  # this many are told even if none fits, because they show the writer's taste

_SAME_CHANGE = 6.0
_FITS = 0.5
_REASON = 0.5
_OWN_WORDS = 0.75  # bonus of a rewrite, which shows what was wrong and what is right


@dataclass(frozen=True, slots=True)
class Example:
    """A decision of the writer. `before` was the text and `proposed` the proposal; `after` is what the writer made of
    it: `before` if rejected. `sentence` is its sentence at that time, if known."""

    verdict: Verdict
    before: str
    proposed: str
    after: str
    intent: Intent = Intent.OTHER
    reason: str = ""
    sentence: str = ""


def example(proposal: Proposal, decision: Decision, sentence: str = "") -> Example | None:
    """The example that a decision gives; None if it takes a decision back. `sentence` contains the proposal."""
    edit = proposal.edit
    if decision.verdict is Verdict.UNDECIDED:
        return None
    after = edit.after if decision.after is None else decision.after
    if decision.verdict is Verdict.REJECT:
        after = edit.before
    return Example(decision.verdict, edit.before, edit.after, after, proposal.intent, decision.reason, sentence)


class Asked(NamedTuple):
    """A request by somebody, about `span` of the text."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What a model needs to know about a document and its writer. `style_sheet` and `source` are texts; the document
    must stay true to the source. `wanted` are the intents to propose (empty: all). `examples` are the decisions so far,
    oldest first. `asked` are requests about places of the text, in order."""

    style_sheet: str = ""
    source: str = ""
    wanted: tuple[Intent, ...] = ()
    examples: tuple[Example, ...] = ()
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class IntentShare:
    """Of `decided` proposals with this intent, `accepted` were accepted, as proposed or rewritten."""

    intent: Intent
    accepted: int
    decided: int


class Taught:
    """The writer's decisions, oldest first, prepared for queries about many passages."""

    def __init__(self, examples: Sequence[Example]) -> None:
        last = {(example.before, example.proposed): index for index, example in enumerate(examples)}
        # Repeated decisions about the same: the last one counts.
        self.examples = [
            example
            for index, example in enumerate(examples)
            if last[example.before, example.proposed] == index and example.verdict is not Verdict.UNDECIDED
        ]
        self._known = [
            _bag(f"{example.before} {example.proposed} {example.after} {example.sentence}") for example in self.examples
        ]
        self._changed = [_bag(example.before) ^ _bag(example.proposed) for example in self.examples]
        self._spread = Counter(word for bag in self._known for word in bag)

    def best_for(self, passage: str, most: int = MOST, least: int = LEAST) -> tuple[Example, ...]:
        """The examples that are most relevant for `passage`: the best for each kind of verdict, then those that share
        most words with it. At most `most`; beyond `least`, only examples that share something. Oldest first."""
        here = _bag(passage)
        ranked = sorted(((self._score(index, here), index) for index in range(len(self.examples))), reverse=True)
        chosen: list[int] = []
        for verdict in (Verdict.REWRITE, Verdict.REJECT, Verdict.ACCEPT):
            best = next((index for _, index in ranked if self.examples[index].verdict is verdict), None)
            if best is not None:
                chosen.append(best)
        for score, index in ranked:
            if len(chosen) >= (most if score > _FITS else least):
                break
            if index not in chosen:
                chosen.append(index)
        return tuple(self.examples[index] for index in sorted(chosen[:most]))

    def _score(self, index: int, here: frozenset[str]) -> float:
        """The relevance of an example for a passage with these words; of equal ones, later ones win."""
        example, bag = self.examples[index], self._known[index]
        shared = sum(math.log(1 + len(self.examples) / self._spread[word]) for word in here & bag)
        if self._changed[index] and self._changed[index] <= here:
            shared += _SAME_CHANGE
        bonus = _REASON * bool(example.reason) + _OWN_WORDS * (example.verdict is Verdict.REWRITE)
        return shared / math.sqrt(1 + len(bag)) + (bonus if shared else bonus / 10)


def shares(examples: Iterable[Example], wanted: Sequence[Intent] = ()) -> tuple[IntentShare, ...]:
    """The accepted share of each intent so far; only of `wanted` ones if there are any."""
    decided: Counter[Intent] = Counter()
    accepted: Counter[Intent] = Counter()
    for example in examples:
        if example.verdict is not Verdict.UNDECIDED:
            decided[example.intent] += 1
            accepted[example.intent] += example.verdict is not Verdict.REJECT
    asked = wanted or [intent for intent in Intent if decided[intent]]
    return tuple(IntentShare(intent, accepted[intent], decided[intent]) for intent in asked)


def relevant(source: str, passage: str, room: int) -> tuple[Span, ...]:
    """The paragraphs of `source` that share most with `passage`, at most `room` code points in total, in text order.
    Names and numbers count most."""
    if len(source) <= room:
        return (Span(0, len(source)),) if source.strip() else ()
    here = _bag(passage)
    parts = paragraphs(source)
    bags = [_bag(part.of(source)) for part in parts]
    spread = Counter(word for bag in bags for word in bag)
    weighed: list[tuple[float, int]] = []
    for index, bag in enumerate(bags):
        shared = sum(math.log(1 + len(parts) / spread[word]) * _weight(word) for word in here & bag)
        if shared:
            weighed.append((-shared / math.sqrt(1 + len(bag)), index))
    taken: list[int] = []
    for _, index in sorted(weighed):
        if len(parts[index]) <= room:
            room -= len(parts[index])
            taken.append(index)
    return tuple(parts[index] for index in sorted(taken))


def _bag(text: str) -> frozenset[str]:
    """The content words of `text`, folded."""
    found = (word for word in words(normalise(text).text) if word[0].isalnum())
    return frozenset(word.casefold() for word in found if word.casefold() not in _SMALL)


def _weight(word: str) -> float:
    return 2.0 if any(character.isdigit() for character in word) else 1.0


_SMALL = frozenset(
    "a an and are as at be been but by for from had has have he her his i if in into is it its not of on or our she so"
    " that the their them there they this to was we were which who will with would you your".split()
)
