"""A text with edits in it, and the way back."""

from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit, apply
from reviser.core.text import Span
from reviser.revisers.lm.draft import EditedText


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text("ab c\n", max_size=30))
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(places[::2], places[1::2], strict=False))
    return text, [Edit(start, text[start:end], draw(st.text("xyz", max_size=3))) for start, end in pairs]


@given(edited())
def test_it_is_the_text_with_the_edits(given: tuple[str, list[Edit]]) -> None:
    text, edits = given
    assert EditedText(text, edits).text == apply(text, edits)


@given(edited(), st.data())
def test_what_comes_back_is_the_same_words_beside_no_edit(given: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, edits = given
    draft = EditedText(text, edits)
    start = data.draw(st.integers(0, len(draft.text)))
    span = Span(start, data.draw(st.integers(start, len(draft.text))))
    back = draft.back(span)
    if back is not None:
        assert back.of(text) == span.of(draft.text)
        assert all(back.end < edit.start or edit.end < back.start for edit in edits)
        if len(span):
            assert list(draft.kept_spans(span)) == [back]


@given(edited(), st.data())
def test_what_is_kept_of_a_span_are_the_words_between_the_edits(
    given: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    text, edits = given
    draft = EditedText(text, edits)
    start = data.draw(st.integers(0, len(draft.text)))
    span = Span(start, data.draw(st.integers(start, len(draft.text))))
    assert "".join(kept.of(text) for kept in draft.kept_spans(span)) == "".join(
        letter for at, letter in enumerate(draft.text) if span.start <= at < span.end and letter not in "xyz"
    )


def test_without_edits_every_place_comes_back() -> None:
    draft = EditedText("some text", [])
    for start in range(10):
        assert draft.back(Span(start, 9)) == Span(start, 9)
