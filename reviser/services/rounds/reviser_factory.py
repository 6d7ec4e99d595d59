"""Which reviser proposes: the embedded one, or a chat model on one of the person's servers, asked by a strategy."""

import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, cast

from reviser.core.exchange import Exchange
from reviser.core.pairwise import ShownPair
from reviser.errors import UsageError, UserError
from reviser.messages import message, verbatim
from reviser.plugins import REVISERS, Plugin, plugins, unusable
from reviser.revisers.base import Output, Request, Reviser
from reviser.revisers.checkpoints.folder import look
from reviser.revisers.checkpoints.kinds import Checkpoint, kind_named
from reviser.revisers.net.wire import Asking, Server
from reviser.revisers.pairwise_judge import PairwiseJudge
from reviser.revisers.strategies import DIRECT, strategy_named
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
from reviser.services.servers import prices, servers
from reviser.services.servers.secrets import Secrets
from reviser.services.servers.server_key import Connect, KeyedWire
from reviser.services.servers.servers import is_local

if TYPE_CHECKING:
    from reviser.revisers.chat import Chat, Prompts
    from reviser.revisers.chat.abilities import Abilities
    from reviser.services.servers.model_abilities import KeptAbilities

EMBEDDED = "embedded"
PLUGIN = "plugin"  # before the name of a reviser that another package brings: plugin:NAME
SETTINGS = 400  # code points: about what a request has beside its messages and the schema
EXAMPLES = 2_000  # code points: about what eight decisions and their sentences take in a request
CHARACTERS_PER_TOKEN = 4
_SENTENCES = 80  # of one request: as many as fit with usual ones


@dataclass(frozen=True, slots=True)
class ReviserChoice:
    """What the person asked for. `name` is NAME or NAME:MODEL, empty for the one that new documents begin with;
    `source` is a text that the document must stay true to."""

    name: str = ""
    strategy: str = DIRECT
    source: str = ""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the person's own files lie."""

    servers: Path
    prices: Path
    prompts: Path
    checkpoints: Path


