import asyncio
import copy
import logging
import os
import pickle
import subprocess
import sys
import threading
import time
import traceback
import uuid
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring import errors
from keyring.backend import KeyringBackend

from reviser.errors import UserError
from reviser.services.servers.secrets import KeyringError, KeySource, Secret, Secrets, variables, without_keys
from tests.keyrings import FailingKeyring, ForgetfulKeyring, MemoryKeyring, StubbornKeyring

KEY = "sk-canary-0123456789abcdef"


def secrets(keyring: KeyringBackend, environment: Mapping[str, str] | None = None, deadline_s: float = 10) -> Secrets:
    return Secrets(environment or {}, lambda: keyring, deadline_s=deadline_s)


# The key itself


def test_a_key_prints_nothing_of_itself() -> None:
    secret = Secret(KEY)
    holder = secrets(MemoryKeyring())
    holder.hold("work", secret)
    found = asyncio.run(holder.find("work"))
    for shown in (
        f"{secret} {secret!r} {found} {found!r} {holder!r}",
        str([secret]),
        str({"a": secret}),
        f"{vars(holder)}",
    ):
        assert "canary" not in shown
    assert secret.reveal() == KEY
    assert found.value == KEY


def test_a_key_does_not_leave_the_process() -> None:
    for send in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError) as caught:
            send(Secret(KEY))
        assert "canary" not in str(caught.value)


def test_keys_are_equal_by_value() -> None:
    assert Secret(KEY) == Secret(f" {KEY}\n")
    assert Secret(KEY) != Secret(KEY + "0")
    assert Secret(KEY) != KEY
    assert len({Secret(KEY), Secret(KEY)}) == 1


@given(st.text())
def test_what_cannot_be_sent_is_no_key(text: str) -> None:
    stripped = text.strip()
    good = 0 < len(stripped) <= 4096 and stripped.isascii() and stripped.isprintable() and " " not in stripped
    if good:
        assert Secret(text).reveal() == stripped
    else:
        with pytest.raises(UserError):
            Secret(text)


def test_a_refused_key_is_not_repeated() -> None:
    with pytest.raises(UserError) as caught:
        Secret("sk-canary with a space")
    assert "canary" not in str(caught.value)


# Where it is looked for


def test_the_order_is_environment_then_keyring_then_this_run() -> None:
    keyring = MemoryKeyring()
    environment = {"REVISER_KEY_OPENAI": "own", "OPENAI_API_KEY": "usual"}
    holder = secrets(keyring, environment)
    holder.hold("openai", Secret("held"))
    asyncio.run(holder.set("openai", Secret("kept")))
    steps = []
    for clear in (
        lambda: environment.pop("REVISER_KEY_OPENAI"),
        lambda: environment.pop("OPENAI_API_KEY"),
        keyring.kept.clear,
        lambda: asyncio.run(holder.remove("openai")),
    ):
        found = asyncio.run(holder.find("openai"))
        steps.append((found.value, found.source, found.where))
        clear()
    assert steps == [
        ("own", KeySource.ENVIRONMENT, "REVISER_KEY_OPENAI"),
        ("usual", KeySource.ENVIRONMENT, "OPENAI_API_KEY"),
        ("kept", KeySource.KEYRING, "keyring"),
        ("held", KeySource.THIS_RUN, "this run only"),
    ]
    found = asyncio.run(holder.find("openai"))
    assert (found.value, found.source, found.trouble) == ("", None, "")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("openai", ("REVISER_KEY_OPENAI", "OPENAI_API_KEY")),
        ("anthropic", ("REVISER_KEY_ANTHROPIC", "ANTHROPIC_API_KEY")),
        ("openrouter", ("REVISER_KEY_OPENROUTER", "OPENROUTER_API_KEY")),
        ("my-server.2", ("REVISER_KEY_MY_SERVER_2", "MY_SERVER_2_API_KEY")),
    ],
)
def test_the_names_of_variables(name: str, expected: tuple[str, str]) -> None:
    assert variables(name) == expected


def test_an_empty_variable_is_none_and_a_damaged_one_is_said_without_its_content() -> None:
    kept = MemoryKeyring()
    kept.set_password("reviser", "openai", KEY)
    assert asyncio.run(secrets(kept, {"OPENAI_API_KEY": "  "}).find("openai")).source is KeySource.KEYRING
    damaged = {"OPENAI_API_KEY": f"{KEY} two"}
    with pytest.raises(UserError) as caught:
        asyncio.run(secrets(kept, damaged).find("openai"))
    assert "OPENAI_API_KEY" in str(caught.value)
    assert "canary" not in "".join(traceback.format_exception(caught.value))


