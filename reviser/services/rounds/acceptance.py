"""Computes in the background how likely the person accepts each proposal of a round.

Decisions in that round are not used yet, so that the order by probability is stable while they decide."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from reviser.core.acceptance import acceptance_chance
from reviser.core.preferences import Preferences
from reviser.core.session import State
from reviser.errors import UserError
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.rounds.other_documents import preferences_elsewhere


class RoundQuery(NamedTuple):
    """The round with index `number` of `state`, and whose decisions count."""

    state: State
    number: int
    document_id: int
    annotator: str

    @property
    def key(self) -> tuple[int, str, str]:
        return self.document_id, self.state.rounds[self.number].round.id, self.annotator


def chances(query: RoundQuery, path: Path) -> dict[str, float]:
    """The acceptance probability of each live proposal of the round, by id. Blocks. `path` is that of the history."""
    live = query.state.rounds[query.number].round.live
    return _compute_chances(query, [item.id for item in live], None, path, _words).chances


class _ChancesAnswer(NamedTuple):
    taste: Preferences
    chances: dict[str, float]


class AcceptanceChances:
    """Caches the probabilities of the last round that was asked about. `path` is that of the history."""

    def __init__(self, background_tasks: BackgroundTasks, path: Path) -> None:
        self._background_tasks = background_tasks
        self._path = path
        self._words = lru_cache(maxsize=1)(_words)
        self._job = ""
        self._of: tuple[int, str, str] | None = None  # the round that the other fields are about
        self._taste: Preferences | None = None
        self._known: dict[str, float] = {}

    def known_probabilities(self, query: RoundQuery) -> Mapping[str, float]:
        """The known probabilities of a round, by proposal id."""
        return self._known if self._of == query.key else {}

    def ask(self, query: RoundQuery, done: Callable[[], None]) -> None:
        """Compute the missing probabilities of a round, and call `done` when there are new ones. Does nothing while a
        computation for it is running."""
        if self._of != query.key:
            self._background_tasks.forget(self._job)
            self._job, self._of, self._taste, self._known = "", query.key, None, {}
        lacking = [item.id for item in query.state.rounds[query.number].round.live if item.id not in self._known]
        if self._job or not lacking:
            return

        def answered(answer: _ChancesAnswer) -> None:
            self._job, self._taste = "", answer.taste
            self._known.update(answer.chances)
            done()

        work = partial(_compute_chances, query, lacking, self._taste, self._path, self._words)
        self._job = self._background_tasks.run(partial(asyncio.to_thread, work), answered, self._failed)

    def _failed(self, _: UserError) -> None:
        """The program ends."""
        self._job = ""


def _words() -> Collection[str]:
    from reviser.revisers.rules.spelling import known_words  # the window is there before the dictionary

    return known_words()


def _compute_chances(
    query: RoundQuery, ids: Collection[str], taste: Preferences | None, path: Path, words: Callable[[], Collection[str]]
) -> _ChancesAnswer:
    rounds = query.state.rounds
    if taste is None:
        before = replace(query.state, history=rounds[: query.number], round_state=None)
        taste = before.memory.taste + preferences_elsewhere(path, query.document_id, query.annotator)
    round_ = rounds[query.number].round
    knows = words().__contains__
    return _ChancesAnswer(
        taste, {item: acceptance_chance(round_.base, round_.by_id[item].proposal, taste, knows) for item in ids}
    )
