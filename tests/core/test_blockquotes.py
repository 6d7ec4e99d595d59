"""Block quotations are somebody else's words, in Markdown and in mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.blockquotes import block_quotations, in_block_quotation
from reviser.core.edit import Edit
from reviser.core.risk import risks


def quoted(text: str) -> list[str]:
    return [span.of(text) for span in block_quotations(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One.\n\n> Two\n> three.\n\nFour.\n", ["> Two\n> three.\n"]),
        ("> Two\ngoes on.\n\nFour.", ["> Two\ngoes on.\n"]),
        ("> Two\n- an item\n", ["> Two\n"]),
        ("- > in an item\n", ["- > in an item\n"]),
        (">> twice\n> once", [">> twice\n> once"]),
        ("> # Title\n>\n> Words.\n# Own\n", ["> # Title\n>\n> Words.\n"]),
        ("> [!NOTE]\n> My own box.\n", []),
        ("a > b\nx -> y\n", []),
        ("    > code\n", []),
        ("", []),
    ],
)
def test_lines_that_begin_with_the_sign_are_a_quotation(text: str, wanted: list[str]) -> None:
    assert quoted(text) == wanted


lines = st.sampled_from(["> a b", "a b", "- c", "> [!TIP]", "# d", "", ">", "  > e", "- > f", "---", "a > b"])


@given(st.lists(lines, max_size=12).map("\n".join))
def test_one_place_is_found_from_its_paragraph_as_all_are_from_the_text(text: str) -> None:
    spans = list(block_quotations(text))
    for place, letter in enumerate(text):
        if letter != "\n":
            assert in_block_quotation(text, place) == any(span.start <= place < span.end for span in spans)


def test_an_edit_in_one_is_flagged_as_in_any_quotation() -> None:
    text = "He wrote recieve.\n\n> We recieve teh letters\n> and recieve more.\n\nThey recieve it.\n"
    places = [at for at in range(len(text)) if text.startswith("recieve", at)]
    flags = [[flag.kind for flag in risks(text, Edit(at, "recieve", "receive"))] for at in places]
    assert flags == [[], ["quotation"], ["quotation"], []]
