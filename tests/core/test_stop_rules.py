"""The table of the reasons why a loop ends: it has all of them, in the order in which they are asked."""

from dataclasses import replace

import pytest

from reviser.core.events import Outcome, StopReason
from reviser.core.round import Round
from reviser.core.stop_rules import STOP_RULES, reason_to_stop
from reviser.core.text import Span

EMPTY = Round("r", 1, "test", "", "One.", 0.0)


def test_every_reason_has_an_entry() -> None:
    assert set(STOP_RULES) == set(StopReason)


@pytest.mark.parametrize(
    ("round_", "reason"),
    [
        (EMPTY, None),
        (replace(EMPTY, outcome=Outcome.COMPLETE), StopReason.NOTHING_PROPOSED),
        (replace(EMPTY, outcome=Outcome.COMPLETE, passage=Span(0, 3)), None),
        (replace(EMPTY, outcome=Outcome.CANCELLED), StopReason.CANCELLED),
        (replace(EMPTY, outcome=Outcome.FAILED), StopReason.FAILED),
    ],
)
def test_a_round_says_why_the_loop_ends(round_: Round, reason: StopReason | None) -> None:
    assert reason_to_stop(round_) is reason
