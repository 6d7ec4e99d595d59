"""Which model is used, and what is said of files that hold none: cut off, damaged, of another kind."""

import os
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviser import locations
from reviser.revisers.lm.catalogue import DEFAULT, KNOWN
from reviser.revisers.lm.model_file import (
    UNKNOWN_LICENSE,
    ModelFileError,
    Record,
    find,
    license_of,
    look,
    paths,
    read,
    record,
    record_path,
    recorded,
)
from tests.revisers.lm import tiny
from tests.revisers.lm.real import real_model

KNOWN_ONE = KNOWN[DEFAULT]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return tiny.write(tmp_path_factory.mktemp("tiny") / "tiny.gguf").read_bytes()


def put(folder: Path, name: str, content: bytes, *, added: int = 0) -> Path:
    path = folder / name
    path.write_bytes(content)
    os.utime(path, (added, added))
    return path


def known_file(folder: Path, *, size: int = KNOWN_ONE.size) -> Path:
    """A file of the known one's name and size, of which only the beginning takes room."""
    path = put(folder, KNOWN_ONE.file_name, b"GGUF\x03\0\0\0")
    os.truncate(path, size)
    return path


def test_what_the_catalogue_says_of_each_can_be_used() -> None:
    for name, model in KNOWN.items():
        assert model.name == name
        assert model.wheel.startswith(model.project.replace("-", "_") + "-" + model.version)
        assert model.wheel.endswith("-none-any.whl")
        assert all(len(each) == 64 and int(each, 16) for each in (model.sha256, model.wheel_sha256))
        assert model.license
        assert model.license_source.startswith("https://")
        assert model.use.endswith(".")


def test_without_the_folder_or_a_file_in_it_there_is_no_model(tmp_path: Path) -> None:
    assert find(tmp_path / "models") is None
    put(tmp_path, "smollm2-135m.gguf.part", b"GGUF")
    put(tmp_path, ".unfinished.gguf", b"GGUF")
    put(tmp_path, "notes.txt", b"GGUF")
    assert find(tmp_path) is None


def test_a_known_one_is_found_by_its_name_and_size_alone(tmp_path: Path) -> None:
    path = known_file(tmp_path)
    found = find(tmp_path)
    assert found is not None
    assert (found.path, found.name, found.size) == (path, DEFAULT, KNOWN_ONE.size)
    assert (found.license, found.known) == ("Apache-2.0", KNOWN_ONE)


def test_what_the_person_added_last_goes_before_what_is_known(tmp_path: Path, whole: bytes) -> None:
    known_file(tmp_path)
    put(tmp_path, "older.gguf", whole, added=100)
    put(tmp_path, "newer.gguf", whole, added=200)
    assert [path.stem for path in paths(tmp_path)] == ["newer", "older", DEFAULT]
    found = find(tmp_path)
    assert found is not None
    assert (found.name, found.known, found.license) == ("newer", None, UNKNOWN_LICENSE)


@pytest.mark.parametrize(
    ("size", "said"), [(KNOWN_ONE.size - 1, "is cut off"), (1000, "is cut off"), (KNOWN_ONE.size + 1, "is damaged")]
)
def test_a_known_one_of_another_size_is_said_with_what_to_do(tmp_path: Path, size: int, said: str) -> None:
    known_file(tmp_path, size=size)
    with pytest.raises(ModelFileError, match=f"{said} .*reviser models remove smollm2-135m.*get it again"):
        find(tmp_path)


def test_an_added_one_is_known_again_by_its_record(tmp_path: Path, whole: bytes) -> None:
    path = put(tmp_path, "own.gguf", whole)
    record(path, Record(len(whole), "0" * 64, "mit"))
    assert look(path).license == "mit"
    os.truncate(path, len(whole) // 2)
    with pytest.raises(ModelFileError, match=r"is cut off .*add it again"):
        look(path)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"size": "1", "sha256": "", "license": ""}', b"\xff"])
