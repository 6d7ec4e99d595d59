"""The index has what the history has, whoever fills it and however often it is broken off."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Decision, Edit, Intent, Proposal, Verdict
from reviser.core.events import Arrived, Changed, Decided, Event, Redone, RoundStarted, Undone
from reviser.errors import HistoryError
from reviser.history.connection import BusyError, connect, transaction
from reviser.history.log.store import SCHEMA_VERSION, Store
from reviser.history.search.indexing import Indexer, clear, compact, delete_document
from reviser.history.search.query import Search, SearchRequest
from reviser.history.search.text_passages import PASSAGE, passages
from tests.core.recording import propose
from tests.history.sample import make, quick_path

SECRET = "Xylophonist"


def fill(path: Path, *, at_most: int = 100_000) -> int:
    """Fill the index; in how many transactions."""
    with Indexer.open(path, SCHEMA_VERSION) as indexer:
        for count in range(at_most):
            if indexer.step() is None:
                return count
    return at_most


def contents(path: Path) -> list[object]:
    """Everything in the index, by what it is made of."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search_index, instance)")
        rows = connection.execute("SELECT * FROM search_rows ORDER BY id").fetchall()
        words = connection.execute("SELECT doc, col, offset, term FROM words ORDER BY 1, 2, 3").fetchall()
        days = connection.execute("SELECT * FROM search_days ORDER BY 1").fetchall()
        return [rows, words, days]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "history.db"
    make(made)
    return made


def test_everything_is_indexed_once(path: Path) -> None:
    assert fill(path) > 0
    assert fill(path) == 0
    with Indexer.open(path, SCHEMA_VERSION) as indexer:
        assert indexer.progress.share == 1.0
    with closing(sqlite3.connect(path)) as connection:
        kinds = connection.execute("SELECT kind, count(*) FROM search_rows GROUP BY kind ORDER BY kind").fetchall()
    # The sample: four proposals, three texts, two of which differ from the one before; see sample.py.
    assert kinds == [("edit", 4), ("instruction", 2), ("remark", 1), ("text", 3), ("typed", 5)]


