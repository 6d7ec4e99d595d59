"""A large file over a network that misbehaves: silence, redirects, proxies that tunnel, servers that are busy."""

import asyncio
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from reviser.revisers.net.download import AbsentError, Downloader, DownloadError, DownloadLimits, FileOffset
from tests.faults.servers import Answer, Misbehaving, certificate, head, misbehaving, refusal

CONTENT = bytes(range(256)) * 40
QUICK = DownloadLimits(connect_s=2, idle_s=0.2, pause_s=0.0)


async def whole(downloader: Downloader, address: str) -> bytes:
    data = bytearray()
    async for piece in downloader.stream(address, 0, len(CONTENT)):
        if isinstance(piece, FileOffset):
            del data[piece.offset :]
        else:
            data += piece
    return bytes(data)


def fetched(*answers: Answer, user: str = "", limits: DownloadLimits = QUICK) -> tuple[bytes, Misbehaving]:
    async def main() -> tuple[bytes, Misbehaving]:
        async with misbehaving(*answers) as server:
            address = f"http://{user}127.0.0.1:{server.port}/a"
            return await whole(Downloader("the index", limits=limits), address), server

    return asyncio.run(main())


def file(start: int = 0, end: int | None = None, **how: Any) -> Answer:
    length = len(CONTENT)
    lines = [f"Content-Length: {length - start}"]
    if start:
        lines.append(f"Content-Range: bytes {start}-{length - 1}/{length}")
    return Answer(head(206 if start else 200, *lines) + CONTENT[start:end], **how)


def test_a_server_that_falls_silent_is_left_and_asked_for_the_rest() -> None:
    content, server = fetched(file(end=5000, hang=True), file(5000))
    assert content == CONTENT
    assert b"Range: bytes=5000-" in server.requests[1]


def test_one_that_falls_silent_again_and_again_is_said() -> None:
    with pytest.raises(
        DownloadError, match="The connection to the index was lost: try again, and the download continues"
    ):
        fetched(file(end=10, hang=True), file(10, 20, hang=True), file(20, 30, hang=True))


def test_one_that_resets_is_asked_for_the_rest() -> None:
    assert fetched(file(end=5000, reset=True), refusal(503), file(5000))[0] == CONTENT


def test_a_busy_server_is_waited_for_twice_as_long_each_time() -> None:
    waits: list[float] = []

    async def main() -> bytes:
        async with misbehaving(refusal(503), refusal(429), file()) as server:

            async def sleep(seconds: float) -> None:
                waits.append(seconds)

            downloader = Downloader("the index", sleep=sleep, lot=lambda: 0.0)
            return await whole(downloader, f"http://127.0.0.1:{server.port}/a")

    assert asyncio.run(main()) == CONTENT
    assert waits == [0.5, 1.0]


def test_what_is_not_there_is_not_asked_for_again() -> None:
    with pytest.raises(AbsentError, match=r"127\.0\.0\.1 does not have it"):
        fetched(refusal(404), file())


def test_an_address_that_moved_is_followed_and_the_password_stays_behind() -> None:
    async def main() -> tuple[bytes, Misbehaving, Misbehaving]:
        async with misbehaving(file()) as other:
            moved = refusal(302, None, f"Location: http://localhost:{other.port}/b")
            async with misbehaving(moved) as server:
                address = f"http://me:secret@127.0.0.1:{server.port}/a"
                return await whole(Downloader("the index", limits=QUICK), address), server, other

    content, server, other = asyncio.run(main())
    assert content == CONTENT
    assert b"Authorization: Basic" in server.requests[0]
    assert b"Authorization" not in other.requests[0]


def test_one_that_sends_on_for_ever_is_said() -> None:
    with pytest.raises(
        DownloadError, match=r"^127\.0\.0\.1 redirects again and again: check the address of the index\.$"
    ):
        fetched(*[refusal(302, None, "Location: /a")] * 40, user="me:secret@")


def test_an_address_that_is_none_is_said() -> None:
    for address in ("nonsense", "http://", "http://a b/", "gopher://far.invalid/"):
        with pytest.raises(DownloadError):
            asyncio.run(whole(Downloader("the index", limits=QUICK), address))


TUNNELLED = """
import asyncio, sys
from reviser.revisers.net.download import Downloader, DownloadError
async def main():
    downloader = Downloader("the index", ca_files=(sys.argv[1],))
    try:
        print((await downloader.page("https://far.invalid/simple/", "text/html")).text)
    except DownloadError as error:
        print(error)
asyncio.run(main())
"""


@asynccontextmanager
async def tunnel(port: int) -> AsyncIterator[tuple[int, list[bytes]]]:
    """A proxy that tunnels (CONNECT) to `port` of this machine whatever machine is named; what it was asked."""
    asked: list[bytes] = []

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(1 << 16):
                writer.write(data)
                await writer.drain()
        writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        behind_reader, behind_writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await asyncio.gather(pass_on(reader, behind_writer), pass_on(behind_reader, writer))

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with listening:
        yield listening.sockets[0].getsockname()[1], asked


def through_tunnel(secure: ssl.SSLContext, ca_file: Path) -> tuple[str, list[bytes], list[bytes]]:
    async def main() -> tuple[str, list[bytes], list[bytes]]:
        page = Answer(head(200, "Content-Type: text/html", "Content-Length: 5") + b"there")
        async with misbehaving(page, secure=secure) as server, tunnel(server.port) as (port, asked):
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                TUNNELLED,
                str(ca_file),
                env={"PATH": "", "HTTPS_PROXY": f"http://me:secret@127.0.0.1:{port}"},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
            said, _ = await process.communicate()
            return said.decode().strip(), asked, server.requests

    return asyncio.run(main())


def test_a_secure_address_is_reached_through_a_proxy_that_tunnels(tmp_path: Path) -> None:
    said, asked, requests = through_tunnel(*certificate(tmp_path, "far.invalid"))
    assert said == "there"
    assert asked[0].startswith(b"CONNECT far.invalid:443 ")
    assert b"Proxy-Authorization: Basic" in asked[0]
    assert requests[0].startswith(b"GET /simple/ ")
    assert b"Proxy-Authorization" not in requests[0]


def test_a_tunnel_that_leads_to_another_machine_is_known_by_its_certificate(tmp_path: Path) -> None:
    said, _, requests = through_tunnel(*certificate(tmp_path, "elsewhere.invalid"))
    assert said == "The certificate is not for far.invalid: check the address."
    assert requests == []
