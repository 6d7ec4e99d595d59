"""What is laid out by hand is left, and prose that only looks a little like it is not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.revisers.rules.layout import doubles_spaces, laid_out


def lines(text: str) -> list[str]:
    return [span.of(text) for span in laid_out(text)]


TABLE = "name    size   made\nalpha   12     1999\nomega   7      2004"
CODE = "Call it so:\n\n    x = open(path)\n    y = x.read(4)\n\nThen close it."


def test_a_table_is_laid_out() -> None:
    assert lines(TABLE) == TABLE.split("\n")
    assert lines("one\ttwo\nthree\tfour") == ["one\ttwo", "three\tfour"]


def test_indented_code_is_laid_out() -> None:
    assert lines(CODE) == ["    x = open(path)", "    y = x.read(4)"]


def test_indented_words_behind_indented_prose_may_still_be_code() -> None:
    prose = "    We say how it is started, and then what comes of it.\n\n"
    assert lines(prose + "    run the tool with all files of it\n") == ["    run the tool with all files of it"]
    assert lines(prose + "    Usage: tool [-a] [-b] file ...\n") == ["    Usage: tool [-a] [-b] file ..."]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Two  spaces here.   Three there.\n\nAnd  again.",
        "It ended.  Then it began.\nIt ended.  Then it began.",
        "    A paragraph begins indented\nand goes on at the margin of the page.",
        "\tOne long line is a paragraph, whatever it begins with, because nobody writes so much code or so many"
        " columns in one line of it.",
        "      You must keep the notice in every copy\n      that you make of the work.",
        "    - an item of a list that has a few words in it",
        "    People go to school. They learn there.\n    But some of them do not want to learn anything",
        "\tPeople go to school, and they learn there.\n\n\tBut some of them do not want to learn anything\n",
        "A title\n\n\tPeople go to school every day. They\n\tlearn there, but some do not want to learn",
    ],
)
def test_prose_is_not(text: str) -> None:
    assert lines(text) == []


def test_two_blanks_between_sentences_are_a_habit_where_most_are_so() -> None:
    assert doubles_spaces("One.  Two.  Three.  Four. Five.")
    assert not doubles_spaces("One.  Two. Three. Four. Five.")
    assert not doubles_spaces("One.  Two.")


@given(st.text(alphabet="ab. \t\n\r-", max_size=120))
def test_spans_are_in_order_and_hold_no_line_end(text: str) -> None:
    spans = list(laid_out(text))
    assert spans == sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert not any("\n" in span.of(text) for span in spans)
