"""The composition root: it builds all parts, starts and stops them. No other module knows all of them."""

import os
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from reviser.core.exchange import Exchange
from reviser.errors import UsageError
from reviser.history.log.store import Store
from reviser.locations import (
    checkpoints_path,
    fetched_checkpoints_path,
    models_path,
    prices_path,
    prompts_path,
    servers_path,
    settings_path,
)
from reviser.messages import message
from reviser.revisers.base import Reviser
from reviser.revisers.lm.model_file import ModelFileError, find
from reviser.revisers.net.wire import Server, Wire
from reviser.revisers.pairwise_judge import PairwiseJudge
from reviser.services.documents.document_manager import DocumentManager
from reviser.services.models.checkpoint_setup import CheckpointSetup
from reviser.services.models.checkpoints import Checkpoints
from reviser.services.models.model_setup import ModelSetup
from reviser.services.rounds.reviser_factory import EMBEDDED, Folder, ReviserChoice, ReviserFactory
from reviser.services.rounds.round_settings import RoundSettings
from reviser.services.servers.secrets import KeyLookup, Secrets
from reviser.services.servers.server_setup import ServerSetup, ServerTools
from reviser.services.settings import Settings
from reviser.services.settings import load as load_settings
from reviser.services.worker import JobEvent, Worker

if TYPE_CHECKING:
    from reviser.revisers.embedded import Embedded
    from reviser.revisers.lm.engine import Engine
    from reviser.revisers.lm.layer import LanguageModel
    from reviser.revisers.lm.passage_scores import ModelScorer
    from reviser.services.models.checkpoint_adding import CheckpointAdder
    from reviser.services.models.models import Models

__all__ = ["App", "ReviserChoice"]

LAYERS = Settings().layers  # of the embedded reviser
LANGUAGE_MODEL = "model"  # the name by which it is asked to judge


def models() -> "Models":
    """The folder of language models, and their downloads."""
    # Here, not above: it loads after the first paint.
    from reviser.services.models.models import Models
    from reviser.services.models.package_index import configured_index, pip_files, uv_files

    return Models(models_path(), lambda: configured_index(os.environ, pip_files(os.environ), uv_files(os.environ)))


def checkpoints() -> Checkpoints:
    """The papers' checkpoints that the person has added."""
    return Checkpoints(checkpoints_path())


def checkpoint_adder() -> "CheckpointAdder":
    """Adds checkpoints, from folders and from the hub that HF_ENDPOINT names."""
    # Here, not above: it loads after the first paint.
    from reviser.services.models.checkpoint_adding import CheckpointAdder
    from reviser.services.models.hub import Hub

    return CheckpointAdder(checkpoints(), Hub(fetched_checkpoints_path()))


def find_model() -> Path | None:
    """The path of the language model to use. None if there is none, or none that can be used; `model_problem` says
    why."""
    try:
        found = find(models_path())
    except ModelFileError:
        return None
    return None if found is None else found.path


def secrets() -> Secrets:
    """The keys of servers. There is one object for a run, because it holds keys that were typed for this run only."""
    return Secrets(os.environ)


def connect(server: Server, key: KeyLookup) -> Wire:
    """The connection to a server, in its own wire format."""
    # Here, not above: httpx loads after the first paint.
    from reviser.revisers.net.http import connect as open_wire

    return open_wire(server, key.value)


async def find_local() -> tuple[Server, ...]:
    """The servers that run on this machine on their usual ports."""
    from reviser.revisers.net.local_servers import find_local as find

    return await find()


@dataclass(frozen=True, slots=True)
class App:
    """The parts that a program needs: the open documents, the history, the background thread, the revisers, their keys
    and models."""

    document_manager: DocumentManager
    store: Store
    worker: Worker
    revisers: ReviserFactory
    secrets: Secrets
    servers: ServerSetup
    models: ModelSetup


def scoring_engine() -> "Engine":
    """The engine that scores with the language model. There is one for a run, because its weights take half a
    gigabyte."""
    # Here, not above: numpy and the tokens load after the first paint.
    from multiprocessing import current_process

    from reviser.revisers.lm.apart import ProcessEngine
    from reviser.revisers.lm.engine import ThreadEngine

    # A program that was frozen into one file has no Python to start others with, and a process of a pool (a run over
    # many documents) may start none.
    return ThreadEngine() if hasattr(sys, "frozen") or current_process().daemon else ProcessEngine()


def language_model(engine: Callable[[], "Engine"] = scoring_engine) -> "LanguageModel":
    """The layer of the language model. There is one for a run, because it caches what it has read."""
    # Here, not above: numpy and the tokens load after the first paint.
    from reviser.revisers.lm.layer import LanguageModel
    from reviser.revisers.lm.model_file import find

    return LanguageModel(lambda: find(models_path()), engine=engine())


def passage_scorer(engine: Callable[[], "Engine"] = scoring_engine) -> "ModelScorer":
    """The language model as a scorer of wordings."""
    # Here, not above: numpy and the tokens load after the first paint.
    from reviser.revisers.lm.model_file import find
    from reviser.revisers.lm.passage_scores import ModelScorer

    return ModelScorer(lambda: find(models_path()), engine())


def embedded(layers: tuple[str, ...], model: Callable[[], "LanguageModel"] = language_model) -> "Embedded":
    """The embedded reviser with these of its layers."""
    # Here, not above: Harper and its tables load after the first paint.
    from reviser.revisers.embedded import build

    return build([layer for layer in LAYERS if layer not in layers], model())


