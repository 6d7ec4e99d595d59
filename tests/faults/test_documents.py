"""Bad files and bad disks: one sentence each, the old file whole, nothing left behind."""

import contextlib
import os
import resource
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviser.documents.base import TEXT_LIMIT_BYTES
from reviser.documents.store import read, save
from reviser.errors import DocumentError


def refused(action: Callable[[], object], words: str) -> None:
    """`action` fails with one plain sentence that has `words` in it."""
    with pytest.raises(DocumentError, match=words) as caught:
        action()
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "Errno" not in sentence


def test_missing_file(tmp_path: Path) -> None:
    refused(lambda: read(tmp_path / "none.txt"), "does not exist")


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused(lambda: read(tmp_path / "file" / "a.txt"), "not a folder")


def test_folder(tmp_path: Path) -> None:
    refused(lambda: read(tmp_path), "is a folder")


def test_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    refused(lambda: read(tmp_path / "pipe"), "a device or a pipe")


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero"])
def test_device(device: str) -> None:
    refused(lambda: read(Path(device)), "a device or a pipe")


def test_socket(tmp_path: Path) -> None:
    # From inside its folder, since the path of a socket must be short.
    with contextlib.chdir(tmp_path), socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s")
        refused(lambda: read(tmp_path / "s"), "a device or a socket")


def test_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    refused(lambda: read(tmp_path / "loop.txt"), "leads back to itself")


def test_names_that_cannot_be(tmp_path: Path) -> None:
    refused(lambda: read(tmp_path / ("x" * 300)), "too long")
    refused(lambda: read(tmp_path / "a\0b"), "not allowed")


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    refused(lambda: read(tmp_path / name), "does not exist")
    (tmp_path / name).write_bytes(b"text")
    document = read(tmp_path / name)
    save(document, "new")
    assert (tmp_path / name).read_bytes() == b"new"


def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("secret", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        as_nobody(f"read(Path({str(path)!r}))", path, "no permission")
    else:
        refused(lambda: read(path), "no permission")


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "a.txt"
    path.parent.mkdir()
    path.write_text("old", encoding="utf-8")
    path.chmod(0o666)
    path.parent.chmod(0o555)
    call = f"save(read(Path({str(path)!r})), 'new')"
    if os.access(path.parent, os.W_OK):
        as_nobody(call, path, "no permission")
    else:
        refused(lambda: save(read(path), "new"), "no permission")
    path.parent.chmod(0o755)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(path.parent.iterdir()) == [path]


def as_nobody(call: str, path: Path, words: str) -> None:
    """Run `call` as a person without rights, since nothing is forbidden to root."""
    for folder in (path.parent, *path.parent.parents):
        if not folder.stat().st_mode & 0o001:
            if "pytest" not in str(folder):
                pytest.skip(f"others cannot enter {folder}")
            folder.chmod(folder.stat().st_mode | 0o055)
    program = f"""
import os
from pathlib import Path
from reviser.documents.store import read, save
from reviser.errors import DocumentError
os.setgid(65534)
os.setuid(65534)
try:
    {call}
except DocumentError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert words in done.stdout, done.stderr


def test_read_only_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o444)
    refused(lambda: save(read(path), "new"), "is read-only")
    assert path.read_text(encoding="utf-8") == "old"


def test_saving_to_what_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    document = read(path)
    os.mkfifo(tmp_path / "pipe")
    refused(lambda: save(document, "new", tmp_path), "is a folder")
    refused(lambda: save(document, "new", tmp_path / "pipe"), "a device or a pipe")
    refused(lambda: save(document, "new", tmp_path / "none" / "a.txt"), "folder does not exist")
    refused(lambda: save(document, "new", path / "a.txt"), "not a folder")
    refused(lambda: save(document, "new", tmp_path / "a\0b"), "not allowed")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.txt", "pipe"]


def test_a_hundred_megabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)  # a hole: no space on the disk
    refused(lambda: read(path), r"too large \(100 MB; the limit is 20 MB\)")


def test_the_limit_itself_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"a line of text\n" * (TEXT_LIMIT_BYTES // 15))
    assert len(read(path).text) > TEXT_LIMIT_BYTES - 15


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB of its own; skips where mounting is not allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_full_disk(tiny_disk: Path) -> None:
    path = tiny_disk / "a.txt"
    path.write_text("old", encoding="utf-8")
    document = read(path)
    refused(lambda: save(document, "new " * 30_000, expected=document.digest), "disk is full")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tiny_disk.iterdir()) == [path]


def test_read_only_disk(tiny_disk: Path) -> None:
    path = tiny_disk / "a.txt"
    path.write_text("old", encoding="utf-8")
    document = read(path)
    subprocess.run(["mount", "-o", "remount,ro", str(tiny_disk)], check=True)
    refused(lambda: save(document, "new"), "read-only")
    assert path.read_text(encoding="utf-8") == "old"


def test_file_size_limit(tmp_path: Path) -> None:
    """A real failure in the middle of writing that needs no rights: the system's limit on the size of a file."""
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    program = f"""
from pathlib import Path
from reviser.documents.store import read, save
from reviser.errors import DocumentError
try:
    save(read(Path({str(path)!r})), "new " * 30_000)
except DocumentError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),
    )
    assert "larger than is allowed" in done.stdout, done.stderr
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]
