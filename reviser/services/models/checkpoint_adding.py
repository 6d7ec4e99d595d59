"""Adds a checkpoint from folders or from a hub: what it is is found out first, then it is fetched and written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reviser.revisers.checkpoints.folder import CheckpointFolder, look
from reviser.revisers.checkpoints.kinds import MODEL, Checkpoint, TaggerThresholds
from reviser.services.models.checkpoints import Checkpoints, ListedCheckpoint, name_from
from reviser.services.models.hub import Hub, HubId, HubModel, hub_id
from reviser.services.models.model_status import OnModelStep

Source = Path | HubId
Found = CheckpointFolder | HubModel


@dataclass(frozen=True, slots=True)
class CheckpointDraft:
    """A checkpoint that the person wants, with the same words as Checkpoint's; without a `name`, it gets that of where
    it comes from."""

    kind: str
    name: str = ""
    instruction: str = ""
    pickle: bool = False
    thresholds: TaggerThresholds = field(default_factory=TaggerThresholds)


def source_from(given: str) -> Source:
    """The folder that the person named, or what is on a hub (OWNER/NAME, OWNER/NAME@REVISION) where there is none."""
    path = Path(given).expanduser()
    found = None if path.exists() else hub_id(given)
    return path.absolute() if found is None else found


def usual_name(found: Found) -> str:
    """What a checkpoint is called where the person gives it no name."""
    return name_from(
        found.path.resolve().name if isinstance(found, CheckpointFolder) else found.id.name.partition("/")[2]
    )


class CheckpointAdder:
    """Adds to `checkpoints`; what is not here comes from `hub`."""

    def __init__(self, checkpoints: Checkpoints, hub: Hub) -> None:
        self._checkpoints = checkpoints
        self._hub = hub

    async def look(self, sources: Mapping[str, Source]) -> dict[str, Found]:
        """What stands at each of `sources`, by its role (MODEL is the checkpoint itself). UserError where that is no
        checkpoint, or the hub is not reached."""
        return {
            role: look(source) if isinstance(source, Path) else await self._hub.look(source)
            for role, source in sources.items()
        }

    async def add(
        self, draft: CheckpointDraft, found: Mapping[str, Found], on_step: OnModelStep = lambda *_: None
    ) -> ListedCheckpoint:
        """Fetch what is on a hub, and write the checkpoint down. What can be refused is refused before anything is
        fetched; a cancelled download is continued by the next call. UserError on failure."""
        given = self._checkpoint(draft, found, {role: Path() for role in found})
        self._checkpoints.check(
            given,
            {
                role: (one.config, str(one.path if isinstance(one, CheckpointFolder) else one.id))
                for role, one in found.items()
            },
        )
        for one in found.values():
            if isinstance(one, HubModel):
                one.needed(pickle=draft.pickle)  # raises where its weights are pickled
        folders: dict[str, Path] = {}
        for role, one in found.items():
            if isinstance(one, HubModel):
                folders[role] = await self._hub.fetch(one, pickle=draft.pickle, on_step=on_step)
            else:
                folders[role] = one.path
        return self._checkpoints.add(self._checkpoint(draft, found, folders))

    def _checkpoint(
        self, draft: CheckpointDraft, found: Mapping[str, Found], folders: Mapping[str, Path]
    ) -> Checkpoint:
        parts = {role: path for role, path in folders.items() if role != MODEL}
        return Checkpoint(
            draft.name or usual_name(found[MODEL]),
            draft.kind,
            folders[MODEL],
            parts,
            draft.instruction,
            pickle=draft.pickle,
            thresholds=draft.thresholds,
        )
