"""Streams cut anywhere read the same; what is not whole is not given."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.revisers.net.sse import (
    MOST_COUNTED,
    Event,
    Events,
    GarbledError,
    LineSplitter,
    count_at,
    inside,
    json_object,
    list_at,
    text_at,
)

ENDS = st.sampled_from(["\n", "\r", "\r\n"])
CHARS = st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])


def cut(data: bytes, places: list[int]) -> list[bytes]:
    marks = sorted({0, len(data), *(place % (len(data) + 1) for place in places)})
    return [data[a:b] for a, b in pairwise(marks)]


def events(data: bytes, places: list[int] | None = None) -> list[Event]:
    reader = Events()
    return [event for piece in cut(data, places or []) for event in reader.feed(piece)]


@given(st.lists(st.text(CHARS, max_size=8), max_size=6), ENDS, st.lists(st.integers(0, 200), max_size=20))
def test_lines_are_the_same_wherever_they_are_cut(lines: list[str], end: str, places: list[int]) -> None:
    lines = [line.removeprefix("\ufeff") if n == 0 else line for n, line in enumerate(lines)]
    data = "".join(line + end for line in lines).encode()
    reader = LineSplitter()
    assert [line for piece in cut(data, places) for line in reader.feed(piece)] == lines
    assert reader.rest() == ""


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "ping", "é"]), st.lists(st.text(CHARS, max_size=6), min_size=1, max_size=3))
    ),
    ENDS,
    st.lists(st.integers(0, 400), max_size=20),
)
def test_events_are_the_same_wherever_they_are_cut(
    wanted: list[tuple[str, list[str]]], end: str, places: list[int]
) -> None:
    data = ""
    for name, lines in wanted:
        data += f"event: {name}{end}" if name else ""
        data += "".join(f"data: {line}{end}" for line in lines) + end
    found = events(data.encode(), places)
    assert found == [Event(name or "message", "\n".join(lines)) for name, lines in wanted]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b": comment\n\ndata: a\n\n", ["a"]),
        (b"\xef\xbb\xbfdata: a\n\n", ["a"]),
        (b"data:a\r\ndata: b\rdata:  c\n\r\n", ["a\nb\n c"]),
        (b"data\n\ndata\ndata\n\n", ["", "\n"]),
        (b"event: x\n\ndata: a\n\n", ["a"]),
        (b"id: 1\nretry: 5\nother: z\ndata: a\n\n", ["a"]),
        (b"data: a\n", []),
        (b"data: a", []),
        (b"\n\n\n", []),
    ],
)
def test_the_standards_cases(data: bytes, found: list[str]) -> None:
    assert [event.data for event in events(data)] == found
    assert [event.data for event in events(data, list(range(len(data))))] == found


def test_a_name_holds_for_one_event_only() -> None:
    assert [event.name for event in events(b"event: x\n\ndata: a\n\n")] == ["message"]


@pytest.mark.parametrize("bad", [b"\xff", b"\xc3(", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80"])
def test_bytes_that_are_no_text_come_after_what_was_good(bad: bytes) -> None:
    reader = Events().feed(b"data: a\n\n" + bad + b"\n\n")
    assert next(reader) == Event("message", "a")
    with pytest.raises(GarbledError, match="not UTF-8"):
        next(reader)


def test_a_cut_off_character_waits_and_is_missed_at_the_end() -> None:
    reader = LineSplitter()
    assert list(reader.feed("é".encode()[:1])) == []
    with pytest.raises(GarbledError):
        reader.rest()
    assert list(reader.feed("é".encode()[1:] + b"\n")) == ["é"]


def test_what_does_not_end_is_given_up() -> None:
    reader = LineSplitter(longest=3)
    assert list(reader.feed(b"ab")) == []
    with pytest.raises(GarbledError, match="line"):
        list(reader.feed(b"cd"))
    assert list(Events(longest=10).feed(b"data: 1\n" * 10 + b"\n"))
    with pytest.raises(GarbledError, match="event"):
        list(Events(longest=10).feed(b"data: 1234\n" * 3))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=3),
        lambda x: st.lists(x) | st.dictionaries(st.text(max_size=2), x),
    )
)
def test_any_json_can_be_looked_into(found: object) -> None:
    for path in (("a",), (0,), ("a", 0), (0, "a"), ("a", "b")):
        inside(found, *path)
        assert isinstance(text_at(found, *path), str)
        assert isinstance(list_at(found, *path), list)
        count = count_at(found, *path)
        assert count is None or 0 <= count <= MOST_COUNTED


@pytest.mark.parametrize("odd", [-1, True, False, 3.0, "3", MOST_COUNTED + 1, 10**25, None])
def test_what_no_server_can_have_counted_is_none_given(odd: object) -> None:
    assert count_at({"n": odd}, "n") is None
    assert count_at({"n": MOST_COUNTED}, "n") == MOST_COUNTED


@pytest.mark.parametrize("text", ["", "[1]", "{", "1", "null", "[" * 100_000, '{"a": 1' + "0" * 5000 + "}"])
def test_what_is_no_object_is_said(text: str) -> None:
    with pytest.raises(GarbledError):
        json_object(text)
    assert json_object(json.dumps({"a": text})) == {"a": text}
