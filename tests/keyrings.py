"""Small real keyrings for tests: one that keeps, and one for each way of not keeping."""

import json
import os
import threading
from pathlib import Path
from typing import NoReturn

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class MemoryKeyring(KeyringBackend):
    """Keeps keys as long as it lives. `slow` is waited for before each answer; `threads` are those that asked."""

    priority = -1  # below those that keyring itself has, so that it never chooses it

    def __init__(self, slow: threading.Event | None = None) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.threads: list[threading.Thread] = []
        self._slow = slow

    def get_password(self, service: str, username: str) -> str | None:
        self._asked()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._asked()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._asked()
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("no such password")

    def _asked(self) -> None:
        self.threads.append(threading.current_thread())
        if self._slow is not None:
            self._slow.wait(60)


class ForgetfulKeyring(MemoryKeyring):
    """Seems to keep, as keyring's null backend does."""

    def set_password(self, service: str, username: str, password: str) -> None:
        before = dict(self.kept)
        super().set_password(service, username, password)
        self.kept = before


class StubbornKeyring(MemoryKeyring):
    """Seems to remove."""

    def delete_password(self, service: str, username: str) -> None:
        before = dict(self.kept)
        super().delete_password(service, username)
        self.kept = before


class FailingKeyring(KeyringBackend):
    """Answers everything with an error, which has the key in its words as the worst of them might."""

    priority = -1

    def __init__(self, error: type[BaseException]) -> None:
        self._error = error

    def get_password(self, service: str, username: str) -> NoReturn:
        raise self._error(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self._error(f"{service} {username} {password}")

    def delete_password(self, service: str, username: str) -> None:
        raise self._error(f"{service} {username}")


class SharedKeyring(KeyringBackend):
    """For programs that run one after the other, as a desktop's keyring is: in the file that TEST_KEYRING names."""

    priority = -1

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._file.write_text(json.dumps(self._kept() | {f"{service} {username}": password}))

    def delete_password(self, service: str, username: str) -> None:
        kept = self._kept()
        del kept[f"{service} {username}"]
        self._file.write_text(json.dumps(kept))

    @property
    def _file(self) -> Path:
        return Path(os.environ["TEST_KEYRING"])

    def _kept(self) -> dict[str, str]:
        return dict(json.loads(self._file.read_text())) if self._file.exists() else {}
