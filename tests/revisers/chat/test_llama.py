"""Rounds against a real server with a model of 135 million parameters, which is bad at lists: nothing that it says gets
into the text but edits that fit, and it is asked sentence by sentence before long.
"""

import asyncio
import time
from collections.abc import Iterator

import pytest

from reviser.core.edit import apply, check
from reviser.core.exchange import Exchange
from reviser.core.pairwise import Pair, PairOutcome
from reviser.errors import ReviserError
from reviser.revisers.base import Request
from reviser.revisers.chat import Chat, TokenLimits
from reviser.revisers.chat.abilities import AskingMode, Remembered
from reviser.revisers.chat.answer_facts import CutOffError
from reviser.revisers.chat.pairwise import DEFAULT_CRITERION, ChatPairwiseJudge
from reviser.revisers.embedded import build
from reviser.revisers.net.http import connect
from reviser.revisers.net.wire import Api, Asking, Server
from reviser.revisers.strategies.parts import CandidateReviser, StrategyParts
from reviser.revisers.strategies.table import strategy_named
from reviser.services.datasets.judging import judge_pairs, outcome
from tests.revisers.chat.desk import PROMPTS, Heard, hear
from tests.revisers.llama import MODEL, Llama, llama

TEXT = "She go to the school every day. The weather was nice. He have two cat.\n"
apis = pytest.mark.parametrize("api", [Api.OPENAI, Api.ANTHROPIC])
# One server serves all of these: in one process.
pytestmark = [pytest.mark.timeout(600), pytest.mark.xdist_group("llama-rounds")]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Llama]:
    with llama(tmp_path_factory.mktemp("llama"), context=8192) as server:
        yield server


def round_(running: Llama, api: Api, abilities: Remembered) -> Heard:
    heard = Heard()
    server = Server("llama", api, running.address, model=MODEL, context=running.context)
    wire = connect(server, running.key)
    reviser = Chat(wire, server, PROMPTS, abilities, time.monotonic, limits=TokenLimits(answer=120))

    async def listen() -> None:
        try:
            async for output in reviser.revise(Request(TEXT)):
                heard.outputs.append(output)
        except ReviserError as error:
            heard.error = error

    asyncio.run(listen())
    check(TEXT, [proposal.edit for proposal in heard.proposals])
    assert heard.progress[-1].done == heard.progress[-1].total
    assert all(exchange.tokens_in for exchange in heard.exchanges if exchange.ended == "stop")
    return heard


@pytest.mark.parametrize("api", [Api.OPENAI, pytest.param(Api.ANTHROPIC, marks=pytest.mark.long)])
def test_a_round_ends_well_whatever_it_says(running: Llama, api: Api) -> None:
    abilities = Remembered()
    heard = round_(running, api, abilities)
    assert heard.error is None
    assert {exchange.ended for exchange in heard.exchanges} <= {"stop", "length", "cancelled"}
    # In one round, of one section, it has come down to what the model can do; or it could do what was asked.
    assert heard.proposals or set(abilities.modes.values()) == {AskingMode.SENTENCES}


@apis
def test_sentence_by_sentence_it_is_of_use(running: Llama, api: Api) -> None:
    key = f"{running.address} {MODEL}"
    heard = round_(running, api, Remembered({key: AskingMode.SENTENCES}))
    assert heard.error is None
    assert heard.proposals
    result = apply(TEXT, [proposal.edit for proposal in heard.proposals])
    assert "The weather was nice." in result


@pytest.mark.long
@pytest.mark.parametrize("strategy", ["screws", "anneal"])
def test_a_strategy_ends_well_whatever_it_says(running: Llama, strategy: str) -> None:
    """So small a model may say so much in the schema that it is cut off, and none of it is of use."""
    text = "He have two cat.\n"
    server = Server("llama", Api.OPENAI, running.address, model=MODEL, context=running.context, asking=Asking.LIST)
    wire = connect(server, running.key)
    model = Chat(wire, server, PROMPTS, Remembered(), time.monotonic, limits=TokenLimits(answer=300))
    embedded = build(["consistency"])
    first = CandidateReviser(model) if strategy == "anneal" else CandidateReviser(embedded, by_scope=False)
    others = (CandidateReviser(model),) if strategy == "screws" else ()
    heard = hear(strategy_named(strategy).make(StrategyParts(first, others, critic=model)), Request(text))
    embedded.close()
    assert heard.error is None or isinstance(heard.error, CutOffError)
    check(text, [proposal.edit for proposal in heard.proposals])
    assert heard.exchanges
    assert {exchange.ended for exchange in heard.exchanges} <= {"stop", "length", "cancelled"}


@pytest.mark.long
def test_as_a_judge_it_answers_in_the_form_that_is_asked_for(running: Llama) -> None:
    """What so small a model prefers is of no use; but the server keeps its answer to the schema, so that there is a
    verdict on each pair in each order."""
    pairs = [Pair("She goes to school.", "She go to school."), Pair("It is fine.", "It are fine.", "It be fine.")]
    lists = Asking.LIST
    server = Server("llama", Api.OPENAI, running.address, model=MODEL, context=running.context, asking=lists)
    exchanges: list[Exchange] = []
    chat = Chat(connect(server, running.key), server, PROMPTS, Remembered(), time.monotonic)
    judge = ChatPairwiseJudge(chat, DEFAULT_CRITERION, exchanges.append)
    found = asyncio.run(judge_pairs(judge, pairs, {}))
    assert found.keys() == {pair.shown(a_first=first).key for pair in pairs for first in (True, False)}
    assert {exchange.ended for exchange in exchanges} == {"stop"}
    assert {outcome(pair, found) for pair in pairs} <= set(PairOutcome) - {PairOutcome.UNJUDGED}
