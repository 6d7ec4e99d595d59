"""Each kind of damage is found, and the file that is looked at keeps every byte."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit, Intent, Proposal
from reviser.core.events import Arrived, RoundStarted
from reviser.errors import HistoryError
from reviser.history.log.store import Store
from reviser.history.recovery.verify import verify
from tests.history.sample import make, quick_path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "history.db"
    make(path)
    return path


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "history.db"
    make(path)
    return path


def meddle(path: Path, *statements: str) -> None:
    """Change the database behind the program's back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        for statement in statements:
            connection.execute(statement)


def listing(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.parent.iterdir()}


def test_a_sound_history_has_no_problem_and_is_not_touched(path: Path) -> None:
    before = listing(path)
    assert verify(path) == []
    assert listing(path) == before


def test_a_history_in_use_can_be_verified(path: Path) -> None:
    with Store.open(path) as store:
        store.add_words("more")
        assert verify(path) == []


def test_proposals_at_the_edges_of_a_text_and_of_nothing_taken_away_are_sound(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with Store.open(path) as store:
        document = store.add_document(path=None, title="a", text="One two", format="plain", encoding="utf-8", bom=b"")
        edits = (Edit(0, "", "So "), Edit(0, "One", "1"), Edit(4, "two", "2"), Edit(7, "", "."))
        offered = tuple(Proposal(edit, Intent.STYLE, "m", "r", "") for edit in edits)
        store.append(document, RoundStarted("a", "m"), Arrived("a", offered))
    assert verify(path) == []


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE texts SET text = 'other'", "is not the text that was stored"),
        ("UPDATE texts SET text = x'ff'", "is not the text that was stored"),
        ("UPDATE proposals SET end_char_pos = 1 WHERE number = 0", "ends at 1"),
        ("UPDATE changes SET end_char_pos = 99", "ends at 99"),
        ("UPDATE proposals SET before = 'UTILISE' WHERE before = 'utilise'", "is not at 3"),
        ("UPDATE proposals SET after = 'apply' WHERE after = 'use'", "is not its stored result"),
        ("UPDATE changes SET after = 'rather '", "the text it left is not the stored one"),
        ("UPDATE decisions SET verdict = 'reject' WHERE seq = 7", "is not its stored result"),
        ("UPDATE decisions SET verdict = 'perhaps'", "damaged"),
        ("DELETE FROM decisions WHERE seq = 7", "is not its stored result"),
        ("DELETE FROM events WHERE seq = 1", "inconsistent"),
        ("DELETE FROM rounds WHERE name = 'one'", "missing row"),
        ("UPDATE events SET target_seq = 4 WHERE seq = 9", "is not the one to be undone"),
        ("UPDATE results SET round_id = 2", "was not in force"),
    ],
)
def test_what_was_changed_behind_the_programs_back_is_found(path: Path, damage: str, said: str) -> None:
    meddle(path, damage)
    before = listing(path)
    problems = verify(path)
    assert any(said in str(problem) for problem in problems), problems
    assert listing(path) == before


def test_a_missing_history_is_not_a_sound_one(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="no history"):
        verify(tmp_path / "history.db")
    assert list(tmp_path.iterdir()) == []


def test_a_cut_file_is_a_problem_said_once(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-8192])
    before = listing(path)
    assert [problem for problem in verify(path) if problem.where == "file"]
    assert listing(path) == before


@given(flips=st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 255)), min_size=1, max_size=4))
def test_whatever_byte_is_flipped_nothing_crashes_and_nothing_is_written(
    sound: Path, flips: list[tuple[int, int]]
) -> None:
    content = bytearray(sound.read_bytes())
    for place, value in flips:
        content[place % len(content)] = value
    with quick_path() as path:
        path.write_bytes(content)
        before = listing(path)
        with suppress(HistoryError):
            assert all(str(problem) for problem in verify(path))
        assert listing(path) == before
