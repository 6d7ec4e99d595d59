"""Passages that the person locked: never proposed on, and carried along while the text around and inside them changes.

A lock is a span of the text in hand. Typing is free: what is typed inside a lock becomes part of it, what is typed over
its edge takes away what it takes away, and a lock with nothing left is gone.
"""

from collections.abc import Iterable, Sequence

from reviser.core.edit import Edit
from reviser.core.text import Span

Locks = tuple[Span, ...]  # sorted, not touching each other, none of them empty


def add_lock(locks: Locks, span: Span) -> Locks:
    """The locks with one more; those that it touches become one with it. An empty span locks nothing."""
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
    """The locks without those that `span` touches; an empty span frees the one that it stands in."""
    return tuple(lock for lock in locks if not (lock.start <= span.end and span.start <= lock.end))


def carry_locks(locks: Locks, edits: Sequence[Edit]) -> Locks:
    """The locks after a change of the text. `edits` hold at once, in the coordinates before it, in order of place."""
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
    """Where an edge of a lock stands after the edits; `inner`: its first character stands behind it, not before it.
    An edge that an edit reached over stands behind, or before, what the edit put there: that is not locked."""
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
    """Whether an edit of `span` would change what is locked: an insertion at a lock's edge does not."""
    return any(
        lock.start < span.end and span.start < lock.end if span.start < span.end else lock.start < span.start < lock.end
        for lock in locks
    )


def sort_edits(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits in order of place, as `carry_locks` takes them."""
    return tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))
