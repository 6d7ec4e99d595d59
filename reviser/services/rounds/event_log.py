"""A document's events as they are written and as they hold: what is shown is on the disk first."""

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
    """The events of one document in the history. UserError where those that are there do not fit together. `clock`
    gives UNIX seconds."""

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
        """All that one step back takes back, newest first; empty where there is nothing."""
        return self._timeline.undo_step

    @property
    def redo_step(self) -> tuple[Recorded, ...]:
        """All that one step forward brings back, oldest first; empty where there is nothing."""
        return self._timeline.redo_step

    @property
    def undo_event(self) -> Event | None:
        """What one step back takes back, as far as one event says it; None where there is nothing."""
        step = self.undo_step
        return step[-1].event if step else None

    @property
    def redo_event(self) -> Event | None:
        """What one step forward brings back, likewise."""
        step = self.redo_step
        return step[0].event if step else None

    def records(self) -> tuple[Recorded, ...]:
        """All events, in force or not, oldest first."""
        return self._timeline.records()

    def rounds(self) -> tuple[RoundState, ...]:
        """Every round in force, on any branch."""
        return self._timeline.rounds()

    def at(self, seq: int) -> State:
        """What the person saw after event `seq`. ValueError where there is no such event."""
        return self._timeline.at(seq)

    def past_states(self) -> PastStates:
        """A picture of the history as it is now, for many looks at it, in the background too."""
        return self._timeline.past_states()

    def after(self, event: Event) -> State:
        """The state that an event would make. ValueError where it does not fit."""
        return self._timeline.after(event, self._clock())

    def do(self, *events: Event, closing: bool = False) -> None:
        """Write events, then let them hold. `closing`: they close the round in hand, whose result is kept. ValueError
        where one does not fit; then nothing is written. Each event is folded once, before its transaction ends."""
        states: list[State | None] = []

        def fold(recorded: tuple[Recorded, ...]) -> None:
            states.extend(self._timeline.ahead(recorded))

        round_state = self.state.round_state
        results = [Result(round_state.round.id, round_state.result, self.state.text)] if closing and round_state else []
        last = self._timeline.last
        written = self._store.append(self._document_id, *events, results=results, last=last, check=fold)
        for recorded, state in zip(written, states, strict=True):
            self._timeline.take(recorded, state)
