"""The history for commands that read many documents: its digest is brought up to date first, where it can be
written."""

import sys
from pathlib import Path

import click

from reviser.history.log.store import HistoryReader
from reviser.services.documents.digest_updates import update_digest_if_writable


def open_reader(path: Path) -> HistoryReader:
    """The history at `path`, to be read and closed. HistoryError where there is none. What cannot be digested (the
    history may not be written, somebody else writes to it) is folded by whoever reads it."""
    reader = HistoryReader.open_to_read(path)
    wanted = len(reader.undigested())
    if wanted:
        _freshen(path, wanted)
    return reader


def _freshen(path: Path, wanted: int) -> None:
    """With a bar, where somebody can see it."""
    if not sys.stderr.isatty():
        update_digest_if_writable(path)
        return
    with click.progressbar(length=wanted, label="Reading the history", file=sys.stderr) as bar:
        update_digest_if_writable(path, lambda done, _: bar.update(done - bar.pos))
