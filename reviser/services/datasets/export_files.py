"""Writes exports as files and folders: each appears when it is complete, or leaves nothing."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from reviser import files
from reviser.errors import UsageError, UserError
from reviser.messages import message

TOLD_EVERY = 1 << 20  # bytes


def require_not_history(output: Path, database: Path) -> None:
    """Raise UsageError if writing `output` would replace the history or one of SQLite's files beside it."""
    real = database.resolve()
    if output.resolve() in {real.with_name(real.name + ending) for ending in ("", "-wal", "-shm", "-journal")}:
        raise UsageError(message("{output} belongs to the history itself: name another file.", output=output))


def write_pieces(
    file: BinaryIO, pieces: Iterable[bytes | memoryview], on_piece: Callable[[], None] = lambda: None
) -> None:
    """Write pieces of lines; `on_piece` is called from time to time."""
    size = 0
    for piece in pieces:
        size += file.write(piece)
        if size >= TOLD_EVERY:
            size = 0
            on_piece()


@contextmanager
def replacing_path(output: Path, *, folder: bool = False) -> Iterator[Path]:
    """A path to write to, which replaces `output` when the block succeeds; otherwise nothing is left. A file replaces a
    file; a folder replaces only an empty one. Raises UsageError if that is impossible, UserError if writing fails."""
    if folder:
        if output.exists() and (not output.is_dir() or any(output.iterdir())):
            raise UsageError(message("{output} exists already: name a new folder, or an empty one.", output=output))
    elif output.is_dir():
        raise UsageError(message("{output} is a folder: name a file.", output=output))
    elif output.exists() and not output.is_file():
        # Root could replace /dev/null by a file, for everybody.
        raise UsageError(
            message("{output} is a device or a pipe, not a file: name a file, or - for standard output.", output=output)
        )
    output = output.resolve()  # a symbolic link stays a link
    temporary = files.beside(output)
    try:
        yield temporary
        if folder:
            temporary.mkdir(files.PRIVATE_FOLDER, exist_ok=True)
            with suppress(FileNotFoundError):
                output.rmdir()
        files.move_into_place(temporary, output)
    except OSError as error:
        # The system's message, without Arrow's addition.
        reason = os.strerror(error.errno) if error.errno else error
        raise UserError(
            message("{output} cannot be written: {reason}. Nothing was left behind.", output=output, reason=reason)
        ) from error
    finally:
        if folder:
            shutil.rmtree(temporary, ignore_errors=True)
        else:
            temporary.unlink(missing_ok=True)


def put_files(written: Iterable[tuple[str, str, bytes]], folder: Path) -> None:
    """Write the files to `folder`. Raises UserError if one cannot be written."""
    for name, document, content in written:
        try:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            with (folder / name).open("xb") as file:
                file.write(content)
        except OSError as error:
            raise UserError(
                message(
                    "{document} cannot be written as {name}: {reason}. Nothing was left behind.",
                    document=document,
                    name=name,
                    reason=error.strerror,
                )
            ) from error
