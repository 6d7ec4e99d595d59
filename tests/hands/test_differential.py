"""Whatever hands do in the text of reviser does what it does in a bare QTextEdit: text, caret, selection, and what is
on both clipboards, after each step; and the file in the end."""

import pytest

from tests.hands import texts
from tests.hands.pair import Pair
from tests.hands.sequences import ANYWHERE, ON_PAGES

# With the full counts only: at a load of 8 two of 293 sequences differed by what the tests waited for, and were not
# seen since. What a short run keeps is tests/hands/test_chords.py: every chord that an editor knows.
pytestmark = pytest.mark.long


@pytest.mark.parametrize("line", ANYWHERE)
@pytest.mark.parametrize("text", ["PLAIN", "SIGNS", "RIGHT_TO_LEFT"])
def test_hands_in_the_text_do_what_they_do_in_a_bare_editor(pair: Pair, text: str, line: str) -> None:
    pair.compare(getattr(texts, text), line)


@pytest.mark.parametrize("line", [line for line in ANYWHERE if "@" not in line][::2])
@pytest.mark.parametrize("text", ["CRLF", "EMPTY"])
def test_keys_in_a_text_with_crlf_and_in_none_do_what_they_do_in_a_bare_editor(
    pair: Pair, text: str, line: str
) -> None:
    pair.compare(getattr(texts, text), line)


@pytest.mark.parametrize("line", ON_PAGES)
def test_hands_on_pages_do_what_they_do_in_a_bare_editor(pair: Pair, line: str) -> None:
    pair.compare(texts.PAGES, line)
