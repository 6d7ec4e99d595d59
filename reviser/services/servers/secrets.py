"""Keys of servers: where they are looked up, how they are stored, and that they never appear anywhere.

Looked up in this order: environment variable, the system's keyring, this run only. The program never writes a key to a
file, and does not use keyrings that are plain files (keyrings.alt). A keyring can wait for the person for minutes, so
every call runs in its own thread with a deadline, and nothing here blocks the calling thread."""

import asyncio
import re
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NoReturn, TypeVar

from reviser.errors import UserError
from reviser.messages import Message, message, sentences
from reviser.services.daemon_executor import FutureErrors

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "reviser"  # the service name of the keys in the keyring
DEADLINE_S = 30.0  # seconds for one call to the keyring; the person may have to type a password
LONGEST = 4096  # code points of a key
OWN_PREFIX = "REVISER_KEY_"
OWN_SUFFIX = "_API_KEY"

PLAIN_FILES = "keyrings.alt"

T = TypeVar("T")


class KeyringError(UserError):
    """The keyring did not do what was requested; the sentence says what to do."""


class Secret:
    """A key. It is not shown by print or repr and cannot be pickled."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        """Raises UserError if `value` cannot be a key; the message does not contain it."""
        stripped = value.strip()
        if not stripped:
            raise UserError(message("The key is empty: paste the whole key."))
        if len(stripped) > LONGEST or not all("!" <= c <= "~" for c in stripped):
            raise UserError(message("That is not a key: a key is one word of plain letters, digits and signs."))
        self._value = stripped

    def reveal(self) -> str:
        """The key itself, for the one place that sends it."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not pickled or copied to another process")


class KeySource(StrEnum):
    """Where a key was found."""

    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    THIS_RUN = "this run"


@dataclass(frozen=True, slots=True)
class KeyLookup:
    """The result of a look-up. `where` is for the person: the name of a variable, "keyring", "this run only". Without a
    `secret`, `trouble` says why the keyring could not be used; empty if it has no such key."""

    secret: Secret | None = None
    source: KeySource | None = None
    where: str = ""
    trouble: str = ""

    @property
    def value(self) -> str:
        """The key itself; empty if there is none."""
        return self.secret.reveal() if self.secret else ""


def variables(name: str) -> tuple[str, str]:
    """The environment variables that can hold the key with this name: `REVISER_KEY_OPENAI`, `OPENAI_API_KEY`."""
    upper = re.sub(r"[^A-Z0-9]", "_", name.upper())
    return f"{OWN_PREFIX}{upper}", f"{upper}{OWN_SUFFIX}"


