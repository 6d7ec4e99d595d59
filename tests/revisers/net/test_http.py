"""What is sent where: addresses, proxies, keys, lists of models, servers on this machine."""

import asyncio
import gc
import json
import subprocess
import sys
from collections.abc import AsyncIterator

import pytest

from reviser.revisers.net.addresses import is_loopback
from reviser.revisers.net.http import connect
from reviser.revisers.net.local_servers import find_local, look
from reviser.revisers.net.wire import Api, Ask, ChatMessage, KeyRefusedError, Model, Part, Role, Server, ServerError
from tests.faults.servers import CANARY, Misbehaving, good, misbehaving, refusal

ASK = Ask("m", (ChatMessage(Role.USER, "Hello"),))
DONE = b'{"done": true}\n'


def listed(found: object) -> bytes:
    return json.dumps(found).encode()


async def whole(server: Server, key: str = "") -> list[Part]:
    return [part async for part in connect(server, key).stream(ASK)]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "is not valid"),
        ("ftp://host", "is not valid"),
        ("http://[::1", "is not valid"),
        ("https://host:99999999", "is not valid"),
        ("https://ho\tst/v1", "is not valid"),
        (f"https://me:{CANARY}@host/v1", "user or password"),
        ("http://host/v1", "another machine"),
        ("HTTP://192.168.1.5:11434", "another machine"),
        ("http://localhost.example.org", "another machine"),
        ("http://127.0.0.1.example.org", "another machine"),
    ],
)
def test_addresses_that_are_not_spoken_to(address: str, said: str) -> None:
    with pytest.raises(ServerError, match=said) as caught:
        connect(Server("Work", Api.OPENAI, address), "key")
    assert CANARY not in str(caught.value)


def test_plain_http_to_another_machine_where_the_person_allows_it() -> None:
    allowed = connect(Server("Work", Api.OLLAMA, "http://host:11434", plain_http=True), CANARY)
    assert repr(allowed) == "HttpWire('Work')"
    assert is_loopback("127.3.4.5")
    assert is_loopback("::1")
    assert not is_loopback("10.0.0.1")


@pytest.mark.parametrize("key", [f"{CANARY}\r\nX: y", f"{CANARY} {CANARY}", f"{CANARY}é"])
def test_what_cannot_be_a_key_is_not_sent_or_shown(key: str) -> None:
    with pytest.raises(KeyRefusedError) as caught:
        connect(Server("Work", Api.OPENAI, "https://host/v1"), lambda: key)
    assert CANARY not in str(caught.value)


def test_no_key_sends_no_header() -> None:
    async def main() -> Misbehaving:
        async with misbehaving(usual=good(DONE)) as server:
            for key in ("", "   "):
                await whole(Server("Work", Api.OLLAMA, f"http://127.0.0.1:{server.port}"), key)
        return server

    for request in asyncio.run(main()).requests:
        assert b"authorization" not in request.lower()


def test_one_wire_serves_one_loop_after_another() -> None:
    async def main() -> None:
        async with misbehaving(usual=good(DONE)) as server:
            wire = connect(Server("Work", Api.OLLAMA, f"http://127.0.0.1:{server.port}"))
            await asyncio.gather(*(_drained(wire.stream(ASK)) for _ in range(5)))

    asyncio.run(main())
    asyncio.run(main())


def test_no_socket_stays_open_however_far_an_answer_was_when_it_is_cancelled() -> None:
    # Left open, a socket warns when it is collected, and that fails a test.
    async def main() -> None:
        async with misbehaving(usual=good(DONE)) as server:
            wire = connect(Server("Work", Api.OLLAMA, f"http://127.0.0.1:{server.port}"))
            for turns in range(60):  # of the loop; an answer takes about forty
                task = asyncio.create_task(_drained(wire.stream(ASK)))
                for _ in range(turns):
                    await asyncio.sleep(0)
                task.cancel()
                await asyncio.wait([task])

    asyncio.run(main())
    gc.collect()


async def _drained(parts: AsyncIterator[Part]) -> None:
    async for _ in parts:
        pass


THROUGH_PROXY = """
import asyncio, sys
from reviser.revisers.net.http import HttpTimeouts, connect
from reviser.revisers.net.wire import *
async def main():
    limits = HttpTimeouts(connect_s=1, tries=1)
    wire = connect(Server("Work", Api.OLLAMA, sys.argv[1], plain_http=True), "", limits=limits)
    try:
        async for part in wire.stream(Ask("m", (ChatMessage(Role.USER, "x"),))):
            print(part)
    except ServerError as error:
        print(error)
asyncio.run(main())
"""


@pytest.mark.parametrize(
    ("address", "more", "reaches"),
    [
        ("http://far.invalid:11434", {}, 1),
        ("http://far.invalid:11434", {"NO_PROXY": "far.invalid"}, 0),
        ("http://127.0.0.1:9", {}, 0),
        ("http://localhost:9", {}, 0),
    ],
)
def test_the_proxy_of_the_environment_is_used_but_not_for_this_machine(
    address: str, more: dict[str, str], reaches: int
) -> None:
    async def main() -> tuple[Misbehaving, str]:
        async with misbehaving(usual=good(DONE)) as proxy:
            given = {"PATH": "", "http_proxy": f"http://me:{CANARY}@127.0.0.1:{proxy.port}", **more}
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                THROUGH_PROXY,
                address,
                env=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
            said, _ = await process.communicate()
        return proxy, said.decode()

    proxy, said = asyncio.run(main())
    assert len(proxy.requests) == reaches, said
    assert ("Ended" in said) == bool(reaches)
    assert CANARY not in said


