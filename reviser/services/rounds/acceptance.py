"""How likely the person takes each proposal of a round, asked in the background.

What they decided in that round does not count yet, so that an order by chance stays while they decide."""

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
    """Which round is meant: that of `number`, from 0, of `state`; and whose decisions count."""

    state: State
    number: int
    document_id: int
    annotator: str

    @property
    def key(self) -> tuple[int, str, str]:
        return self.document_id, self.state.rounds[self.number].round.id, self.annotator


def chances(asked: RoundQuery, path: Path) -> dict[str, float]:
    """By id, how likely each live proposal of the round is taken; for whoever can wait. `path` is the history's."""
    live = asked.state.rounds[asked.number].round.live
    return _compute_chances(asked, [item.id for item in live], None, path, _words).chances


class _ChancesAnswer(NamedTuple):
    taste: Preferences
    chances: dict[str, float]


class AcceptanceChances:
    """`path` is the history's. Only the last round that was asked about is kept."""

    def __init__(self, background_tasks: BackgroundTasks, path: Path) -> None:
        self._background_tasks = background_tasks
        self._path = path
        self._words = lru_cache(maxsize=1)(_words)
        self._job = ""
        self._of: tuple[int, str, str] | None = None  # the round that the rest is about
        self._taste: Preferences | None = None
        self._known: dict[str, float] = {}

    def known_probabilities(self, asked: RoundQuery) -> Mapping[str, float]:
        """By the id of its proposals, what is known of a round."""
        return self._known if self._of == asked.key else {}

    def ask(self, asked: RoundQuery, done: Callable[[], None]) -> None:
        """Find out what is not known yet of the round; `done` when something has come of it. Nothing while an earlier
        question about it is open."""
        if self._of != asked.key:
            self._background_tasks.forget(self._job)
            self._job, self._of, self._taste, self._known = "", asked.key, None, {}
        lacking = [item.id for item in asked.state.rounds[asked.number].round.live if item.id not in self._known]
        if self._job or not lacking:
            return

        def answered(found: _ChancesAnswer) -> None:
            self._job, self._taste = "", found.taste
            self._known.update(found.chances)
            done()

        work = partial(_compute_chances, asked, lacking, self._taste, self._path, self._words)
        self._job = self._background_tasks.run(partial(asyncio.to_thread, work), answered, self._failed)

    def _failed(self, _: UserError) -> None:
        """The program ends."""
        self._job = ""


def _words() -> Collection[str]:
    from reviser.revisers.rules.spelling import known_words  # the window is there before the dictionary

    return known_words()


def _compute_chances(
    asked: RoundQuery, ids: Collection[str], taste: Preferences | None, path: Path, words: Callable[[], Collection[str]]
) -> _ChancesAnswer:
    rounds = asked.state.rounds
    if taste is None:
        before = replace(asked.state, history=rounds[: asked.number], round_state=None)
        taste = before.memory.taste + preferences_elsewhere(path, asked.document_id, asked.annotator)
    round_ = rounds[asked.number].round
    knows = words().__contains__
    return _ChancesAnswer(
        taste, {item: acceptance_chance(round_.base, round_.by_id[item].proposal, taste, knows) for item in ids}
    )
