"""A history whose files were damaged in 200 ways: opened, refused in a sentence, or repaired; never written to."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reviser.core.edit import Edit
from reviser.core.events import Changed, Outcome, RequestMade, Restored, RoundEnded, RoundStarted
from reviser.core.exchange import Exchange
from reviser.errors import HistoryError, UserError
from reviser.history.log.store import HistoryReader, Store
from reviser.history.recovery.repair import Repaired, RepairStep, repair
from reviser.history.recovery.verify import verify
from reviser.messages import verbatim
from tests.faults.damage import DOCUMENTS, damage, make_large

WAYS = 200
SHORT = range(0, WAYS, 13)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "history.db"
    make_large(path)
    return path


def listing(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def kept(before: dict[str, bytes], folder: Path) -> bool:
    """Whether the damaged file and its log are as they were. The log's index (-shm) holds nothing of its own: SQLite
    makes it anew."""
    now = listing(folder)
    return all(now.get(name) == content for name, content in before.items() if not name.endswith("-shm"))


def damaged(sound: Path, folder: Path, seed: int) -> Path:
    folder.mkdir()
    for file in sound.parent.iterdir():
        shutil.copy(file, folder)
    damage(folder / sound.name, seed)
    return folder / sound.name


def said(error: UserError) -> str:
    sentence = str(error)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def go_through(sound: Path, folder: Path, seed: int) -> Repaired | None:
    path = damaged(sound, folder / "damaged", seed)
    before = listing(path.parent)
    try:
        verify(path)
    except HistoryError as error:
        said(error)
    assert kept(before, path.parent)
    try:
        with HistoryReader.open_to_read(path) as reader:
            for document in reader.documents(deleted=True):
                reader.records(document.id)
    except UserError as error:
        said(error)
    assert kept(before, path.parent)
    target = folder / "repaired.db"
    repaired: Repaired | None = None
    try:
        repaired = repair(path, target)
    except HistoryError as error:
        said(error)
    assert kept(before, path.parent)
    assert sorted(file.name for file in folder.iterdir()) == ["damaged"] + (["repaired.db"] if repaired else [])
    if repaired is not None:
        assert verify(target) == []
        with Store.open(target) as store:
            store.add_words("kept")
            assert len(store.documents()) == repaired.whole + sum(cut.kept > 0 for cut in repaired.cut)
    return repaired


@pytest.mark.parametrize("seed", SHORT)
def test_a_damaged_history(sound: Path, tmp_path: Path, seed: int) -> None:
    go_through(sound, tmp_path, seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", [seed for seed in range(WAYS) if seed not in SHORT])
def test_a_history_damaged_in_all_ways(sound: Path, tmp_path: Path, seed: int) -> None:
    go_through(sound, tmp_path, seed)


def test_a_sound_history_is_repaired_to_itself(sound: Path, tmp_path: Path) -> None:
    """With what is in the log only."""
    repaired = repair(sound, tmp_path / "new.db")
    assert (repaired.whole, repaired.lost) == (DOCUMENTS + 1, False)
    with HistoryReader.open_to_read(sound) as old, HistoryReader.open_to_read(tmp_path / "new.db") as new:
        assert new.documents() == old.documents()
        for document in old.documents():
            assert new.records(document.id) == old.records(document.id)
            assert new.results(document.id) == old.results(document.id)


def test_how_far_a_repair_is_is_told_and_it_can_be_ended(sound: Path, tmp_path: Path) -> None:
    heard: list[tuple[RepairStep, int, int]] = []
    repair(sound, tmp_path / "new.db", on_progress=lambda doing, done, of: heard.append((doing, done, of)))
    assert list(dict.fromkeys(doing for doing, _, _ in heard)) == list(RepairStep)
    for doing in (RepairStep.FITTING, RepairStep.CHECKING):
        counts = [(done, of) for each, done, of in heard if each is doing and of]
        assert counts == [(done, DOCUMENTS + 1) for done in range(DOCUMENTS + 1)]
    before = listing(tmp_path)

    for last in RepairStep:

        def told(step: RepairStep, _: int, of: int, last: RepairStep = last) -> None:
            if step is last and (of or step in {RepairStep.COPYING, RepairStep.READING}):
                raise UserError(verbatim("It was stopped."))

        with pytest.raises(UserError, match="stopped"):
            repair(sound, tmp_path / "other.db", on_progress=told)
        assert listing(tmp_path) == before


def test_what_was_gone_back_to_is_not_dropped_alone(tmp_path: Path) -> None:
    """A request that is lost takes nothing with it, but for what names it."""
    path = tmp_path / "history.db"
    with Store.open(path) as store:
        document = store.add_document(path=None, title="a", text="One.", format="plain", encoding="utf-8", bom=b"")
        sent = Exchange("here", "small", "propose", "v-1", "", "", None, None, None, 0.5, "stop")
        _, asked, _ = store.append(
            document, RoundStarted("r", "here"), RequestMade("r", sent), RoundEnded("r", Outcome.COMPLETE)
        )
        store.append(document, Changed((Edit(0, "One", "Two"),)), Restored(asked.seq))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("DROP TRIGGER requests_no_delete; DELETE FROM requests")
    repaired = repair(path, tmp_path / "new.db")
    assert verify(tmp_path / "new.db") == []
    (cut,) = repaired.cut
    assert (cut.kept, cut.lost) == (2, 4)
