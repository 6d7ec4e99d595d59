"""What is found, and that nothing a person types is an error."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Decision, Edit, Intent, Proposal, Verdict
from reviser.core.events import Arrived, Changed, Decided, Outcome, RequestMade, RoundEnded, RoundStarted, Undone
from reviser.core.exchange import Exchange
from reviser.core.text import Span
from reviser.errors import HistoryError
from reviser.history.log.store import Result, Store
from reviser.history.search.hits import EXCERPT, cut_excerpt
from reviser.history.search.query import MOST_COUNTED, Cursor, HitKind, HitPage, Search, SearchRequest
from tests.history.sample import make, quick_path
from tests.history.search.test_indexing import fill

DAY = 86_400.0
FIRST = "The naïve method was utilised.\nNothing else changes here.\n"
FIRST_LINE = FIRST.replace("\n", " ")
LAST = "The naïve method was used.\nNothing else changes here.\n"


class Clock:
    """A day later every time."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += DAY
        return self.now


def edit(before: str, after: str, why: str, intent: Intent = Intent.CLARITY) -> Proposal:
    return Proposal(Edit(FIRST.find(before), before, after), intent, "plain", "r", why, 0.5)


def write(path: Path) -> None:
    with Store.open(path, clock=Clock()) as store:
        store.add_document(path=None, title="first", text=FIRST, format="plain", encoding="utf-8", bom=b"")
        store.add_document(path=None, title="second", text="Nobody.", format="plain", encoding="utf-8", bom=b"")
        proposals = (
            edit("utilised", "used", "Shorter than utilised."),
            edit("naïve", "naive", "Plain letters.", Intent.STYLE),
            edit("else", "", "Not needed."),
        )
        sent = Exchange("here", "small", "propose", "v-1", "", "", None, None, None, 0.5, "stop")
        store.append(1, RoundStarted("one", "here:small", "Be brief."))  # day 3
        store.append(
            1, Arrived("one", proposals), RequestMade("one", sent), RoundEnded("one", Outcome.COMPLETE)
        )  # day 4
        decisions = (Decision("one:0", Verdict.ACCEPT), Decision("one:1", Verdict.REJECT, None, "It is a name."))
        store.append(1, Decided(decisions, annotator="me"))  # day 5
        store.append(1, RoundStarted("two", "embedded", "Kindly."), results=[Result("one", LAST, LAST)])  # day 6
        store.append(1, Arrived("two", (edit("method", "way", "Shorter."),)))  # day 7
        store.append(1, Changed((Edit(0, "", "Zebras. "),)))  # day 8
    fill(path)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("history") / "history.db"
    write(made)
    return made


def found(path: Path, search_request: SearchRequest) -> list[tuple[str, str]]:
    with Search.open(path) as search:
        page = search.page(search_request)
        assert page.count >= len(page.hits)
        assert page.progress.share == 1
        return [(hit.kind, hit.excerpt) for hit in page.hits]


@pytest.mark.parametrize(
    ("search_request", "expected"),
    [
        (SearchRequest("utilised"), [("edit", "utilised"), ("text", FIRST_LINE)]),
        (SearchRequest("UTILISED "), [("edit", "utilised"), ("text", FIRST_LINE)]),
        (SearchRequest("zeb"), [("typed", "Zebras. ")]),
        (SearchRequest("zeb "), []),
        (SearchRequest("ze"), []),
        (SearchRequest('"method was used"'), [("text", "The naïve method was used. ")]),
        (SearchRequest('"method was use*"'), [("text", "The naïve method was used. ")]),
        (SearchRequest('"method was util*" '), [("text", FIRST_LINE)]),
        (SearchRequest("brief"), [("instruction", "Be brief.")]),
        (SearchRequest("shorter utilised"), [("edit", "Shorter than utilised.")]),
        (SearchRequest("shorter", kind=HitKind.EDIT), []),
        (
            SearchRequest("shorter", kind=HitKind.EXPLANATION),
            [("edit", "Shorter."), ("edit", "Shorter than utilised.")],
        ),
        (SearchRequest("name", kind=HitKind.REASON), [("edit", "It is a name.")]),
        (SearchRequest("used", kind=HitKind.TEXT), [("text", "The naïve method was used. ")]),
        (SearchRequest("method", kind=HitKind.TYPED), []),
        (SearchRequest("naive", intent="style"), [("edit", "naïve")]),
        (SearchRequest("naive", intent="fluency"), []),
        (SearchRequest(decision="accept"), [("edit", "utilised")]),
        (SearchRequest(decision="undecided"), [("edit", "method"), ("edit", "else")]),
        (SearchRequest(kind=HitKind.INSTRUCTION), [("instruction", "Kindly."), ("instruction", "Be brief.")]),
        (SearchRequest("shorter", reviser="embedded"), [("edit", "Shorter.")]),
        (SearchRequest("shorter", reviser="plain"), [("edit", "Shorter."), ("edit", "Shorter than utilised.")]),
        (SearchRequest("shorter", model="small"), [("edit", "Shorter than utilised.")]),
        (SearchRequest("shorter", model="large"), []),
        (SearchRequest(document_id=2), [("text", "Nobody.")]),
        (SearchRequest("n", document_id=2), []),
        (SearchRequest(since=7.5 * DAY), [("typed", "Zebras. ")]),
        (SearchRequest("shorter", until=4 * DAY), []),
        (SearchRequest("shorter", since=4 * DAY, until=4 * DAY + 1), [("edit", "Shorter than utilised.")]),
        (SearchRequest(since=100 * DAY), []),
        (SearchRequest("🙂"), []),
        (SearchRequest(), []),
    ],
)  # fmt: skip
def test_what_is_found(path: Path, search_request: SearchRequest, expected: list[tuple[str, str]]) -> None:
    assert found(path, search_request) == expected


