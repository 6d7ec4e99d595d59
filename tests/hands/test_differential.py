"""Whatever hands do in the text of reviser does what it does in a bare QTextEdit: text, caret, selection, and what is
on both clipboards, after each step; and the file in the end."""

from collections.abc import Iterator, Sequence

import pytest

from tests.hands import texts
from tests.hands.pair import Pair
from tests.hands.sequences import ANYWHERE, ON_PAGES

KEYS_ONLY = [line for line in ANYWHERE if "@" not in line][::2]


def every(nth: int, text: str, lines: Sequence[str]) -> Iterator[object]:
    """All lines with a text; those that are no nth one only with the full counts."""
    for at, line in enumerate(lines):
        yield pytest.param(text, line, marks=() if at % nth == 0 else pytest.mark.long, id=f"{text}-{line}")


@pytest.mark.parametrize(
    ("text", "line"),
    [*every(1, "PLAIN", ANYWHERE), *every(1, "SIGNS", ANYWHERE), *every(4, "RIGHT_TO_LEFT", ANYWHERE)],
)
def test_hands_in_the_text_do_what_they_do_in_a_bare_editor(pair: Pair, text: str, line: str) -> None:
    pair.compare(getattr(texts, text), line)


@pytest.mark.parametrize(("text", "line"), [*every(4, "CRLF", KEYS_ONLY), *every(4, "EMPTY", KEYS_ONLY)])
def test_keys_in_a_text_with_crlf_and_in_none_do_what_they_do_in_a_bare_editor(
    pair: Pair, text: str, line: str
) -> None:
    pair.compare(getattr(texts, text), line)


@pytest.mark.parametrize("line", ON_PAGES)
def test_hands_on_pages_do_what_they_do_in_a_bare_editor(pair: Pair, line: str) -> None:
    pair.compare(texts.PAGES, line)
