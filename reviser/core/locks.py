"""Locked passages: nothing is proposed in them, and they move with changes of the text.

A lock is a span of the current text. Typing is free: text typed inside a lock becomes part of it, text typed over its
edge reduces it, and a lock with nothing left disappears."""

from collections.abc import Iterable, Sequence

from reviser.core.edit import Edit
from reviser.core.text import Span

Locks = tuple[Span, ...]  # sorted, not touching, not empty


def add_lock(locks: Locks, span: Span) -> Locks:
    """The locks with one more, joined with those that it touches. An empty span locks nothing."""
    if span.start >= span.end:
        return locks
    start, end = span.start, span.end
    apart: list[Span] = []
    for lock in locks:
        if lock.end < start or lock.start > end:
            apart.append(lock)
        else:
            start, end = min(start, lock.start), max(end, lock.end)
    return tuple(sorted([*apart, Span(start, end)], key=lambda lock: lock.start))


def remove_locks(locks: Locks, span: Span) -> Locks:
    """The locks without those that `span` touches; an empty span removes the one that contains it."""
    return tuple(lock for lock in locks if not (lock.start <= span.end and span.start <= lock.end))


def carry_locks(locks: Locks, edits: Sequence[Edit]) -> Locks:
    """The locks after a change of the text. `edits` apply together, in coordinates before the change, in text order."""
    if not locks or not edits:
        return locks
    moved: list[Span] = []
    for lock in locks:
        start, end = _edge(edits, lock.start, inner=True), _edge(edits, lock.end, inner=False)
        if start < end:
            moved.append(Span(start, end))
    joined: Locks = ()
    for span in moved:
        joined = add_lock(joined, span)
    return joined


def _edge(edits: Sequence[Edit], edge: int, *, inner: bool) -> int:
    """The place of a lock's edge after the edits. `inner`: the first character of the lock is after the edge. If an
    edit crossed the edge, the inserted text is not locked."""
    shift = 0
    for edit in edits:
        if edit.end < edge or (edit.end == edge and (inner or edit.start < edge)):
            shift += len(edit.after) - len(edit.before)
        elif edit.start < edge:
            return edit.start + shift + (len(edit.after) if inner else 0)
        else:
            break
    return edge + shift


def touches(locks: Locks, span: Span) -> bool:
    """Whether an edit of `span` would change locked text; an insertion at the edge of a lock does not."""
    return any(
        lock.start < span.end and span.start < lock.end if span.start < span.end else lock.start < span.start < lock.end
        for lock in locks
    )


def sort_edits(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits in text order, as `carry_locks` needs them."""
    return tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))
