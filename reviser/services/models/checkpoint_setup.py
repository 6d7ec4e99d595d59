"""Checkpoints for a window: listed and removed at once; one at a time is looked at or added in the background,
independent of dialogs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviser.errors import UserError
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.models.checkpoints import Checkpoints, ListedCheckpoint, RemovedCheckpoint
from reviser.services.models.fetched_folder import FetchedFolder
from reviser.services.models.model_status import Work

if TYPE_CHECKING:
    from reviser.services.models.checkpoint_adding import CheckpointAdder, CheckpointDraft, Found, Source


@dataclass(slots=True)
class CheckpointWork(Work):
    """`added`: the checkpoint, once it is there."""

    added: ListedCheckpoint | None = None


class CheckpointSetup:
    """`checkpoints` are the person's; `adder` gives what adds to them. `fetched_folder` holds what was fetched."""

    def __init__(
        self,
        checkpoints: Checkpoints,
        adder: "Callable[[], CheckpointAdder]",
        background_tasks: BackgroundTasks,
        fetched_folder: Path,
    ) -> None:
        self.checkpoints = checkpoints
        self._fetched_folder = fetched_folder
        self._adder = adder
        self._background_tasks = background_tasks
        self._task_id = ""
        self.work: CheckpointWork | None = None  # the latest addition

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
        if self.work is not None and not self.work.ended:
            return self.work
        work = self.work = CheckpointWork(draft.name)

        def done(added: ListedCheckpoint) -> None:
            work.added, work.cancelled, work.ended = added, False, True

        def failed(error: UserError) -> None:
            work.problem, work.ended = "" if work.cancelled else error.message, True

        self._task_id = self._background_tasks.run(lambda: self._adder().add(draft, found, work.told), done, failed)
        return work

    def cancel(self) -> None:
        """Stop the running addition soon; the downloaded part is kept."""
        if self.working and self.work is not None:
            self.work.cancelled = True
            self._background_tasks.cancel(self._task_id)

    @property
    def working(self) -> bool:
        """Whether an addition is running."""
        return self.work is not None and not self.work.ended
