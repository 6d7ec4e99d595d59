"""What was left out of a round, in sentences."""

from reviser.revisers.base import Unusable
from reviser.services.rounds.event_descriptions import left_out


def test_what_a_judge_withdrew_is_no_answer_that_could_not_be_used() -> None:
    withdrawn = Unusable("a place that is better left as it is", 3, withdrawn=True)
    useless = Unusable("an empty answer")
    assert left_out(0, [withdrawn]) == "3 proposals were withdrawn: a place that is better left as it is (3)."
    assert left_out(0, [withdrawn, useless]) == (
        "3 proposals were withdrawn: a place that is better left as it is (3)."
        " 1 answer of the model could not be used: an empty answer (1)."
    )
    assert left_out(0, []) == ""
