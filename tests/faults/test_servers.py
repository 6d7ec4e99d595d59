"""Every fault of a server, in each wire format where it makes sense: what had arrived is kept, the message says what to
do, nothing hangs, and the key turns up nowhere.
"""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reviser.revisers.net.http import HttpTimeouts
from reviser.revisers.net.wire import Api, Ask, ChatMessage, Ended, Finish, Role, Sent, Text, Usage, Waiting
from tests.faults.hearing import (
    ASK,
    BEGUN,
    OLLAMA_BEGUN,
    OPENAI_BEGUN,
    PATIENT,
    SCHEMA,
    WHOLE,
    Heard,
    delta,
    hear,
    listen,
    named,
    ndjson,
    sse,
    wire_to,
)
from tests.faults.servers import CANARY, Answer, certificate, good, head, misbehaving, refusal

apis = pytest.mark.parametrize("api", list(Api))


@pytest.fixture(autouse=True)
def no_key_in_any_log_or_message(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    assert CANARY not in caplog.text


@apis
def test_a_good_stream_is_complete(api: Api) -> None:
    heard, server = hear(api, good(WHOLE[api]))
    assert (heard.text, heard.parts[-1], heard.error) == ("Héllo", Ended(Finish.STOP), None)
    usage = [part for part in heard.parts if isinstance(part, Usage)][-1]
    assert (usage.tokens_in, usage.tokens_out) == (3, 2)
    assert CANARY.encode() in server.requests[0].partition(b"\r\n\r\n")[0]


@apis
def test_a_stream_in_single_bytes_is_the_same(api: Api) -> None:
    heard, _ = hear(api, Answer(good(WHOLE[api]).data, piece=1))
    assert (heard.text, heard.complete) == ("Héllo", True)


@apis
@pytest.mark.parametrize("reset", [True, False])
def test_a_stream_that_ends_before_a_reason_at_any_byte_is_not_whole_and_what_had_come_is_kept(
    api: Api, reset: bool
) -> None:
    whole = WHOLE[api]
    reasons = {Api.OPENAI: b'"finish_reason": "stop"}]}', Api.ANTHROPIC: b'"output_tokens": 2}}', Api.OLLAMA: b"2}"}

    async def main() -> None:
        for cut in range(whole.index(reasons[api])):
            heard = Heard()
            answer = Answer(head(200) + whole[:cut], reset=reset)
            async with misbehaving(usual=answer) as server:
                await listen(wire_to(server, api, heard), ASK, heard)
            assert not heard.complete, cut
            unsaid = isinstance(heard.parts[-1], Ended)
            assert unsaid or heard.error is not None, cut
            assert not (reset and unsaid), cut
            came = len(heard.text)
            assert "Héllo".startswith(heard.text)
            # After words came nothing is asked again, else twice more. (What was sent is counted, not what the server
            # read: on a busy machine a connection may be reset before it has.)
            assert sum(isinstance(part, Sent) for part in heard.parts) == (1 if came else 3), cut
            if not reset:
                assert came >= (2 if cut >= len(BEGUN[api]) else 0)
            assert CANARY not in heard.shown
            assert not heard.chained

    asyncio.run(main())


@apis
def test_a_server_that_recovers_is_asked_again_with_growing_pauses(api: Api) -> None:
    heard, server = hear(api, refusal(503), Answer(reset=True), good(WHOLE[api]))
    assert (heard.text, heard.complete, len(server.requests)) == ("Héllo", True, 3)
    assert [part.seconds for part in heard.parts if isinstance(part, Waiting)] == [0.5, 1.0]
    assert heard.slept == [0.5, 1.0]


HUGE = 10**25  # more than SQLite keeps
COUNTED = {
    Api.OPENAI: WHOLE[Api.OPENAI].replace(b'"prompt_tokens": 3', b'"prompt_tokens": %d' % HUGE),
    Api.ANTHROPIC: WHOLE[Api.ANTHROPIC].replace(b'"input_tokens": 3', b'"input_tokens": %d' % HUGE),
    Api.OLLAMA: WHOLE[Api.OLLAMA].replace(b'"prompt_eval_count": 3', b'"prompt_eval_count": %d' % HUGE),
}


@apis
def test_a_figure_that_no_server_can_have_counted_is_none_given(api: Api) -> None:
    heard, _ = hear(api, good(COUNTED[api]))
    usage = [part for part in heard.parts if isinstance(part, Usage)][-1]
    assert (heard.complete, usage.tokens_in, usage.tokens_out) == (True, None, 2)


ERRORS = {
    Api.OPENAI: sse({"error": {"message": f"upstream {CANARY}", "code": 502}}),
    Api.ANTHROPIC: named({"type": "error", "error": {"type": "overloaded_error", "message": f"Overloaded {CANARY}"}}),
    Api.OLLAMA: ndjson({"error": f"runner stopped {CANARY}"}),
}


@apis
def test_an_error_inside_a_stream(api: Api) -> None:
    heard, server = hear(api, usual=good(BEGUN[api] + ERRORS[api]))
    assert (heard.text, len(server.requests)) == ("Hé", 1)
    assert "try again" in heard.said
    assert CANARY not in heard.shown
    heard, server = hear(api, good(ERRORS[api]), good(WHOLE[api]))
    assert (heard.text, heard.complete, len(server.requests)) == ("Héllo", True, 2)


@apis
@pytest.mark.parametrize(
    "rubbish", [b"data: {\xff}\n\n", b"\xff\xfe\n", b'data: {"a":\n\n', b"data: [1]\n\n", b"{oh\n"]
)
def test_bad_bytes_and_bad_json_break_a_stream(api: Api, rubbish: bytes) -> None:
    if api is Api.OLLAMA or rubbish.startswith(b"data") or b"\xff" in rubbish:
        heard, server = hear(api, good(BEGUN[api] + rubbish + WHOLE[api]))
        assert (heard.text, heard.complete, len(server.requests)) == ("Hé", False, 1)
        assert "broke off" in heard.said


@apis
@pytest.mark.parametrize("kind", ["text/html", "application/json", "text/event-stream"])
def test_a_web_page_is_no_answer(api: Api, kind: str) -> None:
    page = b"<!DOCTYPE html>\n<html><title>Sign in</title>" + CANARY.encode()
    heard, server = hear(api, usual=good(page, kind=kind))
    assert "a web page" in heard.said
    assert len(server.requests) == 1
    assert CANARY not in heard.shown


@apis
def test_a_stream_of_another_content_type_is_read_all_the_same(api: Api) -> None:
    heard, _ = hear(api, good(WHOLE[api], kind="text/plain"))
    assert heard.complete


@apis
def test_huge_lines_end_without_being_kept(api: Api) -> None:
    begun = time.monotonic()
    answer = Answer(head(200), endless=b"data: " + b"x" * 65536)
    heard, _ = hear(api, answer, usual=refusal(401))
    assert heard.error is not None
    assert time.monotonic() - begun < 20


@apis
def test_an_endless_answer_ends(api: Api) -> None:
    more = {Api.OPENAI: OPENAI_BEGUN, Api.ANTHROPIC: named(delta("Hé")), Api.OLLAMA: OLLAMA_BEGUN}[api]
    heard, _ = hear(api, Answer(head(200), endless=more * 500))
    assert "does not end" in heard.said
    assert heard.text.startswith("HéHé")


@apis
@pytest.mark.parametrize("keep_alive", [b"", b": still here\n\n"])
def test_a_silent_server_is_given_up(api: Api, keep_alive: bytes) -> None:
    if keep_alive and api is Api.OLLAMA:
        keep_alive = b"\n"
    silent = Answer(head(200), hang=True, endless=keep_alive, pause=0.02)
    heard, server = hear(api, silent, limits=replace(PATIENT, first_local_s=0.3))
    assert "did not begin to answer" in heard.said
    assert len(server.requests) == 1
    fallen = Answer(head(200) + BEGUN[api], hang=True, endless=keep_alive, pause=0.02)
    heard, _ = hear(api, fallen, limits=replace(PATIENT, idle_s=0.3))
    assert heard.text == "Hé"
    assert "sent nothing for" in heard.said


@apis
def test_a_slow_stream_that_goes_on_is_waited_for(api: Api) -> None:
    data = good(WHOLE[api]).data
    heard, _ = hear(api, Answer(data, piece=len(data) // 16 + 1, pause=0.1), limits=replace(PATIENT, idle_s=1))
    assert heard.complete


@apis
def test_nothing_listens(api: Api) -> None:
    async def main() -> Heard:
        heard = Heard()
        async with misbehaving() as server:
            pass
        await listen(wire_to(server, api, heard), ASK, heard)
        return heard

    heard = asyncio.run(main())
    assert "Nothing listens" in heard.said
    assert heard.slept == [0.5, 1.0]


@apis
@pytest.mark.parametrize("how", ["cancel", "close"])
def test_cancelling_closes_the_connection_at_once(api: Api, how: str) -> None:
    async def main() -> float:
        heard = Heard()
        async with misbehaving(Answer(head(200) + BEGUN[api], hang=True)) as server:
            wire = wire_to(server, api, heard, HttpTimeouts())
            if how == "cancel":
                task = asyncio.create_task(listen(wire, ASK, heard))
                while not heard.text:
                    await asyncio.sleep(0.01)
                begun = time.monotonic()
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
            else:
                parts = wire.stream(ASK)
                assert isinstance(parts, AsyncGenerator)
                while not isinstance(await anext(parts), Text):
                    pass
                begun = time.monotonic()
                await parts.aclose()
            await asyncio.wait_for(server.closed.wait(), 1)
            return time.monotonic() - begun

    assert asyncio.run(main()) < 1


def test_a_redirect_to_another_host_is_not_followed_and_one_to_the_same_is() -> None:
    heard, server = hear(Api.ANTHROPIC, usual=refusal(307, None, "Location: https://elsewhere.example/v1/messages?a=b"))
    assert "https://elsewhere.example" in heard.said
    assert len(server.requests) == 1
    heard, server = hear(Api.OPENAI, refusal(308, None, "Location: /other"), good(WHOLE[Api.OPENAI]))
    assert heard.complete
    assert server.requests[1].startswith(b"POST /other ")
    heard, server = hear(Api.OPENAI, usual=refusal(307, None, "Location: /again"))
    assert "again" in heard.said
    assert len(server.requests) == 4
    heard, server = hear(Api.OPENAI, usual=refusal(301, None, "Location: /got"))
    assert heard.error is not None
    assert len(server.requests) == 1


@apis
@pytest.mark.parametrize(
    ("ask", "where"),
    [
        (replace(ASK, model="m\ud800"), "the model's name"),
        (replace(ASK, messages=(ChatMessage(Role.USER, "caf\udce9"),)), "the text or what goes with it"),
    ],
)
def test_half_of_a_character_is_said_before_anything_is_sent(api: Api, ask: Ask, where: str) -> None:
    heard, server = hear(api, good(WHOLE[api]), ask=ask)
    assert f"in {where}" in heard.said
    assert "half of a character (U+D" in heard.said
    assert heard.said.encode()
    assert (heard.parts, server.requests) == ([], [])


@apis
def test_what_is_sent_is_told_each_time_letter_by_letter(api: Api) -> None:
    heard, server = hear(api, refusal(503), Answer(reset=True), good(WHOLE[api]), ask=replace(SCHEMA, temperature=0.3))
    told = [part for part in heard.parts if isinstance(part, Sent)]
    assert [part.body for part in told] == server.bodies
    assert [part.path.encode() for part in told] == [request.split(b" ")[1] for request in server.requests]
    assert [type(part) for part in heard.parts[:2]] == [Sent, Waiting]
    assert CANARY not in str(told)


def test_what_a_server_refused_is_told_as_left_out() -> None:
    no = [refusal(400, {"error": {"message": "No", "param": name}}) for name in ("temperature", "stream_options")]
    ask = replace(ASK, temperature=0.3)
    heard, server = hear(Api.OPENAI, *no, good(WHOLE[Api.OPENAI]), ask=ask)
    told = [part for part in heard.parts if isinstance(part, Sent)]
    assert [part.left_out for part in told] == [(), ("temperature",), ("stream_options", "temperature")]
    assert [part.body for part in told] == server.bodies


def over_tls(tmp_path: Path, ca_file: Callable[[Path], str], host: str = "127.0.0.1", days: int = 30) -> Heard:
    secure, ca = certificate(tmp_path, host, days=days)

    async def main() -> Heard:
        heard = Heard()
        async with misbehaving(usual=good(WHOLE[Api.OPENAI]), secure=secure) as server:
            wire = wire_to(server, Api.OPENAI, heard, HttpTimeouts(), scheme="https", ca_file=ca_file(ca))
            await listen(wire, ASK, heard)
            assert heard.complete or not server.requests
        return heard

    return asyncio.run(main())


def test_a_certificate_that_signs_itself_is_refused_until_its_ca_file_is_given(tmp_path: Path) -> None:
    heard = over_tls(tmp_path, lambda _: "")
    assert "--ca-file" in heard.said
    assert not heard.slept
    assert over_tls(tmp_path, str).complete


def test_a_certificate_of_another_name_or_past_its_time(tmp_path: Path) -> None:
    assert "is not for 127.0.0.1" in over_tls(tmp_path, str, host="other.example").said
    assert "has expired" in over_tls(tmp_path, str, days=-1).said
    (tmp_path / "none.pem").write_text("nothing")
    assert "cannot be read as certificates" in over_tls(tmp_path, lambda _: str(tmp_path / "none.pem")).said


def test_https_to_a_server_without_it() -> None:
    async def main() -> Heard:
        heard = Heard()
        async with misbehaving(usual=refusal(400)) as server:
            await listen(wire_to(server, Api.OPENAI, heard, scheme="https"), ASK, heard)
        return heard

    assert "secure connection" in asyncio.run(main()).said


def test_a_key_that_an_answer_holds_is_taken_out_of_it() -> None:
    pieces = [f"The key is {CANARY[:9]}", CANARY[9:], " indeed. cnry-4"]
    stream = ndjson(*({"message": {"content": piece}, "done": False} for piece in pieces), {"done": True})
    heard, _ = hear(Api.OLLAMA, good(stream))
    assert heard.text == "The key is [key] indeed. cnry-4"