@pytest.mark.parametrize(
    ("api", "path", "pages", "models"),
    [
        (
            Api.OPENAI,
            "/v1",
            [{"data": [{"id": "a", "max_model_len": 8192}, {"id": "b", "context_length": 4}, {"id": "c"}, {}, 3]}],
            (Model("a", 8192), Model("b", 4), Model("c")),
        ),
        (
            Api.OPENAI,
            "",
            [
                {"data": [{"id": "x.gguf", "owned_by": "llamacpp", "meta": {"n_ctx_train": 99}}]},
                {"default_generation_settings": {"n_ctx": 2048}},
            ],
            (Model("x.gguf", 2048),),
        ),
        (
            Api.OPENAI,
            "/v1",
            [
                {"data": [{"id": "q", "owned_by": "organization_owner"}]},
                {"data": [{"id": "q", "max_context_length": 32}]},
            ],
            (Model("q", 32),),
        ),
        (
            Api.ANTHROPIC,
            "/v1",
            [
                {"data": [{"id": "a", "max_input_tokens": 200}], "has_more": True},
                {"data": [{"id": "b"}], "has_more": False},
            ],
            (Model("a", 200), Model("b")),
        ),
        (
            Api.OLLAMA,
            "/v1/",
            [
                {"models": [{"name": "l:1b", "model": "l:1b"}]},
                {"model_info": {"general.architecture": "llama", "llama.context_length": 131072}},
            ],
            (Model("l:1b", 131072),),
        ),
    ],
)
def test_models_and_their_contexts(api: Api, path: str, pages: list[object], models: tuple[Model, ...]) -> None:
    async def main() -> tuple[Model, ...]:
        async with misbehaving(*(good(listed(page), kind="application/json") for page in pages)) as server:
            return await connect(Server("Work", api, f"http://127.0.0.1:{server.port}{path}")).models()

    assert asyncio.run(main()) == models


LISTS = {
    Api.OPENAI: ("data", "id"),
    Api.ANTHROPIC: ("data", "id"),
    Api.OLLAMA: ("models", "name"),
}


@pytest.mark.parametrize("api", list(Api))
@pytest.mark.parametrize(
    "odd", [CANARY, f"gpt-{CANARY}", f"Bearer {CANARY}", "a\x1b[2Jb", "a\r\nb", "half \ud800 of a pair", "a\0b"]
)
def test_names_that_hold_the_key_or_cannot_be_written_are_no_models(api: Api, odd: str) -> None:
    entries, name = LISTS[api]

    async def main() -> tuple[Model, ...]:
        async with misbehaving(usual=good(listed({entries: [{name: "a"}, {name: odd}, {name: "sk-é b:1"}]}))) as server:
            return await connect(Server("Work", api, f"http://127.0.0.1:{server.port}"), CANARY).models()

    assert [model.name for model in asyncio.run(main())] == ["a", "sk-é b:1"]


@pytest.mark.parametrize(("key", "names"), [("ollama", ["ollama/llama3"]), ("lm-studio", ["lm-studio-7b"])])
def test_a_short_key_that_is_a_word_takes_no_model_away(key: str, names: list[str]) -> None:
    async def main() -> tuple[Model, ...]:
        async with misbehaving(usual=good(listed({"data": [{"id": name} for name in (*names, key)]}))) as server:
            return await connect(Server("Work", Api.OPENAI, f"http://127.0.0.1:{server.port}"), key).models()

    assert [model.name for model in asyncio.run(main())] == names


def test_the_next_page_of_a_list_begins_after_any_name() -> None:
    async def main() -> tuple[tuple[Model, ...], bytes]:
        pages = [{"data": [{"id": "a&b=ü c#"}], "has_more": True}, {"data": [{"id": "d"}]}]
        async with misbehaving(*(good(listed(page)) for page in pages)) as server:
            found = await connect(Server("Work", Api.ANTHROPIC, f"http://127.0.0.1:{server.port}")).models()
            return found, server.requests[1].split(b"\r\n")[0]

    found, line = asyncio.run(main())
    assert found == (Model("a&b=ü c#"), Model("d"))
    assert line == b"GET /v1/models?limit=1000&after_id=a%26b%3D%C3%BC%20c%23 HTTP/1.1"


def test_a_list_that_is_a_web_page_or_refused_is_an_error() -> None:
    async def main(body: bytes) -> None:
        async with misbehaving(good(body), usual=refusal(401)) as server:
            await connect(Server("Work", Api.OPENAI, f"http://127.0.0.1:{server.port}/v1")).models()

    with pytest.raises(ServerError, match="a web page"):
        asyncio.run(main(b"<html>"))


def test_servers_on_this_machine_are_found_with_what_they_offer() -> None:
    async def main() -> None:
        one = good(listed({"data": [{"id": "only"}]}))
        async with misbehaving(usual=one) as server, misbehaving(usual=refusal(401)) as closed, misbehaving() as gone:
            usual = [
                Server(name, Api.OPENAI, f"http://127.0.0.1:{port}/v1")
                for name, port in (("a", server.port), ("b", closed.port), ("c", gone.port), ("d", 9))
            ]
            found = await look(usual)
            assert [(running.server.name, running.wants_key) for running in found] == [("a", False), ("b", True)]
            assert [server.model for server in await find_local(usual)] == ["only", ""]

    asyncio.run(main())
