import asyncio
import json
import queue

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit, Intent, Proposal, Verdict, check
from reviser.core.exchange import Exchange
from reviser.core.few_shot import Brief, Example
from reviser.errors import UsageError
from reviser.messages import verbatim
from reviser.revisers.base import Output, Request
from reviser.revisers.chat.methods import Pinpoint
from reviser.revisers.net.wire import Ended, Finish, Part, ServerError, Text
from reviser.revisers.strategies.choosers import ChatChooser
from reviser.revisers.strategies.parts import CandidateReviser, alone
from reviser.revisers.strategies.select import CandidateSelection
from reviser.revisers.strategies.self_refine import SelfRefine
from reviser.revisers.strategies.table import STRATEGIES, strategy_named
from reviser.services.worker import Cancelled, JobEvent, OutputBatch, Worker
from tests.fakes import QueuedReviser, QueuedWire
from tests.revisers.chat.desk import chat, cut_off, edit, hear, listed, steps

TEXT = "The cat sat on teh mat. It were happy there. Nobody saw it.\n"


def verdicts(*said: tuple[int, str]) -> str:
    entries = ({"number": f"P{number}", "choice": choice, "why": "so"} for number, choice in said)
    return listed(*entries, key="verdicts")


def proposal(before: str, after: str, group: str = "") -> Proposal:
    return Proposal(Edit(TEXT.index(before), before, after), Intent.FLUENCY, "queued", "r", "because", group=group)


def test_the_strategies_are_known_by_name() -> None:
    names = [strategy.name for strategy in STRATEGIES]
    assert names == [
        "direct",
        "self-refine",
        "sample-and-select",
        "pinpoint",
        "ensemble",
        "screws",
        "anneal",
        "source-anchored",
    ]
    for name in names:
        assert strategy_named(name).make(alone(chat(QueuedWire()))).name.startswith("test:m")
    assert len({strategy_named(name).make(alone(chat(QueuedWire()))).name for name in names}) == len(names)
    with pytest.raises(UsageError, match="no strategy self-refined; the strategies are direct, self-refine"):
        strategy_named("self-refined")


def test_self_refine_keeps_drops_and_words_better_and_stops_when_the_critic_is_content() -> None:
    wire = QueuedWire(
        listed(edit(1, "teh", "the"), edit(2, "were", "is"), edit(3, "Nobody", "No one")),
        verdicts((1, "keep"), (2, "change"), (3, "drop")),
        verdicts((2, "was")),
        verdicts((2, "keep")),
    )
    heard = hear(strategy_named("self-refine").make(alone(chat(wire))), Request(TEXT))
    assert sorted(heard.pairs) == [("teh", "the"), ("were", "was")]
    assert heard.unusable == {"an edit that the model itself withdrew": 1}
    assert [exchange.purpose for exchange in heard.exchanges] == ["propose", "criticise", "revise", "criticise"]
    assert [exchange.prompt.split("-")[0] for exchange in heard.exchanges] == [
        "propose",
        "criticise",
        "revise",
        "criticise",
    ]
    assert "It >>>is<<< happy there." in wire.asks[1].messages[-1].text
    assert "P1" not in wire.asks[3].messages[-1].text


def test_self_refine_ends_after_its_turns() -> None:
    wire = QueuedWire(
        listed(edit(2, "were", "is")),
        verdicts((1, "change")),
        verdicts((1, "was")),
        verdicts((1, "change")),
        verdicts((1, "seemed")),
    )
    heard = hear(strategy_named("self-refine").make(alone(chat(wire))), Request(TEXT))
    assert heard.pairs == [("were", "seemed")]
    assert len(wire.asks) == 5


