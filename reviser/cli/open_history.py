"""Opens the history for commands that read many documents. Its digest is updated first, if it can be written."""

import sys
from pathlib import Path

import click

from reviser.history.log.store import HistoryReader
from reviser.services.documents.digest_updates import update_digest_if_writable


def open_reader(path: Path) -> HistoryReader:
    """The history at `path`, to be read and closed by the caller. Raises HistoryError if there is none. If the digest
    cannot be updated (no write permission, or another program is writing), the caller folds the events instead."""
    reader = HistoryReader.open_to_read(path)
    wanted = len(reader.undigested())
    if wanted:
        _freshen(path, wanted)
    return reader


def _freshen(path: Path, wanted: int) -> None:
    """Update the digest; on a terminal, with a progress line."""
    if not sys.stderr.isatty():
        update_digest_if_writable(path)
        return
    with click.progressbar(length=wanted, label="Reading the history", file=sys.stderr) as bar:
        update_digest_if_writable(path, lambda done, _: bar.update(done - bar.pos))
