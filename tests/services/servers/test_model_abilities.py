from pathlib import Path

import pytest

from reviser.revisers.chat.abilities import UP_AFTER, AskingMode
from reviser.services.servers.model_abilities import KeptAbilities


def test_what_was_found_out_is_there_in_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "abilities.json"
    first = KeptAbilities(path)
    first.remember("a m", AskingMode.SENTENCES)
    first.remember_streams("b m", streams=True)
    other = KeptAbilities(path)
    other.remember("c m", AskingMode.PLAIN)
    first.remember("d m", AskingMode.OBJECT)
    again = KeptAbilities(path)
    assert [again.mode(f"{name} m") for name in "abcd"] == [
        AskingMode.SENTENCES,
        None,
        AskingMode.PLAIN,
        AskingMode.OBJECT,
    ]
    assert (again.streams("a m"), again.streams("b m")) == (False, True)
    again.remember_streams("b m", streams=False)
    assert not KeptAbilities(path).streams("b m")


def test_it_goes_up_again_after_some_rounds_also_of_other_runs(tmp_path: Path) -> None:
    path = tmp_path / "abilities.json"
    KeptAbilities(path).remember("m", AskingMode.SENTENCES)
    for _ in range(UP_AFTER - 1):
        KeptAbilities(path).begin("m")
        assert KeptAbilities(path).mode("m") is AskingMode.SENTENCES
    KeptAbilities(path).begin("m")
    assert KeptAbilities(path).mode("m") is AskingMode.PLAIN
    for _ in range(3 * UP_AFTER):
        KeptAbilities(path).begin("m")
    assert KeptAbilities(path).mode("m") is AskingMode.SCHEMA


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"m": 1}', '{"m": {"mode": 7, "streams": 1, "rounds": "x"}}'])
def test_a_damaged_file_is_as_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "abilities.json"
    path.write_text(content)
    kept = KeptAbilities(path)
    assert (kept.mode("m"), kept.streams("m")) == (None, False)
    kept.remember("m", AskingMode.PLAIN)
    assert KeptAbilities(path).mode("m") is AskingMode.PLAIN


def test_a_disk_that_refuses_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = KeptAbilities(tmp_path / "file" / "abilities.json")
    kept.remember("m", AskingMode.PLAIN)
    assert kept.mode("m") is AskingMode.PLAIN