def test_self_refine_wraps_any_reviser_and_a_failing_critic_loses_nothing() -> None:
    inner = QueuedReviser([[proposal("teh", "the"), proposal("were", "was")]])
    wire = QueuedWire([ServerError(verbatim("The server is gone."))])
    heard = hear(SelfRefine(inner, chat(wire)), Request(TEXT))
    assert heard.pairs == [("teh", "the"), ("were", "was")]
    assert str(heard.error) == "The server is gone."
    assert [exchange.ended for exchange in heard.exchanges] == ["failed"]


def test_what_is_decided_together_all_over_the_text_is_not_criticised() -> None:
    text = "He said 'yes'. " + "Nothing came of it. " * 60 + "She said 'no'. It were late.\n"
    group = [
        Proposal(Edit(at, "'", "“"), Intent.STYLE, "queued", "r", "quotes", group="all")
        for at in (text.index("'yes"), text.index("'no"))
    ]
    one = Proposal(Edit(text.index("were"), "were", "was"), Intent.FLUENCY, "queued", "r", "because")
    wire = QueuedWire(verdicts((1, "drop")))
    heard = hear(SelfRefine(QueuedReviser([[*group, one]]), chat(wire)), Request(text))
    assert heard.proposals == group
    assert "yes" not in wire.asks[0].messages[-1].text


def test_what_is_worded_better_never_runs_into_another_edit() -> None:
    inner = QueuedReviser([[proposal("The cat", "A cat", "g"), proposal("sat", "lay"), proposal("mat", "rug", "g")]])
    wire = QueuedWire(verdicts((1, "change")), verdicts((1, "A dog stood on teh rug")))
    heard = hear(SelfRefine(inner, chat(wire), turns=1), Request(TEXT))
    check(TEXT, [each.edit for each in heard.proposals])
    assert ("sat", "lay") in heard.pairs


def test_sample_and_select_offers_the_text_as_it_is_and_takes_what_is_chosen() -> None:
    answers = [
        listed(edit(1, "teh", "the"), edit(3, "Nobody", "No one")),
        listed(edit(1, "teh", "the"), edit(2, "were", "was")),
        listed(edit(1, "teh mat", "a mat"), edit(2, "were", "is")),
    ]
    wire = QueuedWire(*answers, verdicts((1, "1"), (2, "2"), (3, "0")))
    heard = hear(strategy_named("sample-and-select").make(alone(chat(wire))), Request(TEXT))
    assert heard.pairs == [("teh", "the"), ("were", "is")]
    assert [round(each.confidence, 2) for each in heard.proposals] == [0.67, 0.33]
    assert heard.unusable == {"a place that is better left as it is": 1}
    asked = wire.asks[-1].messages[-1].text
    assert asked.count("0 (as it is):") == 3
    assert "1: The cat sat on >>>the<<< mat." in asked
    assert sorted(str(ask.seed) for ask in wire.asks) == ["1", "2", "3", "None"]


def test_nothing_is_chosen_where_the_chooser_says_nothing_or_nonsense() -> None:
    same = listed(edit(1, "teh", "the"))
    wire = QueuedWire(same, same, same, verdicts((1, "the third")))
    assert hear(strategy_named("sample-and-select").make(alone(chat(wire))), Request(TEXT)).pairs == []
    wire = QueuedWire(same, same, same, listed(key="verdicts"))
    assert hear(strategy_named("sample-and-select").make(alone(chat(wire))), Request(TEXT)).pairs == []


def test_sample_and_select_wraps_any_revisers_and_a_failing_chooser_leaves_it_to_the_most() -> None:
    one, other = [proposal("teh", "the")], [proposal("teh", "the"), proposal("were", "was")]
    revisers = [CandidateReviser(QueuedReviser([one])), CandidateReviser(QueuedReviser([other]))]
    wire = QueuedWire([ServerError(verbatim("The server is gone."))])
    heard = hear(CandidateSelection(revisers, ChatChooser(chat(wire)), "ensemble"), Request(TEXT))
    assert heard.pairs == [("teh", "the")]
    assert str(heard.error) == "The server is gone."


