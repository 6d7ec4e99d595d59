"""Makes the reviser that a person has chosen: the embedded one, a checkpoint, a plug-in, or a chat model on one of
their servers, asked by a strategy."""

import json
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from reviser.core.exchange import Exchange
from reviser.core.pairwise import ShownPair
from reviser.errors import UsageError, UserError
from reviser.messages import message, verbatim
from reviser.revisers.base import Output, Request, Reviser
from reviser.revisers.checkpoints.folder import look
from reviser.revisers.checkpoints.kinds import Checkpoint, kind_named
from reviser.revisers.net.wire import Asking, Server
from reviser.revisers.pairwise_judge import PairwiseJudge
from reviser.revisers.scoring import PassageScorer
from reviser.revisers.strategies.table import DIRECT, MODEL, VOTE, JudgeKind, Strategy, strategy_named
from reviser.services.models.checkpoints import CHECKPOINT, Checkpoints
from reviser.services.rounds.cost import (
    Bill,
    Capped,
    CappedJudge,
    CeilingError,
    Estimate,
    Plan,
    bill,
    characters_asked,
    characters_shown,
    estimate,
    reason_not_to_start,
    reason_to_end,
)
from reviser.services.rounds.plugin_revisers import PLUGIN, find_plugin, make_reviser
from reviser.services.servers import prices, servers
from reviser.services.servers.secrets import Secrets
from reviser.services.servers.server_key import Connect, KeyedWire
from reviser.services.servers.servers import is_local

if TYPE_CHECKING:
    from reviser.revisers.chat import Chat, Prompts
    from reviser.revisers.chat.abilities import Abilities
    from reviser.services.servers.model_abilities import KeptAbilities

EMBEDDED = "embedded"
SETTINGS = 400  # code points: about what a request has beside its messages and the schema
EXAMPLES = 2_000  # code points: about what eight decisions and their sentences take in a request
CHARACTERS_PER_TOKEN = 4
_SENTENCES = 80  # of one request: as many as fit with usual ones


@dataclass(frozen=True, slots=True)
class ReviserChoice:
    """The person's choice. `name` is NAME or NAME:MODEL, "" for the reviser that new documents begin with. `source` is
    a text that the document must stay true to. `others` are the names of revisers that propose too. `judge` is a chat
    model's name, “model”, “vote”, or "" for the chat model that proposes."""

    name: str = ""
    strategy: str = DIRECT
    source: str = ""
    others: tuple[str, ...] = ()
    judge: str = ""

    @property
    def recorded_strategy(self) -> str:
        """The strategy for the history and reports, with the other proposers and the judge."""
        team = [f"with {', '.join(self.others)}"] if self.others else []
        team += [f"judged by {self.judge}"] if self.judge else []
        return f"{self.strategy} ({'; '.join(team)})" if team else self.strategy

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all revisers and judges to which a text may be sent."""
        return (self.name, *self.others, *([self.judge] if self.judge not in {"", MODEL, VOTE} else []))

    def uses_language_model(self, name: str) -> bool:
        """Whether the language model is used. `name` is the name of the first reviser."""
        return EMBEDDED in {name, *self.others} or self.judge == MODEL


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of the person's own files."""

    servers: Path
    prices: Path
    prompts: Path
    checkpoints: Path