class ReviserFactory:
    """Makes the reviser that a choice names. Those of one run share what they found out about their servers."""

    def __init__(
        self,
        folder: Folder,
        embedded: Callable[[tuple[str, ...]], Reviser],
        secrets: Secrets,
        connect: Connect,
        clock: Callable[[], float],
    ) -> None:
        """`embedded` makes the embedded reviser with these layers; `clock` gives seconds that only go forward."""
        self._folder = folder
        self._secrets = secrets
        self._connect = connect
        self._clock = clock
        self._embedded = lru_cache(maxsize=4)(embedded)
        self._wire = lru_cache(maxsize=16)(self._keyed)
        self._of_checkpoint = lru_cache(maxsize=1)(_checkpoint_reviser)  # one: its weights fill the memory
        self._past: dict[Server, list[Exchange]] = {}  # of this run
        self._abilities: KeptAbilities | None = None

    def check(self, reviser_choice: ReviserChoice) -> None:
        """UsageError where the choice does not go together; UserError where its server is not set up."""
        checkpoint = self._checkpoint(reviser_choice)
        server = None if checkpoint or find_plugin(reviser_choice.name) else self._server(reviser_choice)
        strategy = strategy_named(reviser_choice.strategy)
        if server is None and (strategy.name != DIRECT or reviser_choice.source):
            raise UsageError(message("Strategies and sources are for chat models: name one with --reviser."))
        if strategy.needs_source and not reviser_choice.source.strip():
            raise UsageError(
                message("The strategy {name} needs a source text: name it with --source.", name=strategy.name)
            )

    def name(self, reviser_choice: ReviserChoice) -> str:
        """What the reviser is called: NAME, NAME:MODEL, checkpoint:NAME or plugin:NAME."""
        if self._checkpoint(reviser_choice) is not None or find_plugin(reviser_choice.name) is not None:
            return reviser_choice.name
        server = self._server(reviser_choice)
        return EMBEDDED if server is None else f"{server.name}:{server.model}" if server.model else server.name

    def make(
        self, reviser_choice: ReviserChoice, layers: tuple[str, ...], document: tuple[Exchange, ...] = ()
    ) -> Reviser:
        """The reviser; nothing is asked of any server yet. `document`: the requests made for the document so far, which
        count towards its ceiling. UserError where it cannot be made, LeavesError where the person is to be asked first
        whether texts may go there."""
        plugin = find_plugin(reviser_choice.name)
        if plugin is not None:
            return make_reviser(plugin)
        checkpoint = self._checkpoint(reviser_choice)
        if checkpoint is not None:
            return self._of_checkpoint(checkpoint)
        server = self._server(reviser_choice)
        if server is None:
            return self._embedded(layers)
        servers.check_leaves(server)
        chat = self._chat(server, reviser_choice.strategy, document)
        return Sourced(chat, reviser_choice.source) if reviser_choice.source else chat

    def make_judge(self, name: str, criterion: str = "") -> PairwiseJudge:
        """A chat model, by NAME or NAME:MODEL, as a judge of pairs by `criterion` (empty: the usual one). UsageError
        where nothing of that name can judge, LeavesError where the person is to be asked first whether texts may go
        there."""
        # Here, not above: it loads after the first paint.
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
        chat = self._bare_chat(server, Remembered())
        judge = ChatPairwiseJudge(chat, criterion or DEFAULT_CRITERION, past.append)

        def check(batches: Sequence[Sequence[ShownPair]]) -> None:
            characters = characters_shown(batches)
            plan = Plan(judge.overhead(), max(1, characters // max(1, len(batches))))
            self._check_size(server, estimate(characters, plan, past), past, ())

        return CappedJudge(judge, check, lambda: self._watch_cost(server, tuple(past[before:]), tuple(past[before:])))

    def spent(self) -> tuple[Bill, str]:
        """What the requests of this run took, and the currency. PriceError where the table of prices is damaged."""
        table = prices.load(self._folder.prices)
        local = {server.name for server in self._past if is_local(server.address)}
        return bill(chain.from_iterable(self._past.values()), table, local.__contains__), table.currency

    def _checkpoint(self, reviser_choice: ReviserChoice) -> Checkpoint | None:
        """The one that is asked for by `checkpoint:NAME`. UsageError where there is none, ReviserError where its folder
        cannot be used any more."""
        prefix, _, name = reviser_choice.name.partition(":")
        if prefix != CHECKPOINT:
            return None
        found = Checkpoints(self._folder.checkpoints).find(name)
        look(found.folder)
        return found

    def _server(self, reviser_choice: ReviserChoice) -> Server | None:
        """None for the embedded reviser."""
        stored = servers.load(self._folder.servers)
        if stored.trouble and reviser_choice.name.partition(":")[0] not in {EMBEDDED, *stored.names}:
            raise UserError(verbatim(stored.trouble))
        name = reviser_choice.name or stored.default
        return None if name in {"", EMBEDDED} else stored.find_with_model(name)

    def _keyed(self, server: Server) -> KeyedWire:
        return KeyedWire(server, self._secrets, self._connect)

    def _bare_chat(self, server: Server, abilities: "Abilities") -> "Chat":
        """Made anew for each round: the person may have changed a prompt."""
        # Here, not above: it loads after the first paint.
        from reviser.revisers.chat import Chat, Prompts

        return Chat(self._wire(server), server, Prompts.load(self._folder.prompts), abilities, self._clock)

    def _chat(self, server: Server, strategy: str, document: tuple[Exchange, ...]) -> Reviser:
        from reviser.revisers.chat import TokenLimits
        from reviser.services.servers.model_abilities import KeptAbilities

        if self._abilities is None:
            self._abilities = KeptAbilities(self._folder.servers.with_name("abilities.json"))
        chat = self._bare_chat(server, self._abilities)
        section = TokenLimits().section * CHARACTERS_PER_TOKEN
        plan = Plan(_overhead(chat.prompts) + EXAMPLES, section, strategy_named(strategy).passes)
        past = self._past.setdefault(server, [])
        return Capped(
            strategy_named(strategy).wrap(chat),
            lambda request, past: self._check_cost(server, plan, request, past, document),
            past,
            lambda here: self._watch_cost(server, here, document),
        )

    def _check_cost(
        self, server: Server, plan: Plan, request: Request, past: tuple[Exchange, ...], document: tuple[Exchange, ...]
    ) -> None:
        """CeilingError where the round would cost more than the person allows. `past`: this run's requests of the
        server, from which, and from the document's, the round's size is judged."""
        known = [*past, *(each for each in document if each.server == server.name and each not in past)]
        self._check_size(server, estimate(characters_asked(request), plan, known), known, document)

    def _check_size(
        self, server: Server, size: Estimate, known: Sequence[Exchange], document: tuple[Exchange, ...]
    ) -> None:
        """CeilingError where a round of this size would cost more than the person allows. `known`: requests of the
        server, by which its model is known where the server has none set."""
        table = prices.load(self._folder.prices)
        free = is_local(server.address)
        spent = bill(document, table, self._local().__contains__)
        model = server.model or (known[-1].model if known else "")
        said = reason_not_to_start(size, server.name, model, table, spent, free=free)
        if said:
            raise CeilingError(verbatim(said))

    def _watch_cost(self, server: Server, here: tuple[Exchange, ...], document: tuple[Exchange, ...]) -> None:
        """CeilingError where a round that runs has cost more than the person allows: an estimate can be wrong."""
        table = prices.load(self._folder.prices)
        if is_local(server.address) or (table.ceiling.round is None and table.ceiling.document is None):
            return
        local = self._local().__contains__
        said = reason_to_end(bill(here, table, local), bill(document, table, local), table)
        if said:
            raise CeilingError(verbatim(said))

    def _local(self) -> set[str]:
        """The names of the servers that cost nothing."""
        return {each.name for each in servers.load(self._folder.servers).all if is_local(each.address)}


def _checkpoint_reviser(checkpoint: Checkpoint) -> Reviser:
    # Here, not above: what places a model's answers loads after the first paint.
    from reviser.revisers.checkpoints.reviser import CheckpointReviser

    return CheckpointReviser(f"{CHECKPOINT}:{checkpoint.name}", lambda: kind_named(checkpoint.kind).load(checkpoint))


def find_plugin(name: str) -> Plugin | None:
    """The plug-in that is asked for by `plugin:NAME`. UsageError where there is none, UserError where it cannot be
    used."""
    prefix, _, wanted = name.partition(":")
    if prefix != PLUGIN:
        return None
    match = next((plugin for plugin in plugins(REVISERS) if plugin.name == wanted), None)
    if match is None:
        raise UsageError(
            message(
                "No plug-in provides a reviser called {wanted}: reviser plugins lists what is installed.", wanted=wanted
            )
        )
    if match.trouble:
        raise UserError(verbatim(match.trouble))
    return match


def make_reviser(plugin: Plugin) -> Reviser:
    """The reviser of a plug-in, whose entry point gives what makes it. UserError where that fails."""
    try:
        return cast(Callable[[], Reviser], plugin.value)()
    except Exception as error:
        raise UserError(verbatim(unusable(plugin, f"{type(error).__name__}: {error}".rstrip(": .")).trouble)) from error


class Sourced:
    """A reviser that is also given a source text."""

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
    """Code points that a request has around the text."""
    from reviser.revisers.chat.schema import edits

    # The schema goes with the messages, and in them for servers that do not know it.
    form = json.dumps(edits(range(_SENTENCES)))
    return len(prompts.text("system")) + len(prompts.text("propose")) + 2 * len(form) + SETTINGS
