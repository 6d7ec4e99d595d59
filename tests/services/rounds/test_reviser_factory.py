import asyncio
import json
import weakref
from dataclasses import replace
from pathlib import Path

import pytest

from reviser.core.edit import Edit, Intent, Proposal
from reviser.core.exchange import Exchange
from reviser.core.pairwise import Choice, PairVerdict, ShownPair
from reviser.errors import UsageError, UserError
from reviser.revisers.base import Output, Request, Reviser
from reviser.revisers.checkpoints.kinds import Checkpoint
from reviser.revisers.lm.engine import ThreadEngine
from reviser.revisers.lm.model_file import find
from reviser.revisers.lm.passage_scores import ModelScorer
from reviser.revisers.net.wire import Api, Asking, Model, Server, Wire
from reviser.revisers.strategies.table import STRATEGIES
from reviser.services.models.checkpoints import Checkpoints
from reviser.services.rounds.cost import CeilingError
from reviser.services.rounds.reviser_factory import EMBEDDED, Folder, ReviserChoice, ReviserFactory
from reviser.services.servers import servers
from reviser.services.servers.secrets import KeyLookup, Secret, Secrets
from reviser.services.servers.servers import LeavesError, Servers
from tests.fakes import QueuedReviser, QueuedWire
from tests.keyrings import MemoryKeyring
from tests.revisers.checkpoints.folders import write_folder

TEXT = "She have a apple. It is red."
EDIT = json.dumps({"edits": [{"sid": 1, "intent": "fluency", "quote": "have", "after": "has", "why": "number"}]})
HOME = Server("home", Api.OPENAI, "http://localhost:8080", model="m")
WORK = Server("work", Api.OPENAI, "https://llm.example.com/v1", key="work", allowed="https://llm.example.com/v1")


class Desk:
    """Revisers over a folder, and one wire for all servers; `connected` are those that were spoken to."""

    def __init__(self, folder: Path, *answers: str) -> None:
        self.folder = Folder(
            *(folder / name for name in ("servers.json", "prices.json", "prompts", "checkpoints.json"))
        )
        servers.save(Servers().added(HOME).added(WORK), self.folder.servers)
        self.wire = QueuedWire(*answers, offered=(Model("only", 8192),))
        self.connected: list[tuple[Server, str]] = []
        self.layers: list[tuple[str, ...]] = []
        self.local = QueuedReviser()
        self.asked: list[Exchange] = []  # for the one document
        self.secrets = Secrets({}, MemoryKeyring)
        self.revisers = ReviserFactory(self.folder, self.embedded, self.secrets, self.connect, lambda: 0.0, self.scorer)

    def connect(self, server: Server, key: KeyLookup) -> Wire:
        self.connected.append((server, key.value))
        return self.wire

    def embedded(self, layers: tuple[str, ...]) -> Reviser:
        self.layers.append(layers)
        return self.local

    def scorer(self) -> ModelScorer:
        return ModelScorer(lambda: find(self.folder.servers.with_name("models")), ThreadEngine())

    def hear(self, reviser_choice: ReviserChoice, request: Request | None = None) -> list[Output]:
        self.revisers.check(reviser_choice)
        reviser = self.revisers.make(reviser_choice, (), tuple(self.asked))

        async def listen() -> list[Output]:
            return [output async for output in reviser.revise(request or Request(TEXT))]

        outputs = asyncio.run(listen())
        self.asked += (output for output in outputs if isinstance(output, Exchange))
        return outputs

    def prices(self, **ceiling: float) -> None:
        price = {"model": "work:*", "in": 10, "out": 10}
        self.folder.prices.write_text(json.dumps({"models": [price], "ceiling": ceiling}))


