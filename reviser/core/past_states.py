"""A document as it stood at any event of its history, found from states that are known already.

A look back is a picture of a timeline at one moment and never changes with it, so that it can be asked in the
background while the person goes on. It keeps some of the states that it folds on its way, for those asked for next.
"""

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
    """A state, and of how many events in force it is the fold."""

    count: int
    state: State


class PastStates:
    """`records`: all events, with the opening; `in_force` those in force, without it, and `kept` some of their folds,
    that of none among them; `marks` states known by the event that they came after. Not for two threads at once."""

    def __init__(
        self,
        records: Sequence[Recorded],
        in_force: Sequence[Recorded],
        kept: Sequence[KnownState],
        marks: Mapping[int, State],
    ) -> None:
        self._records = tuple(records)
        # Runs of events (by number) with their folds: the line in hand, and lines that were gone down since.
        now = tuple([recorded.seq for recorded in in_force])
        self._known: list[tuple[tuple[int, ...], KnownState]] = [(now, each) for each in kept]
        self._fixed = len(self._known)
        self._marks = dict(marks)

    def at(self, seq: int) -> State:
        """What the person saw after event `seq`, in force or not by now. ValueError where there is no such event."""
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
        """The opening's event."""
        return self._records[0].seq

    @property
    def last(self) -> int:
        """The newest event, in force or not."""
        return self._records[-1].seq

    def line(self, seq: int) -> tuple[Recorded, ...]:
        """The events, oldest first, that the document as it stood after event `seq` was made by: of other branches, and
        of what was gone back behind, there is nothing in it."""
        parts: list[list[Recorded]] = []
        while True:
            held = _in_force(self._records[1 : bisect_right(self._records, seq, key=_number)])
            came_from = [(at, each.event.seq) for at, each in enumerate(held) if isinstance(each.event, Restored)]
            if not came_from:
                return tuple(chain(held, *reversed(parts)))
            at, seq = came_from[-1]
            parts.append(held[at + 1 :])

    def _nearest(self, numbers: tuple[int, ...]) -> KnownState:
        """The longest fold that begins as these events do."""
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
    """The state after one more event. `at` gives the state after an earlier event, which a Restored goes back to."""
    if isinstance(recorded.event, Restored):
        seq = recorded.event.seq
        if 0 < recorded.seq <= seq:
            raise ValueError(f"event {recorded.seq} goes back to {seq}, which came later")
        return resume(at(seq))
    return step(state, recorded)


def _in_force(records: Sequence[Recorded]) -> list[Recorded]:
    """Those of these events that held after the last of them."""
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
