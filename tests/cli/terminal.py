"""The real program in a process of its own, with its own history, settings and logs."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cli.fork_server import Server

TIMEOUT_S = 200  # a slow machine loads Harper in ten

Run = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def object(self) -> Run:
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


class Terminal:
    """A person's terminal: commands are run in `folder`, and everything that they keep lies in it too."""

    def __init__(self, folder: Path, server: Server | None = None) -> None:
        """`server` forks a command that need not be started anew; without it every one is."""
        self.folder = folder
        self._server = server
        self.database = folder / "history.db"
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "REVISER_", "PYTEST_"))
        } | {
            "HOME": str(folder / "home"),
            "REVISER_DB": str(self.database),
            "PYTHONWARNINGS": "error",
        }

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "reviser", *map(str, arguments)]

    def run(self, *arguments: str | Path, **environment: str) -> Ended:
        """Run a command to its end, with nobody to answer."""
        server, wanted = self._server, self.environment | environment
        if server is None or not server.can(wanted):
            return self._run(self.command(*arguments), environment)
        with (
            Path(os.devnull).open("rb") as nothing,
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as err,
        ):
            streams = [nothing.fileno(), out.fileno(), err.fileno()]
            code = server.run(list(map(str, arguments)), self.folder, wanted, streams)
            out.seek(0)
            err.seek(0)
            return Ended(code, out.read(), err.read().decode("utf-8"))

    def run_python(self, code: str, *arguments: str) -> Ended:
        """Run Python code in a process of its own, with the program's environment."""
        return self._run([sys.executable, "-c", code, *arguments], {})

    def _run(self, command: list[str], environment: dict[str, str]) -> Ended:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT_S,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr.decode("utf-8"))

    def revise(self, *arguments: str | Path, code: int = 0) -> Run:
        """`revise … --json`, which must end with `code`."""
        ended = self.run("revise", *arguments, "--json")
        assert ended.code == code, ended.err
        return ended.object

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path


def assert_adds_up(run: Run) -> None:
    """Every round's base with its printed accepted edits is its result, and the next round begins from it."""
    text = run["base"]
    for round_ in run["rounds"]:
        assert round_["base"] == text
        text = applied(round_)
        assert round_["result"] == text
    assert run["result"] == text


def applied(round_: Run) -> str:
    """A round's base with its accepted edits, as somebody who only has the JSON would apply them."""
    text: str = round_["base"]
    for edit in sorted(round_["edits"], key=lambda edit: (edit["start_char_pos"], edit["end_char_pos"]), reverse=True):
        start, end = edit["start_char_pos"], edit["end_char_pos"]
        assert round_["base"][start:end] == edit["before"]
        assert edit["type"] == ("A" if not edit["before"] else "R" if edit["proposed_after"] else "D")
        if edit["accept_or_reject"] == "Accept":
            text = text[:start] + edit["after"] + text[end:]
    return text


def offered(run: Run) -> list[tuple[str, str]]:
    """What was proposed in a run: before and after."""
    return [(edit["before"], edit["proposed_after"]) for round_ in run["rounds"] for edit in round_["edits"]]
