"""What is small on the wire and large in the memory: it is not unpacked, has an end, and can be cancelled."""

import asyncio
import gzip
import time
import tracemalloc
import zipfile
import zlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from reviser.errors import UserError
from reviser.history.log.store import Store
from reviser.messages import verbatim
from reviser.revisers.net.download import Downloader, DownloadError
from reviser.revisers.net.wire import Api, ServerError
from reviser.services.datasets.dataset_jobs import StoppedError
from reviser.services.datasets.importing import import_dataset
from reviser.services.documents.library import list_library
from reviser.services.sources import open_dataset
from tests.faults.hearing import ASK, WHOLE, Heard, hear, listen, wire_to
from tests.faults.servers import Answer, good, head, misbehaving

apis = pytest.mark.parametrize("api", list(Api))
MOST = 50_000_000  # bytes of memory


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """1 GB of line ends in 1 MB."""
    pieces = zlib.compressobj(9, wbits=31)
    return b"".join(pieces.compress(b"\n" * 10_000_000) for _ in range(100)) + pieces.flush()


@apis
@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "gzip, gzip", "x-unknown\x1b[2J"])
def test_what_is_packed_without_being_asked_for_is_not_read(api: Api, encoding: str) -> None:
    heard, server = hear(api, good(gzip.compress(WHOLE[api]), f"Content-Encoding: {encoding}"), usual=good(WHOLE[api]))
    assert heard.text == ""
    assert "turn compression off" in heard.said
    assert heard.said.isprintable()
    assert b"accept-encoding: identity" in server.requests[0].lower()
    assert len(server.requests) == 1, "it would come packed again"
    heard, _ = hear(api, good(WHOLE[api], "Content-Encoding: identity"))
    assert (heard.text, heard.complete) == ("Héllo", True)


@apis
@pytest.mark.parametrize("status", [200, 404, 500])
def test_a_bomb_is_not_unpacked(api: Api, status: int, bomb: bytes) -> None:
    """As an answer, as a refusal, as a list of models."""
    answer = Answer(head(status, "Content-Encoding: gzip") + bomb)

    async def models() -> None:
        async with misbehaving(usual=answer) as server:
            await wire_to(server, api, Heard()).models()

    tracemalloc.start()
    heard, _ = hear(api, usual=answer)
    with pytest.raises(ServerError):
        asyncio.run(models())
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert heard.error is not None
    assert held < MOST


def test_nor_is_a_page_or_a_file(bomb: bytes) -> None:
    async def main() -> None:
        async with misbehaving(usual=Answer(head(200, "Content-Encoding: gzip") + bomb)) as server:
            index = Downloader("the package index")
            with pytest.raises(DownloadError, match="sends compressed data"):
                await index.page(f"http://127.0.0.1:{server.port}/simple/", "text/html")
            with pytest.raises(DownloadError, match="sends compressed data"):
                async for _ in index.stream(f"http://127.0.0.1:{server.port}/file", 0, 1_000_000_000):
                    pass

    tracemalloc.start()
    asyncio.run(main())
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert held < MOST


@apis
def test_a_bomb_of_line_ends_ends_and_can_be_cancelled(api: Api) -> None:
    async def main() -> None:
        async with misbehaving(usual=Answer(head(200), endless=b"\n" * 65536)) as server:
            heard = Heard()
            task = asyncio.create_task(listen(wire_to(server, api, heard), replace(ASK, max_tokens=100_000), heard))
            while not server.requests:
                await asyncio.sleep(0.01)
            began = time.monotonic()
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            assert time.monotonic() - began < 1
            await server.closed.wait()

    asyncio.run(main())
    heard, _ = hear(api, usual=Answer(head(200), endless=b"\n" * 65536), ask=replace(ASK, max_tokens=1))
    assert "does not end" in heard.said


def test_an_import_of_line_ends_can_be_cancelled(tmp_path: Path) -> None:
    """300 MB in 300 KB: the reading asks whether it shall go on."""
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made, made.open("a.jsonl", "w") as file:
        for _ in range(300):
            file.write(b"\n" * 1_000_000)
    heard: list[int] = []

    def told(read: int, _: int) -> None:
        heard.append(read)
        if len(heard) >= 305:  # of the 300 MB that were looked through, it is read some
            raise StoppedError(verbatim("It was cancelled."))

    with Store.open(tmp_path / "history.db") as store, open_dataset(path) as source:
        with pytest.raises(StoppedError):
            import_dataset(store, source, "sessions", on_progress=told)
        assert list(store.imports()) == []
    assert len(heard) < 310


def test_an_archive_of_archives_length_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.jsonl", b"\n" * 1000)
    data = bytearray(path.read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (4_000_000_000).to_bytes(4, "little")
    count = 6  # of the same entry, as overlapping bombs have it
    directory = bytes(data[entry : data.index(b"PK\x05\x06")])
    end = bytearray(data[data.index(b"PK\x05\x06") :])
    end[8:12] = count.to_bytes(2, "little") * 2
    end[12:16] = (count * len(directory)).to_bytes(4, "little")
    path.write_bytes(bytes(data[:entry]) + directory * count + bytes(end))
    with pytest.raises(UserError, match="unpacks to 24 GB"), open_dataset(path):
        pass


def test_a_title_of_any_size_is_read_as_far_as_it_can_be_shown(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with Store.open(path) as store:
        store.add_document(path=None, title="n" * 60_000_000, text="a", format="plain", encoding="utf-8", bom=b"")
    tracemalloc.start()
    with Store.open(path) as store:
        (row,) = store.documents()
    (entry,) = list_library(path).entries
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert row.title == entry.title == "n" * 4096
    assert held < MOST
