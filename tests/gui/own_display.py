"""A display in memory for a process of window tests, so that several can run beside each other: each has the focus, the
clipboard and the pointer for itself."""

import os
import subprocess

SCREEN = "1600x1000x24"  # pixels and bits
# It ends with this process, also where that is killed: the kernel tells it (setpriv is of util-linux). Not before, for
# Qt ends a program that loses its display.
_WITH_PARENT = ("setpriv", "--pdeathsig", "TERM", "--")
_running: list[subprocess.Popen[bytes]] = []


def start() -> str:
    """Start an X server on the first free number; its name, once it is ready."""
    reading, writing = os.pipe()
    command = [
        *_WITH_PARENT,
        "Xvfb",
        "-screen",
        "0",
        SCREEN,
        "-nolisten",
        "tcp",
        "-noreset",
        "-displayfd",
        str(writing),
    ]
    with os.fdopen(reading, encoding="ascii") as line:
        try:
            _running.append(
                subprocess.Popen(command, pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            )
        finally:
            os.close(writing)
        number = line.readline().strip()
    assert number, "Xvfb did not start"
    return f":{number}"
