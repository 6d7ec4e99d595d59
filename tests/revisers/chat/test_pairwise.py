"""A chat model as a judge of pairs: what it is shown, and what becomes of whatever it answers."""

import asyncio
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.exchange import Exchange
from reviser.core.pairwise import Choice, PairVerdict, ShownPair, as_shown
from reviser.messages import verbatim
from reviser.revisers.chat.client import NoListError
from reviser.revisers.chat.pairwise import AT_ONCE, DEFAULT_CRITERION, ROOM, ChatPairwiseJudge, judging_messages
from reviser.revisers.chat.schema import Compared, comparison, comparisons
from reviser.revisers.net.wire import Ask, Asking, Ended, Finish, Part, ServerError, Text, Thought
from tests.fakes import QueuedWire
from tests.revisers.chat.desk import PROMPTS, SERVER, chat, listed, prompts_of

LISTS = replace(SERVER, asking=Asking.LIST)
LISTED = re.compile(r"^P(\d+)\n(?:    source: (.*)\n)?(?:    before: .*\n)?    1: (.*)\n    2: (.*)$", re.MULTILINE)
PAIRS = [ShownPair(f"He goes {n} times.", f"He go {n} times.", f"He go {n} time.") for n in range(20)]


def said(*choices: tuple[int, str]) -> str:
    return listed(*({"number": f"P{n}", "why": "so", "choice": choice} for n, choice in choices), key="verdicts")


class Judging(QueuedWire):
    """A model that says of each pair that it is shown what `judges` says of its texts; None: nothing."""

    def __init__(self, judges: Callable[[str, str], str | None]) -> None:
        super().__init__()
        self._judges = judges

    def answer(self, ask: Ask) -> str:
        shown = LISTED.findall(ask.messages[-1].text)
        found = [(int(number), self._judges(first, second)) for number, _, first, second in shown]
        return said(*((number, choice) for number, choice in found if choice is not None))


def judge(
    wire: QueuedWire, pairs: Sequence[ShownPair], exchanges: list[Exchange] | None = None
) -> dict[ShownPair, PairVerdict]:
    """What is kept of the judgement of all pairs, batch by batch."""
    kept: dict[ShownPair, PairVerdict] = {}
    judge = ChatPairwiseJudge(
        chat(wire, server=LISTS), DEFAULT_CRITERION, ([] if exchanges is None else exchanges).append
    )

    async def run() -> None:
        for batch in judge.batches(pairs):
            await judge.judge(batch, kept.__setitem__)

    asyncio.run(run())
    return kept


def correct(first: str, second: str) -> str:
    return "1" if "goes" in first else "2" if "goes" in second else "0"


def test_several_pairs_go_into_one_request_without_a_name() -> None:
    wire, exchanges = Judging(correct), list[Exchange]()
    kept = judge(wire, PAIRS, exchanges)
    assert len(wire.asks) == 3
    assert [kept[pair].choice for pair in PAIRS] == [Choice.FIRST] * 20
    system, user = (message.text for message in wire.asks[0].messages)
    assert DEFAULT_CRITERION in system
    assert "P8\n    source: He go 7 time.\n    1: He goes 7 times.\n    2: He go 7 times." in user
    assert wire.asks[0].schema == comparisons(8)
    assert {exchange.purpose for exchange in exchanges} == {"judge"}
    assert exchanges[0].prompt == PROMPTS.version("judge")
    assert kept[PAIRS[0]] == PairVerdict(Choice.FIRST, "so", sha256(exchanges[0].sent.encode()).hexdigest())


def test_a_source_is_shown_only_where_there_is_one() -> None:
    wire = Judging(correct)
    judge(wire, [replace(PAIRS[0], source="")])
    assert "source:" not in prompts_of(wire)[0].split("<text-")[1]


def test_what_it_leaves_out_is_asked_again_and_the_rest_is_kept() -> None:
    wire = QueuedWire(said((1, "1"), (3, "2")), said((1, "0")))
    kept = judge(wire, PAIRS[:3])
    assert [kept[pair].choice for pair in PAIRS[:3]] == [Choice.FIRST, Choice.NEITHER, Choice.SECOND]
    assert prompts_of(wire)[1].count("\nP") == 1
    assert "He goes 1 times." in prompts_of(wire)[1]


def test_a_pair_of_which_it_says_nothing_that_can_be_used_has_no_verdict() -> None:
    wire = Judging(lambda first, _: None if " 2 " in first else "both are nice" if " 3 " in first else "2")
    kept = judge(wire, PAIRS[:5])
    assert kept.keys() == {PAIRS[0], PAIRS[1], PAIRS[4]}


@pytest.mark.parametrize(
    ("written", "choice"),
    [("1", "1"), (" 2.", "2"), ("[2]", "2"), ("Version 1", "1"), ("0", "0"), ("12", None), ("both", None), ("3", None)],
)
def test_a_choice_is_read_as_models_write_it(written: str, choice: str | None) -> None:
    found = comparison({"number": "P4", "choice": written, "why": ""})
    assert isinstance(found, Compared)
    assert found.choice == (choice and Choice(choice))


def test_what_is_too_long_or_refused_is_asked_in_halves() -> None:
    refused: list[Part | Exception] = [Text(""), Ended(Finish.REFUSED)]
    cut: list[Part | Exception] = [Text(said((1, "1"))[:-2]), Ended(Finish.LENGTH)]
    wire = QueuedWire(refused, said((1, "1"), (2, "1")), cut, said((1, "2")))
    kept = judge(wire, PAIRS[:4])
    assert [kept[pair].choice.value for pair in PAIRS[:4]] == ["1", "1", "1", "2"]


