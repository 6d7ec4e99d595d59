"""What the terminal says of a checkpoint."""

from collections.abc import Iterator

from reviser.cli import terminal
from reviser.revisers.checkpoints.folder import is_non_commercial
from reviser.services.models.checkpoints import CHECKPOINT, ListedCheckpoint

_GB = 1e9  # bytes


def checkpoint_lines(listed: ListedCheckpoint) -> Iterator[str]:
    """The lines of a list: its reviser, what it is, where it lies, and how it is forgotten."""
    checkpoint, folder = listed.checkpoint, listed.folder
    state = (
        f"not usable: {listed.problem}"
        if folder is None
        else f"{checkpoint.kind}, {folder.memory / _GB:.2f} GB of memory, {checkpoint.license or 'no licence named'}"
    )
    yield f"  {CHECKPOINT}:{checkpoint.name}  {state}"
    yield f"  {'':<16} {checkpoint.folder}"
    for role, path in checkpoint.parts.items():
        yield f"  {'':<16} {role}: {path}"
    yield f"  {'':<16} To forget it: reviser models remove {checkpoint.name}"


def say_added(listed: ListedCheckpoint, *, as_json: bool) -> None:
    """What was added, how it is chosen, how much memory it will take, and what its licence forbids."""
    if as_json:
        terminal.object_out(checkpoint_record(listed))
        return
    checkpoint, folder = listed.checkpoint, listed.folder
    reviser = f"{CHECKPOINT}:{checkpoint.name}"
    terminal.line(f"Added {checkpoint.name} ({checkpoint.kind}). Choose it with --reviser {reviser}.")
    if folder is not None:
        terminal.line(f"It takes about {folder.memory / _GB:.2f} GB of memory while the program runs.")
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
        "memory_bytes": None if folder is None else folder.memory,
        "problem": listed.problem or None,
    }
