"""The composition root: builds everything, starts and stops it. Nothing else knows everybody."""

import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import platformdirs

from reviser.history.store import Store
from reviser.revisers.base import Reviser
from reviser.services.settings import Settings
from reviser.services.studio import Studio
from reviser.services.worker import JobEvent, Worker

REVISERS = ("embedded",)
LAYERS = Settings().layers  # of the embedded reviser


def database_path(given: Path | None = None) -> Path:
    """Where the history lies: as given, else REVISER_DB, else the platform's data folder."""
    if given is not None:
        return given
    named = os.environ.get("REVISER_DB")
    return Path(named) if named else platformdirs.user_data_path("reviser", appauthor=False) / "history.db"


def settings_path() -> Path:
    """Where the settings lie."""
    return platformdirs.user_config_path("reviser", appauthor=False) / "settings.json"


@dataclass(frozen=True, slots=True)
class App:
    """What a program needs: the open documents, the history, and the thread behind them."""

    studio: Studio
    store: Store
    worker: Worker


def embedded(layers: tuple[str, ...]) -> Reviser:
    """The embedded reviser with these of its layers."""
    # Here, not above: Harper and its tables load after the first paint.
    from reviser.revisers.embedded import build

    return build(off=[layer for layer in LAYERS if layer not in layers])


@contextmanager
def running(
    database: Path,
    deliver: Callable[[JobEvent], None],
    later: Callable[[Callable[[], None]], None],
    *,
    busy_timeout_ms: int = 0,
) -> Iterator[App]:
    """Everything, built and started; stopped when the block ends. HistoryError where the history cannot be opened."""
    store = Store.open(database, busy_timeout_ms=busy_timeout_ms)
    worker = Worker()
    made = lru_cache(maxsize=4)(embedded)

    def reviser(settings: Settings) -> Reviser:
        return made(settings.layers)

    try:
        yield App(
            Studio(
                store=store,
                worker=worker,
                deliver=deliver,
                later=later,
                reviser=reviser,
                settings_path=settings_path(),
                new_id=lambda: uuid.uuid4().hex[:12],
                clock=time.time,
            ),
            store,
            worker,
        )
    finally:
        worker.stop()
        store.close()