def test_pinpoint_says_where_first_and_mends_only_that() -> None:
    points = listed(
        {"sid": "S1", "intent": "fluency", "quote": "teh", "severity": 3, "why": "misspelt"},
        {"sid": "S3", "intent": "style", "quote": "Nobody", "severity": 1, "why": "taste"},
        key="points",
    )
    wire = QueuedWire(points, listed(edit(1, "teh", "the", "?", ""), edit(2, "were", "was")))
    heard = hear(chat(wire, method=Pinpoint(severity=2)), Request(TEXT))
    assert heard.pairs == [("teh", "the")]
    assert heard.proposals[0].explanation == "misspelt (severity 3 of 3)"
    assert heard.proposals[0].intent is Intent.FLUENCY
    assert heard.unusable == {"a place where nothing was found wrong": 1}
    assert [exchange.purpose for exchange in heard.exchanges] == ["pinpoint", "mend"]
    assert "severity 3, fluency: “teh”: misspelt" in wire.asks[1].messages[-1].text
    assert "Nobody”" not in wire.asks[1].messages[-1].text
    wire = QueuedWire(listed(key="points"))
    assert hear(strategy_named("pinpoint").make(alone(chat(wire))), Request(TEXT)).error is None
    assert len(wire.asks) == 1


def test_source_anchored_lets_no_fact_change_that_the_source_does_not_show() -> None:
    text = "In 2019 the team of Ada Smith found three cats. They was glad.\n"
    source = "In 2018, Ada Smith’s team found three cats.\n\nNobody was hurt.\n"
    wire = QueuedWire(
        listed(
            {**edit(1, "2019", "2018"), "evidence": "In 2018, Ada Smith's team"},
            {**edit(1, "three", "four"), "evidence": "found four cats"},
            {**edit(1, "Ada Smith", "Ada Jones"), "evidence": ""},
            {**edit(2, "was", "were"), "evidence": ""},
            {**edit(2, "glad", "sad", "meaning-changed"), "evidence": ""},
        )
    )
    heard = hear(strategy_named("source-anchored").make(alone(chat(wire))), Request(text, brief=Brief(source=source)))
    assert heard.pairs == [("2019", "2018"), ("was", "were")]
    assert heard.proposals[0].explanation.endswith("The source: “In 2018, Ada Smith's team”")
    assert heard.unusable == {
        "evidence that is not in the source": 1,
        "a change of fact without evidence in the source": 2,
    }
    assert "Nobody was hurt." in wire.asks[0].messages[-1].text
    missing = hear(strategy_named("source-anchored").make(alone(chat(QueuedWire()))), Request(text))
    assert "needs a source text" in str(missing.error)


@given(
    st.sampled_from([strategy.name for strategy in STRATEGIES]),
    st.lists(
        st.one_of(
            st.text(),
            st.just(listed(edit(1, "teh", "the"), edit(2, "were", "was"), edit(2, "It were happy", "Happy it was"))),
            st.just(listed({"sid": "S1", "quote": "teh"}, {"sid": "S2", "quote": "were"}, key="points")),
            st.lists(
                st.tuples(st.integers(0, 4), st.sampled_from(["keep", "drop", "change", "0", "1", "2", "he was"]))
            ).map(lambda said: verdicts(*said)),
            st.just([Text(json.dumps({"edits": [{"sid": "S1"}]})), Ended(Finish.LENGTH)]),
            st.just([ServerError(verbatim("gone"))]),
        ),
        max_size=8,
    ),
)
def test_whatever_is_answered_proposals_fit_and_never_overlap(
    name: str, answers: list[str | list[Part | Exception]]
) -> None:
    heard = hear(
        strategy_named(name).make(alone(chat(QueuedWire(*answers)))), Request(TEXT, brief=Brief(source="A cat."))
    )
    edits = check(TEXT, [each.edit for each in heard.proposals])
    assert all(each.before != each.after for each in edits)


