"""Rounds and edits as lines of text for the terminal."""

from reviser.cli import terminal
from reviser.core.edit import Proposal
from reviser.core.events import Outcome, StopReason
from reviser.core.memory import accepted_text
from reviser.core.round import Arrival, Item, Round
from reviser.core.round_state import RoundState, Status
from reviser.core.stop_rules import STOP_RULES

ALL_REFUSED = "No proposal of this round could be used."

_MARKS = {
    Status.ACCEPTED: "+",
    Status.REJECTED: "-",
    Status.PENDING: "?",
    Status.LAPSED: "?",
    Status.STALE: "~",
    Status.LOCKED: "~",
    Status.SET_ASIDE: "~",
}


def change(proposal: Proposal, after: str) -> str:
    """The change of a proposal in one line."""
    before = proposal.edit.before
    if not before:
        return f"add “{terminal.short(after)}”"
    if not after:
        return f"delete “{terminal.short(before)}”"
    return f"“{terminal.short(before)}” → “{terminal.short(after)}”"


def heading(round_state: RoundState) -> str:
    """A round in one line: how many proposals it had, and what became of them."""
    counts = dict.fromkeys(Status, 0)
    for item in round_state.round.live:
        counts[round_state.status(item)] += 1
    undecided = counts[Status.PENDING] + counts[Status.LAPSED]
    parts = [f"{len(round_state.round.live)} proposed"]
    parts += [
        f"{count} {word}"
        for count, word in (
            (counts[Status.ACCEPTED], "accepted"),
            (counts[Status.REJECTED], "rejected"),
            (undecided, "undecided"),
            (counts[Status.STALE], "stale"),
            (counts[Status.LOCKED], "locked by you"),
        )
        if count
    ]
    held = round_state.round.count(Arrival.HELD_BACK)
    if held:
        parts.append(f"{held} held back, rejected before")
    return f"Round {round_state.round.depth} · {round_state.round.reviser} · {', '.join(parts)}"


def line_of(round_state: RoundState, item: Item, *, with_reviser: bool = False) -> str:
    """An edit in one line: its status, its place, its change, its explanation and, with `with_reviser`, who proposed
    it."""
    proposal = item.proposal
    made = round_state.decisions.get(item.id)
    status = round_state.status(item)
    after = accepted_text(proposal, made.decision) if made and status is Status.ACCEPTED else proposal.edit.after
    line = round_state.round.base.count("\n", 0, proposal.edit.start) + 1
    flag = " (!)" if proposal.risk else ""
    proposer = f" · {terminal.visible(proposal.reviser)}" if with_reviser else ""
    return (
        f"  {_MARKS[status]} line {line:<4} {proposal.intent:<15} {change(proposal, after)}{flag}"
        f"  {terminal.visible(proposal.explanation)}{proposer}"
    )


def rounds(round_state: RoundState, *, message: bool = False) -> str:
    """A round with all its edits, and whose they are if several revisers proposed. With `message`, also the message at
    the end of its proposing."""
    live = round_state.round.live
    several = len({item.proposal.reviser for item in live}) > 1
    said = [f"  {terminal.visible(round_state.round.message)}"] if message and round_state.round.message else []
    lines = (line_of(round_state, item, with_reviser=several) for item in live)
    return "\n".join([heading(round_state), *said, *lines])


def all_refused(round_: Round) -> bool:
    """Whether a round had proposals, but none was usable."""
    return round_.outcome is Outcome.COMPLETE and bool(round_.message) and not round_.items and not round_.remarks


def stopped(reason: StopReason, *, refused: bool) -> str:
    """Why the loop ended. `refused`: the last round had proposals, but none was usable."""
    return (
        ALL_REFUSED
        if refused and reason in {StopReason.NOTHING_PROPOSED, StopReason.FAILED}
        else STOP_RULES[reason].line
    )
