"""What the terminal says of a checkpoint."""

from collections.abc import Iterator

from reviser.cli import terminal
from reviser.cli.model_progress import megabytes
from reviser.revisers.checkpoints.folder import is_non_commercial
from reviser.services.models.checkpoints import CHECKPOINT, ListedCheckpoint, RemovedCheckpoint
from reviser.services.models.fetched_folder import FetchedFolder
from reviser.services.models.hub import HubModel

_GB = 1e9  # bytes


def checkpoint_lines(listed: ListedCheckpoint) -> Iterator[str]:
    """The lines of a list: its reviser, what it is, where it lies, and how it is forgotten."""
    checkpoint, folder = listed.checkpoint, listed.folder
    state = (
        f"not usable: {listed.problem}"
        if folder is None
        else f"{checkpoint.kind}, {_memory(listed.memory)} of memory, {checkpoint.license or 'no licence named'}"
    )
    yield f"  {CHECKPOINT}:{checkpoint.name}  {state}"
    yield f"  {'':<16} {checkpoint.folder}"
    for role, path in checkpoint.parts.items():
        yield f"  {'':<16} {role}: {path}"
    for role, origin in checkpoint.origins.items():
        yield f"  {'':<16} {role} fetched from {origin}"
    remove = "delete" if checkpoint.origins else "forget"
    yield f"  {'':<16} To {remove} it: reviser models remove {checkpoint.name}"


def _memory(size: int) -> str:
    """Bytes, for a person; those of small models are no 0 GB."""
    return f"{size / _GB:.1f} GB" if size >= _GB else megabytes(size)


def fetched_lines(fetched: FetchedFolder) -> Iterator[str]:
    """The lines of a list for what was fetched and is used by no checkpoint."""
    state = "fetched" if fetched.whole else f"{megabytes(fetched.here)} of {megabytes(fetched.size)} fetched"
    yield f"  {fetched.name}  {state}, not added: the same reviser models add continues"
    yield f"  {'':<16} {fetched.path}"
    yield f"  {'':<16} To delete it: reviser models remove {fetched.name}"


def to_fetch(model: HubModel) -> str:
    """What is about to be fetched: how much, and what its licence forbids."""
    licence = model.license or "no licence named"
    binds = ", which allows no commercial use" if is_non_commercial(model.license) else ""
    return f"{model.id}: {megabytes(model.size)} to fetch; its licence: {licence}{binds}."


def say_removed(removed: RemovedCheckpoint) -> None:
    """What was forgotten, what was deleted, and what stays."""
    checkpoint = removed.checkpoint
    stay = [str(path) for path in (checkpoint.folder, *checkpoint.parts.values()) if path not in removed.deleted]
    if not removed.deleted:
        folder = terminal.visible(str(checkpoint.folder))
        terminal.line(f"Forgot the checkpoint {checkpoint.name}; its folder stays: {folder}")
        return
    terminal.line(f"Forgot the checkpoint {checkpoint.name}.")
    for path in removed.deleted:
        terminal.line(f"Deleted what was fetched: {terminal.visible(str(path))}")
    terminal.line(f"{megabytes(removed.freed)} freed.")
    for folder in dict.fromkeys(stay):
        terminal.line(f"This folder stays: {terminal.visible(folder)}")


def say_added(listed: ListedCheckpoint, *, as_json: bool) -> None:
    """What was added, how it is chosen, how much memory it will take, and what its licence forbids."""
    if as_json:
        terminal.object_out(checkpoint_record(listed))
        return
    checkpoint, folder = listed.checkpoint, listed.folder
    reviser = f"{CHECKPOINT}:{checkpoint.name}"
    terminal.line(f"Added {checkpoint.name} ({checkpoint.kind}). Choose it with --reviser {reviser}.")
    if folder is not None:
        terminal.line(f"It takes about {_memory(listed.memory)} of memory while the program runs.")
    if not checkpoint.license:
        terminal.line("Its model card names no licence: see where it comes from before you share what it proposed.")
    elif is_non_commercial(checkpoint.license):
        terminal.line(f"Its licence, {checkpoint.license}, allows no commercial use.")
    else:
        terminal.line(f"Its licence is {checkpoint.license}.")


def checkpoint_record(listed: ListedCheckpoint) -> dict[str, object]:
    """As an object of JSON."""
    checkpoint, folder = listed.checkpoint, listed.folder
    return {
        "name": checkpoint.name,
        "reviser": f"{CHECKPOINT}:{checkpoint.name}",
        "kind": checkpoint.kind,
        "folder": str(checkpoint.folder),
        "parts": {role: str(path) for role, path in checkpoint.parts.items()},
        "instruction": checkpoint.instruction,
        "license": checkpoint.license,
        "non_commercial": is_non_commercial(checkpoint.license),
        "origins": dict(checkpoint.origins),
        "min_error_prob": checkpoint.thresholds.min_error_prob,
        "keep_confidence": checkpoint.thresholds.keep_confidence,
        "memory_bytes": None if folder is None else listed.memory,
        "problem": listed.problem or None,
    }


def fetched_record(fetched: FetchedFolder) -> dict[str, object]:
    """What was fetched and is used by no checkpoint, as an object of JSON."""
    return {
        "origin": fetched.origin,
        "folder": str(fetched.path),
        "bytes": fetched.size,
        "fetched_bytes": fetched.here,
    }
