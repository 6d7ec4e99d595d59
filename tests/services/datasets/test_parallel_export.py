"""Several processes write what one writes, and leave nothing where it ends early: no file, no process."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviser.datasets.export_report import ExportReport
from reviser.datasets.formats import FORMATS
from reviser.datasets.selection import Selection, Splits
from reviser.errors import HistoryError, UserError
from reviser.history.log.store import HistoryReader, Store
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.exporting import export
from reviser.services.datasets.importing import import_dataset
from reviser.services.datasets.parallel_export import export_history
from reviser.services.datasets.sessions import Sessions
from reviser.services.documents.digest_updates import update_digest
from reviser.services.sources import open_dataset
from tests.benchmarks.large_history import make_history

ARTICLE = (
    '{"before_sent": "A is b.", "after_sent": "A is c.", "labels": "clarity", "doc_id": "1", "revision_depth": 1}\n'
)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HistoryReader]:
    """Fourteen documents of our own, and an import."""
    folder = tmp_path_factory.mktemp("history")
    path = folder / "history.db"
    (folder / "sentences.jsonl").write_text(ARTICLE)
    make_history(path, documents=14, edits=1400)
    with Store.open(path) as store:
        with open_dataset(folder / "sentences.jsonl") as source:
            assert import_dataset(store, source).new == 1
        update_digest(store)
    with HistoryReader.open_to_read(path) as reader:
        yield reader


def contents(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else sorted(path.rglob("*.*"))
    return {str(file.relative_to(path)): file.read_bytes() for file in files}


@pytest.fixture
def output(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "out"
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("form", [form.code for form in FORMATS if form.line_by_line])
def test_several_processes_write_what_one_writes(form: str, history: HistoryReader, output: Path) -> None:
    order = ExportOrder(form, Selection(intents=frozenset({"clarity", "style"}), empty=form == "sessions"))
    done = export_history(history, order, output, processes=1)
    alone = output.read_bytes()
    assert export_history(history, order, output, processes=3) == done
    assert output.read_bytes() == alone
    assert done.tally.edits > 100


def test_what_cannot_be_parted_is_written_by_one(history: HistoryReader, output: Path) -> None:
    told: list[int] = []
    done = export_history(history, ExportOrder("csv"), output, told.append, processes=3)
    assert output.read_bytes().count(b"\r\n") == done.tally.edits + 1
    split = export_history(history, ExportOrder("jsonl", splits=Splits()), output.with_name("split"), processes=3)
    assert split.tally.edits == done.tally.edits


@pytest.mark.parametrize("splits", [None, Splits()])
@pytest.mark.parametrize("form", [form.code for form in FORMATS if form.is_of_rows])
def test_a_table_of_rows_is_that_of_saves(
    form: str, splits: Splits | None, history: HistoryReader, output: Path
) -> None:
    order, tally = ExportOrder(form, Selection(since="2000"), splits=splits), ExportReport()
    done = export_history(history, order, output, processes=1)
    long = output.with_name("long")
    sessions = Sessions(history, order.selection)
    the_long_way = export(
        sessions.annotations(tally), order, long, report=tally, again=lambda: sessions.annotations(ExportReport())
    )
    assert the_long_way == done
    assert contents(output) == contents(long)
    assert done.tally.edits == done.tally.chosen > 1000


def test_an_end_that_is_asked_for_leaves_nothing(history: HistoryReader, output: Path) -> None:
    class CancelledError(Exception):
        pass

    told: list[int] = []

    def tell(edits: int) -> None:
        told.append(edits)
        raise CancelledError

    with pytest.raises(CancelledError):
        export_history(history, ExportOrder("sessions"), output, tell, processes=2)
    assert 0 < told[0] < 1400
    assert list(output.parent.iterdir()) == []


def test_what_fails_in_another_process_is_said_here(output: Path, tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    make_history(path, documents=2, edits=20)
    with HistoryReader.open_to_read(path) as reader:
        for file in tmp_path.glob("history.db*"):
            file.unlink()
        with pytest.raises(HistoryError, match="There is no history"):
            export_history(reader, ExportOrder("jsonl"), output, processes=2)
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_is_ended_from_outside_is_said(tmp_path: Path) -> None:
    """It is first told of 1 MB; the pipes hold 2 MB more; of 11 MB some is still to come then."""
    path, output = tmp_path / "history.db", tmp_path / "new" / "out"
    make_history(path, documents=28, edits=16000)
    output.parent.mkdir()
    with Store.open(path) as store:
        update_digest(store)

    def tell(_: int) -> None:
        for process in multiprocessing.active_children():
            os.kill(process.pid or 0, signal.SIGKILL)
            process.join()

    with HistoryReader.open_to_read(path) as history, pytest.raises(UserError, match="terminated"):
        export_history(history, ExportOrder("sessions"), output, tell, processes=2)
    assert list(output.parent.iterdir()) == []
    assert multiprocessing.active_children() == []
