"""Models on the disk: one of the person's own, what is full, closed or foreign, what is listed and removed."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviser.errors import UsageError, UserError
from reviser.revisers.lm.model_file import ModelFile, find, record_path, recorded
from reviser.services.models.model_status import ModelStep
from reviser.services.models.models import Models
from reviser.services.models.package_index import Index
from tests.revisers.lm import tiny
from tests.services.shelf import Heard, Shelf, shelf


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(tmp_path_factory.mktemp("shelf"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "models"


def leftovers(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".lock"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk on which the slack that must stay free is not."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a small disk can be mounted by root only")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_without_room_is_said_before_anything_is_asked(stock: Shelf, small_disk: Path) -> None:
    models = Models(small_disk, lambda: Index(()), stock.catalogue)
    with pytest.raises(UserError, match=r"There is not enough space for smollm2-135m .*REVISER_MODELS\.$"):
        asyncio.run(models.get())
    own = tiny.write(small_disk.parent / "own.gguf")
    with pytest.raises(UserError, match="There is not enough space for own"):
        asyncio.run(models.add(own))
    assert leftovers(small_disk) == set()


FULL = """
import asyncio, resource, signal, sys
from pathlib import Path
from reviser.errors import UserError
from reviser.services.models.models import Models
from reviser.services.models.package_index import Index
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    asyncio.run(Models(Path(sys.argv[1]), lambda: Index(())).add(Path(sys.argv[2])))
except UserError as error:
    print(error)
"""


def test_a_disk_that_becomes_full_meanwhile_is_said(folder: Path, tmp_path: Path) -> None:
    own = tiny.write(tmp_path / "own.gguf")
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(folder), str(own)], capture_output=True, text=True, check=False
    )
    assert "is full: free some space" in done.stdout, done.stderr
    assert leftovers(folder) == set()


@pytest.fixture
def closed(folder: Path) -> Iterator[Path]:
    """A folder that nobody can write to, root neither."""
    folder.mkdir(parents=True)
    if os.getuid() == 0:
        mount = ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(folder)]
        if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
            pytest.skip("root can write anywhere, and nothing can be mounted here")
        yield folder
        subprocess.run(["umount", str(folder)], check=True)
        return
    folder.chmod(0o500)
    yield folder
    folder.chmod(0o700)


def test_a_folder_that_cannot_be_written_to_is_said(stock: Shelf, closed: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written to"):
        asyncio.run(Models(closed, lambda: Index(()), stock.catalogue).get())
    with pytest.raises(UserError, match="cannot be written to"):
        asyncio.run(Models(closed, lambda: Index(())).add(tiny.write(tmp_path / "own.gguf")))


def test_a_folder_that_is_a_file_is_said(stock: Shelf, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError, match="cannot be written to"):
        asyncio.run(Models(tmp_path / "file" / "models", lambda: Index(()), stock.catalogue).get())


def test_one_of_the_persons_own_is_copied_with_what_was_found_in_it(folder: Path, tmp_path: Path) -> None:
    own = tiny.write(tmp_path / "My own.model.GGUF")
    heard = Heard()
    models = Models(folder, lambda: Index(()))
    file = asyncio.run(models.add(own, heard))
    assert file == ModelFile(folder / "My own.model.gguf", "My own.model", own.stat().st_size, tiny.LICENSE)
    assert file.path.read_bytes() == own.read_bytes()
    assert find(folder) == file
    assert heard.at(ModelStep.COPYING)[-1] == file.size
    found = recorded(file.path)
    assert found is not None
    assert (found.size, found.license) == (file.size, tiny.LICENSE)
    with pytest.raises(UserError, match=r"already a model called My own\.model"):
        asyncio.run(models.add(own))
    assert models.remove("My own.model") > file.size
    assert leftovers(folder) == set()
    assert not record_path(file.path).exists()
    assert own.exists()


def test_a_known_one_is_known_when_it_is_added_whatever_it_is_called(
    stock: Shelf, folder: Path, tmp_path: Path
) -> None:
    models = Models(folder, lambda: Index(()), stock.catalogue)
    for name, content in (("model.gguf", stock.model), ("any.whl", stock.wheel), ("again.whl", stock.wheel)):
        (tmp_path / name).write_bytes(content)
        file = asyncio.run(models.add(tmp_path / name))
        assert (file.name, file.known) == (stock.known.name, stock.known)
        assert leftovers(folder) == {stock.known.file_name}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.gguf", b"", "is not a model file"),
        ("a.gguf", b"<html>", "is not a model file"),
        ("a.zip", b"PK\x03\x04 no zip", "not a wheel that contains a known model"),
        ("a.gguf", b"GGUF\x03\0\0\0", "damaged or incomplete"),
    ],
)
def test_a_foreign_file_is_not_added(folder: Path, tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError, match=said):
        asyncio.run(Models(folder, lambda: Index(())).add(tmp_path / name))
    assert leftovers(folder) == set()


def test_what_cannot_be_added_for_its_name_is_said(stock: Shelf, folder: Path, tmp_path: Path) -> None:
    models = Models(folder, lambda: Index(()), stock.catalogue)
    with pytest.raises(UserError, match="cannot be read"):
        asyncio.run(models.add(tmp_path / "missing.gguf"))
    with pytest.raises(UserError, match="rename the file"):
        asyncio.run(models.add(tiny.write(tmp_path / ".gguf")))
    other = tiny.write(tmp_path / stock.known.file_name, said={"general.author": "x"})
    with pytest.raises(UserError, match=f"does not have the hash of {stock.known.name}"):
        asyncio.run(models.add(other))
    assert leftovers(folder) == set()


def test_what_is_removed_while_it_is_read_stays_readable(folder: Path, tmp_path: Path) -> None:
    models = Models(folder, lambda: Index(()))
    file = asyncio.run(models.add(tiny.write(tmp_path / "own.gguf")))
    with file.path.open("rb") as held:
        models.remove("own")
        assert held.read(4) == b"GGUF"
    assert find(folder) is None


def test_no_other_name_is_removed_or_fetched(stock: Shelf, folder: Path) -> None:
    models = Models(folder, lambda: Index(()), stock.catalogue)
    for name in ("", "other", "../history", stock.known.name):
        with pytest.raises(UsageError, match="no model"):
            models.remove(name)
    with pytest.raises(UsageError, match="only smollm2-135m"):
        asyncio.run(models.get("other"))


def test_they_are_listed_with_what_became_of_each(stock: Shelf, folder: Path, tmp_path: Path) -> None:
    models = Models(folder, lambda: Index(()), stock.catalogue)
    (none,) = models.list_models()
    assert (none.name, none.file, none.problem, none.part, none.used) == (stock.known.name, None, "", 0, False)
    folder.mkdir(parents=True)
    (folder / f"{stock.known.wheel}.part").write_bytes(stock.wheel[:5000])
    assert models.list_models()[0].part == 5000
    asyncio.run(models.add(tiny.write(tmp_path / "own.gguf", said={"general.author": "x"})))
    (folder / stock.known.file_name).write_bytes(b"GGUF\x03\0\0\0")
    own, known = models.list_models()
    assert (own.name, own.used, own.known) == ("own", True, None)
    assert own.file == find(folder, stock.catalogue)
    assert (known.file, known.used) == (None, False)
    assert "is cut off" in known.problem