@pytest.mark.parametrize("name", ["self-refine", "sample-and-select"])
def test_a_cancelled_strategy_leaves_what_was_sent_and_what_had_arrived(name: str) -> None:
    late: list[Output] = []
    gate = asyncio.Semaphore(40)
    long = listed(*[edit(1, "teh", "the")] * 50)
    wire = QueuedWire(long, long, long, piece=40, gate=gate)

    outputs = cut_off(strategy_named(name).make(alone(chat(wire))), Request(TEXT, late=late.append), steps(200))
    assert not any(isinstance(output, Proposal) for output in outputs)
    kept = [output for output in late if isinstance(output, Proposal)]
    assert [(each.edit.before, each.edit.after) for each in kept] == [("teh", "the")], (
        "once, of whatever many candidates"
    )
    assert {output.ended for output in late if isinstance(output, Exchange)} == {"cancelled"}
    assert wire.closed == len(wire.asks)


@pytest.mark.parametrize("name", ["self-refine", "sample-and-select"])
def test_who_judges_knows_what_the_writer_decided(name: str) -> None:
    example = Example(Verdict.REJECT, "teh mat", "the mat", "teh mat", Intent.FLUENCY, "voice")
    wire = QueuedWire(*[listed(edit(1, "teh", "the"))] * 3, verdicts((1, "keep")), verdicts((1, "1")))
    hear(strategy_named(name).make(alone(chat(wire))), Request(TEXT, brief=Brief(examples=(example,))))
    judging = [ask for ask in wire.asks if "P1" in ask.messages[-1].text]
    assert judging
    for ask in judging:
        assert "What the writer decided of earlier proposals" in ask.messages[-1].text


@pytest.mark.parametrize("name", ["self-refine", "sample-and-select"])
def test_what_had_arrived_is_delivered_when_a_round_is_cancelled_while_it_is_judged(name: str) -> None:
    asked = 1 if name == "self-refine" else 3
    answer = listed(edit(1, "teh", "the"), edit(2, "were", "was"))
    gate = asyncio.Semaphore(3 * asked)  # three parts an answer; who judges never gets one
    wire = QueuedWire(*[answer] * asked, piece=len(answer), gate=gate)
    events: queue.Queue[JobEvent] = queue.Queue()
    worker = Worker()
    try:
        reviser = strategy_named(name).make(alone(chat(wire)))
        worker.submit("a", reviser, lambda: Request(TEXT), lambda proposal: proposal, events.put)
        got: list[JobEvent] = []
        exchanges = 0
        while exchanges < asked:
            got.append(events.get(timeout=10))
            assert isinstance(got[-1], OutputBatch)
            exchanges += sum(isinstance(output, Exchange) for output in got[-1].outputs)
        worker.cancel("a")
        while not isinstance(got[-1], Cancelled):
            got.append(events.get(timeout=10))
    finally:
        worker.stop()
    outputs = [output for event in got if isinstance(event, OutputBatch) for output in event.outputs]
    pairs = [(each.edit.before, each.edit.after) for each in outputs if isinstance(each, Proposal)]
    assert pairs == [("teh", "the"), ("were", "was")]
    ended = [output.ended for output in outputs if isinstance(output, Exchange)]
    assert ended == ["stop"] * asked + ["cancelled"]


def test_of_candidates_that_nobody_chose_from_what_most_say_is_kept() -> None:
    answers = [listed(edit(2, "were", found)) for found in ("is", "was", "was")]
    gate = asyncio.Semaphore(9)
    wire = QueuedWire(*answers, piece=1_000, gate=gate)
    late: list[Output] = []

    reviser = strategy_named("sample-and-select").make(alone(chat(wire)))
    cut_off(reviser, Request(TEXT, late=late.append), lambda: len(wire.asks) >= 4)
    kept = [output for output in late if isinstance(output, Proposal)]
    assert [(each.edit.after, round(each.confidence, 2)) for each in kept] == [("was", 0.67)]
