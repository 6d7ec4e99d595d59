"""The last search is answered, the others are not heard of, and the index keeps up."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reviser.core.edit import Edit
from reviser.core.events import Changed
from reviser.errors import HistoryError
from reviser.history.connection import connect, transaction
from reviser.history.log.store import Store
from reviser.history.search.indexing import IndexProgress
from reviser.history.search.query import HitPage, SearchRequest
from reviser.services.documents.search import SearchJobs, fill_index, find_page
from tests.history.sample import make
from tests.services.test_background_tasks import Seat


@pytest.fixture
def seat() -> Iterator[Seat]:
    made = Seat()
    yield made
    made.worker.stop()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "history.db"
    make(made)
    return made


def unexpected(told: object) -> None:
    pytest.fail(str(told))


def excerpts(page: HitPage) -> list[str]:
    return [hit.excerpt for hit in page.hits]


def test_a_search_brings_the_index_up_first(path: Path) -> None:
    page = find_page(path, SearchRequest("brief"))
    assert excerpts(page) == ["Be brief."]
    assert page.progress.share == 1
    with Store.open(path) as store:
        store.append(1, Changed((Edit(0, "", "zebra "),)))
    assert excerpts(find_page(path, SearchRequest("zebra"))) == ["zebra "]


def test_while_another_writes_what_is_in_the_index_is_searched(path: Path) -> None:
    fill_index(path)
    with Store.open(path) as store:
        store.append(1, Changed((Edit(0, "", "zebra "),)))
    with closing(connect(path, 0)) as writer, transaction(writer):
        page = find_page(path, SearchRequest("brief"))
        assert excerpts(page) == ["Be brief."]
        assert page.progress.share < 1
        assert find_page(path, SearchRequest("zebra")).count == 0


def test_filling_waits_for_who_writes(path: Path) -> None:
    found: list[IndexProgress] = []
    filling = threading.Thread(target=lambda: found.append(fill_index(path)))
    with closing(connect(path, 0)) as writer, transaction(writer):
        filling.start()
        filling.join(0.1)
        assert filling.is_alive()
    filling.join()
    assert [progress.share for progress in found] == [1.0]


def test_a_stop_ends_the_filling(path: Path) -> None:
    stop = threading.Event()
    stop.set()
    assert fill_index(path, stop=stop).done == 0
    assert fill_index(path, budget_s=0).done == 0
    assert fill_index(path).share == 1


def test_the_last_search_is_answered_and_no_other(path: Path, seat: Seat) -> None:
    fill_index(path)  # each search would, for as long as it may: on a busy machine the last one may find it half done
    searching = SearchJobs(seat.background_tasks, path)
    pages: list[HitPage] = []
    for words in ("kind", "shorter", "brief"):
        searching.find(SearchRequest(words), pages.append, unexpected)
    for _ in range(3):
        seat.background_tasks.receive(seat.next())
    assert [excerpts(page) for page in pages] == [["Be brief."]]


def test_what_is_wrong_is_said(tmp_path: Path, seat: Seat) -> None:
    searching = SearchJobs(seat.background_tasks, tmp_path / "none.db")
    said: list[str] = []
    searching.find(SearchRequest("a"), unexpected, lambda error: said.append(str(error)))
    assert seat.background_tasks.receive(seat.next())
    assert "no history" in said[0]
    with pytest.raises(HistoryError, match="no history"):
        fill_index(tmp_path / "none.db")


def test_the_index_is_filled_in_the_background(path: Path, seat: Seat) -> None:
    searching = SearchJobs(seat.background_tasks, path)
    told: list[IndexProgress] = []
    searching.keep_up(told.append, unexpected)
    assert seat.background_tasks.receive(seat.next())
    assert [progress.share for progress in told] == [1.0]
    searching.keep_up(told.append, unexpected)
    searching.rest()
    seat.background_tasks.receive(seat.next())
    assert len(told) == 1
