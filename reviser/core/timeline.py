"""The events of a document in order, which of them are in force, and the state that they make.

Undo and redo are events too. An undo step takes back the newest event in force that is the person's; a new such event
ends redo. Some states are kept, so that an undo has to fold only later events."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from reviser.core.events import (
    UNDOABLE,
    Changed,
    Decided,
    Event,
    Opened,
    Recorded,
    Redone,
    Restored,
    RoundStarted,
    Undone,
    WordsAdded,
)
from reviser.core.past_states import KEEP_EVERY, KnownState, PastStates, next_state
from reviser.core.round_state import RoundState
from reviser.core.session import State, begin

KEEP_LAST = 8


class Timeline:
    """The fold of recorded events. Raises ValueError if they are inconsistent."""

    def __init__(self, records: Iterable[Recorded]) -> None:
        self._records = list(records)
        opened = self._records[0] if self._records else None
        if opened is None or not isinstance(opened.event, Opened):
            raise ValueError("the history does not begin with the opening of the document")
        self._in_force: list[Recorded] = []
        self._steps: list[Recorded] = []  # events in force that undo can take back, oldest first
        self._undone: list[Recorded] = []  # events that redo can bring back, the next one last
        self._kept: list[KnownState] = [KnownState(0, begin(opened.event))]
        # States after these events, for branches that continue from them.
        self._marks: dict[int, State] = {}
        marked = {each.event.seq for each in self._records if isinstance(each.event, Restored)}
        for recorded in self._records:
            if recorded is not opened:
                self._list(recorded)
            if recorded.seq in marked:
                self._fold()
                self._marks[recorded.seq] = self.state
        self._fold()

    @property
    def state(self) -> State:
        """The current state."""
        return self._kept[-1].state

    @property
    def last(self) -> int:
        """The sequence number of the newest event, in force or not."""
        return self._records[-1].seq

    def records(self) -> tuple[Recorded, ...]:
        """All events, in force or not, oldest first, including the opening."""
        return tuple(self._records)

    def at(self, seq: int) -> State:
        """The state after event `seq`, whether it is in force now or not. Raises ValueError if there is no such
        event."""
        return self.past_states().at(seq)

    def past_states(self) -> PastStates:
        """A snapshot of the history for many queries, also in the background."""
        return PastStates(self._records, self._in_force, self._kept, self._marks)

    @property
    def undo_step(self) -> tuple[Recorded, ...]:
        """The events that one undo step takes back, newest first."""
        step: list[Recorded] = []
        for recorded in reversed(self._steps):
            if step and not _is_one_act(recorded, step[-1]):
                break
            step.append(recorded)
        return tuple(step)

    @property
    def redo_step(self) -> tuple[Recorded, ...]:
        """The events that one redo step brings back, oldest first."""
        step: list[Recorded] = []
        for recorded in reversed(self._undone):
            if step and not _is_one_act(step[-1], recorded):
                break
            step.append(recorded)
        return tuple(step)

    def rounds(self) -> tuple[RoundState, ...]:
        """Every round in force in order of their starts, without duplicates: those of the current branch, and those of
        other branches as they were when last left."""
        rounds: dict[str, RoundState] = {}
        tips = [self.state]
        for index in range(len(self._records) - 1, 0, -1):
            if isinstance(self._records[index].event, Restored) and self._holds(self._records[index]):
                tips.append(self._marked(self._records[index - 1].seq))
        for state in tips:
            for round_state in state.rounds:
                rounds.setdefault(round_state.round.id, round_state)
        began = (each.event.round_id for each in self._records if isinstance(each.event, RoundStarted))
        return tuple(rounds[round_id] for round_id in began if round_id in rounds)

    def _holds(self, recorded: Recorded) -> bool:
        """Whether an event is in force."""
        index = self._index(recorded.seq)
        return index < len(self._in_force) and self._in_force[index].seq == recorded.seq

    def in_force(self) -> tuple[Recorded, ...]:
        """The events in force, oldest first, without the opening."""
        return tuple(self._in_force)

    def after(self, event: Event, at: float) -> State:
        """The state that `event` (neither undo nor redo) would make. Raises ValueError if it does not fit."""
        return self._apply_event(self.state, Recorded(0, at, event))

    def ahead(self, recorded: Sequence[Recorded]) -> Iterator[State | None]:
        """The state after each of these next events; None from the first undo or redo on, which `take` folds. Changes
        nothing. Raises ValueError if one does not fit."""
        state: State | None = self.state
        for each in recorded:
            undoing = state is None or isinstance(each.event, Undone | Redone)
            state = None if state is None or undoing else self._apply_event(state, each)
            yield state

    def take(self, recorded: Recorded, ahead: State | None = None) -> State:
        """Apply one more event and return the state. `ahead` is the state that `ahead` gave for it, to avoid folding
        twice. Raises ValueError if it does not fit; then nothing has changed."""
        if isinstance(recorded.event, Undone | Redone):
            self._list(recorded)
            self._records.append(recorded)
            self._fold()
        else:
            state = self._apply_event(self.state, recorded) if ahead is None else ahead
            self._list(recorded)
            self._records.append(recorded)
            self._keep(KnownState(len(self._in_force), state))
        return self.state

    def _apply_event(self, state: State, recorded: Recorded) -> State:
        """The state after one more event."""
        return next_state(state, recorded, self._marked)

    def _marked(self, seq: int) -> State:
        """The state after event `seq`, from which the document continues."""
        if seq not in self._marks:
            self._marks[seq] = self.at(seq)
        return self._marks[seq]

    def _list(self, recorded: Recorded) -> None:
        """Add an event to the lists of those in force, to undo and to redo, without folding it."""
        match recorded.event:
            case Undone(seq):
                if not self._steps or self._steps[-1].seq != seq:
                    raise ValueError(f"event {seq} is not the one to be undone")
                self._undone.append(self._steps.pop())
                index = self._index(seq)
                del self._in_force[index]
                self._forget(index)
            case Redone(seq):
                if not self._undone or self._undone[-1].seq != seq:
                    raise ValueError(f"event {seq} is not the one to be redone")
                back = self._undone.pop()
                self._steps.append(back)
                index = self._index(seq)
                self._in_force.insert(index, back)
                self._forget(index)
            case Opened():
                raise ValueError("a document is opened once")
            case event:
                self._in_force.append(recorded)
                if isinstance(event, UNDOABLE):
                    self._steps.append(recorded)
                    self._undone.clear()

    def _index(self, seq: int) -> int:
        return bisect_left(self._in_force, seq, key=lambda recorded: recorded.seq)

    def _forget(self, index: int) -> None:
        """Drop the kept states that include the event with this index."""
        while self._kept[-1].count > index:
            self._kept.pop()

    def _fold(self) -> None:
        """Bring the last kept state up to all events in force."""
        kept = self._kept[-1]
        state = kept.state
        for count, recorded in enumerate(self._in_force[kept.count :], kept.count + 1):
            try:
                state = self._apply_event(state, recorded)
            except KeyError as error:
                raise ValueError(f"event {recorded.seq} is about {error}, which there is not") from error
            self._keep(KnownState(count, state))

    def _keep(self, kept: KnownState) -> None:
        """Keep a state: the last few, and some of the older ones."""
        self._kept.append(kept)
        old = len(self._kept) - 1 - KEEP_LAST
        if old > 0 and self._kept[old].count % KEEP_EVERY:
            del self._kept[old]


def _is_one_act(before: Recorded, after: Recorded) -> bool:
    """Whether two consecutive events are one act of the person: a word with the decisions that it caused, or typing in
    one stretch."""
    match before.event, after.event:
        case WordsAdded(), Decided():
            return before.seq + 1 == after.seq and before.at == after.at
        case Changed(), Changed(continues=True):
            return True
    return False