def without_keys(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for a child process that needs no key."""
    return {
        name: value
        for name, value in environment.items()
        if not name.startswith(OWN_PREFIX) and not name.endswith(OWN_SUFFIX)
    }


def system_keyring() -> "KeyringBackend":
    """The keyring of the system or of the person's configuration, never one that is a plain file. Call it off the main
    thread, because it may load D-Bus. Raises KeyringError if the configured one cannot be loaded."""
    import keyring
    from keyring.backends.chainer import ChainerBackend
    from keyring.errors import NoKeyringError

    try:
        backend = keyring.get_keyring()
    except Exception as error:  # whatever a module that PYTHON_KEYRING_BACKEND names may raise
        raise KeyringError(
            message(
                "The configured keyring cannot be loaded ({error}): correct PYTHON_KEYRING_BACKEND or keyringrc.cfg.",
                error=type(error).__name__,
            )
        ) from error
    candidates = list(backend.backends) if isinstance(backend, ChainerBackend) else [backend]
    for candidate in candidates:
        if not type(candidate).__module__.startswith(PLAIN_FILES):
            return candidate
    raise NoKeyringError


class Secrets:
    """The keys of one run of the program. `environment` holds the variables; `backend` returns the keyring and is
    called in the background. The methods are coroutines for any event loop."""

    def __init__(
        self,
        environment: Mapping[str, str],
        backend: "Callable[[], KeyringBackend]" = system_keyring,
        *,
        deadline_s: float = DEADLINE_S,
    ) -> None:
        self._environment = environment
        self._backend = backend
        self._deadline_s = deadline_s
        self._held: dict[str, Secret] = {}
        self._hanging: threading.Thread | None = None

    def __repr__(self) -> str:
        return f"Secrets({len(self._held)} held)"

    def hold(self, name: str, secret: Secret) -> None:
        """Keep a key for this run only."""
        self._held[name] = secret

    def in_environment(self, name: str, *, ours: bool = False) -> KeyLookup | None:
        """The key in an environment variable. With `ours`, only in the program's own variable, not in one that other
        programs use. Raises UserError if the value cannot be a key."""
        for variable in variables(name)[: 1 if ours else None]:
            value = self._environment.get(variable, "").strip()
            if value:
                try:
                    return KeyLookup(Secret(value), KeySource.ENVIRONMENT, variable)
                except UserError as error:
                    raise UserError(
                        message(
                            "The environment variable {variable} holds no key: {why}",
                            variable=variable,
                            why=error.message,
                        )
                    ) from None
        return None

    async def find(self, name: str) -> KeyLookup:
        """The key with this name, in the order above. A failing keyring is reported in `trouble`. Raises UserError if
        an environment variable is invalid."""
        found = self.in_environment(name)
        if found is not None:
            return found
        trouble: str = ""
        try:
            kept = await self._read(name)
        except UserError as error:
            trouble = error.message
        else:
            if kept is not None:
                return KeyLookup(kept, KeySource.KEYRING, message("keyring"))
        if name in self._held:
            return KeyLookup(self._held[name], KeySource.THIS_RUN, message("this run only"))
        return KeyLookup(trouble=trouble)

    async def set(self, name: str, secret: Secret) -> None:
        """Store a key in the keyring and read it back, because some keyrings only seem to store it. Raises KeyringError
        if it is not stored; then it is held nowhere."""
        await self._ask(lambda keyring: keyring.set_password(SERVICE, name, secret.reveal()), name)
        if await self._read(name) != secret:
            raise KeyringError(message("The keyring is disabled and stored nothing: {instead}", instead=_instead(name)))

    async def test(self, name: str) -> str:
        """A line that says where the key is found, or why not."""
        found = await self.find(name)
        if found.secret is not None:
            said = message("There is a key for {name} ({where}).", name=name, where=found.where)
            if found.source is KeySource.ENVIRONMENT and await self._has_kept(name):
                return sentences(said, message("It takes precedence over the one in the keyring."))
            return said
        return found.trouble or message("There is no key for {name}: {instead}", name=name, instead=_instead(name))

    async def remove(self, name: str) -> bool:
        """Remove a key from the keyring and from this run. Returns whether there was one. Raises KeyringError if the
        keyring cannot be used."""
        held = self._held.pop(name, None) is not None
        if await self._read(name) is None:
            return held
        await self._ask(lambda keyring: keyring.delete_password(SERVICE, name), name)
        if await self._read(name) is not None:
            raise KeyringError(
                message("The keyring did not remove the key: remove it in your system's keyring program.")
            )
        return True

    async def _has_kept(self, name: str) -> bool:
        try:
            return await self._read(name) is not None
        except UserError:
            return False

    async def _read(self, name: str) -> Secret | None:
        value = await self._ask(lambda keyring: keyring.get_password(SERVICE, name), name)
        return Secret(value) if value and value.strip() else None

    async def _ask(self, call: "Callable[[KeyringBackend], T]", name: str) -> T:
        """Call the keyring in a daemon thread. If a call exceeds its deadline, no further one is started, because it
        would hang too."""
        if self._hanging is not None and self._hanging.is_alive():
            raise KeyringError(_hangs(self._deadline_s))
        future: Future[T] = Future()
        thread = threading.Thread(target=self._run, args=(call, future), name="reviser-keyring", daemon=True)
        future.set_running_or_notify_cancel()  # from here on it cannot be cancelled
        thread.start()
        waiting = asyncio.wrap_future(future)
        try:
            await asyncio.wait({waiting}, timeout=self._deadline_s)
        finally:
            if not waiting.done():
                self._hanging = thread
                waiting.cancel()
        if waiting.cancelled():
            raise KeyringError(_hangs(self._deadline_s))
        error = waiting.exception()
        if isinstance(error, KeyringError):
            raise error
        if error is not None:
            # Without its cause, whose message might contain the key.
            raise KeyringError(_keyring_message(error, name))
        return waiting.result()

    def _run(self, call: "Callable[[KeyringBackend], T]", future: "Future[T]") -> None:
        with FutureErrors(future):
            future.set_result(call(self._backend()))


def _hangs(seconds: float) -> Message:
    return message(
        "The keyring did not answer within {seconds:g} seconds: look for its window, unlock it, and try again.",
        seconds=seconds,
    )


def _instead(name: str) -> Message:
    return message(
        "set the environment variable {variable}, or enter the key for this run only.", variable=variables(name)[0]
    )


def _keyring_message(error: BaseException, name: str) -> Message:
    """The meaning of a keyring's error. Its own message is left out: it is technical, and might contain the key."""
    from keyring import errors

    match error:
        case errors.NoKeyringError():
            return message("There is no keyring here: {instead}", instead=_instead(name))
        case errors.KeyringLocked():
            return message("The keyring is locked: unlock it, and try again.")
        case errors.InitError():
            return message(
                "The keyring could not be opened: start your desktop's keyring, or {instead}", instead=_instead(name)
            )
        case errors.PasswordSetError():
            return message("The keyring refused to store the key: {instead}", instead=_instead(name))
        case errors.PasswordDeleteError():
            return message("The keyring did not remove the key: remove it in your system's keyring program.")
        case _:
            return message(
                "The keyring failed ({error}): {instead}", error=type(error).__name__, instead=_instead(name)
            )
