import asyncio
from collections.abc import Iterator
from queue import Queue

import pytest

from reviser.errors import UserError
from reviser.messages import verbatim
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.worker import Answered, Cancelled, JobEvent, Worker
from tests.fakes import Counter

WAIT_S = 10


class Seat:
    """Background tasks with a worker of their own, and what came of them."""

    def __init__(self) -> None:
        self.worker = Worker()
        self.events: Queue[JobEvent] = Queue()
        self.background_tasks = BackgroundTasks(self.worker, self.events.put, Counter().id)
        self.said: list[object] = []

    def next(self) -> JobEvent:
        return self.events.get(timeout=WAIT_S)

    def run(self, work: object) -> str:
        assert callable(work)
        return self.background_tasks.run(work, self.said.append, lambda error: self.said.append(str(error)))


@pytest.fixture
def seat() -> Iterator[Seat]:
    made = Seat()
    yield made
    made.worker.stop()


async def answer() -> str:
    await asyncio.sleep(0)
    return "here"


async def refuse() -> str:
    raise UserError(verbatim("Not today."))


async def break_down() -> str:
    raise ZeroDivisionError


async def hang() -> str:
    await asyncio.sleep(60)
    return "never"


def test_an_errand_ends_once_with_its_answer(seat: Seat) -> None:
    job_id = seat.run(answer)
    event = seat.next()
    assert event == Answered(job_id, "here")
    assert seat.background_tasks.receive(event)
    assert not seat.background_tasks.receive(event)
    assert seat.said == ["here"]


def test_what_the_world_does_is_said_and_a_bug_is_raised(seat: Seat) -> None:
    seat.run(refuse)
    assert seat.background_tasks.receive(seat.next())
    assert seat.said == ["Not today."]
    seat.run(break_down)
    with pytest.raises(ZeroDivisionError):
        seat.background_tasks.receive(seat.next())


def test_what_was_forgotten_is_cancelled_and_dropped(seat: Seat) -> None:
    job_id = seat.run(hang)
    seat.background_tasks.forget(job_id)
    event = seat.next()
    assert event == Cancelled(job_id)
    assert not seat.background_tasks.receive(event)
    assert seat.said == []


def test_who_waits_for_what_is_cancelled_is_told(seat: Seat) -> None:
    job_id = seat.run(hang)
    seat.background_tasks.cancel(job_id)
    assert seat.background_tasks.receive(seat.next())
    assert seat.said == ["It was cancelled."]
    assert not seat.background_tasks.waiting