def test_without_a_choice_it_is_the_embedded_one_until_another_is_the_default(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert desk.revisers.make(ReviserChoice(), ("harper",)).name == "queued"
    assert desk.revisers.make(ReviserChoice(EMBEDDED), ("harper",)).name == "queued"
    assert desk.layers == [("harper",)], "one for each set of layers"
    servers.save(servers.load(desk.folder.servers).chosen("home"), desk.folder.servers)
    assert desk.revisers.make(ReviserChoice(), ()).name == "home:m"
    assert desk.revisers.name(ReviserChoice()) == "home:m"
    assert desk.revisers.name(ReviserChoice(EMBEDDED)) == EMBEDDED
    assert desk.connected == [], "nothing is asked before a round"


def test_a_chat_model_proposes(tmp_path: Path) -> None:
    desk = Desk(tmp_path, EDIT)
    found = [output for output in desk.hear(ReviserChoice("home:other")) if isinstance(output, Proposal)]
    assert [(each.edit.before, each.edit.after, each.reviser) for each in found] == [("have", "has", "home:other")]
    assert desk.connected == [(replace(HOME, model="other"), "")]
    assert desk.wire.asks[0].model == "other"


def test_the_key_goes_to_its_server(tmp_path: Path) -> None:
    desk = Desk(tmp_path, EDIT, EDIT)
    desk.secrets.hold("work", Secret("canary"))
    for _ in range(2):
        heard = desk.hear(ReviserChoice("work"))
        assert "canary" not in repr(heard)
    assert [(server.name, key) for server, key in desk.connected] == [("work", "canary")], "one connection for a run"
    assert {ask.model for ask in desk.wire.asks} == {"only"}


@pytest.mark.parametrize("strategy", [strategy.name for strategy in STRATEGIES])
def test_every_strategy_can_be_chosen_and_says_what_it_asks(tmp_path: Path, strategy: str) -> None:
    nothing = json.dumps({"edits": [], "points": [], "errors": [], "verdicts": []})
    desk = Desk(tmp_path, *[nothing] * 4)
    heard = desk.hear(ReviserChoice("home", strategy, source="She has an apple."))
    exchanges = [output for output in heard if isinstance(output, Exchange)]
    assert exchanges
    assert all(exchange.server == "home" for exchange in exchanges)
    assert "She has an apple." in exchanges[0].sent


@pytest.mark.parametrize(
    "reviser_choice",
    [
        ReviserChoice("nobody"),
        ReviserChoice("home", "telepathy"),
        ReviserChoice("home", "source-anchored"),
        ReviserChoice("home", "source-anchored", " \n"),
        ReviserChoice(EMBEDDED, "pinpoint"),
        ReviserChoice("", "direct", "a source"),
        ReviserChoice("home", "direct", others=(EMBEDDED,)),
        ReviserChoice("home", "direct", judge="home"),
        ReviserChoice(EMBEDDED, "ensemble", others=("home",)),
        ReviserChoice("home", "ensemble", others=("nobody",)),
        ReviserChoice("home", "ensemble", others=("home:m",)),
        ReviserChoice("", "screws", others=(EMBEDDED, EMBEDDED), judge="vote"),
        ReviserChoice(EMBEDDED, "ensemble", judge="vote"),
        ReviserChoice("home", "self-refine", judge="model"),
        ReviserChoice("home", "ensemble", judge=EMBEDDED),
        ReviserChoice("home", "ensemble", judge="nobody"),
    ],
)
def test_what_does_not_go_together_is_wrong_use(tmp_path: Path, reviser_choice: ReviserChoice) -> None:
    with pytest.raises(UsageError):
        Desk(tmp_path).revisers.check(reviser_choice)


def test_a_prompt_that_was_changed_counts_from_the_next_round(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.hear(ReviserChoice("home"))
    desk.folder.prompts.mkdir()
    (desk.folder.prompts / "propose.txt").write_text("BE KIND. $fence $text $schema")
    desk.hear(ReviserChoice("home"))
    assert ["BE KIND" in ask.messages[-1].text for ask in desk.wire.asks] == [False, True]
    (desk.folder.prompts / "propose.txt").write_text("nothing")
    with pytest.raises(UserError, match="propose"):
        desk.hear(ReviserChoice("home"))


def test_a_team_proposes_and_each_server_is_billed_for_what_it_was_asked(tmp_path: Path) -> None:
    desk = Desk(tmp_path, EDIT, EDIT, EDIT)
    desk.prices()
    team = ReviserChoice("home", "ensemble", others=("work:m", EMBEDDED), judge="vote")
    heard = desk.hear(team)
    found = [output for output in heard if isinstance(output, Proposal)]
    assert [(each.edit.after, each.reviser, round(each.confidence, 2)) for each in found] == [("has", "home:m", 0.67)]
    assert sorted(output.server for output in heard if isinstance(output, Exchange)) == ["home", "work"]
    spent, _ = desk.revisers.spent()
    assert spent.requests == 2, "each once"
    assert team.recorded_strategy == "ensemble (with work:m, embedded; judged by vote)"
    assert team.names == ("home", "work:m", EMBEDDED)


def test_a_ceiling_holds_for_everybody_who_is_asked(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.prices(round=0.001)
    for team in (
        ReviserChoice(EMBEDDED, "ensemble", others=("work:m",), judge="vote"),
        ReviserChoice(EMBEDDED, "screws", judge="work:m"),
        ReviserChoice("home", "self-refine", judge="work:m"),
    ):
        with pytest.raises(CeilingError, match="USD that a round may cost"):
            desk.hear(team)
    assert desk.wire.asks == []


def test_who_judges_is_asked_for_too_before_a_text_leaves(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    path = desk.folder.servers
    servers.save(servers.load(path).changed("work", replace(WORK, allowed="")), path)
    for team in (ReviserChoice("home", "self-refine", judge="work"), ReviserChoice("home", "screws", others=("work",))):
        with pytest.raises(LeavesError, match=r"llm\.example\.com"):
            desk.hear(team)


def test_any_reviser_is_criticised_by_a_chat_model(tmp_path: Path) -> None:
    said = json.dumps({"verdicts": [{"number": 1, "choice": "drop", "why": "no"}]})
    desk = Desk(tmp_path, said)
    proposal = Proposal(Edit(4, "have", "has"), Intent.FLUENCY, "queued", "r", "why")
    desk.local = QueuedReviser([[proposal]])
    heard = desk.hear(ReviserChoice(EMBEDDED, "self-refine", judge="home"))
    assert not any(isinstance(output, Proposal) for output in heard)
    assert [output.purpose for output in heard if isinstance(output, Exchange)] == ["criticise"]


def test_where_the_language_model_is_to_judge_and_is_missing_it_is_said_before_the_round(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="reviser models get"):
        Desk(tmp_path).revisers.check(ReviserChoice(EMBEDDED, "ensemble", judge="model"))


def test_a_strategy_for_chat_models_is_left_out_where_the_usual_reviser_is_none_any_more(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for strategy in ("pinpoint", "self-refine", "screws"):
        assert desk.revisers.make(ReviserChoice("", strategy), ()).name == "queued"


def test_a_ceiling_stops_a_round_before_anything_is_sent(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.prices(round=0.001)
    with pytest.raises(CeilingError, match="USD that a round may cost"):
        desk.hear(ReviserChoice("work:m"))
    assert desk.wire.asks == []
    desk.hear(ReviserChoice("home"))  # this machine's own costs nothing
    desk.prices(round=1)
    desk.hear(ReviserChoice("work:m"))
    assert len(desk.wire.asks) == 2


def test_what_a_run_took_is_added_up_over_its_servers(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.prices()
    assert desk.revisers.spent()[0].requests == 0
    desk.hear(ReviserChoice("work:m"))
    desk.hear(ReviserChoice("home"))
    spent, currency = desk.revisers.spent()
    assert (spent.requests, spent.tokens_in, currency) == (2, 200, "USD")
    assert spent.cost > 0
    assert not spent.unpriced, "this machine's own needs no price"


def test_a_ceiling_for_the_document_counts_what_was_asked_for_it_before(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.prices(document=0.0305)
    desk.hear(ReviserChoice("work:m"))
    asked = len(desk.wire.asks)
    with pytest.raises(CeilingError, match="so far, more than"):
        _rounds(desk, 50)
    assert asked < len(desk.wire.asks) < 50
    desk.asked.clear()
    desk.hear(ReviserChoice("work:m"))  # for another document there is room


def _rounds(desk: Desk, count: int) -> None:
    for _ in range(count):
        desk.hear(ReviserChoice("work:m"))


def test_no_text_leaves_this_machine_before_the_person_was_asked_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path, EDIT)
    path = desk.folder.servers
    servers.save(servers.load(path).changed("work", replace(WORK, allowed="")), path)
    with pytest.raises(LeavesError, match=r"would go to llm\.example\.com") as caught:
        desk.hear(ReviserChoice("work"))
    assert (caught.value.server.name, desk.connected) == ("work", [])
    servers.save(servers.load(path).allowing("work"), path)
    assert desk.hear(ReviserChoice("work:other"))
    elsewhere = replace(servers.load(path).find("work"), address="https://elsewhere.example/v1")
    servers.save(servers.load(path).changed("work", elsewhere), path)
    with pytest.raises(LeavesError, match=r"elsewhere\.example"):
        desk.hear(ReviserChoice("work"))


PAIRS = [ShownPair(f"He goes {n} times.", f"He go {n} times.") for n in range(40)]


def judge(desk: Desk, name: str, criterion: str = "") -> dict[ShownPair, PairVerdict]:
    """Two batches of pairs, judged one after the other."""
    made = desk.revisers.make_judge(name, criterion)
    kept: dict[ShownPair, PairVerdict] = {}

    async def run() -> None:
        batches = made.batches(PAIRS)
        made.begin(batches)
        for batch in batches[:2]:
            await made.judge(batch, kept.__setitem__)

    asyncio.run(run())
    return kept


def verdicts() -> str:
    entries = [{"number": number, "why": "", "choice": "1"} for number in range(1, 9)]
    return json.dumps({"verdicts": entries})


def test_a_chat_model_judges_also_one_that_is_asked_sentence_by_sentence(tmp_path: Path) -> None:
    desk = Desk(tmp_path, verdicts(), verdicts())
    path = desk.folder.servers
    servers.save(servers.load(path).changed("home", replace(HOME, asking=Asking.SENTENCE)), path)
    assert {each.choice for each in judge(desk, "home:other", "The shorter one.").values()} == {Choice.FIRST}
    assert desk.wire.asks[0].model == "other"
    assert "The shorter one." in desk.wire.asks[0].messages[0].text
    assert desk.revisers.spent()[0].requests == 2


@pytest.mark.parametrize("name", ["", EMBEDDED, "plugin:parrot", "checkpoint:coedit", "nobody"])
def test_nothing_else_judges(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        Desk(tmp_path).revisers.make_judge(name)


def test_a_comparison_that_would_cost_too_much_does_not_begin_and_one_that_does_ends(tmp_path: Path) -> None:
    desk = Desk(tmp_path, verdicts(), verdicts(), verdicts(), verdicts())
    desk.prices(round=0.001)
    with pytest.raises(CeilingError, match="USD that a round may cost"):
        judge(desk, "work:m")
    assert desk.wire.asks == []
    judge(desk, "home")  # this machine's own costs nothing
    desk.prices(round=0.1)
    made = desk.revisers.make_judge("work:m")
    kept: dict[ShownPair, PairVerdict] = {}

    async def run() -> None:
        made.begin(made.batches(PAIRS))
        await made.judge(PAIRS[:8], kept.__setitem__)
        desk.prices(round=0.0001)  # less than the first request took
        await made.judge(PAIRS[8:16], kept.__setitem__)

    with pytest.raises(CeilingError, match="What had arrived is kept"):
        asyncio.run(run())
    assert len(kept) == 8


def test_no_pair_leaves_this_machine_before_the_person_was_asked(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    path = desk.folder.servers
    servers.save(servers.load(path).changed("work", replace(WORK, allowed="")), path)
    with pytest.raises(LeavesError, match=r"would go to llm\.example\.com"):
        desk.revisers.make_judge("work")


def test_a_checkpoint_s_memory_is_free_once_another_reviser_is_chosen(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for name in ("one", "two"):
        write_folder(tmp_path / name)
        Checkpoints(desk.folder.checkpoints).add(Checkpoint(name, "t5-instruction", tmp_path / name))
    held = [weakref.ref(desk.revisers.make(ReviserChoice(f"checkpoint:{name}"), ())) for name in ("one", "two")]
    assert [each() is None for each in held] == [True, False]
    assert desk.revisers.make(ReviserChoice("checkpoint:two"), ()) is held[1](), "its weights stay for the next round"
    desk.revisers.make(ReviserChoice(EMBEDDED), ())
    assert held[1]() is None
