from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given

from reviser.core.edit import Decision, Edit, Intent, Proposal, Verdict
from reviser.core.events import Arrived, Changed, Decided, Event, Opened, Outcome, Recorded, RoundEnded, RoundStarted
from reviser.errors import HistoryError
from reviser.history.log.store import HistoryReader, ReadingPlace, Result, Store
from tests.history.sample import make, quick_path
from tests.history.strategies import sequences, texts


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db", clock=lambda: 5.0) as store:
        yield store


def add(store: Store, path: Path | None = None, text: str = "A text.") -> int:
    return store.add_document(path=path, title="T", text=text, format="plain", encoding="utf-8", bom=b"")


def proposal(start: int = 0, before: str = "A", after: str = "One") -> Proposal:
    return Proposal(Edit(start, before, after), Intent.STYLE, "embedded", "plain/a", "why")


@given(texts, sequences())
def test_any_events_come_back_equal_after_a_restart(text: str, events: list[Event]) -> None:
    with quick_path() as path:
        with Store.open(path, clock=lambda: 1.5) as store:
            document = add(store, text=text)
            appended = [recorded for event in events for recorded in store.append(document, event)]
            assert store.records(document)[1:] == appended
        with Store.open(path) as store:
            assert store.records(document) == [Recorded(1, 1.5, Opened(text)), *appended]
            assert [recorded.event for recorded in appended] == events


@given(sequences())
def test_an_append_is_all_or_nothing(events: list[Event]) -> None:
    unknown = Decided((Decision("no such round:0", Verdict.ACCEPT),))
    with quick_path() as path, Store.open(path) as store:
        document = add(store)
        before = list(store._connection.iterdump())
        with pytest.raises(ValueError, match="no such round"):
            store.append(document, *events, unknown)
        assert list(store._connection.iterdump()) == before
        assert [recorded.event for recorded in store.append(document, *events)] == events


def test_sequence_numbers_grow_over_documents_and_the_clock_is_the_callers(store: Store) -> None:
    first, second = add(store), add(store)
    one = store.append(first, Changed((Edit(0, "A", "B"),)), Changed(()))
    two = store.append(second, Changed(()))
    assert [recorded.seq for recorded in one + two] == [3, 4, 5]
    assert {recorded.at for recorded in one + two} == {5.0}


def test_two_documents_may_name_their_rounds_alike(store: Store) -> None:
    for document in (add(store), add(store)):
        decided = Decided((Decision("round:0", Verdict.ACCEPT),))
        events = (RoundStarted("round", "embedded"), Arrived("round", (proposal(),)), decided)
        store.append(document, *events)
        assert [recorded.event for recorded in store.records(document)][1:] == list(events)


@pytest.mark.parametrize("wrong", ["round:1", "round:00", "round", "round:-1", "round:x", ""])
def test_a_decision_about_nothing_is_refused(store: Store, wrong: str) -> None:
    document = add(store)
    store.append(document, RoundStarted("round", "embedded"), Arrived("round", (proposal(),)))
    with pytest.raises(ValueError, match=r"no round|no proposal|not a proposal"):
        store.append(document, Decided((Decision(wrong, Verdict.ACCEPT),)))


def test_a_document_is_known_by_its_path_through_links(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "essay.txt"
    file.touch()
    (tmp_path / "link.txt").symlink_to(file)
    document = add(store, file)
    add(store, tmp_path / "other.txt")
    assert store.find_document(tmp_path / "link.txt") == document
    assert store.find_document(tmp_path / "missing.txt") is None
    assert store.document(document).path == str(file.resolve())


def test_a_document_is_known_by_any_of_its_stored_texts(store: Store) -> None:
    document = add(store, text="opened")
    store.append(document, RoundStarted("r", "embedded"))
    store.append(document, RoundEnded("r", Outcome.COMPLETE), results=[Result("r", "result", "begins the next")])
    store.keep_saved(document, "saved")
    for text in ("opened", "result", "begins the next", "saved"):
        assert store.documents_with(text)[0] == document
    assert store.documents_with("typed") == []


def test_of_documents_with_one_text_the_last_changed_is_found(store: Store) -> None:
    first, second = add(store), add(store)
    assert store.documents_with("A text.")[0] == second
    store.append(first, Changed(()))
    assert store.documents_with("A text.")[0] == first
    assert [row.id for row in store.documents()] == [first, second]


def test_an_empty_text_is_nobodys(store: Store) -> None:
    add(store, text="")
    assert store.documents_with("") == []


def test_saving_over_another_documents_file_takes_it(store: Store, tmp_path: Path) -> None:
    first, second = add(store, tmp_path / "a.txt"), add(store, tmp_path / "b.txt")
    store.move_document(second, tmp_path / "a.txt", title="a.txt")
    assert store.find_document(tmp_path / "a.txt") == second
    assert store.find_document(tmp_path / "b.txt") is None
    assert store.document(first).path is None
    assert store.document(second).title == "a.txt"


def test_a_file_has_one_document(store: Store, tmp_path: Path) -> None:
    add(store, tmp_path / "a.txt")
    with pytest.raises(HistoryError, match="in the history already"):
        add(store, tmp_path / "a.txt")
    assert len(store.documents()) == 1


def test_no_such_document(store: Store) -> None:
    with pytest.raises(HistoryError, match="no document 7"):
        store.document(7)


def test_results_are_kept_with_the_event_that_closed_the_round(store: Store) -> None:
    document = add(store)
    store.append(document, RoundStarted("r", "embedded"))
    result = Result("r", "one\udc80", "two\x00")
    (recorded,) = store.append(document, RoundEnded("r", Outcome.COMPLETE), results=[result])
    assert store.results(document) == [(recorded.seq, result)]


def test_the_persons_dictionary(store: Store) -> None:
    store.add_words("reviser", "naïve", "reviser", "\udcff")
    store.remove_word("naïve")
    store.remove_word("never was")
    assert store.words() == {"reviser", "\udcff"}


def test_the_last_place_is_kept(store: Store) -> None:
    document = add(store)
    assert store.place(document) is None
    store.keep_place(document, ReadingPlace(3, "r:0", 1))
    store.keep_place(document, ReadingPlace(4, "r:1", 2))
    assert store.place(document) == ReadingPlace(4, "r:1", 2)


def test_a_reader_sees_what_is_committed_and_cannot_write(store: Store) -> None:
    document = add(store)
    with HistoryReader.open_to_read(store.path) as reader:
        store.append(document, Changed(()))
        assert reader.records(document) == store.records(document)


def test_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "history.db"
    Store.open(path).close()
    assert [file.name for file in path.parent.iterdir()] == ["history.db"]


def test_an_emptied_file_with_its_log_is_no_new_history(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    make(path)
    log = path.with_name("history.db-wal")
    path.write_bytes(b"")
    log.write_bytes(b"what was in it")
    with pytest.raises(HistoryError, match="damaged"):
        Store.open(path)
    assert (path.read_bytes(), log.read_bytes()) == (b"", b"what was in it")


def test_a_commit_waits_until_the_disk_has_it(store: Store) -> None:
    """No test can cut the power, so SQLite says what it does: 2 syncs the log at each commit, 1 only now and then."""
    assert store._connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert store._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
