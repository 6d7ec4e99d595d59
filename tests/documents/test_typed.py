"""What becomes of a person's changes where the file holds more than words."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.diff import diff
from reviser.core.edit import Edit, apply
from reviser.core.text import Span
from reviser.documents.base import Content
from reviser.documents.typed import KEPT, LINE, LOCKED, OUT, TypedChecks

SIGN = "\ufffc"
TEXT = f"One {SIGN} two.\nHeld control here.\n{SIGN}{SIGN}\nCell\nCell\n"
FIXED = (
    *(Span(4, 5), Span(11, 15), Span(30, 31), Span(31, 32)),
    *(Span(37, 38), Span(42, 43)),
)
UNBROKEN = (Span(16, 23),)


def content() -> Content:
    return Content(TEXT, fixed=FIXED, unbroken=UNBROKEN, unwritable=re.compile(f"[{SIGN}\x00]"))


def typed(*edits: Edit, text: str = TEXT, checks: TypedChecks | None = None) -> tuple[str, str]:
    checks = checks or TypedChecks(content())
    found = checks.of(checks.content, text, edits)
    assert all(first.end <= second.start for first, second in zip(found.edits, found.edits[1:], strict=False))
    return apply(text, found.edits), found.notice


@pytest.mark.parametrize(
    ("start", "before", "after", "line", "said"),
    [
        (0, "One", "Two", f"Two {SIGN} two.", ""),
        (4, SIGN, "", f"One {SIGN} two.", KEPT),
        (3, f" {SIGN} ", "-", f"One-{SIGN}two.", KEPT),
        (0, f"One {SIGN} two.", "", SIGN, KEPT),
        (0, f"One {SIGN} two.", f"Three {SIGN} more.", f"Three {SIGN} more.", ""),
        (0, "", f"a{SIGN}\x00b", f"abOne {SIGN} two.", OUT),
        (5, "", f"{SIGN}", f"One {SIGN} two.", OUT),
        (4, "", "x", f"One x{SIGN} two.", ""),
    ],
)
def test_words_go_and_things_stay(start: int, before: str, after: str, line: str, said: str) -> None:
    text, why = typed(Edit(start, before, after))
    assert (text.split("\n")[0], why) == (line, said)


def test_what_is_typed_in_a_control_that_is_locked_or_whole() -> None:
    assert typed(Edit(13, "", "x")) == (TEXT, LOCKED)
    assert typed(Edit(12, "el", "x")) == (TEXT, LOCKED)
    assert typed(Edit(18, "", "a\nb")) == (TEXT.replace("control", f"coa{LINE}bntrol"), "")
    assert typed(Edit(31, "", "x")) == (TEXT.replace(SIGN * 2, f"{SIGN}x{SIGN}"), "")
    assert typed(Edit(33, "Cell\nCell", "")) == (TEXT.replace("Cell\nCell", "\n"), KEPT)


def test_a_text_without_things_takes_what_is_typed() -> None:
    edits = (Edit(4, SIGN, "\x00"),)
    assert TypedChecks(content()).of(Content(TEXT), TEXT, edits) == (edits, "")


def things(text: str) -> Sequence[str]:
    return re.findall(SIGN, text)


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), st.sampled_from(["", "x", "a\nb", SIGN, "Cell"]))))
def test_the_things_stay_whatever_is_typed_one_after_the_other(acts: list[tuple[int, int, str]]) -> None:
    checks, text = TypedChecks(content()), TEXT
    for one, other, after in acts:
        start, end = sorted((one % (len(text) + 1), other % (len(text) + 1)))
        edit = Edit(start, text[start:end], after)
        found = checks.of(checks.content, text, [edit])
        if not found.notice and LINE not in text:
            assert apply(text, found.edits).replace(LINE, "\n") == apply(text, [edit])
        text = apply(text, found.edits)
        assert len(things(text)) == 3
        assert "Held" in text
        assert text.count("\n") >= 2  # of the cells
    left = apply(text, checks.of(checks.content, text, diff(text, "")).edits)
    assert left.replace("\n", "") == f"{SIGN}Held{SIGN}{SIGN}"
    assert left.count("\n") == text.count("\n")


def test_all_of_a_text_whose_end_alone_is_a_thing_is_one_line_when_it_goes() -> None:
    text = "One.\nTwo.\n"
    checks = TypedChecks(Content(text, fixed=(Span(9, 10),)))
    found = checks.of(checks.content, text, [Edit(0, text, "x")])
    assert apply(text, found.edits) == "x\n"


def test_things_that_a_co_author_took_away_are_known_again_when_that_is_undone() -> None:
    checks = TypedChecks(content())
    without = TEXT.replace("Held control here.\n", "")
    assert typed(Edit(0, "One", ""), text=without, checks=checks)[1] == ""
    assert typed(Edit(12, "el", ""), checks=checks) == (TEXT, LOCKED)
