"""Writes what the background sends for the rounds of an open document into its history, in order and in short
transactions, until the round ends."""

import logging
from collections import deque
from collections.abc import Callable, Sequence

from reviser.core.edit import Proposal, Remark
from reviser.core.events import Arrived, Event, Outcome, Remarked, RequestMade, RoundEnded, Stopped
from reviser.core.exchange import Exchange
from reviser.core.session import stop_reason
from reviser.errors import UserError
from reviser.history.log.store import BusyError
from reviser.messages import message, plural, sentences
from reviser.revisers.base import LANGUAGE_RULE, Output, ReadProgress, Thinking
from reviser.revisers.net.wire import Waiting
from reviser.services.rounds.dependencies import Dependencies
from reviser.services.rounds.event_descriptions import left_out
from reviser.services.rounds.event_log import EventLog
from reviser.services.rounds.notifications import Notice
from reviser.services.rounds.pace import Pace
from reviser.services.worker import Cancelled, Done, Failed, JobEvent, OutputBatch

log = logging.getLogger(__name__)

PROPOSALS_AT_ONCE = 100  # proposals in one transaction: about 5 ms, and 20 ms until they are painted


class RoundWriter:
    """Handles the round that is proposing, whose id is `round_id` (empty if there is none), and late results of earlier
    ones. `tell` reports what was written. `pace` is its progress."""

    def __init__(self, event_log: EventLog, tools: Dependencies, tell: Callable[[Notice, str], None]) -> None:
        self.round_id = ""
        self.pace = Pace()
        self._event_log = event_log
        self._tools = tools
        self._tell = tell
        self._begun: set[str] = set()  # all rounds of this run: late results are dropped and reported
        self._begun_at = 0.0  # start of the running round
        self._arrived: deque[JobEvent] = deque()

    def begin(self, round_id: str) -> None:
        """Start handling a round."""
        self.round_id = round_id
        self._begun.add(round_id)
        self._begun_at = self._tools.clock()
        self.pace = Pace()

    @property
    def running_s(self) -> float:
        """Seconds since the running round started; 0 if none is running."""
        return max(0.0, self._tools.clock() - self._begun_at) if self.round_id else 0.0

    def owns(self, job_id: str) -> bool:
        """Whether a job was started by this document in this run."""
        return job_id in self._begun

    def cancel(self) -> None:
        """Ask the running round to end; arrived proposals stay."""
        if self.round_id:
            self._tools.worker.cancel(self.round_id)

    def leave(self) -> None:
        """Drop everything that the running round still sends, because it no longer exists."""
        self.cancel()
        self.round_id = ""

    def receive(self, event: JobEvent) -> None:
        """Handle an event of the worker. What cannot be written yet waits, in order. A large batch is written in parts,
        so that the thread is free in between."""
        waiting = bool(self._arrived)
        self._arrived.extend(parts(event))
        if not waiting:
            self._drain()

    def _drain(self) -> None:
        while self._arrived:
            try:
                self._handle(self._arrived[0])
            except BusyError:
                self._tools.later(self._drain)
                return
            except UserError as error:
                self._give_up(error.message)  # for example, the disk is full
                return
            except Exception as error:  # a bug must not block the document forever
                log.exception("A batch could not be taken")
                said = message(
                    "The round failed ({error}); what had arrived before is kept.", error=type(error).__name__
                )
                self._give_up(said)
                return
            done = self._arrived.popleft()
            if self._arrived and isinstance(done, OutputBatch):
                self._tools.later(self._drain)
                return

    def _give_up(self, sentence: str) -> None:
        """The round cannot continue; what was written stays."""
        self._arrived.clear()
        self.leave()
        self._tell(Notice.FAILED, sentence)

    def _handle(self, event: JobEvent) -> None:
        if event.job_id != self.round_id:
            if isinstance(event, OutputBatch):
                count = sum(isinstance(output, Proposal) for output in event.outputs)
                self._tell(
                    Notice.DROPPED,
                    plural(
                        "Dropped 1 late proposal of a round that was undone.",
                        "Dropped {n:,} late proposals of a round that was undone.",
                        count,
                    ),
                )
            return
        match event:
            case OutputBatch(round_id, outputs):
                events = events_of(round_id, outputs)
                if events:
                    self._event_log.do(*events)
                    self._tell(Notice.ARRIVED, "")
                self._keep_pace(outputs)
            case Done(refused=refused, unusable=unusable):
                round_state = self._event_log.state.round_state
                came = refused > 0 or (
                    round_state is not None and bool(round_state.round.items or round_state.round.remarks)
                )
                # If a model returned nothing usable, it cannot be assumed to have read the text.
                read = came or all(each.withdrawn for each in unusable)
                outcome = Outcome.COMPLETE if read else Outcome.FAILED
                about = (
                    ()
                    if round_state is None
                    else tuple(one.message for one in round_state.round.remarks if one.rule == LANGUAGE_RULE)
                )
                # A stored message of a complete round without proposals means that none could be used.
                kept = [each for each in unusable if came or not each.withdrawn]
                said = sentences(*about, left_out(refused, unusable))
                self._end(outcome, sentences(*about, left_out(refused, kept)), said)
            case Cancelled():
                self._end(Outcome.CANCELLED, message("The round was cancelled; what had arrived is kept."))
            case Failed(error=error):
                if isinstance(error, UserError):
                    self._end(Outcome.FAILED, error.message)
                else:
                    log.error("The reviser failed", exc_info=error)
                    self._end(
                        Outcome.FAILED,
                        message("The reviser failed ({error}); nothing was lost.", error=type(error).__name__),
                    )

    def _keep_pace(self, outputs: Sequence[Output]) -> None:
        round_state = self._event_log.state.round_state
        said = [output for output in outputs if isinstance(output, ReadProgress | Waiting | Thinking)]
        if said and round_state is not None:
            for output in said:
                self.pace = self.pace.after_output(output, self._tools.clock() - round_state.round.started)
            self._tell(Notice.PROGRESS, "")

    def _end(self, outcome: Outcome, message: str, said: str | None = None) -> None:
        """End the round. `message` is stored; the person is told `said`, or else the same."""
        ended = RoundEnded(self.round_id, outcome, message)
        reason = stop_reason(self._event_log.after(ended))
        if reason is None:
            self._event_log.do(ended)
        else:
            self._event_log.do(ended, Stopped(reason), closing=True)
        self.round_id = ""
        self._tell(Notice.ENDED, message if said is None else said)


def events_of(round_id: str, outputs: Sequence[Output]) -> list[Event]:
    """The events for a batch of outputs; none for outputs that are not stored, such as progress."""
    proposals = tuple(output for output in outputs if isinstance(output, Proposal))
    remarks = tuple(output for output in outputs if isinstance(output, Remark))
    starts = range(0, len(proposals), PROPOSALS_AT_ONCE)
    events: list[Event] = [Arrived(round_id, proposals[at : at + PROPOSALS_AT_ONCE]) for at in starts]
    if remarks:
        events.append(Remarked(round_id, remarks))
    events += (RequestMade(round_id, output) for output in outputs if isinstance(output, Exchange))
    return events


def parts(event: JobEvent) -> list[JobEvent]:
    """A batch split into batches that are each written in one short transaction; other events unchanged."""
    if not isinstance(event, OutputBatch) or len(event.outputs) <= PROPOSALS_AT_ONCE:
        return [event]
    starts = range(0, len(event.outputs), PROPOSALS_AT_ONCE)
    return [OutputBatch(event.job_id, event.outputs[start : start + PROPOSALS_AT_ONCE]) for start in starts]
