"""The papers' checkpoints as a window has them, in files of the test's own."""

from pathlib import Path

from reviser.services.background_tasks import BackgroundTasks
from reviser.services.models.checkpoint_adding import CheckpointAdder
from reviser.services.models.checkpoint_setup import CheckpointSetup
from reviser.services.models.checkpoints import Checkpoints
from reviser.services.models.hub import Hub, HubConnection


def checkpoint_setup(
    background_tasks: BackgroundTasks, folder: Path, endpoint: str = "http://127.0.0.1:9"
) -> CheckpointSetup:
    """Those that `folder` lists; what is fetched, from the hub at `endpoint`, goes into its `models`."""
    checkpoints = Checkpoints(folder / "checkpoints.json")
    fetched = folder / "models" / "checkpoints"
    adder = CheckpointAdder(checkpoints, Hub(fetched, lambda: HubConnection(endpoint)))
    return CheckpointSetup(checkpoints, lambda: adder, background_tasks, fetched)
