"""The loop without a window: this thread waits for what the background puts out, and decides."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from queue import SimpleQueue
from types import FrameType
from typing import Protocol

from reviser.core.events import StopReason
from reviser.core.session import Played
from reviser.services.revise import Notice, Revision, Told
from reviser.services.studio import Studio
from reviser.services.worker import JobEvent


class Went(Enum):
    """How deciding a round ended."""

    ON = auto()
    QUIT = auto()
    CANCELLED = auto()


class Decider(Protocol):
    """Decides what is pending in the round in hand."""

    def __call__(self, revision: Revision) -> Went: ...


@dataclass(frozen=True, slots=True)
class Interrupt:
    """Ctrl+C was pressed."""


class Pump:
    """Brings what happens in the background to the thread that waits for it. `SimpleQueue`, because a signal handler
    may put something in at any moment, and that is the queue that may be re-entered."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[JobEvent | Callable[[], None] | Interrupt] = SimpleQueue()

    def deliver(self, event: JobEvent) -> None:
        """From any thread."""
        self._queue.put(event)

    def later(self, callback: Callable[[], None]) -> None:
        """Call back soon, in the waiting thread."""
        self._queue.put(callback)

    def wait(self, studio: Studio, revision: Revision) -> None:
        """Until the running round has ended. Ctrl+C cancels it; a second one raises KeyboardInterrupt."""
        cancelled = False
        with self._interrupts():
            while revision.running:
                match self._queue.get():
                    case Interrupt():
                        if cancelled:
                            raise KeyboardInterrupt
                        cancelled = True
                        revision.cancel()
                    case event if callable(event):
                        event()
                    case event:
                        studio.receive(event)

    @contextmanager
    def _interrupts(self) -> Iterator[None]:
        def interrupted(_signal: int, _frame: FrameType | None) -> None:
            self._queue.put(Interrupt())

        before = signal.signal(signal.SIGINT, interrupted)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


@dataclass(slots=True)
class Run:
    """One run of the loop over one document. `rounds`: the ids of this run's; `failure` a sentence where it failed."""

    studio: Studio
    revision: Revision
    pump: Pump
    decide: Decider
    most: int
    told: Callable[[Played], None] = lambda _: None
    rounds: list[str] = field(default_factory=list)
    failure: str = ""

    def go(self) -> StopReason:
        """Round after round, until the loop stops; why it did. A round that was left in the middle goes on first."""
        self.revision.listener = self._listen
        played = self.revision.state.played
        # Where the person typed since, the round's edits no longer add up to the text by themselves: a new one begins.
        left = played is not None and bool(played.pending) and all(region.owner for region in played.working.regions)
        while True:
            if not left:
                self._propose()
            stop = self._taken(left)
            if stop is not None:
                return stop
            went = self.decide(self.revision)
            self._tell()
            if went is not Went.ON:
                return self._stop(StopReason.QUIT if went is Went.QUIT else StopReason.CANCELLED)
            if len(self.rounds) >= self.most:
                return self._stop(StopReason.MAX_ROUNDS)
            left = False

    @property
    def played(self) -> list[Played]:
        """This run's rounds as they stand now."""
        return [played for played in self.revision.state.rounds if played.round.id in self.rounds]

    def _propose(self) -> None:
        self.revision.start()
        self.pump.wait(self.studio, self.revision)

    def _taken(self, left: bool) -> StopReason | None:
        """Take the round in hand into this run; why the loop ends before anything of it is decided, None where it goes
        on. `left`: it was begun by an earlier run, so how that one ended is of no concern."""
        played = self.revision.state.played
        if played is not None:
            self.rounds.append(played.round.id)
        if self.failure:
            return StopReason.FAILED  # not even that could be written down: a full disk
        stop = None if left else self.revision.state.stop
        if stop is not None:
            self._tell()
        if stop is StopReason.FAILED and played is not None:
            self.failure = played.round.message
        return stop

    def _tell(self) -> None:
        played = self.revision.state.played
        if played is not None:
            self.told(played)

    def _stop(self, reason: StopReason) -> StopReason:
        self.revision.stop(reason)
        return reason

    def _listen(self, told: Told) -> None:
        if told.notice is Notice.FAILED:
            self.failure = told.message
