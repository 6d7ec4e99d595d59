"""The event log of a document: events are stored first, then applied."""

from collections.abc import Callable
from pathlib import Path

from reviser.core.events import Event, Recorded
from reviser.core.past_states import PastStates
from reviser.core.round_state import RoundState
from reviser.core.session import State
from reviser.core.timeline import Timeline
from reviser.errors import UserError
from reviser.history.log.store import Result, Store
from reviser.messages import message


class EventLog:
    """The events of one document. Raises UserError if the stored events are inconsistent. `clock` returns UNIX
    seconds."""

    def __init__(self, store: Store, document_id: int, path: Path | None, clock: Callable[[], float]) -> None:
        self._store = store
        self._document_id = document_id
        self._clock = clock
        try:
            self._timeline = Timeline(store.records(document_id))
        except ValueError as error:
            raise UserError(
                message(
                    "The history of {path} is inconsistent: run reviser verify for details, or start a new "
                    "history with --db and another file.",
                    path=path,
                )
            ) from error

    @property
    def state(self) -> State:
        return self._timeline.state

    @property
    def undo_step(self) -> tuple[Recorded, ...]:
        """The events that one undo step takes back, newest first; empty if there is nothing to undo."""
        return self._timeline.undo_step

    @property
    def redo_step(self) -> tuple[Recorded, ...]:
        """The events that one redo step brings back, oldest first; empty if there is nothing to redo."""
        return self._timeline.redo_step

    @property
    def undo_event(self) -> Event | None:
        """The event that describes the undo step; None if there is nothing to undo."""
        step = self.undo_step
        return step[-1].event if step else None

    @property
    def redo_event(self) -> Event | None:
        """The event that describes the redo step; None if there is nothing to redo."""
        step = self.redo_step
        return step[0].event if step else None

    def records(self) -> tuple[Recorded, ...]:
        """All events, in force or not, oldest first."""
        return self._timeline.records()

    def rounds(self) -> tuple[RoundState, ...]:
        """Every round in force, on any branch."""
        return self._timeline.rounds()

    def at(self, seq: int) -> State:
        """The state after event `seq`. Raises ValueError if there is no such event."""
        return self._timeline.at(seq)

    def past_states(self) -> PastStates:
        """A snapshot of the history for many queries, also in the background."""
        return self._timeline.past_states()

    def after(self, event: Event) -> State:
        """The state that an event would make. Raises ValueError if it does not fit."""
        return self._timeline.after(event, self._clock())

    def do(self, *events: Event, closing: bool = False) -> None:
        """Store events, then apply them. `closing`: they close the current round, whose result is stored. Raises
        ValueError if one does not fit; then nothing is stored. Each event is folded once, before its transaction
        ends."""
        states: list[State | None] = []

        def fold(recorded: tuple[Recorded, ...]) -> None:
            states.extend(self._timeline.ahead(recorded))

        round_state = self.state.round_state
        results = [Result(round_state.round.id, round_state.result, self.state.text)] if closing and round_state else []
        last = self._timeline.last
        written = self._store.append(self._document_id, *events, results=results, last=last, check=fold)
        for recorded, state in zip(written, states, strict=True):
            self._timeline.take(recorded, state)
