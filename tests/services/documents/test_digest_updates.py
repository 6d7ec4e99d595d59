"""What is counted and exported is the same whether a document is folded or read from its digest."""

from pathlib import Path

from reviser.history.log.store import HistoryReader, Store
from reviser.services.datasets.sessions import annotations_of
from reviser.services.documents.digest_updates import update_digest
from tests.benchmarks.large_history import make_history
from tests.history.sample import EVENTS, TEXT


def assert_both_ways(path: Path) -> None:
    with HistoryReader.open_to_read(path) as reader:
        assert reader.undigested()
        folded = list(annotations_of(reader))
    with Store.open(path) as store:
        assert update_digest(store) == ()
    with HistoryReader.open_to_read(path) as reader:
        assert reader.undigested() == []
        assert list(annotations_of(reader)) == folded
    assert folded


def test_of_every_kind_of_event(tmp_path: Path) -> None:
    with Store.open(tmp_path / "history.db") as store:
        document = store.add_document(path=None, title="a", text=TEXT, format="plain", encoding="utf-8", bom=b"")
        store.append(document, *EVENTS[1:])
    assert_both_ways(tmp_path / "history.db")


def test_of_years_of_work(tmp_path: Path) -> None:
    make_history(tmp_path / "history.db", documents=4, edits=400)
    assert_both_ways(tmp_path / "history.db")
