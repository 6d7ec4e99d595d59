"""A terminal with a keyring that lasts from one command to the next."""

import os
import pty
import subprocess
from pathlib import Path

from tests.cli.terminal import TIMEOUT_S, Ended, Terminal

ROOT = Path(__file__).parents[2]


def with_keyring(terminal: Terminal) -> Path:
    """Give the terminal a keyring; the file that it keeps its keys in."""
    kept = terminal.folder / "keyring.json"
    terminal.environment.update(
        PYTHON_KEYRING_BACKEND="tests.keyrings.SharedKeyring", TEST_KEYRING=str(kept), PYTHONPATH=str(ROOT)
    )
    return kept


def piped(terminal: Terminal, typed: bytes, *arguments: str) -> Ended:
    """Run a command that reads `typed` from a pipe."""
    done = subprocess.run(
        terminal.command(*arguments),
        cwd=terminal.folder,
        env=terminal.environment,
        input=typed,
        capture_output=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr.decode("utf-8"))


def typed_in(terminal: Terminal, typed: str, *arguments: str) -> tuple[int, str]:
    """Run a command in a terminal of its own and type when it asks; its exit code, and all that the terminal showed."""
    process, descriptor = pty.fork()
    if process == 0:
        os.chdir(terminal.folder)
        os.execve(terminal.command()[0], terminal.command(*arguments), terminal.environment)
    shown = b""
    asked = False
    while True:
        try:
            more = os.read(descriptor, 1024)
        except OSError:
            break
        if not more:
            break
        shown += more
        if not asked and b":" in shown:
            asked = True
            os.write(descriptor, typed.encode() + b"\n")
    os.close(descriptor)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown.decode("utf-8")
