"""How lines look as their file has them, also after the text was changed."""

import random

import pytest

from reviser.core.edit import Edit, apply
from reviser.documents.appearance import PLAIN, FileHighlighter, LineLook, spans_of
from reviser.documents.highlight import StyledSpan, Syntax, SyntaxStyle, TableCell
from reviser.gui.text.highlighting import highlight
from reviser.gui.text.lines import Line, lines_of

STRONG, OBJECT = SyntaxStyle.STRONG, SyntaxStyle.OBJECT
TEXT = "A bold word\nSecond line\nSecond line\nsee \ufffc here\nlast\n"
LOOKS = (
    LineLook((StyledSpan(2, 6, STRONG),), 3, "1."),
    LineLook((), 3, "2."),
    LineLook((StyledSpan(0, 6, STRONG),), 0, "", TableCell(0, 0, 0)),
    LineLook((StyledSpan(4, 5, OBJECT),), labels=("7",)),
    PLAIN,
    PLAIN,
)


def highlighter() -> FileHighlighter:
    return FileHighlighter(TEXT, lambda: LOOKS)


def shown(text: str) -> list[Syntax]:
    lines = lines_of(text)
    highlight(lines, highlighter())
    found = [line.syntax for line in lines]
    assert None not in found
    return [syntax for syntax in found if syntax is not None]


def bold(text: str) -> list[str]:
    """What is bold, line by line."""
    return [
        "".join(line[start:end] for start, end, face in syntax.stretches if face & STRONG)
        for line, syntax in zip(text.split("\n"), shown(text), strict=True)
    ]


def test_the_text_of_the_file_looks_as_it_says() -> None:
    found = shown(TEXT)
    assert [syntax.stretches for syntax in found] == [look.spans for look in LOOKS]
    assert [syntax.mark for syntax in found] == ["1.", "2.", "", "", "", ""]
    assert [syntax.cell for syntax in found] == [None, None, TableCell(0, 0, 0), None, None, None]
    assert found[3].labels == ("7",)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("bold", "bolder", ["bolder", "", "Second", "", "", ""]),
        ("bold word", "", ["", "", "Second", "", "", ""]),
        ("A bold word\n", "", ["", "Second", "", "", ""]),
        ("A bold", "A bo\nld", ["bo", "ld", "", "Second", "", "", ""]),
        ("A bold", "New line.\nA bold", ["", "bold", "", "Second", "", "", ""]),
        ("see", "look at", ["bold", "", "Second", "", "", ""]),
    ],
)
def test_a_line_that_was_changed_looks_as_the_one_that_it_was(before: str, after: str, expected: list[str]) -> None:
    assert bold(apply(TEXT, [Edit(TEXT.index(before), before, after)])) == expected


def test_an_object_is_one_wherever_it_stands() -> None:
    found = shown(TEXT.replace("see ", "look there: "))
    assert found[3].stretches == (StyledSpan(12, 13, OBJECT),)
    assert found[3].labels == ("7",)
    assert shown(TEXT.replace("\ufffc", ""))[3].labels == ()


def test_lines_highlighted_anew_where_they_changed_look_as_all_of_them_do() -> None:
    form = highlighter()
    choose = random.Random(1)
    for _ in range(300):
        lines = lines_of(TEXT)
        highlight(lines, form)
        text = TEXT
        for _ in range(choose.choice([1, 2])):
            start = choose.randrange(len(text) + 1)
            end = min(len(text), start + choose.choice([0, 0, 1, 5, 14]))
            text = text[:start] + choose.choice(["", "x", "\n", "Second line\n", "a\nb"]) + text[end:]
        new = lines_of(text)
        head = 0
        while head < min(len(lines), len(new)) - 1 and _same(lines[head], new[head]):
            head += 1
        tail = 0
        while tail < min(len(lines), len(new)) - 1 - head and _same(lines[-1 - tail], new[-1 - tail]):
            tail += 1
        taken = [*lines[:head], *new[head : len(new) - tail], *lines[len(lines) - tail :]]
        highlight(taken, form, [range(head, len(new) - tail)])
        whole = lines_of(text)
        highlight(whole, form)
        assert taken == whole


def _same(one: Line, other: Line) -> bool:
    return (one.text, one.end) == (other.text, other.end)


def test_faces_become_spans() -> None:
    assert spans_of([0, 2, 2, 4, 0]) == (StyledSpan(1, 3, 2), StyledSpan(3, 4, 4))
    assert spans_of([]) == ()
