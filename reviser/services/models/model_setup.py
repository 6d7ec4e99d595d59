"""Language models for a window. Fast actions run at once; one download at a time runs in the background, independent of
dialogs."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviser.revisers.lm.model_file import ModelFile
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.models.background_work import BackgroundWork
from reviser.services.models.checkpoint_setup import CheckpointSetup
from reviser.services.models.model_status import Lacking, ListedModel, OnModelStep, Work, model_problem

if TYPE_CHECKING:
    from reviser.services.models.models import Models


class ModelSetup(BackgroundWork[Work]):
    """The models of `folder`, which need not exist, and the papers' checkpoints."""

    def __init__(
        self,
        folder: Path,
        models: "Callable[[], Models]",
        background_tasks: BackgroundTasks,
        checkpoint_setup: CheckpointSetup,
    ) -> None:
        super().__init__(background_tasks)
        self.folder = folder
        self.checkpoint_setup = checkpoint_setup
        self._models = models

    def missing_model(self) -> Lacking | None:
        """What is wrong with the model that would propose; None if it is available."""
        return model_problem(self.folder)

    def list_models(self) -> tuple[ListedModel, ...]:
        """As `Models.list_models`. Raises UserError if the folder cannot be read."""
        return self._models().list_models()

    def get(self, name: str) -> Work:
        """Download a known model, continuing an earlier download."""
        return self._download(name, lambda told: self._models().get(name, told))

    def add(self, path: Path) -> Work:
        """Copy a model of the person's own."""
        return self._download(path.name, lambda told: self._models().add(path, told))

    def remove(self, name: str) -> int:
        """Delete a model and return the number of freed bytes. Raises UserError on failure."""
        return self._models().remove(name)

    def _download(self, name: str, run: Callable[[OnModelStep], Coroutine[Any, Any, ModelFile]]) -> Work:
        work = Work(name)

        def keep(file: ModelFile) -> None:
            work.file = file

        return self._begin(work, lambda: run(work.told), keep)