def test_a_hit_says_all_about_an_edit(path: Path) -> None:
    with Search.open(path) as search:
        (hit,) = search.page(SearchRequest("plain letters")).hits
    assert (hit.document_id, hit.title, hit.round, hit.proposal_id) == (1, "first", "one", "one:1")
    assert (hit.reviser, hit.proposed_by, hit.models, hit.intent) == ("here:small", "plain", ("small",), "style")
    assert (hit.before, hit.after, hit.decision, hit.applied) == ("naïve", "naive", "reject", None)
    assert (hit.reason, hit.at, hit.decided_at, hit.annotator) == ("It is a name.", 4 * DAY, 5 * DAY, "me")
    assert [span.of(hit.excerpt) for span in hit.marked] == ["Plain", "letters"]
    assert (hit.column, hit.undone) == ("explanation", False)


def test_a_hit_says_what_was_put_there(path: Path) -> None:
    with Search.open(path) as search:
        applied = {hit.before: hit.applied for hit in search.page(SearchRequest(kind=HitKind.EDIT)).hits}
    assert applied == {"utilised": "used", "naïve": None, "else": None, "method": None}


def test_a_long_text_is_cut_around_what_was_found(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    text = "🙂 word\n" * 60 + "the needle stands\n" + "word " * 90
    with Store.open(path) as store:
        store.add_document(path=None, title="a", text=text, format="plain", encoding="utf-8", bom=b"")
    fill(path)
    with Search.open(path) as search:
        (hit,) = search.page(SearchRequest("needle")).hits
    assert [span.of(hit.excerpt) for span in hit.marked] == ["needle"]
    assert (hit.excerpt[0], hit.excerpt[-1]) == ("…", "…")
    assert len(hit.excerpt) < 170
    assert text[hit.start :].translate({10: " "}).startswith(hit.excerpt.strip("…"))


@pytest.mark.parametrize("length", [EXCERPT - 1, EXCERPT, EXCERPT + 1])
def test_a_text_that_has_room_is_shown_whole(length: int) -> None:
    text = f"{'word ' * 40}"[: length - 7] + " needle"
    excerpt, (span,), start = cut_excerpt(text, [Span(length - 6, length)])
    assert span.of(excerpt) == "needle"
    assert (excerpt == text, start == 0) == (length <= EXCERPT, length <= EXCERPT)
    assert cut_excerpt(text, [Span(5, 9)])[2] == 0  # near its beginning it is cut at its end alone
    assert cut_excerpt(text, []) == (text if length <= EXCERPT else f"{text[:EXCERPT]}…", (), 0)


def test_what_is_decided_later_is_found_by_it(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    write(path)
    with Store.open(path) as store:
        store.append(1, Decided((Decision("one:2", Verdict.REWRITE, "otherwise"),)))
        # Not in the index yet; what is found is as it is now all the same.
        assert found_decisions(path, SearchRequest("needed")) == ["rewrite"]
        assert found_decisions(path, SearchRequest("needed", decision="undecided")) == []
        fill(path)
        assert found_decisions(path, SearchRequest("otherwise", decision="rewrite")) == ["rewrite"]
        assert found_decisions(path, SearchRequest("otherwise", kind=HitKind.EDIT)) == ["rewrite"]
        last = store.records(1)[-1].seq
        store.append(1, Undone(last))
        fill(path)
    assert found_decisions(path, SearchRequest("otherwise")) == []
    assert found_decisions(path, SearchRequest("needed", decision="undecided")) == ["undecided"]


def found_decisions(path: Path, search_request: SearchRequest) -> list[str | None]:
    with Search.open(path) as search:
        return [hit.decision for hit in search.page(search_request).hits]


def test_what_was_undone_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    write(path)
    with Store.open(path) as store:
        started = next(
            each.seq for each in store.records(1) if each.event == RoundStarted("two", "embedded", "Kindly.")
        )
        store.append(1, Undone(started))
    with Search.open(path) as search:
        undone = {hit.kind: hit.undone for hit in search.page(SearchRequest(since=6 * DAY)).hits if hit.kind != "text"}
    assert undone == {"instruction": True, "edit": True, "typed": False}


def test_deleted_documents_are_not_found(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    write(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE documents SET deleted_at = 1 WHERE id = 2")
    assert found(path, SearchRequest("nobody")) == []
    assert found(path, SearchRequest(document_id=2)) == []


def test_documents_are_found_by_their_text(path: Path) -> None:
    with Search.open(path) as search:
        assert search.documents("nothing") == [1]
        assert search.documents("no") == []
        assert search.documents("nob") == [2]
        assert search.documents("") == []


def test_no_document_is_missed_for_what_stands_often_in_another(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with Store.open(path) as store:
        for _ in range(2):
            store.add_document(path=None, title="a", text="same", format="plain", encoding="utf-8", bom=b"")
        store.append(2, Changed((Edit(0, "", "same "),) * 3000))
    fill(path)
    with Search.open(path) as search:
        assert search.documents("same") == [2, 1]


def test_filters_have_names(path: Path) -> None:
    with Search.open(path) as search:
        assert search.values() == (["embedded", "here:small"], ["small"])


@pytest.mark.parametrize("by_relevance", [False, True])
def test_pages_follow_each_other(tmp_path: Path, by_relevance: bool) -> None:
    path = tmp_path / "history.db"
    count = MOST_COUNTED + 5
    with Store.open(path) as store:
        store.add_document(path=None, title="a", text="x", format="plain", encoding="utf-8", bom=b"")
        store.append(1, Changed(tuple(Edit(0, "", "same " * (1 + number % 7)) for number in range(count))))
    fill(path)
    wanted = SearchRequest("same", by_relevance=by_relevance)
    ids: list[int] = []
    with Search.open(path) as search:
        after: Cursor | None = None
        while True:
            page = search.page(wanted, after=after, limit=100)
            assert (page.count, page.more) == (MOST_COUNTED, True)
            ids += [hit.id for hit in page.hits]
            after = page.after
            if after is None:
                break
    assert len(ids) == len(set(ids)) == count
    assert (ids == sorted(ids, reverse=True)) is not by_relevance


def test_the_best_match_comes_first_by_relevance(path: Path) -> None:
    with Search.open(path) as search:
        newest = search.page(SearchRequest("utilised shorter")).hits
        best = search.page(SearchRequest("shorter", by_relevance=True)).hits
    assert [hit.excerpt for hit in newest] == ["Shorter than utilised."]
    assert best[0].excerpt == "Shorter."


ANY = st.one_of(st.text(), st.text(st.sampled_from("aé\"*'-^:(){}+\0🙂文 \ue000ANDORT")))


@given(ANY, st.sampled_from([None, *HitKind]), st.booleans(), st.none() | ANY)
def test_nothing_typed_is_an_error(words: str, kind: HitKind | None, by_relevance: bool, name: str | None) -> None:
    wanted = SearchRequest(words, kind, name, name, name, name, None, None, None, by_relevance)
    with quick_path() as path, Search.open(path) as search:
        assert search.page(wanted) == HitPage()
        assert search.documents(words) == []


@given(ANY, st.sampled_from([None, *HitKind]))
def test_nothing_typed_is_an_error_where_there_is_something(
    tmp_path_factory: pytest.TempPathFactory, words: str, kind: HitKind | None
) -> None:
    path = tmp_path_factory.getbasetemp() / "searched.db"
    if not path.exists():
        make(path)
        fill(path)
    with Search.open(path) as search:
        page = search.page(SearchRequest(words, kind))
        for hit in page.hits:
            assert all(0 <= span.start < span.end <= len(hit.excerpt) for span in hit.marked)


def test_a_history_that_cannot_be_written_is_searched(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    write(path)
    path.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        assert found(path, SearchRequest("zeb")) == [("typed", "Zebras. ")]
    finally:
        tmp_path.chmod(0o700)


def test_an_older_history_is_said(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((Path(__file__).parents[1] / "v8.sql").read_text(encoding="utf-8"))
    with pytest.raises(HistoryError, match="older reviser"):
        Search.open(path)
    with pytest.raises(HistoryError, match="no history"):
        Search.open(tmp_path / "none.db")


def test_a_search_can_be_stopped_from_another_thread(path: Path) -> None:
    over = threading.Event()
    with Search.open(path) as search:

        def stop() -> None:
            while not over.is_set():
                search.stop()

        thread = threading.Thread(target=stop)
        thread.start()
        try:
            with pytest.raises(HistoryError, match="stopped"):
                go_on(search)
        finally:
            over.set()
            thread.join()
        assert search.page(SearchRequest("zeb")).count == 1
    search.stop()


def test_a_search_can_be_stopped_while_it_opens_the_index(path: Path) -> None:
    """SQLite says then that it could not open the table, not that it was interrupted."""
    over = threading.Event()
    current: list[Search] = []

    def stop() -> None:
        while not over.is_set():
            for search in current:
                search.stop()

    thread = threading.Thread(target=stop)
    thread.start()
    refusals: list[str] = []
    try:
        while len(refusals) < 30:
            with Search.open(path) as search:
                current[:] = [search]
                try:
                    search.page(SearchRequest("shorter"))
                except HistoryError as error:
                    refusals.append(str(error))
    finally:
        over.set()
        thread.join()
    assert all("stopped" in refusal for refusal in refusals)


def go_on(search: Search) -> None:
    for _ in range(100_000):
        search.page(SearchRequest("shorter"))
