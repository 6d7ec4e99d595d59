"""The text in hand against a model that is just a string."""

from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit, apply
from reviser.core.text import Span
from reviser.core.working_copy import Region, WorkingCopy

LETTERS = st.text(alphabet="ab \n", max_size=6)


@st.composite
def edits_over(draw: st.DrawFn, text: str, most: int = 3) -> tuple[Edit, ...]:
    """Edits that hold at once over `text`."""
    edits: list[Edit] = []
    position = 0
    for _ in range(draw(st.integers(0, most))):
        if position > len(text):
            break
        start = draw(st.integers(position, len(text)))
        end = draw(st.integers(start, min(len(text), start + 5)))
        edits.append(Edit(start, text[start:end], draw(LETTERS)))
        position = end + 1
    return tuple(edits)


@given(st.data())
def test_typing_gives_the_text_that_typing_gives(data: st.DataObject) -> None:
    base = data.draw(st.text(alphabet="abc \n", max_size=30))
    working = WorkingCopy(base)
    for edit in data.draw(edits_over(base)):
        working = working.with_regions([Region(edit.start, edit.end, edit.after, owner=f"p{edit.start}")])
    for _ in range(data.draw(st.integers(1, 6))):
        edits = data.draw(edits_over(working.text))
        expected = apply(working.text, edits)
        working = working.typed(edits)
        assert working.text == expected
        assert working.length() == len(expected)
        assert working.with_regions([]) == working
        places = [working.place_of(region) for region in working.regions]
        assert [place.of(working.text) for place in places] == [region.after for region in working.regions]
        for region in working.regions:
            assert base[region.start : region.end] != region.after or region.owner


@given(st.data())
def test_always_4_what_no_region_touches_stands_where_its_place_says(data: st.DataObject) -> None:
    base = data.draw(st.text(alphabet="abc \n", min_size=1, max_size=30))
    working = WorkingCopy(base)
    for _ in range(data.draw(st.integers(1, 4))):
        working = working.typed(data.draw(edits_over(working.text)))
    start = data.draw(st.integers(0, len(base)))
    span = Span(start, data.draw(st.integers(start, len(base))))
    if not working.touching(span):
        assert working.place(span).of(working.text) == span.of(base)


@given(st.data())
def test_what_a_part_of_the_text_was_made_from_holds_all_of_it(data: st.DataObject) -> None:
    base = data.draw(st.text(alphabet="abc \n", min_size=1, max_size=30))
    working = WorkingCopy(base)
    for _ in range(data.draw(st.integers(1, 4))):
        working = working.typed(data.draw(edits_over(working.text)))
    start = data.draw(st.integers(0, working.length()))
    span = Span(start, data.draw(st.integers(start, working.length())))
    origin = working.origin(span)
    assert 0 <= origin.start <= origin.end <= len(base)
    if not working.near(origin):
        assert origin.of(base) == span.of(working.text)
    place = working.followed(origin)
    assert place is not None
    beside = sum(len(region.after) for region in working.near(origin) if region.start == region.end)
    assert place.start - beside <= span.start
    assert span.end <= place.end + beside


def test_typing_back_leaves_no_region() -> None:
    working = WorkingCopy("one two").typed([Edit(4, "", "x")]).typed([Edit(4, "x", "")])
    assert working.regions == ()


def test_typing_into_an_accepted_edit_makes_it_the_persons() -> None:
    working = WorkingCopy("one two").with_regions([Region(4, 7, "three", owner="p")])
    assert working.region_of("p", 4) is not None
    typed = working.typed([Edit(6, "", "X")])
    assert typed.text == "one thXree"
    assert typed.region_of("p", 4) is None


def test_typing_right_behind_an_accepted_edit_leaves_it_the_proposals() -> None:
    working = WorkingCopy("one two").with_regions([Region(4, 7, "three", owner="p")]).typed([Edit(9, "", "!")])
    assert working.text == "one three!"
    assert working.region_of("p", 4) is not None


def test_taking_out_an_accepted_edit_gives_its_place_back() -> None:
    working = WorkingCopy("one two").with_regions([Region(4, 7, "three", owner="p")]).typed([Edit(0, "one", "1")])
    assert working.without(frozenset({"p"})).text == "1 two"


def test_typing_right_before_an_accepted_edit_leaves_it_the_proposals() -> None:
    working = WorkingCopy("one two").with_regions([Region(4, 7, "three", owner="p")]).typed([Edit(4, "", "(")])
    assert working.text == "one (three"
    assert working.region_of("p", 4) is not None
