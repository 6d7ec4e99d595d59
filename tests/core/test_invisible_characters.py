"""What nobody sees is not brought in; what is only rare is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit
from reviser.core.invisible_characters import added_invisible, count_invisible, describe_invisible, without_unseen
from reviser.core.risk import risks
from tests.core.strategies import texts

# Controls of a terminal and of C1, marks of direction, isolates, tags, fillers, a byte order mark, private use.
DANGEROUS = ("\x00", "\x07", "\x1b", "\x7f", "\x9b", "\x0c", "\u202e", "\u2066", "\U000e0041", "\ufff9")
INVISIBLE = ("\u200b", "\u200d", "\ufeff", "\u2060", "\u3164", "\u00ad", "\ue000", "\u034f", "\U000e0101", "\u2028")


@pytest.mark.parametrize("sign", [*DANGEROUS, *INVISIBLE])
def test_a_sign_that_nobody_sees_is_brought_in_by_no_edit(sign: str) -> None:
    assert added_invisible("cat", f"c{sign}at", "The cat.") == (sign,)
    assert added_invisible(f"c{sign}at", f"d{sign}og", "The cat.") == ()
    assert added_invisible(f"c{sign}at", f"d{sign}o{sign}g", "The cat.") == (sign,)
    assert without_unseen(f"c{sign}at") in {"cat", "c at"}


@pytest.mark.parametrize("sign", DANGEROUS)
def test_a_dangerous_one_is_none_the_less_so_where_it_stands_elsewhere(sign: str) -> None:
    assert added_invisible("cat", f"c{sign}at", f"The cat. {sign}") == (sign,)


@pytest.mark.parametrize("sign", INVISIBLE)
def test_a_harmless_one_is_the_writers_where_they_use_it(sign: str) -> None:
    if sign not in DANGEROUS and sign != "\U000e0101":
        assert added_invisible("cat", f"c{sign}at", f"The cat. {sign}") == ()


@pytest.mark.parametrize(
    "after",
    [
        "one\ttwo\nthree\r\n",
        "👩\u200d👩\u200d👧",
        "❤\ufe0f",
        "1\ufe0f\u20e3",
        "می\u200cخواهم",
        "क्\u200dष",
        "naïve – “so”",
    ],
)
def test_what_is_seen_or_what_a_script_needs_may_come(after: str) -> None:
    assert added_invisible("x", after, "x") == ()
    assert without_unseen(after) == after


@given(texts(), texts())
def test_a_text_brings_nothing_into_itself(one: str, other: str) -> None:
    assert added_invisible(one, one, other) == ()
    assert not count_invisible(without_unseen(one))
    more = added_invisible(one, other, "")
    assert set(more) <= set(other)


@given(st.sampled_from(DANGEROUS), st.text(max_size=5), st.text(max_size=5))
def test_it_is_flagged_by_its_number(sign: str, left: str, right: str) -> None:
    base = "The cat."
    found = [flag for flag in risks(base, Edit(4, "cat", f"{left}{sign}{right}")) if flag.kind == "sign"]
    assert f"U+{ord(sign):04X}" in found[0].message
    assert all(sign not in flag.message for flag in found)


def test_the_flag_in_words() -> None:
    assert describe_invisible(("\x1b", "\u202e")) == "U+001B, U+202E"
    (flag,) = risks("The cat.", Edit(4, "cat", "dog\u202e\x1b"))
    assert flag.message == "the signs U+202E, U+001B are new"
