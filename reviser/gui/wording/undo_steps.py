"""The names of events for the Undo and Redo menu entries, in the person's language."""

from PySide6.QtCore import QCoreApplication

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
from reviser.gui.wording.rule_names import rule_name


def tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("Steps", text, None, count)


def step_name(event: Event | None) -> str:
    """What an event did, such as "reject 3 edits". Empty if it cannot be undone."""
    match event:
        case Decided(decisions):
            return _decision_step(decisions[0].verdict, len(decisions))
        case Redecided(decisions):
            return _decision_step(decisions[0].verdict, len(decisions))
        case Restored():
            return tr("going back")
        case Changed(origin=Origin.BRANCH):
            return tr("taking over")
        case Changed(origin=Origin.OUTSIDE):
            return tr("change by another program")
        case Changed():
            return tr("typing")
        case RoundStarted():
            return tr("round")
        case WordsAdded(words):
            return tr("add “{word}” to the words").format(word=words[0])
        case RuleSet(rule, silenced):
            return (tr("silence “{kind}”") if silenced else tr("reset “{kind}”")).format(kind=rule_name(rule))
        case Locked(locked=locked):
            return tr("lock") if locked else tr("unlock")
        case _:
            return ""


def _decision_step(verdict: Verdict, count: int) -> str:
    match verdict:
        case Verdict.ACCEPT:
            return tr("accept %Ln edits", count)
        case Verdict.REJECT:
            return tr("reject %Ln edits", count)
        case Verdict.REWRITE:
            return tr("rewrite %Ln edits", count)
        case Verdict.UNDECIDED:
            return tr("take back %Ln edits", count)
