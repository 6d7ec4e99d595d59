"""A round as it stands: its base, what was proposed, and how each proposal stands before anybody decided."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import Self

from reviser.core.cycles import Lineage, is_frozen
from reviser.core.edit import Anchor, Edit, Proposal, Remark, RiskFlag
from reviser.core.events import Outcome, proposal_id
from reviser.core.exchange import Exchange
from reviser.core.holdback import Rejection, Rejections, examine
from reviser.core.text import Span
from reviser.core.working_copy import WorkingCopy


class Arrival(StrEnum):
    """What became of a proposal on arrival. Only LIVE ones can be decided; the others are counted and can be seen."""

    LIVE = "live"
    HELD_BACK = "held back"  # it was rejected before
    MOVED = "moved"  # its own place had changed while it was on its way
    OVERLAPPING = "overlapping"  # another proposal stands there
    FROZEN = "frozen"  # its sentence goes in circles
    UNFIT = "unfit"  # its base is not what it says it is


@dataclass(frozen=True, slots=True)
class Item:
    """A proposal that arrived. `proposal` is what is offered: `original` less what was rejected before (`because`)."""

    id: str
    proposal: Proposal
    original: Proposal
    standing: Arrival
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Round:
    """One pass. `depth` counts from 1; places of proposals and remarks are in `base`. `started` in UNIX seconds."""

    id: str
    depth: int
    reviser: str
    instruction: str
    base: str
    started: float
    items: tuple[Item, ...] = ()
    remarks: tuple[Remark, ...] = ()
    outcome: Outcome | None = None
    message: str = ""
    exchanges: tuple[Exchange, ...] = ()
    strategy: str = ""
    style_sheet: str = ""
    source: str = ""
    passage: Span | None = None  # of the base: the only part that was proposed on; None: all of it

    @cached_property
    def by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def live(self) -> tuple[Item, ...]:
        """Those that can be decided, in order of place."""
        found = [item for item in self.items if item.standing is Arrival.LIVE]
        return tuple(sorted(found, key=lambda item: (item.proposal.edit.start, item.proposal.edit.end)))

    def extended(self, items: Sequence[Item]) -> Self:
        """With more items. Thousands arrive a few at a time, so what is live is not put in order anew each time."""
        more = replace(self, items=(*self.items, *items))
        live, starts = list(self.live), list(self.live_starts)
        for item in items:
            if item.standing is Arrival.LIVE:
                at = bisect_right(starts, item.proposal.edit.start)  # no two live ones begin at one place
                live.insert(at, item)
                starts.insert(at, item.proposal.edit.start)
        vars(more).update(live=tuple(live), live_starts=starts)  # where cached_property looks for them
        return more

    @cached_property
    def live_starts(self) -> list[int]:
        return [item.proposal.edit.start for item in self.live]

    @cached_property
    def alike(self) -> dict[tuple[str, str], tuple[Item, ...]]:
        """The live items by their correction, text before and after; each in order of place."""
        found: defaultdict[tuple[str, str], list[Item]] = defaultdict(list)
        for item in self.live:
            found[item.proposal.edit.before, item.proposal.edit.after].append(item)
        return {correction: tuple(items) for correction, items in found.items()}

    @cached_property
    def by_rule(self) -> dict[str, tuple[Item, ...]]:
        """All items by the rule that proposed them, in the order they arrived."""
        found: defaultdict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            found[item.proposal.rule].append(item)
        return {rule: tuple(items) for rule, items in found.items()}

    @cached_property
    def unsure(self) -> frozenset[str]:
        """The live items that carry a risk flag, or whose place was found by a fuzzy match only, with their groups."""
        own = [item for item in self.live if item.proposal.risk or item.proposal.anchor is Anchor.FUZZY]
        fellows = (fellow.id for item in own for fellow in self.groups.get(item.proposal.group, ()))
        return frozenset([item.id for item in own]) | frozenset(fellows)

    @cached_property
    def groups(self) -> Mapping[str, tuple[Item, ...]]:
        """The live items that take one decision, by the name of their group."""
        found: dict[str, list[Item]] = {}
        for item in self.live:
            if item.proposal.group:
                found.setdefault(item.proposal.group, []).append(item)
        return {name: tuple(items) for name, items in found.items() if len(items) > 1}

    def risk(self, item: Item) -> tuple[RiskFlag, ...]:
        """The flags of an item and of those that it takes one decision with, its own first."""
        fellows = self.groups.get(item.proposal.group, ())
        others = (flag for fellow in fellows if fellow is not item for flag in fellow.proposal.risk)
        return (*item.proposal.risk, *others)

    @cached_property
    def _standings(self) -> Counter[Arrival]:
        return Counter(item.standing for item in self.items)

    def count(self, standing: Arrival) -> int:
        return self._standings[standing]


def arrive(
    round_: Round,
    proposals: Iterable[Proposal],
    working: WorkingCopy,
    rejections: tuple[Rejection, ...],
    lineages: tuple[Lineage, ...],
) -> tuple[Item, ...]:
    """The items that a batch of proposals becomes, in its order."""
    held_back, frozen = Rejections(round_.base, rejections), [lineage for lineage in lineages if lineage.frozen]
    live, starts = round_.live, round_.live_starts
    taken: list[Edit] = []  # by this batch
    items: list[Item] = []
    for number, original in enumerate(proposals, len(round_.items)):
        proposal, standing = original, Arrival.LIVE
        because: tuple[str, ...] = ()
        edit = original.edit
        if not _fits(round_.base, edit):
            standing = Arrival.UNFIT
        elif is_frozen(frozen, edit.span):
            standing = Arrival.FROZEN
        else:
            held = examine(original, held_back)
            because = held.because
            if held.proposal is None:
                standing = Arrival.HELD_BACK
            else:
                proposal, edit = held.proposal, held.proposal.edit
                at = bisect_left(starts, edit.start)
                beside = (item.proposal.edit for item in live[max(0, at - 1) : at + 2])
                if any(_collide(edit, other) for other in chain(beside, taken)):
                    standing = Arrival.OVERLAPPING
                elif any(not region.owner for region in working.touching(edit.span)):
                    standing = Arrival.MOVED
                else:
                    taken.append(edit)
        items.append(Item(proposal_id(round_.id, number), proposal, original, standing, because))
    return tuple(items)


def _fits(base: str, edit: Edit) -> bool:
    """Whether the edit is about what stands in `base`, and changes it."""
    return edit.start >= 0 and edit.end <= len(base) and edit.span.of(base) == edit.before and edit.before != edit.after


def _collide(one: Edit, other: Edit) -> bool:
    """Whether two proposals cannot stand side by side: they overlap, or both stand at one position."""
    return one.start == other.start or (one.start < other.end and other.start < one.end)
