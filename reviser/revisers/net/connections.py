"""Makes connections, whatever they are used for: certificates, proxies, and one client for each request.

The frames of an error that httpx raises contain headers, with keys and passwords. Code that catches one must raise its
own error outside the `except` block, so that httpx's error is neither its cause nor its context."""

import asyncio
import logging
import os
import ssl
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress

import httpx
import truststore

# Variables with files of certificates that are trusted too. OpenSSL reads the first one by itself, other libraries do
# not.
CA_VARIABLES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")

# Their detailed log lines may contain what a server sent.
for _noisy in ("httpx", "httpcore"):
    logging.getLogger(_noisy).setLevel(logging.WARNING)


class CaFileError(Exception):
    """A file cannot be read as certificates. Its only argument is the path."""


def secure_context(ca_files: Iterable[str] = ()) -> ssl.SSLContext:
    """A TLS context that trusts the system's certificates, those that the environment names, if they can be read, and
    those in `ca_files`. Raises CaFileError if one of `ca_files` cannot be read."""
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
    """A client that keeps no connection open. `connect_s` is the timeout for connecting and `idle_s` the one for each
    read, in seconds. The proxy is `proxy` or, with `trust_env`, the environment's. None if the proxy cannot be used."""
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
    """Close a client and its connections. A cancellation is raised only when that is done, because httpx takes a partly
    closed client for closed and would leave its socket open."""
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
    """The encoding of a compressed body, "" if it is not compressed. We ask for none, and do not read one: a small
    answer could fill the memory, in one step that cannot be cancelled."""
    named = response.headers.get("content-encoding", "")
    return "" if named.strip().lower() in {"", "identity"} else named


async def next_bytes(chunks: AsyncIterator[bytes]) -> bytes:
    """The next bytes of the body; b"" at the end."""
    async for chunk in chunks:
        if chunk:
            return chunk
    return b""
