"""llama.cpp's own server with a tiny model of random weights: what it says is noise, and the wire is real.

packaging/llama-server.sh builds both and says where they are; without them the tests that use this skip, saying why.
"""

import json
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "packaging" / "llama-server.sh"
START_S = 30
MODEL = "tiny"


@dataclass(frozen=True, slots=True)
class Llama:
    """A running server. `context` in tokens for each of its slots."""

    address: str
    key: str
    context: int

    def busy(self) -> int:
        """Requests that it works on now."""
        return sum(bool(slot["is_processing"]) for slot in self._get("/slots"))

    def wait_until_busy(self, count: int, seconds: float = 10) -> bool:
        """Whether it worked on exactly `count` requests within so many seconds."""
        until = time.monotonic() + seconds
        while self.busy() != count:
            if time.monotonic() > until:
                return False
            time.sleep(0.02)
        return True

    def _get(self, path: str) -> Any:
        request = urllib.request.Request(self.address + path, headers={"Authorization": f"Bearer {self.key}"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)


def built() -> tuple[str, str]:
    """The server and its model; skips the calling test, with the reason, where they are not built."""
    done = subprocess.run([SCRIPT, "--cached"], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(done.stderr.strip().splitlines()[-1])
    server, model = done.stdout.split("\n")[:2]
    return server, model


@contextmanager
def llama(folder: Path, *, key: str = "sesame", context: int = 2048, slots: int = 1) -> Iterator[Llama]:
    """Run it on a free port; its log goes into `folder`."""
    server, model = built()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = ["--model", model, "--alias", MODEL, "--host", "127.0.0.1", "--port", str(port), "--threads", "1"]
    arguments += ["--ctx-size", str(context * slots), "--parallel", str(slots)]
    if key:
        (folder / "key").write_text(key)
        arguments += ["--api-key-file", str(folder / "key")]
    with (folder / "llama.log").open("wb") as log:
        process = subprocess.Popen([server, *arguments], stdout=log, stderr=subprocess.STDOUT)
        try:
            found = Llama(f"http://127.0.0.1:{port}", key, context)
            _wait(found, process)
            yield found
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(server: Llama, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_S
    while True:
        try:
            with urllib.request.urlopen(f"{server.address}/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            assert process.poll() is None, "llama-server ended at once: see llama.log"
            assert time.monotonic() < until, "llama-server did not start"
            time.sleep(0.05)
