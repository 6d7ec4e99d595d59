"""What plain text protects, and what it must leave open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit
from reviser.documents.plain import TOKENS, PlainText, matches, tokens

PLAIN = PlainText()


@pytest.mark.parametrize(
    ("text", "protected"),
    [
        ("See https://example.org/a_(b)?c=1#d, please.", ["https://example.org/a_(b)?c=1#d"]),
        ("(see www.example.org/x).", ["www.example.org/x"]),
        ("Write to jane.doe+list@mail.example.org.", ["jane.doe+list@mail.example.org"]),
        (
            "in /usr/share/dict and ~/notes.txt, ./a/b.c or C:\\Temp\\x",
            ["/usr/share/dict", "~/notes.txt", "./a/b.c", "C:\\Temp\\x"],
        ),
        ("We write $x_1 + y$ and \\(a\\), \\[b = c\\]", ["$x_1 + y$", "\\(a\\)", "\\[b = c\\]"]),
        ("As \\cite[p.~3]{key2020} and \\textbf{bold} show", ["\\cite[p.~3]{key2020}", "\\textbf{bold}"]),
        ("$$\nE = mc^2\n$$", ["$$\nE = mc^2\n$$"]),
        ("the field max_value is", ["max_value"]),
        ("bytes \uef80\uef81 that are none", ["\uef80\uef81"]),
        ("doi:10.1000/182 is", ["doi:10.1000/182"]),
        ("Pass sys.argv to node.js, not (core.autocrlf).", ["sys.argv", "node.js", "core.autocrlf"]),
        ("It reads .mailmap, *.ppd and /tmp.", [".mailmap", "*.ppd", "/tmp"]),
        ("Run it with --bare, or “--no-edit”.", ["--bare", "--no-edit"]),
        ("Call ``quick_test(dir)`` or `dir`.", ["``quick_test(dir)``", "`dir`"]),
    ],
)
def test_protected(text: str, protected: list[str]) -> None:
    assert [span.of(text) for span in PLAIN.protected(text)] == protected


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and $6, or 7$ and 8$.",
        "and/or, he/she, 1/2, 24/7, w/o",
        "A backslash \\ alone; 3 * 4 = 12; a_ b; 50 %.",
        "Ask Anna @ noon. http is a protocol. Note: this",
        "The end.Then again (really). We left .Then -- as he said--they went...again .",
        "He said ``of course'' and `never' and `perhaps'.",
    ],
)
def test_open(text: str) -> None:
    assert not PLAIN.protected(text)


def test_edits_beside_a_token_are_free() -> None:
    text = "See http://a.bc now"
    guard = PLAIN.guard(text)
    assert guard.keeps(Edit(0, "See", "Read"))
    assert guard.keeps(Edit(15, "", ","))
    assert not guard.keeps(Edit(8, "t", "T"))
    assert not guard.keeps(Edit(8, "", "x"))
    assert guard.keeps_all([Edit(0, "See", "Read"), Edit(15, "", ",")])
    assert PLAIN.guard(text).keeps(Edit(0, "See", "Read"))


@given(st.text(st.sampled_from("ab1 @./:\\${}[]()_~^\n-")))
def test_tokens_are_ordered_and_never_empty(text: str) -> None:
    position = 0
    for span in tokens(text):
        assert position <= span.start < span.end <= len(text)
        position = span.end


_PARTS = [
    "http://",
    "www.",
    "doi:",
    "a",
    "Zé",
    "_",
    ".",
    "@",
    "/",
    "~",
    "C:\\",
    "$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "{",
    "}",
]
_PARTS += [
    "\\cite",
    "[",
    "]",
    "*.",
    "--",
    "-",
    "`",
    "``",
    "'",
    " ",
    "\n",
    "\u00a0",
    "\x1c",
    "\uef80",
    ":",
    "tmp",
    "9",
    "…",
]


@given(st.lists(st.sampled_from(_PARTS), max_size=24).map("".join), st.data())
def test_looking_for_signs_first_finds_the_same_tokens(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = [match.span() for match in matches(text, start, end)]
    assert found == [match.span() for match in TOKENS.finditer(text, start, end)]
