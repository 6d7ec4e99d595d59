"""Events in words, for undo, redo and the timeline."""

from reviser.core.edit import Verdict
from reviser.core.events import Changed, Decided, Event, Origin, RoundStarted, RuleSet, WordsAdded

_VERBS = {
    Verdict.ACCEPT: "accept",
    Verdict.REJECT: "reject",
    Verdict.REWRITE: "rewrite",
    Verdict.UNDECIDED: "take back",
}


def counted(count: int, noun: str) -> str:
    """ "1 edit", "2 edits"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def describe(event: Event) -> str:
    """What an event did, as the object of "undo": "reject 3 edits". Empty for what cannot be undone."""
    match event:
        case Decided(decisions):
            return f"{_VERBS[decisions[0].verdict]} {counted(len(decisions), 'edit')}"
        case Changed(origin=Origin.OUTSIDE):
            return "change made outside"
        case Changed():
            return "typing"
        case RoundStarted():
            return "round"
        case WordsAdded(words):
            return f"add “{words[0]}” to the words"
        case RuleSet(rule, silenced):
            return f"{'silence' if silenced else 'restore'} {rule}"
        case _:
            return ""
