"""A round as JSON says what was offered, what was put there, and what was kept from the person."""

from dataclasses import replace

import pytest

from reviser.core.edit import Edit, Verdict
from reviser.core.round import Arrival
from reviser.core.round_state import Status
from reviser.datasets.rounds_json import edit_record, round_record
from tests.core.recording import Recording, propose

TEXT = "In teh very big end."


def test_a_round_says_what_became_of_each_edit_and_how_many_were_set_aside() -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "very big", "huge"), name="a")
    doc.decide(Verdict.REJECT, 0)
    doc.round(
        propose(TEXT, "teh", "the"), propose(TEXT, "end", "close"), propose(TEXT, "In", "At"),
        propose(TEXT, "very big", "huge"), name="b",
    )  # fmt: skip
    doc.decide(Verdict.ACCEPT, 0)
    round_state = doc.decide(Verdict.REWRITE, 1, after="finish", reason="mine").round_state
    assert round_state is not None
    record = round_record(round_state)
    assert (record["result"], record["set_aside"]) == ("In the very big finish.", {Arrival.HELD_BACK: 1})
    names = ("before", "proposed_after", "after", "accept_or_reject", "status", "reason")
    assert [tuple(edit[name] for name in names) for edit in record["edits"]] == [
        ("In", "At", "At", None, Status.PENDING, None),
        ("teh", "the", "the", "Accept", Status.ACCEPTED, ""),
        ("end", "close", "finish", "Accept", Status.ACCEPTED, "mine"),
    ]


def test_an_edit_that_does_not_stand_in_its_base_is_no_record() -> None:
    round_state = Recording(TEXT).round(propose(TEXT, "teh", "the")).round_state
    assert round_state is not None
    item = round_state.round.items[0]
    for edit in (Edit(4, "teh", "the"), Edit(-1, "", "x")):
        moved = replace(item, proposal=replace(item.proposal, edit=edit))
        with pytest.raises(ValueError, match="does not stand"):
            edit_record(round_state, moved)
