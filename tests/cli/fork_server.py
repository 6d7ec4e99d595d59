"""The program started once, with all that it loads, and forked for each command: starting it anew takes two seconds of
the processor, nearly all of which are spent on the same dictionaries.

Each command is a process of its own with its own arguments, environment, folder and streams, and ends as any Python
does. What is not as in a fresh process: which modules are loaded (test_imports.py starts fresh ones), and what Python
reads from the environment as it starts (such commands are started anew, see `Server.can`). With --long all are.

    python -m tests.cli.fork_server NUMBER    # of the socket that it is asked through
"""

import gc
import json
import os
import socket
import subprocess
import sys
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
_LONGEST = 1_000_000  # bytes of a request
# Decided as Python, or a library that was loaded, starts.
_AT_START = ("PYTHON", "LC_", "LANG", "OPENBLAS", "TMPDIR")
_NOT_AT_START = ("PYTHON_KEYRING_BACKEND",)


def _of_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value for name, value in environment.items() if name.startswith(_AT_START) and name not in _NOT_AT_START
    }


class Server:
    """The process that is forked, as the tests hold it. `environment`: the one that commands usually get."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._start = _of_start(environment)
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.cli.fork_server", str(theirs.fileno())],
                cwd=ROOT,
                env={**environment, "OPENBLAS_NUM_THREADS": "1"},
                pass_fds=(theirs.fileno(),),
            )

    def can(self, environment: Mapping[str, str]) -> bool:
        """Whether a command in this environment can be a fork."""
        return _of_start(environment) == self._start

    def run(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], streams: Sequence[int]
    ) -> int:
        """Run a command to its end with `streams` as its standard ones; its exit code, negative for a signal."""
        request = {"arguments": list(arguments), "folder": str(folder), "environment": dict(environment)}
        socket.send_fds(self._ours, [json.dumps(request).encode()], streams)
        answer = self._ours.recv(100)
        assert answer, "the process that is forked has ended"
        return os.waitstatus_to_exitcode(int(answer))

    def close(self) -> None:
        self._ours.close()
        self._process.wait(60)


def _load() -> None:
    """What most commands load. The threads that Harper and Arrow have started by then are not in the forks: Harper uses
    them for its dictionary alone, Arrow for its memory's upkeep."""
    from reviser.commands import COMMANDS
    from reviser.history import migrations
    from reviser.revisers.embedded import build
    from reviser.revisers.rules import inflect, linters
    from reviser.revisers.rules.languages import Languages

    for entry in COMMANDS:
        entry.load()
    migrations.migrations()
    linters.load("American")
    Languages().load()
    inflect.load()
    build().close()


def _serve(ours: socket.socket) -> None:
    """Until whoever asks has closed the socket. Returns in each fork too, which then is the program."""
    while True:
        data, streams, _, _ = socket.recv_fds(ours, _LONGEST, 3)
        if not data:
            sys.exit()
        request = json.loads(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads, see above
            number = os.fork()
        if number == 0:
            ours.close()
            for place, stream in enumerate(streams):
                os.dup2(stream, place)
                os.close(stream)
            os.chdir(request["folder"])
            os.environ.clear()
            os.environ.update(request["environment"])
            sys.argv = ["reviser", *request["arguments"]]
            return
        for stream in streams:
            os.close(stream)
        ours.send(str(os.waitpid(number, 0)[1]).encode())


if __name__ == "__main__":
    _load()
    gc.freeze()  # else each fork copies all of it as it looks for garbage
    _serve(socket.socket(fileno=int(sys.argv[1])))
    from reviser.__main__ import main

    main()