def test_a_record_that_is_damaged_counts_as_none(tmp_path: Path, whole: bytes, content: bytes) -> None:
    path = put(tmp_path, "own.gguf", whole)
    record_path(path).write_bytes(content)
    assert recorded(path) is None
    assert look(path).size == len(whole)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not a model file"),
        (b"PK\x03\x04 a zip", "is not a model file"),
        (b"<!DOCTYPE html>", "is not a model file"),
        (b"GGUF\x03", "of an unsupported version"),
        (b"GGUF\0\0\0\x03", "of an unsupported version"),  # written by a big-endian machine
        (b"GGUF\x01\0\0\0", "of an unsupported version"),
    ],
)
def test_a_foreign_file_is_said(tmp_path: Path, content: bytes, said: str) -> None:
    path = put(tmp_path, "own.gguf", content)
    for asked in (look, read):
        with pytest.raises(ModelFileError, match=said):
            asked(path)


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"cannot be read \(No such file"):
        look(tmp_path / "own.gguf")
    (tmp_path / "folder.gguf").mkdir()
    with pytest.raises(ModelFileError, match=r"cannot be read \(Is a directory"):
        find(tmp_path)
    file = put(tmp_path, "file", b"")
    with pytest.raises(ModelFileError, match="model folder"):
        find(file)


@pytest.mark.parametrize("kind", [np.float32, np.float16])
def test_a_whole_one_is_read(tmp_path: Path, kind: type[np.float32 | np.float16]) -> None:
    reader = read(tiny.write(tmp_path / "tiny.gguf", kind=kind))
    assert license_of(reader) == tiny.LICENSE
    assert {tensor.name for tensor in reader.tensors} >= {"token_embd.weight", "blk.1.ffn_down.weight"}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("architecture is “gemma2”", {"architecture": "gemma2"}),
        ("tokenizer is “llama”", {"tokens": "llama"}),
        ("positions are scaled", {"said": {"llama.rope.scaling.type": "linear"}}),
        ("lacks blk.1.ffn_up.weight", {"without": "blk.1.ffn_up.weight"}),
        (r"unknown parts \(blk.0.attn_q.bias\)", {"beside": "blk.0.attn_q.bias"}),
        (r"output.weight has the shape \(16,\), not \(16, 261\)", {"beside": "output.weight"}),
    ],
)
def test_one_of_another_kind_is_said(tmp_path: Path, said: str, wrong: dict[str, Any]) -> None:
    path = tiny.write(tmp_path / "tiny.gguf", **wrong)
    with pytest.raises(ModelFileError, match=f"cannot be used: .*{said}"):
        read(path)


@given(cut=st.floats(0, 1, exclude_max=True))
def test_one_that_is_cut_off_anywhere_is_said(
    tmp_path_factory: pytest.TempPathFactory, whole: bytes, cut: float
) -> None:
    path = put(tmp_path_factory.mktemp("cut"), "own.gguf", whole[: int(cut * len(whole))])
    with pytest.raises(ModelFileError):
        read(path)


@example(at=248, change=207)  # millions of blocks
@given(at=st.integers(0, 9000), change=st.integers(1, 255))
def test_a_changed_byte_never_ends_in_another_error(
    tmp_path_factory: pytest.TempPathFactory, whole: bytes, at: int, change: int
) -> None:
    damaged = bytearray(whole)
    damaged[at] ^= change
    path = put(tmp_path_factory.mktemp("changed"), "own.gguf", bytes(damaged))
    with suppress(ModelFileError):
        assert len(read(path).tensors) > 0


def test_the_folder_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVISER_MODELS", str(tmp_path / "mine"))
    assert locations.models_path() == tmp_path / "mine"
    monkeypatch.delenv("REVISER_MODELS")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert locations.models_path().name == "models"
    assert locations.models_path().parent == locations.database_path().parent


def test_the_real_one_is_as_the_catalogue_says() -> None:
    found = real_model()
    with found.path.open("rb") as file:
        assert file_digest(file, "sha256").hexdigest() == KNOWN_ONE.sha256
    assert license_of(read(found.path)).lower() == KNOWN_ONE.license.lower()
