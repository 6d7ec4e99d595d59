from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.diff import diff
from reviser.core.edit import Edit, EditType, Rebased, apply, apply_within, check, conflict, invert, rebase
from reviser.core.text import Span
from tests.core.strategies import boundaries, edits_of, revisions, texts, texts_with_edits

TwoSets = tuple[str, list[tuple[Edit, ...]]]


@given(texts())
def test_always_1_no_edit_gives_the_base_back(text: str) -> None:
    assert apply(text, ()) == text
    assert apply(text, ()).encode("utf-8", "surrogatepass") == text.encode("utf-8", "surrogatepass")


@given(texts_with_edits())
def test_always_3_an_edit_changes_only_its_span(case: TwoSets) -> None:
    text, (edits,) = case
    result = apply(text, edits)
    place = shift = 0
    for edit in (*edits, Edit(len(text), "", "")):
        assert result[place + shift : edit.start + shift] == text[place : edit.start]
        assert result.startswith(edit.after, edit.start + shift)
        place = edit.end
        shift += len(edit.after) - len(edit.before)
    assert len(result) == len(text) + shift


@given(texts_with_edits(), texts(), texts())
def test_edits_within_a_part_of_a_text_do_to_it_what_they_do_alone(case: TwoSets, head: str, tail: str) -> None:
    text, (edits,) = case
    span = Span(len(head), len(head) + len(text))
    assert apply_within(head + text + tail, span, [edit.moved(len(head)) for edit in edits]) == apply(text, edits)


def test_an_edit_out_of_a_part_of_a_text_is_refused() -> None:
    for edit in Edit(0, "a", "b"), Edit(2, "cd", ""), Edit(4, "", "x"):
        with pytest.raises(ValueError, match="does not fit"):
            apply_within("abcde", Span(1, 3), [edit])


@given(texts_with_edits())
def test_undoing_edits_gives_the_base_back(case: TwoSets) -> None:
    text, (edits,) = case
    assert apply(apply(text, edits), invert(edits)) == text


@given(texts_with_edits())
def test_inverting_twice_gives_the_edits_back(case: TwoSets) -> None:
    text, (edits,) = case
    assert apply(text, invert(invert(edits))) == apply(text, edits)
    if all(one.after or one.end < next_one.start for one, next_one in pairwise(edits)):
        assert invert(invert(edits)) == edits


def test_two_deletions_that_touch_are_restored_as_one() -> None:
    assert invert((Edit(0, "t", ""), Edit(1, "h", ""))) == (Edit(0, "", "th"),)


@given(texts_with_edits(2))
def test_always_5_what_is_rebased_fits_the_changed_text(case: TwoSets) -> None:
    text, (edits, changes) = case
    moved = rebase(edits, changes).moved
    assert check(apply(text, changes), moved) == moved


@given(texts_with_edits(2))
def test_always_5_every_edit_is_moved_or_dropped_and_only_conflicts_are_dropped(case: TwoSets) -> None:
    _, (edits, changes) = case
    rebased = rebase(edits, changes)
    assert len(rebased.moved) + len(rebased.dropped) == len(edits)
    clashing = {edit for edit in edits if any(conflict(edit, change) for change in changes)}
    assert clashing <= set(rebased.dropped)
    # What else was dropped stood at the edge of a change that removed all up to another edit.
    for edit in set(rebased.dropped) - clashing:
        assert any(change.before and change.end == edit.start for change in changes)
    kept = [edit for edit in edits if edit not in rebased.dropped]
    assert [(edit.before, edit.after) for edit in rebased.moved] == [(edit.before, edit.after) for edit in kept]


def test_always_5_two_edits_that_a_change_brings_together_do_not_share_a_place() -> None:
    one, other = Edit(0, "", "A"), Edit(2, "", "B")
    assert rebase([one, other], [Edit(0, "ab", "")]) == Rebased((one,), (other,))


def test_always_5_nor_where_the_text_before_them_has_moved_them() -> None:
    one, other = Edit(2, "", "A"), Edit(4, "", "B")
    assert rebase([one, other], [Edit(0, "x", ""), Edit(2, "ab", "")]) == Rebased((Edit(1, "", "A"),), (other,))


def test_always_5_edits_that_shared_a_place_before_are_both_moved() -> None:
    one, other = Edit(2, "c", "A"), Edit(2, "cd", "B")
    assert rebase([one, other], [Edit(0, "ab", "")]).moved == (Edit(0, "c", "A"), Edit(0, "cd", "B"))


