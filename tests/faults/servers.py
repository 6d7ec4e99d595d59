"""A server that misbehaves on purpose: real TCP and TLS on this machine, an answer for each connection in turn."""

import asyncio
import ipaddress
import json
import socket
import ssl
import struct
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

CANARY = "cnry-4f1d9a7be2c84c55-zq"  # a key that must turn up nowhere


@dataclass(frozen=True)
class Answer:
    """What one connection gets: `data` as it is, in pieces of `piece` bytes with `pause` seconds between; then `reset`
    it, `hang` on to it, or go on for ever with `endless`."""

    data: bytes = b""
    piece: int = 0
    pause: float = 0.0
    reset: bool = False
    hang: bool = False
    endless: bytes = b""


def head(status: int = 200, *lines: str) -> bytes:
    return "\r\n".join((f"HTTP/1.1 {status} Said", *lines, "Connection: close", "", "")).encode()


def good(stream: bytes, *lines: str, kind: str = "text/event-stream") -> Answer:
    """A 200 with this stream, ended by closing, as streams of unknown length are."""
    return Answer(head(200, f"Content-Type: {kind}", *lines) + stream)


def refusal(status: int, body: object = None, *lines: str) -> Answer:
    """An error with a JSON body, or text as it is."""
    data = body.encode() if isinstance(body, str) else json.dumps(body or {}).encode()
    return Answer(head(status, f"Content-Length: {len(data)}", *lines) + data)


@dataclass
class Misbehaving:
    """`requests` as they came, head and body; `closed`: connections whose other side has gone. Where it is `asked` for
    answers by POST alone, what is only looked up (models, their figures) is not there, and takes none of them. `usual`
    may be what makes an answer of a request."""

    answers: deque[Answer]
    usual: Answer | Callable[[bytes], Answer]
    asked: bool = False
    port: int = 0
    requests: list[bytes] = field(default_factory=list)
    closed: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = await _request(reader)
            if self.asked and not request.startswith(b"POST "):
                await self._send(refusal(404), writer)
                return
            self.requests.append(request)
            usual = self.usual if isinstance(self.usual, Answer) else self.usual(request)
            answer = self.answers.popleft() if self.answers else usual
            await self._send(answer, writer)
            if answer.reset:
                # Without this the other side sees a proper end.
                linger = struct.pack("ii", 1, 0)
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                writer.transport.abort()
            elif answer.hang:
                while await reader.read(1024):
                    pass
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self.closed.set()
            writer.close()

    async def _send(self, answer: Answer, writer: asyncio.StreamWriter) -> None:
        step = answer.piece or len(answer.data) or 1
        for at in range(0, len(answer.data), step):
            writer.write(answer.data[at : at + step])
            await writer.drain()
            await asyncio.sleep(answer.pause)
        while answer.endless:
            writer.write(answer.endless)
            await writer.drain()
            await asyncio.sleep(answer.pause)

    @property
    def bodies(self) -> list[dict[str, object]]:
        """What was posted."""
        return [json.loads(request.partition(b"\r\n\r\n")[2] or b"{}") for request in self.requests]


async def _request(reader: asyncio.StreamReader) -> bytes:
    first = await reader.readexactly(1)
    if first == b"\x16":
        return first  # TLS, where none is spoken
    begun = first + await reader.readuntil(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in begun.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    return begun + await reader.readexactly(length)


@asynccontextmanager
async def misbehaving(
    *answers: Answer,
    usual: Answer | Callable[[bytes], Answer] | None = None,
    secure: ssl.SSLContext | None = None,
    asked: bool = False,
) -> AsyncIterator[Misbehaving]:
    """Such a server, running. `usual`: what connections get when `answers` have been given."""
    server = Misbehaving(deque(answers), usual or refusal(500, "nothing more to say"), asked)
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if (task := asyncio.current_task()) is not None:
            tasks.add(task)
        with suppress(asyncio.CancelledError):  # only the end of the test cancels it
            await server.serve(reader, writer)

    listening = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=secure)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await listening.wait_closed()


def certificate(folder: Path, host: str = "127.0.0.1", *, days: int = 30) -> tuple[ssl.SSLContext, Path]:
    """A server's side of TLS with a certificate that signs itself, and the file to trust it by; its
    validity ends in so many days, or ended so many ago."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "reviser test")])
    san: Iterable[x509.GeneralName] = [x509.DNSName(host)]
    if host[0].isdigit():
        san = [x509.IPAddress(ipaddress.ip_address(host))]
    begun = datetime.now(UTC) - timedelta(days=60)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begun)
        .not_valid_after(begun + timedelta(days=60 + days))
        .add_extension(x509.SubjectAlternativeName(san), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "ca.pem", folder / "key.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(public, private)
    return context, public
