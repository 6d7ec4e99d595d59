"""Every job ends exactly once, in one of result, error, cancelled; what arrived before is delivered first."""

import asyncio
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from reviser.core.edit import Proposal
from reviser.errors import ReviserError
from reviser.messages import verbatim
from reviser.revisers.base import Request
from reviser.services.worker import Cancelled, Done, Failed, JobEvent, OutputBatch, Worker
from tests.core.recording import propose
from tests.fakes import QueuedReviser

TEXT = "one two three"
PROPOSALS = (propose(TEXT, "one", "1"), propose(TEXT, "two", "2"), propose(TEXT, "three", "3"))


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.stop()


def prepare() -> Request:
    return Request(TEXT)


def admit(proposal: Proposal) -> Proposal | None:
    return proposal


def broken(proposal: Proposal) -> Proposal | None:
    raise KeyError(proposal.rule)


def until_ended(events: "queue.Queue[JobEvent]") -> list[JobEvent]:
    got = [events.get(timeout=10)]
    while isinstance(got[-1], OutputBatch):
        got.append(events.get(timeout=10))
    return got


def outputs(events: list[JobEvent]) -> list[object]:
    return [output for event in events if isinstance(event, OutputBatch) for output in event.outputs]


def test_what_is_proposed_arrives_in_order_and_then_the_job_is_done(worker: Worker) -> None:
    events: queue.Queue[JobEvent] = queue.Queue()
    worker.submit("a", QueuedReviser([PROPOSALS]), prepare, admit, events.put)
    got = until_ended(events)
    assert outputs(got) == list(PROPOSALS)
    assert got[-1] == Done("a")


def test_proposals_that_are_not_admitted_are_counted(worker: Worker) -> None:
    events: queue.Queue[JobEvent] = queue.Queue()
    reviser = QueuedReviser([PROPOSALS])
    worker.submit("a", reviser, prepare, lambda it: it if it.edit.before != "two" else None, events.put)
    got = until_ended(events)
    assert outputs(got) == [PROPOSALS[0], PROPOSALS[2]]
    assert got[-1] == Done("a", refused=1)


def test_an_error_ends_the_job_after_what_came_before_it(worker: Worker) -> None:
    events: queue.Queue[JobEvent] = queue.Queue()
    error = ReviserError(verbatim("The server cannot be reached."))
    worker.submit("a", QueuedReviser([(PROPOSALS[0], error)]), prepare, admit, events.put)
    got = until_ended(events)
    assert outputs(got) == [PROPOSALS[0]]
    assert got[-1] == Failed("a", error)


def test_our_own_bug_in_admitting_ends_the_job_as_an_error(worker: Worker) -> None:
    events: queue.Queue[JobEvent] = queue.Queue()
    worker.submit("a", QueuedReviser([PROPOSALS]), prepare, broken, events.put)
    ended = until_ended(events)[-1]
    assert isinstance(ended, Failed)
    assert isinstance(ended.error, KeyError)


def test_our_own_bug_in_preparing_ends_the_job_as_an_error(worker: Worker) -> None:
    events: queue.Queue[JobEvent] = queue.Queue()

    def unprepared() -> Request:
        raise RuntimeError("oops")

    worker.submit("a", QueuedReviser([PROPOSALS]), unprepared, admit, events.put)
    assert isinstance(until_ended(events)[-1], Failed)


def test_cancelling_ends_the_job_and_keeps_what_had_arrived(worker: Worker) -> None:
    events: queue.Queue[JobEvent] = queue.Queue()
    gate = asyncio.Semaphore(1)
    worker.submit("a", QueuedReviser([PROPOSALS], gate), prepare, admit, events.put)
    assert events.get(timeout=10) == OutputBatch("a", (PROPOSALS[0],))
    worker.cancel("a")
    assert until_ended(events) == [Cancelled("a")]
    worker.cancel("a")  # once more is harmless
    assert events.empty()


def test_stopping_cancels_what_runs_and_ends_the_thread() -> None:
    worker = Worker()
    events: queue.Queue[JobEvent] = queue.Queue()
    worker.submit("a", QueuedReviser([PROPOSALS], asyncio.Semaphore(0)), prepare, admit, events.put)
    worker.stop()
    assert until_ended(events) == [Cancelled("a")]
    assert "reviser-worker" not in {thread.name for thread in threading.enumerate()}
    worker.stop()  # once more is harmless


def test_jobs_run_side_by_side(worker: Worker) -> None:
    events: queue.Queue[JobEvent] = queue.Queue()
    worker.submit("a", QueuedReviser([PROPOSALS], asyncio.Semaphore(0)), prepare, admit, events.put)
    worker.submit("b", QueuedReviser([PROPOSALS]), prepare, admit, events.put)
    assert until_ended(events)[-1] == Done("b")


def test_the_program_ends_while_a_call_hangs() -> None:
    script = """
import asyncio, time
from reviser.services.worker import Worker
worker = Worker()
events = []
async def hang():
    await asyncio.to_thread(time.sleep, 60)
worker.call("a", hang, events.append)
time.sleep(0.2)
worker.cancel("a")
while not events:
    time.sleep(0.01)
worker.stop()
print(type(events[0]).__name__)
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=30)
    assert ended.stdout.strip() == "Cancelled", ended.stderr
