"""Reading and saving on a real disk: the bytes, the notes, what a save leaves as it was."""

import hashlib
import os
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.documents.base import ARCHIVE_LIMIT_BYTES, TEXT_LIMIT_BYTES
from reviser.documents.encodings import UTF_8
from reviser.documents.store import (
    ChangedOnDiskError,
    changed_on_disk,
    read,
    save,
    untitled,
)
from reviser.errors import DocumentError
from tests.documents.docx.making import docx
from tests.documents.epub.making import chapter, epub
from tests.documents.odt.making import odt


@given(st.binary())
def test_saving_the_same_text_gives_the_same_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "round-trip.txt"
    path.write_bytes(data)
    try:
        document = read(path)
    except DocumentError:
        return
    saved = save(document, document.text, expected=document.digest)
    assert path.read_bytes() == data
    assert saved.digest == document.digest == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no final newline",
        b"mixed\r\nends\rof\nlines\n\n",
        b"\xef\xbb\xbfwith a mark\r\n",
        "\ufeffwide \U0001f600\r\n".encode("utf-16-le"),
        "\ufeffwide\r\n".encode("utf-32-be"),
        "space\u00a0and\u2028separators\u2029\u0085\x0c\x0b\u200b".encode(),
        b"caf\xe9\r\n",
        b"\x81\x8d\x8f\x90\x9d",
        "é—".encode() + b"\xe9",
        b"x" * 1_000_000,
    ],
)
def test_bytes_survive(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file.md"
    path.write_bytes(data)
    document = read(path)
    save(document, document.text)
    assert path.read_bytes() == data
    copy = tmp_path / "copy.md"
    save(document, document.text, copy)
    assert copy.read_bytes() == data


def test_an_empty_file_is_an_empty_document(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    document = read(path)
    assert document.text == ""
    assert document.notes == ("The file is empty.",)


def test_a_saved_document_is_what_reading_gives(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"caf\xe9\r\n")
    saved = save(read(path), "deux cafés\r\n")
    again = read(path)
    assert path.read_bytes() == b"deux caf\xe9s\r\n"
    assert (saved.path, saved.text, saved.encoding, saved.digest) == (
        again.path,
        again.text,
        again.encoding,
        again.digest,
    )
    assert not changed_on_disk(saved)


def test_saving_as_changes_the_format_and_leaves_the_original(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    saved = save(read(path), "new", tmp_path / "b.md")
    assert saved.format.code == "markdown"
    assert path.read_text(encoding="utf-8") == "old"


def test_another_encoding_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"caf\xe9")
    document = read(path)
    with pytest.raises(DocumentError, match="save as UTF-8"):
        save(document, "café → bar")
    assert path.read_bytes() == b"caf\xe9"
    assert save(document, "café → bar", encoding=UTF_8).encoding == UTF_8
    assert read(path).text == "café → bar"


def test_a_new_document_needs_a_path(tmp_path: Path) -> None:
    document = untitled("text")
    with pytest.raises(DocumentError, match="choose where"):
        save(document, "text")
    old = os.umask(0o027)
    try:
        save(document, "text", tmp_path / "new.txt")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "new.txt").stat().st_mode) == 0o640


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_stays(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(mode)
    save(read(path), "new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_the_owner_stays(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    os.chown(path, 12345, 23456)
    save(read(path), "new")
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 23456)


def test_extended_attributes_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    try:
        os.setxattr(path, "user.reviser-test", b"kept")
    except OSError as error:
        pytest.skip(f"this file system has no extended attributes: {error.strerror}")
    save(read(path), "new")
    assert os.getxattr(path, "user.reviser-test") == b"kept"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "a.txt", tmp_path / "link.txt"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(Path("real") / "a.txt")
    save(read(link), "new")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"
    assert [path.name for path in real.parent.iterdir()] == ["a.txt"]


def test_a_change_outside_is_noticed_and_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    document = read(path)
    path.write_text("by another program", encoding="utf-8")
    assert changed_on_disk(document)
    with pytest.raises(ChangedOnDiskError, match="changed by another program"):
        save(document, "mine", expected=document.digest)
    assert path.read_text(encoding="utf-8") == "by another program"
    assert list(tmp_path.iterdir()) == [path]
    save(document, "mine")
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_file_that_went_away_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    document = read(path)
    path.unlink()
    with pytest.raises(ChangedOnDiskError, match="moved or deleted"):
        save(document, "mine", expected=document.digest)
    assert not list(tmp_path.iterdir())


PICTURE = os.urandom(1_000_000) * 24


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx("<w:p><w:r><w:t>One word.</w:t></w:r></w:p>")),
        ("a.odt", odt("<text:p>One word.</text:p>")),
        ("a.epub", epub([chapter("<p>One word.</p>")])),
    ],
)
def test_pictures_make_no_document_too_large(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("pictures/large.png", PICTURE)
    assert path.stat().st_size > TEXT_LIMIT_BYTES
    document = read(path)
    assert not changed_on_disk(document)
    saved = save(document, document.text.replace("word", "sentence"), expected=document.digest)
    assert read(path).text == saved.text == document.text.replace("word", "sentence")
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.read("pictures/large.png") == PICTURE


def test_what_only_begins_as_an_archive_may_not_be_large(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"PK\x03\x04" + b"text\n" * (TEXT_LIMIT_BYTES // 5))
    with pytest.raises(DocumentError, match=r"too large \(20 MB; the limit is 20 MB\)"):
        read(path)
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04")
    os.truncate(path, ARCHIVE_LIMIT_BYTES + 1_000_000)  # a hole: no space on the disk
    with pytest.raises(DocumentError, match=r"too large \(501 MB; the limit is 500 MB\)"):
        read(path)


def test_a_text_over_the_limit_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="20 MB"):
        save(untitled(), "x" * (TEXT_LIMIT_BYTES + 1), tmp_path / "a.txt")
    assert not list(tmp_path.iterdir())


def test_a_copy_of_a_read_only_file_can_be_saved_again(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.txt", tmp_path / "copy.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o440)
    saved = save(read(path), "new", copy)
    assert stat.S_IMODE(copy.stat().st_mode) & 0o007 == 0
    assert save(saved, "newer").text == copy.read_text(encoding="utf-8") == "newer"
