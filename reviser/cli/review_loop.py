"""The revision loop without a window: this thread waits for the background thread, and decides."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from queue import Empty, SimpleQueue
from types import FrameType
from typing import Protocol

from reviser.cli import round_lines, terminal
from reviser.cli.consent import ask_to_send
from reviser.cli.round_progress import RoundProgress
from reviser.core.events import Outcome, StopReason
from reviser.core.round_state import RoundState
from reviser.services.documents.document_manager import DocumentManager
from reviser.services.rounds.notifications import Notice, Notification
from reviser.services.rounds.open_document import OpenDocument
from reviser.services.worker import Done, JobEvent

TICK_S = 1.0


class LoopResult(Enum):
    """How deciding a round ended."""

    ON = auto()
    QUIT = auto()
    CANCELLED = auto()


class Decider(Protocol):
    """Decides the pending proposals of the current round."""

    def __call__(self, open_document: OpenDocument) -> LoopResult: ...


@dataclass(frozen=True, slots=True)
class Interrupt:
    """Ctrl+C was pressed."""


class Pump:
    """Passes events of the background thread to the waiting thread. It uses `SimpleQueue`, which is reentrant, because
    a signal handler may put an item at any moment."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[JobEvent | Callable[[], None] | Interrupt] = SimpleQueue()

    def deliver(self, event: JobEvent) -> None:
        """Add an event, from any thread."""
        self._queue.put(event)

    def later(self, callback: Callable[[], None]) -> None:
        """Schedule a call in the waiting thread."""
        self._queue.put(callback)

    def wait(self, document_manager: DocumentManager, open_document: OpenDocument, tick: Callable[[], None]) -> bool:
        """Wait until the running round has ended, and return whether it ended by itself. `tick` is called after each
        second without an event. Ctrl+C cancels the round; a second one raises KeyboardInterrupt."""
        cancelled = done = False
        with self._interrupts():
            while open_document.running:
                match self._next():
                    case None:
                        tick()
                    case Interrupt():
                        if cancelled:
                            raise KeyboardInterrupt
                        cancelled = True
                        open_document.cancel()
                    case event if callable(event):
                        event()
                    case event:
                        done = isinstance(event, Done)
                        document_manager.receive(event)
        return done

    def _next(self) -> JobEvent | Callable[[], None] | Interrupt | None:
        try:
            return self._queue.get(timeout=TICK_S)
        except Empty:
            return None

    @contextmanager
    def _interrupts(self) -> Iterator[None]:
        def interrupted(_signal: int, _frame: FrameType | None) -> None:
            self._queue.put(Interrupt())

        if threading.current_thread() is not threading.main_thread():  # at a cluster's worker: nobody presses keys
            yield
            return
        before = signal.getsignal(signal.SIGINT)
        if before is not signal.SIG_IGN:  # as of a job in the background: that Ctrl+C is for another program
            signal.signal(signal.SIGINT, interrupted)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


@dataclass(slots=True)
class LoopRun:
    """One run of the loop over one document. `rounds` holds the ids of this run's rounds; `failure` is a sentence if it
    failed; `note` receives messages about a round; `meter` shows the progress of the running round."""

    document_manager: DocumentManager
    open_document: OpenDocument
    pump: Pump
    decide: Decider
    most: int
    on_round_end: Callable[[RoundState], None] = lambda _: None
    note: Callable[[str], None] = terminal.note
    meter: RoundProgress = field(default_factory=RoundProgress)
    rounds: list[str] = field(default_factory=list)
    failure: str = ""
    answered: bool = False  # whether the last round ended by itself, even without usable answers

    def go(self) -> StopReason:
        """Run rounds until the loop stops, and return why. An unfinished round of an earlier run is finished first."""
        self.open_document.listener = self._listen
        round_state = self.open_document.state.round_state
        # If the person has typed since, the edits alone no longer give the text: begin a new round.
        left = (
            round_state is not None
            and bool(round_state.pending)
            and all(region.owner for region in round_state.working.regions)
        )
        while True:
            if not left:
                self._propose()
            stop = self._begin_with_current_round(left)
            if stop is not None:
                return stop
            went = self.decide(self.open_document)
            self._tell()
            if went is not LoopResult.ON:
                return self._stop(StopReason.QUIT if went is LoopResult.QUIT else StopReason.CANCELLED)
            if len(self.rounds) >= self.most:
                return self._stop(StopReason.MAX_ROUNDS)
            left = False

    @property
    def round_state(self) -> list[RoundState]:
        """The present states of this run's rounds."""
        return [round_state for round_state in self.open_document.state.rounds if round_state.round.id in self.rounds]

    @property
    def refused(self) -> bool:
        """Whether the last round had proposals, but none was usable."""
        last = self.open_document.state.round_state
        if last is None:
            return False
        if last.round.outcome is Outcome.FAILED:
            return self.answered
        return round_lines.all_refused(last.round)

    def came_to_nothing(self, stop: StopReason) -> bool:
        """Whether a run that stopped with `stop` failed. It did not if only a later round's answers were unusable,
        because the results of earlier rounds hold; nor if the embedded reviser discarded all of its proposals, because
        then there is nothing to correct."""
        useful = any(round_state.round.items or round_state.round.remarks for round_state in self.round_state)
        if stop is StopReason.FAILED:
            return not (useful and self.refused)
        asked = any(round_state.round.exchanges for round_state in self.round_state)
        return self.refused and asked and not useful

    def _propose(self) -> None:
        ask_to_send(self.open_document.round_settings.choice)
        self.open_document.start()
        round_state = self.open_document.state.round_state
        if round_state is not None:
            self.meter.begin(f"Round {round_state.round.depth} · {round_state.round.reviser}")
        try:
            self.answered = self.pump.wait(self.document_manager, self.open_document, self.meter.tick)
        finally:
            self.meter.end()

    def _begin_with_current_round(self, left: bool) -> StopReason | None:
        """Include the current round in this run. Returns the reason if the loop ends before anything in it is decided,
        else None. `left`: the round was begun by an earlier run, so how it ended does not matter."""
        round_state = self.open_document.state.round_state
        if round_state is not None:
            self.rounds.append(round_state.round.id)
        if self.failure:
            return StopReason.FAILED  # not even the end of the round could be stored: a full disk
        stop = None if left else self.open_document.state.stop
        if (
            not left
            and round_state is not None
            and round_state.round.outcome is Outcome.COMPLETE
            and round_state.round.message
        ):
            self.note(round_state.round.message)
        if stop is not None:
            self._tell()
        if stop is StopReason.FAILED and round_state is not None:
            self.failure = round_state.round.message
        return stop

    def _tell(self) -> None:
        round_state = self.open_document.state.round_state
        if round_state is not None:
            self.on_round_end(round_state)

    def _stop(self, reason: StopReason) -> StopReason:
        self.open_document.stop(reason)
        return reason

    def _listen(self, notification: Notification) -> None:
        if notification.notice is Notice.FAILED:
            self.failure = notification.message
        elif notification.notice is Notice.PROGRESS:
            self.meter.update(self.open_document.pace)
