"""llama.cpp's own server (the wheel xllamacpp) with SmolLM2-135M-Instruct: a real wire, and a model so small that it is
bad at most of what it is asked. packaging/test fetches both; without them the tests that use this skip, saying why.
"""

import importlib.util
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.revisers.lm.real import real_model

START_S = 120
MODEL = "smollm2"


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


def model_file() -> Path:
    """The model's file; skips the calling test, with the reason, where it or the server is missing."""
    if importlib.util.find_spec("xllamacpp") is None:
        pytest.skip(
            "the model server xllamacpp is not here: packaging/test fetches it where there is one for the machine"
        )
    return real_model().path


@contextmanager
def llama(folder: Path, *, key: str = "sesame", context: int = 2048, slots: int = 1) -> Iterator[Llama]:
    """Run it on a free port; its log goes into `folder`."""
    arguments = [str(model_file()), MODEL, str(context), str(slots), key]
    with (
        (folder / "llama.log").open("wb") as log,
        subprocess.Popen(
            [sys.executable, "-m", "tests.revisers.model_server", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=Path(__file__).parents[2],
            text=True,
        ) as process,
    ):
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address, "the model server ended at once: see llama.log"
            yield Llama(address, key, context)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
