"""The few rules of our own for what Harper leaves."""

import pytest

from reviser.core.edit import Edit, Proposal, apply
from reviser.core.text import Span
from reviser.revisers.base import ReadProgress, Request
from reviser.revisers.rules.grammar import Grammar


def edits(text: str, *protected: Span) -> list[Edit]:
    found = Grammar().find(Request(text, protected))
    return [output.edit for output in found if isinstance(output, Proposal)]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("In addition we went. As a result the end.", "In addition, we went. As a result, the end."),
        ("Line.\nNowadays people walk.", "Line.\nNowadays, people walk."),
        ("They can not go.", "They cannot go."),
        ("Can not wait.", "Cannot wait."),
    ],
)
def test_what_is_proposed(text: str, result: str) -> None:
    assert apply(text, edits(text)) == result


@pytest.mark.parametrize(
    "text",
    [
        "In general terms it holds.",
        "In addition, we went.",
        "They went in addition the next day.",
        "It can not only walk but run.",
        "However hard it is, go.",
        "",
    ],
)
def test_what_is_left(text: str) -> None:
    assert edits(text) == []


def test_protected_spans_are_not_touched() -> None:
    assert edits("We `can not` go.", Span(3, 12)) == []


def test_there_is_progress_for_every_line() -> None:
    outputs = list(Grammar().find(Request("One.\nTwo.")))
    assert [output.done for output in outputs if isinstance(output, ReadProgress)][:2] == [5, 9]
