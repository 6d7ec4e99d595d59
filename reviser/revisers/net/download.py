"""Downloads a large file over the network, and reads the page that has its address.

A broken download continues where it was if the server supports HTTP ranges. The content is not checked here; the caller
knows the hash. Redirects are followed, to other machines too, because a package index may keep its files elsewhere. A
user and password in an address are sent to that machine only, and appear in no error."""

import asyncio
import random
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Self, TypeVar
from urllib.parse import urlsplit

import httpx

from reviser.errors import UserError
from reviser.messages import message
from reviser.revisers.net.addresses import is_loopback
from reviser.revisers.net.connections import CaFileError, close, new_client, next_bytes, packed, secure_context
from reviser.revisers.net.network_errors import causes, failure_of

TRIES = 3  # attempts in a row, each of which brings less than `WORTH_GOING_ON`
WORTH_GOING_ON = 1 << 20  # bytes: an attempt that brings as many resets the count of attempts
MOST_REDIRECTS = 8
LONGEST_PAGE = 16 << 20  # bytes

T = TypeVar("T")

_CA_FILE = message("name its CA file in SSL_CERT_FILE")


class DownloadError(UserError):
    """Something could not be downloaded."""


class AbsentError(DownloadError):
    """There is nothing at that address."""


class ForbiddenError(DownloadError):
    """What is at that address is not for this person."""