def test_a_process_that_needs_no_key_gets_none() -> None:
    environment = {"REVISER_KEY_X": KEY, "OPENAI_API_KEY": KEY, "PATH": "/bin", "REVISER_DB": "x"}
    assert without_keys(environment) == {"PATH": "/bin", "REVISER_DB": "x"}


# The keyring


def test_set_test_and_remove() -> None:
    keyring = MemoryKeyring()
    holder = secrets(keyring)
    assert "REVISER_KEY_WORK" in asyncio.run(holder.test("work"))
    asyncio.run(holder.set("work", Secret(KEY)))
    assert keyring.kept == {("reviser", "work"): KEY}
    assert asyncio.run(holder.test("work")) == "There is a key for work (keyring)."
    assert asyncio.run(holder.remove("work"))
    assert not keyring.kept
    assert not asyncio.run(holder.remove("work"))


def test_a_variable_that_goes_before_the_keyring_is_said() -> None:
    holder = secrets(MemoryKeyring(), {"WORK_API_KEY": "other"})
    assert asyncio.run(holder.test("work")) == "There is a key for work (WORK_API_KEY)."
    asyncio.run(holder.set("work", Secret(KEY)))
    assert "precedence over the one in the keyring" in asyncio.run(holder.test("work"))


def test_a_keyring_that_only_seems_to_keep_is_noticed() -> None:
    with pytest.raises(KeyringError, match="stored nothing"):
        asyncio.run(secrets(ForgetfulKeyring()).set("work", Secret(KEY)))


def test_a_keyring_that_keeps_the_old_key_is_noticed() -> None:
    keyring = ForgetfulKeyring()
    keyring.kept["reviser", "work"] = "old"
    with pytest.raises(KeyringError, match="stored nothing"):
        asyncio.run(secrets(keyring).set("work", Secret(KEY)))


def test_a_keyring_that_only_seems_to_remove_is_noticed() -> None:
    keyring = StubbornKeyring()
    keyring.kept["reviser", "work"] = KEY
    with pytest.raises(KeyringError, match="did not remove"):
        asyncio.run(secrets(keyring).remove("work"))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errors.NoKeyringError, "There is no keyring here: set the environment variable REVISER_KEY_WORK"),
        (errors.KeyringLocked, "is locked: unlock it"),
        (errors.InitError, "could not be opened"),
        (errors.PasswordSetError, "refused to store"),
        (errors.PasswordDeleteError, "did not remove"),
        (errors.KeyringError, "failed (KeyringError)"),
        (OSError, "failed (OSError)"),
        (TimeoutError, "failed (TimeoutError)"),
        (ZeroDivisionError, "failed (ZeroDivisionError)"),
        (SystemExit, "failed (SystemExit)"),
    ],
)
def test_each_error_is_one_sentence_without_the_key(error: type[BaseException], words: str) -> None:
    holder = secrets(FailingKeyring(error))
    for call in (holder.set("work", Secret(KEY)), holder.remove("work")):
        with pytest.raises(KeyringError) as caught:
            asyncio.run(call)
        assert words in str(caught.value)
        assert "canary" not in "".join(traceback.format_exception(caught.value))
    found = asyncio.run(holder.find("work"))
    assert words in found.trouble
    holder.hold("work", Secret(KEY))
    assert asyncio.run(holder.find("work")).source is KeySource.THIS_RUN


def test_keyrings_that_come_with_the_library_and_keep_nothing() -> None:
    from keyring.core import load_keyring

    for name, words in (("fail", "There is no keyring here"), ("null", "stored nothing")):
        holder = secrets(load_keyring(f"keyring.backends.{name}.Keyring"))
        with pytest.raises(KeyringError, match=words):
            asyncio.run(holder.set("work", Secret(KEY)))
        assert asyncio.run(holder.find("work")).secret is None


# Waiting


