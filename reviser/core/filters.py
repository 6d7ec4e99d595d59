"""Which proposals of a round are shown, in which order, and which ones a batch decision includes.

A batch never does more than a person can see: proposals with a risk flag or a fuzzy place are left out and counted, to
be decided one by one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from reviser.core.edit import Intent, Proposal
from reviser.core.round import Item
from reviser.core.round_state import RoundState, Status
from reviser.core.text import Span

FLAGGED = "flagged"
UNFLAGGED = "unflagged"
NONE_KNOWN: Mapping[str, float] = MappingProxyType({})


class SortOrder(StrEnum):
    """The order of proposals; equal ones stay in text order."""

    PLACE = "place"
    RISK = "risk first"
    SURE = "surest first"
    UNSURE = "least sure first"
    CHANCE = "likeliest taken first"


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters; an empty field lets everything pass.

    `risk` is FLAGGED, UNFLAGGED or the kind of a flag ("number"). `like` is the `before` and `after` of a correction.
    `within` is a span of the round's base; an edit counts where it begins. `words` is searched in the text, the
    proposal and the explanation, ignoring case."""

    intents: frozenset[Intent] = frozenset()
    rules: frozenset[str] = frozenset()
    revisers: frozenset[str] = frozenset()
    risk: str = ""
    undecided: bool = False
    like: tuple[str, str] | None = None
    within: Span | None = None
    words: str = ""

    def matches(self, item: Item, status: Status) -> bool:
        """Whether the item with this status passes the filters."""
        proposal = item.proposal
        edit = proposal.edit
        if self.undecided and status is not Status.PENDING:
            return False
        if self.intents and proposal.intent not in self.intents:
            return False
        if self.rules and proposal.rule not in self.rules:
            return False
        if self.revisers and proposal.reviser not in self.revisers:
            return False
        if self.risk and not _risky(proposal, self.risk):
            return False
        if self.like is not None and (edit.before, edit.after) != self.like:
            return False
        if self.within is not None and not self.within.start <= edit.start < self.within.end:
            return False
        if self.words:
            wanted = self.words.casefold()
            return any(wanted in part.casefold() for part in (edit.before, edit.after, proposal.explanation))
        return True


EVERYTHING = Filters()


def filter_items(
    round_state: RoundState,
    filters: Filters,
    order: SortOrder = SortOrder.PLACE,
    chances: Mapping[str, float] = NONE_KNOWN,
) -> tuple[Item, ...]:
    """The live items of a round that pass the filters, in order. `chances` gives acceptance probabilities by id."""
    found = round_state.pending if filters.undecided else round_state.round.live
    rest = replace(filters, undecided=False)
    if rest != EVERYTHING:
        found = tuple(item for item in found if rest.matches(item, Status.PENDING))
    return sort_items(found, order, chances)


def sort_items(
    items: tuple[Item, ...], order: SortOrder, chances: Mapping[str, float] = NONE_KNOWN
) -> tuple[Item, ...]:
    """`items` (in text order) in another order; stable. Items without a known probability come last."""
    match order:
        case SortOrder.PLACE:
            return items
        case SortOrder.RISK:
            return tuple(sorted(items, key=lambda item: not item.proposal.risk))
        case SortOrder.SURE:
            return tuple(sorted(items, key=lambda item: -item.proposal.confidence))
        case SortOrder.UNSURE:
            return tuple(sorted(items, key=lambda item: item.proposal.confidence))
        case SortOrder.CHANCE:
            return tuple(sorted(items, key=lambda item: -chances.get(item.id, 0.0)))


@dataclass(frozen=True, slots=True)
class BatchSelection:
    """The ids that a batch decides, and those that it leaves out, in the order shown."""

    ids: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def batch_to_accept(round_state: RoundState, items: Iterable[Item]) -> BatchSelection:
    """The batch that accepts the undecided ones of `items`. Left out are those to be looked at first (a risk flag or a
    fuzzy place), and those of a group whose other members are not in `items`."""
    pending = _undecided(round_state, items)
    look = round_state.waiting([round_state.round.by_id[item_id] for item_id in round_state.round.unsure])
    apart = {item.id for item in look} | _in_incomplete_groups(round_state, pending)
    return _batch(round_state, pending, apart)


def batch_to_reject(round_state: RoundState, items: Iterable[Item]) -> BatchSelection:
    """The batch that rejects the undecided ones of `items`. Left out are only those of a group whose other members are
    not in `items`, because rejecting does not change the text."""
    pending = _undecided(round_state, items)
    return _batch(round_state, pending, _in_incomplete_groups(round_state, pending))


def _batch(round_state: RoundState, pending: Sequence[Item], apart: set[str]) -> BatchSelection:
    """A batch of `pending` without the ids in `apart`."""
    if not apart:
        return BatchSelection(
            round_state.pending_ids if pending is round_state.pending else tuple([item.id for item in pending])
        )
    ids = tuple([item.id for item in pending if item.id not in apart])
    return BatchSelection(ids, tuple([item.id for item in pending if item.id in apart]))


def _in_incomplete_groups(round_state: RoundState, pending: Sequence[Item]) -> set[str]:
    """The ids of `pending` whose group has other undecided members."""
    groups = round_state.round.groups
    if not groups or pending is round_state.pending:
        return set()
    there = {item.id for item in pending}
    found: set[str] = set()
    for name in {item.proposal.group for item in pending} & groups.keys():
        members = {item.id for item in round_state.waiting(groups[name])}
        if not members <= there:
            found |= members & there
    return found


def _undecided(round_state: RoundState, items: Iterable[Item]) -> Sequence[Item]:
    """The undecided ones of `items`; fast if these are all of a round."""
    if items is round_state.round.live or items is round_state.pending:
        return round_state.pending
    return round_state.waiting(items)


def _risky(proposal: Proposal, risk: str) -> bool:
    if risk == FLAGGED:
        return bool(proposal.risk)
    if risk == UNFLAGGED:
        return not proposal.risk
    return any(flag.kind == risk for flag in proposal.risk)
