"""Short background tasks for callers on one thread: requests to a server, the keyring, local ports."""

from collections.abc import Callable, Coroutine
from typing import Any

from reviser.errors import UserError
from reviser.messages import message
from reviser.services.worker import Answered, Cancelled, Failed, JobEvent, Worker

Work = Callable[[], Coroutine[Any, Any, object]]


class BackgroundTasks:
    """Runs tasks in the background. `deliver` is called there and must bring its event to `receive` on this thread;
    `new_id` returns an id that was never used."""

    def __init__(self, worker: Worker, deliver: Callable[[JobEvent], None], new_id: Callable[[], str]) -> None:
        self._worker = worker
        self._deliver = deliver
        self._new_id = new_id
        self._waiting: dict[str, tuple[Callable[[Any], None], Callable[[UserError], None]]] = {}

    def run(self, work: Work, done: Callable[[Any], None], failed: Callable[[UserError], None]) -> str:
        """Start a task and return its id. `done` receives its result, `failed` a UserError; `receive` raises any other
        error. Neither is called after `forget`."""
        job_id = self._new_id()
        self._waiting[job_id] = (done, failed)
        self._worker.call(job_id, work, self._deliver)
        return job_id

    @property
    def waiting(self) -> bool:
        """Whether a task is running whose result is still wanted."""
        return bool(self._waiting)

    def forget(self, job_id: str) -> None:
        """Cancel a task and ignore its result."""
        if self._waiting.pop(job_id, None) is not None:
            self._worker.cancel(job_id)

    def cancel(self, job_id: str) -> None:
        """Ask a task to end. Its caller receives an error, or the result if the task was faster."""
        self._worker.cancel(job_id)

    def receive(self, event: JobEvent) -> bool:
        """Handle an event of the worker, on this thread. Return whether it belonged to a task."""
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
