"""Language models for a window. Fast actions run at once; one download at a time runs in the background, independent of
dialogs."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviser.errors import UserError
from reviser.revisers.lm.model_file import ModelFile
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.models.checkpoint_setup import CheckpointSetup
from reviser.services.models.model_status import Lacking, ListedModel, OnModelStep, Work, model_problem

if TYPE_CHECKING:
    from reviser.services.models.models import Models


class ModelSetup:
    """The models of `folder`, which need not exist, and the papers' checkpoints. `ended` is called once for each piece
    of work that has ended."""

    def __init__(
        self,
        folder: Path,
        models: "Callable[[], Models]",
        background_tasks: BackgroundTasks,
        checkpoint_setup: CheckpointSetup,
    ) -> None:
        self.folder = folder
        self.checkpoint_setup = checkpoint_setup
        self._models = models
        self._background_tasks = background_tasks
        self._task_id = ""
        self.work: Work | None = None  # the latest work
        self.ended: Callable[[Work], None] = lambda _: None

    def missing_model(self) -> Lacking | None:
        """What is wrong with the model that would propose; None if it is available."""
        return model_problem(self.folder)

    def list_models(self) -> tuple[ListedModel, ...]:
        """As `Models.list_models`. Raises UserError if the folder cannot be read."""
        return self._models().list_models()

    def get(self, name: str) -> Work:
        """Download a known model, continuing an earlier download."""
        return self._begin(name, lambda told: self._models().get(name, told))

    def add(self, path: Path) -> Work:
        """Copy a model of the person's own."""
        return self._begin(path.name, lambda told: self._models().add(path, told))

    def remove(self, name: str) -> int:
        """Delete a model and return the number of freed bytes. Raises UserError on failure."""
        return self._models().remove(name)

    def cancel(self) -> None:
        """Stop the running work soon; the downloaded part is kept."""
        if self.working and self.work is not None:
            self.work.cancelled = True
            self._background_tasks.cancel(self._task_id)

    @property
    def working(self) -> bool:
        """Whether a download or an addition is running."""
        return self.work is not None and not self.work.ended

    def _begin(self, name: str, run: Callable[[OnModelStep], Coroutine[Any, Any, ModelFile]]) -> Work:
        if self.work is not None and not self.work.ended:
            return self.work
        work = self.work = Work(name)

        def done(file: ModelFile) -> None:
            work.file, work.cancelled = file, False
            end()

        def failed(error: UserError) -> None:
            work.problem = "" if work.cancelled else error.message
            end()

        def end() -> None:
            work.ended = True
            self.ended(work)

        self._task_id = self._background_tasks.run(lambda: run(work.told), done, failed)
        return work
