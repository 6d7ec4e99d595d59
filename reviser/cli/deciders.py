"""Deciders for rounds in which nobody is asked."""

from reviser.cli.review_loop import Decider, LoopResult
from reviser.core.edit import Verdict
from reviser.services.rounds.open_document import OpenDocument
from reviser.services.rounds.tracked_changes import is_of_file

BY_RULE = ("accept", "reject", "later")


class ByRule:
    """Decides all proposals alike. Its decisions are not used for learning, because nobody judged."""

    def __init__(self, verdict: Verdict) -> None:
        self._verdict = verdict

    def __call__(self, open_document: OpenDocument) -> LoopResult:
        round_state = open_document.state.round_state
        pending = [item.id for item in round_state.pending] if round_state else []
        if pending:
            open_document.decide(pending, self._verdict)
        return LoopResult.ON


def leave_undecided(open_document: OpenDocument) -> LoopResult:
    """Leave the round of this run undecided. The changes that the file contained are skipped."""
    round_state = open_document.state.round_state
    return LoopResult.ON if round_state is not None and is_of_file(round_state.round) else LoopResult.QUIT


def decider_by_rule(decide: str) -> Decider:
    """The decider for a key of BY_RULE."""
    if decide == "later":
        return leave_undecided
    return ByRule(Verdict.ACCEPT if decide == "accept" else Verdict.REJECT)
