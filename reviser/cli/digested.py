"""The history for commands that read many documents: its digest is brought up to date first, where it can be
written."""

import sys
from contextlib import suppress
from pathlib import Path

import click

from reviser.errors import HistoryError
from reviser.history.store import Reader, Store
from reviser.services.digesting import bring_up

BUSY_MS = 5000


def opened(path: Path) -> Reader:
    """The history at `path`, to be read and closed. HistoryError where there is none. What cannot be digested (the
    history may not be written, somebody else writes to it) is folded by whoever reads it."""
    reader = Reader.open_to_read(path)
    wanted = len(reader.undigested())
    if wanted:
        with suppress(HistoryError), Store.open(path, busy_timeout_ms=BUSY_MS) as store:
            _bring_up(store, wanted)
    return reader


def _bring_up(store: Store, wanted: int) -> None:
    """With a bar, where somebody can see it."""
    if not sys.stderr.isatty():
        bring_up(store)
        return
    with click.progressbar(length=wanted, label="Reading the history", file=sys.stderr) as bar:
        bring_up(store, lambda done, _: bar.update(done - bar.pos))
