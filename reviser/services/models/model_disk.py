"""What the disk of the models says, in sentences. Cheap to import: much needs the list of checkpoints."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reviser.errors import UserError
from reviser.messages import message

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def size_of(path: Path) -> int:
    """The size of the file in bytes; 0 if there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn errors of the disk into UserError."""
    try:
        yield
    except OSError as error:
        raise disk_error(folder, error) from error


def disk_error(folder: Path, error: OSError) -> UserError:
    """What to raise where something in `folder` cannot be written, moved or deleted."""
    if error.errno in FULL:
        return UserError(
            message(
                "The disk of {folder} is full: free some space and try again, or name another folder in "
                "REVISER_MODELS.",
                folder=folder,
            )
        )
    return UserError(
        message(
            "The model folder {folder} cannot be written to ({reason}): allow writing to it, or name "
            "another folder in REVISER_MODELS.",
            folder=folder,
            reason=error.strerror or error,
        )
    )
