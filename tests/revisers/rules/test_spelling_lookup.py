"""What a word at one place may have been meant to be, as the embedded reviser knows it."""

import asyncio
from collections.abc import Iterator

import pytest

from reviser.core.memory import Memory
from reviser.core.text import Span
from reviser.revisers.base import Misspelling, Request
from reviser.revisers.embedded import Embedded, build
from reviser.revisers.rules.spelling_lookup import AROUND, MOST

TEXT = (
    "She adressed a well-knwon friend, who dont answer. See \\recieve{x}, Lefebvre’s.\n\n"
    "Wir steigen morgen auf den Berg und sehen die schöne Landschaft von oben an.\n"
)


@pytest.fixture(scope="module")
def embedded() -> Iterator[Embedded]:
    made = build(off=["harper"])
    yield made
    made.close()


def ask(embedded: Embedded, request: Request, at: int) -> Misspelling | None:
    return asyncio.run(embedded.misspelling(request, at))


@pytest.mark.parametrize(
    ("word", "best"),
    [("adressed", "addressed"), ("knwon", "known"), ("dont", "don’t")],
)
@pytest.mark.parametrize("edge", ["begin", "end"])
def test_the_likeliest_comes_first_also_from_the_edge_of_a_word(
    embedded: Embedded, word: str, best: str, edge: str
) -> None:
    start = TEXT.index(word)
    found = ask(embedded, Request(TEXT), start if edge == "begin" else start + len(word))
    assert found is not None
    assert found.span == Span(start, start + len(word))
    assert found.texts[0] == best
    assert len(found.texts) <= MOST


@pytest.mark.parametrize("word", ["friend", "recieve", "steigen", "Landschaft"])
def test_what_is_known_or_code_or_of_another_language_is_left_alone(embedded: Embedded, word: str) -> None:
    assert ask(embedded, Request(TEXT), TEXT.index(word) + 1) is None


def test_what_is_protected_or_the_persons_own_is_left_alone(embedded: Embedded) -> None:
    at = TEXT.index("adressed")
    assert ask(embedded, Request(TEXT, (Span(at, at + 8),)), at) is None
    assert ask(embedded, Request(TEXT, memory=Memory(words=frozenset({"adressed"}))), at) is None


def test_in_a_long_text_only_the_passage_is_read(embedded: Embedded) -> None:
    before = "A line of plain words that says nothing.\n" * (3 * AROUND // 40)
    at = len(before) + TEXT.index("adressed")
    found = ask(embedded, Request(before + TEXT + before), at + 2)
    assert found is not None
    assert found.span == Span(at, at + len("adressed"))


def test_where_there_is_no_word_nothing_is_found(embedded: Embedded) -> None:
    assert ask(embedded, Request(""), 0) is None
    assert ask(embedded, Request("  ??  "), 3) is None
