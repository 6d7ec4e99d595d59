"""Files in the folder of models: room for them, downloads that go on where they broke off, hashes, and one program at a
time."""

import asyncio
import os
import shutil
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

from filelock import FileLock, Timeout

from reviser import files
from reviser.errors import UserError
from reviser.messages import message
from reviser.services.models.model_disk import disk_error, size_of, writing
from reviser.services.models.model_status import ModelStep, OnModelStep

if TYPE_CHECKING:
    from reviser.revisers.net.download import Downloader

SLACK = 16 << 20  # bytes that must stay free on the disk
STEP = 1 << 20  # bytes between two checks for cancellation
WAIT_S = 0.2  # seconds between two checks whether another program is done
MB = 1_000_000  # bytes

T = TypeVar("T")


def lock(folder: Path) -> FileLock:
    """What keeps two programs from writing models at the same time."""
    return FileLock(folder / ".lock")


@asynccontextmanager
async def alone(folder: Path, on_step: OnModelStep) -> AsyncIterator[None]:
    """Create the folder if needed, and lock it against other programs; waits for one that has it."""
    with writing(folder):
        files.make_folder(folder)
        held = lock(folder)
    while True:
        try:
            with locking(folder):
                held.acquire(timeout=0)
            break
        except Timeout:
            on_step(ModelStep.WAITING, 0, 0)
        await asyncio.sleep(WAIT_S)
    try:
        yield
    finally:
        held.release()


def require_room(folder: Path, needed: int, name: str) -> None:
    """Raises UserError where the disk of `folder` has fewer than `needed` bytes for `name`, and some to spare."""
    with writing(folder):
        free = shutil.disk_usage(folder).free
    if free < needed + SLACK:
        raise UserError(
            message(
                "There is not enough space for {name} in {folder}: the download needs {needed:,.0f} MB, "
                "and {free:,.0f} MB are free. Free some space, or name another folder in REVISER_MODELS.",
                name=name,
                folder=folder,
                needed=(needed + SLACK) / MB,
                free=free / MB,
            )
        )


async def fetch_rest(
    downloader: "Downloader", address: str, part: Path, size: int, on_bytes: Callable[[int], None]
) -> int:
    """Download what the file `part`, which need not exist, lacks of the `size` bytes at an address. `on_bytes` hears
    how many it has. Returns how many of its own stayed; UserError as the downloader's, and of the disk."""
    # Imported here, because only a download needs httpx.
    from reviser.revisers.net.download import FileOffset

    began = size_of(part)
    if began > size:
        began = 0
    with writing(part.parent), part.open("r+b" if part.exists() else "wb") as file:
        file.truncate(began)
        async for piece in downloader.stream(address, began, size):
            if isinstance(piece, FileOffset):
                file.seek(piece.offset)
                file.truncate()
                began = min(began, piece.offset)
            else:
                file.write(piece)
            on_bytes(file.tell())
    return began


async def hash_of(path: Path, size: int, on_step: OnModelStep) -> str:
    """The SHA-256 of a file of `size` bytes, in hexadecimal digits."""
    digest = sha256()

    def work(end: threading.Event) -> None:
        with path.open("rb") as file:
            pass_on(file, digest.update, size, steps(end, on_step, ModelStep.CHECKING))

    await in_thread(work)
    return digest.hexdigest()


class _EndedError(Exception):
    """The thread was cancelled."""


async def in_thread(work: Callable[[threading.Event], T]) -> T:
    """The result of `work` in a thread. Cancelling sets the event and waits for the thread, which checks it at each
    step and closes what it wrote."""
    end = threading.Event()
    running = asyncio.get_running_loop().run_in_executor(None, work, end)
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        end.set()
        with suppress(Exception):
            await running
        raise


def steps(end: threading.Event, on_step: OnModelStep, doing: ModelStep) -> Callable[[int, int], None]:
    """What a thread calls with its bytes done and in all; it ends the thread once `end` is set."""

    def step(done: int, of: int) -> None:
        if end.is_set():
            raise _EndedError
        on_step(doing, done, of)

    return step


def pass_on(file: IO[bytes], take: Callable[[bytes], object], size: int, step: Callable[[int, int], None]) -> None:
    """Give the file, of `size` bytes, to `take` piece by piece."""
    done = 0
    step(done, size)
    while piece := file.read(STEP):
        take(piece)
        done += len(piece)
        step(done, size)


def copy(given: Path, new: Path, size: int, also: Callable[[bytes], object], step: Callable[[int, int], None]) -> None:
    """Copy a file of `size` bytes to the disk, and give its pieces to `also`."""
    with given.open("rb") as source, new.open("wb") as file:

        def take(piece: bytes) -> None:
            also(piece)
            file.write(piece)

        pass_on(source, take, size, step)
        to_disk(file)


def to_disk(file: IO[bytes]) -> None:
    """Return when what was written lies on the disk."""
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep other programs from writing models meanwhile. UserError where one is at it, or the disk refuses."""
    try:
        with locking(folder), lock(folder).acquire(timeout=0):
            yield
    except Timeout:
        raise UserError(
            message("Another program is downloading or adding a model in {folder}: cancel that first.", folder=folder)
        ) from None


@contextmanager
def locking(folder: Path) -> Iterator[None]:
    """As `writing`; filelock's Timeout, where another program has the lock, stays what it is."""
    try:
        yield
    except Timeout:
        raise
    except OSError as error:
        raise disk_error(folder, error) from error
