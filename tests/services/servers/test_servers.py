import json
import resource
import signal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.errors import UserError
from reviser.revisers.net.wire import Api, Server
from reviser.services.servers.secrets import variables
from reviser.services.servers.servers import PRESETS, Servers, checked, is_local, load, save

HOME = Server("home", Api.OLLAMA, "http://localhost:11434", model="llama3.2:3b", context=8192, parallel=1)
WORK = Server("work", Api.OPENAI, "https://llm.example.com/v1", key="work", ca_file="/etc/ours.pem")


def test_servers_come_back_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "deeper" / "servers.json"
    servers = Servers().added(HOME).added(WORK).chosen("work")
    save(servers, path)
    assert load(path) == servers
    assert {entry.name for entry in path.parent.iterdir()} == {"servers.json"}


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert load(tmp_path / "servers.json") == Servers()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"servers": 3, "default": []}',
        b'{"servers": [null, 1, []]}',
    ],
)
def test_a_damaged_file_is_harmless_and_not_lost(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "servers.json"
    path.write_bytes(content)
    assert load(path).all == ()
    save(load(path).added(HOME), path)
    assert load(path).all == (HOME,)
    kept = path.with_name("servers.json.damaged")
    if kept.exists():
        assert kept.read_bytes() == content
    else:
        assert isinstance(json.loads(content), dict)


def test_an_entry_that_is_no_server_is_passed_over_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "servers.json"
    save(Servers().added(HOME), path)
    stored = json.loads(path.read_text())
    good = stored["servers"][0]
    odd = [
        good | {"name": "a", "api": "telepathy"},
        good | {"name": "b", "parallel": "many"},
        good | {"name": "c", "parallel": True},
        good | {"name": "d", "address": "http://user:password@localhost"},
        {"name": "e"},
    ]
    stored["servers"] = [*odd, good | {"from_a_newer_program": 1}]
    stored["default"] = "a"
    path.write_text(json.dumps(stored))
    servers = load(path)
    assert servers.all == (HOME,)
    assert servers.default == ""
    save(servers.added(WORK), path)
    assert [entry for entry in json.loads(path.read_text())["servers"] if entry in odd] == odd


def test_a_disk_that_refuses_is_said_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "servers.json"
    save(Servers().added(HOME), path)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limit[1]))
    try:
        with pytest.raises(UserError, match="could not be saved"):
            save(Servers(), path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, before)
    assert load(path).all == (HOME,)
    assert [each.name for each in tmp_path.iterdir()] == ["servers.json"]


def test_presets_are_servers_that_can_be_added() -> None:
    servers = Servers()
    for preset in PRESETS:
        servers = servers.added(preset.server())
        assert bool(preset.key) == (not is_local(preset.address)), "local servers need no key"
    assert servers.names == tuple(preset.name for preset in PRESETS)
    assert {variables(preset.key)[1] for preset in PRESETS if preset.key} == {
        "OPENAI_API_KEY",
        "ANTHROPIC_API_KEY",
        "OPENROUTER_API_KEY",
    }


# Changing


def test_a_name_and_a_model() -> None:
    servers = Servers().added(HOME).added(WORK)
    assert servers.find_with_model("home") == HOME
    assert servers.find_with_model("home:qwen3:8b").model == "qwen3:8b"
    assert servers.find_with_model("home:").model == HOME.model
    with pytest.raises(UserError, match="there are embedded, home, work"):
        servers.find_with_model("hone:qwen3")


def test_change_remove_and_choose() -> None:
    servers = Servers().added(HOME).added(WORK).chosen("home")
    renamed = servers.changed("home", Server("desk", Api.OPENAI, "http://127.0.0.1:8080/v1/"))
    assert renamed.names == ("desk", "work")
    assert renamed.default == "desk"
    assert renamed.find("desk").address == "http://127.0.0.1:8080/v1"
    assert renamed.removed("desk").default == ""
    assert renamed.removed("work").default == "desk"
    assert renamed.chosen("embedded").default == ""
    with pytest.raises(UserError, match="no reviser called nobody"):
        servers.changed("nobody", HOME)
    with pytest.raises(UserError, match="no reviser called nobody"):
        servers.removed("nobody")
    with pytest.raises(UserError, match="no reviser called nobody"):
        servers.chosen("nobody")
    with pytest.raises(UserError, match="called home already"):
        servers.added(HOME)
    with pytest.raises(UserError, match="called work already"):
        servers.changed("home", WORK)


