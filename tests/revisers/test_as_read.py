"""A text as it reads, and edits of it back in the text as it is written."""

from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit, Intent, Proposal, Remark
from reviser.core.readings import STAND_IN, Reading
from reviser.core.text import Span
from reviser.documents.spans import touches
from reviser.revisers.as_read import AsRead
from reviser.revisers.base import Request

# What is written, what it reads as, whether it is protected; None: it reads as it is written.
PIECES = st.lists(
    st.sampled_from(
        [("word ", None, False), ("a", None, False), (" ", None, False), ("--", "–", False), ("\\%", "%", False),
         ("\\emph{", "", True), ("}", "", True), ("$x$", STAND_IN, True), ("% no\n", "", True), ("\n\n", None, True),
         ("\\item ", "\n\n", True), ("\\'e", "é", True), ("  ", " ", False)]
    ),
    max_size=12,
)  # fmt: skip


def request(pieces: list[tuple[str, str | None, bool]]) -> Request:
    text = ""
    protected: list[Span] = []
    readings: list[Reading] = []
    for written, means, closed in pieces:
        span = Span(len(text), len(text) + len(written))
        text += written
        if closed and protected and protected[-1].end == span.start:
            protected[-1] = Span(protected[-1].start, span.end)
        elif closed:
            protected.append(span)
        if means is not None:
            readings.append(Reading(span, means))
    return Request(text, tuple(protected), readings=tuple(readings))


def as_read(asked: Request, start: int, end: int) -> str:
    """How a part of the text reads, all of whose readings are whole in it."""
    parts: list[str] = []
    for reading in asked.readings:
        if start <= reading.span.start and reading.span.end <= end:
            parts += asked.text[start : reading.span.start], reading.text.replace(STAND_IN, "XYZ")
            start = reading.span.end
    return "".join((*parts, asked.text[start:end]))


def proposal(edit: Edit, *alternatives: str) -> Proposal:
    return Proposal(edit, Intent.FLUENCY, "embedded", "a/b", "because", alternatives=alternatives)


@given(PIECES, st.data())
def test_an_edit_of_the_text_as_read_gives_what_it_says_or_nothing(
    pieces: list[tuple[str, str | None, bool]], data: st.DataObject
) -> None:
    asked = request(pieces)
    read = AsRead(asked)
    text = read.request.text
    assert text == as_read(asked, 0, len(asked.text))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 6)))
    after = data.draw(st.text(st.sampled_from("ab –%é"), max_size=4))
    if text[start:end] == after or touches(read.request.protected, Span(start, end)):
        return  # no reviser proposes that
    found = read.back(proposal(Edit(start, text[start:end], after)))
    if found is None:
        assert any(closed and means is not None for _, means, closed in pieces)
        return
    assert isinstance(found, Proposal)
    edit = found.edit
    assert edit.span.of(asked.text) == edit.before
    assert not any(span.start < edit.end and edit.start < span.end for span in asked.protected)
    means = edit.after.replace("--", "–").replace("\\%", "%")
    assert as_read(asked, 0, edit.start) + means + as_read(asked, edit.end, len(asked.text)) == (
        text[:start] + after + text[end:]
    )


def test_what_is_protected_and_stands_for_a_word_is_protected_as_read() -> None:
    asked = request([("See ", None, False), ("$x$", STAND_IN, True), (" and ", None, False), ("\\emph{", "", True)])
    read = AsRead(asked).request
    assert read.text == "See XYZ and "
    assert read.protected == (Span(4, 7),)
    assert read.readings == ()


def test_signs_are_written_as_this_text_writes_them() -> None:
    pieces = [("5", None, False), ("\\%", "%", False), (" of it", None, False), ("--", "–", False), ("so", None, False)]
    read = AsRead(request(pieces))
    assert read.request.text == "5% of it–so"
    found = read.back(proposal(Edit(0, "5% of it–so", "6% of it–like this"), "7% of it–like that"))
    assert isinstance(found, Proposal)
    assert (found.edit, found.alternatives) == (
        Edit(0, "5\\% of it--so", "6\\% of it--like this"),
        ("7\\% of it--like that",),
    )
    remark = read.back(Remark(Span(0, 8), "Long.", "embedded", "a/b"))
    assert isinstance(remark, Remark)
    assert remark.span == Span(0, 9)


def test_places_of_the_request_are_those_of_the_text_as_read() -> None:
    pieces = [
        ("One ", None, False),
        ("\\emph{", "", True),
        ("two", None, False),
        ("}", "", True),
        (" three", None, False),
    ]
    asked = request(pieces)
    place = asked.text.index("three")
    read = AsRead(Request(asked.text, asked.protected, locked=(Span(4, 14),), scope=(Span(place, place + 5),),
                          readings=asked.readings)).request  # fmt: skip
    assert read.text == "One two three"
    assert [span.of(read.text) for span in read.locked] == ["two"]
    assert read.scope is not None
    assert [span.of(read.text) for span in read.scope] == ["three"]
