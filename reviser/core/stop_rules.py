"""The reasons why the loop ends: one table of conditions, and of their words for window and terminal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reviser.core.events import Outcome, StopReason
from reviser.core.round import Arrival, Round
from reviser.messages import Message, message


@dataclass(frozen=True, slots=True)
class StopRule:
    """One reason why the loop ends.

    `holds` returns whether the loop ends with a finished round for this reason; None if the round does not decide it,
    but the caller: the limit of rounds, or the person.

    Words: `heading` follows "Round 3: ", None if the result of the round is shown instead; `cell` is used in the list
    of documents; `detail` follows "Loop ended" in the history; `line` is for the terminal, in English."""

    holds: Callable[[Round], bool] | None
    heading: Message | None
    cell: Message
    detail: Message
    line: str


def _proposed_nothing(round_: Round) -> bool:
    """Whether a round of the whole text has nothing to decide."""
    return not round_.live and round_.passage is None


# If several hold, the first counts.
STOP_RULES: Mapping[StopReason, StopRule] = {
    StopReason.CANCELLED: StopRule(
        lambda round_: round_.outcome is Outcome.CANCELLED,
        None,
        message("Stopped: cancelled"),
        message("it was cancelled"),
        "Cancelled; what was decided is kept.",
    ),
    StopReason.FAILED: StopRule(
        lambda round_: round_.outcome is Outcome.FAILED,
        None,
        message("Stopped: the round failed"),
        message("the round failed"),
        "The round failed; what was decided is kept.",
    ),
    StopReason.CYCLE: StopRule(
        lambda round_: _proposed_nothing(round_) and round_.count(Arrival.FROZEN) > 0,
        message("only sentences that go in circles would change. The loop ends here."),
        message("Stopped: it went back and forth"),
        message("only sentences that go in circles would change"),
        "The same sentences keep going back and forth, so the loop ends here.",
    ),
    StopReason.NOTHING_PROPOSED: StopRule(
        _proposed_nothing,
        message("the reviser has nothing more to propose."),
        message("Stopped: nothing more to propose"),
        message("nothing more was proposed"),
        "The reviser has nothing more to propose.",
    ),
    StopReason.MAX_ROUNDS: StopRule(
        None,
        message("the limit of rounds is reached."),
        message("Stopped: limit of rounds"),
        message("the limit of rounds was reached"),
        "The limit of rounds is reached; run it again to go on.",
    ),
    StopReason.QUIT: StopRule(
        None,
        None,
        message("Stopped by you"),
        message("the person ended it"),
        "You stopped here; what was decided is kept, and running it again goes on.",
    ),
}


def reason_to_stop(round_: Round) -> StopReason | None:
    """Why the loop ends with this round, as far as the round decides it; None if it goes on or the round has not
    ended."""
    if round_.outcome is None:
        return None
    found = (reason for reason, rule in STOP_RULES.items() if rule.holds is not None and rule.holds(round_))
    return next(found, None)
