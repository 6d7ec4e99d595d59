"""Which proposals a decision includes, and which can be decided."""

from collections.abc import Sequence
from dataclasses import replace

from reviser.core.edit import Edit, Verdict
from reviser.core.round import Arrival, Item
from reviser.core.round_state import RoundState, Status
from reviser.core.text import Span
from reviser.documents.base import Content
from reviser.errors import UserError
from reviser.messages import filled, message, template
from reviser.services.rounds.proposal_checks import NEIGHBOURS, ProposalChecks

_TAKEN = {Status.ACCEPTED, Status.REJECTED}
_BROKEN = {Status.STALE, Status.LOCKED}
BROKEN_GROUP = message(
    "This belongs to a group with a change that no longer fits or that you locked: reject it, or rewrite it alone."
)
_SET_ASIDE = {
    Arrival.LIVE: template("This proposal was set aside."),
    Arrival.HELD_BACK: template("This proposal was set aside: you rejected it before."),
    Arrival.MOVED: template("This proposal was set aside: the text changed before it arrived."),
    Arrival.OVERLAPPING: template("This proposal was set aside: there is another one at its place."),
    Arrival.FROZEN: template("This proposal was set aside: its sentence was going in circles."),
    Arrival.UNFIT: template("This proposal was set aside: it does not fit the text."),
}


def require_writable(after: str | None, content: Content) -> None:
    """Raise UserError if the person's own text has something that the document's file cannot hold."""
    if after is not None and content.unwritable is not None and content.unwritable.search(after):
        raise UserError(message("The file cannot hold control characters, nor a copy of an object: take them out."))


def with_groups(round_state: RoundState | None, item_ids: Sequence[str], verdict: Verdict) -> list[str]:
    """The ids with the other members of their groups, without duplicates: pending members, or decided ones if decisions
    are taken back. A rewrite is for one proposal alone. Ids of other rounds are kept."""
    wanted = dict.fromkeys(item_ids)
    if round_state is not None and verdict is not Verdict.REWRITE:
        statuses = _TAKEN if verdict is Verdict.UNDECIDED else {Status.PENDING}
        for group in _groups(round_state, item_ids):
            wanted |= dict.fromkeys(item.id for item in group if round_state.status(item) in statuses)
    return list(wanted)


def whole(round_state: RoundState, item_ids: list[str], kept: Sequence[str]) -> list[str]:
    """The ids in `kept` whose group is complete: no member in `item_ids` is left out, and none was changed or locked by
    the person. Half of a group is worse than none of it."""
    lost = {item_id for item_id in item_ids if item_id not in set(kept)}
    broken: set[str] = set()
    for group in _groups(round_state, item_ids):
        if any(item.id in lost or round_state.status(item) in _BROKEN for item in group):
            broken |= {item.id for item in group}
    return [item_id for item_id in kept if item_id not in broken]


def _groups(round_state: RoundState, item_ids: Sequence[str]) -> list[tuple[Item, ...]]:
    """The groups of these proposals."""
    known, groups = round_state.round.by_id, round_state.round.groups
    if not groups:
        return []
    names = {known[item_id].proposal.group for item_id in item_ids if item_id in known}
    return [groups[name] for name in names if name in groups]


def why_not(round_state: RoundState | None, item_id: str) -> str:
    """Why a proposal cannot be decided, in a sentence; empty if it can."""
    item = None if round_state is None else round_state.round.by_id.get(item_id)
    if round_state is None or item is None:
        return message("This proposal belongs to an earlier round; undo goes back there.")
    status = round_state.status(item)
    rejected_and_changed = status is Status.REJECTED and round_state.working.touching(item.proposal.edit.span)
    if status is Status.STALE or rejected_and_changed:
        return message("You changed the text of this proposal, so it no longer fits.")
    if status is Status.LOCKED or item.id in round_state.locked:
        return message("You locked this passage; unlock it first.")
    if status is Status.SET_ASIDE:
        return filled(_SET_ASIDE[item.standing])
    if status is Status.ACCEPTED and round_state.working.region_of(item.id, item.proposal.edit.start) is None:
        return message("You changed this text after accepting the proposal; undo takes that back first.")
    return ""


def keeping_syntax(
    round_state: RoundState, proposal_checks: ProposalChecks, item_ids: list[str], after: str | None
) -> list[str]:
    """The ids that can be accepted in addition to the accepted ones without changing the document's structure. `after`
    is the person's own text for all of them. Raises UserError if none can."""
    edits = {item_id: round_state.round.by_id[item_id].proposal.edit for item_id in item_ids}
    if after is not None:
        edits = {item_id: replace(edit, after=after) for item_id, edit in edits.items()}
    around = Span(
        min(edit.start for edit in edits.values()) - NEIGHBOURS,
        max(edit.end for edit in edits.values()) + NEIGHBOURS,
    )
    others = [
        Edit(region.start, round_state.round.base[region.start : region.end], region.after)
        for region in round_state.working.near(around)
        if region.owner and region.owner not in edits
    ]
    kept = set(proposal_checks.together(others, tuple(edits.values())))
    if not kept:
        raise UserError(
            message(
                "Together with the edits that you have accepted, this would change the markup: rewrite or reject it."
            )
        )
    return [item_id for item_id in item_ids if edits[item_id] in kept]
