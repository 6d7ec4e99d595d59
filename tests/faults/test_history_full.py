"""A full disk: said plainly, nothing half-written, and the next append works once there is room."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviser.core.edit import Edit
from reviser.core.events import Changed
from reviser.errors import HistoryError
from reviser.history.backup import backup_paths
from reviser.history.log.store import Store
from reviser.history.recovery.verify import verify
from reviser.services.documents.backups import Reason, take_backup

BIG = "x" * 30_000
TWO = (Changed((Edit(0, "", BIG),)), Changed((Edit(0, BIG, ""),)))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a small disk can be mounted by root only")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(store: Store, document: int) -> int:
    """Append until the disk is full; how many were appended."""
    count = 0
    said = ""
    while not said:
        try:
            store.append(document, *TWO)
            count += 1
        except HistoryError as error:
            said = str(error)
    assert "disk" in said
    assert said.endswith(".")
    return count


def add(store: Store) -> int:
    return store.add_document(path=None, title="", text="A text.", format="plain", encoding="utf-8", bom=b"")


def test_a_full_disk(small_disk: Path) -> None:
    path = small_disk / "history.db"
    with Store.open(path) as store:
        document = add(store)
        ballast = small_disk / "ballast"
        ballast.write_bytes(bytes(300_000))
        count = fill(store, document)
        assert len(store.records(document)) == 1 + 2 * count
        ballast.unlink()
        store.append(document, *TWO)
        assert len(store.records(document)) == 3 + 2 * count
    assert verify(path) == []


def test_a_disk_with_no_room_at_all(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(bytes(1_048_576))
    with pytest.raises(HistoryError, match="disk"):
        Store.open(small_disk / "history.db")
    (small_disk / "ballast").unlink()
    Store.open(small_disk / "history.db").close()
    assert verify(small_disk / "history.db") == []


def test_no_room_for_a_backup(small_disk: Path) -> None:
    """Said, and nothing is lost: neither the history nor the backup that there is."""
    path = small_disk / "history.db"
    with Store.open(path) as store:
        document = add(store)
    first = take_backup(path, 0.0, Reason.DAY)
    with Store.open(path) as store:
        ballast = small_disk / "ballast"
        ballast.write_bytes(bytes(200_000))
        with pytest.raises(HistoryError, match="disk"):
            take_backup(path, 100.0, Reason.DAY)
        assert backup_paths(path) == [first]
        assert not list(small_disk.glob("*.part"))
        ballast.unlink()
        store.append(document, Changed((Edit(0, "", "x"),)))
    assert verify(path) == []


def fill_within_a_limit(path: Path) -> None:
    """In a process of its own: a limit to the size of files is what any user has of a full disk."""
    import resource

    with Store.open(path) as store:
        document = add(store)
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, hard))
        count = fill(store, document)
        assert len(store.records(document)) == 1 + 2 * count
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        store.append(document, *TWO)
        assert len(store.records(document)) == 3 + 2 * count


def test_a_limit_to_the_size_of_files(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    command = [sys.executable, "-m", "tests.faults.test_history_full", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert verify(path) == []


if __name__ == "__main__":
    fill_within_a_limit(Path(sys.argv[1]))
