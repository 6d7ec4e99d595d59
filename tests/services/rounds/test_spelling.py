"""The dictionaries are read before anybody asks, once."""

import queue

from reviser.core.text import Span
from reviser.revisers.base import Misspelling, Request
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.rounds.spelling import SpellingQuery
from reviser.services.worker import JobEvent, Worker
from tests.fakes import Counter


class Words:
    """Knows one misspelling, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.read: list[str] = []

    async def warm_up(self, dialect: str) -> None:
        self.read.append(dialect)

    async def misspelling(self, request: Request, at: int) -> Misspelling | None:
        self.asked.append((request.text[at:].split()[0], request.dialect))
        return Misspelling(Span(0, 3), ("The",))


def receive(background_tasks: BackgroundTasks, events: queue.Queue[JobEvent]) -> None:
    while background_tasks.waiting:
        background_tasks.receive(events.get(timeout=10))


def test_the_dictionaries_are_read_once() -> None:
    worker, events, words = Worker(), queue.Queue[JobEvent](), Words()
    background_tasks = BackgroundTasks(worker, events.put, Counter().id)
    spelling = SpellingQuery(background_tasks, lambda: words)
    try:
        spelling.warm_up("British")
        spelling.warm_up("British")
        receive(background_tasks, events)
        assert words.read == ["British"]
        assert words.asked == []
        found: list[Misspelling | None] = []
        spelling.look_up(lambda: Request("Wrod.", dialect="British"), 0, found.append)
        receive(background_tasks, events)
        assert found == [Misspelling(Span(0, 3), ("The",))]
    finally:
        worker.stop()
