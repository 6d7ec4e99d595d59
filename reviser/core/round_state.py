"""The state of a round: its decisions, the status of each proposal, and the resulting text."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from reviser.core.edit import Decision, DecisionSource, Edit, Verdict, apply
from reviser.core.memory import accepted_text
from reviser.core.round import Arrival, Item, Round
from reviser.core.text import Span
from reviser.core.working_copy import Region, WorkingCopy

FEW = 50  # fewer decisions at once than this are applied one by one


class Status(StrEnum):
    """The present status of a proposal."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    STALE = "stale"  # its span was typed in
    LAPSED = "lapsed"  # left undecided when the next round began
    LOCKED = "locked"  # it would change locked text
    SET_ASIDE = "set aside"  # held back, moved, overlapping or frozen: see Item.standing


@dataclass(frozen=True, slots=True)
class RecordedDecision:
    """A decision in force, with its event, time (UNIX seconds) and source. `typed` is what the person had typed in the
    round by then. `late`: it was made after the round had closed."""

    decision: Decision
    seq: int
    at: float
    source: DecisionSource
    annotator: str
    elapsed_s: float
    typed: frozenset[Region] = frozenset()
    late: bool = False


@dataclass(frozen=True)
class RoundState:
    """A round with its decisions. `working` is the current text over the round's base."""

    round: Round
    working: WorkingCopy
    decisions: Mapping[str, RecordedDecision] = field(default_factory=dict)
    stale: frozenset[str] = frozenset()
    closed: bool = False
    locked: frozenset[str] = frozenset()  # ids of live proposals, also decided ones, that would change locked text

    def status(self, item: Item) -> Status:
        made = self.decisions.get(item.id)
        if made is not None and made.decision.verdict is not Verdict.UNDECIDED:
            return Status.REJECTED if made.decision.verdict is Verdict.REJECT else Status.ACCEPTED
        if item.standing is not Arrival.LIVE:
            return Status.SET_ASIDE
        if item.id in self.stale:
            return Status.STALE
        if item.id in self.locked and not self.closed:
            return Status.LOCKED
        return Status.LAPSED if self.closed else Status.PENDING

    def with_decisions(
        self, working: WorkingCopy, decisions: Mapping[str, RecordedDecision], changed: Sequence[str]
    ) -> "RoundState":
        """The state with other decisions, of which only those about `changed` differ. Cached pending items are updated
        instead of computed anew."""
        after = replace(self, working=working, decisions=decisions)
        waited: tuple[Item, ...] | None = self.__dict__.get("pending")
        if waited is None or len(changed) > FEW:
            return after
        pending, ids = list(waited), list(self.pending_ids)
        decided, settled = self.decided, self._decided_ids
        for item_id in changed:
            item = self.round.by_id[item_id]
            was, now = _is_decided(self.decisions.get(item_id)), _is_decided(decisions.get(item_id))
            decided += now - was
            if now:
                settled |= {item_id}
            elif item_id not in self.stale and item_id not in self.locked:
                settled -= {item_id}
            at = bisect_left(pending, _place(item), key=_place)
            there = at < len(pending) and pending[at] is item
            if there and after.status(item) is not Status.PENDING:
                del pending[at], ids[at]
            elif not there and after.status(item) is Status.PENDING:
                pending.insert(at, item)
                ids.insert(at, item.id)
        # Where cached_property stores its values.
        after.__dict__["pending"] = tuple(pending)
        after.__dict__["pending_ids"] = tuple(ids)
        after.__dict__["decided"] = decided
        after.__dict__["_decided_ids"] = settled
        return after

    @cached_property
    def pending(self) -> tuple[Item, ...]:
        """The undecided proposals, in text order."""
        return tuple(self.waiting(self.round.live))

    @cached_property
    def pending_ids(self) -> tuple[str, ...]:
        """The ids of `pending`."""
        return tuple([item.id for item in self.pending])

    @cached_property
    def _decided_ids(self) -> frozenset[str]:
        decided = [item_id for item_id, made in self.decisions.items() if _is_decided(made)]
        return self.stale | self.locked | frozenset(decided)

    def waiting(self, items: Iterable[Item]) -> list[Item]:
        """The PENDING ones of `items`. There are thousands at each decision, so the others are looked up instead of
        computing `status` for each."""
        if self.closed:
            return []
        settled, live = self._decided_ids, Arrival.LIVE
        return [item for item in items if item.id not in settled and item.standing is live]

    @cached_property
    def decided(self) -> int:
        """How many live proposals of the round are decided."""
        return sum(map(_is_decided, self.decisions.values()))

    def accepted(self) -> tuple[Edit, ...]:
        """The accepted edits as applied, relative to the round's base, in text order."""
        found: list[Edit] = []
        for item in self.round.live:
            if self.status(item) is Status.ACCEPTED:
                found.append(replace(item.proposal.edit, after=self.after(item)))
        return tuple(found)

    def after(self, item: Item) -> str:
        """The text that an item puts in place: the person's own words if it was rewritten, else the proposed text."""
        made = self.decisions.get(item.id)
        accepted = made is not None and self.status(item) is Status.ACCEPTED
        return (
            accepted_text(item.proposal, made.decision) if made is not None and accepted else item.proposal.edit.after
        )

    def is_rewritten(self, item: Item) -> bool:
        """Whether the person replaced the proposed text by their own."""
        made = self.decisions.get(item.id)
        return made is not None and made.decision.verdict is Verdict.REWRITE

    @cached_property
    def result(self) -> str:
        """The round's base with the accepted edits, without typed text."""
        return apply(self.round.base, self.accepted())

    def place(self, item: Item) -> Span | None:
        """The present place of the item in the text: of what it would replace, or of what it inserted. None if it is
        gone."""
        edit = item.proposal.edit
        if self.status(item) is Status.ACCEPTED:
            region = self.working.region_of(item.id, edit.start)
            return None if region is None else self.working.place_of(region)
        if self.working.touching(edit.span):
            return None
        return self.working.place(edit.span)

    def around(self, item: Item) -> tuple[str, Span]:
        """The present text around the item and the item's span in it; for an item that is gone, the text that it was
        made for."""
        place = self.place(item)
        return (self.round.base, item.proposal.edit.span) if place is None else (self.working.text, place)


def _is_decided(recorded: RecordedDecision | None) -> bool:
    return recorded is not None and recorded.decision.verdict is not Verdict.UNDECIDED


def _place(item: Item) -> tuple[int, int]:
    return item.proposal.edit.start, item.proposal.edit.end
