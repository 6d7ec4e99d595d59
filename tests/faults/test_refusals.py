"""A server that refuses: what is said, what to do about it, how soon that is said, and when it is asked again."""

import asyncio
import logging
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from reviser.revisers.net.wire import Api, KeyRefusedError, ServerError, ShapeRefusedError, TooLongError, Waiting
from tests.faults.hearing import PATIENT, SCHEMA, WHOLE, Heard, hear, wire_to
from tests.faults.servers import CANARY, Answer, good, head, misbehaving, refusal

apis = pytest.mark.parametrize("api", list(Api))


@pytest.fixture(autouse=True)
def no_key_in_any_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    assert CANARY not in caplog.text


@apis
@pytest.mark.parametrize(
    ("status", "kind", "said", "requests"),
    [
        (401, KeyRefusedError, "check it", 1),
        (403, KeyRefusedError, "check it", 1),
        (402, ServerError, "no credit", 1),
        (408, ServerError, "busy", 3),
        (409, ServerError, "refused the request", 3),
        (413, TooLongError, "shorter", 1),
        (418, ServerError, "refused the request", 1),
        (429, ServerError, "too many requests", 3),
        (500, ServerError, "failed (error 500)", 2),  # the same one is not tried a third time
        (503, ServerError, "busy", 3),
        (529, ServerError, "busy", 3),
    ],
)
def test_refusals(api: Api, status: int, kind: type[ServerError], said: str, requests: int) -> None:
    echo = refusal(status, {"error": {"type": "x", "message": f"No: Bearer {CANARY} and {CANARY}\x1b[2J"}})
    heard, server = hear(api, usual=echo)
    assert type(heard.error) is kind
    assert said in heard.said
    assert len(server.requests) == requests
    assert CANARY not in heard.shown
    assert "\x1b" not in heard.said


@apis
def test_not_found_is_the_model_or_the_path(api: Api) -> None:
    heard, _ = hear(api, refusal(404, {"error": {"message": "model 'm' not found"}}))
    assert "has no model called m" in heard.said
    heard, _ = hear(api, refusal(404, "404 page not found"))
    assert "check its path" in heard.said


@apis
def test_too_long_is_never_tried_again(api: Api) -> None:
    for status in (400, 500):
        body = {"error": {"code": status, "type": "exceed_context_size_error", "message": "request exceeds"}}
        heard, server = hear(api, usual=refusal(status, body), ask=SCHEMA)
        assert type(heard.error) is TooLongError
        assert len(server.requests) == 1


@apis
def test_a_refused_schema_is_said(api: Api) -> None:
    heard, server = hear(api, usual=refusal(400, {"error": "no such field: format"}), ask=SCHEMA)
    assert type(heard.error) is ShapeRefusedError
    assert len(server.requests) == 1
    heard, server = hear(api, usual=refusal(500, {"error": "grammar"}), ask=SCHEMA)
    assert type(heard.error) is ShapeRefusedError
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("line", "waits"),
    [
        ("Retry-After: 3", [3, 2, 1]),
        ("retry-after-ms: 1500", [1.5, 0.5]),
        ("Retry-After: Thu, 01 Jan 1970 00:00:02 GMT", [2, 1]),
        ("Retry-After: soon", [0.5]),
        ("Retry-After: nan", [0.5]),
        ("Retry-After: -4", [0.5]),
    ],
)
def test_the_server_says_how_long_to_wait_and_it_counts_down(line: str, waits: list[float]) -> None:
    heard, _ = hear(Api.OPENAI, refusal(429, None, line), good(WHOLE[Api.OPENAI]))
    assert [part.seconds for part in heard.parts if isinstance(part, Waiting)] == waits
    assert heard.complete


def test_a_very_long_wait_is_an_error_at_once() -> None:
    heard, server = hear(Api.OPENAI, usual=refusal(429, None, "Retry-After: 600"))
    assert "in 10 minutes" in heard.said
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("round_settings", "said"),
    [
        ("0.2", "in 1 s"),
        ("7199", "in 120 minutes"),
        ("7200", "in 2 hours"),
        ("86400", "in 24 hours"),
        ("86401", "much later"),
        ("100000000", "much later"),
        ("1e308", "much later"),
        ("Fri, 31 Dec 9999 23:59:59 GMT", "much later"),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_how_long_a_server_wants_us_to_wait_is_said_in_words(status: int, round_settings: str, said: str) -> None:
    limits = replace(PATIENT, tries=1)
    heard, server = hear(Api.OPENAI, usual=refusal(status, None, f"Retry-After: {round_settings}"), limits=limits)
    assert f": try again {said}" in heard.said
    assert len(heard.said) < 120
    assert len(server.requests) == 1


@apis
@pytest.mark.parametrize(
    "answer",
    [
        Answer(b'{"error": {"message": "No such key', hang=True),
        Answer(b'{"error": {"message": "', endless=b"x", pause=0.02),
        Answer(b"<html>", endless=b" ", pause=0.02),
        Answer(b'{"err', hang=True),
        Answer(f"Your key is {CANARY[:-1]}".encode(), hang=True),
        Answer(hang=True),
        Answer(b"No", reset=True),
    ],
)
def test_a_refusal_is_said_soon_although_its_body_does_not_end(api: Api, answer: Answer) -> None:
    endless = replace(answer, data=head(401, "Content-Length: 99999") + answer.data)
    limits = replace(PATIENT, refusal_s=0.5)
    begun = time.monotonic()
    heard, server = hear(api, usual=endless, limits=limits)
    assert type(heard.error) is KeyRefusedError
    assert (len(server.requests), CANARY[:8] in heard.shown) == (1, False)
    assert time.monotonic() - begun < 5
    assert "{" not in heard.said
    if answer.hang and b"No such" in answer.data:
        assert heard.said.endswith("Its message: No such key")


@apis
def test_a_busy_server_is_asked_again_soon_although_its_words_do_not_end(api: Api) -> None:
    busy = Answer(head(503) + b"Loading", hang=True)
    begun = time.monotonic()
    heard, server = hear(api, busy, busy, good(WHOLE[api]), limits=replace(PATIENT, refusal_s=0.5))
    assert (heard.complete, len(server.requests)) == (True, 3)
    assert time.monotonic() - begun < 5


def test_what_is_sent_on_is_followed_although_the_page_that_says_so_does_not_end() -> None:
    moved = Answer(head(308, "Location: /other") + b"Moved", endless=b" ", pause=0.02)
    begun = time.monotonic()
    heard, server = hear(Api.OPENAI, moved, good(WHOLE[Api.OPENAI]), limits=PATIENT)
    assert (heard.complete, len(server.requests)) == (True, 2)
    assert time.monotonic() - begun < 5


@apis
def test_a_list_that_is_refused_is_said_soon_although_its_body_does_not_end(api: Api) -> None:
    async def main() -> None:
        limits = replace(PATIENT, refusal_s=0.5)
        async with misbehaving(usual=Answer(head(403) + b"No", hang=True)) as server:
            with pytest.raises(KeyRefusedError, match="Its message: No"):
                await wire_to(server, api, Heard(), limits).models()

    begun = time.monotonic()
    asyncio.run(main())
    assert time.monotonic() - begun < 5