@pytest.mark.parametrize(
    "name", ["", "a b", "a:b", "-a", "é", "a/b", "a" * 41, "embedded", "Embedded", "ho_me", "HO-ME"]
)
def test_names_that_cannot_be(name: str) -> None:
    servers = Servers().added(Server("ho-me", Api.OPENAI, "http://localhost"))
    with pytest.raises(UserError):
        servers.added(Server(name, Api.OPENAI, "http://localhost"))


@given(st.text(max_size=50), st.text(max_size=50))
def test_no_two_names_share_an_environment_variable(first: str, second: str) -> None:
    try:
        servers = Servers().added(Server(first, Api.OPENAI, "http://localhost"))
        servers = servers.added(Server(second, Api.OPENAI, "http://localhost"))
    except UserError:
        return
    assert not set(variables(first)) & set(variables(second))


def test_a_key_is_never_taken_for_its_name() -> None:
    keys = (
        "sk-proj-0123456789",
        "gsk_a1B2c3D4e5F6g7H8i9",
        "hf_AbCdEfGhIjKl12345",
        "AIzaSyA1234567890abcdefgh",
        "eyJhbGciOiJIUzI1NiJ9abcd",
    )
    random = ("f3a91bc04d5e6f708192a3b4c5d6e7f8", "0b7c1a52-8f7e-4d3c-9a1b-2c3d4e5f6a7b", "qP7wZx2Rt9LmK4vBn8Yc")
    for key in (*keys, *random, "x" * 41, "two words"):
        with pytest.raises(UserError) as caught:
            Servers().added(Server("a", Api.OPENAI, "https://a.example", key=key))
        assert key not in str(caught.value)
    for name in ("openai", "work-2024", "key-for-the-office", "xai-personal", "azure_eu_1", "openrouter.free"):
        assert Servers().added(Server("a", Api.OPENAI, "https://a.example", key=name)).all[0].key == name


# Addresses


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("https://api.example.com/v1/", "https://api.example.com/v1"),
        ("  http://localhost:8080 ", "http://localhost:8080"),
        ("localhost:11434", "http://localhost:11434"),
        ("127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1"),
        ("[::1]:8000", "http://[::1]:8000"),
        ("api.example.com/v1", "https://api.example.com/v1"),
        ("https://a.example/openai/d/?api-version=2024-06-01", "https://a.example/openai/d?api-version=2024-06-01"),
    ],
)
def test_addresses_as_people_type_them(typed: str, expected: str) -> None:
    assert checked(Server("a", Api.OPENAI, typed)).address == expected


@pytest.mark.parametrize(
    "typed",
    [
        "", "http://", "ftp://a.example", "file:///etc/passwd", "https://a b", "https://a:port", "https://a:0",
        "https://a:99999", "https://[::1", "javascript:alert(1)", "https://u:canary@a.example", "https://canary@a.example",
        "https://a.example/?api-version=1&key=canary",
        "https://a.example/?key=canary", "https://a.example/#canary", "http://a.example", "http://192.168.1.4:8080",
        "http://localhost.example.com", "http://127.0.0.1.example.com", "https://a\n.example",
    ],
)  # fmt: skip
def test_addresses_that_cannot_be(typed: str) -> None:
    with pytest.raises(UserError) as caught:
        checked(Server("a", Api.OPENAI, typed))
    assert "canary" not in str(caught.value)


def test_plain_http_to_another_machine_only_where_it_is_allowed() -> None:
    far = Server("a", Api.OPENAI, "http://192.168.1.4:8080")
    with pytest.raises(UserError, match="--plain-http"):
        checked(far)
    allowed = Server("a", Api.OPENAI, "http://192.168.1.4:8080", plain_http=True)
    assert checked(allowed) == allowed


@given(st.text(max_size=40))
def test_any_address_is_taken_or_refused_with_a_sentence(typed: str) -> None:
    try:
        good = checked(Server("a", Api.OPENAI, typed))
    except UserError:
        return
    assert checked(good) == good
    assert good.address.startswith("https://") or is_local(good.address)


@pytest.mark.parametrize(("context", "parallel"), [(-1, 1), (10**9, 1), (0, 0), (0, 65)])
def test_figures_that_cannot_be(context: int, parallel: int) -> None:
    with pytest.raises(UserError):
        checked(Server("a", Api.OPENAI, "http://localhost", context=context, parallel=parallel))