@given(texts_with_edits(2))
def test_always_5_rebasing_commutes_where_nothing_conflicts(case: TwoSets) -> None:
    text, (edits, changes) = case
    free = rebase(edits, changes)
    kept = tuple(edit for edit in edits if edit not in free.dropped)
    back = rebase(changes, kept)
    if back.dropped:
        return  # an edit brought two changes together
    one = apply(apply(text, changes), free.moved)
    assert apply(apply(text, kept), back.moved) == one
    if {edit.start for edit in kept}.isdisjoint(change.start for change in changes):
        assert apply(text, (*kept, *changes)) == one


@given(texts_with_edits(2))
def test_always_5_rebasing_there_and_back_gives_the_edits_again(case: TwoSets) -> None:
    _, (edits, changes) = case
    moved = rebase(edits, changes).moved
    back = rebase(moved, invert(changes))
    assert len(back.moved) + len(back.dropped) == len(moved)
    # What stands right at a change may come back at its other side: where it stood between is lost in between.
    apart = {edit for edit in edits if all(edit.end < one.start or one.end < edit.start for one in changes)}
    assert apart <= set(back.moved)


@given(texts_with_edits())
def test_always_5_rebasing_through_nothing_changes_nothing(case: TwoSets) -> None:
    _, (edits,) = case
    assert rebase(edits, ()) == Rebased(edits, ())


@given(st.data(), texts(max_size=12))
def test_always_5_order_is_kept_whatever_order_is_given(data: st.DataObject, text: str) -> None:
    edits = data.draw(edits_of(text))
    changes = data.draw(edits_of(text))
    straight = rebase(edits, changes)
    mixed = rebase(edits[::-1], changes[::-1])
    assert mixed.moved == straight.moved[::-1]
    assert mixed.dropped == straight.dropped[::-1]


@given(revisions(), st.data())
def test_any_choice_of_edits_leaves_graphemes_whole(pair: tuple[str, str], data: st.DataObject) -> None:
    base, other = pair
    edits = diff(base, other)
    chosen = tuple(edit for edit in edits if data.draw(st.booleans()))
    whole = boundaries(base)
    assert all({edit.start, edit.end} <= whole for edit in chosen)
    rest = rebase([edit for edit in edits if edit not in chosen], chosen)
    assert rest.dropped == ()
    assert apply(apply(base, chosen), rest.moved) == other


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (Edit(3, "", "new"), EditType.ADD),
        (Edit(3, "old", ""), EditType.DELETE),
        (Edit(3, "old", "new"), EditType.REPLACE),
    ],
)
def test_the_type_is_what_the_edit_does(edit: Edit, expected: EditType) -> None:
    assert edit.type is expected


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, "The", "A"), Edit(2, "e cat", "x")],
        [Edit(0, "", "A"), Edit(0, "", "B")],
        [Edit(0, "", "A"), Edit(0, "The", "B")],
        [Edit(4, "dog", "x")],
        [Edit(-1, "", "x")],
        [Edit(8, "", "x")],
        [Edit(4, "cats", "x")],
        [Edit(0, "The cat", "x"), Edit(2, "", "y")],
    ],
)
def test_edits_that_do_not_go_together_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="edit"):
        check("The cat", edits)


@pytest.mark.parametrize(
    ("edit", "change", "clash"),
    [
        (Edit(2, "cat", "dog"), Edit(5, "", "s"), False),  # typed right behind
        (Edit(2, "cat", "dog"), Edit(2, "", "x"), False),  # and right before
        (Edit(2, "cat", "dog"), Edit(3, "", "x"), True),  # and inside
        (Edit(2, "", "big "), Edit(2, "cat", "dog"), False),
        (Edit(2, "", "big "), Edit(2, "", "red "), True),
        (Edit(2, "", "big "), Edit(1, " cat", ""), True),
        (Edit(2, "cat", "dog"), Edit(4, "t s", "x"), True),
        (Edit(2, "cat", "dog"), Edit(5, " sat", ""), False),
    ],
)
def test_a_change_conflicts_where_it_touches_the_span(edit: Edit, change: Edit, clash: bool) -> None:
    assert conflict(edit, change) is conflict(change, edit) is clash
    rebased = rebase([edit], [change])
    assert bool(rebased.dropped) is clash


@given(texts_with_edits())
def test_edits_of_the_strategy_are_valid(case: TwoSets) -> None:
    text, (edits,) = case
    assert check(text, edits) == edits
    assert all(one.end <= next_one.start for one, next_one in pairwise(edits))
