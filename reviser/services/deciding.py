"""Which proposals a decision is about, and which can be decided."""

from collections.abc import Sequence

from reviser.core.session import Played, Status


def with_groups(played: Played | None, item_ids: Sequence[str]) -> list[str]:
    """With the other pending members of each one's group, no id twice. Ids of other rounds stay as they are."""
    wanted = dict.fromkeys(item_ids)
    if played is not None:
        known = played.round.by_id
        groups = {known[item_id].proposal.group for item_id in item_ids if item_id in known} - {""}
        if groups:
            wanted |= dict.fromkeys(item.id for item in played.pending if item.proposal.group in groups)
    return list(wanted)


def why_not(played: Played | None, item_id: str) -> str:
    """Why this proposal cannot be decided, in a sentence; empty where it can."""
    item = None if played is None else played.round.by_id.get(item_id)
    if played is None or item is None:
        return "This proposal belongs to an earlier round; undo goes back there."
    status = played.status(item)
    if status is Status.STALE:
        return "You changed the text of this proposal, so it no longer fits."
    if status is Status.SET_ASIDE:
        return f"This proposal was set aside: {item.standing}."
    if status is Status.ACCEPTED and played.working.owned(item.id, item.proposal.edit.start) is None:
        return "You changed this text after accepting the proposal; undo takes that back first."
    return ""
