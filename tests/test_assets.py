"""What comes with the program is found, and what is missing is named."""

import pytest

from reviser.assets import asset


def test_a_table_is_found() -> None:
    assert asset("consistency", "spellings.tsv").read_text("utf-8")


def test_what_is_missing_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="resources/plain/none"):
        asset("plain", "none")
