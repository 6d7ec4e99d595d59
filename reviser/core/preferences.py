"""How often this person accepts proposals, by rule and by words, estimated from their decisions.

Both are estimates with a prior: that of a rule is the usual share, that of a pair of words is the share of its rule. A
few decisions change a share little, many change it much; decisions about the same words change it most."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from reviser.core.edit import Decision, Edit, Proposal, RejectReason, Verdict

REFUSALS = 3.0  # rejections of the same words without an accept, after which they are not proposed again
PAIR_PRIOR = 2.0  # weight of the rule's share in the estimate for words, in decisions
_NEXT = re.compile(r"\w+(?:['’]\w+)*")
_LAST = re.compile(r"\w+(?:['’]\w+)*$")
_FAR = 40  # code points on either side in which a neighbouring word is searched

_ELSEWHERE = 0.25  # weight of a decision in the document worked on last before this one
_OLDER = 0.95  # factor for each document in between
_MOST_OF_KIND = 6.0  # greatest weight of all decisions elsewhere about a kind, in decisions here
_MOST_OF_PAIR = 1.0  # the same for words
_MOST_OF_GROUP = 20.0  # the same for a group, which has no threshold

Pair = tuple[str, str]
Group = tuple[str, str]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Weight:
    """The number of decisions for and against something. A decision that says less than a plain accept or reject counts
    as a fraction."""

    taken: float = 0.0
    refused: float = 0.0

    def __add__(self, other: "Weight") -> "Weight":
        return Weight(self.taken + other.taken, self.refused + other.refused)

    def times(self, factor: float) -> "Weight":
        return Weight(self.taken * factor, self.refused * factor)

    def at_most(self, most: float) -> "Weight":
        """Scaled down to a total of `most`."""
        both = self.taken + self.refused
        return self if both <= most else self.times(most / both)

    @property
    def share(self) -> float:
        """The accepted share; the total must not be 0."""
        return self.taken / (self.taken + self.refused)


@dataclass(frozen=True, slots=True)
class Preferences:
    """`kinds` by `Proposal.rule`; `pairs` by `pair_of`; `groups` by reviser and intent, and by reviser alone for all of
    its proposals."""

    kinds: Mapping[str, Weight] = field(default_factory=dict)
    pairs: Mapping[Pair, Weight] = field(default_factory=dict)
    groups: Mapping[Group, Weight] = field(default_factory=dict)

    def __add__(self, other: "Preferences") -> "Preferences":
        return Preferences(
            _together(self.kinds, other.kinds),
            _together(self.pairs, other.pairs),
            _together(self.groups, other.groups),
        )

    def refuses(self, pair: Pair) -> bool:
        """Whether this person has rejected these words so often that they are not proposed again."""
        weight = self.pairs.get(pair, Weight())
        return not weight.taken and weight.refused >= REFUSALS

    def share(self, rule: str, pair: Pair, usual: Weight) -> float:
        """The estimated share (0 to 1) of proposals of this kind about these words that this person accepts. `usual` is
        how the kind fares in general."""
        return self.of_pair(pair, (usual + self.kinds.get(rule, Weight())).share)

    def of_pair(self, pair: Pair, usual: float) -> float:
        """The same for these words; `usual` is the share of their kind."""
        return (Weight(usual, 1 - usual).times(PAIR_PRIOR) + self.pairs.get(pair, Weight())).share


def _together(one: Mapping[Key, Weight], other: Mapping[Key, Weight]) -> dict[Key, Weight]:
    return {key: one.get(key, Weight()) + other.get(key, Weight()) for key in {**one, **other}}


def pair_of(text: str, edit: Edit) -> Pair:
    """The words that `edit` of `text` is about, before and after, ignoring case. An insertion or deletion includes a
    neighbour: a word the one after it, a sign the one before it."""
    before, after = edit.before.strip(), edit.after.strip()
    if before and after:
        return before.casefold(), after.casefold()
    if any(character.isalnum() for character in before + after):
        found = _NEXT.search(text, edit.end, edit.end + _FAR)
        neighbour = found.group() if found else ""
        pair = f"{before} {neighbour}", f"{after} {neighbour}"
    else:
        found = _LAST.search(text[max(0, edit.start - _FAR) : edit.start].rstrip())
        neighbour = found.group() if found else ""
        pair = f"{neighbour}{before}", f"{neighbour}{after}"
    return pair[0].strip().casefold(), pair[1].strip().casefold()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one decision says about this person: `kind` counts for the rule and for the group, `pairs` for words."""

    rule: str
    group: Group
    kind: Weight
    pairs: tuple[tuple[Pair, Weight], ...] = ()


