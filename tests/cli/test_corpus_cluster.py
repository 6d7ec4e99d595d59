"""What goes to a worker and comes back, without a cluster between them."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reviser import app
from reviser.cli.corpus_cluster import ClusterRun, WorkerRun
from reviser.cli.corpus_run import CorpusRun
from reviser.history.log.store import HistoryReader, Store
from reviser.services.corpora.corpus import CorpusDocument, corpus_of
from reviser.services.corpora.exchange import ReturnedDocument, SentDocument, open_exchange
from reviser.services.corpora.report import DocumentReport, RunSettings
from reviser.services.process_pool import open_pool
from reviser.services.task_pool import Lost, TaskPool

CANARY = "sk-canary-0123456789"
SETTINGS = RunSettings("embedded", "direct", "", "accept", 3)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "REVISER_MODELS"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


def essays(tmp_path: Path) -> Path:
    folder = tmp_path / "essays"
    folder.mkdir()
    for number in range(2):
        (folder / f"{number}.txt").write_text(f"This is an test of number {number}.\n", encoding="utf-8")
    return folder


def test_a_worker_needs_nothing_of_this_machine(tmp_path: Path) -> None:
    """The document's file is gone when the worker begins, and so is the history that it is merged into."""
    folder = essays(tmp_path)
    database = tmp_path / "history.db"
    setup = WorkerRun(app.ReviserChoice("embedded"), SETTINGS, writes=True, in_place=False)
    with open_exchange(database) as exchange, setup() as work:
        document = next(iter(corpus_of(folder)))
        sent = exchange.send(document)
        (folder / "0.txt").rename(tmp_path / "away.txt")
        database.rename(tmp_path / "away.db")
        returned = work(sent)
        database.with_name("away.db").rename(database)
        (tmp_path / "away.txt").rename(folder / "0.txt")
        assert returned.written == b"This is a test of number 0.\n"
        report = exchange.take(sent, returned, tmp_path / "out" / "0.txt")
        again = exchange.take(sent, returned, None)
    assert (tmp_path / "out" / "0.txt").read_bytes() == returned.written
    assert again.document_id == report.document_id, "what comes back twice is there once"
    with HistoryReader.open_to_read(database) as history:
        (row,) = history.documents()
        assert row.path == str((folder / "0.txt").resolve())
        assert history.find_document(folder / "0.txt") == report.document_id


def test_no_key_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", CANARY)
    monkeypatch.setenv("REVISER_API_KEY", CANARY)
    setup = WorkerRun(app.ReviserChoice("far:model"), SETTINGS, writes=True, in_place=False)
    with open_exchange(tmp_path / "history.db") as exchange:
        sent = [exchange.send(document) for document in corpus_of(essays(tmp_path))]
    assert CANARY.encode() not in pickle.dumps((setup, sent))


class Meddling:
    """Workers while whose work the first document is changed by another program."""

    def __init__(self, workers: TaskPool[SentDocument, ReturnedDocument]) -> None:
        self._workers = workers

    def run(
        self, tasks: Iterator[SentDocument], stopped: Callable[[], bool] = lambda: False
    ) -> Iterator[tuple[SentDocument, ReturnedDocument | Lost]]:
        for sent, returned in self._workers.run(tasks, stopped):
            if sent.document.name == "0.txt" and sent.document.path is not None:
                sent.document.path.write_text("Another text.\n", encoding="utf-8")
            yield sent, returned


def test_what_cannot_be_read_or_written_is_in_the_report(tmp_path: Path) -> None:
    folder, database = essays(tmp_path), tmp_path / "history.db"
    corpus = corpus_of(folder)
    (folder / "1.txt").unlink()
    choice = app.ReviserChoice("embedded")
    setup = WorkerRun(choice, SETTINGS, writes=True, in_place=True)
    corpus_run = CorpusRun(database, choice, SETTINGS, in_place=True)
    with open_exchange(database) as exchange, open_pool(setup, 1) as workers:
        found = dict(ClusterRun(corpus_run, exchange, Meddling(workers)).run(iter(corpus)))
    reports = {document.name: report for document, report in found.items()}
    changed, gone = reports["0.txt"], reports["1.txt"]
    assert isinstance(changed, DocumentReport)
    assert isinstance(gone, DocumentReport)
    assert "was changed while it was revised" in changed.message
    assert (folder / "0.txt").read_text(encoding="utf-8") == "Another text.\n"
    assert "cannot be read" in gone.message


def test_the_persons_dictionary_goes_along(tmp_path: Path) -> None:
    text = "The wrod is mine, and this is an test.\n"
    setup = WorkerRun(app.ReviserChoice("embedded"), SETTINGS, writes=False, in_place=False)
    with setup() as work:
        for words, proposed in (([], 2), (["wrod"], 1)):
            database = tmp_path / f"history{len(words)}.db"
            with closing(Store.open(database)) as store:
                store.add_words(*words)
            with open_exchange(database) as exchange:
                returned = work(exchange.send(CorpusDocument("a", None, text)))
            assert returned.report.proposed == proposed
