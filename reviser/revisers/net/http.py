"""Sends requests to chat models over the network, with one client for each server. This module has the timeouts, the
check of addresses, the error messages and the protection of keys. response_stream.py decides what is tried again, and
when.

Errors raised here have no cause and no context, because the frames of httpx's errors contain the headers.

Each request has a client and a connection of its own. A server may close a kept connection just when it is used again;
a kept connection belongs to one asyncio loop; and a shared client keeps the socket of a request that was cancelled
while connecting. Compared with the seconds that a model takes, a new connection costs little."""

import asyncio
import json
import random
import ssl
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Generator, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlsplit

import httpx

from reviser.messages import Message, message
from reviser.revisers.net.addresses import check_address, is_loopback, no_address
from reviser.revisers.net.connections import CaFileError, close, new_client, next_bytes, packed, secure_context
from reviser.revisers.net.formats import wire_format
from reviser.revisers.net.network_errors import failure_of
from reviser.revisers.net.redaction import KeyRedactor
from reviser.revisers.net.response_stream import (
    LONGEST_REFUSAL,
    FailedAttempt,
    Listener,
    judged,
    not_an_answer,
    not_sendable,
    retry_after_seconds,
)
from reviser.revisers.net.server_errors import problem_of
from reviser.revisers.net.sse import GarbledError, json_object, written
from reviser.revisers.net.wire import (
    Ask,
    KeyRefusedError,
    Model,
    Part,
    Sent,
    Server,
    ServerError,
    Text,
    TooLongError,
    Waiting,
)

TRIES = 3
MOST_REDIRECTS = 3
MOST_ADAPTATIONS = 6  # how many parameters a server may refuse one after the other
LONGEST_LIST = 16 << 20  # bytes of a list of models
REDIRECTS = {301, 302, 303, 307, 308}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class HttpTimeouts:
    """The timeouts, in seconds, and the number of attempts of a request.

    `connect_s`: for a connection. `first_remote_s`: for the first part of an answer from another machine.
    `first_local_s`: the same from this machine, where the server may have to load the model. `idle_s`: for each further
    part. `figures_s`: for the usage figures behind a complete answer. `list_s`: for a whole list of models.
    `refusal_s`: for the body of a refusal, which is only used in the message."""

    connect_s: float = 5.0
    first_remote_s: float = 120.0
    first_local_s: float = 600.0
    idle_s: float = 60.0
    figures_s: float = 3.0
    list_s: float = 30.0
    refusal_s: float = 5.0
    tries: int = TRIES


