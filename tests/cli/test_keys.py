import json

import pytest

from tests.cli.keyring import piped, typed_in, with_keyring
from tests.cli.terminal import Terminal

KEY = "sk-canary-0123456789"


def test_set_test_list_and_remove(terminal: Terminal) -> None:
    kept = with_keyring(terminal)
    assert terminal.run("keys", "test", "openai").code == 1
    ended = piped(terminal, f"{KEY}\n".encode(), "keys", "set", "openai")
    assert (ended.code, ended.text) == (0, "The key for openai is in the keyring.\n")
    assert json.loads(kept.read_text()) == {"reviser openai": KEY}
    ended = terminal.run("keys", "test", "openai")
    assert (ended.code, ended.text) == (0, "There is a key for openai (keyring).\n")
    listed = {row["name"]: row["found"] for row in terminal.run("keys", "list", "--json").object["keys"]}
    assert listed == {"openai": "keyring", "anthropic": "", "openrouter": ""}
    assert terminal.run("keys", "remove", "openai").code == 0
    assert json.loads(kept.read_text()) == {}
    ended = terminal.run("keys", "remove", "openai")
    assert ended.code == 1
    assert "no key for openai" in ended.err


def test_the_key_is_not_shown_while_it_is_typed(terminal: Terminal) -> None:
    kept = with_keyring(terminal)
    code, shown = typed_in(terminal, KEY, "keys", "set", "openai")
    assert code == 0, shown
    assert "it is not shown" in shown
    assert "canary" not in shown
    assert json.loads(kept.read_text()) == {"reviser openai": KEY}


@pytest.mark.parametrize(
    "arguments", [("set", "openai", KEY), ("set", "openai", f"--{KEY}"), ("set", KEY), ("test", KEY), ("remove", KEY)]
)
def test_a_key_is_no_argument(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    kept = with_keyring(terminal)
    ended = piped(terminal, b"another\n", "keys", *arguments)
    assert ended.code in {1, 2}
    assert "never" in ended.err
    assert "canary" not in ended.err + ended.text
    assert not kept.exists()


@pytest.mark.parametrize("typed", [b"", b"\n", b" \n", b"two words\n", b"\xff\xfe\n", "schlüssel\n".encode()])
def test_what_is_no_key_is_not_kept_and_not_repeated(terminal: Terminal, typed: bytes) -> None:
    kept = with_keyring(terminal)
    ended = piped(terminal, typed, "keys", "set", "openai")
    assert ended.code in {1, 2}
    assert ended.err.count("\n") == 1
    assert not kept.exists()
    assert "words" not in ended.err or not typed.startswith(b"two")


def test_without_a_keyring_it_says_what_to_do(terminal: Terminal) -> None:
    terminal.environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    ended = piped(terminal, KEY.encode(), "keys", "set", "work")
    assert ended.code == 1
    assert "REVISER_KEY_WORK" in ended.err
    terminal.environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    ended = piped(terminal, KEY.encode(), "keys", "set", "work")
    assert ended.code == 1
    assert "stored nothing" in ended.err
    assert "canary" not in ended.err


def test_a_variable_goes_before_the_keyring_and_that_is_said(terminal: Terminal) -> None:
    with_keyring(terminal)
    terminal.environment["OPENAI_API_KEY"] = "other"
    ended = piped(terminal, KEY.encode(), "keys", "set", "openai")
    assert ended.code == 0
    assert "OPENAI_API_KEY takes precedence over it" in ended.err
    assert "OPENAI_API_KEY" in terminal.run("keys", "test", "openai").text
    ended = terminal.run("keys", "remove", "openai")
    assert "still one in the environment variable OPENAI_API_KEY" in ended.err


def test_a_server_without_a_key_uses_the_one_that_is_set_for_it(terminal: Terminal) -> None:
    kept = with_keyring(terminal)
    assert terminal.run("revisers", "add", "home", "localhost:8080").code == 0
    assert terminal.run("revisers", "list", "--json").object["revisers"][1]["key"] == ""
    assert piped(terminal, KEY.encode(), "keys", "set", "home").code == 0
    assert terminal.run("revisers", "list", "--json").object["revisers"][1]["key"] == "home"
    assert json.loads(kept.read_text()) == {"reviser home": KEY}


def test_a_server_and_its_key_may_have_different_names(terminal: Terminal) -> None:
    kept = with_keyring(terminal)
    assert terminal.run("revisers", "add", "work", "https://a.example/v1", "--key", "shared").code == 0
    assert piped(terminal, KEY.encode(), "keys", "set", "work").code == 0
    assert json.loads(kept.read_text()) == {"reviser shared": KEY}
