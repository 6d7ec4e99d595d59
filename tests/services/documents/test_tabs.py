"""The documents in tabs as the settings keep them."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.services import settings as stored
from reviser.services.documents.tabs import OpenTabs, load_tabs, store_tabs
from reviser.services.settings import Settings

HISTORY = Path("/somewhere/history.db")


@given(st.lists(st.integers(1, 10**9), unique=True), st.integers(-1, 20))
def test_what_was_kept_comes_back_for_its_history_only(documents: list[int], front: int) -> None:
    tabs = OpenTabs(tuple(documents), front)
    settings = store_tabs(Settings(), HISTORY, tabs)
    assert load_tabs(settings, HISTORY) == tabs
    assert load_tabs(settings, Path("/elsewhere/history.db")) == OpenTabs()


def test_they_survive_the_settings_file(tmp_path: Path) -> None:
    settings = store_tabs(Settings(), HISTORY, OpenTabs((3, 5), 1))
    stored.save(settings, tmp_path / "settings.json")
    assert load_tabs(stored.load(tmp_path / "settings.json"), HISTORY) == OpenTabs((3, 5), 1)


@pytest.mark.parametrize("words", [(), (str(HISTORY),), (str(HISTORY), "x", "1"), (str(HISTORY), "0", "one")])
def test_what_is_damaged_brings_nothing_back(words: tuple[str, ...]) -> None:
    assert load_tabs(replace(Settings(), tabs=words), HISTORY) == OpenTabs()
