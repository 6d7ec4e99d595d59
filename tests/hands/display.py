"""A display that exists only in memory, with what a desktop has: a window manager, a session bus, and the bus that
screen readers listen on. Nothing of the person's own desktop gets in."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from Xlib.display import Display as Connection

from tests.hands.wait import until

SIZE = 1600, 1000
PROGRAMS = ("Xvfb", "openbox", "dbus-daemon", "setxkbmap", "setpriv")
# A keyboard as many writers of English in Europe have it: the letters of a US one, accents with AltGr, and Compose on
# the right Windows key.
KEYBOARD = ("-layout", "us", "-variant", "altgr-intl", "-option", "compose:rwin")
# A program that is started behind this ends with whoever started it, also where that was killed and can tell it
# nothing: the kernel sends the signal (PR_SET_PDEATHSIG). setpriv is of util-linux, which every Linux has, and becomes
# the program itself, so that its process id stays; preexec_fn of subprocess is unsafe beside threads. SIGTERM: the X
# server takes its lock and its socket away. Whoever has a window ends with the server, whoever is on the bus with that.
_WITH_PARENT = ("setpriv", "--pdeathsig", "TERM", "--")
# openbox without keys and buttons of its own, so that every chord and click goes to the window at once. A click that
# it is bound to waits until it lets it through, and what is asked of the window meanwhile is answered before.
_UNBOUND = """<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew><followMouse>no</followMouse></focus>
  <keyboard/>
  <mouse/>
</openbox_config>
"""


def missing() -> list[str]:
    """The programs that a display needs and this machine does not have."""
    return [program for program in PROGRAMS if shutil.which(program) is None]


class Display:
    """Xvfb with openbox, whose own keys and buttons are taken away so that all reach the window. Use as a context: all
    that was started ends with it, in turn."""

    def __init__(self, folder: Path, size: tuple[int, int] = SIZE) -> None:
        """`folder`: where the homes, the settings of the window manager and the outputs of the programs go."""
        self._folder = folder
        self._size = size
        self._ending = ExitStack()
        self.environment: dict[str, str] = {}
        self.name = ""

    def __enter__(self) -> Self:
        with ExitStack() as ending:
            self._begin(ending)
            self._ending = ending.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.close()

    def _begin(self, ending: ExitStack) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        width, height = self._size
        # The server looks for a free number by itself, and says which when it is ready.
        screen = ("-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset")
        self.name = f":{self._told(ending, ['Xvfb', *screen, '-displayfd'], {})}"
        environment = {"DISPLAY": self.name, "XDG_RUNTIME_DIR": str(self.private("runtime"))}
        subprocess.run(["setxkbmap", *KEYBOARD], env=plain_environment(environment), check=True, timeout=60)
        address = self._told(
            ending, ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"], environment
        )
        self.environment = environment | {"DBUS_SESSION_BUS_ADDRESS": address}
        rules = self._folder / "openbox.xml"
        rules.write_text(_UNBOUND, encoding="utf-8")
        ending.enter_context(self.running(["openbox", "--config-file", str(rules)], name="openbox"))
        self._await_manager()

    def private(self, name: str) -> Path:
        """A folder that nobody else can read."""
        path = self._folder / name
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path

    def _told(self, ending: ExitStack, command: list[str], environment: Mapping[str, str]) -> str:
        """Start a program that writes one line when it is ready to the descriptor whose number stands last in its
        command; that line."""
        reading, writing = os.pipe()
        with os.fdopen(reading, encoding="utf-8") as line:
            # "--print-address" takes its number behind an equals sign or alone, as "-displayfd" does.
            last = [f"{command[-1]}={writing}"] if command[-1].startswith("--") else [command[-1], str(writing)]
            try:
                running = self.running([*command[:-1], *last], environment, name=Path(command[0]).name, keep=(writing,))
                ending.enter_context(running)
            finally:
                os.close(writing)
            said = line.readline().strip()
        if not said:
            raise AssertionError(f"{command[0]} did not start: {running.output()}")
        return said

    def _await_manager(self) -> None:
        connection = Connection(self.name)
        try:
            root, atom = connection.screen().root, connection.intern_atom("_NET_SUPPORTING_WM_CHECK")
            until(lambda: root.get_full_property(atom, 0), f"a window manager on {self.name}")
        finally:
            connection.close()

    def running(
        self, command: Sequence[str], more: Mapping[str, str] | None = None, *, name: str, keep: Sequence[int] = ()
    ) -> "Running":
        """A program on this display, not yet started; `more` is added to its environment, `keep` are descriptors that
        it inherits."""
        return Running(
            command, plain_environment(self.environment | dict(more or {})), self._folder / f"{name}.log", keep
        )


def plain_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment with these, and of the person's own only what says where programs are."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH"}}
    return kept | {"LANG": "C.UTF-8"} | dict(environment)


class Running:
    """A program that runs as long as its context, and what it wrote. It ends with its children: they are a group."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: Path, keep: Sequence[int]) -> None:
        self._command = list(command)
        self._environment = dict(environment)
        self._log = log
        self._keep = tuple(keep)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def start(self, more: Sequence[str] = ()) -> None:
        """Start it, with more arguments than it was made with."""
        log: IO[bytes]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*_WITH_PARENT, *self._command, *more],
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=self._keep,
                start_new_session=True,
            )

    @property
    def number(self) -> int:
        """Its process id; 0 where it does not run."""
        return self._process.pid if self._process is not None else 0

    def tell(self, line: str) -> None:
        """Write a line to its standard input."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")
        self._process.stdin.flush()

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """End it as a lost power supply would: it is told nothing."""
        if self._process is not None:
            self._signal(9)
            self._process.wait(60)
            self._close()

    def end(self) -> None:
        """Ask it to end, and make it."""
        if self._process is None:
            return
        if self.alive:
            self._signal(15)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(15)
        self._signal(9)  # its children too
        self._process.wait(60)
        self._close()

    def _close(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
        self._process = None

    def _signal(self, number: int) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)

    def output(self) -> str:
        """What it wrote so far."""
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""
