"""A key is known however it is spelled, and in whatever pieces it arrives."""

import base64
import html
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.revisers.net.redaction import HIDDEN, KeyRedactor, is_unmistakable
from reviser.revisers.net.server_errors import problem_of

KEY = "sk-canary/7c0ffee+7c0ffee=7c0ffee"


def escaped(key: str, which: str) -> str:
    """The characters of `key` that stand in `which`, by their numbers."""
    return "".join(f"\\u{ord(sign):04x}" if sign in which else sign for sign in key)


SPELLINGS = [
    KEY,
    escaped(KEY, KEY),
    escaped(KEY, "s"),
    "".join(f"\\u{ord(sign):04X}" if sign in "-/" else sign for sign in KEY),
    json.dumps(escaped(KEY, "sk")),
    json.dumps(json.dumps(escaped(KEY, "0"))),
    KEY.replace("/", "\\/"),
    KEY.replace("-", "\\-"),
    quote(KEY, safe=""),
    "".join(f"%{ord(sign):02x}" for sign in KEY),
    "".join(f"&#{ord(sign)};" for sign in KEY),
    "".join(f"&#x{ord(sign):02X};" for sign in KEY),
    html.escape(KEY),
    "".join(f"\\x{ord(sign):02x}" for sign in KEY),
    KEY.removeprefix("sk-"),
    KEY[:-6],
    *(base64.b64encode(f"{before}{KEY}".encode()).decode() for before in ("", "user:", "Bearer ", "x")),
    base64.urlsafe_b64encode(KEY.encode()).decode(),
]  # fmt: skip


def shown(text: str, piece: int, key: str = KEY) -> str:
    stream_redactor = KeyRedactor(key).stream_redactor()
    pieces = [stream_redactor.feed(text[at : at + piece]) for at in range(0, len(text), piece)]
    return "".join((*pieces, stream_redactor.rest()))


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("piece", [1, 3, 7, 1000])
def test_a_key_is_hidden_however_it_is_spelled(spelling: str, piece: int) -> None:
    text = f'{{"after": "the {spelling} is", "n": 1}} s sk sk-'
    assert HIDDEN in shown(text, piece)
    assert "canary" not in shown(text, piece)
    assert base64.b64encode(KEY.encode()).decode()[4:20] not in shown(text, piece)
    assert shown(text, piece) == shown(text, len(text))
    assert KeyRedactor(KEY)(text).count(HIDDEN) >= 1
    assert KeyRedactor(KEY).reveals(f"model {spelling}")


@given(
    st.lists(st.sampled_from([*SPELLINGS, "the ", "sk", "sk-can", "\\", "\\u00", "%7", KEY[:9], "é\n"])),
    st.integers(1, 40),
)
def test_pieces_make_no_difference_and_nothing_else_is_lost(parts: list[str], piece: int) -> None:
    text = "".join(parts)
    once = shown(text, len(text) or 1)
    assert shown(text, piece) == once
    kept = KeyRedactor(KEY).stream_redactor()
    assert KEY not in json.dumps(once)
    if not any(part in SPELLINGS for part in parts) and KEY not in text:
        assert kept.feed(text) + kept.rest() == text or HIDDEN in once


@given(st.text(), st.integers(1, 9))
def test_what_has_no_key_in_it_comes_through_as_it_is(text: str, piece: int) -> None:
    assert shown(text, piece) == text
    assert shown(text, piece, key="") == text


def test_a_key_that_is_cut_off_is_not_shown_to_its_last_character() -> None:
    assert shown(f"It is {KEY[:-1]}", 5) == f"It is {HIDDEN}"
    assert shown("It is sk-", 5) == "It is sk-"


@pytest.mark.parametrize(
    ("key", "no_word"), [("ollama", False), ("lm-studio", False), ("token-abc123", True), (KEY, True), ("", False)]
)
def test_a_short_key_that_may_be_a_word_is_left_in_answers(key: str, no_word: bool) -> None:
    assert is_unmistakable(key) is no_word
    assert (shown(f"The {key} model", 2, key) != f"The {key} model") is no_word


def test_what_is_not_much_of_a_key_is_left() -> None:
    for text in ("sk-canary/7c0f", "7c0ffee", "a sk- b", "c2stY2FuYXJ5"):
        assert KeyRedactor(KEY).stream_redactor().feed(f"{text} .") == f"{text} ."


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_an_error_does_not_say_it(spelling: str) -> None:
    for body in (
        json.dumps({"error": {"message": f"No: {spelling}", "code": spelling, "param": spelling}}),
        f'{{"error": {{"message": "No: {spelling}"}}}}'.replace('""', '"'),
        f"no JSON: {spelling}",
        f'{{"error": {{"message": "cut off {spelling}',
    ):
        problem = problem_of(401, body, KeyRedactor(KEY))
        assert "canary" not in problem.words
        assert KEY not in problem.words
