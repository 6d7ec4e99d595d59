"""The state of a document at any event of its history, computed from states that are known already.

A PastStates object is a snapshot of a timeline and never changes, so it can be used in the background while the person
works. It keeps some of the states that it computes, for later requests."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile

from reviser.core.events import Recorded, Redone, Restored, Undone
from reviser.core.session import State, resume, step

KEEP_EVERY = 64
KEEP_MOST = 48


@dataclass(frozen=True, slots=True)
class KnownState:
    """A state, and the number of events in force that it folds."""

    count: int
    state: State


class PastStates:
    """`records` are all events with the opening; `in_force` are those in force without the opening; `kept` are some of
    their folds, including that of none; `marks` are states known by the event after which they held. Must not be used
    by two threads at once."""

    def __init__(
        self,
        records: Sequence[Recorded],
        in_force: Sequence[Recorded],
        kept: Sequence[KnownState],
        marks: Mapping[int, State],
    ) -> None:
        self._records = tuple(records)
        # Sequences of events (by number) with their folds: the current line, and lines used before.
        now = tuple([recorded.seq for recorded in in_force])
        self._known: list[tuple[tuple[int, ...], KnownState]] = [(now, each) for each in kept]
        self._fixed = len(self._known)
        self._marks = dict(marks)

    def at(self, seq: int) -> State:
        """The state after event `seq`, whether it is in force now or not. Raises ValueError if there is no such
        event."""
        known = self._marks.get(seq)
        if known is not None:
            return known
        index = bisect_left(self._records, seq, key=_number)
        if index == len(self._records) or self._records[index].seq != seq:
            raise ValueError(f"there is no event {seq}")
        held = _in_force(self._records[1 : index + 1])
        numbers = tuple([recorded.seq for recorded in held])
        nearest = self._nearest(numbers)
        state = nearest.state
        for count, recorded in enumerate(held[nearest.count :], nearest.count + 1):
            state = next_state(state, recorded, self.at)
            if not count % KEEP_EVERY or count == len(held):
                self._keep(numbers, KnownState(count, state))
        return state

    @property
    def first(self) -> int:
        """The sequence number of the opening."""
        return self._records[0].seq

    @property
    def last(self) -> int:
        """The sequence number of the newest event, in force or not."""
        return self._records[-1].seq

    def line(self, seq: int) -> tuple[Recorded, ...]:
        """The events, oldest first, that led to the document after event `seq`, without other branches and abandoned
        parts."""
        parts: list[list[Recorded]] = []
        while True:
            held = _in_force(self._records[1 : bisect_right(self._records, seq, key=_number)])
            came_from = [(at, each.event.seq) for at, each in enumerate(held) if isinstance(each.event, Restored)]
            if not came_from:
                return tuple(chain(held, *reversed(parts)))
            at, seq = came_from[-1]
            parts.append(held[at + 1 :])

    def _nearest(self, numbers: tuple[int, ...]) -> KnownState:
        """The longest known fold of a prefix of these events."""
        common: dict[tuple[int, ...], int] = {}
        best: KnownState | None = None
        for line, kept in self._known:
            if line not in common:
                pairs = zip(line, numbers, strict=False)
                common[line] = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            if kept.count <= common[line] and (best is None or kept.count > best.count):
                best = kept
        if best is None:
            raise ValueError("the fold of no event is not known")
        return best

    def _keep(self, numbers: tuple[int, ...], kept: KnownState) -> None:
        self._known.append((numbers, kept))
        if len(self._known) - self._fixed > KEEP_MOST:
            del self._known[self._fixed]


def next_state(state: State, recorded: Recorded, at: Callable[[int], State]) -> State:
    """The state after one more event. `at` returns the state after an earlier event, to which a Restored goes back."""
    if isinstance(recorded.event, Restored):
        seq = recorded.event.seq
        if 0 < recorded.seq <= seq:
            raise ValueError(f"event {recorded.seq} goes back to {seq}, which came later")
        return resume(at(seq))
    return step(state, recorded)


def _in_force(records: Sequence[Recorded]) -> list[Recorded]:
    """Those of these events that were in force after the last of them."""
    undone: set[int] = set()
    for recorded in records:
        match recorded.event:
            case Undone(seq):
                undone.add(seq)
            case Redone(seq):
                undone.discard(seq)
    return [each for each in records if each.seq not in undone and not isinstance(each.event, Undone | Redone)]


def _number(recorded: Recorded) -> int:
    return recorded.seq