def test_what_was_broken_off_goes_on(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    make(other)
    fill(path)
    while fill(other, at_most=1):
        pass
    assert contents(other) == contents(path)


def test_two_programs_fill_it_at_once(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    make(other)
    fill(path)
    with Indexer.open(other, SCHEMA_VERSION) as one, Indexer.open(other, SCHEMA_VERSION) as two:
        left = [one, two]
        while left:
            left = [indexer for indexer in left if indexer.step() is not None]
    assert contents(other) == contents(path)


def test_another_writer_is_met_and_nothing_is_lost(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    make(other)
    fill(other)
    with Indexer.open(path, SCHEMA_VERSION) as indexer:
        with closing(connect(path, 0)) as writer, transaction(writer), pytest.raises(BusyError):
            indexer.step()
        while indexer.step() is not None:
            pass
    assert contents(path) == contents(other)


STEPS = st.lists(
    st.one_of(
        st.just("fill"),
        st.just("undo"),
        st.just("redo"),
        st.tuples(st.integers(0, 2), st.sampled_from(list(Verdict)), st.sampled_from(["", "because", "no"])),
    ),
    max_size=12,
)


@given(STEPS)
def test_whenever_it_is_filled_it_is_the_same(steps: list[object]) -> None:
    with quick_path() as path, quick_path() as other:
        play(steps, path, other)
        assert contents(path) == contents(other)


def play(steps: list[object], path: Path, other: Path) -> None:
    """The index at `path` is filled when the steps say so, the other one at the end."""
    for each in (path, other):
        with Store.open(each, clock=lambda: 7.0) as store:
            text = "one two three"
            store.add_document(path=None, title="a", text=text, format="plain", encoding="utf-8", bom=b"")
            proposals = tuple(propose(text, word, word.title()) for word in text.split())
            store.append(1, RoundStarted("r", "embedded", "Be brief."), Arrived("r", proposals))
            for event in events(steps):
                if event is not None:
                    store.append(1, event)
                elif each is path:
                    fill(path)
        fill(each)


def events(steps: list[object]) -> Iterator[Event | None]:
    """None: the index is filled."""
    seq = 3
    undoable: list[int] = []
    undone: list[int] = []
    for step in steps:
        if step == "fill":
            yield None
            continue
        if step == "undo" and undoable:
            undone.append(undoable.pop())
            yield Undone(undone[-1])
        elif step == "redo" and undone:
            undoable.append(undone.pop())
            yield Redone(undoable[-1])
        elif isinstance(step, tuple):
            number, verdict, reason = step
            after = "other" if verdict is Verdict.REWRITE else None
            yield Decided((Decision(f"r:{number}", verdict, after, reason),))
            undoable.append(seq + 1)
            undone.clear()
        else:
            continue
        seq += 1


def test_a_forgotten_document_leaves_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with Store.open(path) as store:
        for number in range(30):
            text = f"{SECRET if number == 7 else 'Nobody'} wrote number {number}."
            store.add_document(path=None, title="a", text=text, format="plain", encoding="utf-8", bom=b"")
        proposal = Proposal(
            Edit(0, SECRET, f"{SECRET}s"), Intent.STYLE, "embedded", "r", f"More {SECRET.upper()}.", 0.5
        )
        store.append(8, RoundStarted("r", "embedded", f"No {SECRET}."), Arrived("r", (proposal,)))
        store.append(8, Decided((Decision("r:0", Verdict.REWRITE, f"{SECRET}ish"),)))
        store.append(8, Changed((Edit(0, "", f"The {SECRET} "),)))
    fill(path)
    with Search.open(path) as search:
        assert search.page(SearchRequest(SECRET)).count == 4
    assert SECRET.lower().encode() in index(path)
    with closing(connect(path, 0)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        with transaction(connection):
            delete_document(connection, 8)
        compact(connection)
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert SECRET.lower().encode() not in index(path)  # the history itself still has it, as it was written
    assert SECRET.lower().encode() not in path.read_bytes()
    contents(path)
    with Search.open(path) as search:
        assert search.page(SearchRequest(SECRET)).count == 0
        assert search.page(SearchRequest("nobody")).count == 29


def index(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as connection:
        blocks = connection.execute("SELECT block FROM search_index_data UNION ALL SELECT term FROM search_index_idx")
        return b"".join(block if isinstance(block, bytes) else str(block).encode() for (block,) in blocks)


def test_it_can_be_emptied_and_made_again(path: Path) -> None:
    fill(path)
    before = contents(path)
    with closing(connect(path, 0)) as connection, transaction(connection):
        clear(connection)
    fill(path)
    assert contents(path) == before


def test_the_index_is_brought_together_in_small_steps_and_by_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with Store.open(path) as store:
        store.add_document(path=None, title="a", text="x", format="plain", encoding="utf-8", bom=b"")
    for number in range(40):
        with Store.open(path) as store:
            store.append(1, Changed((Edit(0, "", f"word{number} "),)))
        fill(path)
    with closing(sqlite3.connect(path)) as connection:
        (pieces,) = connection.execute("SELECT count(DISTINCT segid) FROM search_index_idx").fetchone()
        setting = connection.execute("SELECT v FROM search_index_config WHERE k = 'automerge'").fetchone()
    assert (pieces < 6, setting) == (True, (0,))


def test_a_history_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="no history"):
        Indexer.open(tmp_path / "none.db", SCHEMA_VERSION)


@given(st.text(st.sampled_from("ab \n\u2028"), max_size=60), st.sets(st.sampled_from(["a\n", "b\n", "\n", "ab\n"])))
def test_passages_are_all_paragraphs_that_are_not_known(text: str, known: set[str]) -> None:
    found = list(passages(text, known))
    lines = [line for line in text.splitlines(keepends=True) if line not in known]
    assert "".join(text[start:end] for start, end in found) == "".join(lines)
    assert all(start < end for start, end in found)
    assert found == sorted(found)


def test_long_texts_are_cut_at_spaces() -> None:
    text = "word " * 3000 + "x" * 9000 + "\nshort\n"
    found = list(passages(text, set()))
    assert "".join(text[start:end] for start, end in found) == text
    assert max(end - start for start, end in found) <= PASSAGE
    assert all(text[end - 1] == " " for _, end in found[:3])