class ReviserFactory:
    """Makes the reviser of a choice. The revisers of one run share what is known about their servers."""

    def __init__(
        self,
        folder: Folder,
        embedded: Callable[[tuple[str, ...]], Reviser],
        secrets: Secrets,
        connect: Connect,
        clock: Callable[[], float],
        scorer: Callable[[], PassageScorer],
    ) -> None:
        """`embedded` makes the embedded reviser with these layers. `clock` returns seconds and never goes back.
        `scorer` makes the language model's scorer of wordings."""
        self._folder = folder
        self._secrets = secrets
        self._connect = connect
        self._clock = clock
        self._embedded = lru_cache(maxsize=4)(embedded)
        self._wire = lru_cache(maxsize=16)(self._keyed)
        self._scorer = lru_cache(maxsize=1)(scorer)
        self._loading = threading.Lock()  # held while a checkpoint is loaded
        self._checkpoint_revisers: dict[Checkpoint, Reviser] = {}  # of the last choice: their weights fill the memory
        self._past: dict[Server, list[Exchange]] = {}  # of this run
        self._abilities: KeptAbilities | None = None

    def check(self, reviser_choice: ReviserChoice) -> None:
        """Raises UsageError if the parts of the choice do not fit together, and UserError if a server or the language
        model is not set up."""
        strategy = strategy_named(reviser_choice.strategy)
        are_chats = [self._is_chat(name) for name in (reviser_choice.name, *reviser_choice.others)]
        if reviser_choice.source and not any(are_chats):
            raise UsageError(message("A source is for chat models: name one with --reviser."))
        if strategy.needs_chat and not are_chats[0]:
            raise UsageError(
                message("The strategy {name} asks a chat model: name one with --reviser.", name=strategy.name)
            )
        if strategy.needs_source and not reviser_choice.source.strip():
            raise UsageError(
                message("The strategy {name} needs a source text: name it with --source.", name=strategy.name)
            )
        if reviser_choice.others and not strategy.takes_others:
            raise UsageError(
                message(
                    "In the strategy {name} one reviser proposes: --with is for ensemble and screws.",
                    name=strategy.name,
                )
            )
        names = [self.name(ReviserChoice(name)) for name in (reviser_choice.name, *reviser_choice.others)]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise UsageError(message("{name} would propose twice: name another reviser with --with.", name=twice))
        self._check_judge(reviser_choice, strategy, proposes=are_chats[0])

    def _check_judge(self, reviser_choice: ReviserChoice, strategy: Strategy, *, proposes: bool) -> None:
        """Raises UsageError if the judge does not fit the strategy. `proposes`: whether a chat model proposes first,
        which then judges by default."""
        judge = reviser_choice.judge
        if not strategy.judges:
            if judge:
                raise UsageError(
                    message("In the strategy {name} nobody judges: leave out --judge.", name=strategy.name)
                )
            return
        if not judge and not proposes:
            raise UsageError(
                message(
                    "The strategy {name} needs somebody who judges: name a chat model with --judge.", name=strategy.name
                )
                if strategy.judges == {JudgeKind.CHAT}
                else message(
                    "The strategy {name} needs somebody who judges: name a chat model, “model” or “vote” with --judge.",
                    name=strategy.name,
                )
            )
        if judge == VOTE and strategy.takes_others and not reviser_choice.others:
            raise UsageError(message("A vote is among several revisers: name another with --with."))
        if judge in {MODEL, VOTE}:
            if JudgeKind(judge) not in strategy.judges:
                raise UsageError(
                    message(
                        "In the strategy {name} “{judge}” cannot judge: name a chat model with --judge.",
                        name=strategy.name,
                        judge=judge,
                    )
                )
            if judge == MODEL:
                self._scorer().check()
        elif judge and not self._is_chat(judge):
            raise UsageError(
                message("{judge} proposes and does not judge: name a chat model with --judge.", judge=judge)
            )

    def _is_chat(self, name: str) -> bool:
        """Whether the name is that of a chat model. Raises UsageError or UserError if nothing has this name."""
        return self._server_asked(name) is not None

    def name(self, reviser_choice: ReviserChoice) -> str:
        """The name of the first reviser: NAME, NAME:MODEL, checkpoint:NAME or plugin:NAME."""
        name = reviser_choice.name
        if self._checkpoint(name) is not None or find_plugin(name) is not None:
            return name
        server = self._server(name)
        return EMBEDDED if server is None else f"{server.name}:{server.model}" if server.model else server.name

    def make(
        self, reviser_choice: ReviserChoice, layers: tuple[str, ...], document: tuple[Exchange, ...] = ()
    ) -> Reviser:
        """The reviser. No request is sent yet. `document` are the earlier requests for the document, which count
        towards its ceiling. Raises UserError if it cannot be made, and LeavesError if the person must first be asked
        whether texts may be sent there."""
        checkpoints = [self._checkpoint(name) for name in (reviser_choice.name, *reviser_choice.others)]
        self._checkpoint_revisers = {
            each: self._checkpoint_revisers.get(each) or _checkpoint_reviser(each, self._loading)
            for each in checkpoints
            if each
        }
        strategy = strategy_named(reviser_choice.strategy)
        # Where a document's settings name a strategy for chat models, and the usual reviser is none any more.
        is_direct = strategy.needs_chat or (strategy.judges and not reviser_choice.judge) or strategy.name == DIRECT
        if is_direct and self._server_asked(reviser_choice.name) is None:
            return self._local(reviser_choice.name, layers)
        reviser = self._by_strategy(reviser_choice, layers, document)
        return Sourced(reviser, reviser_choice.source) if reviser_choice.source else reviser

    def _by_strategy(
        self, reviser_choice: ReviserChoice, layers: tuple[str, ...], document: tuple[Exchange, ...]
    ) -> Reviser:
        # Here, not above: it loads after the first paint.
        from reviser.revisers.chat import Prompts
        from reviser.revisers.strategies.parts import CandidateReviser, StrategyParts

        strategy = strategy_named(reviser_choice.strategy)
        prompts = Prompts.load(self._folder.prompts)
        passes: dict[Server, int] = {}

        def chat(name: str, times: int) -> "Chat | None":
            """The chat model of this name, which is asked about the text `times` times."""
            server = self._server_asked(name)
            if server is None:
                return None
            servers.check_leaves(server)
            passes[server] = passes.get(server, 0) + times
            return self._chat(server, prompts)

        def candidate(name: str, times: int) -> CandidateReviser:
            model = chat(name, times)
            if model is not None:
                return CandidateReviser(model)
            return CandidateReviser(self._local(name, layers), by_scope=self._checkpoint(name) is not None)

        proposer = candidate(reviser_choice.name, strategy.passes)
        others = tuple(candidate(name, 1) for name in reviser_choice.others)
        critic, scorer, judge = None, None, reviser_choice.judge
        if strategy.judges:
            critic = None if judge in {MODEL, VOTE} else chat(judge or reviser_choice.name, strategy.judging)
            scorer = self._scorer() if judge == MODEL else None
        reviser = strategy.make(StrategyParts(proposer, others, critic, scorer))
        for server, times in passes.items():
            reviser = self._capped(reviser, server, prompts, times, document)
        return reviser

    def _local(self, name: str, layers: tuple[str, ...]) -> Reviser:
        """The embedded reviser, a checkpoint or a plug-in."""
        plugin = find_plugin(name)
        if plugin is not None:
            return make_reviser(plugin)
        checkpoint = self._checkpoint(name)
        return self._embedded(layers) if checkpoint is None else self._checkpoint_revisers[checkpoint]

    def _server_asked(self, name: str) -> Server | None:
        """The server of a chat model's name; None if the name is that of another reviser."""
        is_local = self._checkpoint(name) is not None or find_plugin(name) is not None
        return None if is_local else self._server(name)

    def make_judge(self, name: str, criterion: str = "") -> PairwiseJudge:
        """A chat model, NAME or NAME:MODEL, as a judge of pairs by `criterion` ("" for the usual one). Raises
        UsageError if the model cannot judge, and LeavesError if the person must first be asked whether texts may be
        sent there."""
        # Here, not above: it loads after the first paint.
        from reviser.revisers.chat import Prompts
        from reviser.revisers.chat.abilities import Remembered
        from reviser.revisers.chat.pairwise import DEFAULT_CRITERION, ChatPairwiseJudge

        if name.partition(":")[0] in {"", EMBEDDED, CHECKPOINT, PLUGIN}:
            raise UsageError(
                message("Only a chat model or the language model can judge: name one of your servers, or model.")
            )
        server = servers.load(self._folder.servers).find_with_model(name)
        servers.check_leaves(server)
        server = replace(server, asking=Asking.LIST)
        past = self._past.setdefault(server, [])
        before = len(past)
        # What it can is found out anew: lists of edits are one thing, verdicts another.
        chat = self._bare_chat(server, Prompts.load(self._folder.prompts), Remembered())
        judge = ChatPairwiseJudge(chat, criterion or DEFAULT_CRITERION, past.append)

        def check(batches: Sequence[Sequence[ShownPair]]) -> None:
            characters = characters_shown(batches)
            plan = Plan(judge.overhead(), max(1, characters // max(1, len(batches))))
            self._check_size(server, estimate(characters, plan, past), past, ())

        return CappedJudge(judge, check, lambda: self._watch_cost(server, tuple(past[before:]), tuple(past[before:])))

    def spent(self) -> tuple[Bill, str]:
        """The cost of the requests of this run, and the currency. Raises PriceError if the table of prices is
        damaged."""
        table = prices.load(self._folder.prices)
        local = {server.name for server in self._past if is_local(server.address)}
        return bill(chain.from_iterable(self._past.values()), table, local.__contains__), table.currency

    def _checkpoint(self, asked: str) -> Checkpoint | None:
        """The checkpoint that `checkpoint:NAME` names; None for another name. Raises UsageError if there is none, and
        ReviserError if its folder can no longer be used."""
        prefix, _, name = asked.partition(":")
        if prefix != CHECKPOINT:
            return None
        found = Checkpoints(self._folder.checkpoints).find(name)
        look(found.folder)
        return found

    def _server(self, asked: str) -> Server | None:
        """The server that a name means; None for the embedded reviser."""
        stored = servers.load(self._folder.servers)
        if stored.trouble and asked.partition(":")[0] not in {EMBEDDED, *stored.names}:
            raise UserError(verbatim(stored.trouble))
        name = asked or stored.default
        return None if name in {"", EMBEDDED} else stored.find_with_model(name)

    def _keyed(self, server: Server) -> KeyedWire:
        return KeyedWire(server, self._secrets, self._connect)

    def _bare_chat(self, server: Server, prompts: "Prompts", abilities: "Abilities") -> "Chat":
        """The chat model without a strategy. It is made anew for each round, because the person may have changed a
        prompt."""
        # Here, not above: it loads after the first paint.
        from reviser.revisers.chat import Chat

        return Chat(self._wire(server), server, prompts, abilities, self._clock)

    def _chat(self, server: Server, prompts: "Prompts") -> "Chat":
        from reviser.services.servers.model_abilities import KeptAbilities

        if self._abilities is None:
            self._abilities = KeptAbilities(self._folder.servers.with_name("abilities.json"))
        return self._bare_chat(server, prompts, self._abilities)

    def _capped(
        self, reviser: Reviser, server: Server, prompts: "Prompts", passes: int, document: tuple[Exchange, ...]
    ) -> Reviser:
        """The reviser within the ceiling for its requests to `server`, to which the whole text is sent `passes`
        times."""
        from reviser.revisers.chat import TokenLimits

        section = TokenLimits().section * CHARACTERS_PER_TOKEN
        plan = Plan(_overhead(prompts) + EXAMPLES, section, passes)
        past = self._past.setdefault(server, [])
        return Capped(
            reviser,
            lambda request, past: self._check_cost(server, plan, request, past, document),
            past,
            lambda here: self._watch_cost(server, here, document),
            counts=lambda exchange: (
                exchange.server == server.name and exchange.model == (server.model or exchange.model)
            ),
        )

    def _check_cost(
        self, server: Server, plan: Plan, request: Request, past: tuple[Exchange, ...], document: tuple[Exchange, ...]
    ) -> None:
        """Raises CeilingError if the round would cost more than the person allows. The size of the round is estimated
        from `past`, this run's requests to the server, and from those of the document."""
        known = [*past, *(each for each in document if each.server == server.name and each not in past)]
        self._check_size(server, estimate(characters_asked(request), plan, known), known, document)

    def _check_size(
        self, server: Server, size: Estimate, known: Sequence[Exchange], document: tuple[Exchange, ...]
    ) -> None:
        """Raises CeilingError if a round of this size would cost more than the person allows. `known` are requests to
        the server, which show its model if the server has none set."""
        table = prices.load(self._folder.prices)
        free = is_local(server.address)
        spent = bill(document, table, self._free_servers().__contains__)
        model = server.model or (known[-1].model if known else "")
        said = reason_not_to_start(size, server.name, model, table, spent, free=free)
        if said:
            raise CeilingError(verbatim(said))

    def _watch_cost(self, server: Server, here: tuple[Exchange, ...], document: tuple[Exchange, ...]) -> None:
        """Raises CeilingError if the running round has already cost more than the person allows, because an estimate
        can be wrong."""
        table = prices.load(self._folder.prices)
        if is_local(server.address) or (table.ceiling.round is None and table.ceiling.document is None):
            return
        local = self._free_servers().__contains__
        said = reason_to_end(bill(here, table, local), bill(document, table, local), table)
        if said:
            raise CeilingError(verbatim(said))

    def _free_servers(self) -> set[str]:
        """The names of the servers that cost nothing."""
        return {each.name for each in servers.load(self._folder.servers).all if is_local(each.address)}


def _checkpoint_reviser(checkpoint: Checkpoint, loading: threading.Lock) -> Reviser:
    # Here, not above: what places a model's answers loads after the first paint.
    from reviser.revisers.checkpoints.reviser import CheckpointReviser

    return CheckpointReviser(
        f"{CHECKPOINT}:{checkpoint.name}",
        lambda: kind_named(checkpoint.kind).load(checkpoint),
        loading,
        ", ".join(checkpoint.origins.values()) or checkpoint.folder.name,
        sum(look(path).memory for path in (checkpoint.folder, *checkpoint.parts.values())),
    )


class Sourced:
    """A reviser whose requests also have a source text."""

    def __init__(self, reviser: Reviser, source: str) -> None:
        self._reviser = reviser
        self._source = source

    @property
    def name(self) -> str:
        return self._reviser.name

    async def revise(self, request: Request) -> AsyncIterator[Output]:
        outputs = self._reviser.revise(replace(request, brief=replace(request.brief, source=self._source)))
        try:
            async for output in outputs:
                yield output
        finally:
            if isinstance(outputs, AsyncGenerator):
                await outputs.aclose()


def _overhead(prompts: "Prompts") -> int:
    """The code points of a request besides the text."""
    from reviser.revisers.chat.schema import edits

    # The schema goes with the messages, and in them for servers that do not know it.
    form = json.dumps(edits(range(_SENTENCES)))
    return len(prompts.text("system")) + len(prompts.text("propose")) + 2 * len(form) + SETTINGS
