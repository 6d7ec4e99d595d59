"""Drift over rounds without a person: what is left of the first texts, with and without the gate of risk flags."""

import asyncio

from reviser.core.edit import Proposal
from reviser.core.memory import Memory
from reviser.services.datasets.chain import accept_all, accept_without_risk, revised, run_chain
from tests.core.recording import propose
from tests.fakes import QueuedReviser

TEXT = "In 7 towns Anna Smith did not leave. She was there on 3 May 2001 .\n"
# Each round loses a fact; the last one only changes a word.
ROUNDS = (
    (propose(TEXT, "7", "8"),),
    (propose(TEXT.replace("7", "8"), "did not leave", "left"),),
    (propose(TEXT.replace("7", "8").replace("did not leave", "left"), "was", "stayed"),),
)


def test_facts_are_lost_round_by_round() -> None:
    found = asyncio.run(run_chain(QueuedReviser(ROUNDS), [TEXT], 3, accept_all))
    assert [(one.depth, one.proposed, one.accepted) for one in found] == [(1, 1, 1), (2, 1, 1), (3, 1, 1)]
    assert [one.negations for one in found] == [100, 0, 0]
    assert [one.names for one in found] == [100, 100, 100]
    assert found[0].numbers is not None
    assert found[0].numbers < 100
    wording = [one.wording for one in found if one.wording is not None]
    assert wording == sorted(wording, reverse=True)
    assert [one.chrf for one in found] == sorted((one.chrf for one in found), reverse=True)


def test_the_gate_keeps_what_carries_a_risk_flag_out() -> None:
    rounds = (ROUNDS[0], (propose(TEXT, "did not leave", "left"),), (propose(TEXT, "was", "stayed"),))
    found = asyncio.run(run_chain(QueuedReviser(rounds), [TEXT], 3, accept_without_risk))
    assert [one.accepted for one in found] == [0, 0, 1]
    assert [(one.numbers, one.negations, one.names) for one in found] == [(100, 100, 100)] * 3


def test_a_round_knows_nothing_of_those_before_it() -> None:
    reviser = QueuedReviser(ROUNDS)
    asyncio.run(run_chain(reviser, [TEXT], 3, accept_all, "Be brief."))
    assert [request.scope for request in reviser.requests] == [None] * 3
    assert [request.memory for request in reviser.requests] == [Memory()] * 3
    assert {request.instruction for request in reviser.requests} == {"Be brief."}
    assert "In 8" in reviser.requests[1].text


def test_what_there_is_none_of_has_no_share() -> None:
    (one,) = asyncio.run(run_chain(QueuedReviser(), ["The sky is blue."], 1, accept_all))
    assert (one.numbers, one.dates, one.names, one.negations) == (None, None, None, None)
    assert (one.wording, one.chrf) == (100, 100)


def test_a_text_after_a_round() -> None:
    proposal: Proposal = propose("teh cat", "teh", "the")
    assert revised("teh cat", "queued", (proposal,), accept_all) == ("the cat", 1, 1)
    assert revised("teh cat", "queued", (proposal,), lambda _: False) == ("teh cat", 1, 0)
    assert revised("teh cat", "queued", (), accept_all) == ("teh cat", 0, 0)
