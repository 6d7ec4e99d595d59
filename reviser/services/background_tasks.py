"""Small jobs in the background for whoever waits on this thread: asking a server, a keyring, the local ports."""

from collections.abc import Callable, Coroutine
from typing import Any

from reviser.errors import UserError
from reviser.messages import message
from reviser.services.worker import Answered, Cancelled, Failed, JobEvent, Worker

Work = Callable[[], Coroutine[Any, Any, object]]


class BackgroundTasks:
    """`deliver` is called in the background and must bring its event to `receive` on this thread; `new_id` gives an id
    that was never used."""

    def __init__(self, worker: Worker, deliver: Callable[[JobEvent], None], new_id: Callable[[], str]) -> None:
        self._worker = worker
        self._deliver = deliver
        self._new_id = new_id
        self._waiting: dict[str, tuple[Callable[[Any], None], Callable[[UserError], None]]] = {}

    def run(self, work: Work, done: Callable[[Any], None], failed: Callable[[UserError], None]) -> str:
        """Begin a task; its id comes back. `done` gets its answer, `failed` a UserError; what else goes wrong is
        raised by `receive`. Neither is called once it was forgotten."""
        job_id = self._new_id()
        self._waiting[job_id] = (done, failed)
        self._worker.call(job_id, work, self._deliver)
        return job_id

    @property
    def waiting(self) -> bool:
        """Whether somebody waits for a task."""
        return bool(self._waiting)

    def forget(self, job_id: str) -> None:
        """Nobody waits for it any more: it is cancelled, and what it still says is dropped."""
        if self._waiting.pop(job_id, None) is not None:
            self._worker.cancel(job_id)

    def cancel(self, job_id: str) -> None:
        """Ask it to end; whoever waits for it is told, with an error, or what came of it if it was quicker."""
        self._worker.cancel(job_id)

    def receive(self, event: JobEvent) -> bool:
        """Something from the worker, on this thread. Whether it was a task's."""
        waiting = self._waiting.pop(event.job_id, None)
        if waiting is None:
            return False
        done, failed = waiting
        match event:
            case Answered(result=result):
                done(result)
            case Failed(error=UserError() as error):
                failed(error)
            case Failed(error=error):
                raise error
            case Cancelled():
                failed(UserError(message("It was cancelled.")))
        return True
