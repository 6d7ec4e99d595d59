"""Checks a dataset or an export against everything known about it: its manifest, the hashes in its rows, its texts, and
the history."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from reviser.datasets import formats, manifest
from reviser.datasets.annotation_checks import problem
from reviser.datasets.annotations import Damaged
from reviser.datasets.archive import DatasetFiles
from reviser.datasets.base import DatasetFormat
from reviser.datasets.history_rows import HistoryRows
from reviser.datasets.json_lines import lines
from reviser.datasets.replay import OTHERWISE, KnownOtherwise, recognised, replay
from reviser.datasets.row_hashes import ROW, RowHashes
from reviser.errors import UserError
from reviser.history.log.store import HistoryReader
from reviser.services.datasets.sessions import annotations_of


@dataclass(slots=True)
class Checked:
    """The result. `form` is the code of the format. `right` and `unchecked` count sessions or lines (unchecked: nothing
    is known to compare with); `wrong` lists the others. `manifest`: there was one."""

    form: str
    manifest: bool
    right: int = 0
    unchecked: int = 0
    wrong: list[Damaged] = field(default_factory=list)


def check(
    source: DatasetFiles,
    form: str = "",
    database: Path | None = None,
    on_progress: Callable[[int], None] = lambda _: None,
) -> Checked:
    """Check a dataset of the format `form`, or of the detected format. `database` is the history to compare with, if
    any. Raises UserError if the format is unknown."""
    manifest_check = manifest.verify(source)
    try:
        other = "" if form else recognised(source)
        kind = None if other else (formats.format_of_code(form) if form else formats.format_of(source))
    except UserError:
        if not manifest_check.wrong:
            raise
        return Checked("", manifest_check.there, wrong=list(manifest_check.wrong))  # too damaged to detect its format
    done = Checked(other if kind is None else kind.code, manifest_check.there, wrong=list(manifest_check.wrong))
    with _history_lookup(database, formats.format_of_code(done.form), manifest_check) as known:
        if kind is None:
            found = replay(other, source, known, on_progress)
            done.right, done.unchecked = found.right, found.unchecked
            done.wrong += found.wrong
        else:
            _read(source, kind, known, done, on_progress)
    return done


def _read(
    source: DatasetFiles, form: DatasetFormat, known: KnownOtherwise, done: Checked, on_progress: Callable[[int], None]
) -> None:
    for found in form.reader(source):
        if isinstance(found, Damaged):
            done.wrong.append(found)
        elif found.base is None:
            done.unchecked += 1
        elif (wrong := problem(found)) is not None:
            done.wrong.append(Damaged(wrong.where, wrong.reason))
        else:
            done.right += 1
        on_progress(done.right + done.unchecked + len(done.wrong))
    if form.of_documents or not source.lines_of_json():
        return
    hashes, before = RowHashes(), len(done.wrong)
    for line in lines(source):
        if isinstance(line, Damaged):
            continue  # the reader has reported it
        where, record = line
        done.wrong += hashes.wrong(where, record)
        vouched = any(where.startswith(f"{name}:") for name in known.vouched)
        if ROW not in record and not vouched and form.is_written:
            rows = known.history()
            if rows is not None and rows.differ(record):
                done.wrong.append(Damaged(where, OTHERWISE))
    done.wrong += hashes.end()
    done.right = max(0, done.right - (len(done.wrong) - before))


@contextmanager
def _history_lookup(
    database: Path | None, form: DatasetFormat, manifest_check: manifest.ManifestCheck
) -> Iterator[KnownOtherwise]:
    if database is None or not database.exists():
        yield KnownOtherwise(vouched=manifest_check.vouched)
        return
    with HistoryReader.open_to_read(database) as history:

        @cache
        def rows() -> HistoryRows | None:
            return HistoryRows(form, annotations_of(history)) if form.is_written else None

        yield KnownOtherwise(history.text, manifest_check.vouched, rows)