class _Key(httpx.Auth):
    """Adds the headers with the key to a request. Its repr does not show them."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._headers = headers

    def __repr__(self) -> str:
        return "Key(…)"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers.update(self._headers)
        yield request


def connect(
    server: Server,
    key: str | Callable[[], str | None] = "",
    *,
    limits: HttpTimeouts | None = None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    now: Callable[[], float] = time.time,
    lot: Callable[[], float] = random.random,
) -> "HttpWire":
    """The connection to a server, in the server's own format. Nothing is sent before the first request.

    `now` gives seconds since 1970, `sleep` takes seconds, and `lot` gives a random number from 0 to 1. Raises
    ServerError if the address or the key cannot be used."""
    value = (key if isinstance(key, str) else key() or "").strip()
    check_address(server)
    usable = False
    with suppress(httpx.InvalidURL):
        usable = bool(httpx.URL(server.address).host)
    if not usable:
        raise no_address(server)
    if not all("!" <= c <= "~" for c in value):
        key = value = ""  # a traceback may show local variables
        raise KeyRefusedError(
            message("The key of {server} contains characters that are not allowed: set it again.", server=server.name)
        )
    return HttpWire(server, value, limits or HttpTimeouts(), sleep, now, lot)


class HttpWire:
    """A server on the network; see `Wire`."""

    def __init__(
        self,
        server: Server,
        key: str,
        limits: HttpTimeouts,
        sleep: Callable[[float], Awaitable[None]],
        now: Callable[[], float],
        lot: Callable[[], float],
    ) -> None:
        """The arguments are those of `connect`."""
        self._server = server
        self._limits = limits
        self._sleep = sleep
        self._now = now
        self._lot = lot
        self._redactor = KeyRedactor(key)
        self._format = wire_format(server.api).make(server.address, self._redactor)
        self._auth = _Key(self._format.headers(key))
        parts = urlsplit(server.address)
        self._host = parts.hostname or ""
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._local = is_loopback(self._host)
        self._secure: ssl.SSLContext | None = None

    def __repr__(self) -> str:
        return f"HttpWire({self._server.name!r})"

    async def stream(self, ask: Ask) -> AsyncIterator[Part]:
        """As `Wire.stream`."""
        before: FailedAttempt | None = None
        tried = adapted = 0
        while True:
            text_came = False
            trouble: FailedAttempt | None = None
            async with aclosing(self._attempt(ask)) as parts:
                async for part in parts:
                    if isinstance(part, FailedAttempt):
                        trouble = part
                        break
                    text_came = text_came or isinstance(part, Text)
                    yield part
            if trouble is None:
                return
            if trouble.adapted and adapted < MOST_ADAPTATIONS:
                adapted += 1
                continue
            tried += 1
            same = before is not None and trouble.mark != "" and before.mark == trouble.mark
            if text_came or same or not trouble.again or tried >= self._limits.tries:
                raise trouble.final(self._server.name, same=same)
            before = trouble
            left = trouble.pause(tried, self._lot())
            while left > 0:
                yield Waiting(left, trouble.why)
                step = min(1.0, left)
                await self._sleep(step)
                left -= step

    async def models(self) -> tuple[Model, ...]:
        """As `Wire.models`."""
        return await self._format.models(self._get)

    async def _get(self, path: str, body: Mapping[str, object] | None = None) -> object:
        """JSON from the server. Failed attempts are repeated as for a stream. Raises ServerError."""
        before = ""
        tried = 0
        while True:
            until = asyncio.get_running_loop().time() + self._limits.list_s
            got = await self._whole(path, body, until)
            if not isinstance(got, FailedAttempt):
                return got
            tried += 1
            if not got.again or tried >= self._limits.tries or (got.mark and got.mark == before):
                raise got.error
            before = got.mark
            await self._sleep(got.pause(tried, self._lot()))

    async def _whole(self, path: str, body: Mapping[str, object] | None, until: float) -> object:
        """One attempt of `_get`: the parsed JSON or a FailedAttempt. `until` is the deadline in the loop's time."""
        client = self._client()
        if isinstance(client, FailedAttempt):
            return client
        try:
            content = None if body is None else json.dumps(body).encode()
            response = await self._send(client, path, content, until)
            if isinstance(response, FailedAttempt):
                return response
            if response.status_code != httpx.codes.OK:
                return await self._refused(response, None, until)
            if encoding := packed(response):
                return self._compressed_error(encoding)
            text = await self._body(response, LONGEST_LIST, until)
        finally:
            await close(client)
        if isinstance(text, FailedAttempt):
            return text
        try:
            return json_object(text)
        except GarbledError:
            return FailedAttempt(not_an_answer(text, self._server.name))

    async def _attempt(self, ask: Ask) -> AsyncGenerator[Part | FailedAttempt, None]:
        """One request. A failure is the last item, as a value, so that no error is raised in whose frames a key is."""
        path, body = self._format.request(ask)
        content = written(body)
        if content is None:
            yield FailedAttempt(not_sendable(ask, self._server.name))
            return
        loop = asyncio.get_running_loop()
        until = loop.time() + (self._limits.first_local_s if self._local else self._limits.first_remote_s)
        client = self._client()
        if isinstance(client, FailedAttempt):
            yield client
            return
        try:
            yield Sent(path, body, self._format.left_out(ask), self._format.takes_system(ask))
            response = await self._send(client, path, content, until)
            if isinstance(response, FailedAttempt):
                yield response
                return
            if response.status_code != httpx.codes.OK:
                yield await self._refused(response, ask, until, body)
                return
            if encoding := packed(response):
                yield self._compressed_error(encoding)
                return
            async with aclosing(self._parts(response, ask, until)) as parts:
                async for part in parts:
                    yield part
        finally:
            await close(client)

    async def _parts(
        self, response: httpx.Response, ask: Ask, until: float
    ) -> AsyncGenerator[Part | FailedAttempt, None]:
        """The parts of an answer as they arrive. Bytes behind its end are ignored."""
        listener = Listener(self._format.reader(), self._redactor, self._server.name, ask)
        loop = asyncio.get_running_loop()
        chunks = response.aiter_raw()
        while True:
            data = await self._with_deadline(next_bytes(chunks), until, "idle" if listener.signs_of_life else "wait")
            if isinstance(data, FailedAttempt) and not listener.finished:
                yield data
                return
            signs, finished = listener.signs_of_life, listener.finished
            for part in listener.feed(data) if data and not isinstance(data, FailedAttempt) else listener.finish():
                yield part
                if isinstance(part, FailedAttempt):
                    return
            if listener.ended:
                return
            if listener.finished and not finished:
                until = min(until, loop.time() + self._limits.figures_s)
            elif listener.signs_of_life > signs and not finished:
                until = loop.time() + self._limits.idle_s

    async def _send(
        self, client: httpx.AsyncClient, path: str, content: bytes | None, until: float
    ) -> httpx.Response | FailedAttempt:
        """The head of the response, whose body is not read yet. `content` is JSON. A redirect is followed if it leads
        to the same scheme, host and port, else it is an error."""
        method, headers = ("GET", None) if content is None else ("POST", {"Content-Type": "application/json"})
        url = httpx.URL(self._origin + path)
        for _ in range(MOST_REDIRECTS + 1):
            request = client.build_request(method, url, content=content, headers=headers)
            sent = await self._with_deadline(client.send(request, stream=True, auth=self._auth), until, "wait")
            if isinstance(sent, FailedAttempt) or sent.status_code not in REDIRECTS:
                return sent
            await sent.aclose()
            following = sent.next_request if sent.has_redirect_location else None
            if following is None or not _same_place(following.url, url):
                other = following.url if following is not None else None
                return FailedAttempt(
                    self._redirect_error(f"{other.scheme}://{other.netloc.decode()}" if other else "nowhere")
                )
            if following.method != method:
                break
            url = following.url
        return FailedAttempt(self._redirect_error(f"{self._origin} again"))

    def _compressed_error(self, encoding: str) -> FailedAttempt:
        how = self._redactor.as_message_text(encoding)
        return FailedAttempt(
            ServerError(
                message(
                    "{server} compresses its answer ({how}) without being asked, which is not supported: "
                    "turn compression off there, or in the proxy in front of it.",
                    server=self._server.name,
                    how=how,
                )
            )
        )

    def _redirect_error(self, where: str) -> ServerError:
        place = self._redactor.as_message_text(where)
        return ServerError(
            message(
                "{server} redirects to {place}, which is not followed: check the address; if you trust the "
                "other one, use it as the address.",
                server=self._server.name,
                place=place,
            )
        )

    def _client(self) -> httpx.AsyncClient | FailedAttempt:
        """A new client for one request, or the reason why there is none."""
        if self._secure is None and self._origin.startswith("https:"):
            try:
                self._secure = secure_context([self._server.ca_file] if self._server.ca_file else [])
            except CaFileError as error:
                return FailedAttempt(
                    ServerError(
                        message("The CA file {file} cannot be read as certificates: choose another.", file=error)
                    )
                )
        local = self._local  # a proxy cannot reach this machine
        client = new_client(self._secure, connect_s=self._limits.connect_s, idle_s=None, trust_env=not local)
        no_proxy = ServerError(message("The proxy that HTTPS_PROXY, HTTP_PROXY or ALL_PROXY names cannot be used."))
        return client or FailedAttempt(no_proxy)

    async def _with_deadline(self, work: Awaitable[T], until: float, waiting: str) -> T | FailedAttempt:
        """The result of `work`, or how the network failed. `waiting` is "wait" or "idle" and chooses the message for a
        timeout."""
        try:
            async with asyncio.timeout_at(until):
                return await work
        except (httpx.HTTPError, httpx.InvalidURL, OSError, TimeoutError) as error:
            late = isinstance(error, TimeoutError)
            failure = failure_of(error, self._server.name, self._host)
        if late:
            return FailedAttempt(ServerError(self._late(waiting)))
        return FailedAttempt(ServerError(failure.sentence), again=failure.again, why=failure.why)

    def _late(self, waiting: str) -> Message:
        if waiting == "idle":
            return message(
                "{server} sent nothing for {idle_s:g} s in the middle of an answer: try again.",
                server=self._server.name,
                idle_s=self._limits.idle_s,
            )
        return message(
            "{server} did not begin to answer in time: it may be busy with another request. Check the "
            "server, or choose a smaller model.",
            server=self._server.name,
        )

    async def _body(self, response: httpx.Response, longest: int, until: float) -> str | FailedAttempt:
        """A body as text, cut off after `longest` bytes."""
        data = bytearray()
        fault = await self._read(response, data, longest, until)
        return fault or data[:longest].decode(errors="replace")

    async def _read(
        self, response: httpx.Response, data: bytearray, longest: int, until: float
    ) -> FailedAttempt | None:
        """Read a body into `data`, up to about `longest` bytes. Returns what ended it too early, if anything."""
        chunks = response.aiter_raw()
        while len(data) < longest:
            more = await self._with_deadline(next_bytes(chunks), until, "wait")
            if isinstance(more, FailedAttempt):
                return more
            if not more:
                break
            data += more
        return None

    async def _refused(
        self, response: httpx.Response, ask: Ask | None, until: float, body: Mapping[str, object] | None = None
    ) -> FailedAttempt:
        """The failure for a response with an error status, with as much of its body as arrives within `refusal_s`."""
        data = bytearray()
        soon = asyncio.get_running_loop().time() + self._limits.refusal_s
        if not packed(response):
            await self._read(response, data, LONGEST_REFUSAL, min(until, soon))
        # A key that is cut off at the end would not be recognised. The stream's redactor holds back its beginning.
        text = self._redactor.stream_redactor().feed(data[:LONGEST_REFUSAL].decode(errors="replace"))
        problem = problem_of(response.status_code, text, self._redactor)
        trouble = judged(problem, self._server.name, ask, retry_after_seconds(response.headers, self._now()))
        if body is not None and not isinstance(trouble.error, TooLongError) and self._format.adapt(problem, body):
            return replace(trouble, adapted=True)
        return trouble


def _same_place(one: httpx.URL, other: httpx.URL) -> bool:
    return (one.scheme, one.host, one.port) == (other.scheme, other.host, other.port)
