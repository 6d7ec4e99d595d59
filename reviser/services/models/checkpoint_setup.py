"""Checkpoints for a window: listed and removed at once; one at a time is looked at or added in the background,
independent of dialogs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviser.errors import UserError
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.models.background_work import BackgroundWork
from reviser.services.models.checkpoints import Checkpoints, ListedCheckpoint, RemovedCheckpoint
from reviser.services.models.fetched_folder import FetchedFolder
from reviser.services.models.model_status import Work

if TYPE_CHECKING:
    from reviser.services.models.checkpoint_adding import CheckpointAdder, CheckpointDraft, Found, Source


@dataclass(slots=True)
class CheckpointWork(Work):
    """`added`: the checkpoint, once it is there."""

    added: ListedCheckpoint | None = None


class CheckpointSetup(BackgroundWork[CheckpointWork]):
    """`checkpoints` are the person's; `adder` gives what adds to them. `fetched_folder` holds what was fetched."""

    def __init__(
        self,
        checkpoints: Checkpoints,
        adder: "Callable[[], CheckpointAdder]",
        background_tasks: BackgroundTasks,
        fetched_folder: Path,
    ) -> None:
        super().__init__(background_tasks)
        self.checkpoints = checkpoints
        self._fetched_folder = fetched_folder
        self._adder = adder

    def list_all(self) -> tuple[ListedCheckpoint, ...]:
        """Each checkpoint with what its folder holds now."""
        return self.checkpoints.list_all()

    def list_unused(self) -> tuple[FetchedFolder, ...]:
        """What was fetched, whole or not, and belongs to no checkpoint."""
        return self.checkpoints.unused(self._fetched_folder)

    def remove(self, name: str) -> RemovedCheckpoint:
        """Forget one, and delete what was fetched for it. UserError on failure."""
        return self.checkpoints.remove(name)

    def look(
        self,
        sources: "Mapping[str, Source]",
        done: "Callable[[dict[str, Found]], None]",
        failed: Callable[[UserError], None],
    ) -> str:
        """Find out what stands at these places, by their roles. Returns the id by which `forget` ends that."""
        return self._background_tasks.run(lambda: self._adder().look(sources), done, failed)

    def forget(self, task_id: str) -> None:
        """End a look, and ignore its result."""
        self._background_tasks.forget(task_id)

    def add(self, draft: "CheckpointDraft", found: "Mapping[str, Found]") -> CheckpointWork:
        """Add a checkpoint, which may have to be fetched; the running addition where there is one."""
        work = CheckpointWork(draft.name)

        def keep(added: ListedCheckpoint) -> None:
            work.added = added

        return self._begin(work, lambda: self._adder().add(draft, found, work.told), keep)
