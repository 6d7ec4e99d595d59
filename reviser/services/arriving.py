"""What a reviser puts out, as events of a document."""

from collections.abc import Sequence

from reviser.core.edit import Proposal, Remark
from reviser.core.events import Arrived, Asked, Event, Remarked
from reviser.core.exchange import Exchange
from reviser.revisers.base import Output
from reviser.services.worker import Batch, JobEvent

PROPOSALS_AT_ONCE = 100  # in one transaction: about 5 ms, and 20 ms until they are painted


def events_of(round_id: str, outputs: Sequence[Output]) -> list[Event]:
    """The events that a batch becomes; none for what is not kept, as progress."""
    proposals = tuple(output for output in outputs if isinstance(output, Proposal))
    remarks = tuple(output for output in outputs if isinstance(output, Remark))
    starts = range(0, len(proposals), PROPOSALS_AT_ONCE)
    events: list[Event] = [Arrived(round_id, proposals[at : at + PROPOSALS_AT_ONCE]) for at in starts]
    if remarks:
        events.append(Remarked(round_id, remarks))
    events += (Asked(round_id, output) for output in outputs if isinstance(output, Exchange))
    return events


def parts(event: JobEvent) -> list[JobEvent]:
    """A batch as batches of which each is written in one short transaction; anything else as it is."""
    if not isinstance(event, Batch) or len(event.outputs) <= PROPOSALS_AT_ONCE:
        return [event]
    starts = range(0, len(event.outputs), PROPOSALS_AT_ONCE)
    return [Batch(event.job_id, event.outputs[start : start + PROPOSALS_AT_ONCE]) for start in starts]
