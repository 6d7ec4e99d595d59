"""What a checkpoint's folder holds is found out without loading it, and what is wrong with one is said."""

from pathlib import Path

import pytest

from reviser.errors import ReviserError
from reviser.revisers.checkpoints.folder import is_non_commercial, look
from tests.revisers.checkpoints.folders import write_folder


def test_architecture_licence_and_size(tmp_path: Path) -> None:
    found = look(write_folder(tmp_path / "one", license_name="cc-by-nc-4.0"))
    assert (found.config.model_type, found.license, found.pickled) == ("t5", "cc-by-nc-4.0", False)
    assert (found.size, found.memory) == (1000, 1000)
    halves = look(write_folder(tmp_path / "two", dtype="float16", license_name="", pickled=True))
    assert (halves.memory, halves.license, halves.pickled) == (2000, "", True)


def test_safetensors_are_taken_before_a_pickle(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "both")
    (folder / "pytorch_model.bin").write_bytes(b"a pickle")
    assert not look(folder).pickled


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("config.json", "it has no config.json"),
        ("tokenizer.json", "has no tokenizer"),
        ("model.safetensors", "has no weights"),
    ],
)
def test_what_is_missing_is_said(tmp_path: Path, gone: str, said: str) -> None:
    folder = write_folder(tmp_path / "model")
    (folder / gone).unlink()
    with pytest.raises(ReviserError, match=said):
        look(folder)


@pytest.mark.parametrize("config", [b"{", b"[]", b"\xff", b""])
def test_a_damaged_config_is_said(tmp_path: Path, config: bytes) -> None:
    folder = write_folder(tmp_path / "model")
    (folder / "config.json").write_bytes(config)
    with pytest.raises(ReviserError, match=r"damaged config\.json"):
        look(folder)


def test_weights_that_were_cut_off_and_a_file_in_place_of_a_folder_are_said(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "model")
    (folder / "model.safetensors").write_bytes(b"1234567")
    with pytest.raises(ReviserError, match="is cut off"):
        look(folder)
    with pytest.raises(ReviserError, match="is no checkpoint"):
        look(folder / "config.json")


@pytest.mark.parametrize("name", ["cc-by-nc-4.0", "CC-BY-NC-SA-4.0", "non-commercial", "other-nc", "cc-by-nc"])
def test_licences_that_forbid_commercial_use(name: str) -> None:
    assert is_non_commercial(name)


@pytest.mark.parametrize("name", ["apache-2.0", "mit", "cc-by-4.0", "openrail", "ncsa", ""])
def test_licences_that_do_not(name: str) -> None:
    assert not is_non_commercial(name)