def evidence_of(text: str, proposal: Proposal, decision: Decision) -> Evidence:
    """The evidence of `decision` about `proposal`, an edit of `text`. A rewrite agrees that something was wrong, but
    not with the correction: it counts half for and half against the rule, against the proposed words, for the person's
    words, and against changing those."""
    edit = proposal.edit
    kind, pairs = _weigh(text, edit, decision)
    return Evidence(proposal.rule, (proposal.reviser, proposal.intent.value), kind, pairs)


def _weigh(text: str, edit: Edit, decision: Decision) -> tuple[Weight, tuple[tuple[Pair, Weight], ...]]:
    pair = pair_of(text, edit)
    match decision.verdict:
        case Verdict.ACCEPT:
            own = pair if decision.after is None else pair_of(text, Edit(edit.start, edit.before, decision.after))
            return Weight(1.0), ((own, Weight(1.0)),)
        case Verdict.REWRITE:
            own = pair_of(text, Edit(edit.start, edit.before, decision.after or ""))
            against = Weight(0.0, 1.0)
            return Weight(0.5, 0.5), (
                (pair, against),
                (own, Weight(1.0)),
                ((own[1], own[0]), against),
                ((own[1], pair[1]), against),
            )
        case Verdict.REJECT:
            reason = RejectReason.of(decision.reason)
            kind, words = (1.0, 1.0) if reason is None else (reason.of_kind, reason.of_words)
            return Weight(0.0, kind), ((pair, Weight(0.0, words)),)
        case Verdict.UNDECIDED:
            return Weight(), ()


def preferences_from(decided: Iterable[tuple[int, Evidence]]) -> Preferences:
    """The preferences from decisions, each with its event number. Equal evidence of one event (a batch) about a rule, a
    group or a pair of words counts once."""
    kinds: defaultdict[str, set[tuple[int, Weight]]] = defaultdict(set)
    pairs: defaultdict[Pair, set[tuple[int, Weight]]] = defaultdict(set)
    groups: defaultdict[Group, set[tuple[int, Weight]]] = defaultdict(set)
    for seq, what in decided:
        kinds[what.rule].add((seq, what.kind))
        for group in (what.group, (what.group[0], "")):
            groups[group].add((seq, what.kind))
        for pair, weight in what.pairs:
            pairs[pair].add((seq, weight))
    return Preferences(_summed(kinds), _summed(pairs), _summed(groups))


def _summed(weights: Mapping[Key, Collection[tuple[int, Weight]]]) -> dict[Key, Weight]:
    return {
        key: next(iter(found))[1]
        if len(found) == 1
        else Weight(sum(weight.taken for _, weight in found), sum(weight.refused for _, weight in found))
        for key, found in weights.items()
    }


def discounted_preferences(documents: Sequence[Preferences]) -> Preferences:
    """The weight in a new document of preferences from other documents, given with the latest first: a fraction of a
    decision here, less for older documents, and together no more than a few decisions here."""
    return Preferences(
        _discounted((taste.kinds for taste in documents), _MOST_OF_KIND),
        _discounted((taste.pairs for taste in documents), _MOST_OF_PAIR),
        _discounted((taste.groups for taste in documents), _MOST_OF_GROUP),
    )


def _discounted(documents: Iterable[Mapping[Key, Weight]], most: float) -> dict[Key, Weight]:
    taken: defaultdict[Key, float] = defaultdict(float)
    refused: defaultdict[Key, float] = defaultdict(float)
    factor = _ELSEWHERE
    for weights in documents:
        for key, weight in weights.items():
            taken[key] += factor * weight.taken
            refused[key] += factor * weight.refused
        factor *= _OLDER
    return {key: Weight(taken[key], refused[key]).at_most(most) for key in taken}
