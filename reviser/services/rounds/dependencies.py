"""The services that every open document needs."""

from collections.abc import Callable
from dataclasses import dataclass

from reviser.core.exchange import Exchange
from reviser.history.log.store import Store
from reviser.revisers.base import Reviser
from reviser.services.rounds.round_settings import RoundSettings
from reviser.services.settings import Settings
from reviser.services.worker import JobEvent, Worker


@dataclass(frozen=True, slots=True)
class Dependencies:
    """The services of an open document. `reviser` makes the current reviser; `later` schedules a call on this thread;
    `new_id` returns an id that was never used; `clock` returns UNIX seconds."""

    store: Store
    worker: Worker
    deliver: Callable[[JobEvent], None]
    later: Callable[[Callable[[], None]], None]
    reviser: Callable[[Settings, RoundSettings, tuple[Exchange, ...]], Reviser]
    settings: Callable[[], Settings]
    new_id: Callable[[], str]
    clock: Callable[[], float]