def _revisers(
    keys: Secrets, made: Callable[[tuple[str, ...]], Reviser], engine: Callable[[], "Engine"]
) -> ReviserFactory:
    folder = Folder(servers_path(), prices_path(), prompts_path(), checkpoints_path())
    return ReviserFactory(folder, made, keys, connect, time.monotonic, partial(passage_scorer, engine))


def _revisers_by_themselves() -> ReviserFactory:
    """The factory of revisers for work outside documents."""
    engine = lru_cache(maxsize=1)(scoring_engine)
    return _revisers(secrets(), partial(embedded, model=partial(language_model, engine)), engine)


def reviser_for(reviser_choice: ReviserChoice) -> Reviser:
    """The chosen reviser, for work outside documents. Raises UserError if it is not set up."""
    revisers = _revisers_by_themselves()
    revisers.check(reviser_choice)
    return revisers.make(reviser_choice, LAYERS, ())


def judge_for(name: str, criterion: str) -> tuple[PairwiseJudge, ReviserFactory]:
    """A judge of pairs, and the factory that knows its requests. `name` is LANGUAGE_MODEL, or NAME or NAME:MODEL of a
    chat model. `criterion` is what it judges by; "" is the usual one. Raises UserError if it is not set up, and
    UsageError if it cannot judge, or not by a criterion."""
    revisers = _revisers_by_themselves()
    if name != LANGUAGE_MODEL:
        return revisers.make_judge(name, criterion), revisers
    # Here, not above: few ask for it.
    from reviser.revisers.scored_judge import ScoringJudge

    if criterion:
        raise UsageError(message("The language model judges by how well a sentence reads: leave out --criterion."))
    return ScoringJudge(passage_scorer()), revisers


def name_of(reviser_choice: ReviserChoice) -> str:
    """The name of the chosen reviser: NAME, NAME:MODEL, checkpoint:NAME or plugin:NAME. Raises UserError if it is not
    set up."""
    revisers = _revisers_by_themselves()
    revisers.check(reviser_choice)
    return revisers.name(reviser_choice)


@dataclass(frozen=True, slots=True)
class SharedParts:
    """The revisers and their thread, built once, for one history or for several in turn."""

    worker: Worker
    revisers: ReviserFactory
    secrets: Secrets
    made: Callable[[tuple[str, ...]], "Embedded"]  # the embedded reviser with these of its layers

    @contextmanager
    def open(
        self,
        database: Path,
        deliver: Callable[[JobEvent], None],
        later: Callable[[Callable[[], None]], None],
        *,
        busy_timeout_ms: int = 0,
    ) -> Iterator[App]:
        """All parts for one history, which is closed at the end of the block. Raises HistoryError if it cannot be
        opened."""
        store = Store.open(database, busy_timeout_ms=busy_timeout_ms)
        try:
            yield self._over(store, deliver, later)
        finally:
            store.close()

    def _over(
        self, store: Store, deliver: Callable[[JobEvent], None], later: Callable[[Callable[[], None]], None]
    ) -> App:
        def reviser(settings: Settings, round_settings: RoundSettings, document: tuple[Exchange, ...]) -> Reviser:
            return self.revisers.make(round_settings.choice, settings.layers, document)

        document_manager = DocumentManager(
            store=store,
            worker=self.worker,
            deliver=deliver,
            later=later,
            reviser=reviser,
            settings_path=settings_path(),
            new_id=lambda: uuid.uuid4().hex[:12],
            clock=time.time,
            # In the thread that it has with its dictionary.
            speller=lambda: self.made(document_manager.settings.layers),
        )
        tasks, keys = document_manager.background_tasks, self.secrets
        tools = ServerTools(servers_path(), prices_path(), prompts_path(), keys, connect, find_local, time.monotonic)
        checkpoint_setup = CheckpointSetup(checkpoints(), checkpoint_adder, tasks, fetched_checkpoints_path())
        servers, language = ServerSetup(tools, tasks), ModelSetup(models_path(), models, tasks, checkpoint_setup)
        return App(document_manager, store, self.worker, self.revisers, keys, servers, language)


@contextmanager
def shared_parts(reviser_choice: ReviserChoice | None = None) -> Iterator[SharedParts]:
    """The revisers and their thread, started, and stopped at the end of the block. `reviser_choice` is the reviser that
    will be used, if that is known. Raises UserError if it is not set up."""
    keys = secrets()
    engine = lru_cache(maxsize=1)(scoring_engine)
    model = lru_cache(maxsize=1)(partial(language_model, engine))
    embedded_of = lru_cache(maxsize=4)(partial(embedded, model=model))
    revisers = _revisers(keys, embedded_of, engine)
    if reviser_choice is not None:
        revisers.check(reviser_choice)
    worker = Worker()
    try:
        if reviser_choice is not None and revisers.name(reviser_choice) == EMBEDDED:
            settings = load_settings(settings_path())
            embedded_of(settings.layers).preload(settings.dialect)
        yield SharedParts(worker, revisers, keys, embedded_of)
    finally:
        worker.stop()
        if engine.cache_info().currsize:
            engine().forget()


@contextmanager
def running(
    database: Path,
    deliver: Callable[[JobEvent], None],
    later: Callable[[Callable[[], None]], None],
    *,
    busy_timeout_ms: int = 0,
    reviser_choice: ReviserChoice | None = None,
) -> Iterator[App]:
    """All parts, started, and stopped at the end of the block. `reviser_choice` is the reviser that will be used, if
    that is known. Raises HistoryError if the history cannot be opened, and UserError if the reviser is not set up."""
    with ExitStack() as stack:
        built = stack.enter_context(shared_parts(reviser_choice))
        program = stack.enter_context(built.open(database, deliver, later, busy_timeout_ms=busy_timeout_ms))
        stack.callback(built.worker.stop)  # before the history is closed
        yield program
