from hypothesis import given
from hypothesis import strategies as st

from reviser.core.diff import diff
from reviser.core.edit import Edit, Verdict, apply
from reviser.core.events import Locked
from reviser.core.locks import add_lock, carry_locks, remove_locks, touches
from reviser.core.round_state import Status
from reviser.core.text import Span
from tests.core.recording import Recording, propose

TEXT = "One two three four."
TWO = Span(4, 7)


def after(edit: Edit) -> list[str]:
    changed = apply(TEXT, [edit])
    return [lock.of(changed) for lock in carry_locks((TWO,), [edit])]


def test_locks_that_touch_are_one_and_a_caret_frees_the_one_it_stands_in() -> None:
    locks = add_lock(add_lock((), Span(0, 3)), Span(8, 13))
    assert locks == (Span(0, 3), Span(8, 13))
    assert add_lock(locks, Span(3, 9)) == (Span(0, 13),)
    assert add_lock(locks, Span(5, 5)) == locks
    assert remove_locks(locks, Span(9, 9)) == (Span(0, 3),)
    assert remove_locks(locks, Span(5, 6)) == locks
    assert remove_locks(locks, Span(0, 19)) == ()


def test_a_lock_goes_with_its_text() -> None:
    assert after(Edit(0, "One", "Eleven")) == ["two"]
    assert after(Edit(4, "two", "2")) == ["2"]
    assert after(Edit(5, "w", "www")) == ["twwwo"]
    assert after(Edit(4, "two ", "")) == []
    assert after(Edit(4, "two", "")) == []
    assert after(Edit(2, "e tw", "X")) == ["o"]
    assert after(Edit(6, "o thr", "X")) == ["tw"]
    assert after(Edit(4, "", "new ")) == ["two"]
    assert after(Edit(7, "", " new")) == ["two"]
    assert after(Edit(3, " two ", "-")) == []


def test_what_touches_a_lock() -> None:
    assert touches((TWO,), Span(6, 9))
    assert touches((TWO,), Span(5, 5))
    assert not touches((TWO,), Span(4, 4))
    assert not touches((TWO,), Span(7, 7))
    assert not touches((TWO,), Span(7, 9))
    assert not touches((TWO,), Span(2, 4))


def test_a_locked_passage_goes_with_what_is_typed_and_accepted_before_it() -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "One", "Eleven"), propose(TEXT, "two", "2"))
    doc.do(Locked(TWO))
    for state in (doc.type(0, "", "Look! "), doc.decide(Verdict.ACCEPT, 0), doc.type(0, "Look! ", "")):
        assert [lock.of(state.text) for lock in state.locks] == ["two"]
        assert state.round_state is not None
        assert state.round_state.status(state.round_state.round.items[1]) is Status.LOCKED


_texts = st.lists(st.sampled_from(["a", "bb", "😀", "c.", "\n"]), max_size=12).map(" ".join)


@given(_texts, _texts, st.data())
def test_what_no_edit_touches_stays_locked_letter_by_letter(base: str, other: str, data: st.DataObject) -> None:
    edits = diff(base, other)
    start = data.draw(st.integers(0, len(base)))
    lock = Span(start, data.draw(st.integers(start, len(base))))
    locks = carry_locks(add_lock((), lock), edits)
    kept = apply(base, edits)
    assert all(0 <= one.start < one.end <= len(kept) for one in locks)
    if lock.start < lock.end and not any(touches((lock,), edit.span) for edit in edits):
        assert [one.of(kept) for one in locks] == [lock.of(base)]