def test_a_keyring_that_waits_is_left_after_the_deadline_and_blocks_nothing(caplog: pytest.LogCaptureFixture) -> None:
    unlocked = threading.Event()
    keyring = MemoryKeyring(unlocked)
    keyring.kept["reviser", "work"] = KEY
    holder = secrets(keyring, deadline_s=0.3)

    async def ask() -> tuple[str, int]:
        turns = 0
        looking = asyncio.create_task(holder.find("work"))
        while not looking.done():
            turns += 1
            await asyncio.sleep(0.01)
        return looking.result().trouble, turns

    began = time.monotonic()
    trouble, turns = asyncio.run(ask())
    assert "did not answer within 0.3 seconds" in trouble
    assert turns >= 10, "the loop went on meanwhile"
    # While it still hangs, nobody waits for it again.
    assert "did not answer" in asyncio.run(holder.find("work")).trouble
    assert len(keyring.threads) == 1
    assert time.monotonic() - began < 10
    assert all(thread.daemon for thread in keyring.threads), "the program can end"
    with caplog.at_level(logging.DEBUG):
        unlocked.set()
        for thread in keyring.threads:
            thread.join(10)
    assert not caplog.records, "an answer that comes too late troubles nobody"
    assert asyncio.run(holder.find("work")).value == KEY


def test_cancelling_does_not_wait_for_the_keyring() -> None:
    unlocked = threading.Event()
    holder = secrets(MemoryKeyring(unlocked), deadline_s=60)

    async def ask() -> None:
        looking = asyncio.create_task(holder.find("work"))
        await asyncio.sleep(0.05)
        looking.cancel()
        await looking

    began = time.monotonic()
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(ask())
    assert time.monotonic() - began < 5
    unlocked.set()


def test_the_keyring_is_never_asked_on_the_thread_that_wants_to_know() -> None:
    keyring = MemoryKeyring()
    holder = secrets(keyring)
    asyncio.run(holder.set("work", Secret(KEY)))
    asyncio.run(holder.remove("work"))
    assert keyring.threads
    assert threading.main_thread() not in keyring.threads


def test_several_keys_can_be_looked_for_at_once() -> None:
    keyring = MemoryKeyring()
    names = [f"server{number}" for number in range(20)]
    for name in names:
        keyring.kept["reviser", name] = name * 2
    holder = secrets(keyring)

    async def ask() -> list[str]:
        return [found.value for found in await asyncio.gather(*map(holder.find, names))]

    assert asyncio.run(ask()) == [name * 2 for name in names]


# The system's


PLAIN_FILE = """
from keyring.backend import KeyringBackend

class PlaintextKeyring(KeyringBackend):
    priority = 9
    def get_password(self, service, username): return "from a plain file"
    def set_password(self, service, username, password): open("plain", "w").write(password)
"""

ASK = """
import asyncio, sys
from reviser.services.servers.secrets import Secret, Secrets
holder = Secrets({})
print(asyncio.run(holder.find("work")))
try:
    asyncio.run(holder.set("work", Secret("sk-canary")))
except Exception as error:
    print(error)
"""


@pytest.mark.parametrize("chosen", ["keyrings.alt.file.PlaintextKeyring", "no.such.Keyring", ""])
def test_a_plain_file_is_no_keyring_and_one_that_cannot_be_loaded_is_said(tmp_path: Path, chosen: str) -> None:
    """In a process of its own: keyring remembers what it chose."""
    plain = tmp_path / "keyrings" / "alt" / "file.py"
    plain.parent.mkdir(parents=True)
    plain.write_text(PLAIN_FILE)
    environment = {name: value for name, value in os.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
    environment |= {"PYTHONPATH": f"{tmp_path}:{Path(__file__).parents[3]}", "HOME": str(tmp_path)}
    # Without a choice, every backend that is imported takes part.
    begin = "" if chosen else "import keyrings.alt.file\n"
    environment |= {"PYTHON_KEYRING_BACKEND": chosen} if chosen else {}
    done = subprocess.run(
        [sys.executable, "-c", begin + ASK], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "plain").exists()
    assert "plain file" not in done.stdout
    assert ("cannot be loaded" if chosen.startswith("no.") else "There is no keyring here") in done.stdout


def test_a_real_secret_service() -> None:
    """The desktop's own keyring, where there is one that is unlocked."""
    name = f"test-{uuid.uuid4().hex}"
    holder = Secrets({}, deadline_s=5)
    try:
        asyncio.run(holder.set(name, Secret(KEY)))
    except KeyringError as error:
        pytest.skip(str(error))
    try:
        assert asyncio.run(holder.find(name)).value == KEY
    finally:
        assert asyncio.run(holder.remove(name))
    assert asyncio.run(holder.find(name)).secret is None
