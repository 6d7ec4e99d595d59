import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reviser.revisers.chat.stream import LONGEST, MOST_BROKEN, Entries

json_values = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
entries = st.lists(st.dictionaries(st.text(max_size=5), json_values, max_size=4), max_size=5)


def read(*pieces: str, key: str = "edits") -> list[object]:
    reader = Entries(key)
    found = [entry for piece in pieces for entry in reader.feed(piece)]
    return found + reader.finish()


def cut(text: str, places: list[int]) -> list[str]:
    marks = sorted({0, len(text), *(place % (len(text) + 1) for place in places)})
    return [text[start:end] for start, end in pairwise(marks)]


@given(entries, st.lists(st.integers(0, 10_000), max_size=12), st.booleans(), st.sampled_from([None, 2]))
def test_a_list_is_read_whole_however_it_comes(
    wanted: list[object], places: list[int], bare: bool, indent: int | None
) -> None:
    text = json.dumps(wanted if bare else {"edits": wanted}, ensure_ascii=False, indent=indent)
    assert read(*cut(text, places)) == wanted


@given(entries, st.integers(0, 10_000), st.lists(st.integers(0, 10_000), max_size=6))
def test_what_is_cut_off_is_never_mended(wanted: list[object], at: int, places: list[int]) -> None:
    text = json.dumps({"edits": wanted})
    part = text[: at % (len(text) + 1)]
    found = read(*cut(part, places)) if part else read()
    assert found == wanted[: len(found)]


@given(st.text(), st.text())
def test_any_text_can_come(one: str, other: str) -> None:
    read(one, other)
    read('{"edits": [', one, other)


def test_numbers_and_words_may_be_cut_anywhere() -> None:
    text = '{"edits": [{"a": "}"}, {"sid": 4.0, "n": -12.5e+10, "t": true, "i": -Infinity, "u": "\\u00e9"}]}'
    wanted = read(text)
    assert len(wanted) == 2
    for at in range(len(text)):
        assert read(text[:at], text[at:]) == wanted, text[:at]


def test_each_entry_comes_with_its_last_sign() -> None:
    reader = Entries("edits")
    assert reader.feed('{"edits": [{"sid": "S1", "after": "a}b"') == []
    assert reader.feed("}") == [{"sid": "S1", "after": "a}b"}]
    assert reader.feed(', {"sid": "S2"') == []
    assert reader.feed("}]}") == [{"sid": "S2"}]
    assert reader.closed


def test_what_is_no_json_is_passed_over_and_counted() -> None:
    reader = Entries("edits")
    text = '{"edits": [{"sid": S1}, {"sid": "S2"}, {"quote": "a"b"}, {"sid": "S3"}]}'
    assert reader.feed(text) + reader.finish() == [{"sid": "S2"}, {"sid": "S3"}]
    assert reader.broken == 2


def test_numbers_of_any_length_are_no_danger() -> None:
    assert read('{"edits": [{"sid": ' + "9" * 50_000 + "}]}") == [{"sid": "9" * 50_000}]
    assert read('{"edits": [' + "[" * 100_000) == []
    assert read('{"edits": [{"a": 1e999, "b": NaN}]}') == [{"a": "1e999", "b": "NaN"}]


def test_an_entry_without_an_end_is_given_up() -> None:
    reader = Entries("edits")
    reader.feed('{"edits": [{"a": "')
    for _ in range(LONGEST // 1000 + 2):
        reader.feed("x" * 1000)
    assert reader.broken == 1


def test_an_answer_of_nothing_but_beginnings_is_given_up() -> None:
    reader = Entries("edits")
    reader.feed('{"edits": [' + '{"k": [' * 10_000)
    reader.finish()
    assert reader.closed
    assert reader.broken == MOST_BROKEN + 1
