"""A round: its base, its proposals, and the standing of each proposal on arrival."""

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
    """The standing of a proposal on arrival. Only LIVE ones can be decided; the others are counted and can be
    viewed."""

    LIVE = "live"
    HELD_BACK = "held back"  # it was rejected before
    MOVED = "moved"  # its place had changed before it arrived
    OVERLAPPING = "overlapping"  # another proposal is at its place
    FROZEN = "frozen"  # its sentence is in a cycle
    UNFIT = "unfit"  # its `before` is not the text of the base


@dataclass(frozen=True, slots=True)
class Item:
    """A proposal that arrived. `proposal` is what is offered: `original` without the parts that were rejected before
    (`because`)."""

    id: str
    proposal: Proposal
    original: Proposal
    standing: Arrival
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Round:
    """One pass over the text. `depth` counts from 1; places are in `base`; `started` is in UNIX seconds."""

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
    passage: Span | None = None  # the only span of the base to propose on; None: all of it

    @cached_property
    def by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def live(self) -> tuple[Item, ...]:
        """The items that can be decided, in text order."""
        found = [item for item in self.items if item.standing is Arrival.LIVE]
        return tuple(sorted(found, key=lambda item: (item.proposal.edit.start, item.proposal.edit.end)))

    def extended(self, items: Sequence[Item]) -> Self:
        """The round with more items. Thousands arrive a few at a time, so the live items are not sorted anew each
        time."""
        more = replace(self, items=(*self.items, *items))
        live, starts = list(self.live), list(self.live_starts)
        for item in items:
            if item.standing is Arrival.LIVE:
                at = bisect_right(starts, item.proposal.edit.start)  # no two live items begin at one place
                live.insert(at, item)
                starts.insert(at, item.proposal.edit.start)
        vars(more).update(live=tuple(live), live_starts=starts)  # where cached_property stores its values
        return more

    @cached_property
    def live_starts(self) -> list[int]:
        return [item.proposal.edit.start for item in self.live]

    @cached_property
    def alike(self) -> dict[tuple[str, str], tuple[Item, ...]]:
        """The live items by their correction (text before and after), each in text order."""
        found: defaultdict[tuple[str, str], list[Item]] = defaultdict(list)
        for item in self.live:
            found[item.proposal.edit.before, item.proposal.edit.after].append(item)
        return {correction: tuple(items) for correction, items in found.items()}

    @cached_property
    def by_rule(self) -> dict[str, tuple[Item, ...]]:
        """All items by rule, in order of arrival."""
        found: defaultdict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            found[item.proposal.rule].append(item)
        return {rule: tuple(items) for rule, items in found.items()}

    @cached_property
    def unsure(self) -> frozenset[str]:
        """The ids of live items with a risk flag or a fuzzy place, including their groups."""
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
        """The flags of an item and of the others in its group, its own first."""
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
    """The items for a batch of proposals, in its order."""
    held_back, frozen = Rejections(round_.base, rejections), [lineage for lineage in lineages if lineage.frozen]
    live, starts = round_.live, round_.live_starts
    taken: list[Edit] = []  # places taken by this batch
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
    """Whether the edit matches `base` and changes it."""
    return edit.start >= 0 and edit.end <= len(base) and edit.span.of(base) == edit.before and edit.before != edit.after


def _collide(one: Edit, other: Edit) -> bool:
    """Whether two proposals cannot both be live: they overlap or are at one place."""
    return one.start == other.start or (one.start < other.end and other.start < one.end)
