"""Simulated annealing over pinpointed errors: its formulas, its requests, its chances, and what it leaves alone."""

import asyncio
import math

import pytest

from reviser.core.edit import Intent, Proposal, check
from reviser.core.exchange import Exchange
from reviser.core.few_shot import Brief
from reviser.core.text import Span
from reviser.messages import verbatim
from reviser.revisers.base import Output, Request
from reviser.revisers.lm.engine import ThreadEngine
from reviser.revisers.lm.passage_scores import ModelScorer
from reviser.revisers.net.wire import ServerError
from reviser.revisers.strategies.parts import CandidateReviser, StrategyParts, alone
from reviser.revisers.strategies.simulated_annealing import AnnealingSchedule, SimulatedAnnealing
from reviser.revisers.strategies.table import strategy_named
from tests.fakes import QueuedWire
from tests.revisers.chat.desk import chat, cut_off, hear, listed
from tests.revisers.lm.real import real_model

TEXT = "The cat sat on teh mat. It were happy there. Nobody saw it.\n"
NONE = listed(key="errors")


def errors(*said: tuple[int, str, str]) -> str:
    entries = (
        {"number": f"P{number}", "quote": quote, "intent": "fluency", "severity": severity, "why": f"{quote} is wrong"}
        for number, quote, severity in said
    )
    return listed(*entries, key="errors")


def corrected(*said: tuple[int, str]) -> str:
    return listed(*({"number": f"P{number}", "choice": text, "why": "so"} for number, text in said), key="verdicts")


def test_the_chance_and_the_temperature_are_the_paper_s() -> None:
    schedule = AnnealingSchedule(iterations=3, start=2.0, cooling=0.25, scale=3.0)
    assert schedule.chance(-1.0, -5.0, 2.0) == 1.0
    assert schedule.chance(-5.0, -5.0, 2.0) == 1.0
    assert schedule.chance(-6.0, -5.0, 2.0) == pytest.approx(math.exp(-1 / 6))
    assert schedule.chance(-6.0, -5.0, 0.0) == 0.0
    assert [schedule.cooler(2.0), schedule.cooler(1.5)] == [1.5, 1.125]
    assert AnnealingSchedule(cooling=1.5).cooler(1.0) == 0.0


def test_errors_are_pinpointed_and_a_candidate_is_taken_that_has_fewer() -> None:
    wire = QueuedWire(
        errors((1, "teh", "major"), (2, "were", "major")),
        corrected((1, "The cat sat on the mat."), (2, "It is happy there.")),
        errors((2, "is", "minor")),
        corrected((1, "It was happy there.")),
        NONE,
    )
    heard = hear(strategy_named("anneal").make(alone(chat(wire))), Request(TEXT))
    assert heard.pairs == [("teh", "the"), ("were", "was")]
    assert heard.proposals[0].explanation == "teh is wrong (major)"
    assert heard.proposals[0].intent is Intent.FLUENCY
    assert [exchange.purpose for exchange in heard.exchanges] == ["errors", "correct", "errors", "correct", "errors"], (
        "one to pinpoint, then for each iteration one to sample and one to pinpoint what was sampled"
    )
    assert "P3: Nobody saw it." in wire.asks[0].messages[-1].text
    assert "major, fluency: “teh”: teh is wrong" in wire.asks[1].messages[-1].text
    assert "P1: It is happy there.\n    minor, fluency: “is”" in wire.asks[3].messages[-1].text
    assert [ask.seed for ask in wire.asks] == [None, 1, None, 2, None]
    assert [ask.temperature for ask in wire.asks] == [0.0, 0.8, 0.0, 0.8, 0.0]


def test_where_nothing_is_wrong_one_request_is_enough() -> None:
    wire = QueuedWire(NONE)
    heard = hear(strategy_named("anneal").make(alone(chat(wire))), Request(TEXT))
    assert (heard.pairs, heard.unusable, heard.error, len(wire.asks)) == ([], {}, None, 1)


def test_it_ends_after_its_iterations_and_leaves_what_got_no_better() -> None:
    schedule = AnnealingSchedule(iterations=2)
    wire = QueuedWire(
        errors((2, "were", "minor")),
        *(corrected((1, "It is happy there.")), errors((1, "is", "minor"))),
        *(corrected((1, "It be happy there.")), errors((1, "be", "minor"))),
    )
    model = chat(wire)
    heard = hear(SimulatedAnnealing(model, model, schedule=schedule), Request(TEXT))
    assert heard.pairs == []
    assert heard.unusable == {"a place that is better left as it is": 1}
    assert len(wire.asks) == 1 + 2 * 2