def test_a_model_that_thinks_first_gets_room_for_that() -> None:
    thought: list[Part | Exception] = [Thought("Hm."), Ended(Finish.LENGTH)]
    wire = QueuedWire(thought, [Thought("Hm."), Text(said((1, "1"))), Ended(Finish.STOP)], said((1, "2")))
    kept = judge(wire, PAIRS[:1])
    assert kept[PAIRS[0]].choice is Choice.FIRST
    rooms = [ask.max_tokens for ask in wire.asks]
    assert rooms == [220, 4096]


def test_a_model_that_does_not_think_gets_no_room_to_ramble() -> None:
    wire = Judging(correct)
    judge(wire, PAIRS)
    assert [ask.max_tokens for ask in wire.asks] == [1060, 1060, 580]


def test_one_pair_that_it_stumbles_over_costs_no_other() -> None:
    class Stumbling(Judging):
        def answer(self, ask: Ask) -> str:
            return "I like them both." if "He goes 9 times" in ask.messages[-1].text else super().answer(ask)

    kept = judge(Stumbling(correct), PAIRS)
    assert kept.keys() == set(PAIRS) - {PAIRS[9]}


def test_a_judge_that_gives_garbage_is_named_in_one_sentence() -> None:
    with pytest.raises(NoListError, match="m does not answer with a readable list: choose another model"):
        judge(QueuedWire(usual="I like them both."), PAIRS[:3])


def test_where_the_server_fails_what_had_arrived_is_kept() -> None:
    gone = ServerError(verbatim("The server is gone."))
    broken: list[Part | Exception] = [Text(said((1, "1"), (2, "2"))[:-2] + ", {"), gone]
    kept: dict[ShownPair, PairVerdict] = {}
    made = ChatPairwiseJudge(chat(QueuedWire(broken), server=LISTS), DEFAULT_CRITERION, lambda _: None)
    with pytest.raises(ServerError, match="The server is gone"):
        asyncio.run(made.judge(PAIRS[:3], kept.__setitem__))
    assert [kept[pair].choice.value for pair in PAIRS[:2]] == ["1", "2"]


def test_what_had_arrived_before_a_cancellation_is_kept() -> None:
    async def run() -> dict[ShownPair, PairVerdict]:
        gate = asyncio.Semaphore(0)
        first = said((1, "1"))
        wire = QueuedWire([Text(first[:-2] + ", {"), Text('"number"')], gate=gate)
        kept: dict[ShownPair, PairVerdict] = {}
        made = ChatPairwiseJudge(chat(wire, server=LISTS), DEFAULT_CRITERION, lambda _: None)
        task = asyncio.create_task(made.judge(PAIRS[:3], kept.__setitem__))
        gate.release()
        for _ in range(50):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return kept

    assert [verdict.choice for verdict in asyncio.run(run()).values()] == [Choice.FIRST]


texts = st.text(st.sampled_from("ab12P:<>/ \n\t\u200b\u2028\0text-7be"), max_size=40)


@given(st.lists(st.builds(ShownPair, texts, texts, texts, texts), min_size=1, max_size=AT_ONCE), texts)
def test_no_text_gets_out_of_its_line_or_its_fence(pairs: list[ShownPair], criterion: str) -> None:
    system, user = (each.text for each in judging_messages(PROMPTS, criterion, pairs, comparisons(len(pairs))))
    mark = re.search(r"^<(text-\w+)>$", user, re.MULTILINE)
    assert mark is not None
    assert user.count(f"</{mark[1]}>") == user.count(f"<{mark[1]}>") == 1
    assert system.count(f"</{mark[1]}-criterion>") == 1
    inside = user.split(f"<{mark[1]}>\n")[1].split(f"\n</{mark[1]}>")[0]
    lines = iter(inside.split("\n"))
    for number, pair in enumerate(pairs, 1):
        assert next(lines) == f"P{number}"
        if pair.source:
            assert next(lines) == f"    source: {as_shown(pair.source)}"
        if pair.before:
            assert next(lines) == f"    before: {as_shown(pair.before)}"
        assert next(lines) == f"    1: {as_shown(pair.first) or '(nothing)'}"
        assert next(lines) == f"    2: {as_shown(pair.second) or '(nothing)'}"
    assert next(lines, None) is None
    json.loads(user.partition("by this schema:\n")[2].splitlines()[0])


@given(st.lists(st.builds(ShownPair, st.text(max_size=9000), st.text(max_size=3000)), max_size=20))
def test_every_pair_is_in_one_batch_and_batches_are_small(pairs: list[ShownPair]) -> None:
    judge = ChatPairwiseJudge(chat(QueuedWire(), server=LISTS), DEFAULT_CRITERION, lambda _: None)
    batches = judge.batches(pairs)
    assert [pair for batch in batches for pair in batch] == pairs
    for batch in batches:
        assert 1 <= len(batch) <= AT_ONCE
        assert len(batch) == 1 or sum(len(as_shown(each.first)) for each in batch) <= ROOM


def test_a_thousand_pairs_take_as_many_requests_as_are_told_before() -> None:
    judge = ChatPairwiseJudge(chat(QueuedWire(), server=LISTS), DEFAULT_CRITERION, lambda _: None)
    assert len(judge.batches(PAIRS * 50)) == 125
    assert judge.overhead() > 1000
    assert judge.name == f"{SERVER.name}:m"
