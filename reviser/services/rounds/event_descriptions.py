"""Events in words, for undo, redo and the timeline."""

from collections.abc import Sequence

from reviser.core.edit import Verdict
from reviser.core.events import (
    Changed,
    Decided,
    Event,
    Locked,
    Origin,
    Redecided,
    Restored,
    RoundStarted,
    RuleSet,
    WordsAdded,
)
from reviser.revisers.base import Unusable

_VERBS = {
    Verdict.ACCEPT: "accept",
    Verdict.REJECT: "reject",
    Verdict.REWRITE: "rewrite",
    Verdict.UNDECIDED: "take back",
}


def counted(count: int, noun: str) -> str:
    """ "1 edit", "2 edits"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def describe(event: Event | None) -> str:
    """What an event did, as the object of "undo": "reject 3 edits". Empty for what cannot be undone."""
    match event:
        case Decided(decisions) | Redecided(decisions):
            return f"{_VERBS[decisions[0].verdict]} {counted(len(decisions), 'edit')}"
        case Restored():
            return "going back"
        case Changed(origin=Origin.BRANCH):
            return "taking over"
        case Changed(origin=Origin.OUTSIDE):
            return "change made outside"
        case Changed():
            return "typing"
        case RoundStarted():
            return "round"
        case WordsAdded(words):
            return f"add “{words[0]}” to the words"
        case RuleSet(rule, silenced):
            return f"{'silence' if silenced else 'reset'} {rule}"
        case Locked(locked=locked):
            return "lock" if locked else "unlock"
        case _:
            return ""


def left_out(refused: int, unusable: Sequence[Unusable]) -> str:
    """What of a round did not reach the person, and why, in a sentence or two; empty where all did."""
    said: list[str] = []
    if refused:
        said.append(f"Left out {counted(refused, 'proposal')} that would have broken the markup.")
    if unusable:
        total = sum(each.count for each in unusable)
        reasons = ", ".join(f"{each.why} ({each.count})" for each in unusable[:3])
        more = ", …" if len(unusable) > 3 else ""
        said.append(f"{counted(total, 'answer')} of the model could not be used: {reasons}{more}.")
    return " ".join(said)