@dataclass(frozen=True, slots=True)
class DownloadLimits:
    """Timeouts in seconds, for a connection and for the next bytes. `tries` is the number of attempts; `pause_s` is the
    pause before the second one, and doubles with each further one."""

    connect_s: float = 10.0
    idle_s: float = 30.0
    tries: int = TRIES
    pause_s: float = 0.5


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page. `address` is where it was after redirects; `kind` is its media type without parameters."""

    address: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class FileOffset:
    """The bytes that follow begin at `offset` of the file and replace what was there."""

    offset: int


@dataclass(frozen=True, slots=True)
class _FailedDownload:
    """How an attempt failed. `again`: whether a new attempt may succeed."""

    error: DownloadError
    again: bool = False


class Downloader:
    """Downloads from the server called `name`, such as “the package index”. `ca_files` are trusted too. `proxy` is
    preferred to the environment's. `headers` are sent with each request; if a server redirects to another host,
    Authorization is not sent there. Nothing is sent before the first request."""

    def __init__(
        self,
        name: str,
        *,
        ca_files: tuple[str, ...] = (),
        proxy: str = "",
        headers: Mapping[str, str] | None = None,
        limits: DownloadLimits | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        lot: Callable[[], float] = random.random,
    ) -> None:
        self._name = name
        self._ca_files = ca_files
        self._proxy = proxy
        self.headers = dict(headers or {})
        self._limits = limits or DownloadLimits()
        self._sleep = sleep
        self._lot = lot

    async def page(self, address: str, accept: str) -> FetchedPage:
        """The text at an address, in the format that `accept` prefers. Raises AbsentError or DownloadError."""
        for tried in range(1, self._limits.tries + 1):
            got = await self._page(address, accept)
            if isinstance(got, FetchedPage):
                return got
            if not got.again or tried == self._limits.tries:
                raise got.error
            await self._pause(tried)
        raise AssertionError("the last try ends")

    async def stream(self, address: str, start: int, size: int) -> AsyncIterator[FileOffset | bytes]:
        """Yield the file of `size` bytes at an address, from `start` on: first a From with the offset, then the bytes.
        If a server starts again, another From comes. Raises AbsentError or DownloadError; the bytes before it are
        good."""
        at, tried = start, 0
        while True:
            received = 0
            trouble: _FailedDownload | None = None
            async with aclosing(self._attempt(address, at, size)) as parts:
                async for part in parts:
                    match part:
                        case _FailedDownload():
                            trouble = part
                        case FileOffset(offset=offset):
                            at = offset
                            yield part
                        case bytes():
                            at += len(part)
                            received += len(part)
                            yield part
            if trouble is None:
                return
            tried = 1 if received >= WORTH_GOING_ON else tried + 1
            if not trouble.again or tried >= self._limits.tries:
                raise trouble.error
            await self._pause(tried)

    async def _page(self, address: str, accept: str) -> FetchedPage | _FailedDownload:
        """One attempt of `page`."""
        async with _DownloadRequest(self, address, {"Accept": accept}) as request:
            response = request.response
            if isinstance(response, _FailedDownload):
                return response
            if response.status_code != httpx.codes.OK:
                return self._refused(response)
            if packed(response):
                return self._compressed_error()
            data = bytearray()
            chunks = response.aiter_raw()
            while more := await request.within(next_bytes(chunks)):
                if isinstance(more, _FailedDownload):
                    return more
                data += more
                if len(data) > LONGEST_PAGE:
                    return _FailedDownload(
                        DownloadError(message("The answer of {name} does not end: check its address.", name=self._name))
                    )
            kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            return FetchedPage(_without_user(response.url), kind, data.decode("utf-8", "replace"))

    async def _attempt(
        self, address: str, at: int, size: int
    ) -> AsyncGenerator[FileOffset | bytes | _FailedDownload, None]:
        """One request of `stream`. A failure is the last item."""
        headers = {"Range": f"bytes={at}-"} if at else {}
        async with _DownloadRequest(self, address, headers) as request:
            response = request.response
            if isinstance(response, _FailedDownload):
                yield response
                return
            begins = self._begins(response, at, size)
            if isinstance(begins, _FailedDownload):
                yield begins
                return
            yield FileOffset(begins)
            received = begins
            chunks = response.aiter_raw()  # unbuffered, so that a broken connection loses no bytes
            while True:
                more = await request.within(next_bytes(chunks))
                if isinstance(more, _FailedDownload):
                    yield more
                    return
                if not more:
                    break
                received += len(more)
                if received > size:
                    yield self._other_file()
                    return
                yield more
            if received < size:
                yield _FailedDownload(self._broke_off(), again=True)

    def _begins(self, response: httpx.Response, at: int, size: int) -> int | _FailedDownload:
        """The offset in the file at which the bytes of a response begin, or why they cannot be used."""
        status, headers = response.status_code, response.headers
        if status in {httpx.codes.OK, httpx.codes.PARTIAL_CONTENT} and packed(response):
            return self._compressed_error()
        if status == httpx.codes.PARTIAL_CONTENT and at:
            unit, _, rest = headers.get("content-range", "").partition(" ")
            place, _, whole = rest.partition("/")
            if unit != "bytes" or not place.startswith(f"{at}-") or whole not in {str(size), "*"}:
                return self._other_file()
            return at
        if status == httpx.codes.OK:
            if headers.get("content-length", str(size)) != str(size):
                return self._other_file()
            return 0
        return self._refused(response)

    def _refused(self, response: httpx.Response) -> _FailedDownload:
        host, status = response.url.host, response.status_code
        if status in {httpx.codes.NOT_FOUND, httpx.codes.GONE}:
            return _FailedDownload(AbsentError(message("{host} does not have it.", host=host)))
        if status in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
            text = message(
                "{host} requires a user and password, or refuses access: add them to the address of {name}.",
                host=host,
                name=self._name,
            )
            return _FailedDownload(ForbiddenError(text))
        if status == httpx.codes.PROXY_AUTHENTICATION_REQUIRED:
            return _FailedDownload(
                DownloadError(message("The proxy requires a user and password: add them to HTTPS_PROXY."))
            )
        if 300 <= status < 400:
            return self._sends_on(host)
        again = status >= 500 or status in {httpx.codes.REQUEST_TIMEOUT, httpx.codes.TOO_MANY_REQUESTS}
        if again:
            text = message("{host} refused with the code {status}: try again later.", host=host, status=status)
        else:
            text = message(
                "{host} refused with the code {status}: check the address of {name}.",
                host=host,
                status=status,
                name=self._name,
            )
        return _FailedDownload(DownloadError(text), again=again)

    def _sends_on(self, host: str) -> _FailedDownload:
        return _FailedDownload(
            DownloadError(
                message("{host} redirects again and again: check the address of {name}.", host=host, name=self._name)
            )
        )

    def _other_file(self) -> _FailedDownload:
        text = message(
            "The file from {name} has the wrong size: check your network or proxy.",
            name=self._name,
        )
        return _FailedDownload(DownloadError(text))

    def _compressed_error(self) -> _FailedDownload:
        text = message(
            "{name} sends compressed data that was not requested: check your network or proxy.", name=self._name
        )
        return _FailedDownload(DownloadError(text))

    def _broke_off(self) -> DownloadError:
        return DownloadError(
            message("The connection to {name} was lost: try again, and the download continues.", name=self._name)
        )

    def failed(self, error: BaseException, address: str) -> _FailedDownload:
        """The failure for an error of the network, with its message."""
        if isinstance(error, httpx.ReadTimeout | httpx.WriteTimeout):
            return _FailedDownload(self._broke_off(), again=True)
        host = _host(address)
        if isinstance(error, httpx.TooManyRedirects):
            return self._sends_on(host)
        if any(isinstance(cause, ConnectionRefusedError) for cause in causes(error)):
            text = message(
                "Nothing answers at {host}: check your connection and proxy, or the address of {name}.",
                host=host,
                name=self._name,
            )
            return _FailedDownload(DownloadError(text), again=True)
        failure = failure_of(error, self._name, host, ca_file=_CA_FILE)
        return _FailedDownload(DownloadError(failure.sentence), again=failure.again)

    def client(self, address: str) -> httpx.AsyncClient | _FailedDownload:
        """A client for an address, which may redirect to another."""
        try:
            # An http address may redirect to https.
            secure = secure_context(self._ca_files)
        except CaFileError as error:
            text = message(
                "The CA file {file} cannot be read as certificates: check PIP_CERT, or pip's settings.",
                file=error,
            )
            return _FailedDownload(DownloadError(text))
        here = is_loopback(_host(address))
        client = new_client(
            secure,
            connect_s=self._limits.connect_s,
            idle_s=self._limits.idle_s,
            trust_env=not here,  # a proxy cannot reach this machine
            proxy="" if here else self._proxy,
        )
        if client is None:
            text = message("The proxy that HTTPS_PROXY, HTTP_PROXY, ALL_PROXY or pip's settings name cannot be used.")
            return _FailedDownload(DownloadError(text))
        client.max_redirects = MOST_REDIRECTS
        return client

    async def _pause(self, tried: int) -> None:
        await self._sleep(self._limits.pause_s * 2 ** (tried - 1) * (1 - self._lot() / 4))


class _DownloadRequest:
    """A request and the head of its response, in an `async with` block that closes both."""

    def __init__(self, downloader: Downloader, address: str, headers: dict[str, str]) -> None:
        self._downloader = downloader
        self._address = address
        self._headers = {**downloader.headers, **headers}
        self._client: httpx.AsyncClient | None = None
        self.response: httpx.Response | _FailedDownload = _FailedDownload(DownloadError(message("Nothing was asked.")))

    async def __aenter__(self) -> Self:
        client = self._downloader.client(self._address)
        if isinstance(client, _FailedDownload):
            self.response = client
            return self
        self._client = client
        try:
            self.response = await self.within(self._send(client))
        except BaseException:
            await close(client)
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._client is not None:
            await close(self._client)

    async def within(self, work: Awaitable[T]) -> T | _FailedDownload:
        """The result of `work`, or how the network failed."""
        try:
            return await work
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return self._downloader.failed(error, self._address)

    async def _send(self, client: httpx.AsyncClient) -> httpx.Response:
        request = client.build_request("GET", self._address, headers=self._headers)
        return await client.send(request, stream=True, follow_redirects=True)


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _without_user(url: httpx.URL) -> str:
    return str(url.copy_with(username=None, password=None))