def test_the_same_seed_takes_the_same_chances_and_what_is_worse_is_taken_the_more_often_the_hotter_it_is() -> None:
    def taken(seed: int, temperature: float) -> int:
        """How many candidates were taken, told by the second sample's prompt."""
        wire = QueuedWire(
            errors((2, "were", "major")),
            corrected((1, "It is glad there.")),
            errors((1, "is", "major"), (1, "glad", "minor")),
        )
        model = chat(wire)
        schedule = AnnealingSchedule(iterations=2, start=temperature)
        hear(SimulatedAnnealing(model, model, schedule=schedule, seed=seed), Request(TEXT))
        return "It is glad there." in wire.asks[3].messages[-1].text

    seeds = range(60)
    assert [taken(seed, 1.0) for seed in seeds] == [taken(seed, 1.0) for seed in seeds]
    shares = [sum(taken(seed, temperature) for seed in seeds) / 60 for temperature in (0.1, 1.0, 10.0)]
    assert shares[0] < 0.1
    assert 0.2 < shares[1] < 0.55, "exp(-1) is 0.37"
    assert shares[2] > 0.75


def test_what_is_protected_or_locked_is_never_touched_and_no_score_counts_on_it() -> None:
    at = TEXT.index("teh mat")
    locked = Span(at, at + len("teh mat"))
    wire = QueuedWire(
        errors((1, "teh", "major"), (2, "were", "major")),
        corrected((1, "A cat sat on the mat."), (2, "It was happy there.")),
        NONE,
    )
    heard = hear(strategy_named("anneal").make(alone(chat(wire))), Request(TEXT, locked=(locked,)))
    assert heard.pairs == [("The", "A"), ("were", "was")]
    assert "P1: A cat sat on teh mat." in wire.asks[2].messages[-1].text, "what is judged is what may be changed"
    check(TEXT, [each.edit for each in heard.proposals])


def test_a_sentence_over_two_lines_keeps_its_line_end() -> None:
    text = "It were\nhappy there.\n"
    wire = QueuedWire(errors((1, "were", "major")), corrected((1, "It was happy there.")), NONE)
    assert hear(strategy_named("anneal").make(alone(chat(wire))), Request(text)).pairs == [("were", "was")]


def test_only_the_intents_that_are_wanted() -> None:
    wire = QueuedWire(errors((1, "teh", "major")))
    heard = hear(strategy_named("anneal").make(alone(chat(wire))), Request(TEXT, brief=Brief(wanted=(Intent.STYLE,))))
    assert (heard.pairs, len(wire.asks)) == ([], 1)


def test_the_real_model_scores_candidates() -> None:
    wire = QueuedWire(
        errors((2, "were", "major")),
        corrected((1, "It am happy there.")),
        errors((1, "am", "major")),
        corrected((1, "It was happy there.")),
        NONE,
    )
    model = chat(wire)
    scorer = ModelScorer(real_model, ThreadEngine())
    parts = StrategyParts(CandidateReviser(model), critic=model, scorer=scorer)
    heard = hear(strategy_named("anneal").make(parts), Request(TEXT))
    assert heard.pairs == [("were", "was")]


def test_a_failing_server_ends_the_round_with_what_was_reached() -> None:
    wire = QueuedWire(
        errors((2, "were", "major")),
        corrected((1, "It is happy there.")),
        errors((1, "is", "minor")),
        [ServerError(verbatim("The server is gone."))],
    )
    heard = hear(strategy_named("anneal").make(alone(chat(wire))), Request(TEXT))
    assert heard.pairs == [("were", "is")]
    assert str(heard.error) == "The server is gone."


def test_cancelled_it_keeps_what_was_reached() -> None:
    late: list[Output] = []
    gate = asyncio.Semaphore(9)  # three parts an answer: the fourth never comes
    wire = QueuedWire(
        errors((2, "were", "major")),
        corrected((1, "It is happy there.")),
        errors((1, "is", "minor")),
        corrected((1, "It was happy there.")),
        piece=10_000,
        gate=gate,
    )

    reviser = strategy_named("anneal").make(alone(chat(wire)))
    cut_off(reviser, Request(TEXT, late=late.append), lambda: len(wire.asks) >= 4)
    kept = [output for output in late if isinstance(output, Proposal)]
    assert [(each.edit.before, each.edit.after) for each in kept] == [("were", "is")]
    assert [output.ended for output in late if isinstance(output, Exchange)] == ["cancelled"]
