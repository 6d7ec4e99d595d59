"""Several revisers propose and one wording is chosen: by a vote, by a chat model, by the scores of the real model."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit, Intent, Proposal, Remark, check
from reviser.core.text import Span
from reviser.errors import ReviserError
from reviser.messages import verbatim
from reviser.revisers.base import Output, ReadProgress, Request, Reviser
from reviser.revisers.embedded import build
from reviser.revisers.lm.engine import ThreadEngine
from reviser.revisers.lm.passage_scores import ModelScorer
from reviser.revisers.net.wire import ServerError
from reviser.revisers.scoring import PassageWordings, WordingScore
from reviser.revisers.strategies.choosers import ChatChooser, ScoreChooser, VoteChooser
from reviser.revisers.strategies.parts import CandidateReviser, StrategyParts
from reviser.revisers.strategies.select import CandidateSelection
from reviser.revisers.strategies.table import strategy_named
from tests.fakes import QueuedReviser, QueuedWire
from tests.revisers.chat.desk import chat, edit, hear, listed
from tests.revisers.lm.real import real_model

TEXT = "The cat sat on teh mat. It were happy there. Nobody saw it.\n"
LONG = "".join(f"Sentence number {number} are here. " for number in range(100)) + "\n"


def verdicts(*said: tuple[int, str]) -> str:
    return listed(*({"number": f"P{number}", "choice": choice, "why": "so"} for number, choice in said), key="verdicts")


def proposal(before: str, after: str, group: str = "", text: str = TEXT) -> Proposal:
    return Proposal(Edit(text.index(before), before, after), Intent.FLUENCY, "queued", "r", "because", group=group)


class Named:
    """A reviser that proposes the same each time, within the scope where it keeps to that."""

    def __init__(self, name: str, outputs: Sequence[Output], *, by_scope: bool = True, fails: bool = False) -> None:
        self._name = name
        self._outputs = outputs
        self._by_scope = by_scope
        self._fails = fails
        self.requests: list[Request] = []

    @property
    def name(self) -> str:
        return self._name

    async def revise(self, request: Request) -> AsyncIterator[Output]:
        self.requests.append(request)
        for output in self._outputs:
            if isinstance(output, Proposal) and self._by_scope and request.scope is not None:
                place = output.edit.span
                if not any(span.overlaps(place) for span in request.scope):
                    continue
            await asyncio.sleep(0)
            yield output
        if self._fails:
            raise ReviserError(verbatim("It is gone."))


def named(name: str, *edits: tuple[str, str]) -> Named:
    return Named(name, [proposal(before, after) for before, after in edits])


def candidates(*revisers: Reviser) -> list[CandidateReviser]:
    return [CandidateReviser(reviser) for reviser in revisers]


def test_a_vote_takes_what_more_than_half_propose_and_each_proposal_keeps_who_made_it() -> None:
    revisers = candidates(
        named("one", ("teh", "the"), ("were", "is")),
        named("two", ("teh", "the"), ("were", "was")),
        named("three", ("were", "was"), ("Nobody", "No one")),
    )
    heard = hear(CandidateSelection(revisers, VoteChooser(), "ensemble"), Request(TEXT))
    assert heard.pairs == [("teh", "the"), ("were", "was")]
    assert [each.reviser for each in heard.proposals] == ["queued", "queued"]
    assert [round(each.confidence, 2) for each in heard.proposals] == [0.67, 0.67]
    assert heard.unusable == {"a place that is better left as it is": 1}


def test_the_real_model_chooses_what_reads_best_and_leaves_what_was_right() -> None:
    text = "The list of the questions were sent to every teacher. She gave me some good advice.\n"

    def says(name: str, *edits: tuple[str, str]) -> Named:
        return Named(name, [proposal(before, after, text=text) for before, after in edits])

    revisers = candidates(says("one", ("were", "are"), ("advice", "advices")), says("two", ("were", "was")))
    scorer = ModelScorer(real_model, ThreadEngine())
    heard = hear(CandidateSelection(revisers, ScoreChooser(scorer), "ensemble"), Request(text))
    assert heard.pairs == [("were", "was")]
    assert heard.unusable == {"a place that is better left as it is": 1}


def test_the_embedded_reviser_and_a_chat_model_propose_and_each_is_named_in_what_is_chosen() -> None:
    text = "The cat sat on teh mat. It was there because it likes it very much, that it does.\n"
    wire = QueuedWire(listed(edit(2, "It was there because", "It stayed, for")), verdicts((1, "1"), (2, "1")))
    model = chat(wire)
    embedded = build(["consistency", "plain"])
    parts = StrategyParts(CandidateReviser(embedded, by_scope=False), (CandidateReviser(model),), critic=model)
    heard = hear(strategy_named("ensemble").make(parts), Request(text))
    embedded.close()
    assert {each.reviser for each in heard.proposals if each.edit.before == "teh"} == {"embedded"}
    assert {each.reviser for each in heard.proposals if each.edit.start > 20} == {"test:m"}
    check(text, [each.edit for each in heard.proposals])


def test_only_what_is_doubted_goes_to_the_others() -> None:
    first = named("one", ("teh", "the"), ("were", "is"))
    second = named("two", ("teh", "their"), ("were", "was"), ("Nobody", "No one"))
    wire = QueuedWire(verdicts((1, "keep"), (2, "change")), verdicts((1, "2")))
    chooser = ChatChooser(chat(wire))
    heard = hear(CandidateSelection(candidates(first, second), chooser, "screws", resampling=True), Request(TEXT))
    assert heard.pairs == [("teh", "the"), ("were", "was")]
    assert [request.scope for request in second.requests] == [(Span(24, 45),)], "the second sentence alone"
    assert [exchange.purpose for exchange in heard.exchanges] == ["criticise", "choose"]
    asked = wire.asks[1].messages[-1].text
    assert "1: It >>>is<<< happy there." in asked
    assert "2: It >>>was<<< happy there." in asked


def test_where_nothing_is_doubted_the_others_are_not_asked_nor_anything_chosen() -> None:
    first, second = named("one", ("teh", "the")), named("two", ("were", "was"))
    wire = QueuedWire(verdicts((1, "keep")))
    chooser = ChatChooser(chat(wire))
    heard = hear(CandidateSelection(candidates(first, second), chooser, "screws", resampling=True), Request(TEXT))
    assert heard.pairs == [("teh", "the")]
    assert heard.proposals[0].confidence == 0.5, "its own"
    assert second.requests == []
    assert len(wire.asks) == 1


def test_the_real_model_doubts_what_makes_a_sentence_worse() -> None:
    first, second = named("one", ("teh", "the"), ("were", "am")), named("two", ("were", "was"))
    chooser = ScoreChooser(ModelScorer(real_model, ThreadEngine()))
    heard = hear(CandidateSelection(candidates(first, second), chooser, "screws", resampling=True), Request(TEXT))
    assert heard.pairs == [("teh", "the"), ("were", "was")]
    assert len(second.requests) == 1


def test_who_reads_everything_is_asked_once_and_all_that_it_finds_is_chosen_from() -> None:
    found = [
        Proposal(Edit(at, "are", "is"), Intent.FLUENCY, "queued", "r", "because")
        for at in range(len(LONG))
        if LONG.startswith("are", at)
    ]
    remark = Remark(Span(0, 8), "Long.", "queued", "r")
    reader = Named("reader", [*found, remark, ReadProgress(1, 2)], by_scope=False)
    scoped = Named("scoped", found)
    revisers = [CandidateReviser(reader, by_scope=False), CandidateReviser(scoped)]
    heard = hear(CandidateSelection(revisers, VoteChooser(), "ensemble"), Request(LONG))
    assert len(heard.proposals) == len(found) == 100
    assert len(reader.requests) == 1
    assert len(scoped.requests) == 3
    assert heard.outputs.count(remark) == 1
    done = [progress.done for progress in heard.progress]
    assert done == sorted(done)
    assert heard.progress[-1].done == heard.progress[-1].total


def test_what_is_decided_together_all_over_the_text_is_not_put_to_a_choice_place_by_place() -> None:
    places = [at for at in range(len(LONG)) if LONG.startswith("are", at)]
    group = [
        Proposal(Edit(at, "are", "is"), Intent.STYLE, "queued", "r", "all of them", group="together") for at in places
    ]
    reader = CandidateReviser(Named("reader", group, by_scope=False), by_scope=False)
    one = Proposal(Edit(places[3], "are", "were"), Intent.FLUENCY, "queued", "r", "one")
    heard = hear(CandidateSelection([reader, *candidates(Named("o", [one]))], VoteChooser(), "ensemble"), Request(LONG))
    assert {each.edit.after for each in heard.proposals} == {"is"}
    assert len({each.group for each in heard.proposals}) == 1
    check(LONG, [each.edit for each in heard.proposals])


def test_a_candidate_that_fails_does_not_take_the_others_with_it() -> None:
    revisers = candidates(named("one", ("teh", "the")), Named("two", [proposal("teh", "the")], fails=True))
    heard = hear(CandidateSelection(revisers, VoteChooser(), "ensemble"), Request(TEXT))
    assert heard.pairs == [("teh", "the")]
    assert str(heard.error) == "It is gone."


def test_where_who_chooses_fails_it_is_left_to_the_most_and_said() -> None:
    wire = QueuedWire([ServerError(verbatim("The server is gone."))])
    revisers = candidates(named("one", ("teh", "the")), named("two", ("teh", "the"), ("were", "was")))
    heard = hear(CandidateSelection(revisers, ChatChooser(chat(wire)), "ensemble"), Request(TEXT))
    assert heard.pairs == [("teh", "the")]
    assert str(heard.error) == "The server is gone."


def test_without_the_model_nothing_is_proposed_and_the_round_says_what_to_do() -> None:
    scorer = ModelScorer(lambda: None, ThreadEngine())
    chooser = ScoreChooser(scorer)
    heard = hear(CandidateSelection(candidates(named("one", ("teh", "the"))), chooser, "ensemble"), Request(TEXT))
    assert heard.pairs == []
    assert "reviser models get" in str(heard.error)


class _Unending:
    """A scorer whose answer never comes."""

    name = "unending"

    def __init__(self) -> None:
        self.asked = asyncio.Event()

    def check(self) -> None:
        """It is there."""

    async def scores(self, passages: Sequence[PassageWordings]) -> list[tuple[WordingScore, ...]]:
        del passages
        self.asked.set()
        await asyncio.Event().wait()
        raise AssertionError


@pytest.mark.parametrize("resampling", [True, False])
def test_a_round_that_is_cancelled_while_it_is_chosen_keeps_what_had_arrived_once(resampling: bool) -> None:
    late: list[Output] = []
    revisers = candidates(named("one", ("teh", "the"), ("were", "was")), named("two", ("were", "was")))

    async def cut_off() -> None:
        scorer = _Unending()
        strategy = CandidateSelection(revisers, ScoreChooser(scorer), "screws", resampling=resampling)

        async def read() -> None:
            async for _ in strategy.revise(Request(TEXT, late=late.append)):
                pass

        task = asyncio.create_task(read())
        await scorer.asked.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(cut_off())
    kept = [output for output in late if isinstance(output, Proposal)]
    assert [(each.edit.before, each.edit.after) for each in kept] == [("teh", "the"), ("were", "was")]


EDITS = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 1), st.integers(0, 6), st.sampled_from(["", "x", "the", " a ", "was"])),
    max_size=5,
)


def _disjoint(found: Sequence[tuple[int, int, str]]) -> list[Output]:
    end, kept = -1, list[Output]()
    for start, length, after in sorted(found):
        before = TEXT[start : start + length]
        if start > end and before != after:
            kept.append(Proposal(Edit(start, before, after), Intent.OTHER, "q", "r", "why"))
            end = start + length
    return kept


@given(st.lists(EDITS, min_size=1, max_size=3), st.booleans(), st.sets(st.integers(0, 2)))
def test_whatever_is_proposed_what_is_chosen_never_overlaps(
    every: list[list[tuple[int, int, str]]], resampling: bool, whole: set[int]
) -> None:
    revisers = [
        CandidateReviser(QueuedReviser([_disjoint(edits)]), by_scope=index not in whole)
        for index, edits in enumerate(every)
    ]
    heard = hear(CandidateSelection(revisers, VoteChooser(), "ensemble", resampling=resampling), Request(TEXT))
    assert heard.error is None
    check(TEXT, [each.edit for each in heard.proposals])
