"""How connections are made, whatever is asked over them: certificates, proxies, one client a request.

An error that httpx raises carries frames in which headers stand, keys and passwords among them: who catches one says it
in words of their own, outside the block that caught it, so that it is neither cause nor context.
"""

import asyncio
import logging
import os
import ssl
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress

import httpx
import truststore

# Files of certificates that are trusted beside the system's. OpenSSL looks at the first by itself, others do not.
CA_VARIABLES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")

# What they say in detail may hold what a server sent back.
for _noisy in ("httpx", "httpcore"):
    logging.getLogger(_noisy).setLevel(logging.WARNING)


class CaFileError(Exception):
    """A file cannot be read as certificates; its path is all that is said."""


def secure_context(ca_files: Iterable[str] = ()) -> ssl.SSLContext:
    """What the system trusts, what the environment names beside it where that can be read, and these files of
    certificates. CaFileError where one of them cannot be read."""
    secure = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    for path in filter(None, map(os.environ.get, CA_VARIABLES)):
        with suppress(OSError, ssl.SSLError):
            secure.load_verify_locations(path)
    unreadable = ""
    for path in ca_files:
        try:
            secure.load_verify_locations(path)
        except (OSError, ssl.SSLError):
            unreadable = path
            break
    if unreadable:
        raise CaFileError(unreadable)
    return secure


def new_client(
    secure: ssl.SSLContext | None, *, connect_s: float, idle_s: float | None, trust_env: bool, proxy: str = ""
) -> httpx.AsyncClient | None:
    """A client that keeps no connection; `idle_s` bounds each read where it is given. The proxy is the given one, or
    with `trust_env` the environment's. None where that cannot be used."""
    with suppress(ValueError, ImportError, httpx.InvalidURL):
        return httpx.AsyncClient(
            verify=secure or False,
            trust_env=trust_env,
            proxy=proxy or None,
            follow_redirects=False,
            timeout=httpx.Timeout(idle_s, connect=connect_s),
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
            headers={"User-Agent": "reviser", "Accept-Encoding": "identity", "Connection": "close"},
        )
    return None


async def close(client: httpx.AsyncClient) -> None:
    """Close a client and its connections. Who is cancelled meanwhile ends after that: httpx takes a half closed one
    for closed, and leaves its socket open."""
    closing = asyncio.ensure_future(client.aclose())
    cancelled: asyncio.CancelledError | None = None
    while not closing.done():
        try:
            await asyncio.shield(closing)
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled
    closing.result()


def packed(response: httpx.Response) -> str:
    """How a body is packed, which nobody asked for; empty where it is not. What is packed is not read: a small answer
    can unpack to more than the memory holds, and at one stroke, so that nobody can cancel it."""
    named = response.headers.get("content-encoding", "")
    return "" if named.strip().lower() in {"", "identity"} else named


async def next_bytes(chunks: AsyncIterator[bytes]) -> bytes:
    """The next bytes, none at the end."""
    async for chunk in chunks:
        if chunk:
            return chunk
    return b""
