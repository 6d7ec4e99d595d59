"""Work on models for a window: one piece at a time, in the background, independent of dialogs."""

from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

from reviser.errors import UserError
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.models.model_status import Work

AnyWork = TypeVar("AnyWork", bound=Work)
Result = TypeVar("Result")


class BackgroundWork(Generic[AnyWork]):
    """Runs one piece of work and remembers it. `ended` is called once for each piece that has ended."""

    def __init__(self, background_tasks: BackgroundTasks) -> None:
        self._background_tasks = background_tasks
        self._task_id = ""
        self.work: AnyWork | None = None  # the latest work
        self.ended: Callable[[AnyWork], None] = lambda _: None

    def cancel(self) -> None:
        """Stop the running work soon; the downloaded part is kept."""
        if self.working and self.work is not None:
            self.work.cancelled = True
            self._background_tasks.cancel(self._task_id)

    @property
    def working(self) -> bool:
        """Whether work is running."""
        return self.work is not None and not self.work.ended

    def _begin(
        self,
        work: AnyWork,
        run: Callable[[], Coroutine[Any, Any, Result]],
        keep: Callable[[Result], None],
    ) -> AnyWork:
        """Begin `work`, which `run` does, and `keep` its result; the running work where there is some."""
        if self.work is not None and not self.work.ended:
            return self.work
        self.work = work

        def done(result: Result) -> None:
            keep(result)
            work.cancelled = False
            end()

        def failed(error: UserError) -> None:
            work.problem = "" if work.cancelled else error.message
            end()

        def end() -> None:
            work.ended = True
            self.ended(work)

        self._task_id = self._background_tasks.run(run, done, failed)
        return work
