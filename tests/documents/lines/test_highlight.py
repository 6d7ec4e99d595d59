"""How the lines of a markup look: what is locked is dimmed, and nothing else is; titles are headings."""

from pathlib import Path

import pytest

from reviser.documents.formats import format_of
from reviser.documents.highlight import StyledSpan, Syntax, SyntaxStyle, heading, heading_level
from reviser.documents.lines.line_format import LineFormat
from tests.documents.lines.samples import SAMPLES

HANDLERS = {name: format_of(Path(name), b"").handler for name in SAMPLES}
LINED = {name: handler for name, handler in HANDLERS.items() if isinstance(handler, LineFormat)}


def looks(handler: LineFormat, text: str) -> list[Syntax]:
    lines = text.split("\n")
    found: list[Syntax] = []
    while len(found) < len(lines):
        block, _ = handler.highlighter.block(lines, len(found), None)
        assert block
        found += block
    return found


def dimmed(handler: LineFormat, text: str) -> set[int]:
    """The places of the characters that are dimmed, but for line ends."""
    found: set[int] = set()
    start = 0
    for line, syntax in zip(text.split("\n"), looks(handler, text), strict=True):
        found |= {
            start + at
            for stretch in syntax.stretches
            if stretch.face & SyntaxStyle.SIGN
            for at in range(stretch.start, stretch.end)
        }
        start += len(line) + 1
    return found


@pytest.mark.parametrize("times", [1, 60])  # 60: longer than what is read together
@pytest.mark.parametrize("name", LINED)
def test_what_is_locked_is_dimmed_and_nothing_else(name: str, times: int) -> None:
    text = f"{SAMPLES[name].rstrip()}\n\n" * times
    locked = {at for span in LINED[name].guard(text).protected for at in range(span.start, span.end)}
    assert dimmed(LINED[name], text) == {at for at in locked if text[at] != "\n"}


@pytest.mark.parametrize(
    ("name", "text", "levels"),
    [
        ("a.adoc", "= One\n\n=== Two\n\nThree\n-----\n\nFour\n\n----\n= code\n----", {0: 1, 2: 3, 4: 2}),
        ("a.adoc", "====\nAn example\n====", {}),
        ("a.org", "* One\nText\n*** Two\n#+begin_src\n* code\n#+end_src", {0: 1, 2: 3}),
        ("a.typ", "= One\n\n== Two\n\nText = one", {0: 1, 2: 2}),
        ("a.rst", "=====\nTitle\n=====\n\nOne\n---\n\nTwo\n~~~\n\nText\n", {1: 1, 4: 2, 7: 3}),
    ],
)
def test_titles_are_headings(name: str, text: str, levels: dict[int, int]) -> None:
    found = [
        max((heading_level(each.face) for each in syntax.stretches), default=0) for syntax in looks(LINED[name], text)
    ]
    assert {at: level for at, level in enumerate(found) if level} == levels


def test_signs_of_a_title_are_as_large_as_it_is() -> None:
    (line,) = looks(LINED["a.adoc"], "== A `b` c")
    sign = SyntaxStyle.SIGN | heading(2)
    assert line.stretches == (
        StyledSpan(0, 3, sign),
        StyledSpan(3, 5, heading(2)),
        StyledSpan(5, 8, sign),
        StyledSpan(8, 10, heading(2)),
    )


def test_a_listing_that_is_longer_than_what_is_read_together_is_dimmed_whole() -> None:
    text = "One\n\n----\n" + "code\n\n" * 500 + "----\n\nTwo"
    assert {text[at] for at in set(range(len(text))) - dimmed(LINED["a.adoc"], text)} == set("OneTwo\n")
